//! The calls of an operation, and how they end.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::Body;
use axum::http::{Response, StatusCode};
use fk_runtime::clock::Clock;
use fk_runtime::rest::Operation;
use fk_runtime::rest::server::Refusal;

use super::behaviour::{CallScript, End, ErakBehaviour, Moment};
use crate::log;

/// The calls of an operation.
pub(super) struct Calls {
    /// The operation's name.
    operation: &'static str,
    script: CallScript,
    count: AtomicU64,
}

/// Marks a response in whose place the connection is closed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unanswered;

/// What a call deserves.
pub(super) enum Deserved<A> {
    /// Something was done for it.
    Done(A),
    /// Nothing was: what was sent is not valid.
    NotDone(A),
}

impl Calls {
    pub(super) fn new<O: Operation>(script: CallScript) -> Self {
        Self {
            operation: O::DESCRIPTION.name,
            script,
            count: AtomicU64::new(0),
        }
    }

    /// Carries a call out, and ends it as the script has it.
    pub(super) async fn carry_out<A>(
        &self,
        clock: &Clock,
        act: impl FnOnce() -> Deserved<A> + Send,
    ) -> Result<A, Refusal> {
        let ErakBehaviour { end, latency } = (self.script)(self.count.fetch_add(1, Ordering::Relaxed));
        let before = matches!(end, End::Failed(Moment::Before) | End::Cut(Moment::Before));
        // Done without waiting in between: a caller who hangs up does not stop what has begun.
        let deserved = if before { None } else { Some(act()) };
        if !latency.is_zero() {
            clock.wait_until(clock.elapsed().saturating_add(latency)).await;
        }
        match (deserved, end) {
            (Some(Deserved::NotDone(answer)), _) | (Some(Deserved::Done(answer)), End::Deserved) => {
                Ok(answer)
            }
            (_, End::Cut(_)) => {
                log::erak(
                    self.operation,
                    "the connection closed without an answer, as asked",
                    None,
                );
                Err(unanswered())
            }
            (_, End::Failed(_) | End::Deserved) => {
                log::erak(self.operation, "answered with HTTP 500, as asked", None);
                let text = "the emulator was asked to fail here";
                Err(Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, text))
            }
        }
    }
}

fn unanswered() -> Refusal {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(Unanswered);
    response.into()
}
