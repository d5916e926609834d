//! What is shown and logged: nothing secret, and nothing of a person.

use fk_runtime::bankid::{AuthRequest, OrderState, Requirement, Web};
use fk_runtime::signing::VisibleText;
use serde_json::json;

use crate::log::Log;
use crate::scene::{NAME, ORDER, PERSON, QR_TOKEN, SECRET, START_TOKEN, Scene, complete, completed, refused};
use crate::server::{Act, http};

const HUSH: &[&str] = &[
    PERSON,
    NAME,
    "Tolvan",
    SECRET,
    QR_TOKEN,
    START_TOKEN,
    "192.0.2",
    "Browser",
    "cookie",
    "PD94bWwg",
    "OZvYM9",
    "2020-02-01",
    "Jag skriver",
];

fn silent(what: &str, shown: &str) {
    for word in HUSH {
        assert!(!shown.contains(word), "{what} shows {word}: {shown}");
    }
}

/// The lines that are this crate's own: TLS and HTTP tell at the lowest level that they connect to an address.
fn own(log: &str) -> String {
    log.lines()
        .filter(|line| line.contains("fk_runtime"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[tokio::test]
async fn an_order_that_completes_shows_nothing() {
    let (log, _guard) = Log::begin();
    let (_scene, mut order) = Scene::begun([complete()]).await;
    silent(
        "the order",
        &format!("{order:?} {:?} {:#?}", order.start(), order.start().clone()),
    );
    let Some(Ok(OrderState::Complete(completion))) = order.next().await else {
        panic!()
    };
    let (user, device) = (&completion.user, &completion.device);
    silent("the completion", &format!("{completion:?} {user:?} {device:?}"));
    let log = own(&log.text());
    silent("the log", &log);
    for part in [
        "operation=\"sign\"",
        "operation=\"collect\"",
        "an order has begun",
        "answered",
        "milliseconds=",
        ORDER,
    ] {
        assert!(log.contains(part), "{part}: {log}");
    }
}

#[tokio::test]
async fn errors_show_nothing_that_the_server_said_of_a_person() {
    let personal = format!("{PERSON} {NAME}");
    let mut nobody = completed();
    nobody["completionData"]["user"]["personalNumber"] = json!(format!("{PERSON}x"));
    let status = json!({"orderRef": ORDER, "status": personal});
    let other = json!({"orderRef": personal, "status": "pending"});
    for act in [
        refused(400, "invalidParameters"),
        refused(400, &personal),
        Act::Json(200, nobody),
        Act::Json(200, status),
        Act::Json(200, other),
        Act::Json(200, json!(personal)),
        Act::Json(200, json!({"orderRef": ORDER, "status": {"a": personal}})),
        Act::Bytes(http(200, "application/json", &personal)),
        Act::Bytes(http(500, &personal, &personal)),
    ] {
        let (log, _guard) = Log::begin();
        let (_scene, mut order) = Scene::begun([act.clone()]).await;
        let error = order.next().await.unwrap().unwrap_err();
        silent(&format!("the error of {act:?}"), &format!("{error} {error:?}"));
        silent("the log", &own(&log.text()));
    }
}

#[tokio::test]
async fn hints_that_are_no_codes_are_kept_and_not_shown() {
    let personal = format!("{PERSON} {NAME}");
    for status in ["pending", "failed"] {
        let answer = json!({"orderRef": ORDER, "status": status, "hintCode": personal});
        let (_scene, mut order) = Scene::begun([Act::Json(200, answer)]).await;
        let state = order.next().await.unwrap().unwrap();
        silent("the state", &format!("{state:?}"));
    }
}

#[test]
fn a_request_shows_nothing_of_the_person() {
    let request = AuthRequest::new("192.0.2.1".parse().unwrap())
        .with_text(VisibleText::plain("Jag skriver under.").unwrap())
        .requiring(Requirement::new().with_personal_number(PERSON.parse().unwrap()))
        .from_web(Web {
            device_identifier: "cookie".into(),
            referring_domain: "example.se".into(),
            user_agent: "Browser/1".into(),
        });
    silent("the request", &format!("{request:?}"));
}
