//! A small contract for every construct of XSD and WSDL that is carried out, generated and compiled, for the tests of this
//! crate to read and write documents with. The contracts are folders below `tests/fixtures/constructs`.

pub mod fixture;

mod case;

pub use case::{Case, Outcome};

include!(concat!(env!("OUT_DIR"), "/constructs.rs"));

/// A root element of a fixture each.
pub const CASES: &[Case] = include!(concat!(env!("OUT_DIR"), "/cases.rs"));
