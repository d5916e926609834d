//! Verifications a second, on one core.

use std::hint::black_box;
use std::process::Command;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::Utc;
use fk_bankid::{BankId, Hash, Key, Kind, Person, ToSign};
use fk_runtime::Environment;
use fk_runtime::signing::{Delivered, Digest, HiddenData, Pair, VisibleText};
use fk_runtime::verify::{Anchors, Documents, Expected, Signer, Text, verify};
use fk_tests::tools::{Availability, XMLSEC1};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};

use crate::median;

/// The signatures in a signature and its OCSP response: of `SignedInfo`, of the three certificates below the root, of the
/// responder's certificate and of the response.
const SIGNATURES: u32 = 6;

/// How many rounds are measured. Each is short against the turns that the system gives to processes, so that the median is
/// that of a round which nothing has interrupted.
const ROUNDS: usize = 2_001;

pub(crate) fn print() {
    let bankid = BankId::make().unwrap();
    let person = Person::new("189001019802".parse().unwrap(), "Agda", "Andersson");
    let anchors = Anchors::new(Environment::Test, bankid.root_pem().unwrap().as_bytes()).unwrap();
    let text = VisibleText::plain("Jag skriver under tidrapporten. ".repeat(20)).unwrap();
    let bare = bare(&bankid.certify(&person, Kind::Signing, Utc::now()).unwrap().key);
    let limit = bare * SIGNATURES;

    println!("Verifying a signature, with certificates and OCSP response; medians, on one core\n");
    println!("{:<52} {:>10} {:>12} {:>10}", "", "µs", "a second", "of limit");
    row("an RSA-2048 verification, bare (ring)", bare, None);
    row("six of them: the limit", limit, None);
    for documents in [1, 30, 1_000] {
        let pairs = (0..documents).map(|number| {
            Pair::new(format!("66b2a8f4-3f0c-4d7b-9d2e-{number:012}"), Digest::of(&[])).unwrap()
        });
        let pairs = HiddenData::new(pairs).unwrap();
        let what = ToSign::text(text.clone()).with_hidden(pairs.to_string());
        let delivered = bankid.sign(&person, &what, Utc::now()).unwrap();
        let expected = Expected {
            documents: Documents::Each(&pairs),
            signer: Signer::Person(person.personal_number),
            text: Text::Is(&text),
            day: None,
        };
        let now = Utc::now();
        let ours = median(ROUNDS, || {
            black_box(verify(black_box(&delivered), &expected, &anchors, now).unwrap());
        });
        let characters = delivered.signature().len();
        row(
            &format!("verify, {documents} documents, {characters} characters"),
            ours,
            Some(limit),
        );
        if documents == 1 {
            xmlsec1(&delivered, &bankid, limit);
        }
    }
}

fn row(name: &str, duration: Duration, limit: Option<Duration>) {
    let micros = duration.as_secs_f64() * 1e6;
    let share = limit.map(|limit| format!("{:.0} %", 100.0 * limit.as_secs_f64() / duration.as_secs_f64()));
    println!(
        "{name:<52} {micros:>10.1} {:>12.0} {:>10}",
        1e6 / micros,
        share.unwrap_or_default()
    );
}

/// One verification with a key, of something as long as `SignedInfo`.
fn bare(key: &Key) -> Duration {
    let message = [7; 1200];
    let signature = key.sign(Hash::Sha256, &message).unwrap();
    let public = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key.public());
    median(ROUNDS, || {
        for _ in 0..SIGNATURES {
            black_box(public.verify(black_box(&message), black_box(&signature))).unwrap();
        }
    }) / SIGNATURES
}

/// The signature document alone, without its OCSP response.
fn xmlsec1(delivered: &Delivered, bankid: &BankId, limit: Duration) {
    if XMLSEC1.availability() != Availability::Present {
        println!("{:<52} {}", "xmlsec1", XMLSEC1.missing());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (document, root) = (
        folder.path().join("signature.xml"),
        folder.path().join("root.pem"),
    );
    std::fs::write(&document, STANDARD.decode(delivered.signature()).unwrap()).unwrap();
    std::fs::write(&root, bankid.root_pem().unwrap()).unwrap();
    let duration = median(21, || {
        let run = Command::new("xmlsec1")
            .args(["--verify", "--enabled-key-data", "x509"])
            .args(["--id-attr:Id", "http://www.w3.org/2000/09/xmldsig#:KeyInfo"])
            .args([
                "--id-attr:Id",
                "http://www.bankid.com/signature/v1.0.0/types:bankIdSignedData",
            ])
            .arg("--trusted-pem")
            .args([&root, &document])
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    });
    row(
        "xmlsec1 --verify, the process, without OCSP",
        duration,
        Some(limit),
    );
}
