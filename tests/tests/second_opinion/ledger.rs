//! Where the validators say something else than we do.

use libtest_mimic::Trial;
use serde::Deserialize;

/// One reason, and the texts that it holds for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// What they are called; `*` stands for any characters.
    pub(crate) names: Vec<String>,
    /// They refuse and we do not, or the other way round.
    pub(crate) they_refuse: bool,
    /// Who is wrong.
    pub(crate) wrong: Wrong,
    /// Why.
    pub(crate) why: String,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Wrong {
    /// The validator.
    Validator,
    /// Nobody: it does not look at this, or the specification leaves it open.
    Nobody,
}

pub(crate) struct Ledger(Vec<Entry>);

impl Ledger {
    pub(crate) fn read() -> Self {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            entry: Vec<Entry>,
        }
        let file: File = toml::from_str(include_str!("ledger.toml")).unwrap();
        Self(file.entry)
    }

    /// Whether an entry says why the validators refuse what we take, or the other way round.
    pub(crate) fn explains(&self, name: &str, they_refuse: bool) -> bool {
        self.0.iter().any(|entry| {
            entry.they_refuse == they_refuse && entry.names.iter().any(|pattern| fits(pattern, name))
        })
    }

    /// An entry that explains nothing any more is taken out.
    pub(crate) fn every_entry_explains_something(&self, different: Vec<String>) -> Trial {
        let entries = self.0.clone();
        Trial::test("every_entry_of_the_ledger_explains_something", move || {
            for entry in entries {
                for pattern in &entry.names {
                    if !different.iter().any(|name| fits(pattern, name)) {
                        return Err(format!("there is no disagreement on {pattern}: remove it").into());
                    }
                }
                if entry.why.trim().is_empty() {
                    return Err(
                        format!("{:?} wrong about {:?}, for no reason", entry.wrong, entry.names).into(),
                    );
                }
            }
            Ok(())
        })
    }
}

/// Whether a name fits a pattern with `*` for any characters.
fn fits(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((before, rest)) => name.strip_prefix(before).is_some_and(|name| {
            (0..=name.len()).any(|at| name.is_char_boundary(at) && fits(rest, &name[at..]))
        }),
    }
}
