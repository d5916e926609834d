//! OpenAPI 3.0.3 → [`OpenApiDocuments`]: a strict model of the subset that contracts have need of.
//!
//! The tree comes from YAML (`yaml`), every step in it through a cursor that knows its place (`cursor`), and
//! what is not carried out is refused where it stands, a misspelt keyword too.

mod cursor;
mod document;
mod model;
mod operation_model;
mod operations;
mod references;
mod refused;
mod rules;
mod schema;
mod values;
mod walk;
mod yaml;

use std::collections::{BTreeMap, VecDeque};

use super::error::{NamedBy, ReadError};
use super::{Source, location};
use crate::suggest::{did_you_mean, nearest};
use cursor::File;

pub use model::*;
pub use operation_model::*;

/// Whether a file of a contract is an OpenAPI document, by its ending.
#[must_use]
pub fn is_openapi(path: &str) -> bool {
    path.ends_with(".yaml")
}

/// Reads the OpenAPI documents named, and all that they refer to, circles included. Nothing is fetched.
///
/// # Errors
/// A document that is missing or no YAML; a keyword that is unknown or not carried out; a reference that leads
/// nowhere.
pub fn read_openapi(source: &dyn Source, paths: &[String]) -> Result<OpenApiDocuments, ReadError> {
    let mut queue: VecDeque<(String, NamedBy)> = VecDeque::new();
    for path in paths {
        let path = location::normalise("", path).ok_or_else(|| ReadError::Missing {
            file: source.show(path),
            named_by: NamedBy::Registry,
        })?;
        queue.push_back((path, NamedBy::Registry));
    }
    let mut documents = BTreeMap::new();
    while let Some((path, named_by)) = queue.pop_front() {
        if documents.contains_key(&path) {
            continue;
        }
        let document = read(source, &path, named_by)?;
        for (_, reference) in document.references() {
            queue.push_back((
                reference.file.clone(),
                NamedBy::Reference(Box::new(reference.place.clone())),
            ));
        }
        documents.insert(path, document);
    }
    let documents = OpenApiDocuments { documents };
    documents.check()?;
    Ok(documents)
}

fn read(source: &dyn Source, path: &str, named_by: NamedBy) -> Result<OpenApiDocument, ReadError> {
    let show = source.show(path);
    let bytes = match source.read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(ReadError::Missing { file: show, named_by });
        }
        Err(problem) => {
            return Err(ReadError::Unreadable {
                file: show,
                named_by,
                problem,
            });
        }
    };
    let text = std::str::from_utf8(&bytes).map_err(|error| ReadError::NotUtf8 {
        file: show.clone(),
        offset: error.valid_up_to(),
    })?;
    // YAML 1.2.2, section 5.2: a byte order mark may begin a document.
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    document::document(File { path, show: &show }, text)
}

impl OpenApiDocuments {
    /// The schema that a reference leads to.
    #[must_use]
    pub fn schema(&self, reference: &Reference) -> Option<&SchemaOrRef> {
        find(
            &self.documents.get(&reference.file)?.components.schemas,
            &reference.name,
        )
    }

    /// The parameter that stands here or elsewhere.
    #[must_use]
    pub fn parameter<'d>(&'d self, parameter: &'d OrRef<Parameter>) -> Option<&'d Parameter> {
        self.follow(parameter, |components| &components.parameters)
    }

    /// The request body that stands here or elsewhere.
    #[must_use]
    pub fn request_body<'d>(&'d self, body: &'d OrRef<RequestBody>) -> Option<&'d RequestBody> {
        self.follow(body, |components| &components.request_bodies)
    }

    /// The answer that stands here or elsewhere.
    #[must_use]
    pub fn response<'d>(&'d self, response: &'d OrRef<Response>) -> Option<&'d Response> {
        self.follow(response, |components| &components.responses)
    }

    fn follow<'d, T>(
        &'d self,
        it: &'d OrRef<T>,
        section: impl Fn(&'d Components) -> &'d Vec<(String, T)>,
    ) -> Option<&'d T> {
        match it {
            OrRef::Here(it) => Some(it),
            OrRef::Ref(reference) => find(
                section(&self.documents.get(&reference.file)?.components),
                &reference.name,
            ),
        }
    }

    /// Every reference leads to a component.
    fn check(&self) -> Result<(), ReadError> {
        for document in self.documents.values() {
            for (kind, reference) in document.references() {
                let target = &self.documents[&reference.file];
                let names = target.components.names(kind);
                if !names.contains(&reference.name.as_str()) {
                    return Err(unknown(&reference.place, kind.key(), &reference.name, &names));
                }
            }
            for operation in &document.operations {
                let Some(name) = &operation.security else {
                    continue;
                };
                let names = document.components.names(ComponentKind::SecurityScheme);
                if !names.contains(&name.text.as_str()) {
                    let kind = ComponentKind::SecurityScheme.key();
                    return Err(unknown(&name.place, kind, &name.text, &names));
                }
            }
        }
        Ok(())
    }
}

fn find<'d, T>(components: &'d [(String, T)], name: &str) -> Option<&'d T> {
    components
        .iter()
        .find(|(known, _)| known == name)
        .map(|(_, it)| it)
}

fn unknown(place: &crate::place::Place, kind: &'static str, name: &str, known: &[&str]) -> ReadError {
    ReadError::UnknownReference {
        place: Box::new(place.clone()),
        kind: "component",
        name: format!("{kind}/{name}"),
        suggestion: match nearest(name, known.iter().copied()) {
            Some(near) => did_you_mean(Some(&near)),
            None => String::new(),
        },
    }
}

impl Components {
    fn names(&self, kind: ComponentKind) -> Vec<&str> {
        fn names<T>(components: &[(String, T)]) -> Vec<&str> {
            components.iter().map(|(name, _)| name.as_str()).collect()
        }
        match kind {
            ComponentKind::Schema => names(&self.schemas),
            ComponentKind::Parameter => names(&self.parameters),
            ComponentKind::RequestBody => names(&self.request_bodies),
            ComponentKind::Response => names(&self.responses),
            ComponentKind::SecurityScheme => names(&self.security_schemes),
        }
    }
}
