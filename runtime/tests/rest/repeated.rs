//! What is made again by itself, and what is not.

use fk_runtime::rest::CallFailure;

use crate::client::{Told, client, find, quick, register, told};
use crate::register::{Find, Found};
use crate::requests::taken;
use crate::server::{Script, Server, http};

fn html(status: &str) -> Script {
    Script::Answer(http(status, "text/html", "<p>Sorry</p>"))
}

async fn after(scripts: Vec<Script>) -> Server {
    Server::start(Script::InTurn(scripts), None).await
}

#[tokio::test]
async fn a_call_that_only_asks_is_made_again_when_its_answer_is_lost() {
    for lost in [
        Script::CloseRead,
        Script::Answer(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".to_vec()),
        html("500 Internal Server Error"),
        // Declared, and by something in between.
        html("503 Service Unavailable"),
    ] {
        let server = after(vec![lost.clone(), lost, taken()]).await;
        let settings = quick(format!("http://{}", server.address)).with_connect_attempts(3);
        assert_eq!(told(&find(&client(settings)).await).0, Told::Answer);
        assert_eq!(server.connections(), 3);
    }
}

#[tokio::test]
async fn it_is_made_no_more_often_than_the_settings_say() {
    let server = after(vec![Script::CloseRead, Script::CloseRead, taken()]).await;
    let settings = quick(format!("http://{}", server.address)).with_connect_attempts(2);
    let (found, said) = told(&find(&client(settings)).await);
    assert_eq!(found, Told::OutcomeUnknown, "{said}");
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn it_is_not_made_again_when_that_would_change_nothing() {
    for script in [
        html("404 Not Found"),
        html("429 Too Many Requests"),
        Script::Answer(http("200 OK", "application/json", "{}")),
        Script::Answer(http(
            "503 Service Unavailable",
            "application/json",
            "{\"said\":\"later\"}",
        )),
    ] {
        let server = Server::start(script.clone(), None).await;
        let settings = quick(format!("http://{}", server.address)).with_connect_attempts(3);
        let _ = find(&client(settings)).await;
        assert_eq!(server.connections(), 1, "{script:?}");
    }
}

#[tokio::test]
async fn a_document_is_not_sent_again() {
    let server = after(vec![Script::CloseRead, taken()]).await;
    let settings = quick(format!("http://{}", server.address)).with_connect_attempts(3);
    assert_eq!(told(&register(&client(settings)).await).0, Told::OutcomeUnknown);
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_call_in_a_turn_that_is_at_hand_is_made_once() {
    let server = after(vec![Script::CloseRead, taken()]).await;
    let client = client(quick(format!("http://{}", server.address)).with_connect_attempts(3));
    let turn = client.turn().await.unwrap();
    let result = client.call_in::<Find>(turn, &Found::at("here"), &()).await;
    let error = result.unwrap_err();
    assert!(
        matches!(error.failure(), CallFailure::OutcomeUnknown(_)),
        "{error}"
    );
    assert_eq!(server.connections(), 1);
}
