//! What the program does.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::child::{Program, example, output, state, text, url};

type Named = (&'static str, fn());

macro_rules! named {
    ($($test:ident),* $(,)?) => { &[$((stringify!($test), $test)),*] };
}

/// The tests that need nothing installed.
pub(crate) const ALL: &[Named] = named![
    the_banner_says_where_it_listens_and_where_the_files_are,
    ctrl_c_stops_it_and_it_says_how_many_documents_were_received,
    what_was_kept_is_told_from_what_is_new,
    the_example_has_both_sign_and_sends,
    the_example_says_what_to_do_when_there_is_no_emulator,
    the_log_has_a_line_a_call_with_nothing_personal,
    every_switch_is_told_in_the_banner_and_carried_out,
    without_mtls_the_banner_has_no_certificates,
    bankid_is_told_in_the_banner_and_orders_can_sign_themselves,
    a_port_that_is_taken_ends_it_with_words,
    a_port_of_the_page_that_is_taken_ends_it_with_words,
    switches_that_exclude_each_other_are_refused,
    help_says_what_is_verified_and_what_is_not_known,
];

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// Starts the program, with orders that sign themselves.
fn start(folder: &tempfile::TempDir, switches: &[&str]) -> Program {
    Program::start(folder, &[switches, &["--auto-sign"]].concat())
}

/// Runs the example against an emulator.
fn send(program: &Program, folder: &tempfile::TempDir) -> std::process::Output {
    let bankid = url(&program.banner, "bankid");
    Command::new(example())
        .arg(bankid.strip_suffix("/rp/v6.0").unwrap())
        .arg(state(folder))
        .output()
        .unwrap()
}

fn the_banner_says_where_it_listens_and_where_the_files_are() {
    let folder = folder();
    let program = Program::start(&folder, &[]);
    let banner = &program.banner;
    for service in ["elt", "eioa"] {
        assert!(url(banner, service).starts_with("https://127.0.0.1:"), "{banner}");
    }
    assert!(url(banner, "bankid").ends_with("/rp/v6.0"), "{banner}");
    for file in ["ca.pem", "client.pem", "client.p12", "bankid-root.pem"] {
        let path = state(&folder).join(file);
        assert!(path.is_file());
        assert!(banner.contains(path.to_str().unwrap()), "{banner}");
    }
    for expected in [
        "made now",
        "password: emulator",
        "Signatures in what is sent are verified",
        "play the person at http://127.0.0.1:",
        "bankid::Client::new(bankid::Settings::new(host, identity, ca))?",
        "SkickaTidredovisningResponderClient::new(elt::current::CONTRACT, settings)?",
    ] {
        assert!(banner.contains(expected), "{banner}");
    }
    program.interrupt();
    let program = Program::start(&folder, &[]);
    assert!(
        program.banner.contains("made at an earlier start"),
        "{}",
        program.banner
    );
}

fn ctrl_c_stops_it_and_it_says_how_many_documents_were_received() {
    let folder = folder();
    let program = start(&folder, &[]);
    assert!(send(&program, &folder).status.success());
    let begun = Instant::now();
    let ended = program.interrupt();
    assert!(begun.elapsed() < Duration::from_secs(4));
    assert!(ended.status.success());
    assert_eq!(ended.farewell, "\n\nStopped. 1 document was received.\n");
}

fn what_was_kept_is_told_from_what_is_new() {
    let folder = folder();
    let program = start(&folder, &[]);
    assert!(send(&program, &folder).status.success());
    program.interrupt();
    let ended = Program::start(&folder, &[]).interrupt();
    assert_eq!(
        ended.farewell,
        "\n\nStopped. 0 documents were received, besides 1 in earlier runs.\n"
    );
}

fn the_example_has_both_sign_and_sends() {
    let folder = folder();
    let program = start(&folder, &[]);
    let output = send(&program, &folder);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let printed = text(&output.stdout);
    let lines: Vec<_> = printed.lines().collect();
    let [assistant, provider, accepted] = lines.as_slice() else {
        panic!("{printed}")
    };
    assert_eq!(*assistant, "To be signed in the role assistent");
    assert_eq!(*provider, "To be signed in the role anordnare");
    let tx_id = accepted.strip_prefix("Accepted, tx-id ").unwrap();
    let document = state(&folder).join("received").join(tx_id).join("document.xml");
    assert!(document.is_file());
}

fn the_example_says_what_to_do_when_there_is_no_emulator() {
    let folder = folder();
    let output = Command::new(example())
        .arg("https://127.0.0.1:1/")
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(
        text(&output.stderr).contains("cargo xtask emulate"),
        "{}",
        text(&output.stderr)
    );
}

fn the_log_has_a_line_a_call_with_nothing_personal() {
    let folder = folder();
    let program = start(&folder, &[]);
    let printed = text(&send(&program, &folder).stdout);
    let tx_id = printed.split_whitespace().last().unwrap().to_owned();
    let accepted = program.interrupt().log;
    let program = start(&folder, &["--fault", "xml"]);
    assert!(!send(&program, &folder).status.success());
    let refused = program.interrupt().log;

    let last = |log: &str| log.lines().last().unwrap().to_owned();
    for expected in [
        "elt accepted",
        &format!("tx_id={tx_id}"),
        "version=1.0.2",
        "document=00000000-0000-4000-8000-000000000001",
        "document_bytes=",
        "ms=",
    ] {
        assert!(last(&accepted).contains(expected), "{accepted}");
    }
    for expected in [
        "elt refused with the fault XmlValidationError",
        "why=the emulator was asked for",
    ] {
        assert!(last(&refused).contains(expected), "{refused}");
    }
    // Two orders, each begun and collected, and the call.
    assert_eq!(accepted.lines().count(), 5, "{accepted}");
    for line in accepted.lines().chain(refused.lines()) {
        let (_time, said) = line.split_once(' ').unwrap();
        for personal in ["Tolvan", "189001019802", "189001019810", "5566778898", "465 004"] {
            assert!(!said.contains(personal), "{line}");
        }
    }
}

fn every_switch_is_told_in_the_banner_and_carried_out() {
    for (switches, told, sent) in [
        (
            &["--fault", "xml"][..],
            "with a fault: XmlValidationError",
            "the document is refused: the emulator was asked",
        ),
        (
            &["--fault", "signature"],
            "with a fault: SignatureValidationError",
            "a signature is refused: the emulator was asked",
        ),
        (
            &["--fault", "server"],
            "with a fault: one of the code Server",
            "outcome",
        ),
        (&["--drop", "before"], "without an answer, before", "outcome"),
        (&["--drop", "after"], "without an answer, after", "outcome"),
        (&["--latency", "50ms"], "comes 50ms late", "Accepted"),
        (
            &["--max-rate", "5"],
            "More than 5 a second, E-RÄK aside",
            "Accepted",
        ),
        (
            &["--any-signature"],
            "are not verified: any octets pass",
            "Accepted",
        ),
    ] {
        let folder = folder();
        let program = start(&folder, switches);
        assert!(program.banner.contains(told), "{}", program.banner);
        let output = send(&program, &folder);
        let printed = text(&output.stdout) + &text(&output.stderr);
        assert!(printed.contains(sent), "{switches:?}: {printed}");
        let received = if switches.contains(&"after") || sent == "Accepted" {
            1
        } else {
            0
        };
        let farewell = program.interrupt().farewell;
        assert!(
            farewell.contains(&format!("Stopped. {received} ")),
            "{switches:?}: {farewell}"
        );
    }
}

fn without_mtls_the_banner_has_no_certificates() {
    let folder = folder();
    let program = start(&folder, &["--without-mtls"]);
    let banner = &program.banner;
    assert!(url(banner, "elt").starts_with("http://127.0.0.1:"), "{banner}");
    for file in ["ca.pem", "client.pem", "client.p12", "bankid::Client"] {
        assert!(!banner.contains(file), "{banner}");
    }
    let output = send(&program, &folder);
    assert!(output.status.success(), "{}", text(&output.stderr));
}

fn a_port_that_is_taken_ends_it_with_words() {
    let folder = folder();
    let program = Program::start(&folder, &[]);
    let elt = url(&program.banner, "elt");
    let port = elt.split([':', '/']).nth(4).unwrap();
    let output = output(&[
        "--port",
        port,
        "--state",
        folder.path().join("other").to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(
        said.starts_with(&format!("error: port {port} is taken")),
        "{said}"
    );
    assert!(text(&output.stdout).is_empty());
    assert!(!folder.path().join("other").exists());
}

fn a_port_of_the_page_that_is_taken_ends_it_with_words() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let folder = folder();
    let other = folder.path().join("other");
    let output = output(&[
        "--port",
        "0",
        "--page-port",
        &port,
        "--state",
        other.to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(
        said.starts_with(&format!("error: port {port} is taken")) && said.contains("--page-port"),
        "{said}"
    );
    assert!(!other.exists());
}

/// With the identity and the authority that the banner names.
fn bankid_is_told_in_the_banner_and_orders_can_sign_themselves() {
    use fk_runtime::bankid::{AuthRequest, Client, Host, Loopback, OrderState, Settings};
    use fk_runtime::tls::{Authorities, Identity};

    let folder = folder();
    let program = Program::start(&folder, &["--auto-sign"]);
    assert!(
        program.banner.contains("signed without anybody after 0s"),
        "{}",
        program.banner
    );
    let host = Host::Loopback(Loopback::try_from(url(&program.banner, "bankid").as_str()).unwrap());
    let identity = Identity::from_file(state(&folder).join("client.pem"), None).unwrap();
    let roots = Authorities::from_file(state(&folder).join("ca.pem")).unwrap();
    let client = Client::new(Settings::new(host, identity, roots)).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build();
    runtime.unwrap().block_on(async {
        let request = AuthRequest::new("192.0.2.1".parse().unwrap());
        let mut order = client.auth(&request).await.unwrap();
        assert!(matches!(order.next().await, Some(Ok(OrderState::Complete(_)))));
        client.cancel(order.order_ref()).await.unwrap_err();
    });
    let log = program.interrupt().log;
    for expected in [
        "bankid auth: an order has begun",
        "bankid collect: the signature was collected",
        "bankid cancel: refused with invalidParameters",
    ] {
        assert!(log.contains(expected), "{log}");
    }
    for line in log.lines() {
        let (_time, said) = line.split_once(' ').unwrap();
        assert!(
            !said.contains("189001019802") && !said.contains("Tolvan"),
            "{log}"
        );
    }
    let banner = Program::start(&folder, &["--auto-sign=1m 30s"]).banner.clone();
    assert!(banner.contains("signed without anybody after 1m 30s"), "{banner}");
}

fn switches_that_exclude_each_other_are_refused() {
    let output = output(&["--fault", "xml", "--drop", "after"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("cannot be used with"),
        "{}",
        text(&output.stderr)
    );
}

fn help_says_what_is_verified_and_what_is_not_known() {
    let help = text(&output(&["--help"]).stdout);
    assert!(help.contains("Usage: cargo xtask emulate"), "{help}");
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in [
        "SignatureValidationError with the step at which a signature failed",
        "Whether the agency looks at signatures in the same way is not known",
        "How the agency does that is not known",
        "GET /received/TX-ID/envelope",
        "latest 1,000 documents only",
        "--page-port <PORT>",
        "--auto-sign[=<TIME>]",
        "A made-up BankID signs",
    ] {
        assert!(help.contains(expected), "{expected}: {help}");
    }
}

/// Needs curl.
pub(crate) fn the_lines_for_curl_work() {
    for switches in [&[][..], &["--without-mtls"]] {
        let folder = folder();
        let program = Program::start(&folder, switches);
        let mut lines = program.banner.lines().filter(|line| line.starts_with("  curl"));
        let mut run = || {
            let line = format!("{} --silent --show-error", lines.next().unwrap());
            let output = Command::new("sh").args(["-c", &line]).output().unwrap();
            assert!(output.status.success(), "{line}: {}", text(&output.stderr));
            text(&output.stdout)
        };
        let answer = run();
        let (_, rest) = answer.split_once("<tx-id>").unwrap();
        let (tx_id, _) = rest.split_once("</tx-id>").unwrap();
        assert!(run().contains(&format!("\"tx_id\": \"{tx_id}\"")));
    }
}
