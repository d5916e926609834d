//! BankID's API, called by the client of the runtime: orders that are signed, refused, cancelled and forgotten.

use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fk_emulator::{AutoSign, Options, Security};
use fk_runtime::Environment;
use fk_runtime::bankid::{
    AuthRequest, BankIdError, Client, ErrorCode, FailureCause, Host, Loopback, OrderState, PendingHint,
    Requirement, Risk, Settings, SignRequest, SigningOrder,
};
use fk_runtime::signing::{Digest, HiddenData, Pair, VisibleText};
use fk_runtime::tls::Authorities;
use fk_runtime::verify::{Anchors, Documents, Expected, Signer, Text, verify};
use serde_json::{Value, json};

use crate::caller::{Started, identity, start, tls};
use crate::page::{Form, Page};

pub(crate) const TWELVE: &str = "189001019802";
const ELEVEN: &str = "189001019810";

pub(crate) async fn start_bankid(change: impl FnOnce(Options) -> Options) -> Started {
    start(|options| change(options.with_security(Security::Mutual))).await
}

pub(crate) fn client(started: &Started) -> Client {
    let emulator = &started.emulator;
    let url = emulator.bankid_url();
    let host = Host::Loopback(Loopback::try_from(url.as_str()).unwrap());
    let roots = Authorities::from_file(emulator.certificates().authority()).unwrap();
    let settings = Settings::new(host, identity(emulator), roots);
    Client::new(settings.with_connect_timeout(Duration::from_secs(20))).unwrap()
}

pub(crate) fn to_sign(text: &str) -> SignRequest {
    SignRequest::new("192.0.2.1".parse().unwrap(), VisibleText::plain(text).unwrap())
}

pub(crate) fn of(person: &str) -> Requirement {
    Requirement::new().with_personal_number(person.parse().unwrap())
}

async fn begin(started: &Started, required: Option<&str>) -> SigningOrder {
    let request = to_sign("Jag skriver under.");
    let request = match required {
        Some(person) => request.requiring(of(person)),
        None => request,
    };
    client(started).sign(&request).await.unwrap()
}

/// The state at this moment; the order's own stream would wait.
pub(crate) async fn state(started: &Started, order: &SigningOrder) -> Result<OrderState, BankIdError> {
    client(started).collect(order.order_ref()).await
}

async fn code(started: &Started, order: &SigningOrder) -> ErrorCode {
    match state(started, order).await {
        Err(BankIdError::Refused(error)) => error.code().clone(),
        other => panic!("{other:?}"),
    }
}

async fn failure(started: &Started, order: &SigningOrder) -> FailureCause {
    match state(started, order).await {
        Ok(OrderState::Failed(cause)) => cause,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_order_is_signed_on_the_page_and_its_signature_is_verified() {
    let started = start_bankid(|options| options).await;
    let pair = Pair::new("00000000-0000-4000-8000-000000000001", Digest::of(b"document")).unwrap();
    let hidden = HiddenData::new([pair]).unwrap();
    let text = VisibleText::plain("Jag skriver under å, ä och ö.").unwrap();
    let request = SignRequest::new("192.0.2.1".parse().unwrap(), text.clone())
        .with_hidden_data(hidden.clone())
        .requiring(of(ELEVEN).with_mrtd())
        .returning_risk();
    let mut order = client(&started).sign(&request).await.unwrap();
    assert!(matches!(
        order.next().await,
        Some(Ok(OrderState::Pending(PendingHint::OutstandingTransaction)))
    ));

    let page = Page::of(&started, &order);
    let form = Form::read(&page.get().await.1);
    assert!(matches!(
        order.next().await,
        Some(Ok(OrderState::Pending(PendingHint::UserSign)))
    ));
    page.post("sign", &form).await;
    let Some(Ok(OrderState::Complete(completion))) = order.next().await else {
        panic!("not complete")
    };
    assert!(order.next().await.is_none());

    assert_eq!(completion.user.personal_number.as_str(), ELEVEN);
    assert_eq!(completion.user.name.as_deref(), Some("Tolvan Tolvansson"));
    assert_eq!(completion.device.ip_address, Some("192.0.2.1".parse().unwrap()));
    assert_eq!(completion.step_up.unwrap().mrtd, Some(true));
    assert_eq!(completion.risk, Some(Risk::Low));
    assert!(completion.bank_id_issue_date.is_some());
    let root = std::fs::read(started.emulator.certificates().bankid_root()).unwrap();
    let expected = Expected {
        documents: Documents::Each(&hidden),
        signer: Signer::Person(ELEVEN.parse().unwrap()),
        text: Text::Is(&text),
        day: None,
    };
    let anchors = Anchors::new(Environment::Test, &root).unwrap();
    verify(&completion.delivered, &expected, &anchors, chrono::Utc::now()).unwrap();
    assert_eq!(
        code(&started, &order).await,
        ErrorCode::InvalidParameters,
        "it is collected once"
    );
}

/// What stands in an element.
fn content<'a>(xml: &'a str, element: &str) -> &'a str {
    let (_, rest) = xml.split_once(&format!("<{element}")).unwrap();
    let (_, rest) = rest.split_once('>').unwrap();
    rest.split_once("</").unwrap().0
}

