//! Letters to their outcome.

use fk_runtime::flow::{Outcome, State};

use crate::letters::{LIFE, code};
use crate::scene::Scene;

#[tokio::test]
async fn an_accepted_letter_has_a_code_and_a_page_beneath_the_services_address() {
    let scene = Scene::new().await;
    let flow = scene.open().await;
    let accepted = flow.accepted();
    assert_eq!(accepted.fingerprint, code("kod 1"));
    let page = accepted.redirect.as_str();
    assert!(
        page.starts_with(&format!("{}/sign?code=kod", scene.agency.url)),
        "{page}"
    );
    assert_eq!(
        (accepted.sent, accepted.created),
        (scene.clock.now(), scene.clock.now())
    );
    assert_eq!((scene.flows.len(), scene.flows.capacity()), (1, Some(6000)));
}

#[tokio::test]
async fn a_signature_is_seen_by_asking_alone() {
    let scene = Scene::new().await;
    let mut flow = scene.open().await;
    scene.pass(60).await;
    assert_eq!(flow.seen().unwrap().state, State::Started);
    scene.agency.stands("kod 1", "signed");
    let outcome = scene.until(flow.outcome()).await.unwrap();
    assert!(matches!(outcome, Outcome::Successful { seen } if seen <= scene.clock.now()));
    assert_eq!(
        scene.at_once(flow.outcome()).await.unwrap(),
        outcome,
        "it stays known, and nobody asks again"
    );
    assert!(scene.flows.is_empty());
}

#[tokio::test]
async fn a_hint_makes_a_signature_be_seen_at_once_and_a_forged_one_nothing() {
    let scene = Scene::new().await;
    let mut flow = scene.open().await;
    scene.flows.wake(&code("kod 1"));
    scene.pass(15).await;
    assert_eq!(flow.seen().unwrap().state, State::Started);
    scene.agency.stands("kod 1", "signed");
    let asked = scene.agency.asked();
    scene.flows.wake(&code("kod 1"));
    let outcome = scene.at_once(flow.outcome()).await.unwrap();
    assert!(matches!(outcome, Outcome::Successful { seen } if seen == scene.clock.now()));
    assert_eq!(scene.agency.asked(), asked + 1);
}

#[tokio::test]
async fn a_cancelled_letter_is_absent() {
    let scene = Scene::new().await;
    let mut flow = scene.open().await;
    scene.agency.stands("kod 1", "gone");
    let outcome = scene.until(flow.outcome()).await.unwrap();
    assert!(matches!(outcome, Outcome::Absent { .. }), "{outcome:?}");
    assert!(scene.agency.asked() >= 2, "one answer is not enough");
}

#[tokio::test]
async fn a_letter_that_nobody_signs_expires_when_its_life_is_over() {
    let scene = Scene::new().await;
    let mut flow = scene.open().await;
    scene.agency.inner().failing = 3;
    let outcome = scene.until(flow.outcome()).await.unwrap();
    let Outcome::Expired { seen } = outcome else {
        panic!("{outcome:?}");
    };
    assert!((seen - flow.accepted().created).to_std().unwrap() >= LIFE);
    assert!(scene.agency.asked() < 45, "{}", scene.agency.asked());
}

#[tokio::test]
async fn waiting_may_be_given_up_and_begun_again() {
    let scene = Scene::new().await;
    let mut flow = scene.open().await;
    tokio::select! {
        outcome = flow.outcome() => panic!("{outcome:?}"),
        () = scene.pass(30) => {}
    }
    scene.agency.stands("kod 1", "signed");
    let outcome = scene.until(flow.outcome()).await.unwrap();
    assert!(matches!(outcome, Outcome::Successful { .. }));
}

#[tokio::test]
async fn letters_of_clones_are_followed_together_and_a_dropped_one_is_not() {
    let scene = Scene::new().await;
    let (first, clone) = (scene.open().await, scene.flows.clone());
    let second = scene.open().await;
    assert_eq!(clone.len(), 2);
    drop(first);
    assert_eq!(clone.len(), 1);
    drop(second);
    scene.pass(30).await;
    assert_eq!(scene.agency.asked(), 0);
}

#[tokio::test]
async fn a_letter_is_followed_by_its_handle_alone_when_nobody_opens_more() {
    let scene = Scene::new().await;
    let mut flow = scene.open().await;
    let Scene { clock, agency, flows } = scene;
    drop(flows);
    let scene = Scene {
        flows: fk_runtime::flow::Flows::new(crate::scene::client(&agency, &clock)),
        clock,
        agency,
    };
    scene.agency.stands("kod 1", "signed");
    assert!(matches!(
        scene.until(flow.outcome()).await,
        Ok(Outcome::Successful { .. })
    ));
}

#[tokio::test]
async fn a_letter_is_opened_and_awaited_in_a_task_of_its_own() {
    let scene = Scene::new().await;
    let flows = scene.flows.clone();
    let task = tokio::spawn(async move {
        let mut flow = flows.open(&crate::scene::letter()).await.unwrap();
        flow.outcome().await.unwrap()
    });
    while scene.flows.is_empty() {
        scene.still().await;
    }
    scene.agency.stands("kod 1", "signed");
    let outcome = scene.until(task).await.unwrap();
    assert!(matches!(outcome, Outcome::Successful { .. }));
}
