//! What is answered to a supplier.

use fk_contracts::erak::current::{CreateOperation, Fingerprint, Flodesstatus, StatusOperation};
use fk_emulator::{BillError, BillState, ErakOptions, Security};
use fk_runtime::rest::Operation;

use super::supplier::{RETURN, Scene, TOKEN, new, query, told};
use crate::caller::tls;
use fk_tests::bills::SCENARIOS;

#[tokio::test]
async fn a_bill_of_each_scenario_is_taken_in_and_waits_until_it_is_signed() {
    let scene = Scene::new(|options| options).await;
    let erak = scene.started.emulator.erak();
    for scenario in SCENARIOS {
        for bill in [scenario.smallest(), scenario.fullest()] {
            let fingerprint = scene.hand_over(&new(&bill)).await;
            assert_eq!(scene.status(&fingerprint).await, Flodesstatus::Started);
            erak.sign(&fingerprint).unwrap();
            assert_eq!(scene.status(&fingerprint).await, Flodesstatus::Successful);
        }
    }
    let bills = erak.bills();
    assert_eq!(bills.len(), 12);
    assert!(bills.iter().all(|bill| bill.state == BillState::Signed));
    assert!(bills.iter().map(|bill| bill.number).eq(0..12));
}

#[tokio::test]
async fn each_bill_has_a_code_of_its_own_that_nobody_guesses() {
    let scene = Scene::new(|options| options).await;
    let (one, other) = (scene.create().await, scene.create().await);
    assert_ne!(one, other);
    for code in [one, other] {
        // 122 random bits of a UUID.
        assert_eq!(code.as_str().len(), 32);
        assert!(code.as_str().bytes().all(|byte| byte.is_ascii_hexdigit()));
    }
}

