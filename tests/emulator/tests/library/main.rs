//! The emulator as a library: started in the test's own process, called by the generated clients.

#![allow(clippy::unwrap_used, missing_docs)]

mod bankid;
mod behaviour;
mod caller;
mod certificates;
mod connections;
mod erak;
mod page;
mod received;
mod services;
mod signatures;
