//! The attributes of a type with those of its base (Part 1, section 3.4.2, {attribute uses}).

use super::attributes::{AttributeSet, declared_name};
use super::complex::any_wildcard;
use super::error::ResolveError;
use super::instances::At;
use super::model::{AttributeUse, BuiltIn, Derivation, TypeKind, TypeRef, Wildcard};
use super::tables::shown;
use super::types::Types;
use super::wildcards;

/// The attribute uses in force, by name, and the wildcard.
pub(super) fn attributes(
    types: &Types<'_, '_>,
    at: At,
    base: TypeRef,
    derivation: Derivation,
    own: AttributeSet,
) -> Result<(Vec<AttributeUse>, Option<Wildcard>), ResolveError> {
    let (inherited, inherited_wildcard) = of_base(types, base);
    match derivation {
        Derivation::Extension => {
            let mut uses = own.uses;
            for used in inherited {
                let name = declared_name(types.scene, used.attribute);
                if let Some((_, at)) = uses.get(&name) {
                    let problem = format!(
                        "the base {} has an attribute {} already",
                        types.shown(base),
                        shown(&name)
                    );
                    return Err(types.scene.rule(*at, "ct-props-correct.4", problem));
                }
                uses.insert(name, (used, at));
            }
            let wildcard = wildcards::extended(types.scene, at, own.wildcard, inherited_wildcard.as_ref())?;
            Ok((uses.into_values().map(|(used, _)| used).collect(), wildcard))
        }
        Derivation::Restriction => {
            let mut own = own;
            narrows(types, at, base, &inherited, inherited_wildcard.as_ref(), &own)?;
            for used in inherited {
                let name = declared_name(types.scene, used.attribute);
                if !own.prohibited.contains(&name) {
                    own.uses.entry(name).or_insert((used, at));
                }
            }
            Ok((
                own.uses.into_values().map(|(used, _)| used).collect(),
                own.wildcard,
            ))
        }
    }
}

fn of_base(types: &Types<'_, '_>, base: TypeRef) -> (Vec<AttributeUse>, Option<Wildcard>) {
    match base {
        TypeRef::BuiltIn(BuiltIn::AnyType) => (Vec::new(), Some(any_wildcard())),
        TypeRef::BuiltIn(_) => (Vec::new(), None),
        TypeRef::Defined(id) => match &types.definition(id).kind {
            TypeKind::Complex(complex) => (complex.attributes.clone(), complex.any_attribute.clone()),
            TypeKind::Simple(_) => (Vec::new(), None),
        },
    }
}

/// A restriction admits no attribute that its base does not (derivation-ok-restriction.2 to 4).
fn narrows(
    types: &Types<'_, '_>,
    at: At,
    base: TypeRef,
    inherited: &[AttributeUse],
    wildcard: Option<&Wildcard>,
    own: &AttributeSet,
) -> Result<(), ResolveError> {
    let scene = types.scene;
    for (name, (used, use_at)) in &own.uses {
        let of_base = inherited
            .iter()
            .find(|used| declared_name(scene, used.attribute) == *name);
        let Some(of_base) = of_base else {
            if wildcard.is_some_and(|wildcard| wildcard.namespaces.admits(&name.namespace)) {
                continue;
            }
            let problem = format!(
                "the base {} does not admit the attribute {}",
                types.shown(base),
                shown(name)
            );
            return Err(scene.rule(*use_at, "derivation-ok-restriction.2.2", problem));
        };
        if of_base.required && !used.required {
            let problem = format!(
                "the base {} demands the attribute {}; write use=\"required\"",
                types.shown(base),
                shown(name)
            );
            return Err(scene.rule(*use_at, "derivation-ok-restriction.2.1.1", problem));
        }
    }
    for used in inherited.iter().filter(|used| used.required) {
        let name = declared_name(scene, used.attribute);
        if own.prohibited.contains(&name) && !own.uses.contains_key(&name) {
            let problem = format!(
                "the base {} demands the attribute {}, which is prohibited here",
                types.shown(base),
                shown(&name)
            );
            return Err(scene.rule(at, "derivation-ok-restriction.3", problem));
        }
    }
    let Some(own) = &own.wildcard else { return Ok(()) };
    if wildcard.is_none_or(|wildcard| !own.namespaces.is_subset_of(&wildcard.namespaces)) {
        let problem = format!(
            "the wildcard admits attributes that the base {} does not",
            types.shown(base)
        );
        return Err(scene.rule(at, "derivation-ok-restriction.4", problem));
    }
    Ok(())
}
