//! Constraining facets (Part 2, section 4.3): collected per derivation step, and held against the base.
//!
//! Patterns, enumerations and bounds are read as values by a later stage, which knows the value spaces.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use xsd_parser::models::schema::xs;

use super::error::ResolveError;
use super::instances::At;
use super::model::{BuiltIn, FacetKind, FacetValue, Facets, QName, TypeRef, Variety};
use super::types::Types;

use FacetKind::{
    FractionDigits, Length, MaxExclusive, MaxInclusive, MaxLength, MinExclusive, MinInclusive, MinLength,
    TotalDigits, WhiteSpace,
};

/// Limits in force: the text of each and whether it is fixed.
pub(super) type Limits = BTreeMap<FacetKind, (String, bool)>;

/// A facet as written: one with a limit, or one of those that may repeat.
enum Kind {
    Pattern,
    Enumeration,
    Limit(FacetKind),
}

fn kind(facet: &xs::Facet) -> Option<(Kind, &xs::FacetType)> {
    Some(match facet {
        xs::Facet::Pattern(facet) => (Kind::Pattern, facet),
        xs::Facet::Enumeration(facet) => (Kind::Enumeration, facet),
        xs::Facet::MinExclusive(facet) => (Kind::Limit(MinExclusive), facet),
        xs::Facet::MinInclusive(facet) => (Kind::Limit(MinInclusive), facet),
        xs::Facet::MaxExclusive(facet) => (Kind::Limit(MaxExclusive), facet),
        xs::Facet::MaxInclusive(facet) => (Kind::Limit(MaxInclusive), facet),
        xs::Facet::TotalDigits(facet) => (Kind::Limit(TotalDigits), facet),
        xs::Facet::FractionDigits(facet) => (Kind::Limit(FractionDigits), facet),
        xs::Facet::Length(facet) => (Kind::Limit(Length), facet),
        xs::Facet::MinLength(facet) => (Kind::Limit(MinLength), facet),
        xs::Facet::MaxLength(facet) => (Kind::Limit(MaxLength), facet),
        xs::Facet::WhiteSpace(facet) => (Kind::Limit(WhiteSpace), facet),
        // Of XSD 1.1, refused in read.
        xs::Facet::Assertion(_) | xs::Facet::ExplicitTimezone(_) => return None,
    })
}

fn name(kind: FacetKind) -> &'static str {
    match kind {
        WhiteSpace => "whiteSpace",
        Length => "length",
        MinLength => "minLength",
        MaxLength => "maxLength",
        MinInclusive => "minInclusive",
        MinExclusive => "minExclusive",
        MaxInclusive => "maxInclusive",
        MaxExclusive => "maxExclusive",
        TotalDigits => "totalDigits",
        FractionDigits => "fractionDigits",
    }
}

/// The facets of one step, and the limits in force after it.
pub(super) fn facets<'x>(
    types: &Types<'_, '_>,
    at: At,
    base: TypeRef,
    variety: &Variety,
    written: impl Iterator<Item = (At, &'x xs::Facet)>,
) -> Result<(Facets, Limits), ResolveError> {
    let inherited = types.limits(base);
    let holds_prefixes = types.holds_prefixes(base);
    let mut facets = Facets::default();
    for (facet_at, facet) in written {
        let Some((kind, facet)) = kind(facet) else {
            continue;
        };
        let instance = types.scene.instance(facet_at);
        let value = FacetValue {
            text: facet.value.clone(),
            fixed: facet.fixed,
            prefixes: if holds_prefixes {
                instance.prefixes(facet_at.node).clone()
            } else {
                BTreeMap::new()
            },
            documentation: instance.documentation(facet_at.node),
            place: types.scene.place(facet_at),
        };
        match kind {
            Kind::Pattern => facets.patterns.push(value),
            Kind::Enumeration => {
                applicable(
                    types,
                    facet_at,
                    "enumeration",
                    admits_enumeration(variety),
                    variety,
                )?;
                notation_exists(types, facet_at, variety, &value)?;
                facets.enumeration.push(value);
            }
            Kind::Limit(kind) => {
                applicable(types, facet_at, name(kind), admits(variety, kind), variety)?;
                if facets.limits.contains_key(&kind) {
                    let problem = format!(
                        "there is already an xs:{} in this step; keep one of them",
                        name(kind)
                    );
                    return Err(types.scene.rule(facet_at, "src-single-facet-value", problem));
                }
                narrows(types, facet_at, kind, &value, &inherited, base)?;
                facets.limits.insert(kind, value);
            }
        }
    }
    agree(types, at, &facets, &inherited)?;
    let mut limits = inherited;
    limits.extend(
        facets
            .limits
            .iter()
            .map(|(kind, value)| (*kind, (value.text.clone(), value.fixed))),
    );
    ordered(types, at, &limits)?;
    Ok((facets, limits))
}

