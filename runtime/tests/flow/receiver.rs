//! The return link and the signal.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, Response, StatusCode, header};
use fk_runtime::flow::Outcome;
use fk_runtime::flow::receiver::{AllowedOrigin, Receiver, Returned};
use tower::ServiceExt;

use crate::letters::{Letters, code};
use crate::scene::Scene;

const ORIGIN: &str = "https://etjanst.example";

fn router(scene: &Scene) -> Router {
    let receiver = Receiver::new(scene.flows.clone(), AllowedOrigin::new(ORIGIN).unwrap());
    let page = |returned: Returned<Letters>| async move { format!("{returned:?}") };
    Router::new()
        .nest("/e-rak/signal", receiver.signal())
        .nest("/e-rak/retur", receiver.return_link(page))
}

async fn send(router: &Router, request: Request<Body>) -> Response<Body> {
    router.clone().oneshot(request).await.unwrap()
}

fn signal(content_type: &str, origin: &str, body: impl Into<Body>) -> Request<Body> {
    Request::post("/e-rak/signal")
        .header(header::CONTENT_TYPE, content_type)
        .header(header::ORIGIN, origin)
        .body(body.into())
        .unwrap()
}

fn good(code: &str) -> String {
    format!(r#"{{"code":"{code}","state":"signed"}}"#)
}

fn field<'r>(response: &'r Response<Body>, name: &str) -> Option<&'r str> {
    response.headers().get(name).map(|value| value.to_str().unwrap())
}

#[tokio::test]
async fn a_signal_wakes_its_letter_and_is_not_believed() {
    let scene = Scene::new().await;
    let (router, mut flow) = (router(&scene), scene.open().await);
    let answer = send(&router, signal("application/json", ORIGIN, good("kod 1"))).await;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    scene.pass(20).await;
    assert!(scene.agency.asked() > 0 && scene.flows.len() == 1, "forged");
    scene.agency.stands("kod 1", "signed");
    let answer = send(
        &router,
        signal("application/json; charset=utf-8", ORIGIN, good("kod 1")),
    )
    .await;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    assert!(matches!(
        scene.at_once(flow.outcome()).await.unwrap(),
        Outcome::Successful { .. }
    ));
}

#[tokio::test]
async fn signals_of_known_and_unknown_letters_are_answered_alike_and_unknown_ones_cost_no_call() {
    let scene = Scene::new().await;
    let (router, _flow) = (router(&scene), scene.open().await);
    let known = send(&router, signal("application/json", ORIGIN, good("kod 1"))).await;
    scene.still().await;
    let asked = scene.agency.asked();
    for number in 2..200 {
        let request = signal("application/json", ORIGIN, good(&format!("kod {number}")));
        let unknown = send(&router, request).await;
        assert_eq!(
            (unknown.status(), unknown.headers()),
            (known.status(), known.headers())
        );
    }
    assert_eq!(scene.agency.asked(), asked);
}

#[tokio::test]
async fn a_flood_of_signals_makes_few_calls() {
    let scene = Scene::new().await;
    let (router, _flow) = (router(&scene), scene.open().await);
    scene.pass(300).await;
    let asked = scene.agency.asked();
    for _ in 0..12 {
        for _ in 0..100 {
            send(&router, signal("application/json", ORIGIN, good("kod 1"))).await;
        }
        scene.pass(5).await;
    }
    let calls = scene.agency.asked() - asked;
    assert!((5..=8).contains(&calls), "{calls} calls in a minute");
}

#[tokio::test]
async fn cors_is_answered_for_the_one_origin_alone() {
    let scene = Scene::new().await;
    let router = router(&scene);
    let preflight = |origin: &str| {
        Request::builder()
            .method(Method::OPTIONS)
            .uri("/e-rak/signal")
            .header(header::ORIGIN, origin)
            .header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST")
            .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "content-type")
            .body(Body::empty())
            .unwrap()
    };
    let answer = send(&router, preflight(ORIGIN)).await;
    assert!(answer.status().is_success());
    assert_eq!(field(&answer, "access-control-allow-origin"), Some(ORIGIN));
    assert_eq!(field(&answer, "access-control-allow-methods"), Some("POST"));
    assert_eq!(
        field(&answer, "access-control-allow-headers"),
        Some("content-type")
    );
    assert_eq!(field(&answer, "access-control-allow-credentials"), None);
    assert!(field(&answer, "vary").is_some_and(|vary| vary.to_ascii_lowercase().contains("origin")));
    let answer = send(&router, signal("application/json", ORIGIN, good("kod 1"))).await;
    assert_eq!(field(&answer, "access-control-allow-origin"), Some(ORIGIN));
    assert!(field(&answer, "vary").is_some_and(|vary| vary.to_ascii_lowercase().contains("origin")));
    for other in [
        "https://evil.example",
        "http://etjanst.example",
        "https://etjanst.example:8443",
        "https://etjanst.example.evil.example",
        "null",
    ] {
        let answer = send(&router, preflight(other)).await;
        assert_eq!(field(&answer, "access-control-allow-origin"), None, "{other}");
        let answer = send(&router, signal("application/json", other, good("kod 1"))).await;
        assert_eq!(field(&answer, "access-control-allow-origin"), None, "{other}");
    }
}

