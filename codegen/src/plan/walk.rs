//! What stands in types and contents.

use std::collections::BTreeSet;

use crate::lower::{CompoundBase, Content, Contract, Element, Particle, Shape, Term, TypeKey, TypeRef};

/// Types that stand inside types.
pub(super) fn used_inside(contract: &Contract) -> BTreeSet<TypeKey> {
    let mut used = BTreeSet::new();
    for ty in contract.types.values() {
        let mut note = |ty: &TypeRef| {
            if let TypeRef::Type(key) = ty {
                used.insert(key.clone());
            }
        };
        match &ty.shape {
            Shape::Record(record) => {
                record.attributes.iter().for_each(|attribute| note(&attribute.ty));
                if let Content::Value(ty) = &record.content {
                    note(ty);
                }
                each_element(record.content.particles(), &mut |element| note(&element.ty));
            }
            Shape::Substitutes(substitutes) => {
                substitutes.members.iter().for_each(|element| note(&element.ty));
            }
            Shape::AnyOf(any_of) => {
                used.extend(any_of.own.iter().chain(&any_of.derived).cloned());
            }
            Shape::Union(union) => union.members.iter().for_each(note),
            Shape::Compound(compound) => match &compound.base {
                CompoundBase::List(item) => note(item),
                CompoundBase::Union(union) => note(&TypeRef::Type(union.clone())),
            },
            _ => {}
        }
    }
    used
}

/// Calls `visit` with every element among `particles`, at any depth of groups. Those of substitution groups are not
/// among them.
pub(super) fn each_element<'a>(particles: &'a [Particle], visit: &mut dyn FnMut(&'a Element)) {
    for particle in particles {
        match &particle.term {
            Term::Element(element) => visit(element),
            group => each_element(group.members(), visit),
        }
    }
}
