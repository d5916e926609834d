//! Verifying BankID's signatures, before they are sent and after they have been received.
//!
//! [`verify`] takes what BankID [delivered](crate::signing::Delivered), what is [expected](Expected) of it and the pinned
//! [roots](Anchors), and gives a [`VerifiedSignature`] or an error that names the [step](Step). There are twelve steps, and
//! they are taken in their order. No network is used: the OCSP response that comes with a signature says that the
//! certificate was good when it was used.
//!
//! What is believed is what was signed: the three elements that a signature covers (`SignedInfo`, `KeyInfo`,
//! `bankIdSignedData`) are brought into canonical form, and those very octets are hashed and then read. Nothing is read from
//! the document itself but its layout and the value of the signature.
//!
//! The way through: `input` (step 1), `layout` with `tree`, `signed_info` and `signed_data` (steps 2 to 4), `certificate` and
//! `chain` (steps 5 and 6), `ocsp`, `responder`, `answer` and `nonce` (steps 7 to 9), `day` (step 10), `content` (steps 11 and
//! 12); `run` takes them in order. `message` puts an `error` and its `defect` into words.
//!
//! The libraries: `ring` verifies the signatures, as fast as TLS has it; `rustls-webpki` builds the paths, since it can do so
//! for any time; `x509-cert` and `der` read certificates and OCSP responses, since they take DER and nothing wider; the XML is
//! read and canonicalised by this crate. Which day it was in Sweden says the time zone database, in `tzdb_data`.
//!
//! The rules are XML Signature (W3C Recommendation of 2008-06-10), RFC 5280, RFC 6960, and BankID's layout of them.

mod anchors;
mod answer;
mod certificate;
mod chain;
mod content;
mod day;
mod defect;
mod error;
mod expected;
mod input;
mod layout;
mod message;
mod nonce;
mod ocsp;
mod responder;
mod run;
mod signed_data;
mod signed_info;
mod step;
mod tree;
mod verified;

pub use anchors::{AnchorError, Anchors};
pub use chain::CERTIFICATES_LIMIT;
pub use defect::{
    AlgorithmPlace, CertIdPart, CertificateDefect, CertificatePlace, Markup, NonceDefect, OcspStatus, Part,
    Target,
};
pub use error::VerificationError;
pub use expected::{Documents, Expected, Signer, Text};
pub use input::{OCSP_LIMIT, SIGNATURE_LIMIT};
pub use run::{LEEWAY, verify};
pub use step::Step;
pub use verified::VerifiedSignature;
