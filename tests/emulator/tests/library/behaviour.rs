//! What can be asked for: faults, late answers, cut connections, a rate.

use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use fk_contracts::elt::current::CONTRACT;
use fk_contracts::elt::envelope::{SkickaTidredovisningFault, SkickaTidredovisningResponderClient};
use fk_emulator::{Behaviour, Cut, Fault, Security, Service};
use fk_runtime::soap::CallError;

use crate::caller::{numbered, start, time_report, valid};
use crate::services::invalid;

#[tokio::test]
async fn a_fault_that_is_asked_for_answers_every_call_and_nothing_is_taken_in() {
    for fault in [Fault::Xml, Fault::Signature, Fault::Server] {
        let started = start(|options| options.with_behaviour(Behaviour::fault(fault))).await;
        let called = started.send(&valid()).await;
        let expected = match (&fault, &called) {
            (Fault::Xml, Err(CallError::Fault(SkickaTidredovisningFault::XmlValidationError(fault)))) => {
                fault.message.contains("--fault")
            }
            (
                Fault::Signature,
                Err(CallError::Fault(SkickaTidredovisningFault::SignatureValidationError(fault))),
            ) => fault.message.contains("--fault"),
            (Fault::Server, Err(CallError::OutcomeUnknown(unknown))) => {
                unknown.status == Some(500) && format!("{unknown:?}").contains("Server")
            }
            _ => false,
        };
        assert!(expected, "{fault:?}: {called:?}");
        assert!(started.emulator.received().is_empty());
    }
}

#[tokio::test]
async fn a_cut_connection_leaves_the_outcome_unknown_and_only_the_emulator_knows() {
    for security in [Security::Plain, Security::Mutual] {
        for (cut, taken_in) in [(Cut::Before, 0), (Cut::After, 1)] {
            let started = start(|options| {
                options
                    .with_security(security)
                    .with_behaviour(Behaviour::cut(cut))
            })
            .await;
            let called = started.send(&valid()).await;
            let Err(CallError::OutcomeUnknown(unknown)) = called else {
                panic!("{security:?} {cut:?}: {called:?}")
            };
            assert_eq!(unknown.status, None);
            assert_eq!(
                unknown.call.document_id.as_deref(),
                Some("00000000-0000-4000-8000-000000000001")
            );
            assert_eq!(
                started.emulator.received_count(),
                taken_in,
                "{security:?} {cut:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_broken_document_is_not_taken_in_and_so_not_cut_after_that() {
    let started = start(|options| options.with_behaviour(Behaviour::cut(Cut::After))).await;
    invalid(started.send(b"<a/>").await);
    assert!(started.emulator.received().is_empty());
}

#[tokio::test]
async fn an_answer_comes_as_late_as_it_was_asked_for() {
    let late = Duration::from_millis(300);
    let started = start(|options| options.with_behaviour(Behaviour::deserved().after(late))).await;
    let begun = Instant::now();
    started.send(&valid()).await.unwrap();
    assert!(begun.elapsed() >= late);
}

#[tokio::test]
async fn whoever_gives_up_waiting_has_sent_the_document_all_the_same() {
    let late = Duration::from_secs(60);
    let started = start(|options| options.with_behaviour(Behaviour::deserved().after(late))).await;
    let settings = started
        .settings(Service::Elt)
        .with_connect_timeout(Duration::from_secs(2))
        .with_timeout(Duration::from_secs(3));
    let client = SkickaTidredovisningResponderClient::new(CONTRACT, settings).unwrap();
    let called = client
        .unverified()
        .skicka_tidredovisning(&time_report(&valid()))
        .await;
    assert!(matches!(called, Err(CallError::OutcomeUnknown(_))), "{called:?}");
    assert_eq!(started.emulator.received_count(), 1);
}

#[tokio::test]
async fn a_script_gives_each_call_its_own_behaviour_and_the_register_is_exact() {
    let script = |call| match call % 4 {
        0 => Behaviour::deserved(),
        1 => Behaviour::fault(Fault::Xml),
        2 => Behaviour::cut(Cut::Before),
        _ => Behaviour::cut(Cut::After),
    };
    let started = start(|options| options.with_script(script)).await;
    let client = started.elt();
    for number in 0..12 {
        let called = client
            .unverified()
            .skicka_tidredovisning(&time_report(&numbered(number)))
            .await;
        let expected = match number % 4 {
            0 => called.is_ok(),
            1 => matches!(called, Err(CallError::Fault(_))),
            _ => matches!(called, Err(CallError::OutcomeUnknown(_))),
        };
        assert!(expected, "{number}: {called:?}");
    }
    // The same document twice: number 12 deserves its answer.
    client
        .unverified()
        .skicka_tidredovisning(&time_report(&numbered(0)))
        .await
        .unwrap();

    let counts = started.emulator.received_by_document();
    let of = |number: u64| {
        counts
            .get(&format!("00000000-0000-4000-8000-{number:012}"))
            .copied()
    };
    for number in 0..12 {
        let expected = match number {
            0 => Some(2),
            _ if [0, 3].contains(&(number % 4)) => Some(1),
            _ => None,
        };
        assert_eq!(of(number), expected, "{number}");
    }
    assert_eq!(counts.len(), 6);
}

#[tokio::test]
async fn more_calls_a_second_than_allowed_are_turned_away() {
    let two = NonZeroU32::new(2).unwrap();
    let started = start(|options| options.with_max_rate(two)).await;
    let client = started.elt();
    let request = time_report(&valid());
    let begun = Instant::now();
    let (mut accepted, mut refused) = (0, 0);
    for _ in 0..10 {
        match client.unverified().skicka_tidredovisning(&request).await {
            Ok(_) => accepted += 1,
            Err(CallError::Refused(error)) => {
                assert_eq!(error.status, 403);
                refused += 1;
            }
            other => panic!("{other:?}"),
        }
    }
    let windows = begun.elapsed().as_millis() / 900 + 1;
    assert!(
        accepted >= 2 && accepted <= 2 * windows,
        "{accepted} in {windows} windows"
    );
    assert_eq!(accepted + refused, 10);
    assert_eq!(started.emulator.received_count() as u128, accepted);
    if windows == 1 {
        assert_eq!(refused, 8);
    }

    tokio::time::sleep(Duration::from_secs(1)).await;
    client.unverified().skicka_tidredovisning(&request).await.unwrap();
}
