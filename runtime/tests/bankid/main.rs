//! The client of BankID's API, against a server on loopback that follows a script, over mutual TLS.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../support/authority.rs"]
mod authority;
mod cancelled;
mod errors;
#[path = "../support/log.rs"]
mod log;
mod lost;
mod requests;
mod scene;
mod secrets;
mod server;
mod states;
mod timing;
mod trust;
