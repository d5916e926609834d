//! Where we and the suite differ, each with its reason. A new difference fails, and so does one that is gone.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

/// How we differ from the suite.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Difference {
    /// A valid schema is refused.
    SchemaRefused,
    /// An invalid schema is made into Rust.
    SchemaAccepted,
    /// What a valid schema is made into does not compile.
    DoesNotCompile,
    /// A valid instance is refused.
    InstanceRefused,
    /// An invalid instance is accepted.
    InstanceAccepted,
    /// An instance is not written, or not read again as the same value.
    WayBack,
    /// What is written is not valid for another implementation, which takes the suite's instance.
    WrittenInvalid,
    /// We panicked.
    Panicked,
}

/// Who is wrong.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Who {
    Ours,
    Suite,
    XsdSchema,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    difference: Vec<Entry>,
}

/// Tests that differ in one way and for one reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    what: Difference,
    who: Who,
    reason: String,
    tests: Vec<String>,
}

/// The differences that are known.
pub(crate) struct Ledger(BTreeMap<(String, Difference), bool>);

/// Reads the ledger.
pub(crate) fn read(path: &Path) -> Result<Ledger> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let file: File = toml_edit::de::from_str(&text).with_context(|| path.display().to_string())?;
    let mut known = BTreeMap::new();
    for entry in file.difference {
        if entry.reason.trim().is_empty() {
            bail!(
                "{}: an entry of {:?} ({:?}) gives no reason",
                path.display(),
                entry.what,
                entry.who
            );
        }
        for test in entry.tests {
            if known
                .insert((test.clone(), entry.what), entry.who == Who::Ours)
                .is_some()
            {
                bail!("{}: {test} stands twice", path.display());
            }
        }
    }
    Ok(Ledger(known))
}

impl Ledger {
    pub(crate) fn knows(&self, test: &str, difference: Difference) -> bool {
        self.0.contains_key(&(test.to_owned(), difference))
    }

    /// What is known of tests that were made, and was not found.
    pub(crate) fn gone<'a>(
        &'a self,
        is_made: impl Fn(&str) -> bool + 'a,
        found: &'a [(String, Difference, String)],
    ) -> impl Iterator<Item = &'a (String, Difference)> {
        self.0.keys().filter(move |(test, difference)| {
            is_made(test)
                && !found
                    .iter()
                    .any(|(other, found, _)| other == test && found == difference)
        })
    }
}
