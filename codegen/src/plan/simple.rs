//! Simple types: the base that holds them, and their facets.

use super::fields::Scope;
use super::types::Planner;
use super::{Enumeration, Facet, Restriction, names};
use crate::builtin::{self, BaseKind};
use crate::lower::{BuiltIn, FacetKind, FacetStep, Scalar, TypeKey};

impl Planner<'_> {
    pub(super) fn restriction(&mut self, key: &TypeKey, scalar: &Scalar) -> Restriction {
        let mut facets = Vec::new();
        let (kind, base) = match builtin::base_kind(scalar.base) {
            BaseKind::Text => ("text", builtin::rust_type(scalar.base)),
            BaseKind::Value => ("value", builtin::rust_type(scalar.base)),
            BaseKind::Integer => {
                let (min, max) = integer_range(scalar);
                let (own_min, own_max) = builtin::integer_bounds(scalar.base).unwrap_or_default();
                let base = primitive(min, max);
                // The bounds of the built-in type, where neither the Rust type nor a facet has them.
                let (facet_min, facet_max) = narrowed(scalar, (None, None));
                let (base_min, base_max) = primitive_bounds(base);
                let own_min = own_min.filter(|own| {
                    base == BIG_INTEGER || base_min != Some(*own) && facet_min.is_none_or(|min| min < *own)
                });
                let own_max = own_max.filter(|own| {
                    base == BIG_INTEGER || base_max != Some(*own) && facet_max.is_none_or(|max| max > *own)
                });
                facets.extend(own_min.map(|min| Facet::Bound("MinInclusive", min.to_string())));
                facets.extend(own_max.map(|max| Facet::Bound("MaxInclusive", max.to_string())));
                ("integer", base)
            }
        };
        let mut white_space = None;
        for step in &scalar.steps {
            if let Some(rule) = step
                .limits
                .get(&FacetKind::WhiteSpace)
                .and_then(|name| rule_name(name))
            {
                white_space = Some(rule);
            }
            facets.extend(self::facets(step));
        }
        let kind = match kind {
            "value" if builtin::has_endless_spellings(scalar.base) => spelled(kind, &facets),
            kind => kind,
        };
        Restriction {
            wire: self.wire_type(key),
            kind,
            base: base.to_owned(),
            hash: true,
            white_space,
            facets,
            personal: self.is_personal_type(key),
        }
    }

    pub(super) fn enumeration(
        &mut self,
        key: &TypeKey,
        enumeration: &crate::lower::Enumeration,
    ) -> Enumeration {
        let rule = builtin::white_space(enumeration.base);
        let rule = enumeration
            .white_space
            .as_deref()
            .and_then(builtin::white_space_named)
            .unwrap_or(rule);
        let mut scope = Scope::of_variants();
        let values = enumeration.values.iter().map(|(text, documentation)| {
            let name = scope.unique(names::variant_name(text));
            (text.clone(), name, documentation.clone())
        });
        let values = values.collect();
        let white_space = match rule {
            fk_runtime::xml::WhiteSpace::Preserve => "Preserve",
            fk_runtime::xml::WhiteSpace::Replace => "Replace",
            fk_runtime::xml::WhiteSpace::Collapse => "Collapse",
        };
        Enumeration {
            wire: self.wire_type(key),
            white_space,
            values,
            is_uri: enumeration.base == BuiltIn::AnyUri,
            personal: self.is_personal_type(key),
        }
    }
}

