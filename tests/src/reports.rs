//! Time reports with as many rows as one likes, and the envelopes that carry them.

use fk_contracts::elt::current::{
    Assistansform, Assistent, AssistentIdentitet, PersonSomHarAssistans, RapportRad, Tidrapport,
    Tidredovisning, Tidsslag,
};
use fk_contracts::elt::envelope::{SignatureType, SkickaTidredovisning};
use fk_contracts::elt::xmlmime::Base64Binary;
use fk_runtime::xml;

/// The identity of the document with a number.
#[must_use]
pub fn identity(number: usize) -> String {
    format!("00000000-0000-4000-8000-{number:012x}")
}

/// The report with a number. The personal numbers are the agency's test numbers, and the names are made up.
#[must_use]
pub fn report(number: usize, rows: usize) -> Tidredovisning {
    let assistant = AssistentIdentitet::Personnummer("189001019810".try_into().unwrap());
    Tidredovisning::new(
        identity(number),
        "2026-10",
        PersonSomHarAssistans::new("189001019802", "Tolvan", "Tolvansson").unwrap(),
        Assistent::new(assistant, "Elvan", "Elvansson", true).unwrap(),
        Assistansform::AnstalldAvPersonSomHarAssistans,
        Tidrapport::new().with_rapport_rad((0..rows).map(row)).unwrap(),
        "08-465 004 04",
    )
    .unwrap()
}

fn row(index: usize) -> RapportRad {
    let (from, to, kind) = match index % 3 {
        0 => ("08.00", "12.30", Tidsslag::AktivTid),
        1 => ("12.30", "17.00", Tidsslag::VanteTid),
        _ => ("22.00", "06.00", Tidsslag::BeredskapsTid),
    };
    RapportRad::new(index % 31 + 1, from, to, kind).unwrap()
}

/// The envelope of a document, with signatures that are none.
#[must_use]
pub fn envelope(document: Vec<u8>) -> SkickaTidredovisning {
    let binary = |bytes: Vec<u8>| Base64Binary::new(bytes).unwrap();
    let signature = || {
        let (signature, response) = (binary(b"signature".to_vec()), binary(b"response".to_vec()));
        SignatureType::new(signature, response, "2026-11-02").unwrap()
    };
    SkickaTidredovisning::new(binary(document), signature(), signature()).unwrap()
}

/// The envelope of the report with a number.
#[must_use]
pub fn envelope_of(number: usize, rows: usize) -> SkickaTidredovisning {
    envelope(xml::to_vec(&report(number, rows)).unwrap())
}
