//! What is logged of a call: how it ended, how long it took, and how much was sent and received. Nothing of what was.

use std::fmt;
use std::time::Instant;

use super::{Answer, Failure};

/// A call that is measured.
pub(crate) struct Measured {
    started: Instant,
    request_bytes: usize,
    status: Option<u16>,
    answer_bytes: usize,
}

impl Measured {
    /// A call begins that sends so many bytes.
    pub(crate) fn begin(request_bytes: usize) -> Self {
        Self {
            started: Instant::now(),
            request_bytes,
            status: None,
            answer_bytes: 0,
        }
    }

    /// What came of it.
    pub(crate) fn end(&mut self, answer: &Result<Answer, Failure>) {
        (self.status, self.answer_bytes) = match answer {
            Ok(answer) => (Some(answer.status), answer.body.len()),
            Err(Failure::Broken { status, .. }) => (*status, 0),
            Err(Failure::NotConnected { .. } | Failure::IdentityRefused(_)) => (None, 0),
        };
    }

    /// The HTTP status that came, if one did.
    #[cfg(feature = "rest")]
    pub(crate) fn status(&self) -> Option<u16> {
        self.status
    }

    /// Logs an answer, with what the service traces the call by.
    pub(crate) fn answered(&self, tx_id: Option<&str>) {
        tracing::info!(
            tx_id,
            status = self.status,
            milliseconds = self.milliseconds(),
            request_bytes = self.request_bytes,
            answer_bytes = self.answer_bytes,
            "answered"
        );
    }

    /// Logs that the service said no, in a way that the contract declares.
    pub(crate) fn refused(&self) {
        tracing::warn!(
            status = self.status,
            milliseconds = self.milliseconds(),
            request_bytes = self.request_bytes,
            answer_bytes = self.answer_bytes,
            "refused with a declared fault"
        );
    }

    /// Logs that there is no answer.
    pub(crate) fn failed(&self, error: &dyn fmt::Display) {
        tracing::error!(
            status = self.status,
            milliseconds = self.milliseconds(),
            request_bytes = self.request_bytes,
            answer_bytes = self.answer_bytes,
            %error,
            "not answered"
        );
    }

    fn milliseconds(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}