fn applicable(
    types: &Types<'_, '_>,
    at: At,
    facet: &str,
    admitted: bool,
    variety: &Variety,
) -> Result<(), ResolveError> {
    if admitted {
        return Ok(());
    }
    let of = match variety {
        Variety::Atomic(built_in) => format!("xs:{}", built_in.primitive().name()),
        Variety::List(_) => "a list".to_owned(),
        Variety::Union(_) => "a union".to_owned(),
    };
    Err(types.scene.rule(
        at,
        "cos-applicable-facets",
        format!("xs:{facet} does not apply to {of}; remove it"),
    ))
}

/// The values of an enumeration of notations are notations (enumeration-required-notation).
fn notation_exists(
    types: &Types<'_, '_>,
    at: At,
    variety: &Variety,
    value: &FacetValue,
) -> Result<(), ResolveError> {
    if !matches!(variety, Variety::Atomic(BuiltIn::Notation)) {
        return Ok(());
    }
    let text = value.text.trim();
    let (prefix, local) = text.split_once(':').unwrap_or(("", text));
    let namespace = value.prefixes.get(prefix).cloned().unwrap_or_default();
    let name = QName {
        namespace,
        local: local.to_owned(),
    };
    types
        .scene
        .find(at, "notation", &name, &types.scene.tables.notations)
        .map(|_| ())
}

/// The table of Part 2, section 4.1.5; patterns apply to all.
fn admits(variety: &Variety, kind: FacetKind) -> bool {
    let lengths = matches!(kind, Length | MinLength | MaxLength);
    let bounds = matches!(kind, MinInclusive | MinExclusive | MaxInclusive | MaxExclusive);
    let digits = matches!(kind, TotalDigits | FractionDigits);
    match variety {
        Variety::Union(_) => false,
        Variety::List(_) => lengths || kind == WhiteSpace,
        Variety::Atomic(built_in) => match built_in.primitive() {
            BuiltIn::String
            | BuiltIn::HexBinary
            | BuiltIn::Base64Binary
            | BuiltIn::AnyUri
            | BuiltIn::QName
            | BuiltIn::Notation => lengths || kind == WhiteSpace,
            BuiltIn::Boolean => kind == WhiteSpace,
            BuiltIn::Decimal => digits || bounds || kind == WhiteSpace,
            BuiltIn::AnySimpleType | BuiltIn::AnyType => false,
            _ => bounds || kind == WhiteSpace,
        },
    }
}

fn admits_enumeration(variety: &Variety) -> bool {
    !matches!(
        variety,
        Variety::Atomic(BuiltIn::Boolean | BuiltIn::AnySimpleType | BuiltIn::AnyType)
    )
}

/// A limit may be narrower than the base's, not wider, and not another when that is fixed.
fn narrows(
    types: &Types<'_, '_>,
    at: At,
    kind: FacetKind,
    value: &FacetValue,
    inherited: &Limits,
    base: TypeRef,
) -> Result<(), ResolveError> {
    let Some((limit, fixed)) = inherited.get(&kind) else {
        return Ok(());
    };
    let order = compare(kind, &value.text, limit);
    if *fixed && order != Some(Ordering::Equal) {
        let problem = format!(
            "xs:{} is {}, but the base {} fixes it to {limit}",
            name(kind),
            value.text,
            types.shown(base)
        );
        return Err(types.scene.rule(at, "facet is fixed", problem));
    }
    let wider = match kind {
        WhiteSpace | MinLength => order == Some(Ordering::Less),
        MaxLength | TotalDigits | FractionDigits => order == Some(Ordering::Greater),
        Length => order != Some(Ordering::Equal),
        // Bounds are compared as values by a later stage.
        MinInclusive | MinExclusive | MaxInclusive | MaxExclusive => false,
    };
    if wider {
        let rule = match kind {
            WhiteSpace => "whiteSpace-valid-restriction",
            MinLength => "minLength-valid-restriction",
            MaxLength => "maxLength-valid-restriction",
            TotalDigits => "totalDigits-valid-restriction",
            FractionDigits => "fractionDigits-valid-restriction",
            _ => "length-valid-restriction",
        };
        let problem = format!(
            "xs:{} is {}, which admits what the base {} does not: there it is {limit}",
            name(kind),
            value.text,
            types.shown(base)
        );
        return Err(types.scene.rule(at, rule, problem));
    }
    Ok(())
}

