//! The report for the agency's support: all that it asks for, nothing that is personal; and the key nowhere else.

use std::time::Duration;

use chrono::{TimeZone, Utc};
use fk_runtime::clock::Clock;
use fk_runtime::rest::{NoFields, Occasion};

use crate::client::{KEY, client, find, quick, register, token};
use crate::log::Log;
use crate::register::{Find, Found, KeyInQuery, number};
use crate::requests::taken;
use crate::server::{Script, Server, http};

fn assert_nothing_personal(text: &str) {
    for personal in ["189001019802", "Tolvan", "left of the door"] {
        assert!(!text.contains(personal), "{personal}: {text}");
    }
}

#[tokio::test]
async fn the_report_of_a_document_has_token_fingerprint_time_and_the_request_without_personal_data() {
    let server = Server::start(Script::CloseRead, None).await;
    let clock = Clock::manual(Utc.with_ymd_and_hms(2026, 10, 31, 23, 59, 58).unwrap());
    clock.advance(Duration::from_millis(1500)).unwrap();
    let url = format!("http://{}/e-rak", server.address);
    let error = register(&client(quick(&url).with_clock(clock)))
        .await
        .unwrap_err();
    let expected = format!(
        "Token: {KEY}\n\
         Fingerprint: (okänt)\n\
         Tidpunkt (UTC): 2026-10-31T23:59:59.500Z\n\
         Anrop: POST {url}/v1/people\n\
         Rubriker: accept, token, content-type\n\
         Svarets HTTP-status: (inget)\n\
         Innehåll utan personuppgifter: \n\
         {{\"number\":\"[utelämnat]\",\"hours\":37,\"note\":\"[utelämnat]\"}}\n"
    );
    assert_eq!(error.report(&token()), expected);
    assert_eq!(error.occasion().report(&token()), expected);
    let known = error.with_fingerprint("abc-123");
    assert!(known.report(&token()).contains("\nFingerprint: abc-123\n"));
    assert_nothing_personal(&format!("{known:?}"));
    assert!(!format!("{known:?}").contains(KEY));
}

#[tokio::test]
async fn parameters_that_are_personal_are_left_out_wherever_they_stand() {
    let server = Server::start(Script::Answer(http("404 Not Found", "text/html", "")), None).await;
    let client = client(quick(format!("http://{}", server.address)));
    let parameters = Found {
        place: "Å 1".to_owned(),
        number: Some(number()),
        word: Some("one two".to_owned()),
        hint: Some("left of the door".to_owned()),
    };
    let error = client.call::<Find>(&parameters, &()).await.unwrap_err();
    assert!(server.last_request().contains("189001019802"), "it was sent");
    let report = error.report(&token());
    assert!(
        report.contains("/v1/people/%C3%85%201/all?number=[utelämnat]&word=one%20two\n"),
        "{report}"
    );
    assert!(report.contains("Rubriker: accept, x-hint, token\n"), "{report}");
    assert!(report.contains("Svarets HTTP-status: 404\n"), "{report}");
    assert!(report.contains("Innehåll: (inget)\n"), "{report}");
    assert_nothing_personal(&report);
}

#[tokio::test]
async fn a_key_in_the_query_is_left_out_of_what_is_told() {
    let server = Server::start(Script::CloseRead, None).await;
    let client = client(quick(format!("http://{}", server.address)));
    let error = client.call::<KeyInQuery>(&NoFields, &()).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains(KEY));
    let report = error.report(&token());
    assert!(report.contains("/v1/people?api%20key=[utelämnat]\n"), "{report}");
    assert_eq!(report.matches(KEY).count(), 1, "in its own line: {report}");
}

#[tokio::test]
async fn an_answer_has_its_report_too() {
    let server = Server::start(taken(), None).await;
    let answered = register(&client(quick(format!("http://{}", server.address))))
        .await
        .unwrap();
    assert!(!format!("{answered:?}").contains(KEY));
    let occasion: Box<Occasion> = answered.occasion;
    assert!(occasion.report(&token()).contains("Svarets HTTP-status: 200\n"));
}

#[tokio::test]
async fn calls_are_logged_with_what_they_are_traced_by_and_without_key_query_and_personal_data() {
    let (log, _guard) = Log::begin();
    let scripts = [
        taken(),
        Script::CloseRead,
        Script::Answer(http("200 OK", "text/html", "189001019802")),
        Script::Answer(http(
            "400 Bad Request",
            "application/json",
            "{\"189001019802\":\"Tolvan\"}",
        )),
    ];
    for script in scripts {
        let server = Server::start(script, None).await;
        let client = client(quick(format!("http://{}", server.address)));
        let _ = register(&client).await;
        let _ = find(&client).await;
        let _ = client.call::<KeyInQuery>(&NoFields, &()).await;
        let parameters = Found {
            number: Some(number()),
            hint: Some("left of the door".to_owned()),
            ..Found::at("here")
        };
        let _ = client.call::<Find>(&parameters, &()).await;
    }
    let log = log.text();
    let line = log.lines().find(|line| line.contains("answered")).unwrap();
    for part in [
        "call{service=\"register\" version=\"1\" operation=\"register\"}",
        "status=200",
        "milliseconds=",
        "request_bytes=60",
        "answer_bytes=16",
    ] {
        assert!(line.contains(part), "{part}: {line}");
    }
    assert!(log.contains("not answered"), "{log}");
    assert!(!log.contains(KEY), "{log}");
    assert!(!log.contains("number="), "no query: {log}");
    assert_nothing_personal(&log);
}
