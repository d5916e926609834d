//! Strings, numbers and booleans as built-in types with facets.

use std::cmp::Ordering;

use super::{pattern, unsupported};
use crate::builtin;
use crate::lower::{FacetKind, FacetStep, LowerError, Scalar};
use crate::place::Place;
use crate::read::openapi::{Literal, NumberDomain, NumberSchema, StringSchema};
use crate::resolve::{self, BuiltIn};
use crate::suggest::{did_you_mean, nearest};

/// A single value.
pub(super) enum Value {
    /// A built-in type with facets.
    Scalar(Scalar),
    /// One of these texts.
    Enumeration(Vec<String>),
}

/// Formats of strings: the built-in type, and the pattern that admits of its texts what the format does.
///
/// `date` and `date-time` are those of RFC 3339, sections 5.6 and 5.7, which have a year of four digits, and a time zone
/// with the time of a day and none without; `time-local` is in the OpenAPI Initiative's registry of formats, `hour-minute`
/// and `year-month` are our own. `uuid` is that of RFC 9562, `uri` of RFC 3986 with a scheme, its
/// characters and escapes, `byte` of RFC 4648, section 4.
const FORMATS: [(&str, BuiltIn, Option<&str>); 9] = [
    ("date", BuiltIn::Date, Some("[0-9]{4}-[0-9]{2}-[0-9]{2}")),
    (
        "date-time",
        BuiltIn::DateTime,
        Some(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(\\.[0-9]+)?(Z|[+\\-][0-9]{2}:[0-9]{2})",
        ),
    ),
    (
        "time-local",
        BuiltIn::Time,
        Some("([01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(\\.[0-9]+)?"),
    ),
    ("hour-minute", BuiltIn::HourMinute, None),
    ("year-month", BuiltIn::GYearMonth, Some("[0-9]{4}-[0-9]{2}")),
    (
        "uuid",
        BuiltIn::String,
        Some("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"),
    ),
    (
        "uri",
        BuiltIn::AnyUri,
        Some("[A-Za-z][A-Za-z0-9+\\-.]*:([A-Za-z0-9\\-._~:/?#\\[\\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*"),
    ),
    ("email", BuiltIn::String, Some("[^@\\s]+@[^@\\s]+")),
    ("byte", BuiltIn::Base64Binary, Some("[A-Za-z0-9+/]*={0,2}")),
];

/// A string.
///
/// # Errors
/// A format that is not known; a facet that is wrong, or that does not go with the format.
pub(super) fn string(place: &Place, schema: &StringSchema) -> Result<Value, LowerError> {
    let mut steps = Vec::new();
    let mut base = BuiltIn::String;
    if let Some(format) = &schema.format {
        let known = FORMATS.iter().find(|(name, ..)| *name == format.text);
        let Some((_, built_in, pattern)) = known else {
            let names = FORMATS.iter().map(|(name, ..)| *name);
            let near = nearest(&format.text, names.clone());
            return Err(wrong(
                format,
                "format",
                format!(
                    "is no format of a string that is carried out{}; expected one of {}",
                    did_you_mean(near.as_deref()),
                    names.collect::<Vec<_>>().join(", ")
                ),
            ));
        };
        base = *built_in;
        steps.extend(pattern.map(|pattern| FacetStep {
            patterns: vec![pattern.to_owned()],
            ..FacetStep::default()
        }));
    }
    let mut own = FacetStep::default();
    if let Some(expression) = &schema.pattern {
        let translated = pattern::translate(&expression.text)
            .and_then(|translated| builtin::check_pattern(&translated).map(|()| translated));
        own.patterns
            .push(translated.map_err(|reason| wrong(expression, "pattern", reason))?);
    }
    let lengths = [
        (resolve::FacetKind::MinLength, "minLength", &schema.min_length),
        (resolve::FacetKind::MaxLength, "maxLength", &schema.max_length),
    ];
    for (kind, name, limit) in lengths {
        let Some(limit) = limit else {
            continue;
        };
        if !builtin::is_text(base) {
            return Err(wrong(
                limit,
                name,
                "has no meaning with the format; leave it out".to_owned(),
            ));
        }
        builtin::check_limit(base, kind, &limit.text).map_err(|reason| wrong(limit, name, reason))?;
        // No text is shorter than nothing.
        if limit.text != "0" || name != "minLength" {
            own.limits.insert(kind.into(), limit.text.clone());
        }
    }
    if let (Some(min), Some(max)) = (&schema.min_length, &schema.max_length)
        && min.text.parse::<u64>().ok() > max.text.parse::<u64>().ok()
    {
        return Err(wrong(
            max,
            "maxLength",
            format!("is less than `minLength`, {}", min.text),
        ));
    }
    if schema.values.is_empty() {
        steps.extend((own != FacetStep::default()).then_some(own));
        return Ok(Value::Scalar(Scalar { base, steps }));
    }
    if !steps.is_empty() || own != FacetStep::default() {
        return Err(unsupported(
            place,
            "`enum` beside a format, a pattern or a length",
        ));
    }
    Ok(Value::Enumeration(
        schema.values.iter().map(|value| value.text.clone()).collect(),
    ))
}

