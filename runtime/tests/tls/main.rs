//! Identities and handshakes, with keys, certificates and servers that the tests make themselves.
#![cfg(feature = "tls")]
#![allow(clippy::unwrap_used, missing_docs)]

mod alerts;
#[path = "../support/authority.rs"]
mod authority;
mod checks;
mod formats;
mod handshakes;
mod roots;
mod secrets;
mod server;
mod strangers;
