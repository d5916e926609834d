//! Has assistant and provider sign a month's time report (ELT) with the emulator's BankID, and sends it.
//!
//! ```sh
//! cargo xtask emulate                       # in one terminal; play the person at http://127.0.0.1:8021/
//! cargo run -p fk-emulator --example send   # in another
//! ```
//!
//! With `cargo xtask emulate --auto-sign` nobody needs to play.
#![allow(clippy::print_stdout, reason = "it prints how far it has come")]

use anyhow::{Context, Result, bail};
use fk_contracts::elt;
use fk_contracts::elt::current::{
    Assistansform, Assistent, AssistentIdentitet, PersonSomHarAssistans, RapportRad, Tidrapport,
    Tidredovisning, Tidsslag,
};
use fk_contracts::elt::envelope::{
    SkickaTidredovisningFault, SkickaTidredovisningResponderClient, SomAnordnare, SomAssistent,
};
use fk_runtime::Environment;
use fk_runtime::bankid::{self, Host, OrderState, SignRequest, Start};
use fk_runtime::signing::{Assignment, Role, SignableDocument, SignatureAs, VisibleText};
use fk_runtime::soap::{CallError, Settings};
use fk_runtime::tls::{Authorities, Identity, Roots};
use fk_runtime::verify::Anchors;
use fk_runtime::xml;
use fk_runtime::xml::types::chrono::Utc;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let emulator = arguments.next().unwrap_or("https://127.0.0.1:8020".to_owned());
    let folder = arguments.next().unwrap_or("target/emulator".to_owned());

    // In earnest: the identity that your bank has given you for BankID and the one for the agency, BankID's root for its
    // servers and its root for people, and the authority of the agency's server.
    let identity = Identity::from_file(format!("{folder}/client.pem"), None)
        .context("start the emulator first, with `cargo xtask emulate`: it makes the identity")?;
    let authorities = Authorities::from_file(format!("{folder}/ca.pem"))?;
    let anchors = Anchors::new(
        Environment::Test,
        &std::fs::read(format!("{folder}/bankid-root.pem"))?,
    )?;
    let host = Host::Loopback(format!("{emulator}/rp/v6.0").as_str().try_into()?);
    let bankid = bankid::Client::new(bankid::Settings::new(host, identity.clone(), authorities.clone()))?;
    let settings = Settings::new(format!("{emulator}/shs2/FK.ASE.Tidredovisning.ext"))
        .with_identity(identity)
        .with_roots(Roots::Only(authorities));
    let client = SkickaTidredovisningResponderClient::new(elt::current::CONTRACT, settings)?;

    // From here on the octets are settled. Who signs in which order is a matter of types.
    let document = SignableDocument::new(&report()?)?;
    let assistants = Assignment::new(SomAssistent, "189001019810".parse()?, text()?, [&document])?;
    let document = document.signed(&signature(&bankid, &assistants, &anchors).await?)?;
    let providers = Assignment::new(SomAnordnare, "189001019802".parse()?, text()?, [&document])?;
    let document = document.signed(&signature(&bankid, &providers, &anchors).await?)?;

    match client.skicka_tidredovisning(&document).await {
        Ok(answer) => println!("Accepted, tx-id {}", answer.tx_id),
        Err(CallError::Fault(SkickaTidredovisningFault::XmlValidationError(fault))) => {
            bail!("the document is refused: {}", fault.message)
        }
        Err(CallError::Fault(SkickaTidredovisningFault::SignatureValidationError(fault))) => {
            bail!("a signature is refused: {}", fault.message)
        }
        // Not sent, turned away, or nobody knows: the error says which, and what to do next.
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// Asks somebody for a signature, and verifies it.
async fn signature<R: Role>(
    bankid: &bankid::Client,
    assignment: &Assignment<R>,
    anchors: &Anchors,
) -> Result<SignatureAs<R>> {
    println!("To be signed in the role {}", assignment.role());
    // The address of the person's device, as your service sees it.
    let request = SignRequest::of("127.0.0.1".parse()?, assignment);
    let mut order = bankid.sign(&request).await?;
    let mut told = None;
    while let Some(state) = order.next().await {
        match state? {
            // Meanwhile your page shows `order.qr(order.elapsed())` as a QR code, anew each second.
            OrderState::Pending(hint) if told.as_ref() == Some(&hint) => {}
            OrderState::Pending(hint) => {
                println!("  {}", hint.user_message(Start::QrCode).english());
                told = Some(hint);
            }
            OrderState::Failed(cause) => bail!("{}", cause.user_message(Start::QrCode).english()),
            OrderState::Complete(completion) => {
                return Ok(assignment.verify(&completion.delivered, anchors, Utc::now())?);
            }
        }
    }
    bail!("the order ended without a signature")
}

/// What the person sees. In earnest its wording is the agency's.
fn text() -> Result<VisibleText> {
    Ok(VisibleText::plain("Jag skriver under påhittade uppgifter.")?)
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
