//! Arbitrary bytes as a signature and as its OCSP response, and good ones with damage in them: nothing panics or hangs, and
//! what is accepted is what was signed.
#![no_main]

use std::sync::OnceLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use fk_bankid::{BankId, Certified, Draft, Kind, Person, SignedData, ToSign};
use fk_runtime::Environment;
use fk_runtime::signing::{Delivered, Digest, HiddenData, Pair, VisibleText};
use fk_runtime::verify::{Anchors, Documents, Expected, Signer, Text, verify};
use libfuzzer_sys::fuzz_target;

/// What is right: made once, since RSA keys take their time.
struct Right {
    bankid: BankId,
    anchors: Anchors,
    leaf: Certified,
    hidden: HiddenData,
    text: VisibleText,
    document: Vec<u8>,
    response: Vec<u8>,
    at: DateTime<Utc>,
}

impl Right {
    fn make() -> Result<Self, Box<dyn std::error::Error>> {
        let bankid = BankId::make()?;
        let person = Person::new("189001019802".parse()?, "Agda", "Andersson");
        let at = Utc::now();
        let leaf = bankid.certify(&person, Kind::Signing, at)?;
        let hidden = HiddenData::new([Pair::new("id", Digest::of(b""))?])?;
        let text = VisibleText::plain("Jag skriver under.")?;
        let what = ToSign::text(text.clone()).with_hidden(hidden.to_string());
        let document = Draft::new(&SignedData::new(&what, b"nonce"), bankid.chain(&leaf)).sign(&leaf.key)?;
        let signature = STANDARD.encode(&document);
        let response = bankid.respond(&signature, &leaf, at)?.sign(&bankid.responder().key)?;
        Ok(Self {
            anchors: Anchors::new(Environment::Test, bankid.root_pem()?.as_bytes())?,
            document: document.into_bytes(),
            bankid,
            leaf,
            hidden,
            text,
            response,
            at,
        })
    }

    fn get() -> &'static Self {
        static MADE: OnceLock<Right> = OnceLock::new();
        MADE.get_or_init(|| Self::make().expect("a made-up BankID can be made"))
    }

    /// Verifies; whatever is accepted must say what was signed.
    fn verify(&self, signature: &str, response: &str) -> bool {
        let expected = Expected {
            documents: Documents::Any,
            signer: Signer::Anyone,
            text: Text::Any,
            day: None,
        };
        match verify(&Delivered::new(signature, response), &expected, &self.anchors, self.at) {
            Ok(verified) => {
                assert!(verified.hidden() == Some(&self.hidden), "other hidden data");
                assert!(verified.text() == &self.text, "another text");
                true
            }
            Err(error) => {
                let said = error.to_string();
                assert!(said.starts_with(&error.step().to_string()), "{said}");
                for personal in ["189001019802", "Agda", "Andersson", "skriver"] {
                    assert!(!said.contains(personal), "{said}");
                }
                false
            }
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let right = Right::get();
    let Some((kind, bytes)) = bytes.split_first() else {
        return;
    };
    let encoded = STANDARD.encode(bytes);
    let signature = STANDARD.encode(&right.document);
    match kind % 6 {
        // As they are, for base64.
        0 => drop(right.verify(&String::from_utf8_lossy(bytes), &String::from_utf8_lossy(bytes))),
        1 => drop(right.verify(&encoded, &encoded)),
        // An OCSP response for a good signature.
        2 => assert!(!right.verify(&signature, &encoded), "an OCSP response was made up"),
        3 => {
            let response = damaged(&right.response, bytes);
            let whole = response == right.response;
            assert!(right.verify(&signature, &STANDARD.encode(response)) == whole, "damage was accepted");
        }
        4 => {
            let document = damaged(&right.document, bytes);
            let whole = document == right.document;
            let accepted = right.verify(&STANDARD.encode(document), &STANDARD.encode(&right.response));
            assert!(accepted == whole, "damage was accepted");
        }
        // A damaged document with the OCSP response that is right for it.
        _ => {
            let document = STANDARD.encode(damaged(&right.document, bytes));
            let response = right.bankid.respond(&document, &right.leaf, right.at);
            let response = response.and_then(|draft| draft.sign(&right.bankid.responder().key));
            let response = response.expect("a response can be made for any string");
            right.verify(&document, &STANDARD.encode(response));
        }
    }
});

/// What is right with something in it replaced, put in or left out: each time a place (two octets), what is done, and an
/// octet.
fn damaged(right: &[u8], how: &[u8]) -> Vec<u8> {
    let mut octets = right.to_vec();
    for step in how.chunks_exact(4).take(16) {
        let at = usize::from(u16::from_le_bytes([step[0], step[1]])) % octets.len().max(1);
        match step[2] % 4 {
            0 if at < octets.len() => octets[at] = step[3],
            1 if at < octets.len() => octets[at] ^= 1 << (step[3] % 8),
            2 if at < octets.len() => drop(octets.drain(at..(at + usize::from(step[3])).min(octets.len()))),
            _ => octets.insert(at, step[3]),
        }
    }
    octets
}
