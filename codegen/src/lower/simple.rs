//! Simple types: a built-in type narrowed in steps, or one of several texts.

use std::collections::BTreeSet;

use super::bounds::InForce;
use super::compound::{lower_list, lower_union};
use super::literals;
use super::types::{Lowering, paragraphs};
use super::{Enumeration, FacetKind, FacetStep, LowerError, Scalar, Shape};
use crate::builtin;
use crate::place::Place;
use crate::resolve::{
    BuiltIn, FacetValue, SchemaSet, SimpleType, TypeDefinition, TypeKind, TypeRef, Variety,
};

/// Lowers a simple type with all its derivation steps.
pub(super) fn lower_simple(
    lowering: &Lowering<'_>,
    definition: &TypeDefinition,
    simple: &SimpleType,
) -> Result<Shape, LowerError> {
    let place = &definition.origin.place;
    let set = lowering.set;
    let base = match &simple.variety {
        Variety::List(item) => return lower_list(lowering, definition, simple, *item),
        Variety::Union(members) => return lower_union(lowering, definition, simple, members),
        Variety::Atomic(built_in) => *built_in,
    };
    if base == BuiltIn::Notation && enumeration_in_force(set, simple).is_none() {
        return Err(notation_without_values(place));
    }
    let mut steps = Vec::new();
    collect(set, base, simple, &mut InForce::of(base), &mut steps)?;
    let white_space = steps
        .iter()
        .rev()
        .find_map(|step| step.limits.get(&FacetKind::WhiteSpace).cloned());
    // Not an ID, which says something about its document besides.
    let is_plain = !matches!(
        base,
        BuiltIn::Id | BuiltIn::IdRef | BuiltIn::Entity | BuiltIn::AnySimpleType
    );
    let only_texts = builtin::is_text(base)
        && is_plain
        && steps
            .iter()
            .all(|step| step.patterns.is_empty() && step.limits.keys().all(|k| *k == FacetKind::WhiteSpace));
    if only_texts && let Some(last) = enumeration_in_force(set, simple) {
        let mut seen = BTreeSet::new();
        let values = last.iter().filter_map(|value| {
            let text = builtin::normalized(base, white_space.as_deref(), &value.text);
            seen.insert(text.clone())
                .then(|| (text, paragraphs(&value.documentation)))
        });
        return Ok(Shape::Enumeration(Enumeration {
            base,
            values: values.collect(),
            white_space,
        }));
    }
    Ok(Shape::Scalar(Scalar { base, steps }))
}

/// The values of the innermost step that enumerates: each step's are among those of the one before it.
fn enumeration_in_force<'a>(set: &'a SchemaSet, simple: &'a SimpleType) -> Option<&'a [FacetValue]> {
    if !simple.facets.enumeration.is_empty() {
        return Some(&simple.facets.enumeration);
    }
    match simple.base {
        TypeRef::BuiltIn(_) => None,
        TypeRef::Defined(id) => match &set.types[id.0 as usize].kind {
            TypeKind::Simple(base) => enumeration_in_force(set, base),
            TypeKind::Complex(_) => None,
        },
    }
}

fn collect(
    set: &SchemaSet,
    base: BuiltIn,
    simple: &SimpleType,
    in_force: &mut InForce,
    steps: &mut Vec<FacetStep>,
) -> Result<(), LowerError> {
    if let TypeRef::Defined(id) = simple.base
        && let TypeKind::Simple(outer) = &set.types[id.0 as usize].kind
    {
        collect(set, base, outer, in_force, steps)?;
    }
    let facets = &simple.facets;
    for pattern in &facets.patterns {
        builtin::check_pattern(&pattern.text).map_err(|reason| wrong(pattern, "pattern", reason))?;
    }
    let mut enumeration = Vec::new();
    for value in &facets.enumeration {
        let literal = literals::atomic(base, &value.text, &value.prefixes)
            .map_err(|reason| wrong(value, "enumeration", reason))?;
        builtin::check_value(base, &literal).map_err(|reason| wrong(value, "enumeration", reason))?;
        enumeration.push((value, literal));
    }
    literals::check_enumerated(set, base, simple.base, &enumeration)?;
    for (kind, value) in &facets.limits {
        builtin::check_limit(base, *kind, &value.text)
            .map_err(|reason| wrong(value, builtin::facet_name(*kind), reason))?;
    }
    in_force.narrow(facets, &enumeration)?;
    let step = FacetStep {
        patterns: facets
            .patterns
            .iter()
            .map(|pattern| pattern.text.clone())
            .collect(),
        enumeration: enumeration.into_iter().map(|(_, literal)| literal).collect(),
        limits: facets
            .limits
            .iter()
            .map(|(kind, value)| (FacetKind::from(*kind), value.text.clone()))
            .collect(),
    };
    if step != FacetStep::default() {
        steps.push(step);
    }
    Ok(())
}

/// A type of notations without their names (XSD 1.0 Part 2, section 3.2.19, enumeration-required-notation).
pub(super) fn notation_without_values(place: &Place) -> LowerError {
    LowerError::Notation {
        place: Box::new(place.clone()),
    }
}

pub(super) fn wrong(value: &FacetValue, facet: &'static str, reason: String) -> LowerError {
    LowerError::FacetValue {
        place: Box::new(value.place.clone()),
        facet,
        value: value.text.clone(),
        reason,
    }
}
