//! What planning refuses.

use crate::place::Place;

/// A contract that has no Rust form as the registry stands.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// Two components come to one Rust name.
    #[error(
        "{} and {} both become the Rust name `{ident}` in the module `{module}`\n  \
         first:  {}\n  second: {}\n\
         give one of them another name, in contracts.toml:\n\n    {cure}",
        first.description, second.description, first.place, second.place
    )]
    Collision {
        /// The name.
        ident: String,
        /// The module.
        module: String,
        /// What has the name first.
        first: Box<Named>,
        /// What has it too.
        second: Box<Named>,
        /// Lines for contracts.toml.
        cure: String,
    },
    /// A schema that is reached by an import, but stands in no version of the registry.
    #[error(
        "{file} is imported by version {version} of {service}, but contracts.toml does not list it there; \
         add it to `[[services.{service}.files]]` with its provenance, and to the version's `files`"
    )]
    Unlisted {
        /// The file.
        file: String,
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

/// A component that has a Rust name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Named {
    /// The component, in words.
    pub description: String,
    /// Where.
    pub place: Place,
}
