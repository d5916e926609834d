//! An envelope to try things with.

use std::path::PathBuf;

use fk_contracts::elt::current::{
    Assistansform, Assistent, AssistentIdentitet, PersonSomHarAssistans, RapportRad, Tidrapport,
    Tidredovisning, Tidsslag,
};
use fk_contracts::elt::envelope::{
    SKICKA_TIDREDOVISNING_RESPONDER_PORT, SignatureType, SkickaTidredovisning, SkickaTidredovisningOperation,
};
use fk_contracts::elt::xmlmime::Base64Binary;
use fk_runtime::{soap, xml};

use crate::files::{Readers, write_whole};
use crate::{Running, StartError};

impl Running {
    /// Writes an envelope of ELT beside the certificates: a time report of two rows, with placeholders for the
    /// signatures. Gives back its path.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write_sample(&self) -> Result<PathBuf, StartError> {
        let path = self.certificates().folder().join("sample-elt.xml");
        let sample = sample().map_err(|error| StartError::Sample {
            reason: error.to_string(),
        })?;
        write_whole(&path, &sample, Readers::Everyone).map_err(StartError::file(&path))?;
        Ok(path)
    }
}

fn sample() -> Result<Vec<u8>, xml::InvalidValue> {
    let report = Tidredovisning::new(
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
        Tidrapport::new().with_rapport_rad([
            RapportRad::new(1, "08.00", "12.30", Tidsslag::AktivTid)?,
            RapportRad::new(1, "22.00", "24.00", Tidsslag::VanteTid)?,
        ])?,
        "08-465 004 04",
    )?;
    let octets = Base64Binary::new(b"placeholder".to_vec())?;
    let signature = SignatureType::new(octets.clone(), octets, "2026-11-02")?;
    let document = Base64Binary::new(xml::to_vec(&report)?)?;
    let request = SkickaTidredovisning::new(document, signature.clone(), signature)?;
    let version = SKICKA_TIDREDOVISNING_RESPONDER_PORT.soap;
    soap::write_request::<SkickaTidredovisningOperation>(version, &request, &())
}
