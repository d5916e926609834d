//! What a program of instances is asked, and what it answers: JSON, a line each.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// An instance to be read.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Job {
    /// Its answer has the same.
    pub id: usize,
    /// How the program names the schema.
    pub schema: String,
    /// The schema documents, for the second opinion.
    pub schemas: Vec<PathBuf>,
    /// The instance.
    pub instance: PathBuf,
}

/// What came of an instance.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Answer {
    /// Which job it was.
    pub id: usize,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of an instance.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Outcome {
    /// It was read.
    Accepted {
        /// What is wrong with writing it and reading that again; nothing when the value is equal.
        way_back: Option<String>,
        /// What `xsd-schema` says of what was written.
        written: Written,
    },
    /// It was not.
    Refused {
        /// Why.
        error: String,
    },
    /// Neither: a mistake of ours.
    Panicked {
        /// The panic's message.
        message: String,
    },
}

/// What `xsd-schema` says of what was written.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Written {
    /// It is valid.
    Valid,
    /// It is not, though the document that it was made from is.
    Invalid {
        /// Why.
        error: String,
    },
    /// Nothing that counts: it refuses the schema or the suite's own document, or nothing was written.
    NoOpinion,
}