#[tokio::test]
async fn an_order_can_be_refused_on_the_page() {
    let started = start_bankid(|options| options).await;
    let order = begin(&started, None).await;
    let page = Page::of(&started, &order);
    let form = Form::read(&page.get().await.1);
    page.post("cancel", &form).await;
    assert!(page.get().await.1.contains("Ended: userCancel"));
    assert_eq!(failure(&started, &order).await, FailureCause::UserCancel);
    assert_eq!(code(&started, &order).await, ErrorCode::InvalidParameters);
}

#[tokio::test]
async fn an_order_that_is_cancelled_is_not_known_any_more() {
    let started = start_bankid(|options| options).await;
    let order = begin(&started, Some(TWELVE)).await;
    let reference = order.order_ref().clone();
    let page = Page::of(&started, &order);
    order.cancel().await.unwrap();
    for gone in [
        client(&started).cancel(&reference).await,
        client(&started).collect(&reference).await.map(drop),
    ] {
        let Err(BankIdError::Refused(error)) = gone else {
            panic!("{gone:?}")
        };
        assert_eq!(error.code(), &ErrorCode::InvalidParameters);
        assert_eq!(error.details(), Some("No such order"));
    }
    assert_eq!(page.get().await.0, 404);
    begin(&started, Some(TWELVE)).await;
}

#[tokio::test]
async fn orders_can_be_signed_without_anybody() {
    let started = start_bankid(|options| options.with_auto_sign(AutoSign::at_once())).await;
    for (required, signs) in [(Some(ELEVEN), ELEVEN), (None, TWELVE)] {
        let mut order = begin(&started, required).await;
        let Some(Ok(OrderState::Complete(completion))) = order.next().await else {
            panic!("not complete")
        };
        assert_eq!(completion.user.personal_number.as_str(), signs);
    }
}

#[tokio::test]
async fn orders_can_be_signed_without_anybody_after_a_while() {
    let delay = Duration::from_millis(1500);
    let started = start_bankid(|options| options.with_auto_sign(AutoSign::after(delay))).await;
    let begun = Instant::now();
    let mut order = begin(&started, None).await;
    while let OrderState::Pending(_) = order.next().await.unwrap().unwrap() {}
    assert!(begun.elapsed() >= delay);
    assert!(order.next().await.is_none());
}

#[tokio::test]
async fn an_order_that_nobody_signs_expires() {
    let started = start_bankid(|options| options.with_order_lifetime(Duration::from_millis(1))).await;
    let order = begin(&started, Some(TWELVE)).await;
    tokio::time::sleep(Duration::from_millis(2)).await;
    assert_eq!(failure(&started, &order).await, FailureCause::ExpiredTransaction);
    assert_eq!(code(&started, &order).await, ErrorCode::InvalidParameters);
}

#[tokio::test]
async fn a_second_order_of_the_same_person_ends_the_first_and_begins_none() {
    let started = start_bankid(|options| options).await;
    let first = begin(&started, Some(TWELVE)).await;
    begin(&started, Some(ELEVEN)).await;
    let request = to_sign("Jag skriver under.").requiring(of(TWELVE));
    match client(&started).sign(&request).await {
        Err(BankIdError::Refused(error)) => assert_eq!(error.code(), &ErrorCode::AlreadyInProgress),
        other => panic!("{other:?}"),
    }
    assert_eq!(failure(&started, &first).await, FailureCause::Cancelled);
    begin(&started, Some(TWELVE)).await;
}

