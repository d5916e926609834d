//! All components together.

use super::error::ResolveError;
use super::instances::instances;
use super::model::{Notation, SchemaSet, TypeId, TypeRef};
use super::references::Scene;
use super::{attributes, collect, consistency, declarations, order, particles, tables, types};
use crate::read::SchemaDocuments;

/// Resolves every reference between the components of `documents` and works out what is in force in each.
///
/// The order of all components depends on the documents alone: by path, then as they are written.
///
/// # Errors
/// A reference that resolves to nothing or to a namespace that is not imported; two components with one name; a
/// definition that goes round in a circle; a component that breaks a rule of XSD 1.0. Each with its place.
pub fn resolve(documents: &SchemaDocuments) -> Result<SchemaSet, ResolveError> {
    let instances = instances(documents);
    let mut sources = collect::collect(&instances);
    let tables = tables::tables(&instances, &mut sources)?;
    let scene = Scene {
        instances,
        sources,
        tables,
    };
    let steps = order::steps(&scene)?;
    let order = order::order(&scene, &steps)?;
    let mut types = types::types(&scene, &steps, &order)?;
    for index in 0..scene.sources.groups.len() {
        particles::Builder::new(&scene, &mut types.groups).check_named(index)?;
    }
    for index in 0..scene.sources.attribute_groups.len() {
        attributes::Builder::new(&scene, &mut types.attribute_groups).check_named(index)?;
    }
    let attributes = declarations::attributes(&types)?;
    let elements = declarations::elements(&types)?;
    for (id, source) in (0..).map(TypeId).zip(&scene.sources.types) {
        consistency::check(&types, source.at, TypeRef::Defined(id), &elements, &attributes)?;
    }
    let completed = types.complete(&attributes);
    Ok(SchemaSet {
        files: scene
            .instances
            .iter()
            .map(super::instances::Instance::file)
            .collect(),
        types: completed,
        elements,
        attributes,
        global_types: scene.tables.types.clone(),
        global_elements: scene.tables.elements.clone(),
        global_attributes: scene.tables.attributes.clone(),
        notations: notations(&scene),
    })
}

fn notations(scene: &Scene<'_>) -> std::collections::BTreeMap<super::model::QName, Notation> {
    let notation = |index: &usize| {
        let (at, item) = scene.sources.notations[*index];
        Notation {
            public: item.public.clone(),
            system: item.system.clone(),
            origin: scene.origin(at),
        }
    };
    scene
        .tables
        .notations
        .iter()
        .map(|(name, index)| (name.clone(), notation(index)))
        .collect()
}
