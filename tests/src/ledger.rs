//! The ledger: where a judge says something else than the document's folder, who is wrong, and why.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::corpus::{Verdict, folder};
use crate::judges::Judge;

/// One disagreement.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The document's path below `tests/fixtures/documents`.
    pub file: String,
    /// Who disagrees.
    pub oracle: Judge,
    /// What it says.
    pub verdict: Verdict,
    /// Who is wrong.
    pub wrong: Wrong,
    /// Why.
    pub why: String,
}

/// Who is wrong where a judge disagrees with the folder.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Wrong {
    /// The judge.
    Oracle,
    /// Nobody: the judge does not look at this.
    Scope,
    /// Nobody: we refuse or accept more than the specifications demand, on purpose.
    Policy,
}

/// The ledger by document and judge.
pub type Ledger = BTreeMap<(String, Judge), Entry>;

/// Reads the ledger.
///
/// # Panics
/// When it is malformed, or says two things of one document and judge.
#[must_use]
pub fn ledger() -> Ledger {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        entry: Vec<Entry>,
    }
    let text = std::fs::read_to_string(folder().join("ledger.toml")).unwrap();
    let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("ledger.toml: {error}"));
    let mut ledger = Ledger::new();
    for entry in file.entry {
        let key = (entry.file.clone(), entry.oracle);
        if let Some(first) = ledger.insert(key, entry) {
            panic!(
                "ledger.toml: two entries for {} and {:?}",
                first.file, first.oracle
            );
        }
    }
    ledger
}
