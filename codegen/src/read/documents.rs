//! Schema documents, and everything that they import, include and redefine.

use std::collections::{BTreeMap, VecDeque};

use roxmltree::Node;
use xsd_parser::models::schema::xs;
use xsd_parser::pipeline::parser::Parser;

use super::built_in::{WithBuiltIn, XML, XML_PATH};
use super::check::check_schema;
use super::error::{NamedBy, ReadError};
use super::location;
use super::positions::{NodeId, Positions};
use super::text::{XSD, XmlText, shown_name};
use super::{Source, wsdl};

/// All schema documents of a contract, in an order that depends on their paths alone.
#[derive(Debug)]
pub struct SchemaDocuments {
    pub(crate) documents: Vec<SchemaDocument>,
}

/// A schema document: a file, or a schema inside a WSDL.
#[derive(Debug)]
pub struct SchemaDocument {
    /// The path of its file.
    pub(crate) path: String,
    /// Its components, as the XSD parser gives them.
    pub(crate) tree: xs::Schema,
    /// Where they stand.
    pub(crate) positions: Positions,
    /// What it refers to.
    pub(crate) references: Vec<Reference>,
}

/// An `xs:import`, `xs:include` or `xs:redefine`.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    pub(crate) kind: ReferenceKind,
    pub(crate) node: NodeId,
    /// Index of the document that its location names; `None` for an import without a location.
    pub(crate) target: Option<usize>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum ReferenceKind {
    /// Of this namespace; empty for no namespace.
    Import(String),
    Include,
    /// The element is this entry of the schema's content.
    Redefine(usize),
}

/// A document is known by its path and, in a WSDL, by its number there, from 1.
type Key = (String, usize);

/// A document whose references name documents by key.
#[derive(Debug)]
struct Loaded {
    document: SchemaDocument,
    targets: Vec<Option<Key>>,
}

/// Reads the schemas named, and all that they import, include and redefine, circles included.
///
/// A path names an XSD, or a WSDL for the schemas inside it. `catalog` maps web addresses, and namespaces of
/// imports without a location, to paths. Nothing is fetched. The namespace `xml` is built in for who has no file of it.
///
/// # Errors
/// A file that is missing, not well-formed, not a schema, or not XSD 1.0; a reference that nothing answers.
pub fn read_schemas(
    source: &dyn Source,
    catalog: &BTreeMap<String, String>,
    paths: &[String],
) -> Result<SchemaDocuments, ReadError> {
    let mut loader = Loader {
        source: &WithBuiltIn(source),
        catalog,
        loaded: BTreeMap::new(),
        queue: VecDeque::new(),
    };
    for path in paths {
        let Some(normalised) = location::normalise("", path) else {
            return Err(ReadError::Missing {
                file: source.show(path),
                named_by: NamedBy::Registry,
            });
        };
        loader.queue.push_back(Request {
            path: normalised,
            named_by: NamedBy::Registry,
        });
    }
    loader.run()?;
    while let Some(path) = loader.answer_from_catalog()? {
        loader.queue.push_back(path);
        loader.run()?;
    }
    loader.check_namespaces()?;
    Ok(loader.finish())
}

/// A file to read.
#[derive(Debug)]
struct Request {
    path: String,
    named_by: NamedBy,
}

struct Loader<'a> {
    source: &'a dyn Source,
    catalog: &'a BTreeMap<String, String>,
    loaded: BTreeMap<Key, Loaded>,
    queue: VecDeque<Request>,
}

