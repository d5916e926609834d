//! What becomes of calls and signals.

use std::sync::Arc;
use std::time::Duration;

/// What the emulator makes of a call to E-RÄK. Unless something else is said, it answers as the contract has it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ErakBehaviour {
    pub(super) end: End,
    pub(super) latency: Duration,
}

/// How a call ends.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum End {
    #[default]
    Deserved,
    /// With status 500.
    Failed(Moment),
    /// Without an answer.
    Cut(Moment),
}

/// When a call goes wrong. Asking for a status changes nothing, so that there it makes no difference.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Moment {
    /// Before the bill is taken in.
    Before,
    /// After it has been taken in. A bill that is not valid is not taken in: its errors are answered.
    After,
}

impl ErakBehaviour {
    /// Answers as the contract has it.
    #[must_use]
    pub fn deserved() -> Self {
        Self::default()
    }

    /// Answers with status 500.
    #[must_use]
    pub fn failed(moment: Moment) -> Self {
        Self {
            end: End::Failed(moment),
            ..Self::default()
        }
    }

    /// Closes the connection without an answer. The whole request has been read either way.
    #[must_use]
    pub fn cut(moment: Moment) -> Self {
        Self {
            end: End::Cut(moment),
            ..Self::default()
        }
    }

    /// The same, so much later by the emulator's clock. A bill is taken in first, and then waits for its answer.
    #[must_use]
    pub fn after(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }
}

/// What becomes of the signal of a bill.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum SignalBehaviour {
    /// The browser sends it when the bill is signed.
    #[default]
    Sent,
    /// The browser never sends it.
    Lost,
    /// The browser sends one that says the bill is signed as soon as it is opened, and another when it is signed.
    Forged,
}

/// What becomes of each call of an operation, by its number.
pub(super) type CallScript = Arc<dyn Fn(u64) -> ErakBehaviour + Send + Sync>;

/// What becomes of the signal of each bill, by its number.
pub(super) type SignalScript = Arc<dyn Fn(u64) -> SignalBehaviour + Send + Sync>;
