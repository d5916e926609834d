//! The scheduler, with a service in the same process and a clock that is put forward.
#![allow(clippy::unwrap_used)]

mod crowd;
mod handles;
mod hints;
mod lives;
mod service;
mod trouble;
