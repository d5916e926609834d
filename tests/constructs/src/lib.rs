//! A small contract for every construct of XSD, WSDL and OpenAPI that is carried out, generated and compiled, for the tests of this
//! crate to read and write documents with. The contracts are folders below `tests/fixtures/constructs`.

pub mod fixture;

mod case;

pub use case::{Case, JsonCase, Outcome};

include!(concat!(env!("OUT_DIR"), "/constructs.rs"));

/// A root element of a fixture each.
pub const CASES: &[Case] = include!(concat!(env!("OUT_DIR"), "/cases.rs"));

/// The schema `Rot` of each fixture of OpenAPI.
pub const JSON_CASES: &[JsonCase] = include!(concat!(env!("OUT_DIR"), "/json_cases.rs"));
