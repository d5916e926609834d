//! A line a call, with nothing personal in it.

use std::time::Instant;

use axum::http::StatusCode;
use tracing::field;
use uuid::Uuid;

use crate::Service;
use crate::call::{Noted, Said};

/// A call that a service has carried out. Without a status, the connection is closed instead of an answer.
pub(crate) fn call(
    service: Service,
    noted: &Noted,
    envelope_bytes: usize,
    status: Option<StatusCode>,
    started: Instant,
) {
    let (mut tx_id, mut version, mut reason) = (None, None, None);
    let said = match (&noted.said, status) {
        (
            Said::TakenIn {
                tx_id: id,
                version: valid_in,
            },
            status,
        ) => {
            (tx_id, version) = (Some(id), Some(*valid_in));
            match status {
                Some(_) => "accepted".to_owned(),
                None => "accepted, and the connection closed without an answer".to_owned(),
            }
        }
        (_, None) => "not accepted, and the connection closed without an answer".to_owned(),
        (Said::Refused { fault, why }, Some(_)) => {
            reason = Some(why);
            format!("refused with the fault {fault}")
        }
        (Said::Nothing, Some(status)) if status == StatusCode::INTERNAL_SERVER_ERROR => {
            "refused, the envelope cannot be read: the answer says why".to_owned()
        }
        (Said::Nothing, Some(status)) => format!("turned away with HTTP {}", status.as_u16()),
    };
    tracing::info!(
        tx_id = tx_id.map(field::display),
        version = version.map(field::display),
        document = noted.document_id.as_ref().map(field::display),
        document_bytes = noted.document_bytes,
        envelope_bytes,
        ms = milliseconds(started),
        why = reason.map(field::display),
        "{service} {said}"
    );
}

/// A call that got no further than HTTP.
pub(crate) fn turned_away(service: Service, status: StatusCode, started: Instant) {
    tracing::info!(
        ms = milliseconds(started),
        "{service} turned away with HTTP {}",
        status.as_u16()
    );
}

/// A request that ended before it was whole.
pub(crate) fn broken_off(service: Service, started: Instant) {
    tracing::info!(
        ms = milliseconds(started),
        "{service} not accepted, the caller broke off in the middle of the request"
    );
}

/// Something that became of an order of BankID's. `by` is the endpoint, or the page.
pub(crate) fn bankid(by: &str, said: &str, order: Option<Uuid>) {
    tracing::info!(order = order.map(field::display), "bankid {by}: {said}");
}

/// Something that became of a call to E-RÄK, or of a bill. `by` is the operation, or the page. A bill goes by its number: its
/// code opens it.
pub(crate) fn erak(by: &str, said: &str, bill: Option<u64>) {
    tracing::info!(bill, "erak {by}: {said}");
}

/// A bill that was taken in.
pub(crate) fn erak_taken_in(bill: u64, started: Instant) {
    tracing::info!(bill, ms = milliseconds(started), "erak create: accepted");
}

/// A bill that is not valid. The field is a path of the contract's names.
pub(crate) fn erak_refused(code: &str, field: &str, started: Instant) {
    tracing::info!(
        code,
        field,
        ms = milliseconds(started),
        "erak create: refused with HTTP 400"
    );
}

/// The clock was put forward.
pub(crate) fn clock(by: &str) {
    tracing::info!("the clock was put forward by {by}");
}

fn milliseconds(started: Instant) -> u64 {
    u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX)
}