#[tokio::test]
async fn what_is_no_signal_is_refused_and_wakes_nothing() {
    let scene = Scene::new().await;
    let (router, _flow) = (router(&scene), scene.open().await);
    let large = format!("{}{}", " ".repeat(4096), good("kod 1"));
    for (status, request) in [
        (
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            signal("text/plain", ORIGIN, good("kod 1")),
        ),
        (
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            signal("application/x-www-form-urlencoded", ORIGIN, good("kod 1")),
        ),
        (
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Request::post("/e-rak/signal").body(good("kod 1").into()).unwrap(),
        ),
        (
            StatusCode::PAYLOAD_TOO_LARGE,
            signal("application/json", ORIGIN, large),
        ),
        (StatusCode::BAD_REQUEST, signal("application/json", ORIGIN, "{}")),
        (
            StatusCode::BAD_REQUEST,
            signal("application/json", ORIGIN, "not json"),
        ),
        (
            StatusCode::BAD_REQUEST,
            signal("application/json", ORIGIN, good(&"k".repeat(41))),
        ),
        (
            StatusCode::METHOD_NOT_ALLOWED,
            Request::get("/e-rak/signal").body(Body::empty()).unwrap(),
        ),
    ] {
        let what = format!("{request:?}");
        assert_eq!(send(&router, request).await.status(), status, "{what}");
    }
    scene.still().await;
    assert_eq!(scene.agency.asked(), 0);
}

async fn page(router: &Router, query: &str) -> (Response<Body>, String) {
    let request = Request::get(format!("/e-rak/retur{query}"))
        .body(Body::empty())
        .unwrap();
    let (parts, body) = send(router, request).await.into_parts();
    let text = to_bytes(body, 4096).await.unwrap();
    (
        Response::from_parts(parts, Body::empty()),
        String::from_utf8(text.to_vec()).unwrap(),
    )
}

#[tokio::test]
async fn the_return_link_wakes_its_letter_and_the_page_is_the_suppliers() {
    let scene = Scene::new().await;
    let (router, mut flow) = (router(&scene), scene.open().await);
    scene.agency.stands("kod 1", "signed");
    let (answer, text) = page(&router, "?ours=1&code=kod%201&ours=2").await;
    assert_eq!(
        (answer.status(), text),
        (StatusCode::OK, format!("From({:?})", code("kod 1")))
    );
    assert_eq!(field(&answer, "cache-control"), Some("no-store"));
    assert_eq!(field(&answer, "referrer-policy"), Some("no-referrer"));
    assert!(matches!(
        scene.at_once(flow.outcome()).await.unwrap(),
        Outcome::Successful { .. }
    ));
}

#[tokio::test]
async fn a_return_link_that_says_nothing_shows_the_suppliers_page_too() {
    let scene = Scene::new().await;
    let (router, _flow) = (router(&scene), scene.open().await);
    let too_long = format!("?code={}", "k".repeat(41));
    for query in [
        "",
        "?",
        "?ours=1",
        "?code=",
        "?code=kod%201&code=kod%201",
        "?code=%ff%00",
        &too_long,
    ] {
        let (answer, text) = page(&router, query).await;
        if text != "Unknown" {
            assert_eq!(
                (query, text.starts_with("From(")),
                ("?code=%ff%00", true),
                "{text}"
            );
        }
        assert_eq!(answer.status(), StatusCode::OK);
    }
    scene.still().await;
    assert_eq!(scene.agency.asked(), 0);
}

#[test]
fn an_origin_is_a_scheme_a_host_and_a_port_that_nobody_can_listen_in_on() {
    for (text, origin) in [
        ("https://etjanst.example", "https://etjanst.example"),
        ("https://Etjanst.example:443/", "https://etjanst.example"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
    ] {
        let allowed = AllowedOrigin::new(text).unwrap();
        assert!(
            format!("{allowed:?}").contains(&format!("\"{origin}\"")),
            "{allowed:?}"
        );
    }
    for text in [
        "*",
        "null",
        "etjanst.example",
        "http://etjanst.example",
        "https://etjanst.example/e-rak",
        "https://etjanst.example?x",
        "https://user@etjanst.example",
        "ftp://etjanst.example",
    ] {
        assert!(AllowedOrigin::new(text).is_err(), "{text}");
    }
}
