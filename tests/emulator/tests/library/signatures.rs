//! Signatures, which are verified unless the emulator was told not to.

use chrono::{DateTime, Duration, Utc};
use fk_bankid::BankId;
use fk_contracts::eioa::envelope::{
    SKICKA_ANMALAN_FRAN_ARBETSGIVARE_RESPONDER_PORT, SkickaAnmalanFranArbetsgivare,
    SkickaAnmalanFranArbetsgivareFault, SkickaAnmalanFranArbetsgivareOperation,
    SomAnordnare as SomArbetsgivare,
};
use fk_contracts::elt::envelope::{
    SKICKA_TIDREDOVISNING_RESPONDER_PORT, SkickaTidredovisning, SkickaTidredovisningFault,
    SkickaTidredovisningOperation, SomAnordnare, SomAssistent,
};
use fk_contracts::elt::xmlmime::Base64Binary;
use fk_contracts::{eioa, elt};
use fk_emulator::{Service, Signatures};
use fk_runtime::signing::{
    Assignment, Awaits, Role, Signable, SignableDocument, SignatureAs, Signed, VisibleText,
};
use fk_runtime::soap::{CallError, Client, NotSent, NotSentCause};

use crate::caller::{Started, bankid, document, settings, start, time_report, valid};

const ASSISTANT: &str = "189001019810";
const PROVIDER: &str = "189001019802";

async fn verifying() -> Started {
    start(|options| options.with_signatures(Signatures::Verified)).await
}

fn sign<R, D>(bankid: &BankId, role: R, number: &str, stage: &D, at: DateTime<Utc>) -> SignatureAs<R>
where
    D: Awaits<R, Root: Signable<Request = R::Request>>,
    R: Role,
{
    let text = VisibleText::plain("Jag skriver under påhittade uppgifter.").unwrap();
    let assignment = Assignment::new(role, number.parse().unwrap(), text, [stage]).unwrap();
    let delivered = bankid.fulfil(&assignment, at).unwrap();
    assignment
        .verify(&delivered, &bankid.anchors().unwrap(), Utc::now())
        .unwrap()
}

/// A document of ELT that both have signed: the assistant an hour ago, the provider now.
fn signed_by<T>(bankid: &BankId, octets: Vec<u8>) -> Signed<T, SomAnordnare>
where
    T: Signable<Request = SkickaTidredovisning>,
{
    let document = SignableDocument::<T>::from_bytes(octets).unwrap();
    let now = Utc::now();
    let assistant = document.signer("assistent").unwrap();
    let earlier = now - Duration::seconds(2);
    let once = document
        .signed(&sign(
            bankid,
            SomAssistent,
            assistant.as_str(),
            &document,
            earlier,
        ))
        .unwrap();
    once.signed(&sign(bankid, SomAnordnare, PROVIDER, &once, now))
        .unwrap()
}

fn request() -> SkickaTidredovisning {
    signed_by::<elt::v1_0_2::Tidredovisning>(&bankid(), valid())
        .to_request()
        .unwrap()
}

