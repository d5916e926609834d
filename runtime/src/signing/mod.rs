//! Signing documents with BankID: from a document's exact bytes to a request that may be sent.
//!
//! What is signed is not the document but a line about it: `<document id>,<SHA-256>` of each document, lower-case hex
//! over its inclusive [Canonical XML 1.0](crate::xml::canonical). BankID calls that line the hidden data and shows the
//! person the visible text instead.

mod assignment;
mod delivered;
mod digest;
mod document;
mod error;
mod hidden;
mod personal_number;
mod role;
#[cfg(feature = "verify")]
mod signed;
#[cfg(feature = "verify")]
mod stored;
mod visible;

pub use assignment::{Assignment, Awaits};
pub use delivered::Delivered;
pub use digest::Digest;
pub use document::{DocumentError, SignableDocument};
pub use error::SigningError;
pub use hidden::{HiddenData, Pair};
pub use personal_number::PersonalNumber;
pub use role::{Completes, Follows, Layout, Role, RoleSignature, Signable, SignedRequest, Signer, Unsigned};
#[cfg(feature = "verify")]
pub use signed::{SignatureAs, Signed};
#[cfg(feature = "verify")]
pub use stored::StoredError;
pub use visible::{TextFormat, VisibleText};
