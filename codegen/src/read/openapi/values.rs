//! Schemas of single values: strings, numbers, and what they enumerate.

use super::cursor::Keyed;
use super::model::{Literal, LiteralKind, NumberBound, NumberDomain, NumberSchema, StringSchema};
use crate::read::error::ReadError;

/// What a string is held to.
pub(super) fn string(keyed: &Keyed<'_>) -> Result<StringSchema, ReadError> {
    let count = |key| {
        keyed
            .get(key)
            .map(|at| at.count().and_then(|_| at.literal()))
            .transpose()
    };
    let text = |key| {
        keyed
            .get(key)
            .map(|at| at.text().and_then(|_| at.literal()))
            .transpose()
    };
    Ok(StringSchema {
        format: text("format")?,
        pattern: text("pattern")?,
        min_length: count("minLength")?,
        max_length: count("maxLength")?,
        values: values(keyed, LiteralKind::Text, "text; put it in quotes")?,
    })
}

/// What a number is held to.
pub(super) fn number(keyed: &Keyed<'_>, domain: NumberDomain) -> Result<NumberSchema, ReadError> {
    let bound = |key, exclusive: &'static str| {
        let is_exclusive = keyed.flag(exclusive)?;
        match keyed.get(key) {
            None if is_exclusive => Err(ReadError::MissingKeyword {
                place: Box::new(keyed.place()),
                keyword: key,
                what: "a number with an exclusive bound",
            }),
            None => Ok(None),
            Some(at) => Ok(Some(NumberBound {
                value: at.decimal()?,
                exclusive: is_exclusive,
            })),
        }
    };
    let format = keyed.get("format");
    Ok(NumberSchema {
        domain,
        format: format
            .map(|at| at.text().and_then(|_| at.literal()))
            .transpose()?,
        min: bound("minimum", "exclusiveMinimum")?,
        max: bound("maximum", "exclusiveMaximum")?,
        multiple_of: keyed.get("multipleOf").map(|at| at.decimal()).transpose()?,
        values: values(keyed, LiteralKind::Number, "a number")?,
    })
}

/// `enum`, whose values are all of the schema's type. `null` among them says what `nullable` says already (OpenAPI
/// 3.0.3, proposal "Clarify Semantics of nullable").
pub(super) fn values(
    keyed: &Keyed<'_>,
    kind: LiteralKind,
    expected: &str,
) -> Result<Vec<Literal>, ReadError> {
    let Some(at) = keyed.get("enum") else {
        return Ok(Vec::new());
    };
    let nullable = keyed.flag("nullable")?;
    let mut values: Vec<Literal> = Vec::new();
    let mut has_null = false;
    for item in at.list()? {
        let value = item.literal()?;
        if value.kind == LiteralKind::Null && nullable {
            has_null = true;
            continue;
        }
        if value.kind != kind {
            return Err(item.invalid(format!("`{}`; expected {expected}", value.text)));
        }
        if kind == LiteralKind::Number {
            item.decimal()?;
        }
        if let Some(first) = values.iter().find(|known| known.text == value.text) {
            return Err(item.repeated("the value", &value.text, &first.place));
        }
        values.push(value);
    }
    if nullable && !has_null {
        let problem = "without `null`, although the schema is nullable: nothing would admit it. Add `null`";
        return Err(at.invalid(problem.to_owned()));
    }
    if values.is_empty() {
        return Err(at.invalid("an empty list; expected at least one value".to_owned()));
    }
    Ok(values)
}
