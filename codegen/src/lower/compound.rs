//! Lists and unions (XSD 1.0 Part 2, section 2.5.1), with the facets of all their restrictions.

use super::literals::{self, Problem};
use super::simple::wrong;
use super::types::Lowering;
use super::{Compound, CompoundBase, FacetKind, FacetStep, LowerError, Shape, TypeRef, Union};
use crate::builtin;
use crate::place::Place;
use crate::resolve::{self, BuiltIn, SimpleType, TypeDefinition, TypeId, TypeKind, Variety};

/// Lowers a list type, or a restriction of one.
pub(super) fn lower_list(
    lowering: &Lowering<'_>,
    definition: &TypeDefinition,
    simple: &SimpleType,
    item: resolve::TypeRef,
) -> Result<Shape, LowerError> {
    let item = lowering.type_ref(&definition.origin.place, item)?;
    compound(lowering, simple, CompoundBase::List(item))
}

/// Lowers a union type, or a restriction of one.
pub(super) fn lower_union(
    lowering: &Lowering<'_>,
    definition: &TypeDefinition,
    simple: &SimpleType,
    members: &[resolve::TypeRef],
) -> Result<Shape, LowerError> {
    if let Some(union) = declared_union(lowering, simple) {
        return compound(lowering, simple, CompoundBase::Union(lowering.key(union)));
    }
    let mut flat = Vec::new();
    flatten(lowering, &definition.origin.place, members, &mut flat)?;
    Ok(Shape::Union(Union { members: flat }))
}

/// The union type that a chain of restrictions ends in; `None` for one that is no restriction.
fn declared_union(lowering: &Lowering<'_>, simple: &SimpleType) -> Option<TypeId> {
    let mut found = None;
    let mut base = simple.base;
    while let resolve::TypeRef::Defined(id) = base
        && let Some(simple) = defined(lowering, id)
    {
        found = Some(id);
        base = simple.base;
    }
    found
}

/// The members of a union with those of the unions among them. A union that has facets stays whole: they hold for its
/// values, wherever they stand.
fn flatten(
    lowering: &Lowering<'_>,
    place: &Place,
    members: &[resolve::TypeRef],
    flat: &mut Vec<TypeRef>,
) -> Result<(), LowerError> {
    for member in members {
        if let resolve::TypeRef::Defined(id) = member
            && let Some(simple) = defined(lowering, *id)
            && let (Variety::Union(inner), resolve::TypeRef::BuiltIn(_)) = (&simple.variety, simple.base)
        {
            flatten(lowering, place, inner, flat)?;
            continue;
        }
        let member = lowering.type_ref(place, *member)?;
        // Tried a second time, a type admits nothing more.
        if !flat.contains(&member) {
            flat.push(member);
        }
    }
    Ok(())
}

fn compound(lowering: &Lowering<'_>, simple: &SimpleType, base: CompoundBase) -> Result<Shape, LowerError> {
    let mut steps = Vec::new();
    collect(lowering, simple, &mut steps)?;
    Ok(Shape::Compound(Compound { base, steps }))
}

fn collect(
    lowering: &Lowering<'_>,
    simple: &SimpleType,
    steps: &mut Vec<FacetStep>,
) -> Result<(), LowerError> {
    match simple.base {
        resolve::TypeRef::Defined(id) => {
            if let Some(base) = defined(lowering, id) {
                collect(lowering, base, steps)?;
            }
        }
        // The built-in lists have an item at least (Part 2, sections 3.3.5, 3.3.10 and 3.3.12).
        resolve::TypeRef::BuiltIn(BuiltIn::NmTokens | BuiltIn::IdRefs | BuiltIn::Entities) => {
            steps.push(FacetStep {
                limits: [(FacetKind::MinLength, "1".to_owned())].into(),
                ..FacetStep::default()
            });
        }
        resolve::TypeRef::BuiltIn(_) => {}
    }
    let facets = &simple.facets;
    for pattern in &facets.patterns {
        builtin::check_pattern(&pattern.text).map_err(|reason| wrong(pattern, "pattern", reason))?;
    }
    let mut step = FacetStep {
        patterns: facets
            .patterns
            .iter()
            .map(|pattern| pattern.text.clone())
            .collect(),
        ..FacetStep::default()
    };
    for value in &facets.enumeration {
        let literal = literals::literal(lowering.set, simple.base, &value.text, &value.prefixes);
        let literal = literal.map_err(|Problem(reason)| wrong(value, "enumeration", reason))?;
        step.enumeration.push(literal);
    }
    for (kind, value) in &facets.limits {
        // White space of lists is collapsed whatever happens; their other limits are counts of items.
        if *kind == resolve::FacetKind::WhiteSpace {
            continue;
        }
        builtin::check_limit(BuiltIn::String, *kind, &value.text)
            .map_err(|reason| wrong(value, builtin::facet_name(*kind), reason))?;
        step.limits.insert(FacetKind::from(*kind), value.text.clone());
    }
    if step != FacetStep::default() {
        steps.push(step);
    }
    Ok(())
}

fn defined<'s>(lowering: &Lowering<'s>, id: TypeId) -> Option<&'s SimpleType> {
    match &lowering.set.types[id.0 as usize].kind {
        TypeKind::Simple(simple) => Some(simple),
        TypeKind::Complex(_) => None,
    }
}
