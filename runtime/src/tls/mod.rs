//! Identities, certificate authorities, and TLS in which both sides show a certificate.
//!
//! An [`Identity`] is our certificate chain with its private key. It is read from PEM or PKCS#12 and checked before
//! it is used, because a server that refuses it says little about why. [`Roots`] are the authorities that we accept
//! on the server's side. [`client_config`] makes of both what a client of TLS 1.2 and 1.3 needs.
//!
//! When a handshake fails, [`find`] gets rustls' error out of whatever it was wrapped in, and [`explain`] says in
//! words what it means and what to do. [`Probe`] makes the handshake alone, to find out before a call is made.
//!
//! Secrets: keys and passwords are overwritten in memory when they are dropped, as far as they are ours. What a
//! library copies for itself (ring's parsed key, the key that `p12-keystore` hands over) is not.

mod certificate;
mod chain;
mod config;
mod error;
mod explain;
mod identity;
mod material;
mod password;
mod pem;
mod pkcs12;
mod probe;
mod roots;
mod unchecked;

pub use certificate::Certificate;
pub use config::client_config;
pub use error::IdentityError;
pub use explain::{HandshakeProblem, Refusal, explain, find, sources};
pub use identity::Identity;
pub use password::Password;
pub use probe::{Acceptance, ClientAuthentication, Probe, ProbeProblem, ProbeReport};
pub use roots::{Authorities, Roots, TlsError};
pub use unchecked::UncheckedIdentity;

/// The versions of these crates that the types here come from.
pub use {chrono, rustls};
