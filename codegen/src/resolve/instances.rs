//! Documents as their namespaces see them: a chameleon document is there once per including namespace.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Documentation, SchemaFile};
use crate::place::Place;
use crate::read::{NodeId, ReferenceKind, SchemaDocument, SchemaDocuments, target_namespace};

/// A document with the target namespace that its components take.
#[derive(Debug)]
pub(super) struct Instance<'a> {
    pub(super) document: &'a SchemaDocument,
    pub(super) namespace: String,
    /// Namespaces that it imports.
    pub(super) imports: BTreeSet<String>,
    /// What it includes and redefines, by instance.
    pub(super) parts: Vec<usize>,
}

/// An element of an instance.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct At {
    pub(super) instance: usize,
    pub(super) node: NodeId,
}

impl Instance<'_> {
    /// Whether it has taken the namespace of what includes it.
    pub(super) fn is_chameleon(&self) -> bool {
        target_namespace(self.document) != self.namespace
    }

    pub(super) fn place(&self, node: NodeId) -> Place {
        self.document.positions.place(node)
    }

    pub(super) fn documentation(&self, node: NodeId) -> Documentation {
        self.document.positions.node(node).documentation.clone()
    }

    pub(super) fn prefixes(&self, node: NodeId) -> &BTreeMap<String, String> {
        self.document.positions.prefixes(node)
    }

    pub(super) fn file(&self) -> SchemaFile {
        SchemaFile {
            path: self.document.path.clone(),
            target_namespace: self.namespace.clone(),
            version: self.document.tree.version.clone(),
            prefixes: self.prefixes(NodeId::ROOT).clone(),
            documentation: self.documentation(NodeId::ROOT),
        }
    }
}

/// All instances, by path and namespace.
///
/// A document without a namespace that others include is there for them alone, wherever else it is named.
pub(super) fn instances(documents: &SchemaDocuments) -> Vec<Instance<'_>> {
    let documents = &documents.documents;
    let mut included = BTreeSet::new();
    let mut imported = BTreeSet::new();
    for (index, document) in documents.iter().enumerate() {
        for reference in &document.references {
            match (&reference.kind, reference.target) {
                (ReferenceKind::Import(_), Some(target)) => imported.insert(target),
                (_, Some(target)) if target != index => included.insert(target),
                _ => false,
            };
        }
    }
    let mut found = BTreeSet::new();
    for (index, document) in documents.iter().enumerate() {
        let namespace = target_namespace(document);
        if !namespace.is_empty() || imported.contains(&index) || !included.contains(&index) {
            add(documents, index, namespace, &mut found);
        }
    }
    // What is left includes itself in a circle.
    for index in 0..documents.len() {
        if !found.iter().any(|(document, _)| *document == index) {
            add(documents, index, "", &mut found);
        }
    }
    let numbers: BTreeMap<(usize, String), usize> = found
        .iter()
        .cloned()
        .enumerate()
        .map(|(number, key)| (key, number))
        .collect();
    found
        .iter()
        .map(|(index, namespace)| instance(&documents[*index], namespace, documents, &numbers))
        .collect()
}

/// Adds an instance and those that it includes.
fn add(documents: &[SchemaDocument], index: usize, namespace: &str, found: &mut BTreeSet<(usize, String)>) {
    let mut open = vec![index];
    while let Some(index) = open.pop() {
        if found.insert((index, namespace.to_owned())) {
            open.extend(parts(documents, &documents[index], namespace));
        }
    }
}

/// The documents that a document includes or redefines under a namespace.
fn parts(documents: &[SchemaDocument], document: &SchemaDocument, namespace: &str) -> Vec<usize> {
    let parts = document
        .references
        .iter()
        .filter(|reference| !matches!(reference.kind, ReferenceKind::Import(_)));
    parts
        .filter_map(|reference| reference.target)
        .filter(|target| {
            let found = target_namespace(&documents[*target]);
            found.is_empty() || found == namespace
        })
        .collect()
}

fn instance<'a>(
    document: &'a SchemaDocument,
    namespace: &str,
    documents: &[SchemaDocument],
    numbers: &BTreeMap<(usize, String), usize>,
) -> Instance<'a> {
    let imports = document
        .references
        .iter()
        .filter_map(|reference| match &reference.kind {
            ReferenceKind::Import(namespace) => Some(namespace.clone()),
            _ => None,
        });
    let parts = parts(documents, document, namespace);
    Instance {
        document,
        namespace: namespace.to_owned(),
        imports: imports.collect(),
        parts: parts
            .iter()
            .filter_map(|part| numbers.get(&(*part, namespace.to_owned())).copied())
            .collect(),
    }
}
