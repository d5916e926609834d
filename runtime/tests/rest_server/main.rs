//! The other side of an operation: what is let in, what is carried out, and what is answered to what cannot be read.
#![allow(clippy::unwrap_used, missing_docs)]

mod service;

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, request};
use fk_runtime::rest::server::Server;
use tower::ServiceExt;

use service::{Look, Note, Notes, Put};

/// An answer: status, Content-Type, text.
type Told = (u16, String, String);

async fn told(request: Request<Body>) -> Told {
    let server = Server::new(Arc::new(Notes)).with_limit(200);
    let router = server
        .operation::<Put>()
        .operation::<Look>()
        .operation_at::<Note>("/my/own/{name}");
    let response = router.into_router().oneshot(request).await.unwrap();
    let field = |name: &str| {
        let value = response.headers().get(name);
        value.map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
    };
    let (status, content_type) = (response.status(), field("content-type"));
    if status == StatusCode::UNAUTHORIZED {
        assert_eq!(field("www-authenticate"), "ApiKey");
    }
    let allow = field("allow");
    let text = to_bytes(response.into_body(), 10_000).await.unwrap();
    let text = String::from_utf8(text.to_vec()).unwrap();
    (status.as_u16(), content_type, text + &allow)
}

/// What puts a note, right unless it is changed.
fn put() -> request::Builder {
    Request::builder()
        .method("PUT")
        .uri("/notes/7?colour=red")
        .header("Key", "one")
        .header("X-Trace", "a")
        .header("Content-Type", "application/json")
}

fn body(text: &str) -> Body {
    Body::from(text.to_owned())
}

