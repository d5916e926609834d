//! What is sent.

use fk_runtime::bankid::{
    App, AuthRequest, CardReader, CertificatePolicy, OrderRef, Requirement, RiskLimit, SignRequest, Url, Web,
};
use fk_runtime::signing::{Digest, HiddenData, Pair, VisibleText};
use serde_json::json;

use crate::scene::{ORDER, PERSON, Scene, request, started};
use crate::server::Act;

fn hidden() -> HiddenData {
    HiddenData::new([Pair::new("id", Digest::of(b"")).unwrap()]).unwrap()
}

fn requirement() -> Requirement {
    Requirement::new()
        .with_personal_number(PERSON.parse().unwrap())
        .with_pin_code()
        .with_mrtd()
        .with_card_reader(CardReader::Class2)
        .with_certificate_policy(CertificatePolicy::TEST_ON_CARD)
        .with_certificate_policy("1.2.752.78.1.*".parse().unwrap())
        .with_risk_limit(RiskLimit::Moderate)
}

#[tokio::test]
async fn every_field_of_an_order_is_sent_as_bankid_names_it() {
    let scene = Scene::new([Act::Json(200, started())]).await;
    let request = SignRequest::new(
        "::ffff:192.0.2.1".parse().unwrap(),
        VisibleText::simple_markdown("*Åäö*").unwrap(),
    )
    .with_hidden_data(hidden())
    .requiring(requirement())
    .with_return_url(Url::parse("https://example.se/klar#nonce=1").unwrap())
    .returning_risk()
    .from_web(Web {
        device_identifier: "cookie".into(),
        referring_domain: "example.se".into(),
        user_agent: "Browser/1".into(),
    });
    scene.client().sign(&request).await.unwrap();
    let sent = scene.server.requests().remove(0);
    assert_eq!(sent.line, "POST /rp/v6.0/sign HTTP/1.1");
    assert!(
        sent.head
            .lines()
            .any(|line| line == "content-type: application/json"),
        "{}",
        sent.head
    );
    assert_eq!(
        sent.json,
        json!({
            "endUserIp": "192.0.2.1",
            "userVisibleData": "KsOFw6TDtio=",
            "userVisibleDataFormat": "simpleMarkdownV1",
            // `id,` and the digest of nothing
            "userNonVisibleData": "aWQsZTNiMGM0NDI5OGZjMWMxNDlhZmJmNGM4OTk2ZmI5MjQyN2FlNDFlNDY0OWI5MzRjYTQ5NTk5MWI3ODUyYjg1NQ==",
            "requirement": {
                "personalNumber": PERSON,
                "pinCode": true,
                "mrtd": true,
                "cardReader": "class2",
                "certificatePolicies": ["1.2.3.4.10", "1.2.752.78.1.*"],
                "risk": "moderate",
            },
            "returnUrl": "https://example.se/klar#nonce=1",
            "returnRisk": true,
            "web": {"deviceIdentifier": "cookie", "referringDomain": "example.se", "userAgent": "Browser/1"},
        })
    );
}

#[tokio::test]
async fn what_is_not_said_is_not_sent() {
    let scene = Scene::new([Act::Json(200, started()), Act::Json(200, started())]).await;
    let client = scene.client();
    client.sign(&request()).await.unwrap();
    client
        .auth(&AuthRequest::new("2001:db8::1".parse().unwrap()))
        .await
        .unwrap();
    let sent = scene.server.requests();
    assert_eq!(
        sent[0].json,
        json!({
            "endUserIp": "192.0.2.1",
            "userVisibleData": "SmFnIHNrcml2ZXIgdW5kZXIu",
            "userVisibleDataFormat": "plaintext",
        })
    );
    assert_eq!(sent[1].line, "POST /rp/v6.0/auth HTTP/1.1");
    assert_eq!(sent[1].json, json!({"endUserIp": "2001:db8::1"}));
}

#[tokio::test]
async fn an_order_to_identify_oneself_has_the_same_fields() {
    let scene = Scene::new([Act::Json(200, started())]).await;
    let request = AuthRequest::new("192.0.2.1".parse().unwrap())
        .with_text(VisibleText::plain("Inloggning").unwrap())
        .with_hidden_data(hidden())
        .from_app(App {
            app_identifier: "se.example.app".into(),
            device_os: "Android 16".into(),
            device_model_name: "Phone".into(),
            device_identifier: "device".into(),
        });
    scene.client().auth(&request).await.unwrap();
    let sent = scene.server.requests().remove(0).json;
    assert_eq!(sent["userVisibleData"], "SW5sb2dnbmluZw==");
    assert!(sent["userNonVisibleData"].is_string());
    assert_eq!(
        sent["app"],
        json!({
            "appIdentifier": "se.example.app",
            "deviceOS": "Android 16",
            "deviceModelName": "Phone",
            "deviceIdentifier": "device",
        })
    );
    assert_eq!(sent.get("web"), None);
}

#[tokio::test]
async fn an_order_is_cancelled_and_collected_by_its_reference() {
    let (scene, order) = Scene::begun([Act::Json(200, json!({})), crate::scene::pending("started")]).await;
    order.cancel().await.unwrap();
    scene.client().collect(&OrderRef::from(ORDER)).await.unwrap();
    let sent = scene.server.requests();
    for (request, path) in sent[1..].iter().zip(["cancel", "collect"]) {
        assert_eq!(request.line, format!("POST /rp/v6.0/{path} HTTP/1.1"));
        assert_eq!(request.json, json!({"orderRef": ORDER}));
    }
    assert_eq!(sent.len(), 3);
}

#[test]
fn a_certificate_policy_is_numbers_and_dots() {
    for good in ["1.2.752.78.1.5", "1.2", "1.2.752.78.*"] {
        assert_eq!(good.parse::<CertificatePolicy>().unwrap().as_str(), good);
    }
    for bad in ["", "1", "*", "1.*.2", "1..2", "1.2.", ".1", "a.b", "1.2 ", "1.２"] {
        assert!(bad.parse::<CertificatePolicy>().is_err(), "{bad}");
    }
}
