//! The client that calls, and what it is told.

use std::time::Duration;

use fk_runtime::pacing::Pacer;
use fk_runtime::soap::{CallError, Client, Settings};

use crate::ping::{self, Ping, PingFault, PingOperation};

/// What a caller can be told.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Told {
    Answer,
    Fault,
    NotSent,
    Refused(u16),
    OutcomeUnknown,
}

/// Settings that do not wait long.
pub(crate) fn quick(url: impl Into<String>) -> Settings {
    Settings::new(url.into())
        .with_pacer(Pacer::unpaced())
        .with_connect_attempts(1)
        .with_connect_timeout(Duration::from_secs(2))
        .with_timeout(Duration::from_secs(5))
}

pub(crate) fn client(settings: Settings) -> Client {
    Client::new(&ping::PORT, ping::CONTRACT, settings).unwrap()
}

/// Calls, and gives what was told, with its words.
pub(crate) async fn call(client: &Client) -> (Told, String) {
    let request = Ping("00000000-0000-4000-8000-000000000001".to_owned());
    match client.call::<PingOperation>(&request, &()).await {
        Ok(_) => (Told::Answer, String::new()),
        Err(error) => (told(&error), error.to_string()),
    }
}

pub(crate) fn told(error: &CallError<PingFault>) -> Told {
    match error {
        CallError::Fault(_) => Told::Fault,
        CallError::NotSent(_) => Told::NotSent,
        CallError::Refused(refused) => Told::Refused(refused.status),
        CallError::OutcomeUnknown(_) => Told::OutcomeUnknown,
    }
}
