//! What the tests and benches of this crate share: the corpus of documents, the judges of it, values of every
//! root type, and broken documents.

#![allow(
    clippy::unwrap_used,
    reason = "this crate is tests, and a failed unwrap is a failed test"
)]

pub mod arbitrary;
pub mod bills;
pub mod broken_bills;
pub mod canonical;
pub mod contracts;
pub mod corpus;
pub mod json_schema;
pub mod judges;
pub mod ledger;
pub mod mutate;
pub mod peer;
pub mod reports;
pub mod roots;
pub mod signatures;
pub mod tools;

use std::path::PathBuf;

/// The folder of the repository.
#[must_use]
pub fn repository() -> PathBuf {
    let mut folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    folder.pop();
    folder
}

/// The folder of this crate's fixtures.
#[must_use]
pub fn fixtures() -> PathBuf {
    repository().join("tests/fixtures")
}

/// The README's example, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
