//! References by name → components, by the rules of import (Part 1, section 3.15.3, src-resolve).

use std::collections::BTreeMap;

use xsd_parser::models::schema::QName as WrittenName;
use xsd_parser::models::schema::xs;

use super::error::ResolveError;
use super::instances::{At, Instance};
use super::model::{AttributeId, BuiltIn, ElementId, QName, TypeRef};
use super::sources::Sources;
use super::tables::{Tables, shown};
use crate::place::Place;
use crate::suggest;

/// The namespace of XML Schema.
pub(super) const XSD: &str = "http://www.w3.org/2001/XMLSchema";

/// All components as written, and how to find them by name.
#[derive(Debug)]
pub(super) struct Scene<'a> {
    pub(super) instances: Vec<Instance<'a>>,
    pub(super) sources: Sources<'a>,
    pub(super) tables: Tables,
}

impl<'a> Scene<'a> {
    pub(super) fn instance(&self, at: At) -> &Instance<'a> {
        &self.instances[at.instance]
    }

    pub(super) fn schema(&self, at: At) -> &'a xs::Schema {
        &self.instances[at.instance].document.tree
    }

    pub(super) fn place(&self, at: At) -> Place {
        self.instance(at).place(at.node)
    }

    pub(super) fn child(&self, at: At, index: usize) -> At {
        At {
            node: self.instance(at).document.positions.child(at.node, index),
            ..at
        }
    }

    pub(super) fn rule(&self, at: At, rule: &'static str, problem: impl Into<String>) -> ResolveError {
        ResolveError::Rule {
            place: Box::new(self.place(at)),
            rule,
            problem: problem.into(),
        }
    }

    /// The expanded name of a reference. In a chameleon document an unqualified one takes the namespace, too.
    pub(super) fn expand(&self, at: At, written: &WrittenName) -> QName {
        let local = String::from_utf8_lossy(written.local_name()).into_owned();
        let namespace = match written.namespace() {
            Some(namespace) => String::from_utf8_lossy(namespace.as_ref()).into_owned(),
            None if self.instance(at).is_chameleon() => self.instance(at).namespace.clone(),
            None => String::new(),
        };
        QName { namespace, local }
    }

    pub(super) fn type_ref(&self, at: At, written: &WrittenName) -> Result<TypeRef, ResolveError> {
        let name = self.expand(at, written);
        if name.namespace == XSD {
            return BuiltIn::named(&name.local)
                .map(TypeRef::BuiltIn)
                .ok_or_else(|| self.unresolved(at, "type", &name, BuiltIn::names()));
        }
        self.find(at, "type", &name, &self.tables.types)
            .map(|id| TypeRef::Defined(*id))
    }

    pub(super) fn element(&self, at: At, written: &WrittenName) -> Result<ElementId, ResolveError> {
        self.find(at, "element", &self.expand(at, written), &self.tables.elements)
            .copied()
    }

    pub(super) fn attribute(&self, at: At, written: &WrittenName) -> Result<AttributeId, ResolveError> {
        self.find(
            at,
            "attribute",
            &self.expand(at, written),
            &self.tables.attributes,
        )
        .copied()
    }

    /// The group that a reference names; inside the redefinition `inside` its own name means the original.
    pub(super) fn group(
        &self,
        at: At,
        written: &WrittenName,
        inside: Option<usize>,
    ) -> Result<usize, ResolveError> {
        let found = *self.find(at, "group", &self.expand(at, written), &self.tables.groups)?;
        let original = inside
            .filter(|inside| *inside == found)
            .and_then(|inside| self.sources.groups[inside].original);
        Ok(original.unwrap_or(found))
    }

    /// The same for attribute groups.
    pub(super) fn attribute_group(
        &self,
        at: At,
        written: &WrittenName,
        inside: Option<usize>,
    ) -> Result<usize, ResolveError> {
        let name = self.expand(at, written);
        let found = *self.find(at, "attribute group", &name, &self.tables.attribute_groups)?;
        let original = inside
            .filter(|inside| *inside == found)
            .and_then(|inside| self.sources.attribute_groups[inside].original);
        Ok(original.unwrap_or(found))
    }

    /// Looks a name up in a symbol space, if the document may refer to its namespace.
    pub(super) fn find<'m, T>(
        &self,
        at: At,
        kind: &'static str,
        name: &QName,
        table: &'m BTreeMap<QName, T>,
    ) -> Result<&'m T, ResolveError> {
        let instance = self.instance(at);
        let visible = name.namespace == instance.namespace || instance.imports.contains(&name.namespace);
        match table.get(name) {
            Some(found) if visible => Ok(found),
            Some(_) => Err(self.not_imported(at, kind, name)),
            None if !visible && table.keys().any(|known| known.namespace == name.namespace) => {
                Err(self.not_imported(at, kind, name))
            }
            None => {
                let near = table.keys().filter(|known| known.namespace == name.namespace);
                Err(self.unresolved(at, kind, name, near.map(|known| known.local.as_str())))
            }
        }
    }

    fn not_imported(&self, at: At, kind: &'static str, name: &QName) -> ResolveError {
        let remedy = if name.namespace.is_empty() {
            "<xs:import schemaLocation=\"...\"/>, or a prefix to the name".to_owned()
        } else {
            format!(
                "<xs:import namespace=\"{}\" schemaLocation=\"...\"/>",
                name.namespace
            )
        };
        ResolveError::NotImported {
            place: Box::new(self.place(at)),
            kind,
            name: shown(name),
            remedy,
        }
    }

    pub(super) fn unresolved<'n>(
        &self,
        at: At,
        kind: &'static str,
        name: &QName,
        known: impl Iterator<Item = &'n str>,
    ) -> ResolveError {
        let advice = match suggest::nearest(&name.local, known) {
            Some(nearest) => format!("Did you mean `{nearest}`?"),
            None => "Correct the name, or declare it".to_owned(),
        };
        ResolveError::Unresolved {
            place: Box::new(self.place(at)),
            kind,
            name: shown(name),
            advice,
        }
    }
}
