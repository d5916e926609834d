//! The judgement of the crate `xsd-schema`, in process: another implementation of XSD.

use std::path::Path;

use xsd_schema::validation::{
    CollectingValidationSink, SchemaValidator, SchemaValidity, ValidationFlags, drive_quick_xml,
};
use xsd_schema::{CompiledSchemaSet, SchemaSetBuilder};

/// A compiled schema. It cannot be shared between threads.
pub struct Schema(CompiledSchemaSet);

impl Schema {
    /// Compiles schema documents and what they import, in XSD 1.0 mode, with the crate's own engine for patterns.
    ///
    /// # Errors
    /// What `xsd-schema` finds wrong with them, such as an import that leads nowhere.
    pub fn compile(paths: &[&Path]) -> Result<Self, String> {
        let mut builder = SchemaSetBuilder::new();
        for path in paths {
            builder = builder
                .add("", &path.to_string_lossy())
                .map_err(|error| error.to_string())?;
        }
        let set = builder.compile().map_err(|error| error.to_string())?;
        match set.directive_failures() {
            [] => Ok(Self(set)),
            failures => Err(format!("{} imports or includes fail", failures.len())),
        }
    }

    /// What it says of a document.
    ///
    /// # Errors
    /// Why the document is not valid.
    pub fn judge(&self, document: &[u8]) -> Result<(), String> {
        let set = self.0.schema_set();
        let validator = SchemaValidator::new(set, ValidationFlags::default());
        let (mut errors, mut warnings) = (Vec::new(), Vec::new());
        let outcome = {
            let mut run = validator.start_run(CollectingValidationSink {
                errors: &mut errors,
                warnings: &mut warnings,
            });
            drive_quick_xml(document, &mut run, set)
        };
        match outcome {
            Err(error) => Err(error.to_string()),
            Ok(_) if !errors.is_empty() => Err(format!("{:?}", errors[0])),
            Ok(outcome) if outcome.root_validity != Some(SchemaValidity::Valid) => {
                Err("the root element is not declared".to_owned())
            }
            Ok(_) => Ok(()),
        }
    }
}
