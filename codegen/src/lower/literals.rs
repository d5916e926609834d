//! Values in a schema, held against the type that they are of: those of `default` and `fixed`, and what enumerates a
//! restriction. Facets of the type hold for them as they do for the values of a document (XSD 1.0 Part 2, section 4.3).

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::LowerError;
use super::simple::wrong;
use crate::builtin;
use crate::resolve::{
    BuiltIn, FacetKind, FacetValue, Facets, SchemaSet, SimpleType, TypeKind, TypeRef, Variety,
};

/// Why a text is no value of a type: words to stand behind `the value, which`.
#[derive(Debug)]
pub(super) struct Problem(pub(super) String);

/// The text of a value as it means the same anywhere: white space as the type demands, and a QName with the namespace
/// that its prefix stands for in the schema.
///
/// # Errors
/// Why it is no value of the type.
pub(super) fn literal(
    set: &SchemaSet,
    ty: TypeRef,
    text: &str,
    prefixes: &BTreeMap<String, String>,
) -> Result<String, Problem> {
    let of = |ty, text: &str| literal(set, ty, text, prefixes);
    match (variety(set, ty), simple(set, ty)) {
        (Variety::Atomic(built_in), simple) => {
            let rule = white_space(set, simple);
            let text = builtin::normalized(built_in, rule, text);
            let literal = atomic(built_in, &text, prefixes).map_err(Problem)?;
            builtin::check_value(built_in, &literal).map_err(Problem)?;
            bounds(built_in, &literal)?;
            check(set, ty, &text, &literal)?;
            Ok(literal)
        }
        (Variety::List(item), _) => {
            let words: Vec<&str> = text.split_ascii_whitespace().collect();
            let items: Vec<String> = words
                .iter()
                .map(|word| of(item, word))
                .collect::<Result<_, _>>()?;
            let literal = items.join(" ");
            check(set, ty, &words.join(" "), &literal)?;
            Ok(literal)
        }
        (Variety::Union(members), _) => {
            let admitted = members.iter().find_map(|member| of(*member, text).ok());
            let none = || Problem("is not a value of any member type of the union".to_owned());
            let literal = admitted.ok_or_else(none)?;
            check(
                set,
                ty,
                &builtin::normalized(BuiltIn::Token, None, text),
                &literal,
            )?;
            Ok(literal)
        }
    }
}

/// The bounds that an integer type has by itself.
fn bounds(built_in: BuiltIn, literal: &str) -> Result<(), Problem> {
    let (min, max) = builtin::integer_bounds(built_in).unwrap_or_default();
    let beyond = |limit: Option<i128>, order| {
        limit.is_some_and(|limit| builtin::compare(built_in, literal, &limit.to_string()) == Some(order))
    };
    if beyond(min, Ordering::Less) || beyond(max, Ordering::Greater) {
        return Err(Problem(format!("is beyond the bounds of xs:{}", built_in.name())));
    }
    Ok(())
}

/// A value of a built-in type as it means the same anywhere.
///
/// # Errors
/// A prefix that the schema does not declare.
pub(super) fn atomic(
    built_in: BuiltIn,
    text: &str,
    prefixes: &BTreeMap<String, String>,
) -> Result<String, String> {
    if !builtin::is_name(built_in) {
        return Ok(text.to_owned());
    }
    let text = text.trim();
    let (prefix, local) = text.split_once(':').unwrap_or(("", text));
    match prefixes.get(prefix).map(String::as_str) {
        Some("") => Ok(local.to_owned()),
        Some(namespace) => Ok(format!("{{{namespace}}}{local}")),
        None if prefix.is_empty() => Ok(local.to_owned()),
        None => Err(format!(
            "has the prefix `{prefix}`, which the schema does not declare; declare it with xmlns:{prefix}"
        )),
    }
}

/// Holds what a step of an atomic type enumerates, each value with its literal, against the patterns and limits of the
/// type that the step restricts (Part 2, section 4.3.5.5, enumeration valid restriction). What that type enumerates
/// itself is compared by [`super::bounds`].
///
/// # Errors
/// A value that is none of that type.
pub(super) fn check_enumerated(
    set: &SchemaSet,
    built_in: BuiltIn,
    base: TypeRef,
    values: &[(&FacetValue, String)],
) -> Result<(), LowerError> {
    let refused = |at: usize, reason: String| Err(wrong(values[at].0, "enumeration", reason));
    for (at, (_, literal)) in values.iter().enumerate() {
        if let Err(Problem(reason)) = bounds(built_in, literal) {
            return refused(at, reason);
        }
    }
    let mut step = simple(set, base);
    if values.is_empty() || step.is_none() {
        return Ok(());
    }
    let rule = white_space(set, step);
    let texts: Vec<String> = values
        .iter()
        .map(|(value, _)| builtin::normalized(built_in, rule, &value.text))
        .collect();
    // A name is the one that its prefix makes of it; all else is its text after white space.
    let literal = |at: usize| {
        if builtin::is_name(built_in) {
            &values[at].1
        } else {
            &texts[at]
        }
    };
    while let Some(outer) = step {
        let Facets { patterns, limits, .. } = &outer.facets;
        // All values at once, so that a pattern is compiled once.
        if let Some(at) = builtin::first_mismatch(patterns.iter().map(|pattern| &*pattern.text), &texts) {
            return refused(at, MISMATCH.to_owned());
        }
        for (kind, limit) in limits {
            let is_beyond = |at: &usize| !within(set, base, *kind, &limit.text, literal(*at));
            if let Some(at) = (0..values.len()).find(is_beyond) {
                return refused(at, beyond(*kind, &limit.text));
            }
        }
        step = simple(set, outer.base);
    }
    Ok(())
}

