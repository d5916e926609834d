//! What happens after the connection is made, over plain HTTP and over TLS 1.2 and 1.3.

use std::io::Write;
use std::time::Duration;

use fk_runtime::soap::Settings;

use crate::certificates::{Scene, VERSIONS};
use crate::client::{Told, call, client, quick};
use crate::server::{PONG, Script, Server, http, soap};

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

fn answer(what: &'static str, bytes: Vec<u8>, told: Told, words: &'static str) -> Row {
    row(what, Script::Answer(bytes), told, words)
}

const HTML: &str = "<html><body><h1>Sorry</h1></body></html>";
const BUSY: &str = "<Busy xmlns=\"urn:test:ping\"><text>b</text></Busy>";

fn fault(parts: &str, detail: &str) -> String {
    format!("<s:Fault>{parts}<detail>{detail}</detail></s:Fault>")
}

/// The two parts that a fault of SOAP 1.1 must have.
const PARTS: &str = "<faultcode>s:Server</faultcode><faultstring>f</faultstring>";

fn table() -> Vec<Row> {
    use Told::{Answer, Fault, OutcomeUnknown, Refused};
    let html = |status| http(status, "text/html", HTML);
    let cut = |bytes: Vec<u8>| bytes[..bytes.len() - 20].to_vec();
    let large = "x".repeat(LIMIT + 1);
    let declared = fault(PARTS, BUSY);
    vec![
        answer("the answer", soap("200 OK", PONG), Answer, ""),
        row(
            "closed before the request was read",
            Script::CloseUnread,
            OutcomeUnknown,
            "without an answer",
        ),
        row(
            "closed after the request was read",
            Script::CloseRead,
            OutcomeUnknown,
            "without an answer",
        ),
        answer(
            "closed in the middle of the answer",
            cut(soap("200 OK", PONG)),
            OutcomeUnknown,
            "in the middle",
        ),
        answer(
            "closed in the middle of the header",
            b"HTTP/1.1 200 OK\r\nConte".to_vec(),
            OutcomeUnknown,
            "without an answer",
        ),
        row(
            "no answer in time",
            Script::Silence,
            OutcomeUnknown,
            "no answer within 5s",
        ),
        answer(
            "200 with HTML",
            html("200 OK"),
            OutcomeUnknown,
            "HTTP status 200, the message is `text/html`",
        ),
        answer(
            "200 with HTML that says it is XML",
            http("200 OK", "text/xml", HTML),
            OutcomeUnknown,
            "html",
        ),
        answer(
            "200 empty",
            http("200 OK", "text/xml", ""),
            OutcomeUnknown,
            "root element",
        ),
        answer(
            "200 with a fault",
            soap("200 OK", &declared),
            OutcomeUnknown,
            "does not go with its status",
        ),
        answer(
            "201 with the answer",
            soap("201 Created", PONG),
            OutcomeUnknown,
            "does not go with its status",
        ),
        answer(
            "500 with the answer",
            soap("500 Internal Server Error", PONG),
            OutcomeUnknown,
            "does not go with",
        ),
        answer(
            "202 empty",
            http("202 Accepted", "text/xml", ""),
            OutcomeUnknown,
            "202",
        ),
        answer(
            "500 empty",
            http("500 Internal Server Error", "text/xml", ""),
            OutcomeUnknown,
            "HTTP status 500",
        ),
        answer(
            "500 with a declared fault",
            soap("500 Internal Server Error", &declared),
            Fault,
            "Busy",
        ),
        answer(
            "500 with an undeclared fault",
            soap("500 Internal Server Error", &fault(PARTS, "<a xmlns=\"urn:a\"/>")),
            OutcomeUnknown,
            "does not declare, with the code \"Server\"",
        ),
        answer(
            "500 with a fault that has no code",
            soap(
                "500 Internal Server Error",
                &fault("<faultstring>f</faultstring>", BUSY),
            ),
            OutcomeUnknown,
            "HTTP status 500",
        ),
        answer(
            "500 with a declared fault that lacks its content",
            soap(
                "500 Internal Server Error",
                &fault(PARTS, "<Busy xmlns=\"urn:test:ping\"/>"),
            ),
            OutcomeUnknown,
            "HTTP status 500",
        ),
        answer("502", html("502 Bad Gateway"), OutcomeUnknown, "HTTP status 502"),
        answer(
            "503",
            html("503 Service Unavailable"),
            OutcomeUnknown,
            "HTTP status 503",
        ),
        answer(
            "408",
            html("408 Request Timeout"),
            OutcomeUnknown,
            "HTTP status 408",
        ),
        answer(
            "429",
            html("429 Too Many Requests"),
            Refused(429),
            "too many calls",
        ),
        answer("400", html("400 Bad Request"), Refused(400), "status 400"),
        answer("401", html("401 Unauthorized"), Refused(401), "certificate"),
        answer("403", html("403 Forbidden"), Refused(403), "certificate"),
        answer("404", html("404 Not Found"), Refused(404), "path"),
        answer(
            "405",
            html("405 Method Not Allowed"),
            Refused(405),
            "may not be the service",
        ),
        answer("411", html("411 Length Required"), Refused(411), "may not be"),
        answer("413", html("413 Content Too Large"), Refused(413), "too large"),
        answer(
            "415",
            html("415 Unsupported Media Type"),
            Refused(415),
            "may not be",
        ),
        answer(
            "302",
            b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n".to_vec(),
            Refused(302),
            "not followed",
        ),
        answer(
            "400 with an undeclared fault",
            soap("400 Bad Request", &fault(PARTS, "")),
            OutcomeUnknown,
            "does not declare",
        ),
        answer(
            "404 with a declared fault",
            soap("404 Not Found", &declared),
            Fault,
            "Busy",
        ),
        answer(
            "an answer that is too large",
            http("200 OK", "text/xml", &large),
            OutcomeUnknown,
            "65536 bytes",
        ),
        answer("a compressed bomb", bomb(), OutcomeUnknown, "65536 bytes"),
        answer("compressed rubbish", rubbish(), OutcomeUnknown, "HTTP status 200"),
        answer(
            "too many header fields",
            crowd(),
            OutcomeUnknown,
            "without an answer",
        ),
        answer(
            "a header that is too large",
            stuffed(),
            OutcomeUnknown,
            "without an answer",
        ),
        answer(
            "malformed XML",
            http("200 OK", "text/xml", "<a><b></a>"),
            OutcomeUnknown,
            "HTTP status 200",
        ),
        answer(
            "two bodies",
            soap("200 OK", &format!("{PONG}</s:Body><s:Body>{PONG}")),
            OutcomeUnknown,
            "Body",
        ),
        answer(
            "not HTTP",
            b"220 mail.example ESMTP\r\n".to_vec(),
            OutcomeUnknown,
            "without an answer",
        ),
    ]
}

