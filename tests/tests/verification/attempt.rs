//! Signatures of a made-up BankID, whose every part can be replaced, and what is expected of them.

use std::sync::OnceLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use fk_bankid::rcgen::CertificateParams;
use fk_bankid::{
    Authority, BankId, Certified, Draft, Hash, Key, Kind, OcspDraft, Person, SignedData, ToSign, params,
};
use fk_runtime::Environment;
use fk_runtime::signing::{Delivered, Digest, HiddenData, Pair, VisibleText};
use fk_runtime::verify::{
    Anchors, Documents, Expected, Signer, Text, VerificationError, VerifiedSignature, verify,
};
use fk_runtime::xml::types::Date;

/// Noon in Sweden on a day in winter, when all signatures are made of which nothing else is said.
pub(crate) const NOON: &str = "2025-11-21T11:00:00Z";

/// The texts that may stand in no error: the people's numbers and names, what they saw, what they signed.
pub(crate) const PERSONAL: [&str; 10] = [
    "189001019802",
    "9001019802",
    "189102279800",
    "Agda",
    "Provsson",
    "Bertil",
    "tidrapporten",
    "66b2a8f4",
    "0f1e2d3c",
    "wysiwys>",
];

pub(crate) const TEXT: &str = "Jag skriver under tidrapporten f\u{F6}r november.";

/// The one that everything is signed with.
pub(crate) fn bankid() -> &'static BankId {
    static MADE: OnceLock<BankId> = OnceLock::new();
    MADE.get_or_init(|| BankId::make().unwrap())
}

/// Another one: the same names, and other keys.
pub(crate) fn other_bankid() -> &'static BankId {
    static MADE: OnceLock<BankId> = OnceLock::new();
    MADE.get_or_init(|| BankId::make().unwrap())
}

/// A key for whatever a test makes up.
pub(crate) fn key() -> Key {
    static MADE: OnceLock<Key> = OnceLock::new();
    MADE.get_or_init(|| Key::make().unwrap()).clone()
}

/// An RSA key that is too short.
pub(crate) fn short_key() -> Key {
    static MADE: OnceLock<Key> = OnceLock::new();
    MADE.get_or_init(|| Key::of_bits(1024).unwrap()).clone()
}

pub(crate) fn agda() -> Person {
    Person::new("189001019802".parse().unwrap(), "Agda", "Provsson")
}

pub(crate) fn bertil() -> Person {
    Person::new("189102279800".parse().unwrap(), "Bertil", "Provsson")
}

pub(crate) fn text() -> VisibleText {
    VisibleText::plain(TEXT).unwrap()
}

/// Two documents.
pub(crate) fn documents() -> HiddenData {
    HiddenData::new([
        Pair::new("66b2a8f4-3f0c-4d7b-9d2e-0a6a3d0b1c11", Digest::of(b"one")).unwrap(),
        Pair::new("0f1e2d3c-5b6a-4978-8c9d-aebfc0d1e2f3", Digest::of(b"another")).unwrap(),
    ])
    .unwrap()
}

/// What is signed of them, when nothing else is said.
pub(crate) fn order() -> ToSign {
    ToSign::text(text()).with_hidden(documents().to_string())
}

pub(crate) fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The parts of a signature.
#[derive(Clone)]
pub(crate) struct Forge {
    pub(crate) leaf: Certified,
    /// In DER, as they come in the signature document.
    pub(crate) chain: Vec<Vec<u8>>,
    pub(crate) data: SignedData,
    pub(crate) at: DateTime<Utc>,
}

impl Forge {
    /// Agda signs the two documents at noon.
    pub(crate) fn new() -> Self {
        Self::of(&order(), time(NOON))
    }

    pub(crate) fn at(at: &str) -> Self {
        Self::of(&order(), time(at))
    }

    pub(crate) fn of(what: &ToSign, at: DateTime<Utc>) -> Self {
        let leaf = leaf(what.kind, at);
        Self {
            chain: bankid().chain(&leaf).to_vec(),
            leaf,
            data: SignedData::new(what, b"nonce"),
            at,
        }
    }

    /// The same with something replaced.
    pub(crate) fn with(mut self, replace: impl FnOnce(&mut Self)) -> Self {
        replace(&mut self);
        self
    }

    /// The same with another certificate of the signer's.
    pub(crate) fn with_leaf(mut self, certificate: Vec<u8>, key: Key) -> Self {
        self.chain[0].clone_from(&certificate);
        self.leaf = Certified { certificate, key };
        self
    }

    /// The same, its certificate issued from changed parameters.
    pub(crate) fn with_leaf_of(self, key: Key, change: impl FnOnce(&mut CertificateParams)) -> Self {
        let certificate = leaf_of(bankid().customer(), &key, change);
        self.with_leaf(certificate, key)
    }

    pub(crate) fn draft(&self) -> Draft {
        Draft::new(&self.data, &self.chain)
    }

    /// The signature document.
    pub(crate) fn document(&self) -> String {
        self.draft().sign(&self.leaf.key).unwrap()
    }

    pub(crate) fn deliver(&self) -> Attempt {
        self.deliver_document(self.document())
    }

    /// The draft with something in it replaced, and then signed.
    pub(crate) fn deliver_draft(&self, replace: impl FnOnce(&mut Draft)) -> Attempt {
        let mut draft = self.draft();
        replace(&mut draft);
        self.deliver_document(draft.sign(&self.leaf.key).unwrap())
    }

