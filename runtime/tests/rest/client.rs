//! The client that calls, and what it is told.

use std::time::Duration;

use fk_runtime::pacing::Pacer;
use fk_runtime::rest::{Answered, CallError, CallFailure, Client, NoFields, Settings, Token};

use crate::register::{self, Find, Found, Person, Register};

/// What a caller can be told.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Told {
    Answer,
    NotSent,
    Refused(u16),
    OutcomeUnknown,
}

/// Only tests know it.
pub(crate) const KEY: &str = "hemlig-nyckel-4711";

pub(crate) fn token() -> Token {
    Token::new(KEY).unwrap()
}

/// Settings that do not wait long.
pub(crate) fn quick(url: impl Into<String>) -> Settings {
    Settings::new(url.into())
        .with_pacer(Pacer::unpaced())
        .with_connect_attempts(1)
        .with_connect_timeout(Duration::from_millis(500))
        .with_timeout(Duration::from_secs(1))
}

pub(crate) fn client(settings: Settings) -> Client {
    Client::new(&register::API, register::CONTRACT, Some(token()), settings).unwrap()
}

/// Sends a document, which must not be sent twice.
pub(crate) async fn register(client: &Client) -> Result<Answered<Register>, CallError> {
    client.call::<Register>(&NoFields, &Person::example()).await
}

/// Asks, which may be done again.
pub(crate) async fn find(client: &Client) -> Result<Answered<Find>, CallError> {
    client.call::<Find>(&Found::at("here"), &()).await
}

/// What was told, with its words.
pub(crate) fn told<A>(result: &Result<A, CallError>) -> (Told, String) {
    match result {
        Ok(_) => (Told::Answer, String::new()),
        Err(error) => {
            let told = match error.failure() {
                CallFailure::NotSent(_) => Told::NotSent,
                CallFailure::Refused(refused) => Told::Refused(refused.status),
                CallFailure::OutcomeUnknown(_) => Told::OutcomeUnknown,
            };
            (told, error.to_string())
        }
    }
}
