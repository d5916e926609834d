//! Each failure beside what the caller is told.

use crate::client::{Told, client, find, quick, register, told};
use crate::server::{Script, Server, http};

struct Row {
    what: &'static str,
    script: Script,
    told: Told,
    /// Words that the caller is told.
    words: &'static str,
}

fn row(what: &'static str, script: Script, told: Told, words: &'static str) -> Row {
    Row {
        what,
        script,
        told,
        words,
    }
}

fn answer(status: &'static str, content_type: &str, body: &str, told: Told, words: &'static str) -> Row {
    row(
        status,
        Script::Answer(http(status, content_type, body)),
        told,
        words,
    )
}

const HTML: &str = "<html><body>Sorry, 189001019802</body></html>";

fn table() -> Vec<Row> {
    use Told::{OutcomeUnknown, Refused};
    let html = |status, told, words| answer(status, "text/html", HTML, told, words);
    let json = |status, body, told, words| answer(status, "application/json", body, told, words);
    let cut = |bytes: Vec<u8>| bytes[..bytes.len() - 5].to_vec();
    vec![
        row(
            "closed unread",
            Script::CloseUnread,
            OutcomeUnknown,
            "without an answer",
        ),
        row("closed", Script::CloseRead, OutcomeUnknown, "without an answer"),
        row("silent", Script::Silence, OutcomeUnknown, "no answer within 1s"),
        row(
            "cut short",
            Script::Answer(cut(http("200 OK", "application/json", "{\"said\":\"taken\"}"))),
            OutcomeUnknown,
            "in the middle of the answer",
        ),
        // A declared status, and something else.
        html(
            "200 OK",
            OutcomeUnknown,
            "is `text/html`, expected `application/json`",
        ),
        answer(
            "200 OK",
            "application/json-ish",
            "{}",
            OutcomeUnknown,
            "`application/json-ish`",
        ),
        row(
            "no media type",
            Script::Answer(b"HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n{\"said\":\"taken\"}".to_vec()),
            OutcomeUnknown,
            "has no Content-Type",
        ),
        json("200 OK", "{}", OutcomeUnknown, "HTTP status 200"),
        json(
            "200 OK",
            "{\"said\":\"a\",\"x189001019802\":1}",
            OutcomeUnknown,
            "HTTP status 200",
        ),
        json("503 Service Unavailable", "{", OutcomeUnknown, "HTTP status 503"),
        html("503 Service Unavailable", OutcomeUnknown, "`text/html`"),
        // The reason is lost, and not the outcome.
        html(
            "400 Bad Request",
            Refused(400),
            "why cannot be read: the answer with the status 400 is `text/html`",
        ),
        json(
            "400 Bad Request",
            "{\"other\":1}",
            Refused(400),
            "why cannot be read",
        ),
        // Statuses that the contract does not declare.
        html(
            "201 Created",
            OutcomeUnknown,
            "declares no answer with the status 201",
        ),
        json(
            "202 Accepted",
            "{\"said\":\"taken\"}",
            OutcomeUnknown,
            "declares no answer",
        ),
        html("302 Found", Refused(302), "redirections are not followed"),
        html("401 Unauthorized", Refused(401), "or the key"),
        html("403 Forbidden", Refused(403), "or the key"),
        html("404 Not Found", Refused(404), "no service at this path"),
        html(
            "405 Method Not Allowed",
            Refused(405),
            "does not take such a request",
        ),
        html("408 Request Timeout", OutcomeUnknown, "status 408"),
        html("409 Conflict", OutcomeUnknown, "status 409"),
        html(
            "411 Length Required",
            Refused(411),
            "does not take such a request",
        ),
        html("413 Content Too Large", Refused(413), "too large"),
        html(
            "415 Unsupported Media Type",
            Refused(415),
            "does not take such a request",
        ),
        html("429 Too Many Requests", Refused(429), "too many calls"),
        html(
            "500 Internal Server Error",
            OutcomeUnknown,
            "an error of the server",
        ),
        html("502 Bad Gateway", OutcomeUnknown, "HTTP status 502"),
    ]
}

#[tokio::test]
async fn a_document_is_sent_once_whatever_becomes_of_it_and_a_person_is_to_decide() {
    for Row {
        what,
        script,
        told: expected,
        words,
    } in table()
    {
        let server = Server::start(script, None).await;
        let settings = quick(format!("http://{}", server.address)).with_connect_attempts(3);
        let result = register(&client(settings)).await;
        let (found, said) = told(&result);
        assert_eq!(found, expected, "{what}: {said}");
        assert!(said.contains(words), "{what}: {said}");
        assert!(said.starts_with("register 1 register: "), "{what}: {said}");
        assert_eq!(
            said.contains("Do not send it again"),
            found == Told::OutcomeUnknown,
            "{what}: {said}"
        );
        assert!(
            !format!("{result:?} {said}").contains("189001019802"),
            "{what}: {result:?}"
        );
        assert_eq!(server.connections(), 1, "{what}");
    }
}

#[tokio::test]
async fn a_call_that_only_asks_is_told_apart_in_the_same_way_and_may_be_made_again() {
    for Row {
        what,
        script,
        told: expected,
        words,
    } in table()
    {
        let server = Server::start(script, None).await;
        let result = find(&client(quick(format!("http://{}", server.address)))).await;
        let (found, said) = told(&result);
        assert_eq!(found, expected, "{what}: {said}");
        assert!(said.contains(words), "{what}: {said}");
        assert_eq!(
            said.contains("ask again"),
            found == Told::OutcomeUnknown,
            "{what}: {said}"
        );
        assert!(!said.contains("Do not send it again"), "{what}: {said}");
    }
}

#[tokio::test]
async fn a_request_that_met_nobody_may_be_sent_again() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let free = listener.local_addr().unwrap();
    drop(listener);
    let (found, said) = told(&register(&client(quick(format!("http://{free}")))).await);
    assert_eq!(found, Told::NotSent);
    assert!(
        said.contains("connection refused") && said.contains("may be sent again"),
        "{said}"
    );
}
