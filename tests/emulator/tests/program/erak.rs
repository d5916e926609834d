//! E-RÄK, as the program has it.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};

use crate::child::{Program, command, output, text, url};

type Named = (&'static str, fn());

macro_rules! named {
    ($($test:ident),* $(,)?) => { &[$((stringify!($test), $test)),*] };
}

/// The tests, which need nothing installed.
pub(crate) const ALL: &[Named] = named![
    the_banner_says_where_erak_is_and_where_its_bills_are_signed,
    a_bill_is_handed_over_and_signed_and_the_log_has_nothing_personal_or_secret,
    the_clock_is_put_forward_and_the_bill_is_not_known_any_more,
    the_switches_for_calls_hold_for_erak_too,
    signals_are_lost_and_forged_when_that_was_asked_for,
    only_the_tokens_that_were_given_are_admitted_and_they_are_not_shown,
];

const TOKEN: &str = "a-secret-token";

/// The program with its E-RÄK.
struct Scene {
    program: Program,
    /// Host and port.
    address: String,
    _folder: tempfile::TempDir,
}

impl Scene {
    fn start(switches: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let program = Program::start(&folder, switches);
        let address = url(&program.banner, "erak")
            .strip_prefix("http://")
            .unwrap()
            .to_owned();
        Self {
            program,
            address,
            _folder: folder,
        }
    }

    /// The status and the rest of an answer; status 0 when there is none.
    fn send(&self, head: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let (address, length) = (&self.address, body.len());
        let request = format!(
            "{head}\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        match stream.read_to_end(&mut answer) {
            Ok(_) => {}
            Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset),
        }
        let answer = text(&answer);
        let status = answer
            .split(' ')
            .nth(1)
            .map_or(0, |status| status.parse().unwrap());
        (status, answer)
    }

    fn create(&self, token: &str) -> (u16, String) {
        let head =
            format!("POST /public/v1/create HTTP/1.1\r\nToken: {token}\r\nContent-Type: application/json");
        self.send(&head, &bill().to_string())
    }

    /// Hands a bill over. The query that has its code.
    fn handed_over(&self) -> String {
        let (status, answer) = self.create(TOKEN);
        assert_eq!(status, 200, "{answer}");
        let (_, json) = answer.split_once("\r\n\r\n").unwrap();
        let json: Value = serde_json::from_str(json).unwrap();
        format!("fingerprint={}", json["fingerprint"].as_str().unwrap())
    }

    fn get(&self, path: &str) -> String {
        let (status, answer) = self.send(&format!("GET {path} HTTP/1.1\r\nToken: {TOKEN}"), "");
        assert_eq!(status, 200, "{answer}");
        answer
    }

    fn status(&self, code: &str) -> String {
        self.get(&format!("/public/v1/status?{code}"))
    }

    /// Sends a form with what its page has it carry.
    fn submit(&self, page: &str, action: &str, rest: &str) {
        let html = self.get(page);
        let (_, token) = html.split_once("name=\"token\" value=\"").unwrap();
        let (token, _) = token.split_once('"').unwrap();
        let (status, answer) = self.send(
            &format!("POST {action} HTTP/1.1"),
            &format!("token={token}&{rest}"),
        );
        assert_eq!(status, 303, "{answer}");
    }

    fn sign(&self, code: &str) {
        self.submit(
            &format!("/sign?{code}"),
            "/sign",
            &format!("{code}&val=skriv-under"),
        );
    }
}

fn bill() -> Value {
    json!({
        "leverantor": "Leverantören",
        "returUrl": "http://localhost:3000/back",
        "signalUrl": "http://localhost:3000/signal",
        "rakning": {
            "manad": "2026-10",
            "person": { "namn": "Tolvan Tolvansson", "personnummer": "189001019802" },
            "telefonnummer": "08-465 004 04",
            "assistans": { "aktivTid": 600, "vantetid": 0, "beredskap": 0 },
            "annanVerksamhet": { "svar": "NEJ" },
            "sjukhusvistelse": { "svar": "NEJ" },
        },
    })
}

fn the_banner_says_where_erak_is_and_where_its_bills_are_signed() {
    let scene = Scene::start(&[]);
    let banner = &scene.program.banner;
    let (address, page) = (&scene.address, format!("at http://{}/", scene.address));
    assert!(address.starts_with("127.0.0.1:"), "{banner}");
    for expected in [
        "any token will do",
        "sign as the person, and put the clock forward,",
        &page,
    ] {
        assert!(banner.contains(expected), "{banner}");
    }
    let help = text(&output(&["--help"]).stdout);
    for expected in [
        "E-RÄK",
        "two hours",
        "--erak-signals",
        "--erak-token",
        "not the agency's",
    ] {
        assert!(help.contains(expected), "{help}");
    }
}