#[tokio::test]
async fn a_bill_of_one_supplier_is_absent_for_another() {
    let scene = Scene::new(|options| options).await;
    let fingerprint = scene.create().await;
    let (status, text) = told(scene.ask("another", &fingerprint)).await;
    assert_eq!((status, &*text), (200, r#"{"status":"ABSENT"}"#));
    assert_eq!(scene.status(&fingerprint).await, Flodesstatus::Started);
}

#[tokio::test]
async fn a_code_that_was_never_given_out_is_absent() {
    let scene = Scene::new(|options| options).await;
    scene.create().await;
    let unknown = Fingerprint::try_from("0".repeat(32)).unwrap();
    assert_eq!(scene.status(&unknown).await, Flodesstatus::Absent);
    let erak = scene.started.emulator.erak();
    assert_eq!(erak.open(&unknown).unwrap_err(), BillError::Unknown);
    assert_eq!(erak.sign(&unknown).unwrap_err(), BillError::Unknown);
    assert_eq!(erak.cancel(&unknown).unwrap_err(), BillError::Unknown);
}

#[tokio::test]
async fn without_a_token_and_with_one_that_is_not_admitted_the_answer_is_401_and_nothing_is_counted() {
    let only = ErakOptions::new().with_tokens([TOKEN, "second"]);
    let scene = Scene::new(|options| options.with_erak(only)).await;
    let body = new(&SCENARIOS[0].smallest()).to_string();
    for token in ["", "another", "a toke", "a tokens"] {
        assert_eq!(told(scene.post(token, body.clone())).await.0, 401, "{token}");
        let unknown = Fingerprint::try_from("x").unwrap();
        let (status, text) = told(scene.ask(token, &unknown)).await;
        assert_eq!(status, 401, "{token}");
        assert!(token.is_empty() || !text.contains(token), "{text}");
    }
    let bare = scene.http.get(scene.url(StatusOperation::DESCRIPTION.path));
    assert_eq!(told(bare).await.0, 401);
    assert_eq!(scene.started.emulator.erak().calls(), 0);
    for token in [TOKEN, "second"] {
        assert_eq!(told(scene.post(token, body.clone())).await.0, 200);
    }
    assert_eq!(scene.started.emulator.erak().bills().len(), 2);
}

#[tokio::test]
async fn what_is_no_call_as_the_contract_has_it_is_told_in_words() {
    let scene = Scene::new(|options| options).await;
    let create = scene.url(CreateOperation::DESCRIPTION.path);
    let status = scene.url(StatusOperation::DESCRIPTION.path);
    let get = |url: String| scene.http.get(url).header("Token", TOKEN);
    let post = |content_type: &str, body: String| {
        let post = scene.http.post(&create).header("Token", TOKEN);
        post.header("Content-Type", content_type).body(body)
    };
    for (request, expected, words) in [
        (get(create.clone()), 405, "another method"),
        (post("text/plain", "{}".into()), 415, "application/json"),
        (
            post("application/json", " ".repeat(1024 * 1024 + 1)),
            413,
            "limit of 1048576 bytes",
        ),
        (get(status.clone()), 400, "fingerprint is missing"),
        (
            get(format!("{status}?fingerprint=")),
            400,
            "fingerprint has length 0",
        ),
        (
            get(format!("{status}?fingerprint=a&fingerprint=b")),
            400,
            "stands twice",
        ),
        (
            get(format!("{status}?finger=189001019802")),
            400,
            "expected one of fingerprint",
        ),
    ] {
        let (found, text) = told(request).await;
        assert_eq!(found, expected, "{text}");
        assert!(text.contains(words) && !text.contains("1890"), "{text}");
    }
}

#[tokio::test]
async fn it_answers_where_the_other_services_do_too() {
    for security in [Security::Plain, Security::Mutual] {
        let scene = Scene::new(|options| options.with_security(security)).await;
        let fingerprint = scene.create().await;
        let emulator = &scene.started.emulator;
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls(emulator))
            .no_proxy()
            .build()
            .unwrap();
        let path = StatusOperation::DESCRIPTION.path;
        let url = format!("{}{path}?{}", emulator.base_url(), query(fingerprint.as_str()));
        let (status, text) = told(http.get(url).header("Token", TOKEN)).await;
        assert_eq!((status, &*text), (200, r#"{"status":"STARTED"}"#));
        let (status, directory) = told(http.get(emulator.base_url() + "/elsewhere")).await;
        assert_eq!(status, 404);
        for line in ["POST /public/v1/create", "GET /public/v1/status", "GET /sign"] {
            assert!(directory.contains(line), "{directory}");
        }
        let page = emulator.base_url() + "/sign?" + &query(fingerprint.as_str());
        let (status, html) = told(http.get(&page)).await;
        assert_eq!(status, 200);
        assert!(html.contains("Skriv under räkning för oktober 2026"), "{html}");
        assert_eq!(
            told(http.get(page).header("Host", "stranger.example")).await.0,
            403
        );
    }
}

#[tokio::test]
async fn a_test_signs_and_cancels_as_the_page_does_and_is_told_what_the_browser_does_then() {
    let scene = Scene::new(|options| options).await;
    let erak = scene.started.emulator.erak();
    let mut sent = new(&SCENARIOS[0].smallest());
    sent["signalUrl"] = "https://supplier.example/signal".into();
    let fingerprint = scene.hand_over(&sent).await;

    let opened = erak.open(&fingerprint).unwrap();
    assert_eq!(opened.state, BillState::Started);
    assert_eq!(opened.sent.leverantor.as_str(), "Leverantören");
    assert!(opened.forged.is_none());
    assert_eq!(erak.waiting().len(), 1);
    let leaving = erak.sign(&fingerprint).unwrap();
    assert_eq!(
        leaving.return_link.as_str(),
        format!("{RETURN}&{}", query(fingerprint.as_str()))
    );
    let signal = leaving.signal.unwrap();
    assert_eq!(signal.url.as_str(), "https://supplier.example/signal");
    assert_eq!(
        (signal.body.status, &signal.body.fingerprint),
        (Flodesstatus::Successful, &fingerprint)
    );
    assert!(erak.waiting().is_empty());
    assert_eq!(erak.sign(&fingerprint).unwrap_err(), BillError::AlreadySigned);
    assert_eq!(erak.cancel(&fingerprint).unwrap_err(), BillError::AlreadySigned);
    assert_eq!(erak.open(&fingerprint).unwrap().state, BillState::Signed);

    let fingerprint = scene.hand_over(&sent).await;
    let leaving = erak.cancel(&fingerprint).unwrap();
    assert!(leaving.signal.is_none());
    assert!(
        leaving
            .return_link
            .as_str()
            .ends_with(&query(fingerprint.as_str()))
    );
    assert_eq!(scene.status(&fingerprint).await, Flodesstatus::Absent, "at once");
    assert_eq!(erak.sign(&fingerprint).unwrap_err(), BillError::Unknown);
    assert_eq!(erak.bills()[1].state, BillState::Cancelled);
}

#[tokio::test]
async fn nothing_personal_and_no_token_is_shown_of_what_was_handed_over() {
    let scene = Scene::new(|options| options).await;
    scene.create().await;
    let emulator = &scene.started.emulator;
    let shown = format!("{:?} {emulator:?}", emulator.erak().bills());
    for secret in ["189001019802", "Testsson", "174 06 05", TOKEN, "supplier.example"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
