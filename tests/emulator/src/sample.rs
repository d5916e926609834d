//! An envelope to try things with.

use std::error::Error;
use std::path::PathBuf;

use chrono::Utc;
use fk_bankid::BankId;
use fk_contracts::elt::current::{
    Assistansform, Assistent, AssistentIdentitet, PersonSomHarAssistans, RapportRad, Tidrapport,
    Tidredovisning, Tidsslag,
};
use fk_contracts::elt::envelope::{
    SKICKA_TIDREDOVISNING_RESPONDER_PORT, SkickaTidredovisningOperation, SomAnordnare, SomAssistent,
};
use fk_runtime::signing::{Assignment, Awaits, Role, Signable, SignableDocument, SignatureAs, VisibleText};
use fk_runtime::{soap, xml};

use crate::files::{Readers, write_whole};
use crate::{Running, StartError};

/// The assistant of the report, who signs first.
const ASSISTANT: &str = "189001019810";
/// Who signs for the provider.
const PROVIDER: &str = "189001019802";

impl Running {
    /// Writes an envelope of ELT beside the certificates: a time report of two rows, signed now by the made-up BankID of
    /// assistant and provider. Gives back its path.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write_sample(&self) -> Result<PathBuf, StartError> {
        let path = self.certificates().folder().join("sample-elt.xml");
        let sample = sample(self.bankid()).map_err(|error| StartError::Sample {
            reason: error.to_string(),
        })?;
        write_whole(&path, &sample, Readers::Everyone).map_err(StartError::file(&path))?;
        Ok(path)
    }
}

fn sample(bankid: &BankId) -> Result<Vec<u8>, Box<dyn Error>> {
    let document = SignableDocument::new(&report()?)?;
    let signed = document.signed(&sign(bankid, SomAssistent, ASSISTANT, &document)?)?;
    let signed = signed.signed(&sign(bankid, SomAnordnare, PROVIDER, &signed)?)?;
    let version = SKICKA_TIDREDOVISNING_RESPONDER_PORT.soap;
    let request = signed.to_request()?;
    Ok(soap::write_request::<SkickaTidredovisningOperation>(
        version,
        &request,
        &(),
    )?)
}

fn sign<R, D>(bankid: &BankId, role: R, number: &str, document: &D) -> Result<SignatureAs<R>, Box<dyn Error>>
where
    D: Awaits<R, Root: Signable<Request = R::Request>>,
    R: Role,
{
    let text = VisibleText::plain("Jag skriver under påhittade uppgifter.")?;
    let assignment = Assignment::new(role, number.parse()?, text, [document])?;
    let now = Utc::now();
    let delivered = bankid.fulfil(&assignment, now)?;
    Ok(assignment.verify(&delivered, &bankid.anchors()?, now)?)
}

fn report() -> Result<Tidredovisning, xml::InvalidValue> {
    Tidredovisning::new(
        "00000000-0000-4000-8000-000000000001",
        "2026-10",
        PersonSomHarAssistans::new("189001019802", "Tolvan", "Tolvansson")?,
        Assistent::new(
            AssistentIdentitet::Personnummer(ASSISTANT.try_into()?),
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
    )
}
