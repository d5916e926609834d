//! The values of `default` and `fixed`, which must be values of their type (XSD 1.0 Part 1, sections 3.2.6 and 3.3.6).

use std::cmp::Ordering;
use std::collections::BTreeMap;

use fk_runtime::xml::{Measured, Pattern, Scope, WhiteSpace, normalize};

use super::simple::literal;
use super::{LowerError, ValueConstraint};
use crate::builtin;
use crate::place::Place;
use crate::resolve::{
    self, BuiltIn, Content, FacetKind, FacetValue, Facets, SchemaSet, SimpleType, TypeKind, TypeRef, Variety,
};

/// A value constraint of something of the type `ty`.
///
/// # Errors
/// A text that is no value of it.
pub(super) fn constraint(
    set: &SchemaSet,
    place: &Place,
    ty: TypeRef,
    value: &resolve::ValueConstraint,
) -> Result<ValueConstraint, LowerError> {
    let checker = Checker {
        set,
        scope: Prefixes(&value.prefixes),
    };
    checker
        .check(ty, &value.text)
        .map_err(|reason| LowerError::Value {
            place: Box::new(place.clone()),
            attribute: if value.fixed { "fixed" } else { "default" },
            value: value.text.clone(),
            reason,
        })?;
    Ok(ValueConstraint {
        fixed: value.fixed,
        text: value.text.clone(),
        prefixes: used_prefixes(value),
    })
}

/// The prefixes that words of the text begin with; the default namespace for those that have none. There are none but
/// where a name may stand.
fn used_prefixes(value: &resolve::ValueConstraint) -> Vec<(String, String)> {
    let words = value.text.split_ascii_whitespace();
    let used = words.map(|word| word.split_once(':').map_or("", |(prefix, _)| prefix));
    let used: BTreeMap<&str, &String> = used
        .filter_map(|prefix| Some((prefix, value.prefixes.get(prefix)?)))
        .collect();
    used.into_iter()
        .map(|(prefix, uri)| (prefix.to_owned(), uri.clone()))
        .collect()
}

/// The namespaces in scope where a value is written.
struct Prefixes<'a>(&'a BTreeMap<String, String>);

impl Scope for Prefixes<'_> {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        match self.0.get(prefix) {
            Some(uri) => Some(uri),
            None => ().namespace(prefix),
        }
    }
}

struct Checker<'a> {
    set: &'a SchemaSet,
    scope: Prefixes<'a>,
}

type Outcome = Result<(), String>;

impl<'a> Checker<'a> {
    /// Whether `text` is a value of a type, simple or complex.
    fn check(&self, ty: TypeRef, text: &str) -> Outcome {
        match self.kind(ty) {
            None => self.built_in(ty, text),
            Some(TypeKind::Simple(simple)) => self.simple(simple, text),
            Some(TypeKind::Complex(complex)) => match &complex.content {
                Content::Simple(ty) => self.check(*ty, text),
                // Text among elements is any text; resolving has seen that the elements may all be missing.
                Content::Mixed(_) | Content::Empty | Content::ElementOnly(_) => Ok(()),
            },
        }
    }

    fn kind(&self, ty: TypeRef) -> Option<&'a TypeKind> {
        match ty {
            TypeRef::BuiltIn(_) => None,
            TypeRef::Defined(id) => Some(&self.set.types[id.0 as usize].kind),
        }
    }

    fn built_in(&self, ty: TypeRef, text: &str) -> Outcome {
        let TypeRef::BuiltIn(built_in) = ty else {
            return Ok(());
        };
        match built_in {
            BuiltIn::AnyType | BuiltIn::AnySimpleType => Ok(()),
            BuiltIn::NmTokens => self.list(TypeRef::BuiltIn(BuiltIn::NmToken), 1, text),
            BuiltIn::IdRefs | BuiltIn::Entities => self.list(TypeRef::BuiltIn(BuiltIn::NcName), 1, text),
            built_in => self.atomic(built_in, &[], text),
        }
    }

    fn simple(&self, simple: &'a SimpleType, text: &str) -> Outcome {
        let steps = self.steps(simple);
        match &simple.variety {
            Variety::Atomic(_) => self.atomic(self.base(simple), &steps, text),
            Variety::List(item) => {
                self.list(*item, 0, text)?;
                let items = normalize(text, WhiteSpace::Collapse);
                let count = items.split(' ').filter(|item| !item.is_empty()).count() as u64;
                lengths(&steps, Some(count))?;
                patterns(&steps, &items)?;
                self.enumerated(&steps, &items)
            }
            Variety::Union(members) => {
                if !members.iter().any(|member| self.check(*member, text).is_ok()) {
                    return Err("is a value of none of the member types".to_owned());
                }
                patterns(&steps, text)?;
                self.enumerated(&steps, text)
            }
        }
    }

    /// The facets of the derivation steps of one variety, outermost base first.
    fn steps(&self, simple: &'a SimpleType) -> Vec<&'a Facets> {
        let mut steps = match self.kind(simple.base) {
            Some(TypeKind::Simple(base)) => self.steps(base),
            _ => Vec::new(),
        };
        steps.push(&simple.facets);
        steps
    }

    fn base(&self, simple: &SimpleType) -> BuiltIn {
        match simple.base {
            TypeRef::BuiltIn(built_in) => built_in,
            TypeRef::Defined(_) => match self.kind(simple.base) {
                Some(TypeKind::Simple(base)) => self.base(base),
                _ => BuiltIn::AnySimpleType,
            },
        }
    }

    fn list(&self, item: TypeRef, least: usize, text: &str) -> Outcome {
        let items = normalize(text, WhiteSpace::Collapse);
        let items: Vec<&str> = items.split(' ').filter(|item| !item.is_empty()).collect();
        if items.len() < least {
            return Err("has no items, but one is demanded".to_owned());
        }
        items.iter().try_for_each(|text| {
            self.check(item, text)
                .map_err(|reason| format!("has the item `{text}`, which {reason}"))
        })
    }

    /// The values of enumerations, item by item for a list: equal when they are written alike, but for white space.
    fn enumerated(&self, steps: &[&Facets], text: &str) -> Outcome {
        let normal = |text: &str| normalize(text, WhiteSpace::Collapse).into_owned();
        let is_one = |values: &[FacetValue]| values.iter().any(|value| normal(&value.text) == normal(text));
        if steps
            .iter()
            .all(|step| step.enumeration.is_empty() || is_one(&step.enumeration))
        {
            Ok(())
        } else {
            Err("is not one of the enumerated values".to_owned())
        }
    }

    fn atomic(&self, base: BuiltIn, steps: &[&Facets], text: &str) -> Outcome {
        // What a whole document demands of them is not a matter of one value.
        let base = match base {
            BuiltIn::Id | BuiltIn::IdRef | BuiltIn::Entity => BuiltIn::NcName,
            BuiltIn::Notation => BuiltIn::QName,
            base => base,
        };
        let rule = steps
            .iter()
            .rev()
            .find_map(|step| step.limits.get(&FacetKind::WhiteSpace))
            .map(|value| value.text.as_str());
        let text = builtin::normalized(base, rule, text);
        if let Some((min, max)) = builtin::integer_bounds(base) {
            let within = |limit: Option<i128>, order: Ordering| {
                limit.is_none_or(|limit| builtin::compare(base, &text, &limit.to_string()) != Some(order))
            };
            builtin::check_value(base, &text)?;
            if !within(min, Ordering::Less) || !within(max, Ordering::Greater) {
                return Err(format!("is beyond the bounds of xs:{}", base.name()));
            }
        }
        builtin::with_value(base, &text, &self.scope, &Limits { base, steps })?;
        patterns(steps, &text)
    }
}