/// The most bytes of an answer in these tests.
const LIMIT: usize = 65_536;

/// 64 MiB of spaces in 64 KiB.
fn bomb() -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..64 {
        packed.write_all(&vec![b' '; 1024 * 1024]).unwrap();
    }
    gzipped(&packed.finish().unwrap())
}

fn rubbish() -> Vec<u8> {
    gzipped(b"this was never compressed")
}

fn gzipped(body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

fn crowd() -> Vec<u8> {
    let fields: String = (0..200).map(|n| format!("X-{n}: 1\r\n")).collect();
    format!("HTTP/1.1 200 OK\r\n{fields}Content-Length: 0\r\n\r\n").into_bytes()
}

/// A header of 1 MiB.
fn stuffed() -> Vec<u8> {
    let field = "x".repeat(1024 * 1024);
    format!("HTTP/1.1 200 OK\r\nX: {field}\r\nContent-Length: 0\r\n\r\n").into_bytes()
}

/// Goes through the table; `start` starts a server and says how it is reached.
async fn go_through(over: &str, scene: Option<&Scene>) {
    for Row {
        what,
        script,
        told,
        words,
    } in table()
    {
        let server = Server::start(script, scene.map(Scene::server)).await;
        let reach = |settings: Settings| match scene {
            Some(scene) => scene.reach(settings),
            None => settings,
        };
        let scheme = if scene.is_some() { "https" } else { "http" };
        let url = format!("{scheme}://localhost:{}/", server.address.port());
        let client = client(
            reach(quick(url))
                .with_answer_limit(LIMIT)
                .with_connect_attempts(3),
        );
        let (found, said) = call(&client).await;
        assert_eq!(found, told, "{what} over {over}: {said}");
        assert!(said.contains(words), "{what} over {over}: {said}");
        assert!(
            said.is_empty() || said.contains("00000000-0000-4000-8000-000000000001") || told == Told::Fault
        );
        // Whatever happened, the request was made once.
        assert_eq!(server.connections(), 1, "{what} over {over}");
        assert!(server.requests() <= 1, "{what} over {over}");
    }
}

#[tokio::test]
async fn each_failure_has_its_outcome_over_plain_http() {
    go_through("plain HTTP", None).await;
}

#[tokio::test]
async fn each_failure_has_its_outcome_over_tls_1_2() {
    go_through("TLS 1.2", Some(&Scene::new(VERSIONS[0]))).await;
}

#[tokio::test]
async fn each_failure_has_its_outcome_over_tls_1_3() {
    go_through("TLS 1.3", Some(&Scene::new(VERSIONS[1]))).await;
}

#[tokio::test]
async fn a_connection_that_the_server_keeps_is_not_used_again() {
    let server = Server::start(Script::AnswerAndKeep(soap("200 OK", PONG)), None).await;
    let client = client(quick(format!("http://{}/", server.address)));
    for count in 1..=3 {
        assert_eq!(call(&client).await.0, Told::Answer);
        assert_eq!((server.requests(), server.connections()), (count, count));
    }
}

#[tokio::test]
async fn a_refused_connection_and_an_unknown_name_are_told_as_such() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let free = listener.local_addr().unwrap();
    drop(listener);
    let (told, said) = call(&client(quick(format!("http://{free}/")))).await;
    assert_eq!(told, Told::NotSent);
    assert!(
        said.contains("connection refused") && said.contains("may be sent again"),
        "{said}"
    );
    let (told, said) = call(&client(quick("https://name.invalid/"))).await;
    assert_eq!(told, Told::NotSent);
    assert!(said.contains("the host name.invalid is not known"), "{said}");
}

