//! How a port answers, over HTTP as it comes from the wire.

use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use fk_runtime::soap::{self, NoFault, Nothing, Rejection, Router, Service};
use tower::ServiceExt;

use crate::envelope;
use crate::ping::{
    self, Busy, Note, NoteOperation, Ping, PingFault, PingOperation, Pong, Token, TokenHeader, WithToken,
};

/// What has been noted.
type Notes = Mutex<Vec<String>>;

async fn pong(_: Arc<Notes>, Ping(text): Ping, (): ()) -> Result<(Pong, ()), Rejection<PingFault>> {
    match text.as_str() {
        "busy" => Err(PingFault::Busy(Busy("later".into())).into()),
        "sender" => Err(Rejection::Sender("unclear".into())),
        "receiver" => Err(Rejection::Receiver("no disk".into())),
        "forbidden" => Ok((Pong("\u{1}".into()), ())),
        _ => Ok((Pong(text), ())),
    }
}

async fn note(notes: Arc<Notes>, Note(text): Note, (): ()) -> Result<(Nothing, ()), Rejection<NoFault>> {
    notes.lock().unwrap().push(text);
    Ok((Nothing, ()))
}

fn router(port: &'static soap::Port) -> Router {
    Service::new(port, Notes::default())
        .operation::<PingOperation, _>(pong)
        .operation::<NoteOperation, _>(note)
        .with_limit(10_000)
        .into_router()
}

fn request(body: String) -> Request<Body> {
    Request::post("/")
        .header(header::CONTENT_TYPE, "text/xml; charset=utf-8")
        .body(Body::from(body))
        .unwrap()
}

async fn answer(router: Router, request: Request<Body>) -> (StatusCode, Option<String>, String) {
    let response = router.oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let content_type = parts.headers.get(header::CONTENT_TYPE);
    let content_type = content_type.map(|value| value.to_str().unwrap().to_owned());
    (
        parts.status,
        content_type,
        String::from_utf8(bytes.into()).unwrap(),
    )
}

async fn ping(text: &str) -> (StatusCode, Option<String>, String) {
    let body = format!("<Ping xmlns=\"urn:test:ping\"><text>{text}</text></Ping>");
    answer(router(&ping::PORT), request(envelope(&body))).await
}

#[tokio::test]
async fn an_answer_comes_with_200_and_a_fault_with_500() {
    let (status, content_type, body) = ping("hi").await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(content_type.as_deref(), Some("text/xml; charset=utf-8"));
    assert!(body.contains("<text>hi</text>"));
    for (text, part) in [
        ("busy", "<detail><Busy "),
        (
            "sender",
            "<faultcode>soap:Client</faultcode><faultstring>unclear</faultstring>",
        ),
        (
            "receiver",
            "<faultcode>soap:Server</faultcode><faultstring>no disk</faultstring>",
        ),
        ("forbidden", "<faultcode>soap:Server</faultcode>"),
    ] {
        let (status, _, body) = ping(text).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR, "{text}");
        assert!(body.contains(part), "{body}");
    }
}

#[tokio::test]
async fn the_element_in_the_body_tells_the_operation_and_the_action_does_not() {
    let notes = Notes::default();
    let service = Service::new(&ping::PORT, notes)
        .operation::<PingOperation, _>(pong)
        .operation::<NoteOperation, _>(note);
    let mut request = request(envelope("<Note xmlns=\"urn:test:ping\"><text>n</text></Note>"));
    let action = axum::http::HeaderValue::from_static("\"urn:test:ping:Ping\"");
    request.headers_mut().insert("soapaction", action);
    let (status, _, body) = answer(service.into_router(), request).await;
    assert_eq!((status, body.as_str()), (StatusCode::ACCEPTED, ""));
}

