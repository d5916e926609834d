//! Sends a month's time report (ELT) to the emulator: one that is right, then one that is broken.
//!
//! ```sh
//! cargo xtask emulate                       # in one terminal
//! cargo run -p fk-emulator --example send   # in another
//! ```
#![allow(clippy::print_stdout, reason = "it prints what has become of each call")]

use anyhow::{Context, Result};
use fk_contracts::elt;
use fk_contracts::elt::current::{
    Assistansform, Assistent, AssistentIdentitet, PersonSomHarAssistans, RapportRad, Tidrapport,
    Tidredovisning, Tidsslag,
};
use fk_contracts::elt::envelope::{
    SignatureType, SkickaTidredovisning, SkickaTidredovisningFault, SkickaTidredovisningResponderClient,
};
use fk_contracts::elt::xmlmime::Base64Binary;
use fk_runtime::soap::{CallError, Settings};
use fk_runtime::tls::{Authorities, Identity, Roots};
use fk_runtime::xml;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let url = arguments
        .next()
        .unwrap_or("https://127.0.0.1:8020/shs2/FK.ASE.Tidredovisning.ext".to_owned());
    let folder = arguments.next().unwrap_or("target/emulator".to_owned());

    // Against the agency: its URL, your own identity, and the web's authorities or the one that it has given you.
    let identity = Identity::from_file(format!("{folder}/client.pem"), None)
        .context("start the emulator first, with `cargo xtask emulate`: it makes the identity")?;
    let authorities = Authorities::from_file(format!("{folder}/ca.pem"))?;
    let settings = Settings::new(url)
        .with_identity(identity)
        .with_roots(Roots::Only(authorities));
    let client = SkickaTidredovisningResponderClient::new(elt::current::CONTRACT, settings)?;

    let document = xml::to_vec(&report()?)?;
    println!("The signatures are placeholders; the emulator does not verify them.");
    let answer = client
        .unverified()
        .skicka_tidredovisning(&envelope(document.clone())?)
        .await?;
    println!("Accepted, tx-id {}", answer.tx_id);

    // A colon in place of the dot. The types would not let us write it.
    let broken = String::from_utf8(document)?.replace("12.30", "12:30");
    match client
        .unverified()
        .skicka_tidredovisning(&envelope(broken.into_bytes())?)
        .await
    {
        Err(CallError::Fault(SkickaTidredovisningFault::XmlValidationError(fault))) => {
            println!("Refused, XmlValidationError: {}", fault.message);
        }
        Err(CallError::Fault(SkickaTidredovisningFault::SignatureValidationError(fault))) => {
            println!("Refused, SignatureValidationError: {}", fault.message);
        }
        // Not sent, turned away, or nobody knows: the error says which, and what to do next.
        Err(error) => return Err(error.into()),
        Ok(answer) => println!("Accepted although it is broken, tx-id {}", answer.tx_id),
    }
    Ok(())
}

fn report() -> Result<Tidredovisning, xml::InvalidValue> {
    let rows = [
        RapportRad::new(1, "08.00", "12.30", Tidsslag::AktivTid)?,
        RapportRad::new(1, "22.00", "24.00", Tidsslag::VanteTid)?,
    ];
    Tidredovisning::new(
        "00000000-0000-4000-8000-000000000001", // in earnest a new UUID for every document
        "2026-10",
        PersonSomHarAssistans::new("189001019802", "Tolvan", "Tolvansson")?,
        Assistent::new(
            AssistentIdentitet::Personnummer("189001019810".try_into()?),
            "Elvan",
            "Elvansson",
            true,
        )?,
        Assistansform::AnstalldAvPersonSomHarAssistans,
        Tidrapport::new().with_rapport_rad(rows)?,
        "08-465 004 04",
    )
}

/// The document, byte for byte as it was signed, between placeholders for what BankID delivers.
fn envelope(document: Vec<u8>) -> Result<SkickaTidredovisning, xml::InvalidValue> {
    let placeholder = Base64Binary::new(b"placeholder".to_vec())?;
    let signature = SignatureType::new(placeholder.clone(), placeholder, "2026-11-02")?;
    SkickaTidredovisning::new(Base64Binary::new(document)?, signature.clone(), signature)
}
