//! What planning refuses.

use std::collections::HashMap;
use std::fmt;

use crate::place::Place;

/// A contract that has no Rust form as the registry stands.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// Components come to one Rust name.
    #[error(transparent)]
    Collisions(Collisions),
    /// Schemas that are reached by imports, but stand in no version of the registry.
    #[error(
        "{} {} imported by version {version} of {service}, but contracts.toml does not list {them} there; \
         add {them} to `[[services.{service}.files]]` with {} provenance, and to the version's `files`",
        files.join(", "),
        if files.len() == 1 { "is" } else { "are" },
        if files.len() == 1 { "its" } else { "their" },
        them = if files.len() == 1 { "it" } else { "them" },
    )]
    Unlisted {
        /// The files.
        files: Vec<String>,
        /// The service.
        service: String,
        /// The version.
        version: String,
    },
    /// A shared module that needs a type of one version.
    #[error(
        "{place}: the shared module `{module}` uses {component}, which belongs to one version alone; \
         give its file a `module` in contracts.toml, or take `module` from this one"
    )]
    SharedNeedsVersion {
        /// Where.
        place: Place,
        /// The shared module.
        module: String,
        /// What it uses.
        component: String,
    },
    /// An entry of the registry that fits nothing in any version.
    #[error(
        "contracts.toml: {entry} of services.{service} fits nothing in its contracts; correct or remove it{hint}"
    )]
    NoSuchComponent {
        /// The entry.
        entry: String,
        /// The service.
        service: String,
        /// A nearest name, in words.
        hint: String,
    },
    /// An entry that fits something, but not what it should.
    #[error(
        "contracts.toml: `{key} = \"{value}\"` of {table} {problem}; name another one, or remove the entry"
    )]
    Entry {
        /// The table.
        table: String,
        /// The key.
        key: &'static str,
        /// Its value.
        value: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A root element that the file does not declare.
    #[error("contracts.toml: {file} declares no global element `{root}`{hint}")]
    NoSuchRoot {
        /// The file.
        file: String,
        /// The element.
        root: String,
        /// A nearest name, in words.
        hint: String,
    },
}

/// Two components come to one Rust name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Collision {
    /// The name.
    pub ident: String,
    /// The module.
    pub module: String,
    /// What has the name first.
    pub first: Named,
    /// What has it too.
    pub second: Named,
    /// Lines for contracts.toml: a table, and what stands in it.
    pub cure: String,
}

impl fmt::Display for Collision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} and {} both become the Rust name `{}` in the module `{}`",
            self.first.description, self.second.description, self.ident, self.module
        )?;
        writeln!(f, "  first:  {}", self.first.place)?;
        writeln!(f, "  second: {}", self.second.place)
    }
}

/// All collisions that are found together: whoever has hundreds of them cures them at once.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Collisions(pub(super) Vec<Collision>);

/// How many collisions are shown with their places.
const SHOWN: usize = 10;

impl Collisions {
    /// Each of them.
    #[must_use]
    pub fn each(&self) -> &[Collision] {
        &self.0
    }

    /// Lines for contracts.toml that cure them all; a table that several of them are in stands there once.
    #[must_use]
    pub fn cure(&self) -> String {
        let mut tables: Vec<(&str, String)> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for collision in &self.0 {
            let (head, lines) = collision.cure.split_once('\n').unwrap_or((&collision.cure, ""));
            // A table of a list is one of its own each time.
            match known.get(head).filter(|_| !head.starts_with("[[")) {
                Some(at) => {
                    let (_, text) = &mut tables[*at];
                    text.push('\n');
                    text.push_str(lines);
                }
                None => {
                    known.insert(head, tables.len());
                    tables.push((head, lines.to_owned()));
                }
            }
        }
        let tables: Vec<String> = tables
            .iter()
            .map(|(head, lines)| format!("{head}\n{lines}"))
            .collect();
        tables.join("\n\n    ")
    }
}

impl fmt::Display for Collisions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for collision in self.0.iter().take(SHOWN) {
            collision.fmt(f)?;
        }
        if self.0.len() > SHOWN {
            writeln!(f, "and {} more are alike", self.0.len() - SHOWN)?;
        }
        let them = if self.0.len() == 1 { "them" } else { "each two" };
        write!(
            f,
            "give one of {them} another name, in contracts.toml:\n\n    {}",
            self.cure()
        )
    }
}

impl std::error::Error for Collisions {}

/// A component that has a Rust name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Named {
    /// The component, in words.
    pub description: String,
    /// Where.
    pub place: Place,
}