    /// `SignedInfo` with a text in it replaced, and then signed.
    pub(crate) fn deliver_info(&self, from: &str, to: &str) -> Attempt {
        let draft = self.draft();
        let info = replaced(&draft.signed_info(), from, to);
        self.deliver_document(draft.sign_info(&info, &self.leaf.key, Hash::Sha256).unwrap())
    }

    /// The document with a text in it replaced after it was signed.
    pub(crate) fn deliver_altered(&self, from: &str, to: &str) -> Attempt {
        self.deliver_document(replaced(&self.document(), from, to))
    }

    /// Any document, with the OCSP response that is right for it.
    pub(crate) fn deliver_document(&self, document: impl AsRef<[u8]>) -> Attempt {
        let signature = STANDARD.encode(document);
        let response = self.ocsp(&signature).sign(&bankid().responder().key).unwrap();
        self.attempt(signature, response)
    }

    /// The right document, and an OCSP response in which something is replaced before it is signed.
    pub(crate) fn deliver_ocsp(&self, replace: impl FnOnce(&mut OcspDraft)) -> Attempt {
        self.deliver_ocsp_by(&bankid().responder().key, replace)
    }

    pub(crate) fn deliver_ocsp_by(&self, key: &Key, replace: impl FnOnce(&mut OcspDraft)) -> Attempt {
        let signature = STANDARD.encode(self.document());
        let mut draft = self.ocsp(&signature);
        replace(&mut draft);
        let response = draft.sign(key).unwrap();
        self.attempt(signature, response)
    }

    /// The right document, and whatever for an OCSP response.
    pub(crate) fn deliver_with(&self, response: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Attempt {
        let signature = STANDARD.encode(self.document());
        let right = self.ocsp(&signature).sign(&bankid().responder().key).unwrap();
        self.attempt(signature, response(right))
    }

    pub(crate) fn ocsp(&self, signature: &str) -> OcspDraft {
        bankid().respond(signature, &self.leaf, self.at).unwrap()
    }

    pub(crate) fn attempt(&self, signature: String, response: Vec<u8>) -> Attempt {
        Attempt {
            delivered: Delivered::new(signature, STANDARD.encode(response)),
            documents: Some(documents()),
            signer: Signer::Person(agda().personal_number),
            text: Some(text()),
            day: None,
            roots: pinned(bankid()),
            now: self.at,
        }
    }
}

/// Agda's certificate. That of noon is always the same, so that documents made of it differ in nothing but what a test
/// replaces.
fn leaf(kind: Kind, at: DateTime<Utc>) -> Certified {
    static NOONS: OnceLock<Certified> = OnceLock::new();
    let made = || bankid().certify(&agda(), kind, at).unwrap();
    match (kind, at == time(NOON)) {
        (Kind::Signing, true) => NOONS.get_or_init(made).clone(),
        _ => made(),
    }
}

/// A certificate for Agda, valid around noon, with something in it changed.
pub(crate) fn leaf_of(
    issuer: &Authority,
    key: &impl fk_bankid::rcgen::PublicKeyData,
    change: impl FnOnce(&mut CertificateParams),
) -> Vec<u8> {
    let mut params = params::person(&agda(), Kind::Signing, span(-1, 700)).unwrap();
    change(&mut params);
    issuer.issue(&params, key).unwrap()
}

/// From so many days from noon to so many.
pub(crate) fn span(from: i64, to: i64) -> fk_bankid::Span {
    let days = |count| time(NOON) + chrono::Duration::days(count);
    fk_bankid::Span {
        from: days(from),
        to: days(to),
    }
}

/// What is verified, and what is expected of it.
#[derive(Clone)]
pub(crate) struct Attempt {
    pub(crate) delivered: Delivered,
    pub(crate) documents: Option<HiddenData>,
    pub(crate) signer: Signer,
    pub(crate) text: Option<VisibleText>,
    pub(crate) day: Option<Date>,
    pub(crate) roots: Roots,
    pub(crate) now: DateTime<Utc>,
}

impl Attempt {
    /// The same with something replaced.
    pub(crate) fn with(mut self, replace: impl FnOnce(&mut Self)) -> Self {
        replace(&mut self);
        self
    }

    pub(crate) fn verify(&self) -> Result<VerifiedSignature, VerificationError> {
        let expected = Expected {
            documents: self.documents.as_ref().map_or(Documents::Any, Documents::Each),
            signer: self.signer,
            text: self.text.as_ref().map_or(Text::Any, Text::Is),
            day: self.day,
        };
        verify(&self.delivered, &expected, &self.roots.anchors(), self.now)
    }

    /// The signature document, decoded.
    pub(crate) fn document(&self) -> Vec<u8> {
        STANDARD.decode(self.delivered.signature()).unwrap()
    }

    /// The OCSP response, decoded.
    pub(crate) fn response(&self) -> Vec<u8> {
        STANDARD.decode(self.delivered.ocsp_response()).unwrap()
    }
}

/// The roots that are pinned.
#[derive(Clone)]
pub(crate) struct Roots {
    pub(crate) environment: Environment,
    pub(crate) pem: String,
}

impl Roots {
    pub(crate) fn anchors(&self) -> Anchors {
        Anchors::new(self.environment, self.pem.as_bytes()).unwrap()
    }
}

pub(crate) fn pinned(bankid: &BankId) -> Roots {
    Roots {
        environment: Environment::Test,
        pem: bankid.root_pem().unwrap(),
    }
}

/// `from`, which must be there, once, as `to`.
pub(crate) fn replaced(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} is there to be replaced");
    text.replacen(from, to, 1)
}
