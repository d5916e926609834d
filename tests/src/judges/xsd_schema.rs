//! The judgement of the crate `xsd-schema`, in process.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use fk_conformance::Schema;

use super::Judgement;
use crate::corpus::{Document, Group};

/// The schema of a group, compiled once a thread: a compiled schema cannot be shared between threads.
///
/// # Panics
/// When our transcription is no schema for `xsd-schema`, or a file that it imports is not found.
#[must_use]
pub fn schema_of(group: &'static Group) -> Rc<Schema> {
    thread_local! {
        static COMPILED: RefCell<BTreeMap<&'static str, Rc<Schema>>> = RefCell::default();
    }
    COMPILED.with_borrow_mut(|compiled| {
        let schema = compiled.entry(group.name);
        Rc::clone(schema.or_insert_with(|| {
            let path = crate::repository().join(group.schema);
            let schema = Schema::compile(&[&path]);
            Rc::new(schema.unwrap_or_else(|error| panic!("{}: {error}", group.schema)))
        }))
    })
}

/// What `xsd-schema` says of a document of the corpus.
#[must_use]
pub fn xsd_schema(document: &Document) -> Judgement {
    match schema_of(document.group).judge(&document.bytes) {
        Ok(()) => Judgement::valid(),
        Err(reason) => Judgement::invalid(reason),
    }
}
