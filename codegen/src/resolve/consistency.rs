//! What must hold inside one complex type once all declarations are known.

use std::collections::BTreeMap;

use super::declarations::add_prefixes;
use super::error::ResolveError;
use super::instances::At;
use super::model::{
    AttributeDeclaration, AttributeUse, ComplexType, Derivation, ElementDeclaration, Particle, QName, Term,
    TypeDefinition, TypeKind, TypeRef,
};
use super::restriction;
use super::tables::shown;
use super::types::Types;

/// Checks a complex type's content and attributes.
pub(super) fn check(
    types: &Types<'_, '_>,
    at: At,
    ty: TypeRef,
    elements: &[ElementDeclaration],
    attributes: &[AttributeDeclaration],
) -> Result<(), ResolveError> {
    let TypeRef::Defined(id) = ty else { return Ok(()) };
    let TypeKind::Complex(complex) = &types.definition(id).kind else {
        return Ok(());
    };
    if let Some(particle) = complex.content.particle() {
        one_type_per_name(types, particle, elements)?;
    }
    let mut ids = complex
        .attributes
        .iter()
        .filter(|used| types.is_id(attributes[used.attribute.0 as usize].ty));
    if let (Some(_), Some(second)) = (ids.next(), ids.next()) {
        let name = shown(&attributes[second.attribute.0 as usize].name);
        let problem = format!("a type has one attribute of type xs:ID at most; {name} is the second");
        return Err(types.scene.rule(at, "ct-props-correct.5", problem));
    }
    match complex.derivation {
        Derivation::Restriction => {
            content_is_restricted(types, complex, elements)?;
            attributes_are_derived(types, complex, attributes)
        }
        Derivation::Extension => Ok(()),
    }
}

/// The content of a restriction is part of that of its base (derivation-ok-restriction.5.4.2).
fn content_is_restricted(
    types: &Types<'_, '_>,
    complex: &ComplexType,
    elements: &[ElementDeclaration],
) -> Result<(), ResolveError> {
    let TypeRef::Defined(id) = complex.base else {
        return Ok(());
    };
    let TypeKind::Complex(base) = &types.definition(id).kind else {
        return Ok(());
    };
    match (complex.content.particle(), base.content.particle()) {
        (Some(own), Some(of_base)) => restriction::check(types, elements, own, of_base, complex.base),
        // What a restriction without elements needs has been seen to.
        _ => Ok(()),
    }
}

/// An attribute of a restriction has a type derived from that in the base (derivation-ok-restriction.2.1.2).
fn attributes_are_derived(
    types: &Types<'_, '_>,
    complex: &ComplexType,
    attributes: &[AttributeDeclaration],
) -> Result<(), ResolveError> {
    let TypeRef::Defined(base) = complex.base else {
        return Ok(());
    };
    let TypeKind::Complex(base) = &types.definition(base).kind else {
        return Ok(());
    };
    let declaration = |used: &AttributeUse| &attributes[used.attribute.0 as usize];
    for used in &complex.attributes {
        let own = declaration(used);
        let Some(of_base) = base
            .attributes
            .iter()
            .map(declaration)
            .find(|other| other.name == own.name)
        else {
            continue;
        };
        if types.derivation(own.ty, of_base.ty).is_none() {
            let problem = format!(
                "the type {} is not derived from {}, the type of this attribute in the base",
                types.shown(own.ty),
                types.shown(of_base.ty)
            );
            let at = types.scene.sources.attributes[used.attribute.0 as usize].at;
            return Err(types.scene.rule(at, "derivation-ok-restriction.2.1.2", problem));
        }
    }
    Ok(())
}

/// Elements of one name in one content model have one type (cos-element-consistent).
fn one_type_per_name(
    types: &Types<'_, '_>,
    particle: &Particle,
    elements: &[ElementDeclaration],
) -> Result<(), ResolveError> {
    let mut seen: BTreeMap<&QName, (TypeRef, &Particle)> = BTreeMap::new();
    let mut open = vec![particle];
    while let Some(particle) = open.pop() {
        match &particle.term {
            Term::Group(group) => open.extend(group.particles.iter().rev()),
            Term::Wildcard(_) => {}
            Term::Element(id) => {
                let element = &elements[id.0 as usize];
                let (ty, first) = *seen.entry(&element.name).or_insert((element.ty, particle));
                if ty != element.ty {
                    return Err(ResolveError::Rule {
                        place: Box::new(particle.place.clone()),
                        rule: "cos-element-consistent",
                        problem: format!(
                            "the element {} has the type {} here and {} at {}; give it one type",
                            shown(&element.name),
                            types.shown(element.ty),
                            types.shown(ty),
                            first.place
                        ),
                    });
                }
            }
        }
    }
    Ok(())
}

/// The values of attribute uses get their prefixes, now that the types are known.
pub(super) fn complete_uses(
    types: &Types<'_, '_>,
    definitions: &mut [TypeDefinition],
    attributes: &[AttributeDeclaration],
) {
    for definition in definitions {
        let TypeKind::Complex(complex) = &mut definition.kind else {
            continue;
        };
        for used in &mut complex.attributes {
            let ty = attributes[used.attribute.0 as usize].ty;
            let at = types.scene.sources.attributes[used.attribute.0 as usize].at;
            add_prefixes(types, at, ty, used.value.as_mut());
        }
    }
}