const MISMATCH: &str = "does not match the pattern of its type";

fn beyond(kind: FacetKind, limit: &str) -> String {
    format!("breaks {} {limit} of its type", builtin::facet_name(kind))
}

/// Holds a value against the facets of all steps of its type.
fn check(set: &SchemaSet, ty: TypeRef, text: &str, literal: &str) -> Result<(), Problem> {
    let Some(simple) = simple(set, ty) else {
        return match (variety(set, ty), literal) {
            (Variety::List(_), "") => Err(Problem("has no item".to_owned())),
            _ => Ok(()),
        };
    };
    check(set, simple.base, text, literal)?;
    let Facets {
        patterns,
        enumeration,
        limits,
    } = &simple.facets;
    if !patterns.is_empty()
        && !patterns
            .iter()
            .any(|pattern| builtin::matches(&pattern.text, text))
    {
        return Err(Problem(MISMATCH.to_owned()));
    }
    let is_equal = |value: &FacetValue| {
        // One that is no value itself is told of where its own type is lowered.
        let known = self::literal(set, simple.base, &value.text, &value.prefixes);
        known.is_ok_and(|known| equal(set, ty, &known, literal))
    };
    // Most are written as the contract has them, and then nothing need be read.
    let is_same = |value: &FacetValue| value.text == text && value.prefixes.is_empty();
    if !enumeration.is_empty() && !enumeration.iter().any(is_same) && !enumeration.iter().any(is_equal) {
        return Err(Problem(
            "is not among the enumerated values of its type".to_owned(),
        ));
    }
    let broken = limits
        .iter()
        .find(|(kind, value)| !within(set, ty, **kind, &value.text, literal));
    match broken {
        None => Ok(()),
        Some((kind, value)) => Err(Problem(beyond(*kind, &value.text))),
    }
}

fn within(set: &SchemaSet, ty: TypeRef, kind: FacetKind, limit: &str, literal: &str) -> bool {
    let built_in = match variety(set, ty) {
        Variety::Atomic(built_in) => Some(built_in),
        Variety::List(_) | Variety::Union(_) => None,
    };
    let length = || match built_in {
        Some(built_in) => builtin::length(built_in, literal),
        None => Some(literal.split(' ').filter(|word| !word.is_empty()).count() as u64),
    };
    let count = limit.trim().parse::<u64>();
    // A count beyond all counts is no limit from above.
    let at_most =
        |value: Option<u64>| value.is_none_or(|value| count.as_ref().is_ok_and(|most| value <= *most));
    let order = || built_in.and_then(|built_in| builtin::compare(built_in, literal, limit));
    let digits = || built_in.and_then(|built_in| builtin::digits(built_in, literal));
    match kind {
        FacetKind::WhiteSpace => true,
        FacetKind::Length => length().is_none_or(|length| count == Ok(length)),
        FacetKind::MinLength => length().is_none_or(|length| count.is_ok_and(|least| length >= least)),
        FacetKind::MaxLength => at_most(length()),
        FacetKind::MinInclusive => matches!(order(), Some(Ordering::Greater | Ordering::Equal)),
        FacetKind::MinExclusive => order() == Some(Ordering::Greater),
        FacetKind::MaxInclusive => matches!(order(), Some(Ordering::Less | Ordering::Equal)),
        FacetKind::MaxExclusive => order() == Some(Ordering::Less),
        FacetKind::TotalDigits => at_most(digits().map(|(total, _)| total)),
        FacetKind::FractionDigits => at_most(digits().map(|(_, fraction)| fraction)),
    }
}

/// Whether two literals of a type are one value.
pub(super) fn equal(set: &SchemaSet, ty: TypeRef, one: &str, other: &str) -> bool {
    match variety(set, ty) {
        Variety::Atomic(built_in) => builtin::compare(built_in, one, other) == Some(Ordering::Equal),
        Variety::List(item) => {
            let (mut ones, mut others) = (one.split(' '), other.split(' '));
            loop {
                match (ones.next(), others.next()) {
                    (None, None) => return true,
                    (Some(one), Some(other)) if equal(set, item, one, other) => {}
                    _ => return false,
                }
            }
        }
        Variety::Union(members) => {
            one == other || members.iter().any(|member| equal(set, *member, one, other))
        }
    }
}

fn simple(set: &SchemaSet, ty: TypeRef) -> Option<&SimpleType> {
    match ty {
        TypeRef::BuiltIn(_) => None,
        TypeRef::Defined(id) => match &set.types[id.0 as usize].kind {
            TypeKind::Simple(simple) => Some(simple),
            TypeKind::Complex(_) => None,
        },
    }
}

fn variety(set: &SchemaSet, ty: TypeRef) -> Variety {
    match (ty, simple(set, ty)) {
        (_, Some(simple)) => simple.variety.clone(),
        (TypeRef::BuiltIn(built_in), _) => match built_in.item() {
            Some(item) => Variety::List(TypeRef::BuiltIn(item)),
            None => Variety::Atomic(built_in),
        },
        // Resolving lets simple types alone have values.
        (TypeRef::Defined(_), None) => Variety::Atomic(BuiltIn::AnySimpleType),
    }
}

/// The white space facet in force, where a step sets one.
fn white_space<'s>(set: &'s SchemaSet, mut step: Option<&'s SimpleType>) -> Option<&'s str> {
    while let Some(simple_type) = step {
        if let Some(rule) = simple_type.facets.limits.get(&FacetKind::WhiteSpace) {
            return Some(&rule.text);
        }
        step = simple(set, simple_type.base);
    }
    None
}
