//! Schemas of which a value can end: one that must hold itself cannot.

use std::collections::BTreeSet;

use crate::lower::{Contract, LowerError, Shape, TypeKey, TypeRef};

/// Finds types that have a value by and by: those whose required parts do. What is left has none.
///
/// # Errors
/// The first schema, by name, that no value of can ever end.
pub(super) fn check(contract: &Contract) -> Result<(), LowerError> {
    let mut finite: BTreeSet<&TypeKey> = BTreeSet::new();
    loop {
        let found = contract.types.iter().filter(|(key, _)| !finite.contains(key));
        let found: Vec<&TypeKey> = found
            .filter(|(_, ty)| has_value(&ty.shape, &finite))
            .map(|(key, _)| key)
            .collect();
        if found.is_empty() {
            break;
        }
        finite.extend(found);
    }
    match contract.types.iter().find(|(key, _)| !finite.contains(key)) {
        None => Ok(()),
        Some((key, ty)) => Err(LowerError::Circular {
            place: Box::new(ty.place.clone()),
            name: key.to_string(),
        }),
    }
}

fn has_value(shape: &Shape, finite: &BTreeSet<&TypeKey>) -> bool {
    let known = |ty: &TypeRef| match ty {
        TypeRef::BuiltIn(_) => true,
        TypeRef::Type(key) => finite.contains(key),
    };
    match shape {
        Shape::Record(_)
        | Shape::Scalar(_)
        | Shape::Enumeration(_)
        | Shape::Compound(_)
        | Shape::Union(_)
        | Shape::AnyOf(_)
        | Shape::Substitutes(_) => true,
        Shape::Object(object) => object.members.iter().all(|member| {
            let held = &member.held;
            let may_be_empty = held.nullable || held.list.is_some_and(|bounds| bounds.min == 0);
            !member.required || may_be_empty || known(&held.ty)
        }),
        Shape::OneOf(one_of) => one_of
            .alternatives
            .iter()
            .any(|alternative| finite.contains(&alternative.ty)),
        Shape::List(list) => list.bounds.min == 0 || known(&list.item),
    }
}