#[tokio::test]
async fn an_operation_is_given_its_parameters_from_everywhere_and_its_body_and_answers_in_json() {
    let (status, content_type, text) = told(put().body(body(r#"{"text":"hi"}"#)).unwrap()).await;
    assert_eq!((status, &*content_type), (200, "application/json"));
    assert_eq!(text, r#"{"text":"one/7/red/a: hi"}"#);
}

#[tokio::test]
async fn what_is_left_out_and_may_be_is_absent() {
    let request = put().uri("/notes/7").body(body(r#"{"text":"hi"}"#)).unwrap();
    assert_eq!(told(request).await.2, r#"{"text":"one/7/-/a: hi"}"#);
}

#[tokio::test]
async fn an_answer_without_a_body_has_none() {
    let request = Request::builder()
        .uri("/notes")
        .header("Key", "one")
        .body(Body::empty());
    let (status, content_type, text) = told(request.unwrap()).await;
    assert_eq!((status, &*content_type, &*text), (204, "", ""));
}

#[tokio::test]
async fn an_operation_stands_at_a_path_of_ones_own_and_asks_for_no_key_when_it_has_none() {
    let request = |text: &str| {
        Request::builder()
            .method("POST")
            .uri("/my/own/x")
            .body(body(text))
            .unwrap()
    };
    assert_eq!(told(request("")).await.0, 204);
    let (status, _, text) = told(request("x")).await;
    assert_eq!(status, 400);
    assert!(text.contains("the operation has none"), "{text}");
}

#[tokio::test]
async fn no_key_an_empty_one_and_two_are_answered_with_401_before_the_body_is_looked_at() {
    let without = Request::builder().method("PUT").uri("/notes/7");
    let empty = || Request::builder().method("PUT").uri("/notes/7").header("Key", "");
    for request in [
        without,
        empty(),
        empty().header("Key", "one"),
        put().header("Key", "one"),
    ] {
        let (status, _, text) = told(request.body(body("{")).unwrap()).await;
        assert_eq!(status, 401);
        assert_eq!(text, "expected one key, Key in the header of the request\n");
    }
}

#[tokio::test]
async fn whoever_is_not_admitted_is_answered_as_the_service_has_it() {
    let request = Request::builder()
        .uri("/notes")
        .header("Key", "two")
        .body(Body::empty());
    let (status, _, text) = told(request.unwrap()).await;
    assert_eq!((status, &*text), (403, "another key\n"));
}

#[tokio::test]
async fn what_is_wrong_with_a_request_is_said_without_what_was_sent() {
    let right = r#"{"text":"hi"}"#;
    for (request, status, words) in [
        (
            put().uri("/notes/x189001019802").body(body(right)),
            400,
            "number is not written as",
        ),
        (
            put().uri("/notes/7?colour=189001019802").body(body(right)),
            400,
            "colour has length 12",
        ),
        (
            put().uri("/notes/7?c189001019802=a").body(body(right)),
            400,
            "a name is not declared",
        ),
        (
            put().uri("/notes/7?number=8").body(body(right)),
            400,
            "a name is not declared",
        ),
        (
            put().uri("/notes/7?colour=a&colour=b").body(body(right)),
            400,
            "colour stands twice",
        ),
        (
            put().header("X-Trace", "b").body(body(right)),
            400,
            "X-Trace stands twice",
        ),
        (
            put().body(body(r#"{"text":189001019802}"#)),
            400,
            "text: expected a string, found a number",
        ),
        (
            put().body(body(r#"{"t189001019802":1}"#)),
            400,
            "whose name is not shown",
        ),
        (
            put().body(body(&" ".repeat(201))),
            413,
            "larger than the limit of 200 bytes",
        ),
        (
            put().header("Content-Encoding", "gzip").body(body(right)),
            415,
            "no Content-Encoding",
        ),
        (put().body(Body::from_stream(Broken)), 400, "ended too early"),
    ] {
        let (found, content_type, text) = told(request.unwrap()).await;
        assert_eq!(found, status, "{text}");
        assert!(text.contains(words) && text.ends_with('\n'), "{text}");
        assert!(!text.contains("1890"), "{text}");
        assert!(content_type.starts_with("text/plain"), "{content_type}");
    }
}

#[tokio::test]
async fn a_body_says_that_it_is_what_the_contract_has() {
    let sent = |content_type: &'static str| async move {
        let request = Request::builder()
            .method("PUT")
            .uri("/notes/7")
            .header("Key", "one")
            .header("X-Trace", "a")
            .header("Content-Type", content_type);
        told(request.body(body(r#"{"text":"hi"}"#)).unwrap()).await.0
    };
    for right in [
        "application/json",
        "Application/JSON",
        "application/json; charset=utf-8",
        "application/json;charset=\"UTF-8\"",
    ] {
        assert_eq!(sent(right).await, 200, "{right}");
    }
    for wrong in [
        "text/plain",
        "application/json; charset=latin1",
        "application/json2",
        "json",
        "",
    ] {
        assert_eq!(sent(wrong).await, 415, "{wrong}");
    }
}

#[tokio::test]
async fn a_body_that_the_contract_has_an_answer_for_is_answered_by_the_service() {
    let request = put().body(body(r#"{"text":""}"#)).unwrap();
    let (status, _, text) = told(request).await;
    assert_eq!((status, &*text), (422, r#"{"text":"text"}"#));
}

#[tokio::test]
async fn another_method_is_answered_with_the_one_that_would_do() {
    for (method, uri, allow) in [("POST", "/notes/7", "PUT"), ("PUT", "/notes", "GET,HEAD")] {
        let request = Request::builder().method(method).uri(uri).header("Key", "one");
        let (status, _, text) = told(request.body(Body::empty()).unwrap()).await;
        assert_eq!(status, 405);
        assert!(text.ends_with(&format!("which Allow says\n{allow}")), "{text}");
    }
    let request = Request::builder().uri("/other").body(Body::empty()).unwrap();
    assert_eq!(told(request).await.0, 404);
}

#[tokio::test]
async fn an_answer_that_the_contract_does_not_admit_is_not_sent() {
    let request = put().uri("/notes/99").body(body(r#"{"text":"hi"}"#)).unwrap();
    let (status, _, text) = told(request).await;
    assert_eq!(status, 500);
    assert!(
        text.contains("not one that the contract admits: text has length"),
        "{text}"
    );
}

/// A body that breaks off.
struct Broken;

impl futures_core::Stream for Broken {
    type Item = Result<&'static [u8], std::io::Error>;

    fn poll_next(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(Some(Err(std::io::ErrorKind::ConnectionReset.into())))
    }
}
