//! What the services answer.

use fk_contracts::eioa::envelope::SkickaAnmalanFranArbetsgivareFault;
use fk_contracts::elt::envelope::SkickaTidredovisningFault;
use fk_emulator::{Security, Service};
use fk_runtime::Environment;
use fk_runtime::soap::CallError;

use crate::caller::{Called, document, notice, start, time_report, valid};

/// What the fault XmlValidationError says.
pub(crate) fn invalid(called: Called) -> String {
    match called {
        Err(CallError::Fault(SkickaTidredovisningFault::XmlValidationError(fault))) => fault.message,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_document_of_the_current_version_is_accepted_over_mutual_tls() {
    let started = start(|options| options.with_security(Security::Mutual)).await;
    let document = valid();
    let answer = started.send(&document).await.unwrap();

    let received = started.emulator.received();
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].tx_id.to_string(), answer.tx_id);
    assert_eq!(&*received[0].service, "elt");
    assert_eq!(&*received[0].version, "1.0.2");
    assert_eq!(
        received[0].document_id.as_deref(),
        Some("00000000-0000-4000-8000-000000000001")
    );
    assert_eq!(received[0].document_bytes, document.len());
    assert!(received[0].envelope_bytes > document.len());
}

#[tokio::test]
async fn a_document_of_the_previous_version_alone_is_accepted_as_that() {
    let started = start(|options| options).await;
    started
        .send(&document("elt-1.0.1/valid/kind-of-time-one.xml"))
        .await
        .unwrap();
    assert_eq!(&*started.emulator.received()[0].version, "1.0.1");
}

#[tokio::test]
async fn a_broken_document_is_answered_with_the_declared_fault_which_shows_no_value() {
    let started = start(|options| options).await;
    let text = String::from_utf8(valid()).unwrap();
    let broken = text.replacen("189001019802", "18900101980X", 1);
    assert_ne!(broken, text);
    let why = invalid(started.send(broken.as_bytes()).await);
    assert!(
        why.contains("Tidredovisning/personSomHarAssistans/personnummer"),
        "{why}"
    );
    assert!(!why.contains("98"), "{why}");
    assert!(started.emulator.received().is_empty());
}

#[tokio::test]
async fn octets_that_are_no_document_are_answered_with_the_declared_fault() {
    let started = start(|options| options).await;
    for octets in [&b""[..], b"\xFF\xFE\x00", b"<a/>", b"\x00\x01\x02"] {
        let why = invalid(started.send(octets).await);
        assert!(!why.is_empty());
    }
    assert!(started.emulator.received().is_empty());
}

#[tokio::test]
async fn a_document_of_eioa_is_accepted_and_a_broken_one_is_not() {
    let started = start(|options| options.with_security(Security::Mutual)).await;
    let example = document("eioa-1/valid/like-the-agencys-example.xml");
    let client = started.eioa();
    client
        .unverified()
        .skicka_anmalan_fran_arbetsgivare(&notice(&example))
        .await
        .unwrap();
    let received = started.emulator.received();
    assert_eq!((&*received[0].service, &*received[0].version), ("eioa", "1"));
    assert_eq!(
        received[0].document_id.as_deref(),
        Some("00000000-0000-4000-8000-000000000002")
    );

    let called = client
        .unverified()
        .skicka_anmalan_fran_arbetsgivare(&notice(&valid()))
        .await;
    let Err(CallError::Fault(SkickaAnmalanFranArbetsgivareFault::XmlValidationError(fault))) = called else {
        panic!("{called:?}")
    };
    assert!(
        fault.message.contains("AnmalanFranArbetsgivare"),
        "{}",
        fault.message
    );
    assert_eq!(started.emulator.received_count(), 1);
}

#[tokio::test]
async fn both_paths_of_each_service_answer() {
    let started = start(|options| options).await;
    for service in Service::ALL {
        for environment in [Environment::Test, Environment::Production] {
            let path = service.path(environment).unwrap();
            let (status, text) = started.get_text(path).await;
            assert_eq!(status, 405, "{path}");
            assert!(text.contains("POST"), "{text}");
        }
    }
}

#[tokio::test]
async fn a_service_sent_to_the_others_path_is_told_which_element_is_not_its_own() {
    let started = start(|options| options).await;
    let settings = started.settings(Service::Eioa);
    let client = fk_contracts::elt::envelope::SkickaTidredovisningResponderClient::new(
        fk_contracts::elt::current::CONTRACT,
        settings,
    );
    let called = client
        .unwrap()
        .unverified()
        .skicka_tidredovisning(&time_report(&valid()))
        .await;
    assert!(matches!(called, Err(CallError::OutcomeUnknown(_))), "{called:?}");
    assert!(started.emulator.received().is_empty());
}

#[tokio::test]
async fn where_nothing_answers_the_caller_is_told_what_there_is() {
    let started = start(|options| options).await;
    for path in ["/", "/shs2", "/receive", "/shs2/FK.ASE.Tidredovisning.ext/"] {
        let (status, text) = started.get_text(path).await;
        assert_eq!(status, 404);
        for expected in [
            "POST /shs2/FK.ASE.Tidredovisning.ext\n",
            "POST /shs2/FK.EIOA.AnmalanArbetsgivare\n",
            "GET /received\n",
        ] {
            assert!(text.contains(expected), "{text}");
        }
    }
}