fn a_bill_is_handed_over_and_signed_and_the_log_has_nothing_personal_or_secret() {
    let scene = Scene::start(&[]);
    let code = scene.handed_over();
    assert!(scene.status(&code).ends_with(r#"{"status":"STARTED"}"#));
    scene.sign(&code);
    assert!(scene.status(&code).ends_with(r#"{"status":"SUCCESSFUL"}"#));
    let mut wrong = bill();
    wrong["rakning"]["person"]["namn"] = json!("");
    let head = "POST /public/v1/create HTTP/1.1\r\nToken: a-secret-token\r\nContent-Type: application/json";
    assert_eq!(scene.send(head, &wrong.to_string()).0, 400);
    let ended = scene.program.interrupt();
    assert!(
        ended
            .farewell
            .ends_with("1 bill of E-RÄK was handed over, and 1 signed.\n"),
        "{}",
        ended.farewell
    );
    let log = ended.log;
    let expected = [
        "erak create: accepted bill=0",
        "erak page: the person has signed bill=0",
        "erak status: SUCCESSFUL bill=0",
        "erak create: refused with HTTP 400 code=\"LANGD\" field=\"rakning/person/namn\"",
    ];
    assert_eq!(log.lines().count(), expected.len(), "{log}");
    for (line, expected) in log.lines().zip(expected) {
        assert!(line.contains(expected), "{line}");
    }
    let (_, code) = code.split_once('=').unwrap();
    for secret in ["Tolvan", "189001019802", "465 004", TOKEN, code] {
        assert!(!log.contains(secret), "{log}");
    }
}

fn the_clock_is_put_forward_and_the_bill_is_not_known_any_more() {
    let scene = Scene::start(&[]);
    let code = scene.handed_over();
    scene.submit("/", "/clock", "by=10m");
    assert!(scene.status(&code).ends_with(r#"{"status":"STARTED"}"#));
    scene.submit("/", "/clock", "by=2h");
    assert!(scene.status(&code).ends_with(r#"{"status":"ABSENT"}"#));
    let log = scene.program.interrupt().log;
    assert!(log.contains("the clock was put forward by 2 hours"), "{log}");
}

fn the_switches_for_calls_hold_for_erak_too() {
    for (switches, expected, told) in [
        (
            &["--fault", "server"][..],
            500,
            "answered with HTTP 500, as asked",
        ),
        (&["--fault", "xml"], 200, "create: accepted"),
        (&["--drop", "before"], 0, "closed without an answer, as asked"),
        (&["--drop", "after"], 0, "closed without an answer, as asked"),
        (&["--latency", "50ms"], 200, "create: accepted"),
        (&["--max-rate", "1"], 200, "create: accepted"),
    ] {
        let scene = Scene::start(switches);
        assert_eq!(scene.create(TOKEN).0, expected, "{switches:?}");
        assert_eq!(scene.create(TOKEN).0, expected, "{switches:?}");
        let ended = scene.program.interrupt();
        assert!(ended.log.lines().last().unwrap().contains(told), "{}", ended.log);
        let taken_in = expected == 200 || switches.contains(&"after");
        assert_eq!(
            ended.farewell.contains("2 bills of E-RÄK"),
            taken_in,
            "{switches:?}: {}",
            ended.farewell
        );
    }
}

fn signals_are_lost_and_forged_when_that_was_asked_for() {
    for (signals, told, opened, left) in [
        ("sent", None, false, true),
        ("lost", Some("Signals of E-RÄK are lost."), false, false),
        ("forged", Some("though nobody has signed."), true, true),
    ] {
        let scene = Scene::start(&["--erak-signals", signals]);
        let banner = &scene.program.banner;
        assert_eq!(banner.contains("Signals of E-RÄK"), told.is_some(), "{banner}");
        assert!(told.is_none_or(|told| banner.contains(told)), "{banner}");
        let code = scene.handed_over();
        assert_eq!(
            scene.get(&format!("/sign?{code}")).contains("data-signal="),
            opened,
            "{signals}"
        );
        scene.sign(&code);
        assert_eq!(
            scene.get(&format!("/sign/klar?{code}")).contains("data-signal="),
            left,
            "{signals}"
        );
    }
    let refused = command(&["--erak-signals", "late"]).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
}

fn only_the_tokens_that_were_given_are_admitted_and_they_are_not_shown() {
    let scene = Scene::start(&["--erak-token", TOKEN, "--erak-token", "second"]);
    assert!(
        scene
            .program
            .banner
            .contains("it admits the 2 tokens that were given, and no others"),
        "{}",
        scene.program.banner
    );
    assert!(!scene.program.banner.contains(TOKEN));
    for (token, expected) in [(TOKEN, 200), ("second", 200), ("another", 401)] {
        assert_eq!(scene.create(token).0, expected, "{token}");
    }
    let log = scene.program.interrupt().log;
    assert!(log.contains("erak create: turned away with HTTP 401"), "{log}");
    assert!(!log.contains(TOKEN) && !log.contains("another"), "{log}");
    let refused = command(&["--erak-token", ""]).output().unwrap();
    assert!(text(&refused.stderr).contains("at least one character"));
}
