//! What xsd-parser makes of ELT 1.0.2, and progenitor of E-RÄK, to be compared with in the benchmark.

#[allow(
    missing_docs,
    unused,
    clippy::all,
    clippy::pedantic,
    reason = "not of our making"
)]
pub mod elt {
    include!(concat!(env!("OUT_DIR"), "/elt.rs"));
}

use elt::Tidredovisning;
pub use quick_xml;
use xsd_parser_types::quick_xml::{DeserializeSync, Error, SerializeSync, SliceReader, Writer};

/// The source code of [`elt`], formatted.
pub const SOURCE: &str = include_str!(concat!(env!("OUT_DIR"), "/elt.rs"));

/// Reads a document.
///
/// # Errors
/// What the rival finds wrong with it.
pub fn read(text: &str) -> Result<Tidredovisning, Error> {
    Tidredovisning::deserialize(&mut SliceReader::new(text))
}

/// Writes a document.
///
/// # Errors
/// What the rival cannot write.
pub fn write(document: &Tidredovisning) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::new(Vec::new());
    document.serialize("ase:Tidredovisning", &mut writer)?;
    Ok(writer.into_inner())
}

/// What progenitor makes of our contract of E-RÄK, formatted.
pub const ERAK_SOURCE: &str = include_str!(concat!(env!("OUT_DIR"), "/erak.rs"));
