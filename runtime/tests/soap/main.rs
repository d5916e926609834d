//! SOAP both ways: what is written, what is accepted, what is refused, and how a port answers.
#![allow(clippy::unwrap_used)]

mod accepted;
mod faults;
#[path = "../support/ping.rs"]
mod ping;
mod refused;
mod router;
mod written;

/// An envelope of SOAP 1.1 with something in its body.
fn envelope(body: &str) -> String {
    format!(
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>{body}</soap:Body></soap:Envelope>"
    )
}

const PONG: &str = "<Pong xmlns=\"urn:test:ping\"><text>hi</text></Pong>";