impl Loader<'_> {
    fn run(&mut self) -> Result<(), ReadError> {
        let mut done: std::collections::BTreeSet<String> =
            self.loaded.keys().map(|key| key.0.clone()).collect();
        while let Some(Request { path, named_by }) = self.queue.pop_front() {
            if done.insert(path.clone()) {
                self.file(&path, named_by)?;
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &str, named_by: NamedBy) -> Result<(), ReadError> {
        let text = XmlText::read(self.source, path, named_by.clone())?;
        let tree = text.parse()?;
        let root = tree.root_element();
        if root.has_tag_name((XSD, "schema")) {
            return self.schema(&text, root, (path.to_owned(), 0));
        }
        let name = shown_name(root.tag_name().namespace(), root.tag_name().name());
        if !wsdl::is_definitions(root) {
            let place = Box::new(text.place(root, String::new()));
            return Err(ReadError::WrongRoot {
                place,
                found: name,
                expected: "`xs:schema`",
            });
        }
        if let NamedBy::Reference(_) = named_by {
            let place = Box::new(text.place(root, String::new()));
            return Err(ReadError::WrongRoot {
                place,
                found: name,
                expected: "`xs:schema`, because a schema refers to it",
            });
        }
        for (index, schema) in wsdl::inline_schemas(root).enumerate() {
            self.schema(&text, schema, (path.to_owned(), index + 1))?;
        }
        for import in wsdl::imports(&text, root, self.catalog)? {
            // Named by the registry in the sense that matters: a WSDL may be read there.
            self.queue.push_back(Request {
                path: import.path,
                named_by: NamedBy::Registry,
            });
        }
        Ok(())
    }

    fn schema(&mut self, text: &XmlText, schema: Node<'_, '_>, key: Key) -> Result<(), ReadError> {
        let (positions, restated) = check_schema(text, schema)?;
        let tree = tree(text, &restated)?;
        let mut document = SchemaDocument {
            path: key.0.clone(),
            tree,
            positions,
            references: Vec::new(),
        };
        let mut targets = Vec::new();
        for (index, content) in document.tree.content.iter().enumerate() {
            let (kind, location) = match content {
                xs::SchemaContent::Import(import) => (
                    ReferenceKind::Import(import.namespace.clone().unwrap_or_default()),
                    import.schema_location.as_deref(),
                ),
                xs::SchemaContent::Include(include) => {
                    (ReferenceKind::Include, Some(include.schema_location.as_str()))
                }
                xs::SchemaContent::Redefine(redefine) => (
                    ReferenceKind::Redefine(index),
                    Some(redefine.schema_location.as_str()),
                ),
                _ => continue,
            };
            let node = document.positions.child(NodeId::ROOT, index);
            let place = || Box::new(document.positions.place(node));
            let built_in = kind == ReferenceKind::Import(XSD.to_owned());
            let target = match location {
                None => None,
                // The components of XSD itself are built in.
                Some(_) if built_in => None,
                // Answered by what is built in, unless another file has the namespace.
                Some(location)
                    if kind == ReferenceKind::Import(XML.to_owned())
                        && location::is_unanswered(location, self.catalog) =>
                {
                    None
                }
                Some(location) => {
                    let path = location::resolve(&key.0, location, self.catalog, place)?;
                    let named_by = NamedBy::Reference(place());
                    self.queue.push_back(Request {
                        path: path.clone(),
                        named_by,
                    });
                    Some((path, 0))
                }
            };
            document.references.push(Reference {
                kind,
                node,
                target: None,
            });
            targets.push(target);
        }
        self.loaded.insert(key, Loaded { document, targets });
        Ok(())
    }

    /// The catalog's file for the first import without a location that no document answers yet.
    fn answer_from_catalog(&self) -> Result<Option<Request>, ReadError> {
        for loaded in self.loaded.values() {
            for (reference, target) in loaded.document.references.iter().zip(&loaded.targets) {
                let (ReferenceKind::Import(namespace), None) = (&reference.kind, target) else {
                    continue;
                };
                if namespace == XSD {
                    continue;
                }
                let answered = |loaded: &Loaded| target_namespace(&loaded.document) == namespace;
                if self.loaded.values().any(answered) {
                    continue;
                }
                let place = Box::new(loaded.document.positions.place(reference.node));
                let path = self
                    .catalog
                    .get(namespace)
                    .and_then(|path| location::normalise("", path))
                    .or_else(|| (namespace == XML).then(|| XML_PATH.to_owned()));
                return match path {
                    // Read already, under this path, and with another namespace.
                    Some(path) if self.loaded.contains_key(&(path.clone(), 0)) => {
                        let found = &self.loaded[&(path, 0)].document;
                        Err(wrong_namespace(place, found, namespace))
                    }
                    Some(path) => Ok(Some(Request {
                        path,
                        named_by: NamedBy::Reference(place),
                    })),
                    None => Err(ReadError::UnansweredImport {
                        place,
                        namespace: shown_namespace(namespace),
                        key: namespace.clone(),
                    }),
                };
            }
        }
        Ok(None)
    }

    /// An import names the target namespace of its file, an include that of its own schema or none.
    fn check_namespaces(&self) -> Result<(), ReadError> {
        for loaded in self.loaded.values() {
            for (reference, target) in loaded.document.references.iter().zip(&loaded.targets) {
                let Some(found) = target.as_ref().and_then(|target| self.loaded.get(target)) else {
                    continue;
                };
                let own = target_namespace(&loaded.document);
                let expected = match &reference.kind {
                    ReferenceKind::Import(namespace) => namespace,
                    ReferenceKind::Include | ReferenceKind::Redefine(_) => own,
                };
                let found_namespace = target_namespace(&found.document);
                let chameleon =
                    found_namespace.is_empty() && !matches!(reference.kind, ReferenceKind::Import(_));
                if found_namespace != expected && !chameleon {
                    let place = Box::new(loaded.document.positions.place(reference.node));
                    return Err(wrong_namespace(place, &found.document, expected));
                }
            }
        }
        Ok(())
    }

    fn finish(self) -> SchemaDocuments {
        let index: BTreeMap<Key, usize> = self
            .loaded
            .keys()
            .cloned()
            .enumerate()
            .map(|(index, key)| (key, index))
            .collect();
        let documents = self.loaded.into_values().map(
            |Loaded {
                 mut document,
                 targets,
             }| {
                for (reference, target) in document.references.iter_mut().zip(targets) {
                    reference.target = target.and_then(|target| index.get(&target).copied());
                }
                document
            },
        );
        SchemaDocuments {
            documents: documents.collect(),
        }
    }
}

/// The tree of a schema that follows the grammar.
fn tree(text: &XmlText, restated: &str) -> Result<xs::Schema, ReadError> {
    let failed = |problem: String| ReadError::Tree {
        file: text.show.clone(),
        problem,
    };
    let parser = Parser::new()
        .add_schema_from_str(restated)
        .map_err(|error| failed(error.to_string()))?;
    let mut schemas = parser.finish();
    let Some((_, info)) = schemas.schemas_mut().next() else {
        return Err(failed("the parser returned no schema".to_owned()));
    };
    // Taken out first, so that the rest is cheap to clone.
    let content = std::mem::take(&mut info.schema.content);
    Ok(xs::Schema {
        content,
        ..info.schema.clone()
    })
}

/// The target namespace that a document itself declares; empty for none.
pub(crate) fn target_namespace(document: &SchemaDocument) -> &str {
    document.tree.target_namespace.as_deref().unwrap_or_default()
}

fn wrong_namespace(place: Box<crate::place::Place>, found: &SchemaDocument, expected: &str) -> ReadError {
    ReadError::WrongNamespace {
        place,
        file: found.positions.file.clone(),
        found: shown_namespace(target_namespace(found)),
        expected: shown_namespace(expected),
    }
}

fn shown_namespace(namespace: &str) -> String {
    if namespace.is_empty() {
        "no namespace".to_owned()
    } else {
        format!("`{namespace}`")
    }
}
