//! The documents that are read and written.

use fk_contracts::elt::v1_0_2::{
    Assistansform, Assistent, AssistentIdentitet, PersonSomHarAssistans, RapportRad, Tidrapport,
    Tidredovisning, Tidsslag,
};
use fk_runtime::xml::InvalidValue;

/// A report with so many rows. The numbers are the agency's test numbers, and the names are made up.
pub(crate) fn report(rows: usize) -> Result<Tidredovisning, InvalidValue> {
    let rows: Result<Vec<_>, _> = (0..rows).map(row).collect();
    Tidredovisning::new(
        "00000000-0000-4000-8000-000000000001",
        "2026-10",
        PersonSomHarAssistans::new("189001019802", "Tolvan", "Tolvansson")?,
        Assistent::new(
            AssistentIdentitet::Personnummer("189001019810".try_into()?),
            "Elvan",
            "Elvansson",
            true,
        )?,
        Assistansform::AnstalldAvPersonSomHarAssistans,
        Tidrapport::new().with_rapport_rad(rows?)?,
        "08-465 004 04",
    )
}

fn row(index: usize) -> Result<RapportRad, InvalidValue> {
    let (from, to, kind) = match index % 3 {
        0 => ("08.00", "12.30", Tidsslag::AktivTid),
        1 => ("12.30", "17.00", Tidsslag::VanteTid),
        _ => ("22.00", "06.00", Tidsslag::BeredskapsTid),
    };
    RapportRad::new(index % 31 + 1, from, to, kind)
}

/// The same document as other programs write it: an XML declaration, a prefix on every element, indented.
pub(crate) fn restyled(canonical: &str) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let mut depth = 0;
    let mut after_text = false;
    for piece in canonical.split_inclusive('>') {
        let (text, tag) = piece.split_at(piece.find('<').unwrap_or(piece.len()));
        let closing = tag.starts_with("</");
        depth -= usize::from(closing);
        if text.is_empty() && !after_text {
            out.push('\n');
            out.push_str(&"  ".repeat(depth));
        }
        out.push_str(text);
        let (mark, name) = tag.split_at(if closing { 2 } else { 1 });
        out.push_str(mark);
        out.push_str("ns2:");
        out.push_str(&name.replace(" xmlns=", " xmlns:ns2="));
        depth += usize::from(!closing);
        after_text = false;
    }
    out
}