/// Facets that exclude each other in one step.
fn agree(types: &Types<'_, '_>, at: At, facets: &Facets, inherited: &Limits) -> Result<(), ResolveError> {
    for (one, other, rule) in [
        (MinInclusive, MinExclusive, "minInclusive-minExclusive"),
        (MaxInclusive, MaxExclusive, "maxInclusive-maxExclusive"),
    ] {
        if facets.limits.contains_key(&one) && facets.limits.contains_key(&other) {
            let problem = format!(
                "there is both xs:{} and xs:{}; keep one of them",
                name(one),
                name(other)
            );
            return Err(types.scene.rule(at, rule, problem));
        }
    }
    for other in [MinLength, MaxLength] {
        let (Some(_), Some(value)) = (facets.limits.get(&Length), facets.limits.get(&other)) else {
            continue;
        };
        // Repeating what an ancestor without a length said is allowed.
        let repeats = inherited
            .get(&other)
            .is_some_and(|(limit, _)| same_number(limit, &value.text));
        if !repeats || inherited.contains_key(&Length) {
            let problem = format!("there is both xs:length and xs:{}; keep one of them", name(other));
            return Err(types.scene.rule(at, "length-minLength-maxLength", problem));
        }
    }
    Ok(())
}

/// Limits in force that leave nothing between them.
fn ordered(types: &Types<'_, '_>, at: At, limits: &Limits) -> Result<(), ResolveError> {
    for (lower, upper, rule) in [
        (MinLength, MaxLength, "minLength-less-than-equal-to-maxLength"),
        (MinLength, Length, "length-minLength-maxLength"),
        (Length, MaxLength, "length-minLength-maxLength"),
        (
            FractionDigits,
            TotalDigits,
            "fractionDigits-less-than-equal-to-totalDigits",
        ),
    ] {
        let (Some((low, _)), Some((high, _))) = (limits.get(&lower), limits.get(&upper)) else {
            continue;
        };
        if compare_numbers(low, high) == Ordering::Greater {
            let problem = format!("xs:{} is {low}, but xs:{} is {high}", name(lower), name(upper));
            return Err(types.scene.rule(at, rule, problem));
        }
    }
    Ok(())
}

/// How two values of a facet compare; `None` when that takes their value space.
fn compare(kind: FacetKind, one: &str, other: &str) -> Option<Ordering> {
    match kind {
        WhiteSpace => {
            let rank = |value: &str| {
                ["preserve", "replace", "collapse"]
                    .iter()
                    .position(|word| *word == value)
            };
            Some(rank(one).cmp(&rank(other)))
        }
        Length | MinLength | MaxLength | TotalDigits | FractionDigits => Some(compare_numbers(one, other)),
        MinInclusive | MinExclusive | MaxInclusive | MaxExclusive => {
            (plain_decimal(one) == plain_decimal(other)).then_some(Ordering::Equal)
        }
    }
}

/// Whole numbers from 0, of any size; read has checked that they are.
fn compare_numbers(one: &str, other: &str) -> Ordering {
    let digits = |text: &str| {
        text.trim_start_matches(['+', '-'])
            .trim_start_matches('0')
            .to_owned()
    };
    let (one, other) = (digits(one), digits(other));
    one.len().cmp(&other.len()).then_with(|| one.cmp(&other))
}

fn same_number(one: &str, other: &str) -> bool {
    compare_numbers(one, other) == Ordering::Equal
}

/// A decimal without the digits and signs that change nothing; any other text as it is.
fn plain_decimal(text: &str) -> String {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return text.to_owned();
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    format!(
        "{sign}{}.{}",
        whole.trim_start_matches('0'),
        fraction.trim_end_matches('0')
    )
}

/// The limits that a built-in type has by itself.
pub(super) fn built_in_limits(built_in: BuiltIn) -> Limits {
    let white_space = |value: &str, fixed| (WhiteSpace, (value.to_owned(), fixed));
    let mut limits = Limits::from([match built_in {
        BuiltIn::String => white_space("preserve", false),
        BuiltIn::NormalizedString => white_space("replace", false),
        BuiltIn::AnySimpleType | BuiltIn::AnyType => return Limits::new(),
        _ if built_in.derives_from(BuiltIn::Token) => white_space("collapse", false),
        _ => white_space("collapse", true),
    }]);
    if built_in.derives_from(BuiltIn::Integer) {
        limits.insert(FractionDigits, ("0".to_owned(), true));
    }
    if built_in.item().is_some() {
        limits.insert(MinLength, ("1".to_owned(), false));
    }
    limits
}

/// The limits of every list.
pub(super) fn list_limits() -> Limits {
    Limits::from([(WhiteSpace, ("collapse".to_owned(), true))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_compare_by_value_whatever_their_size_and_spelling() {
        assert_eq!(compare_numbers("007", "7"), Ordering::Equal);
        assert_eq!(compare_numbers("+10", "9"), Ordering::Greater);
        assert_eq!(
            compare_numbers("99999999999999999999", "100000000000000000000"),
            Ordering::Less
        );
        assert_eq!(compare_numbers("-0", "0"), Ordering::Equal);
    }

    #[test]
    fn decimals_that_differ_in_spelling_alone_are_the_same() {
        assert_eq!(plain_decimal("+01.50"), plain_decimal("1.5"));
        assert_ne!(plain_decimal("-1"), plain_decimal("1"));
        assert_ne!(plain_decimal("2001-01-01"), plain_decimal("2001-01-02"));
    }
}
