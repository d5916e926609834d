//! The judgement of the crate `xsd-schema`, in process.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use xsd_schema::validation::{
    CollectingValidationSink, SchemaValidator, SchemaValidity, ValidationFlags, drive_quick_xml,
};
use xsd_schema::{CompiledSchemaSet, SchemaSetBuilder};

use super::Judgement;
use crate::corpus::{Document, Group};

/// A compiled schema.
pub struct Schema(CompiledSchemaSet);

impl Schema {
    /// The schema of a group, compiled once a thread. XSD 1.0 mode, with the crate's own engine for patterns.
    ///
    /// # Panics
    /// When our transcription is no schema for `xsd-schema`, or a file that it imports is not found.
    #[must_use]
    pub fn of(group: &'static Group) -> Rc<Self> {
        thread_local! {
            // A compiled schema cannot be shared between threads.
            static COMPILED: RefCell<BTreeMap<&'static str, Rc<Schema>>> = RefCell::default();
        }
        COMPILED.with_borrow_mut(|compiled| {
            let schema = compiled.entry(group.name);
            Rc::clone(schema.or_insert_with(|| Rc::new(Self::compiled(group))))
        })
    }

    fn compiled(group: &Group) -> Self {
        let path = crate::repository().join(group.schema);
        let builder = SchemaSetBuilder::new().add("", &path.to_string_lossy());
        let set = builder.and_then(SchemaSetBuilder::compile);
        let set = set.unwrap_or_else(|error| panic!("{}: {error}", group.schema));
        assert!(
            set.directive_failures().is_empty(),
            "{}: an import fails",
            group.schema
        );
        Self(set)
    }

    /// What it says of a document.
    #[must_use]
    pub fn judge(&self, bytes: &[u8]) -> Judgement {
        let set = self.0.schema_set();
        let validator = SchemaValidator::new(set, ValidationFlags::default());
        let (mut errors, mut warnings) = (Vec::new(), Vec::new());
        let outcome = {
            let mut run = validator.start_run(CollectingValidationSink {
                errors: &mut errors,
                warnings: &mut warnings,
            });
            drive_quick_xml(bytes, &mut run, set)
        };
        match outcome {
            Err(error) => Judgement::invalid(error),
            Ok(_) if !errors.is_empty() => Judgement::invalid(format!("{:?}", errors[0])),
            Ok(outcome) if outcome.root_validity != Some(SchemaValidity::Valid) => {
                Judgement::invalid("the root element is not declared")
            }
            Ok(_) => Judgement::valid(),
        }
    }
}

/// What `xsd-schema` says of a document of the corpus.
#[must_use]
pub fn xsd_schema(document: &Document) -> Judgement {
    Schema::of(document.group).judge(&document.bytes)
}
