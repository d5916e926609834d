//! Contracts in memory.
#![allow(dead_code, unreachable_pub, reason = "each test crate uses a part of this")]

use std::collections::BTreeMap;

use fk_codegen::read::{ReadError, SchemaDocuments, Source, read_schemas};
use fk_codegen::resolve::{
    ComplexType, QName, SchemaSet, SimpleType, TypeDefinition, TypeId, TypeKind, resolve,
};

/// Files by path, shown under `schemas/`.
pub struct Files(pub BTreeMap<String, Vec<u8>>);

impl Files {
    pub fn new(files: &[(&str, &str)]) -> Self {
        let entry = |(path, text): &(&str, &str)| ((*path).to_owned(), text.as_bytes().to_vec());
        Self(files.iter().map(entry).collect())
    }
}

impl Source for Files {
    fn read(&self, path: &str) -> std::io::Result<Vec<u8>> {
        self.0
            .get(path)
            .cloned()
            .ok_or_else(|| std::io::ErrorKind::NotFound.into())
    }

    fn show(&self, path: &str) -> String {
        format!("schemas/{path}")
    }
}

/// Reads the first of `files`, with a catalog.
pub fn read_with(files: &[(&str, &str)], catalog: &[(&str, &str)]) -> Result<SchemaDocuments, ReadError> {
    let catalog = catalog
        .iter()
        .map(|(address, path)| ((*address).to_owned(), (*path).to_owned()));
    read_schemas(&Files::new(files), &catalog.collect(), &[files[0].0.to_owned()])
}

/// Reads the first of `files`.
pub fn read(files: &[(&str, &str)]) -> Result<SchemaDocuments, ReadError> {
    read_with(files, &[])
}

/// A schema of the namespace `urn:t` (prefix `t`), whose `body` starts on line 2.
pub fn schema(body: &str) -> String {
    format!(
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:t=\"urn:t\" targetNamespace=\"urn:t\" \
         elementFormDefault=\"qualified\">\n{body}</xs:schema>"
    )
}

/// The message for a schema with this body that cannot be read.
pub fn read_error(body: &str) -> String {
    match read(&[("a.xsd", &schema(body))]) {
        Ok(_) => "it was read".to_owned(),
        Err(error) => error.to_string(),
    }
}

/// The components of files, the first of which is named.
pub fn resolve_files(files: &[(&str, &str)]) -> Result<SchemaSet, String> {
    let documents = read(files).map_err(|error| error.to_string())?;
    resolve(&documents).map_err(|error| error.to_string())
}

/// The components of a schema with this body.
#[track_caller]
pub fn set(body: &str) -> SchemaSet {
    resolve_files(&[("a.xsd", &schema(body))]).expect("the schema is valid")
}

/// The message for a schema with this body that cannot be resolved.
pub fn resolve_error(body: &str) -> String {
    match resolve_files(&[("a.xsd", &schema(body))]) {
        Ok(_) => "it was resolved".to_owned(),
        Err(error) => error,
    }
}

/// A name in `urn:t`.
pub fn name(local: &str) -> QName {
    QName {
        namespace: "urn:t".to_owned(),
        local: local.to_owned(),
    }
}

/// The global type with that name in `urn:t`.
#[track_caller]
pub fn definition<'s>(set: &'s SchemaSet, local: &str) -> (TypeId, &'s TypeDefinition) {
    let id = set.global_types[&name(local)];
    (id, &set.types[id.0 as usize])
}

/// The global complex type with that name.
#[track_caller]
pub fn complex<'s>(set: &'s SchemaSet, local: &str) -> &'s ComplexType {
    match &definition(set, local).1.kind {
        TypeKind::Complex(complex) => complex,
        TypeKind::Simple(_) => panic!("{local} is simple"),
    }
}

/// The global simple type with that name.
#[track_caller]
pub fn simple<'s>(set: &'s SchemaSet, local: &str) -> &'s SimpleType {
    match &definition(set, local).1.kind {
        TypeKind::Simple(simple) => simple,
        TypeKind::Complex(_) => panic!("{local} is complex"),
    }
}

/// What is wrong with a schema, without its place.
pub fn wrong(body: &str) -> String {
    let error = resolve_error(body);
    error
        .split_once("): ")
        .map_or(error.clone(), |(_, message)| message.to_owned())
}
