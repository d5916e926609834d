//! What a type holds, looked up by the local names that contracts.toml gives.

use super::types::Planner;
use super::{Field, Form, Item, ItemKind, Octets};
use crate::lower::{BuiltIn, Content, Element, Particle, Shape, Term, TypeKey, TypeRef};

/// The item of a type.
fn item<'p>(planner: &'p Planner<'_>, key: &TypeKey) -> Option<&'p Item> {
    let (module, ident) = &planner.idents.types[key];
    let items = &planner.gathered.get(module)?.items;
    items.iter().find(|item| item.ident == *ident)
}

/// The fields of a record.
pub(super) fn fields<'p>(planner: &'p Planner<'_>, key: &TypeKey) -> &'p [Field] {
    match item(planner, key).map(|item| &item.kind) {
        Some(ItemKind::Record(record)) => &record.fields,
        _ => &[],
    }
}

/// The texts of an enumeration, with the names of its variants.
pub(super) fn values<'p>(planner: &'p Planner<'_>, key: &TypeKey) -> Option<Vec<(&'p str, &'p str)>> {
    match item(planner, key).map(|item| &item.kind) {
        Some(ItemKind::Enumeration(enumeration)) => {
            let values = enumeration.values.iter();
            Some(
                values
                    .map(|(text, name, _)| (text.as_str(), name.as_str()))
                    .collect(),
            )
        }
        _ => None,
    }
}

/// The fields of a record that are elements, with the elements' names.
pub(super) fn element_fields<'p>(
    planner: &'p Planner<'_>,
    key: &TypeKey,
) -> impl Iterator<Item = (&'p Field, &'p str)> + use<'p> {
    fields(planner, key)
        .iter()
        .filter_map(|field| match &field.part.form {
            Form::Element(wire) => Some((field, wire.local.as_str())),
            _ => None,
        })
}

/// What stands in a type; nothing in one without child elements.
pub(super) fn particles<'p>(planner: &'p Planner<'_>, key: &TypeKey) -> &'p [Particle] {
    match planner.contract.types.get(key).map(|ty| &ty.shape) {
        Some(Shape::Record(record)) => record.content.particles(),
        _ => &[],
    }
}

/// How the element `local` of `owner` holds octets, if it does.
pub(super) fn octets(planner: &Planner<'_>, owner: &TypeKey, local: &str) -> Option<Octets> {
    let of_octets = |ty: &TypeRef| match ty {
        TypeRef::BuiltIn(BuiltIn::Base64Binary) => Some(false),
        TypeRef::BuiltIn(_) => None,
        TypeRef::Type(key) => match &planner.contract.types.get(key)?.shape {
            Shape::Scalar(scalar) => (scalar.base == BuiltIn::Base64Binary).then_some(true),
            _ => None,
        },
    };
    let (element, _) = child(particles(planner, owner), local, false)?;
    if let Some(restricted) = of_octets(&element.ty) {
        return Some(Octets {
            with_attributes: false,
            restricted,
        });
    }
    let TypeRef::Type(key) = &element.ty else {
        return None;
    };
    match &planner.contract.types.get(key)?.shape {
        Shape::Record(record) => match &record.content {
            Content::Value(ty) => of_octets(ty).map(|restricted| Octets {
                with_attributes: true,
                restricted,
            }),
            _ => None,
        },
        _ => None,
    }
}

/// The first element `local` among `particles`, at any depth of groups, and whether it can occur more than once.
pub(super) fn child<'c>(
    particles: &'c [Particle],
    local: &str,
    repeated: bool,
) -> Option<(&'c Element, bool)> {
    particles.iter().find_map(|particle| {
        let repeated = repeated || particle.max != Some(1);
        match &particle.term {
            Term::Element(element) => (element.name.local == local).then_some((element, repeated)),
            // What is arranged stands in a list.
            Term::Arranged(arranged) => child(&arranged.leaves, local, true),
            group => child(group.members(), local, repeated),
        }
    })
}
