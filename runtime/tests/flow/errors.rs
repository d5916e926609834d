//! What is told when there is no outcome, and the report that goes with it.

use std::future::{Future, poll_fn};
use std::task::Poll;
use std::time::Duration;

use axum::http::StatusCode;
use fk_runtime::flow::{Client, CreateError, Flows, OpenError, State};
use fk_runtime::http::Turns;
use fk_runtime::pacing::Pacer;
use fk_runtime::rest::{CallFailure, NotSentCause};
use fk_runtime::{Pacing, Spread};

use crate::agency::KEY;
use crate::letters::{Letter, Letters, code};
use crate::scene::{Scene, letter, settings, token};

#[tokio::test]
async fn a_letter_that_is_not_accepted_is_told_why_and_takes_no_room() {
    let scene = Scene::new().await;
    let empty = Letter {
        text: String::new(),
        ..letter()
    };
    let error = scene.flows.open(&empty).await.unwrap_err();
    let OpenError::Create(CreateError::Rejected { rejected, .. }) = &error else {
        panic!("{error}");
    };
    assert_eq!(rejected.text, "nothing to sign");
    let report = error.report(&token()).unwrap();
    assert!(
        report.contains(KEY) && report.contains("/agency/v1/letters"),
        "{report}"
    );
    assert!(!report.contains("189001019802"), "{report}");
    assert!(!format!("{error:?}{error}").contains(KEY));
    assert!(scene.flows.is_empty());
}

#[tokio::test]
async fn single_calls_tell_how_far_a_letter_has_come() {
    let scene = Scene::new().await;
    let client = crate::scene::client(&scene.agency, &scene.clock);
    let accepted = client.create(&letter()).await.unwrap();
    assert_eq!(
        client.status(&accepted.fingerprint).await.unwrap(),
        State::Started
    );
    assert_eq!(client.status(&code("another")).await.unwrap(), State::Absent);
    assert_eq!(client.contract().service, "letters");
}

#[tokio::test]
async fn a_key_that_is_no_longer_let_in_is_told_and_the_letter_can_be_taken_up_again() {
    let scene = Scene::new().await;
    let mut flow = scene.open().await;
    scene.agency.inner().key = "another one";
    let error = scene.until(flow.outcome()).await.unwrap_err();
    assert!(matches!(error.failure(), CallFailure::Refused(refused) if refused.status == 403));
    let report = error.report(&token());
    assert!(report.contains(KEY) && report.contains("kod 1"), "{report}");
    let asked = scene.agency.asked();
    scene.pass(600).await;
    assert_eq!(scene.agency.asked(), asked, "it is not followed any further");
    assert!(flow.outcome().await.is_err(), "and stays so");

    scene.agency.inner().key = KEY;
    scene.agency.stands("kod 1", "signed");
    let mut again = scene.flows.resume(&flow.keep()).unwrap();
    assert!(scene.until(again.outcome()).await.is_ok());
}

#[tokio::test]
async fn answers_that_cannot_be_read_are_told() {
    let scene = Scene::new().await;
    let mut flow = scene.open().await;
    scene.agency.inner().instead = Some((StatusCode::OK, r#"{"status":"here"}"#));
    let error = scene.until(flow.outcome()).await.unwrap_err();
    assert!(
        matches!(error.failure(), CallFailure::OutcomeUnknown(_)),
        "{error}"
    );
}

#[tokio::test]
async fn errors_of_the_server_and_too_many_calls_pass() {
    let scene = Scene::new().await;
    let mut flow = scene.open().await;
    for status in [
        StatusCode::TOO_MANY_REQUESTS,
        StatusCode::BAD_GATEWAY,
        StatusCode::INTERNAL_SERVER_ERROR,
    ] {
        scene.agency.inner().instead = Some((status, "{}"));
        let asked = scene.agency.asked();
        scene.pass(700).await;
        assert!(scene.agency.asked() > asked + 1);
    }
    scene.agency.inner().instead = None;
    scene.agency.stands("kod 1", "signed");
    assert!(scene.until(flow.outcome()).await.is_ok());
}

#[tokio::test]
async fn more_than_can_be_followed_are_refused_before_anything_is_sent() {
    let scene = Scene::new().await;
    // 20 calls in two hours are five letters.
    let pacer = Pacer::new(Pacing {
        calls: 20,
        seconds: 7200,
        spread: Spread::Freely,
    });
    let settings = settings(&scene.agency, &scene.clock)
        .with_pacer(pacer.with_clock(scene.clock.clone()))
        .with_turns(Turns::AtHand);
    let flows = Flows::new(Client::<Letters>::new(token(), settings).unwrap());
    assert_eq!(flows.capacity(), Some(5));
    let mut open = Vec::new();
    for _ in 0..5 {
        open.push(flows.open(&letter()).await.unwrap());
    }
    let created = scene.agency.inner().created;
    let error = flows.open(&letter()).await.unwrap_err();
    assert!(
        matches!(error, OpenError::TooMany { open: 5, most: 5 }),
        "{error}"
    );
    assert!(error.report(&token()).is_none());
    assert_eq!(scene.agency.inner().created, created, "nothing was sent");
    open.pop();
    open.push(flows.open(&letter()).await.unwrap());
    assert_eq!(flows.len(), 5);
}

#[tokio::test]
async fn opening_fails_fast_when_it_is_not_to_wait() {
    let scene = Scene::new().await;
    let pacer = Pacer::new(Pacing {
        calls: 1,
        seconds: 10,
        spread: Spread::Freely,
    });
    let settings = settings(&scene.agency, &scene.clock)
        .with_pacer(pacer.with_clock(scene.clock.clone()))
        .with_turns(Turns::AtHand);
    let flows = Flows::new(Client::<Letters>::new(token(), settings).unwrap());
    let mut flow = flows.open(&letter()).await.unwrap();
    for _ in 0..5 {
        let letter = letter();
        let opening = tokio::time::timeout(Duration::from_secs(5), flows.open(&letter));
        let Err(OpenError::Create(CreateError::Call(error))) = opening.await.expect("nobody waits") else {
            panic!("there is no turn");
        };
        let CallFailure::NotSent(error) = error.failure() else {
            panic!("{error}");
        };
        let soon = |again_after: Duration| again_after <= Duration::from_secs(10);
        assert!(matches!(error.cause, NotSentCause::NoTurn { again_after } if soon(again_after)));
    }
    // The letter that is on its way waits for its turns all the same.
    scene.agency.stands("kod 1", "signed");
    assert!(scene.until(flow.outcome()).await.is_ok());
}

#[tokio::test]
async fn an_unpaced_client_has_no_bound() {
    let scene = Scene::new().await;
    let settings = settings(&scene.agency, &scene.clock).with_pacer(Pacer::unpaced());
    let flows = Flows::new(Client::<Letters>::new(token(), settings).unwrap());
    assert_eq!(flows.capacity(), None);
}

#[tokio::test]
async fn opening_that_is_given_up_leaves_its_room() {
    let scene = Scene::new().await;
    let letter = letter();
    let mut opening = Box::pin(scene.flows.open(&letter));
    let pending = poll_fn(|context| Poll::Ready(opening.as_mut().poll(context).is_pending())).await;
    assert!(pending, "the network takes longer");
    assert!(
        format!("{:?}", scene.flows).contains("opening: 1"),
        "{:?}",
        scene.flows
    );
    drop(opening);
    assert!(
        format!("{:?}", scene.flows).contains("opening: 0"),
        "{:?}",
        scene.flows
    );
}
