//! A service as Rust: its versions and modules, and what stands beside them.

use std::collections::BTreeMap;

use super::Module;
use crate::registry::{Address, Pacing, Provenance};

/// A service as Rust: its modules and what stands beside them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ServiceModel {
    /// Module and feature.
    pub id: String,
    /// The service's name, on one line.
    pub title: String,
    /// The agency's page about it.
    pub page: Option<String>,
    /// Versions, newest first.
    pub versions: Vec<VersionModel>,
    /// Modules, those of versions included.
    pub modules: Vec<Module>,
    /// Documents that several versions have.
    pub any_roots: Vec<AnyRoot>,
    /// How many levels of types stand in each other at most, about.
    pub depth: u32,
    /// Where it answers.
    pub addresses: Vec<Address>,
    /// How often it may be called.
    pub pacing: Option<Pacing>,
}

impl ServiceModel {
    /// Whether its documents are signed.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        self.modules.iter().any(|module| !module.signing.is_empty())
    }

    /// The `recursion_limit` of crates that drop its types; `None` when the compiler's own is enough.
    ///
    /// To know what is dropped with a type, the compiler goes through all that stands in it, and gives up at this
    /// depth ([Rust Reference, recursion_limit](https://doc.rust-lang.org/reference/attributes/limits.html)).
    #[must_use]
    pub fn recursion_limit(&self) -> Option<u32> {
        let needed = self.depth.saturating_add(AROUND);
        (needed > RECURSION_LIMIT).then(|| needed.checked_next_power_of_two().unwrap_or(u32::MAX))
    }
}

/// The compiler's own `recursion_limit`.
const RECURSION_LIMIT: u32 = 128;

/// Levels around a document and in its values: `Result`, `Vec`, an enum of versions, the state of a future.
const AROUND: u32 = 32;

/// A version as Rust.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct VersionModel {
    /// `1.0.2`
    pub id: String,
    /// `v1_0_2`
    pub module: String,
    /// The word of the registry.
    pub status: &'static str,
    /// That of its weakest file.
    pub provenance: Provenance,
    /// Shared modules that it is made of.
    pub shared: Vec<String>,
    /// Its files, for the documentation.
    pub files: Vec<String>,
}

/// A document that several versions have.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AnyRoot {
    /// Its name.
    pub ident: String,
    /// The root element.
    pub element: String,
    /// Its versions, the current one first.
    pub variants: Vec<AnyVariant>,
    /// The path of the request that carries a signed one of whichever version, if that is the same for all.
    pub request: Option<String>,
}

/// A version of a document that several versions have.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AnyVariant {
    /// `1.0.2`
    pub version: String,
    /// `V1_0_2`
    pub ident: String,
    /// `v1_0_2`
    pub module: String,
    /// The path of the type.
    pub ty: String,
}

/// Files by path, relative to the crate's `src`.
pub type FileTree = BTreeMap<String, String>;
