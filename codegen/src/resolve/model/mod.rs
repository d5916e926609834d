//! The resolved component model of XSD 1.0 (Part 1, sections 2.2 and 3).
//!
//! Components live in arenas and refer to each other by id, so circular types are no problem. Effective
//! content (after extension, group references and attribute groups) is worked out by resolve.

mod parts;
mod types;

use std::collections::BTreeMap;

pub use parts::*;
pub use types::*;

use crate::place::Place;

/// An expanded name. The namespace is empty for a name in no namespace.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct QName {
    /// The namespace name.
    pub namespace: String,
    /// The local part.
    pub local: String,
}

/// Index into [`SchemaSet::types`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TypeId(pub u32);

/// Index into [`SchemaSet::elements`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ElementId(pub u32);

/// Index into [`SchemaSet::attributes`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AttributeId(pub u32);

/// All components of one or several schema documents.
#[derive(Clone, Debug, Default)]
pub struct SchemaSet {
    /// The files read, in an order that does not depend on the order in which they were named (by path).
    pub files: Vec<SchemaFile>,
    /// Every type, global and anonymous, in an order that depends on the contract alone.
    pub types: Vec<TypeDefinition>,
    /// Every element declaration, global and local.
    pub elements: Vec<ElementDeclaration>,
    /// Every attribute declaration, global and local.
    pub attributes: Vec<AttributeDeclaration>,
    /// Global types by name.
    pub global_types: BTreeMap<QName, TypeId>,
    /// Global elements by name.
    pub global_elements: BTreeMap<QName, ElementId>,
    /// Global attributes by name.
    pub global_attributes: BTreeMap<QName, AttributeId>,
    /// Notations by name.
    pub notations: BTreeMap<QName, Notation>,
}

/// A schema document that was read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SchemaFile {
    /// Its path as the registry or the catalog names it, relative to the registry's folder, with `/`.
    pub path: String,
    /// Its target namespace (that of the including schema for a chameleon); empty for none.
    pub target_namespace: String,
    /// The schema's `version` attribute.
    pub version: Option<String>,
    /// Prefixes declared on `xs:schema`, prefix → namespace: hints for the prefixes that we write.
    pub prefixes: BTreeMap<String, String>,
    /// Documentation of the schema as a whole.
    pub documentation: Documentation,
}

/// Where a component was declared.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Origin {
    /// The file, by its [`SchemaFile::path`].
    pub file: String,
    /// Its place, for errors.
    pub place: Place,
}

/// The text of all `xs:documentation` of a component, one entry each, white space as written.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Documentation(pub Vec<String>);
