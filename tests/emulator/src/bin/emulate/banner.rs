//! What a person is told at the start.

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use fk_contracts::elt::envelope::SkickaTidredovisningOperation;
use fk_emulator::{BankIdOrigin, Certificates, Origin, Running, Security, Service};
use fk_runtime::Environment;
use fk_runtime::soap::Operation;

use crate::arguments::{Arguments, CutArgument, FaultArgument, SignalArgument};

/// The banner. `sample` is an envelope of ELT.
pub(crate) fn banner(emulator: &Running, sample: &Path, arguments: &Arguments) -> String {
    let mut text = format!("Emulator of the agency's services at {}\n\n", emulator.base_url());
    services(&mut text, emulator);
    erak(&mut text, emulator, arguments);
    bankid(&mut text, emulator, arguments);
    match emulator.security() {
        Security::Mutual => certificates(&mut text, emulator),
        Security::Plain => text += "Plain HTTP: no certificates are used.\n\n",
    }
    text += if arguments.any_signature {
        "Signatures in what is sent are not verified: any octets pass for one.\n"
    } else {
        "Signatures in what is sent are verified, each against its document.\n"
    };
    text += &switches(arguments);
    text += "\nA client in Rust:\n\n";
    text += &in_rust(emulator);
    text += "\nWith curl, and the list of what was received:\n\n";
    text += &with_curl(emulator, sample);
    text += "\nCtrl-C stops it.\n\n";
    text
}

fn services(text: &mut String, emulator: &Running) {
    for service in Service::ALL {
        let _ = writeln!(text, "  {service:6} {}", emulator.url(service));
        let production = service.path(Environment::Production);
        let _ = writeln!(
            text,
            "         and, as in production, {}",
            production.unwrap_or_default()
        );
    }
}

fn erak(text: &mut String, emulator: &Running, arguments: &Arguments) {
    let tokens = match arguments.erak_token.len() {
        0 => "any token will do".to_owned(),
        1 => "it admits the token that was given, and no other".to_owned(),
        tokens => format!("it admits the {tokens} tokens that were given, and no others"),
    };
    let _ = writeln!(text, "  erak   {}", emulator.erak_url());
    let _ = writeln!(text, "         {tokens}");
    let _ = writeln!(
        text,
        "         sign as the person, and put the clock forward, at {}",
        emulator.page_url()
    );
}

/// A making that took longer is worth a word.
const LONG: Duration = Duration::from_secs(1);

fn bankid(text: &mut String, emulator: &Running, arguments: &Arguments) {
    let origin = match emulator.bankid_origin() {
        BankIdOrigin::Given => "given".to_owned(),
        BankIdOrigin::Reused => "made at an earlier start".to_owned(),
        BankIdOrigin::Made(took) if *took < LONG => "made now".to_owned(),
        BankIdOrigin::Made(took) => {
            format!(
                "made now, in {:.1} s; later starts use it again",
                took.as_secs_f32()
            )
        }
        BankIdOrigin::MadeAnew { why, .. } => {
            format!("made anew, because the earlier one would not do: {why}")
        }
    };
    let plays = match arguments.auto_sign {
        None => format!("play the person at {}", emulator.page_url()),
        Some(delay) => format!(
            "orders are signed without anybody after {}; see them at {}",
            humantime::format_duration(delay),
            emulator.page_url()
        ),
    };
    let root = emulator.certificates().bankid_root();
    let _ = writeln!(text, "  bankid {}", emulator.bankid_url());
    let _ = writeln!(text, "         {plays}");
    let _ = writeln!(text, "         its root, {origin}: {}\n", root.display());
}

fn certificates(text: &mut String, emulator: &Running) {
    let files = emulator.certificates();
    let origin = match emulator.certificates_origin() {
        Origin::Made => "made now".to_owned(),
        Origin::Reused => "made at an earlier start".to_owned(),
        Origin::MadeAnew(why) => format!("made anew, because the earlier ones would not do: {why}"),
    };
    let _ = writeln!(text, "Certificates, for tests alone, {origin}:");
    let _ = writeln!(
        text,
        "  the server's authority    {}",
        files.authority().display()
    );
    let _ = writeln!(text, "  a client's identity       {}", files.identity().display());
    let _ = writeln!(
        text,
        "  the same in PKCS#12       {}  (password: {})\n",
        files.identity_pkcs12().display(),
        Certificates::PASSWORD
    );
}

/// What every call meets with, when something was asked for.
fn switches(arguments: &Arguments) -> String {
    let mut text = String::new();
    if let Some(fault) = arguments.fault {
        let fault = match fault {
            FaultArgument::Xml => "XmlValidationError",
            FaultArgument::Signature => "SignatureValidationError",
            FaultArgument::Server => "one of the code Server, which the contract does not declare",
        };
        let _ = writeln!(text, "Every call is answered with a fault: {fault}.");
    }
    if let Some(cut) = arguments.cut {
        let when = match cut {
            CutArgument::Before => "before",
            CutArgument::After => "after",
        };
        let _ = writeln!(
            text,
            "Every connection is closed without an answer, {when} the document is taken in."
        );
    }
    if let Some(latency) = arguments.latency {
        let _ = writeln!(
            text,
            "Every answer comes {} late.",
            humantime::format_duration(latency)
        );
    }
    text += match arguments.erak_signals {
        SignalArgument::Sent => "",
        SignalArgument::Lost => "Signals of E-RÄK are lost.\n",
        SignalArgument::Forged => {
            "Signals of E-RÄK are sent when a bill is opened, though nobody has signed.\n"
        }
    };
    if let Some(calls) = arguments.max_rate {
        let _ = writeln!(
            text,
            "More than {calls} a second, E-RÄK aside, are turned away with HTTP 403; how the agency does it is not known."
        );
    }
    text
}

fn in_rust(emulator: &Running) -> String {
    let (files, url) = (emulator.certificates(), emulator.url(Service::Elt));
    let client =
        "  let client = SkickaTidredovisningResponderClient::new(elt::current::CONTRACT, settings)?;\n";
    match emulator.security() {
        Security::Mutual => format!(
            "  let (identity, ca) = (Identity::from_file({:?}, None)?, Authorities::from_file({:?})?);\n  let settings = \
             Settings::new({url:?}).with_identity(identity.clone()).with_roots(Roots::Only(ca.clone()));\n{client}\n  \
             let host = bankid::Host::Loopback({:?}.try_into()?);\n  let bankid = \
             bankid::Client::new(bankid::Settings::new(host, identity, ca))?;\n",
            files.identity(),
            files.authority(),
            emulator.bankid_url()
        ),
        // BankID's client shows an identity and pins a root wherever it leads, and without TLS there is neither.
        Security::Plain => format!("  let settings = Settings::new({url:?});\n{client}"),
    }
}

fn with_curl(emulator: &Running, sample: &Path) -> String {
    let files = emulator.certificates();
    let curl = match emulator.security() {
        Security::Mutual => format!(
            "curl --cacert {} --cert {}",
            quoted(&files.authority()),
            quoted(&files.identity())
        ),
        Security::Plain => "curl".to_owned(),
    };
    let action = SkickaTidredovisningOperation::ACTION;
    format!(
        "  {curl} -H 'Content-Type: text/xml; charset=utf-8' -H 'SOAPAction: \"{action}\"' --data-binary @{} {}\n  {curl} \
         {}/received\n",
        quoted(sample),
        emulator.url(Service::Elt),
        emulator.base_url()
    )
}

/// A path as a shell of POSIX takes it.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+:@%,".contains(c);
    if path.chars().all(plain) {
        path
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}
