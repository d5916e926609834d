//! What can be asked for: failures, cut connections, late answers, signals that are lost or forged.

use std::time::Duration;

use fk_contracts::erak::current::{Fingerprint, Flodesstatus};
use fk_emulator::{BillState, ErakBehaviour, ErakOptions, Moment, SignalBehaviour};
use serde_json::Value;

use super::supplier::{Scene, TOKEN, new};
use fk_tests::bills::SCENARIOS;

const OK: u16 = 200;
const FAILED: u16 = 500;
/// The connection was closed without an answer.
const CUT: u16 = 0;

async fn start(erak: ErakOptions) -> Scene {
    Scene::new(|options| options.with_erak(erak)).await
}

/// The status of a call; [`CUT`] when there is none.
async fn sent(request: reqwest::RequestBuilder) -> u16 {
    match request.send().await {
        Ok(answer) => answer.status().as_u16(),
        Err(error) => {
            assert!(error.is_request(), "{error:?}");
            CUT
        }
    }
}

fn smallest() -> Value {
    new(&SCENARIOS[0].smallest())
}

#[tokio::test]
async fn each_call_to_create_ends_as_its_number_has_it_and_the_emulator_knows_what_was_taken_in() {
    let script = |call| match call {
        0 => ErakBehaviour::failed(Moment::Before),
        1 => ErakBehaviour::failed(Moment::After),
        2 => ErakBehaviour::cut(Moment::Before),
        3 => ErakBehaviour::cut(Moment::After),
        _ => ErakBehaviour::deserved(),
    };
    let scene = start(ErakOptions::new().with_create_script(script)).await;
    let erak = scene.started.emulator.erak();
    for (expected, taken_in) in [(FAILED, 0), (FAILED, 1), (CUT, 1), (CUT, 2), (OK, 3)] {
        assert_eq!(sent(scene.post(TOKEN, smallest().to_string())).await, expected);
        assert_eq!(erak.bills().len(), taken_in);
    }
    let last = erak.bills()[2].fingerprint.clone();
    assert_eq!(
        scene.status(&last).await,
        Flodesstatus::Started,
        "status has a script of its own"
    );
}

#[tokio::test]
async fn a_bill_that_is_not_valid_is_told_so_and_counts_as_a_call() {
    let script = |call| match call {
        0 => ErakBehaviour::failed(Moment::After),
        1 => ErakBehaviour::cut(Moment::Before),
        _ => ErakBehaviour::deserved(),
    };
    let scene = start(ErakOptions::new().with_create_script(script)).await;
    scene.refused("{}".to_owned()).await;
    assert_eq!(sent(scene.post(TOKEN, "{}".to_owned())).await, CUT);
    scene.create().await;
}

#[tokio::test]
async fn each_call_to_status_ends_as_its_number_has_it() {
    let script = |call| match call {
        0 => ErakBehaviour::failed(Moment::Before),
        1 => ErakBehaviour::cut(Moment::After),
        _ => ErakBehaviour::deserved(),
    };
    let scene = start(ErakOptions::new().with_status_script(script)).await;
    let fingerprint = scene.create().await;
    for expected in [FAILED, CUT, OK] {
        assert_eq!(sent(scene.ask(TOKEN, &fingerprint)).await, expected);
    }
}

#[tokio::test]
async fn a_late_answer_waits_by_the_emulators_clock_and_the_bill_is_taken_in_first() {
    let late = ErakBehaviour::deserved().after(Duration::from_secs(60 * 60));
    let scene = start(ErakOptions::new().with_behaviour(late)).await;
    let call = tokio::spawn(sent(scene.post(TOKEN, smallest().to_string())));
    while scene.started.emulator.erak().bills().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    scene.wait(60 * 60 - 1);
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(!call.is_finished());
    scene.wait(1);
    assert_eq!(call.await.unwrap(), OK);
}

#[tokio::test]
async fn a_caller_who_gives_up_waiting_has_handed_the_bill_over_all_the_same() {
    let late = ErakBehaviour::deserved().after(Duration::from_secs(1));
    let scene = start(ErakOptions::new().with_behaviour(late)).await;
    let post = scene.post(TOKEN, smallest().to_string());
    let answer = post.timeout(Duration::from_millis(500)).send().await;
    assert!(answer.unwrap_err().is_timeout());
    assert_eq!(scene.started.emulator.erak().bills().len(), 1);
}

async fn with_signal(scene: &Scene) -> Fingerprint {
    let mut new = smallest();
    new["signalUrl"] = "http://localhost:1/signal".into();
    scene.hand_over(&new).await
}

#[tokio::test]
async fn signals_are_sent_lost_or_forged_by_the_number_of_the_bill() {
    let script = |bill| match bill {
        0 => SignalBehaviour::Sent,
        1 => SignalBehaviour::Lost,
        _ => SignalBehaviour::Forged,
    };
    let scene = start(ErakOptions::new().with_signal_script(script)).await;
    let erak = scene.started.emulator.erak();
    for (forged, signalled) in [(false, true), (false, false), (true, true)] {
        let fingerprint = with_signal(&scene).await;
        let opened = erak.open(&fingerprint).unwrap();
        assert_eq!(opened.forged.is_some(), forged);
        if let Some(signal) = opened.forged {
            assert_eq!(signal.body.status, Flodesstatus::Successful);
            assert_eq!(
                scene.status(&fingerprint).await,
                Flodesstatus::Started,
                "it is not true"
            );
        }
        assert_eq!(erak.sign(&fingerprint).unwrap().signal.is_some(), signalled);
        assert!(
            erak.open(&fingerprint).unwrap().forged.is_none(),
            "it is true now"
        );
    }
    assert!(erak.bills().iter().all(|bill| bill.state == BillState::Signed));
}

#[tokio::test]
async fn a_supplier_who_wants_no_signal_gets_none_forged_either() {
    let scene = start(ErakOptions::new().with_signals(SignalBehaviour::Forged)).await;
    let fingerprint = scene.create().await;
    let erak = scene.started.emulator.erak();
    assert!(erak.open(&fingerprint).unwrap().forged.is_none());
    assert!(erak.sign(&fingerprint).unwrap().signal.is_none());
}