/// What facets demand of an atomic value.
struct Limits<'a> {
    base: BuiltIn,
    steps: &'a [&'a Facets],
}

impl builtin::Judge for Limits<'_> {
    fn judge<T: Measured>(&self, value: &T) -> Outcome {
        lengths(self.steps, value.length())?;
        for step in self.steps {
            for (kind, limit) in &step.limits {
                if !holds(*kind, &limit.text, value) {
                    return Err(format!("breaks {} {}", builtin::facet_name(*kind), limit.text));
                }
            }
            let is_equal = |one: &FacetValue| {
                literal(self.base, one).is_ok_and(|text| order(&text, value) == Some(Ordering::Equal))
            };
            if !step.enumeration.is_empty() && !step.enumeration.iter().any(is_equal) {
                return Err("is not one of the enumerated values".to_owned());
            }
        }
        Ok(())
    }
}

/// How a value compares with that of a facet.
fn order<T: Measured>(text: &str, value: &T) -> Option<Ordering> {
    let other = T::from_literal(&normalize(text, T::WHITE_SPACE)).ok()?;
    value.compare(&other)
}

/// Whether a facet of bounds or digits admits a value; the others say nothing here.
fn holds<T: Measured>(kind: FacetKind, limit: &str, value: &T) -> bool {
    let digits = |of: fn((u64, u64)) -> u64| {
        let most = limit.trim().parse().unwrap_or(u64::MAX); // a larger one admits all
        value.digits().is_none_or(|digits| of(digits) <= most)
    };
    let order = || order(limit, value);
    match kind {
        FacetKind::MinInclusive => order().is_some_and(Ordering::is_ge),
        FacetKind::MaxInclusive => order().is_some_and(Ordering::is_le),
        FacetKind::MinExclusive => order().is_some_and(Ordering::is_gt),
        FacetKind::MaxExclusive => order().is_some_and(Ordering::is_lt),
        FacetKind::TotalDigits => digits(|(total, _)| total),
        FacetKind::FractionDigits => digits(|(_, fraction)| fraction),
        FacetKind::WhiteSpace | FacetKind::Length | FacetKind::MinLength | FacetKind::MaxLength => true,
    }
}

/// Whether facets of length admit a length; `None` where they say nothing.
fn lengths(steps: &[&Facets], length: Option<u64>) -> Outcome {
    let Some(length) = length else {
        return Ok(());
    };
    for (kind, limit) in steps.iter().flat_map(|step| &step.limits) {
        let limit_text = &limit.text;
        let limit = limit_text.trim().parse::<u64>().unwrap_or(u64::MAX); // beyond any text
        let holds = match kind {
            FacetKind::Length => length == limit,
            FacetKind::MinLength => length >= limit,
            FacetKind::MaxLength => length <= limit,
            _ => true,
        };
        if !holds {
            return Err(format!(
                "has length {length}, but {} is {limit_text}",
                builtin::facet_name(*kind)
            ));
        }
    }
    Ok(())
}

fn patterns(steps: &[&Facets], text: &str) -> Outcome {
    for step in steps.iter().filter(|step| !step.patterns.is_empty()) {
        let mut alternatives = step.patterns.iter();
        // One that is no pattern is refused where it stands.
        if !alternatives.any(|pattern| Pattern::matches(&pattern.text, text).unwrap_or(true)) {
            let alternatives: Vec<_> = step
                .patterns
                .iter()
                .map(|pattern| pattern.text.as_str())
                .collect();
            return Err(format!(
                "does not match the pattern `{}`",
                alternatives.join("` or `")
            ));
        }
    }
    Ok(())
}
