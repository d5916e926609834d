//! [`OpenApiDocuments`] → [`Contract`]: the same records, scalars and enumerations as of XSD, and what JSON has
//! besides.

mod calls;
mod finite;
mod merge;
mod one_of;
mod pattern;
mod properties;
mod rules;
mod scalars;
mod schemas;

use std::collections::BTreeSet;

use super::{Contract, LowerError, Step, TypeKey};
use crate::place::Place;
use crate::read::OpenApiDocuments;
use crate::read::openapi::{Documentation, OneOfSchema, OpenApiDocument, Rule};

/// Lowers all schemas and operations of OpenAPI documents.
///
/// # Errors
/// A construct that is not carried out, by name; parts that contradict each other; alternatives that cannot be told
/// apart; a schema that consists of itself.
pub fn lower_openapi(documents: &OpenApiDocuments) -> Result<Contract, LowerError> {
    let mut lowering = Lowering {
        documents,
        contract: Contract::default(),
        begun: BTreeSet::new(),
        one_ofs: Vec::new(),
        rules: Vec::new(),
    };
    lowering.components()?;
    for (path, document) in &documents.documents {
        let api = lowering.api(document)?;
        if !api.calls.is_empty() {
            lowering.contract.apis.insert(path.clone(), api);
        }
    }
    // What an alternative is known by shows when all types are there.
    for pending in std::mem::take(&mut lowering.one_ofs) {
        lowering.tell_apart(&pending)?;
    }
    for (key, rule) in &lowering.rules {
        lowering.check_rule(key, rule)?;
    }
    finite::check(&lowering.contract)?;
    Ok(lowering.contract)
}

/// OpenAPI documents on their way down.
struct Lowering<'d> {
    documents: &'d OpenApiDocuments,
    contract: Contract,
    /// Types that are there, or being made.
    begun: BTreeSet<TypeKey>,
    one_ofs: Vec<PendingOneOf<'d>>,
    /// Rules of objects whose comparisons are not checked yet.
    rules: Vec<(TypeKey, &'d Rule)>,
}

/// Alternatives that are not told apart yet.
struct PendingOneOf<'d> {
    key: TypeKey,
    place: Place,
    schema: &'d OneOfSchema,
}

/// The type of a component.
fn named(name: &str) -> TypeKey {
    TypeKey {
        namespace: String::new(),
        path: vec![Step::Type(name.to_owned())],
    }
}

/// The anonymous type at a step into another.
fn inside(owner: &TypeKey, step: Step) -> TypeKey {
    let mut key = owner.clone();
    key.path.push(step);
    key
}

/// What is said of a whole document, one paragraph each.
pub(crate) fn openapi_paragraphs(document: &OpenApiDocument) -> Vec<String> {
    paragraphs(&Documentation {
        title: Some(document.title.clone()),
        description: document.description.clone(),
        example: None,
    })
}

/// What is said of something, one paragraph each. An example is said in words.
fn paragraphs(documentation: &Documentation) -> Vec<String> {
    let text = documentation.title.iter().chain(&documentation.description);
    let text = text.flat_map(|text| text.split("\n\n").chain(None));
    let mut paragraphs: Vec<String> = text
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|text| !text.is_empty())
        .collect();
    if let Some(example) = &documentation.example {
        let example = format!(
            "Exempel: {}",
            example.split_whitespace().collect::<Vec<_>>().join(" ")
        );
        match paragraphs.last_mut() {
            Some(last) => *last = format!("{} {example}", stopped(last)),
            None => paragraphs.push(example),
        }
    }
    paragraphs
}

/// A sentence with its full stop.
fn stopped(text: &str) -> String {
    if text.ends_with(['.', '!', '?', ':']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// That a construct is not carried out.
fn unsupported(place: &Place, construct: &'static str) -> LowerError {
    LowerError::Unsupported {
        place: Box::new(place.clone()),
        construct,
    }
}
