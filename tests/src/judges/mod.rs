//! Who judges documents: we, and two validators that others wrote.

mod ours;
mod xmllint;
mod xsd_schema;

use serde::Deserialize;

use crate::corpus::Verdict;

pub use ours::ours;
pub use xmllint::xmllint;
pub use xsd_schema::{schema_of, xsd_schema};

/// A judge of documents, by its name in the ledger.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
#[serde(rename_all = "kebab-case")]
pub enum Judge {
    /// Generated types and the runtime.
    Ours,
    /// libxml2's command.
    Xmllint,
    /// The crate of that name, in XSD 1.0 mode.
    XsdSchema,
}

impl Judge {
    /// Its name in the ledger.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Xmllint => "xmllint",
            Self::XsdSchema => "xsd-schema",
        }
    }
}

/// What a judge says of a document.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// In short.
    pub verdict: Verdict,
    /// What it has against the document, for a person; empty when that is nothing.
    pub reason: String,
}

impl Judgement {
    fn valid() -> Self {
        Self {
            verdict: Verdict::Valid,
            reason: String::new(),
        }
    }

    fn invalid(reason: impl ToString) -> Self {
        Self {
            verdict: Verdict::Invalid,
            reason: reason.to_string(),
        }
    }
}