#[tokio::test]
async fn a_person_identifies_themself_with_or_without_a_text() {
    let started = start_bankid(|options| options.with_auto_sign(AutoSign::at_once())).await;
    let request = AuthRequest::new("2001:db8::1".parse().unwrap());
    for request in [
        request.clone(),
        request.with_text(VisibleText::simple_markdown("*Hej*").unwrap()),
    ] {
        let mut order = client(&started).auth(&request).await.unwrap();
        let Some(Ok(OrderState::Complete(completion))) = order.next().await else {
            panic!("not complete")
        };
        let signature = STANDARD.decode(completion.delivered.signature()).unwrap();
        assert_eq!(
            content(&String::from_utf8(signature).unwrap(), "funcId"),
            "Identification"
        );
    }
}

/// What the API answers to something that the client would not send.
async fn raw(started: &Started, path: &str, content_type: &str, body: &str) -> (u16, Value) {
    let answer = reqwest::Client::builder()
        .tls_backend_preconfigured(tls(&started.emulator))
        .no_proxy()
        .build()
        .unwrap()
        .post(started.emulator.bankid_url() + path)
        .header("Content-Type", content_type)
        .body(body.to_owned())
        .send()
        .await
        .unwrap();
    let status = answer.status().as_u16();
    (
        status,
        serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap(),
    )
}

#[tokio::test]
async fn what_is_not_of_the_api_is_refused_with_its_codes() {
    let started = start_bankid(|options| options).await;
    let json_type = "application/json";
    let large = format!("{{\"endUserIp\":\"{}\"}}", "1".repeat(600 * 1024));
    for (path, content_type, body, status, code, details) in [
        (
            "/sign",
            "text/plain",
            "{}",
            415,
            "unsupportedMediaType",
            "application/json",
        ),
        (
            "/sign",
            json_type,
            "{",
            400,
            "invalidParameters",
            "The body is not JSON",
        ),
        (
            "/sign",
            json_type,
            "{}",
            400,
            "invalidParameters",
            "missing field `endUserIp`",
        ),
        (
            "/sign",
            json_type,
            "{\"endUserIp\":\"192.0.2.1\"}",
            400,
            "invalidParameters",
            "Missing parameter: userVisibleData",
        ),
        (
            "/auth",
            json_type,
            "{\"endUserIp\":\"x\"}",
            400,
            "invalidParameters",
            "endUserIp is not an IP address",
        ),
        (
            "/auth",
            json_type,
            &large,
            400,
            "invalidParameters",
            "larger than 524288 bytes",
        ),
        (
            "/collect",
            json_type,
            "{\"orderRef\":\"x\"}",
            400,
            "invalidParameters",
            "No such order",
        ),
        (
            "/cancel",
            json_type,
            "{\"order\":\"x\"}",
            400,
            "invalidParameters",
            "unknown field `order`",
        ),
        ("/payment", json_type, "{}", 404, "notFound", "/rp/v6.0/"),
        ("", json_type, "{}", 404, "notFound", "/rp/v6.0/"),
    ] {
        let (told, answer) = raw(&started, path, content_type, body).await;
        assert_eq!(
            (told, &answer["errorCode"]),
            (status, &json!(code)),
            "{path} {answer}"
        );
        assert!(
            answer["details"].as_str().unwrap().contains(details),
            "{path} {answer}"
        );
    }
    let (status, answer) = started.get("/rp/v6.0/sign").await;
    assert_eq!(status, 405);
    assert!(String::from_utf8(answer).unwrap().contains("methodNotAllowed"));
    let (status, answer) = raw(
        &started,
        "/auth",
        "application/json; charset=utf-8",
        "{\"endUserIp\":\"::1\"}",
    )
    .await;
    assert_eq!(status, 200, "{answer}");
}

#[tokio::test]
async fn a_caller_without_certificate_begins_no_order() {
    let started = start_bankid(|options| options).await;
    let url = started.emulator.bankid_url() + "/auth";
    let other = start(|options| options.with_security(Security::Mutual)).await;
    let client = reqwest::Client::builder()
        .tls_backend_preconfigured(tls(&other.emulator))
        .no_proxy()
        .build()
        .unwrap();
    assert!(client.post(url).body("{}").send().await.is_err());
}