/// The kind of a restriction, which remembers how a value was written where patterns can make that matter.
pub(super) fn spelled(kind: &'static str, facets: &[Facet]) -> &'static str {
    let has_patterns = facets.iter().any(|facet| matches!(facet, Facet::Patterns(_)));
    match kind {
        "list" if has_patterns => "spelled list",
        _ if has_patterns => "spelled",
        kind => kind,
    }
}

const BIG_INTEGER: &str = "xml::types::Integer";

/// The bounds that all facets together leave of an integer type.
fn integer_range(scalar: &Scalar) -> (Option<i128>, Option<i128>) {
    narrowed(scalar, builtin::integer_bounds(scalar.base).unwrap_or_default())
}

/// Bounds, with the facets of an integer type taken in.
fn narrowed(
    scalar: &Scalar,
    (mut min, mut max): (Option<i128>, Option<i128>),
) -> (Option<i128>, Option<i128>) {
    let mut at_least = |value: i128| min = Some(min.map_or(value, |min: i128| min.max(value)));
    let mut at_most = |value: i128| max = Some(max.map_or(value, |max: i128| max.min(value)));
    for (kind, value) in scalar.steps.iter().flat_map(|step| &step.limits) {
        let Ok(value) = value.trim().trim_start_matches('+').parse::<i128>() else {
            continue;
        };
        match kind {
            FacetKind::MinInclusive => at_least(value),
            FacetKind::MinExclusive => at_least(value.saturating_add(1)),
            FacetKind::MaxInclusive => at_most(value),
            FacetKind::MaxExclusive => at_most(value.saturating_sub(1)),
            FacetKind::TotalDigits => {
                if let Some(limit) = u32::try_from(value)
                    .ok()
                    .and_then(|digits| 10_i128.checked_pow(digits))
                {
                    at_least(1 - limit);
                    at_most(limit - 1);
                }
            }
            _ => {}
        }
    }
    (min, max)
}

/// The primitive integers with their least and greatest values, the preferred first.
const PRIMITIVES: [(&str, i128, i128); 8] = [
    ("u8", 0, u8::MAX as i128),
    ("u16", 0, u16::MAX as i128),
    ("u32", 0, u32::MAX as i128),
    ("u64", 0, u64::MAX as i128),
    ("i8", i8::MIN as i128, i8::MAX as i128),
    ("i16", i16::MIN as i128, i16::MAX as i128),
    ("i32", i32::MIN as i128, i32::MAX as i128),
    ("i64", i64::MIN as i128, i64::MAX as i128),
];

/// The smallest primitive integer that holds all values between the bounds.
fn primitive(min: Option<i128>, max: Option<i128>) -> &'static str {
    let (Some(min), Some(max)) = (min, max) else {
        return BIG_INTEGER;
    };
    PRIMITIVES
        .into_iter()
        .find(|(_, low, high)| *low <= min && max <= *high)
        .map_or(BIG_INTEGER, |(name, ..)| name)
}

/// The least and the greatest value of a primitive integer; none of a big one.
fn primitive_bounds(name: &str) -> (Option<i128>, Option<i128>) {
    let found = PRIMITIVES.iter().find(|(known, ..)| *known == name);
    found.map_or((None, None), |(_, low, high)| (Some(*low), Some(*high)))
}

fn rule_name(facet: &str) -> Option<&'static str> {
    match facet {
        "preserve" => Some("Preserve"),
        "replace" => Some("Replace"),
        "collapse" => Some("Collapse"),
        _ => None,
    }
}

/// The facets of a step, but for white space.
pub(super) fn facets(step: &FacetStep) -> Vec<Facet> {
    let mut facets = Vec::new();
    if !step.patterns.is_empty() {
        facets.push(Facet::Patterns(step.patterns.clone()));
    }
    if !step.enumeration.is_empty() {
        facets.push(Facet::Enumeration(step.enumeration.clone()));
    }
    facets.extend(step.limits.iter().filter_map(|(kind, value)| facet(*kind, value)));
    facets
}

fn facet(kind: FacetKind, value: &str) -> Option<Facet> {
    let count = |name| value.trim().parse().ok().map(|count| Facet::Count(name, count));
    let bound = |name| Some(Facet::Bound(name, value.to_owned()));
    match kind {
        FacetKind::WhiteSpace => None,
        FacetKind::Length => count("Length"),
        FacetKind::MinLength => count("MinLength"),
        FacetKind::MaxLength => count("MaxLength"),
        FacetKind::TotalDigits => count("TotalDigits"),
        FacetKind::FractionDigits => count("FractionDigits"),
        FacetKind::MinInclusive => bound("MinInclusive"),
        FacetKind::MinExclusive => bound("MinExclusive"),
        FacetKind::MaxInclusive => bound("MaxInclusive"),
        FacetKind::MaxExclusive => bound("MaxExclusive"),
        FacetKind::MultipleOf => bound("MultipleOf"),
    }
}
