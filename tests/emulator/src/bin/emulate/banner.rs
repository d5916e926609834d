//! What a person is told at the start.

use std::fmt::Write;
use std::path::Path;

use fk_contracts::elt::envelope::SkickaTidredovisningOperation;
use fk_emulator::{Certificates, Origin, Running, Security, Service};
use fk_runtime::Environment;
use fk_runtime::soap::Operation;

use crate::arguments::{Arguments, CutArgument, FaultArgument};

/// The banner. `sample` is an envelope of ELT.
pub(crate) fn banner(emulator: &Running, sample: &Path, arguments: &Arguments) -> String {
    let mut text = format!("Emulator of the agency's services at {}\n\n", emulator.base_url());
    services(&mut text, emulator);
    match emulator.security() {
        Security::Mutual => certificates(&mut text, emulator),
        Security::Plain => text += "Plain HTTP: no certificates are used.\n\n",
    }
    text += "Signatures are not verified: any octets pass for one.\n";
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
        let _ = writeln!(text, "  {service:5} {}", emulator.url(service));
        let production = service.path(Environment::Production);
        let _ = writeln!(
            text,
            "        and, as in production, {}",
            production.unwrap_or_default()
        );
    }
    text.push('\n');
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
    if let Some(calls) = arguments.max_rate {
        let _ = writeln!(
            text,
            "More than {calls} a second are turned away with HTTP 403; how the agency does it is not known."
        );
    }
    text
}

fn in_rust(emulator: &Running) -> String {
    let (files, url) = (emulator.certificates(), emulator.url(Service::Elt));
    let settings = match emulator.security() {
        Security::Mutual => format!(
            "  let (identity, ca) = (Identity::from_file({:?}, None)?, Authorities::from_file({:?})?);\n  let settings = \
             Settings::new({url:?}).with_identity(identity).with_roots(Roots::Only(ca));\n",
            files.identity(),
            files.authority()
        ),
        Security::Plain => format!("  let settings = Settings::new({url:?});\n"),
    };
    settings + "  let client = SkickaTidredovisningResponderClient::new(elt::current::CONTRACT, settings)?;\n"
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
