//! What is measured side by side.

use std::error::Error;
use std::hint::black_box;

use fk_contracts::elt::v1_0_2::Tidredovisning;
use fk_rival::quick_xml::Reader;
use fk_rival::quick_xml::events::Event;
use fk_runtime::xml;

/// One of those measured, and what it does to the document once.
pub(crate) type Contestant<'d> = (&'static str, Box<dyn Fn() + 'd>);

/// A document in the forms that the contestants start from.
pub(crate) struct Entry {
    pub(crate) text: String,
    ours: Tidredovisning,
    rival: fk_rival::elt::Tidredovisning,
}

impl Entry {
    /// Lets everybody read and write the document once, and holds them against each other.
    ///
    /// # Errors
    /// Somebody cannot read or write it, or has other rows than `rows`.
    pub(crate) fn new(text: String, rows: usize) -> Result<Self, Box<dyn Error>> {
        let ours: Tidredovisning = xml::from_slice(text.as_bytes())?;
        let rival =
            fk_rival::read(&text).map_err(|error| format!("the rival cannot read the document: {error}"))?;
        let written =
            fk_rival::write(&rival).map_err(|error| format!("the rival cannot write it: {error}"))?;
        let counts = [
            ("ours, read", ours.tidrapport.rapport_rad.len()),
            (
                "ours, written",
                xml::from_slice::<Tidredovisning>(&xml::to_vec(&ours)?)?
                    .tidrapport
                    .rapport_rad
                    .len(),
            ),
            ("rival, read", rival.content.tidrapport.content.rapport_rad.len()),
            (
                "rival, written",
                xml::from_slice::<Tidredovisning>(&written)?
                    .tidrapport
                    .rapport_rad
                    .len(),
            ),
            ("bare", events(&text)?),
        ];
        match counts.into_iter().find(|(_, count)| *count != rows) {
            Some((who, count)) => Err(format!("{who}: {count} rows instead of {rows}").into()),
            None => Ok(Self { text, ours, rival }),
        }
    }

    /// Everybody, ready to run. All ended well in [`Self::new`].
    pub(crate) fn contestants(&self) -> Vec<Contestant<'_>> {
        vec![
            (
                "our read",
                Box::new(|| {
                    drop(black_box(xml::from_slice::<Tidredovisning>(black_box(
                        self.text.as_bytes(),
                    ))))
                }),
            ),
            (
                "rival read",
                Box::new(|| drop(black_box(fk_rival::read(black_box(&self.text))))),
            ),
            (
                "bare",
                Box::new(|| drop(black_box(events(black_box(&self.text))))),
            ),
            (
                "our write",
                Box::new(|| drop(black_box(xml::to_vec(black_box(&self.ours))))),
            ),
            (
                "rival write",
                Box::new(|| drop(black_box(fk_rival::write(black_box(&self.rival))))),
            ),
        ]
    }
}

/// A bare pass: every event of quick-xml is looked at and nothing is kept. Gives the number of rows.
fn events(text: &str) -> Result<usize, fk_rival::quick_xml::Error> {
    let mut reader = Reader::from_str(text);
    let mut rows = 0;
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(rows),
            Event::Start(tag) if tag.local_name().as_ref() == b"rapportRad" => rows += 1,
            event => drop(black_box(event)),
        }
    }
}
