//! JSON as generated code reads and writes it: the example is what code is generated like.

#![allow(clippy::unwrap_used)]

mod built_in;
mod choices;
mod errors;
mod example;
mod limits;
mod numbers;
mod personal;
mod round_trip;
mod rules;
mod strings;
mod well_formed;
mod written;

use fk_runtime::json::{self, Value};

/// The message of the error that reading `document` ends in.
fn refused<T: Value>(document: &str) -> String {
    match json::from_str::<T>(document) {
        Ok(_) => panic!("{document} was read"),
        Err(error) => error.to_string(),
    }
}
