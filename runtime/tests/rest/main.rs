//! Calls of services with JSON: what is sent, what is told, what is kept secret, and when a call may be made. The other
//! side is on loopback.
#![allow(clippy::unwrap_used)]

mod client;
mod concurrency;
mod failures;
#[path = "../support/log.rs"]
mod log;
mod register;
mod repeated;
mod report;
mod requests;
#[allow(dead_code, reason = "shared with the failures of SOAP, which use all of it")]
#[path = "../failures/server.rs"]
mod server;
mod turns;
mod unsendable;
mod window;
mod windows;
