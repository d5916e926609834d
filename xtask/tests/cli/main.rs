//! The commands, run as a person runs them, on registries of their own.
#![allow(clippy::unwrap_used, missing_docs)]

mod bad_input;
mod connect;
#[path = "../../../tests/constructs/tests/support/cure.rs"]
mod cure;
mod emulate;
mod list;
mod regen;
mod selection;
mod support;
mod unseen;
