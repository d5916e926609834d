//! Letters kept by one process and taken up by another.

use fk_runtime::flow::{Flows, Outcome, ResumeError};
use ring::digest::{SHA256, digest};

use crate::agency::{Agency, KEY};
use crate::letters::{Letters, code};
use crate::scene::{Scene, client, letter};

/// A file with the checksum that goes with what it holds.
fn sealed(json: &str) -> Vec<u8> {
    let hex: String = digest(&SHA256, json.as_bytes())
        .as_ref()
        .iter()
        .map(|octet| format!("{octet:02x}"))
        .collect();
    format!("fk-flow 1 sha256 {hex}\n{json}").into_bytes()
}

/// What a kept letter holds.
fn json(kept: &[u8]) -> String {
    let text = std::str::from_utf8(kept).unwrap();
    text.split_once('\n').unwrap().1.to_owned()
}

#[tokio::test]
async fn a_kept_letter_holds_neither_the_key_nor_anything_of_the_letter() {
    let scene = Scene::new().await;
    let kept = scene.open().await.keep();
    let text = String::from_utf8(kept.clone()).unwrap();
    assert!(!text.contains(KEY) && !text.contains(&letter().number) && !text.contains(&letter().text));
    let value: serde_json::Value = serde_json::from_str(&json(&kept)).unwrap();
    let names: Vec<_> = value.as_object().unwrap().keys().cloned().collect();
    assert_eq!(
        names,
        ["created", "fingerprint", "redirect", "sent", "service", "version"]
    );
    assert_eq!(value["created"], "2026-11-02T08:00:00Z");
    assert_eq!(sealed(&json(&kept)), kept);
}

#[tokio::test]
async fn a_kept_letter_is_taken_up_by_another_and_asked_for_at_once() {
    let scene = Scene::new().await;
    let flow = scene.open().await;
    let kept = flow.keep();
    drop(flow);
    scene.pass(600).await;
    assert_eq!(scene.agency.asked(), 0);
    scene.agency.stands("kod 1", "signed");
    let mut flow = scene.others().resume(&kept).unwrap();
    assert_eq!(flow.accepted().fingerprint, code("kod 1"));
    assert!(matches!(
        scene.at_once(flow.outcome()).await.unwrap(),
        Outcome::Successful { .. }
    ));
    assert_eq!(scene.agency.asked(), 1);
}

#[tokio::test]
async fn a_letter_that_is_taken_up_after_its_life_has_expired() {
    let scene = Scene::new().await;
    let flow = scene.open().await;
    let kept = flow.keep();
    drop(flow);
    scene.pass(7400).await;
    let mut flow = scene.others().resume(&kept).unwrap();
    assert!(matches!(
        scene.at_once(flow.outcome()).await.unwrap(),
        Outcome::Expired { .. }
    ));
    assert_eq!(scene.agency.asked(), 1);
}

#[tokio::test]
async fn an_absent_letter_that_is_taken_up_within_its_life_is_absent_and_about_its_end_expired() {
    let scene = Scene::new().await;
    let (early, late) = (scene.open().await.keep(), scene.open().await.keep());
    scene.agency.stands("kod 1", "gone");
    scene.pass(3600).await;
    let others = scene.others();
    let mut flow = others.resume(&early).unwrap();
    assert!(matches!(
        scene.until(flow.outcome()).await,
        Ok(Outcome::Absent { .. })
    ));
    scene.agency.stands("kod 2", "gone");
    let created = flow.accepted().created;
    let passed = || u64::try_from((scene.clock.now() - created).num_seconds()).unwrap();
    // By the other machine's clock, which may go a minute wrong, the life may be over.
    scene.pass(7150 - passed()).await;
    let mut flow = others.resume(&late).unwrap();
    assert!(matches!(
        scene.until(flow.outcome()).await,
        Ok(Outcome::Expired { .. })
    ));
    assert!(passed() >= 7260, "{}", passed());
}

#[tokio::test]
async fn an_outcome_is_kept_too_and_not_asked_for_again() {
    let scene = Scene::new().await;
    let mut flow = scene.open().await;
    scene.agency.stands("kod 1", "signed");
    let outcome = scene.until(flow.outcome()).await.unwrap();
    let asked = scene.agency.asked();
    scene.pass(7200).await;
    let mut again = scene.others().resume(&flow.keep()).unwrap();
    assert_eq!(scene.until(again.outcome()).await.unwrap(), outcome);
    assert_eq!(again.keep(), flow.keep());
    assert_eq!(scene.agency.asked(), asked);
}

#[tokio::test]
async fn a_letter_that_is_taken_up_twice_is_asked_for_once() {
    let scene = Scene::new().await;
    let flow = scene.open().await;
    let mut again = scene.flows.resume(&flow.keep()).unwrap();
    assert_eq!(scene.flows.len(), 1);
    scene.agency.stands("kod 1", "signed");
    assert!(scene.until(again.outcome()).await.is_ok());
    assert_eq!(scene.agency.asked(), 1);
}

#[tokio::test]
async fn what_is_damaged_is_refused_wherever_it_is_damaged() {
    let scene = Scene::new().await;
    let kept = scene.open().await.keep();
    let refused = |bytes: &[u8]| scene.flows.resume(bytes).map(drop).unwrap_err();
    for end in 0..kept.len() {
        let error = refused(&kept[..end]);
        assert!(
            matches!(
                error,
                ResumeError::NotKept | ResumeError::Changed | ResumeError::OtherForm
            ),
            "{end}: {error}"
        );
    }
    for at in 0..kept.len() {
        let mut changed = kept.clone();
        changed[at] ^= 1;
        refused(&changed);
    }
    assert!(matches!(
        refused(b"fk-flow 2 sha256 00\n{}"),
        ResumeError::OtherForm
    ));
    assert!(matches!(
        refused(b"fk-signed 1 sha256 00\n{}"),
        ResumeError::NotKept
    ));
    assert!(matches!(refused(&sealed("{}")), ResumeError::Form(_)));
    assert_eq!(scene.flows.len(), 0);
}

#[tokio::test]
async fn what_is_of_another_service_version_or_address_is_refused_with_what_to_do() {
    let scene = Scene::new().await;
    let kept = json(&scene.open().await.keep());
    let refused = |from: &str, to: &str| {
        assert!(kept.contains(from), "{kept}");
        scene
            .flows
            .resume(&sealed(&kept.replace(from, to)))
            .map(drop)
            .unwrap_err()
    };
    let error = refused(r#""version":"1""#, r#""version":"2""#);
    assert!(matches!(&error, ResumeError::OtherContract { found, .. } if found == "letters 2"));
    assert!(error.to_string().contains("types of its own version"), "{error}");
    assert!(matches!(
        refused("letters", "parcels"),
        ResumeError::OtherContract { .. }
    ));
    assert!(matches!(
        refused("2026-11-02", "yesterday"),
        ResumeError::Value { field: "sent" }
    ));
    let other = Flows::<Letters>::new(client(&Agency::start(&scene.clock).await, &scene.clock));
    let error = other.resume(&sealed(&kept)).map(drop).unwrap_err();
    assert!(matches!(error, ResumeError::OtherAddress { .. }), "{error}");
    assert!(!error.to_string().contains("kod"), "{error}");
    assert!(
        scene.flows.resume(&sealed(&kept)).is_ok(),
        "it is these changes that are refused"
    );
}