/// The tx-id, or the message of a `SignatureValidationError`.
async fn send(emulator: &Started, request: &SkickaTidredovisning) -> Result<String, String> {
    let settings = settings(&emulator.emulator, Service::Elt);
    let client = Client::new(
        &SKICKA_TIDREDOVISNING_RESPONDER_PORT,
        elt::current::CONTRACT,
        settings,
    )
    .unwrap();
    match client.call::<SkickaTidredovisningOperation>(request, &()).await {
        Ok((answer, ())) => Ok(answer.tx_id),
        Err(CallError::Fault(SkickaTidredovisningFault::SignatureValidationError(fault))) => {
            Err(fault.message)
        }
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_report_that_both_have_signed_is_taken_in() {
    let emulator = verifying().await;
    send(&emulator, &request()).await.unwrap();
    assert_eq!(emulator.emulator.received_count(), 1);
}

#[tokio::test]
async fn a_report_of_the_previous_version_is_taken_in() {
    let emulator = verifying().await;
    let octets = document("elt-1.0.1/valid/kind-of-time-one.xml");
    let signed = signed_by::<elt::v1_0_1::Tidredovisning>(&bankid(), octets);
    send(&emulator, &signed.to_request().unwrap()).await.unwrap();
    assert_eq!(emulator.emulator.received()[0].version.as_ref(), "1.0.1");
}

#[tokio::test]
async fn the_client_sends_what_all_have_signed_and_keeps_to_its_version() {
    let emulator = verifying().await;
    let client = emulator.elt();
    let current = signed_by::<elt::v1_0_2::Tidredovisning>(&bankid(), valid());
    client.skicka_tidredovisning(&current).await.unwrap();
    // Whichever version it is of is known when it is read.
    let any = signed_by::<elt::AnyTidredovisning>(&bankid(), valid());
    client.skicka_tidredovisning(&any).await.unwrap();

    let previous = document("elt-1.0.1/valid/kind-of-time-one.xml");
    let previous = signed_by::<elt::v1_0_1::Tidredovisning>(&bankid(), previous);
    match client.skicka_tidredovisning(&previous).await.unwrap_err() {
        CallError::NotSent(NotSent {
            cause: NotSentCause::OtherContract { document, client },
            ..
        }) => assert_eq!((document.version, client.version), ("1.0.1", "1.0.2")),
        other => panic!("{other}"),
    }
    assert_eq!(emulator.emulator.received_count(), 2);
}

#[tokio::test]
async fn each_flaw_is_refused_with_the_role_and_the_step() {
    let emulator = verifying().await;
    let good = request();
    let other = String::from_utf8(valid())
        .unwrap()
        .replace("2026-10", "2026-09")
        .into_bytes();
    let strangers = signed_by::<elt::v1_0_2::Tidredovisning>(&BankId::make().unwrap(), valid());
    let octets = |octets: &[u8]| Base64Binary::new(octets).unwrap();
    let flaws: [(&str, SkickaTidredovisning); 8] = [
        ("role assistent: step 1,", time_report(&valid())),
        (
            "role assistent: step 12,",
            SkickaTidredovisning {
                tidredovisning: octets(&other),
                ..good.clone()
            },
        ),
        (
            "role assistent: step 11,",
            SkickaTidredovisning {
                assistent_signatur: good.anordnare_signatur.clone(),
                ..good.clone()
            },
        ),
        ("role assistent: step 6,", strangers.to_request().unwrap()),
        ("role anordnare: step 10,", {
            let mut late = good.clone();
            late.anordnare_signatur.datum_for_signatur = "2026-01-31".parse().unwrap();
            late
        }),
        ("role anordnare: step 9,", {
            let mut mixed = good.clone();
            mixed.anordnare_signatur.signature = request().anordnare_signatur.signature;
            mixed
        }),
        ("role anordnare: step 7,", {
            let mut without = good.clone();
            without.anordnare_signatur.ocsp_response = octets(b"0");
            without
        }),
        ("role anordnare was made before that in the role assistent", {
            let mut early = good.clone();
            early.anordnare_signatur = early.assistent_signatur.clone();
            let again = signed_by::<elt::v1_0_2::Tidredovisning>(&bankid(), valid())
                .to_request()
                .unwrap();
            let document = SignableDocument::<elt::v1_0_2::Tidredovisning>::from_bytes(valid()).unwrap();
            let hour_ago = Utc::now() - Duration::hours(1);
            let first = sign(&bankid(), SomAssistent, ASSISTANT, &document, hour_ago);
            let once = document.signed(&first).unwrap();
            let signature = sign(&bankid(), SomAnordnare, PROVIDER, &once, hour_ago);
            let earlier = once.signed(&signature).unwrap().to_request().unwrap();
            SkickaTidredovisning {
                anordnare_signatur: earlier.anordnare_signatur,
                ..again
            }
        }),
    ];
    for (expected, flawed) in flaws {
        let message = send(&emulator, &flawed).await.unwrap_err();
        assert!(message.contains(expected), "{expected}: {message}");
        assert!(!message.contains("1890"), "{message}");
    }
    assert_eq!(emulator.emulator.received_count(), 0);
}

#[tokio::test]
async fn a_notice_is_verified_too() {
    let emulator = verifying().await;
    let octets = document("eioa-1/valid/like-the-agencys-example.xml");
    let document = SignableDocument::<eioa::v1::AnmalanFranArbetsgivare>::from_bytes(octets).unwrap();
    let signature = sign(&bankid(), SomArbetsgivare, PROVIDER, &document, Utc::now());
    let request = document.signed(&signature).unwrap().to_request().unwrap();
    let send = async |request: &SkickaAnmalanFranArbetsgivare| {
        let settings = settings(&emulator.emulator, Service::Eioa);
        let port = &SKICKA_ANMALAN_FRAN_ARBETSGIVARE_RESPONDER_PORT;
        let client = Client::new(port, eioa::current::CONTRACT, settings).unwrap();
        client
            .call::<SkickaAnmalanFranArbetsgivareOperation>(request, &())
            .await
    };
    send(&request).await.unwrap();
    // The provider's signature, given out for the assistant's.
    let mut swapped = request;
    swapped.underskrift[0].signaturtyp = eioa::envelope::SignaturEnumeration::Assistent;
    match send(&swapped).await.unwrap_err() {
        CallError::Fault(SkickaAnmalanFranArbetsgivareFault::SignatureValidationError(fault)) => {
            assert!(
                fault.message.contains("role assistent: step 11,"),
                "{}",
                fault.message
            );
        }
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn any_octets_pass_when_that_was_asked_for() {
    let emulator = start(|options| options.with_signatures(Signatures::Any)).await;
    send(&emulator, &time_report(&valid())).await.unwrap();
}
