//! What can be wrong with a registry, where, and what to do about it.

use crate::place::Place;
use crate::suggest::did_you_mean;

/// The first mistake in a registry.
///
/// Shown as `schemas/contracts.toml:41:1: file …`.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{place}: {mistake}")]
pub struct RegistryError {
    /// Line and column of what is wrong.
    pub place: Place,
    /// What is wrong.
    pub mistake: Box<Mistake>,
}

/// A mistake in a registry. The text says what is wrong, what was expected and what to do.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Mistake {
    /// Not TOML, or not the shape of a registry: an unknown or missing key, a value of another type.
    #[error("{message}; correct it (the head of the repository's schemas/contracts.toml explains each key)")]
    Shape {
        /// What the TOML reader says.
        message: String,
    },
    /// There is nothing to generate from.
    #[error("the registry has no service; add a table `[services.<id>]` with a title, files and versions")]
    NoService,
    /// A value that must say something is blank.
    #[error("`{key}` is empty; fill it in or remove the line")]
    Empty {
        /// The key.
        key: &'static str,
    },
    /// A word from a closed set, misspelt.
    #[error("`{word}` is no {key}; expected one of {expected}{}", did_you_mean(.nearest.as_deref()))]
    UnknownWord {
        /// The key.
        key: &'static str,
        /// What is written there.
        word: String,
        /// The words that may stand there.
        expected: String,
        /// The most similar one.
        nearest: Option<String>,
    },
    /// A name that must be unique is used again.
    #[error("{what} `{name}` is listed twice, first in line {first_line}; remove one of them")]
    Twice {
        /// What is named.
        what: &'static str,
        /// The name.
        name: String,
        /// Where it stands the first time.
        first_line: u32,
    },
    /// A name that cannot be what is generated from it.
    #[error("`{name}` cannot be {what}: {why}")]
    Name {
        /// The name.
        name: String,
        /// What it would become.
        what: &'static str,
        /// Why not, and what to write.
        why: String,
    },
    /// A key that another one asks for.
    #[error("{what} has no `{key}`: {why}")]
    Missing {
        /// What lacks it.
        what: String,
        /// The key.
        key: &'static str,
        /// Why it is needed, and what to write.
        why: &'static str,
    },
    /// A key that another one leaves no place for.
    #[error("`{key}` has no place here: {why}")]
    OutOfPlace {
        /// The key.
        key: &'static str,
        /// Why not, and what to do.
        why: &'static str,
    },
    /// A path that is not one inside the registry's folder.
    #[error("path `{path}` {why}; write it relative to the registry's folder, with `/` between names")]
    Path {
        /// The path.
        path: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A file of a kind that is not read.
    #[error(
        "`{path}` is of no kind that is read: OpenAPI is read from `.yaml`, WSDL from `.wsdl`, and a schema from a file \
         of any other ending; write the contract as YAML"
    )]
    Ending {
        /// The path.
        path: String,
    },
    /// Not a web address.
    #[error("`{url}` {why}; write a whole address such as `https://host:8020/path`")]
    Url {
        /// The address.
        url: String,
        /// What is wrong with it.
        why: String,
    },
    /// A service without versions.
    #[error(
        "service `{service}` has no version; add `[[services.{service}.versions]]` with id, status and files"
    )]
    NoVersion {
        /// The service.
        service: String,
    },
    /// A version without files.
    #[error("version {version} of `{service}` names no file; list the paths of its files in `files`")]
    NoFile {
        /// The service.
        service: String,
        /// The version.
        version: String,
    },
    /// Two versions that are both current, or both previous.
    #[error(
        "version {version} of `{service}` is {status}, and so is {other} in line {other_line}; at most one can \
         be, so make one of them upcoming or retired"
    )]
    SecondWithStatus {
        /// The service.
        service: String,
        /// The version.
        version: String,
        /// The status in question.
        status: &'static str,
        /// The version that has it already.
        other: String,
        /// Its line.
        other_line: u32,
    },
    /// A version names a file that its service does not list.
    #[error(
        "version {version} names `{path}`, which is not listed under `[[services.{service}.files]]`; list it there \
         with its provenance, or correct the path{}",
        did_you_mean(.nearest.as_deref())
    )]
    UnlistedFile {
        /// The service.
        service: String,
        /// The version.
        version: String,
        /// The path.
        path: String,
        /// The most similar path that is listed.
        nearest: Option<String>,
    },
    /// A file that nothing would be generated from.
    #[error(
        "file `{path}` belongs to no version of `{service}`; name it in a version's `files`, or remove it"
    )]
    UnusedFile {
        /// The service.
        service: String,
        /// The path.
        path: String,
    },
    /// A file of several versions without a module of its own.
    #[error(
        "file `{path}` belongs to several versions ({versions}) and would be generated once for each; give it \
         `module = \"...\"`"
    )]
    SharedWithoutModule {
        /// The path.
        path: String,
        /// The versions.
        versions: String,
    },
    /// An entry of `personal` that names neither a type nor a place in one.
    #[error("`{text}` is not {expected}")]
    Personal {
        /// What is written there.
        text: String,
        /// What was expected.
        expected: &'static str,
    },
    /// A dependency on `fk-runtime` that Cargo could not follow.
    #[error("the dependency on fk-runtime {why}; write a version, or a table with `git` or `path`")]
    Runtime {
        /// What is wrong with it.
        why: String,
    },
}
