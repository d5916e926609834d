//! Everything that can go wrong with a call, each beside what the caller is told. The other side is a server that
//! follows a script, on loopback.
#![allow(clippy::unwrap_used)]

#[path = "../support/authority.rs"]
mod authority;
mod cancelled;
mod certificates;
mod client;
mod guard;
#[path = "../support/log.rs"]
mod log;
mod logged;
mod pacing;
#[path = "../support/ping.rs"]
mod ping;
mod proxy;
mod scripted;
#[allow(
    dead_code,
    reason = "shared with the calls of JSON, which use what this does not"
)]
mod server;