#[tokio::test]
async fn a_message_that_cannot_be_read_is_answered_with_a_fault() {
    for (body, part) in [
        ("nonsense".to_owned(), "soap:Client"),
        (envelope(""), "the body is empty"),
        (envelope("<Pang xmlns=\"urn:test:ping\"/>"), "the body holds Pang"),
        (envelope("<Ping xmlns=\"urn:test:ping\"/>"), "soap:Client"),
        (
            envelope("<Ping xmlns=\"urn:test:ping\"><text>hi</text></Ping>").replace(
                "<soap:Body>",
                "<soap:Header><a xmlns=\"urn:a\" soap:mustUnderstand=\"1\"/></soap:Header><soap:Body>",
            ),
            "soap:MustUnderstand",
        ),
        (
            envelope("").replace("http://schemas.xmlsoap.org/soap/envelope/", "urn:other"),
            "soap:VersionMismatch",
        ),
    ] {
        let (status, _, answer) = answer(router(&ping::PORT), request(body.clone())).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR, "{body}");
        assert!(answer.contains(part), "{answer}");
    }
}

#[tokio::test]
async fn what_is_no_call_is_turned_away_with_a_status() {
    let get = Request::get("/").body(Body::empty()).unwrap();
    let html = Request::post("/")
        .header(header::CONTENT_TYPE, "text/html")
        .body(Body::empty())
        .unwrap();
    let bare = Request::post("/").body(Body::from(envelope(""))).unwrap();
    let mut packed = request(envelope(""));
    packed.headers_mut().insert(
        header::CONTENT_ENCODING,
        axum::http::HeaderValue::from_static("gzip"),
    );
    let large = request("x".repeat(10_001));
    for (request, expected, word) in [
        (get, StatusCode::METHOD_NOT_ALLOWED, "POST"),
        (html, StatusCode::UNSUPPORTED_MEDIA_TYPE, "text/html"),
        (bare, StatusCode::UNSUPPORTED_MEDIA_TYPE, "no Content-Type"),
        (packed, StatusCode::UNSUPPORTED_MEDIA_TYPE, "gzip"),
        (large, StatusCode::PAYLOAD_TOO_LARGE, "10000 bytes"),
    ] {
        let (status, _, body) = answer(router(&ping::PORT), request).await;
        assert_eq!(status, expected);
        assert!(body.contains(word), "{body}");
    }
}

#[tokio::test]
async fn soap_1_2_answers_in_its_own_way() {
    let body = |text: &str| {
        envelope(&format!(
            "<Ping xmlns=\"urn:test:ping\"><text>{text}</text></Ping>"
        ))
        .replace(
            "http://schemas.xmlsoap.org/soap/envelope/",
            "http://www.w3.org/2003/05/soap-envelope",
        )
    };
    for (text, expected) in [
        ("hi", StatusCode::OK),
        ("busy", StatusCode::BAD_REQUEST),
        ("receiver", StatusCode::INTERNAL_SERVER_ERROR),
    ] {
        let request = Request::post("/")
            .header(
                header::CONTENT_TYPE,
                "application/soap+xml; charset=utf-8; action=\"a\"",
            )
            .body(Body::from(body(text)))
            .unwrap();
        let (status, content_type, _) = answer(router(&ping::PORT_1_2), request).await;
        assert_eq!(status, expected);
        assert_eq!(
            content_type.as_deref(),
            Some("application/soap+xml; charset=utf-8")
        );
    }
}

#[tokio::test]
async fn headers_go_both_ways() {
    async fn echo(_: Arc<()>, Ping(text): Ping, headers: TokenHeader) -> soap::Outcome<WithToken> {
        let token = Token(format!("{}!", headers.token.0));
        Ok((Pong(text), TokenHeader { token }))
    }
    let router = Service::new(&ping::PORT, ())
        .operation::<WithToken, _>(echo)
        .into_router();
    let headers = TokenHeader {
        token: Token("t".into()),
    };
    let bytes = soap::write_request::<WithToken>(soap::Version::V1_1, &Ping("hi".into()), &headers).unwrap();
    let (status, content_type, body) = answer(router, request(String::from_utf8(bytes).unwrap())).await;
    assert_eq!(status, StatusCode::OK);
    let reply = soap::read_reply::<WithToken>(soap::Version::V1_1, body.as_bytes(), content_type.as_deref());
    let Ok(soap::Reply::Answer(_, headers)) = reply else {
        panic!("expected the answer")
    };
    assert_eq!(headers.token.0, "t!");
}
