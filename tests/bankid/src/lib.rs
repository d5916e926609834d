//! A made-up BankID: certificates, signature documents and OCSP responses as the real one makes them, for tests and for
//! the local test environment. Nothing that it signs is worth anything elsewhere; its root's name says `Test`.
//!
//! ```
//! use fk_bankid::{BankId, Person, ToSign};
//! use fk_runtime::signing::VisibleText;
//!
//! let bankid = BankId::make()?;
//! let person = Person::new("189001019802".parse()?, "Agda", "Andersson");
//! let text = VisibleText::plain("Jag skriver under en tidrapport.")?;
//! let delivered = bankid.sign(&person, &ToSign::text(text).with_hidden("id,digest"), chrono::Utc::now())?;
//! assert!(!delivered.signature().is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`BankId`] is the whole of it. Below it lie its parts, with which a test makes what BankID never would, rightly signed:
//! a [`Key`] signs anything, an [`Authority`] issues any certificate, a [`Draft`] is a signature document and an
//! [`OcspDraft`] an OCSP response whose parts can be replaced before they are signed.

mod assigned;
mod authority;
mod bankid;
mod document;
mod error;
mod key;
mod ocsp;
pub mod params;
mod pem;
mod person;
mod signed_data;
mod to_sign;

pub use authority::{Authority, Certified};
pub use bankid::BankId;
pub use document::{Draft, Reference, algorithms};
pub use error::MakeError;
pub use key::{Hash, Key};
pub use ocsp::{Nonce, OcspDraft};
pub use params::Span;
pub use person::Person;
pub use signed_data::SignedData;
pub use to_sign::{Kind, ToSign};

// What the drafts' fields and the authority's parameters are.
pub use {rcgen, rsa::pkcs8::der, x509_cert_v02 as x509_cert, x509_ocsp};
