//! The symbol spaces: global components by name (Part 1, section 2.5), redefinitions included.

use std::collections::{BTreeMap, BTreeSet};

use super::error::ResolveError;
use super::instances::Instance;
use super::model::{AttributeId, ElementId, QName, TypeId, TypeOwner, TypeRole};
use super::sources::{Component, Global, Sources};

/// Global components by name, one map per symbol space.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub(super) types: BTreeMap<QName, TypeId>,
    pub(super) elements: BTreeMap<QName, ElementId>,
    pub(super) attributes: BTreeMap<QName, AttributeId>,
    pub(super) groups: BTreeMap<QName, usize>,
    pub(super) attribute_groups: BTreeMap<QName, usize>,
    pub(super) notations: BTreeMap<QName, usize>,
}

/// A symbol space, for keys and for a person.
fn space(component: Component) -> &'static str {
    match component {
        Component::Type(_) => "type",
        Component::Element(_) => "element",
        Component::Attribute(_) => "attribute",
        Component::Group(_) => "group",
        Component::AttributeGroup(_) => "attribute group",
        Component::Notation(_) => "notation",
    }
}

/// `{namespace}local`, or the local name alone.
pub(super) fn shown(name: &QName) -> String {
    if name.namespace.is_empty() {
        format!("`{}`", name.local)
    } else {
        format!("`{{{}}}{}`", name.namespace, name.local)
    }
}

/// Enters all global components, then the redefinitions in place of what they redefine.
pub(super) fn tables(instances: &[Instance<'_>], sources: &mut Sources<'_>) -> Result<Tables, ResolveError> {
    let globals = std::mem::take(&mut sources.globals);
    let mut entries: BTreeMap<(&'static str, &QName), &Global> = BTreeMap::new();
    for global in globals.iter().filter(|global| !global.redefines) {
        if let Some(first) = entries.insert((space(global.component), &global.name), global) {
            return Err(duplicate(instances, first, global));
        }
    }
    let (order, reach) = (inner_first(instances), reach(instances));
    let mut redefinitions: Vec<&Global> = globals.iter().filter(|global| global.redefines).collect();
    redefinitions.sort_by_key(|global| (order[global.at.instance], global.at.node));
    for global in redefinitions {
        let current = entries.get(&(space(global.component), &global.name)).copied();
        let original = match current {
            Some(original) if original.at.instance == global.at.instance => {
                return Err(duplicate(instances, original, global));
            }
            Some(original) if reach[global.at.instance].contains(&original.at.instance) => original,
            // Another document has redefined it already.
            Some(original) if original.redefines => return Err(duplicate(instances, original, global)),
            _ => {
                return Err(ResolveError::Rule {
                    place: Box::new(instances[global.at.instance].place(global.at.node)),
                    rule: "src-redefine",
                    problem: format!(
                        "this redefines the {} {}, which the document at schemaLocation does not have",
                        space(global.component),
                        shown(&global.name)
                    ),
                });
            }
        };
        link(sources, global.component, original.component);
        entries.insert((space(global.component), &global.name), global);
    }
    let mut tables = Tables::default();
    for global in entries.into_values() {
        let name = global.name.clone();
        match global.component {
            Component::Type(id) => drop(tables.types.insert(name, id)),
            Component::Element(id) => drop(tables.elements.insert(name, id)),
            Component::Attribute(id) => drop(tables.attributes.insert(name, id)),
            Component::Group(index) => drop(tables.groups.insert(name, index)),
            Component::AttributeGroup(index) => drop(tables.attribute_groups.insert(name, index)),
            Component::Notation(index) => drop(tables.notations.insert(name, index)),
        }
    }
    Ok(tables)
}

/// Notes what a redefinition redefines. A redefined type loses its name: it is the base of the one that took it.
fn link(sources: &mut Sources<'_>, redefinition: Component, original: Component) {
    match (redefinition, original) {
        (Component::Type(id), Component::Type(original)) => {
            sources.types[id.0 as usize].original = Some(original);
            let original = &mut sources.types[original.0 as usize];
            original.name = None;
            original.owner = Some(TypeOwner::Type {
                id,
                role: TypeRole::Base,
            });
        }
        (Component::Group(index), Component::Group(original)) => {
            sources.groups[index].original = Some(original);
        }
        (Component::AttributeGroup(index), Component::AttributeGroup(original)) => {
            sources.attribute_groups[index].original = Some(original);
        }
        // Only components of one symbol space meet, and only these three can be redefined.
        _ => {}
    }
}

fn duplicate(instances: &[Instance<'_>], first: &Global, second: &Global) -> ResolveError {
    let place = |global: &Global| Box::new(instances[global.at.instance].place(global.at.node));
    ResolveError::Duplicate {
        place: place(second),
        kind: space(second.component),
        name: shown(&second.name),
        first: place(first),
    }
}

/// Each instance's rank when what a document includes or redefines comes before it.
fn inner_first(instances: &[Instance<'_>]) -> Vec<usize> {
    let mut rank = vec![usize::MAX; instances.len()];
    let mut seen = BTreeSet::new();
    let mut next = 0;
    for start in 0..instances.len() {
        // Depth first without recursion: an instance is left when all its parts have been.
        let mut open = vec![(start, 0)];
        seen.insert(start);
        while let Some((instance, part)) = open.pop() {
            match instances[instance].parts.get(part) {
                Some(inner) => {
                    open.push((instance, part + 1));
                    if seen.insert(*inner) {
                        open.push((*inner, 0));
                    }
                }
                None if rank[instance] == usize::MAX => {
                    rank[instance] = next;
                    next += 1;
                }
                None => {}
            }
        }
    }
    rank
}

/// The instances that each one includes or redefines, at any remove.
fn reach(instances: &[Instance<'_>]) -> Vec<BTreeSet<usize>> {
    let from = |start: usize| {
        let mut found = BTreeSet::new();
        let mut open = instances[start].parts.clone();
        while let Some(instance) = open.pop() {
            if found.insert(instance) {
                open.extend(&instances[instance].parts);
            }
        }
        found
    };
    (0..instances.len()).map(from).collect()
}