#[tokio::test]
async fn a_connection_that_does_not_come_about_is_late() {
    // A port that is listened at and never accepted from: with TLS, the handshake does not end.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    let settings = quick(url).with_connect_timeout(Duration::from_millis(200));
    let (told, said) = call(&client(settings)).await;
    assert_eq!(told, Told::NotSent);
    assert!(said.contains("no connection within 200ms"), "{said}");
}

#[tokio::test]
async fn a_request_is_a_post_of_http_1_1_with_a_quoted_action_for_one_connection() {
    let server = Server::start(Script::Answer(soap("200 OK", PONG)), None).await;
    assert_eq!(
        call(&client(quick(format!("http://{}/a/path", server.address))))
            .await
            .0,
        Told::Answer
    );
    let request = server.last_request();
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let mut lines = head.lines();
    assert_eq!(lines.next(), Some("POST /a/path HTTP/1.1"));
    let fields: Vec<String> = lines.map(str::to_ascii_lowercase).collect();
    for field in [
        "soapaction: \"urn:test:ping:ping\"",
        "content-type: text/xml; charset=utf-8",
        "accept: text/xml",
        "accept-encoding: gzip",
        "connection: close",
    ] {
        assert!(fields.iter().any(|line| line == field), "{field}: {head}");
    }
    assert!(body.starts_with("<soap:Envelope "), "{body}");
}
