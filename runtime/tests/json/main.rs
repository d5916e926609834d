//! JSON as generated code reads and writes it.

#![allow(clippy::unwrap_used)]

mod example;
mod round_trip;
