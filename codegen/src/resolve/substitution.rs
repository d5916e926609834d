//! Substitution groups (Part 1, section 3.3.6).

use super::error::ResolveError;
use super::model::{BuiltIn, ElementDeclaration, ElementId, TypeRef};
use super::references::Scene;
use super::types::Types;

/// The head of each element.
pub(super) fn heads(scene: &Scene<'_>) -> Result<Vec<Option<ElementId>>, ResolveError> {
    let heads = scene.sources.elements.iter().map(|source| {
        // The grammar admits one head alone, as XSD 1.0 does.
        let written = source
            .item
            .substitution_group
            .as_ref()
            .and_then(|names| names.0.first());
        written
            .map(|written| scene.element(source.at, written))
            .transpose()
    });
    let heads = heads.collect::<Result<Vec<_>, _>>()?;
    refuse_circles(scene, &heads)?;
    Ok(heads)
}

fn refuse_circles(scene: &Scene<'_>, heads: &[Option<ElementId>]) -> Result<(), ResolveError> {
    let mut clear = vec![false; heads.len()];
    for start in 0..heads.len() {
        let mut path = Vec::new();
        let mut next = Some(start);
        while let Some(index) = next.filter(|index| !clear[*index]) {
            if let Some(from) = path.iter().position(|step| *step == index) {
                return Err(circular(scene, &path[from..]));
            }
            path.push(index);
            next = heads[index].map(|head| head.0 as usize);
        }
        for index in path {
            clear[index] = true;
        }
    }
    Ok(())
}

fn circular(scene: &Scene<'_>, circle: &[usize]) -> ResolveError {
    let first = circle
        .iter()
        .enumerate()
        .min_by_key(|(_, index)| **index)
        .map_or(0, |(position, _)| position);
    let turned = circle[first..].iter().chain(&circle[..=first]);
    let name = |index: &usize| {
        scene.sources.elements[*index]
            .item
            .name
            .clone()
            .unwrap_or_default()
    };
    let start = scene.sources.elements[circle[first]].at;
    ResolveError::Circular {
        place: Box::new(scene.place(start)),
        kind: "substitution group",
        cycle: turned.map(name).collect::<Vec<_>>().join(" → "),
    }
}

/// The type of a member is derived from that of its head, in a way that the head allows (e-props-correct.4).
pub(super) fn check(types: &Types<'_, '_>, elements: &[ElementDeclaration]) -> Result<(), ResolveError> {
    for (index, element) in elements.iter().enumerate() {
        let Some(head) = element.substitution_head.map(|head| &elements[head.0 as usize]) else {
            continue;
        };
        if head.ty == TypeRef::BuiltIn(BuiltIn::AnyType) && !head.final_.extension && !head.final_.restriction
        {
            continue;
        }
        let at = types.scene.sources.elements[index].at;
        let Some(methods) = types.derivation(element.ty, head.ty) else {
            let problem = format!(
                "this stands in for `{}`, but its type {} is not derived from {}",
                head.name.local,
                types.shown(element.ty),
                types.shown(head.ty)
            );
            return Err(types.scene.rule(at, "e-props-correct.4", problem));
        };
        if (methods.extension && head.final_.extension) || (methods.restriction && head.final_.restriction) {
            let problem = format!(
                "this stands in for `{}`, which is final for the way in which its type {} is derived",
                head.name.local,
                types.shown(element.ty)
            );
            return Err(types.scene.rule(at, "e-props-correct.4", problem));
        }
    }
    Ok(())
}