/// A number.
///
/// # Errors
/// A format that is not known; a bound that is no such number, or that leaves nothing.
pub(super) fn number(schema: &NumberSchema) -> Result<Value, LowerError> {
    let base = base_of(schema)?;
    let check = |literal: &Literal, keyword| {
        builtin::check_value(base, &literal.text).map_err(|reason| wrong(literal, keyword, reason))
    };
    let mut step = FacetStep::default();
    if let Some(bound) = &schema.min {
        check(&bound.value, "minimum")?;
        let kind = if bound.exclusive {
            FacetKind::MinExclusive
        } else {
            FacetKind::MinInclusive
        };
        step.limits.insert(kind, bound.value.text.clone());
    }
    if let Some(bound) = &schema.max {
        check(&bound.value, "maximum")?;
        let kind = if bound.exclusive {
            FacetKind::MaxExclusive
        } else {
            FacetKind::MaxInclusive
        };
        step.limits.insert(kind, bound.value.text.clone());
    }
    if let (Some(min), Some(max)) = (&schema.min, &schema.max) {
        let order = builtin::compare(base, &min.value.text, &max.value.text);
        let meets = order == Some(Ordering::Equal) && (min.exclusive || max.exclusive);
        if order == Some(Ordering::Greater) || meets {
            let reason = format!("leaves no value, since `minimum` is {}", min.value.text);
            return Err(wrong(&max.value, "maximum", reason));
        }
    }
    if let Some(divisor) = &schema.multiple_of {
        check(divisor, "multipleOf")?;
        if builtin::compare(base, &divisor.text, "0") != Some(Ordering::Greater) {
            return Err(wrong(divisor, "multipleOf", "is not greater than 0".to_owned()));
        }
        step.limits.insert(FacetKind::MultipleOf, divisor.text.clone());
    }
    for value in &schema.values {
        check(value, "enum")?;
        step.enumeration.push(value.text.clone());
    }
    let steps = (step != FacetStep::default())
        .then_some(step)
        .into_iter()
        .collect();
    Ok(Value::Scalar(Scalar { base, steps }))
}

fn base_of(schema: &NumberSchema) -> Result<BuiltIn, LowerError> {
    let format = schema.format.as_ref();
    match (schema.domain, format.map(|format| format.text.as_str())) {
        (NumberDomain::Integer, None) => Ok(BuiltIn::Integer),
        (NumberDomain::Integer, Some("int32")) => Ok(BuiltIn::Int),
        (NumberDomain::Integer, Some("int64")) => Ok(BuiltIn::Long),
        (NumberDomain::Number, None) => Ok(BuiltIn::Decimal),
        (domain, _) => {
            let reason = match domain {
                NumberDomain::Integer => "is no format of an integer; expected int32 or int64",
                NumberDomain::Number => "rounds, and numbers are read exactly; leave the format out",
            };
            // A number without a format has a base.
            let literal = format.cloned().unwrap_or_else(|| Literal {
                place: Place::default(),
                text: String::new(),
                kind: crate::read::openapi::LiteralKind::Text,
            });
            Err(wrong(&literal, "format", reason.to_owned()))
        }
    }
}

/// A boolean, or one of its values.
pub(super) fn boolean(values: &[Literal]) -> Value {
    // Both values are any value.
    let steps = (values.len() == 1).then(|| FacetStep {
        enumeration: values.iter().map(|value| value.text.clone()).collect(),
        ..FacetStep::default()
    });
    Value::Scalar(Scalar {
        base: BuiltIn::Boolean,
        steps: steps.into_iter().collect(),
    })
}

/// A keyword with a value that it cannot have.
pub(super) fn wrong(literal: &Literal, facet: &'static str, reason: String) -> LowerError {
    LowerError::FacetValue {
        place: Box::new(literal.place.clone()),
        facet,
        value: literal.text.clone(),
        reason,
    }
}
