//! Documents from being handed over to their outcome, with a service on loopback and a clock that is put forward.
#![allow(clippy::unwrap_used)]

mod agency;
mod errors;
mod kept;
mod letters;
mod outcomes;
mod receiver;
mod scene;
