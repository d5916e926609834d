//! What planning refuses.

use super::collision::Collisions;
use super::unlisted::Unlisted;
use crate::place::Place;

/// A contract that has no Rust form as the registry stands.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// Components come to one Rust name.
    #[error(transparent)]
    Collisions(Box<Collisions>),
    /// Schemas that are reached by imports, but stand in no version of the registry.
    #[error(transparent)]
    Unlisted(Box<Unlisted>),
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
