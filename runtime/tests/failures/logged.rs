//! What a call leaves in the log: what it is traced by, and nothing personal.

use std::time::Duration;

use fk_runtime::soap::Client;
use tokio::time::timeout;

use crate::client::{Told, call, client, quick};
use crate::log::Log;
use crate::server::{PONG, Script, Server, http, soap};

/// What is logged while a client calls a server that follows a script.
async fn logged(script: Script, act: impl AsyncFnOnce(Client)) -> String {
    let (log, _guard) = Log::begin();
    let server = Server::start(script, None).await;
    act(client(quick(format!("http://{}/", server.address)))).await;
    log.text()
}

#[tokio::test]
async fn an_answer_is_logged_with_what_it_is_traced_by() {
    let log = logged(Script::Answer(soap("200 OK", PONG)), async |client| {
        assert_eq!(call(&client).await.0, Told::Answer);
    })
    .await;
    let line = log.lines().find(|line| line.contains("answered")).unwrap();
    for part in [
        "call{service=\"ping\" version=\"1\" operation=\"Ping\" document_id=\"00000000-0000-4000-8000-000000000001\"}",
        "tx_id=\"hi\"",
        "status=200",
        "milliseconds=",
        "request_bytes=",
        "answer_bytes=",
    ] {
        assert!(line.contains(part), "{part}: {line}");
    }
}

#[tokio::test]
async fn nothing_that_may_be_personal_is_logged_or_told() {
    let fault =
        "<s:Fault><faultcode>s:Server</faultcode><faultstring>189001019802 Tolvan</faultstring></s:Fault>";
    let busy = "<s:Fault><faultcode>s:Server</faultcode><faultstring>189001019802 Tolvan</faultstring><detail>\
                <Quiet xmlns=\"urn:test:ping\">189001019802 Tolvan</Quiet></detail></s:Fault>";
    for bytes in [
        soap("500 Internal Server Error", fault),
        soap("500 Internal Server Error", busy),
        soap(
            "200 OK",
            "<Pong xmlns=\"urn:test:ping\"><text>189001019802 Tolvan</text><Tolvan/></Pong>",
        ),
        http("200 OK", "text/xml", "189001019802 Tolvan"),
    ] {
        let log = logged(Script::Answer(bytes), async |client| {
            let (told, said) = call(&client).await;
            assert_eq!(told, Told::OutcomeUnknown);
            assert!(!said.contains("189001019802"), "{said}");
        })
        .await;
        assert!(log.contains("not answered"), "{log}");
        assert!(!log.contains("189001019802"), "{log}");
    }
}

#[tokio::test]
async fn a_call_that_is_given_up_on_its_way_is_logged_with_its_document() {
    let log = logged(Script::Silence, async |client| {
        assert!(timeout(Duration::from_millis(200), call(&client)).await.is_err());
    })
    .await;
    let line = log.lines().find(|line| line.contains("given up")).unwrap();
    assert!(
        line.contains("WARN") && line.contains("00000000-0000-4000-8000-000000000001"),
        "{line}"
    );
}
