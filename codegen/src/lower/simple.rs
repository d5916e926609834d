//! Simple types: a built-in type narrowed in steps, or a list of texts.

use std::collections::BTreeSet;

use super::bounds::InForce;
use super::types::{paragraphs, unsupported};
use super::{Enumeration, FacetKind, FacetStep, LowerError, Scalar, Shape};
use crate::builtin;
use crate::resolve::{
    BuiltIn, FacetValue, SchemaSet, SimpleType, TypeDefinition, TypeKind, TypeRef, Variety,
};

/// Lowers a simple type with all its derivation steps.
pub(super) fn lower_simple(
    set: &SchemaSet,
    definition: &TypeDefinition,
    simple: &SimpleType,
) -> Result<Shape, LowerError> {
    let place = &definition.origin.place;
    let base = match &simple.variety {
        Variety::List(_) => return Err(unsupported(place, "a list type")),
        Variety::Union(_) => return Err(unsupported(place, "a union type")),
        Variety::Atomic(_) => built_in_base(set, simple),
    };
    let refused = match base {
        BuiltIn::AnyType | BuiltIn::AnySimpleType => Some("a restriction of xs:anySimpleType"),
        BuiltIn::Id | BuiltIn::IdRef | BuiltIn::Entity => {
            Some("a type with a rule for the whole document (xs:ID, xs:IDREF, xs:ENTITY)")
        }
        BuiltIn::Notation => Some("the type xs:NOTATION"),
        _ => None,
    };
    if let Some(construct) = refused {
        return Err(unsupported(place, construct));
    }
    let mut steps = Vec::new();
    collect(set, base, simple, &mut InForce::of(base), &mut steps)?;
    let white_space = steps
        .iter()
        .rev()
        .find_map(|step| step.limits.get(&FacetKind::WhiteSpace).cloned());
    let only_texts = builtin::is_text(base)
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

/// The built-in type in which the chain of restrictions ends.
fn built_in_base(set: &SchemaSet, simple: &SimpleType) -> BuiltIn {
    match simple.base {
        TypeRef::BuiltIn(built_in) => built_in,
        TypeRef::Defined(id) => match &set.types[id.0 as usize].kind {
            TypeKind::Simple(base) => built_in_base(set, base),
            TypeKind::Complex(_) => BuiltIn::AnySimpleType,
        },
    }
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
        let literal = literal(base, value).map_err(|reason| wrong(value, "enumeration", reason))?;
        builtin::check_value(base, &literal).map_err(|reason| wrong(value, "enumeration", reason))?;
        enumeration.push((value, literal));
    }
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

/// The value as it means the same anywhere: a QName with the namespace that its prefix stands for in the schema.
pub(super) fn literal(base: BuiltIn, value: &FacetValue) -> Result<String, String> {
    if base != BuiltIn::QName {
        return Ok(value.text.clone());
    }
    let text = value.text.trim();
    let (prefix, local) = text.split_once(':').unwrap_or(("", text));
    match value.prefixes.get(prefix).map(String::as_str) {
        Some("") => Ok(local.to_owned()),
        Some(namespace) => Ok(format!("{{{namespace}}}{local}")),
        None if prefix.is_empty() => Ok(local.to_owned()),
        None => Err(format!(
            "has the prefix `{prefix}`, which the schema does not declare; declare it with xmlns:{prefix}"
        )),
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
