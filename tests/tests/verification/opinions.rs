//! Second opinions: `xmlsec1` on signature documents, `openssl ocsp` on responses.

use std::path::Path;
use std::process::Command;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fk_tests::tools::{OPENSSL, XMLSEC1};
use libtest_mimic::Trial;

use crate::attempt::{Attempt, Forge, bankid, time};
use crate::refused::{Judge, all};

/// The attributes that are identifiers, which nothing in a document says.
pub(crate) const ID_ATTRIBUTES: [&str; 4] = [
    "--id-attr:Id",
    "http://www.w3.org/2000/09/xmldsig#:KeyInfo",
    "--id-attr:Id",
    "http://www.bankid.com/signature/v1.0.0/types:bankIdSignedData",
];

pub(crate) fn trials() -> Vec<Trial> {
    let mut trials = vec![
        XMLSEC1.trial("xmlsec1::accepts_a_signature_of_the_made_up_bankid", || {
            for at in ["2025-11-21T11:00:00Z", "2025-07-15T22:00:00Z"] {
                let said = by_xmlsec1(&Forge::at(at).deliver());
                assert!(said.accepts, "{}", said.words);
            }
        }),
        OPENSSL.trial("openssl::accepts_a_response_of_the_made_up_bankid", || {
            let said = by_openssl(&Forge::new().deliver());
            assert!(said.accepts, "{}", said.words);
        }),
        OPENSSL.trial(
            "openssl::calls_all_certificates_of_the_made_up_bankid_good",
            certificates,
        ),
    ];
    for case in all().into_iter().flat_map(|(_, cases)| cases) {
        match case.judge {
            Judge::Nobody => {}
            Judge::Xmlsec1 => trials.push(XMLSEC1.trial(
                format!("xmlsec1::refuses::{}", case.name),
                move || {
                    let said = by_xmlsec1(&(case.make)().0);
                    assert!(!said.accepts, "{}", said.words);
                },
            )),
            Judge::Openssl => trials.push(OPENSSL.trial(
                format!("openssl::refuses::{}", case.name),
                move || {
                    let said = by_openssl(&(case.make)().0);
                    assert!(!said.accepts, "{}", said.words);
                },
            )),
        }
    }
    trials
}

/// What another program says.
struct Said {
    accepts: bool,
    words: String,
}

fn run(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    let words = [output.stdout, output.stderr].concat();
    Said {
        accepts: output.status.success(),
        words: String::from_utf8_lossy(&words).into_owned(),
    }
}

fn by_xmlsec1(attempt: &Attempt) -> Said {
    let folder = tempfile::tempdir().unwrap();
    let (document, root) = (
        folder.path().join("signature.xml"),
        folder.path().join("root.pem"),
    );
    std::fs::write(&document, attempt.document()).unwrap();
    std::fs::write(&root, &attempt.roots.pem).unwrap();
    let at = attempt.now.with_timezone(&chrono::Local);
    run(Command::new("xmlsec1")
        .arg("--verify")
        .args(ID_ATTRIBUTES)
        .args(["--enabled-key-data", "x509", "--verification-time"])
        .arg(at.format("%Y-%m-%d %H:%M:%S").to_string())
        .arg("--trusted-pem")
        .args([&root, &document]))
}

/// Of the response for the certificate that comes first in the document, issued by the second.
fn by_openssl(attempt: &Attempt) -> Said {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    };
    let document = String::from_utf8(attempt.document()).unwrap();
    let certificates: Vec<String> = document
        .split("<X509Certificate>")
        .skip(1)
        .map(|rest| pem(rest.split_once('<').unwrap().0))
        .collect();
    // The issuer is told before the certificate, whose place in the response is made of both.
    let said = run(Command::new("openssl")
        .args(["ocsp", "-no_nonce", "-respin"])
        .arg(file("response.der", &attempt.response()))
        .arg("-issuer")
        .arg(file("issuer.pem", certificates[1].as_bytes()))
        .arg("-cert")
        .arg(file("signer.pem", certificates[0].as_bytes()))
        .arg("-CAfile")
        .arg(file(
            "authorities.pem",
            format!("{}{}", attempt.roots.pem, certificates[1..].concat()).as_bytes(),
        ))
        .args(["-attime", &attempt.now.timestamp().to_string()]));
    Said {
        // It succeeds too when the answer is `revoked` or `unknown`, or is missing.
        accepts: said.accepts && said.words.contains("Response verify OK") && said.words.contains(": good"),
        ..said
    }
}

fn pem(base64: &str) -> String {
    let lines: Vec<&str> = base64
        .as_bytes()
        .chunks(64)
        .map(|line| std::str::from_utf8(line).unwrap())
        .collect();
    format!(
        "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n",
        lines.join("\n")
    )
}

fn certificates() {
    let folder = tempfile::tempdir().unwrap();
    let forge = Forge::new();
    let write = |path: &Path, ders: &[&[u8]]| {
        let text: String = ders.iter().map(|der| pem(&STANDARD.encode(der))).collect();
        std::fs::write(path, text).unwrap();
    };
    let [root, others, leaf] = ["root.pem", "others.pem", "leaf.pem"].map(|name| folder.path().join(name));
    write(&root, &[bankid().root().certificate()]);
    write(&others, &[&forge.chain[1], &forge.chain[2]]);
    for certificate in [&forge.leaf.certificate, &bankid().responder().certificate] {
        write(&leaf, &[certificate]);
        let said = run(Command::new("openssl")
            .args([
                "verify",
                "-x509_strict",
                "-attime",
                &time(crate::attempt::NOON).timestamp().to_string(),
            ])
            .arg("-CAfile")
            .arg(&root)
            .arg("-untrusted")
            .args([&others, &leaf]));
        assert!(said.accepts, "{}", said.words);
    }
}
