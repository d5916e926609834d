//! What becomes of a call.

use std::sync::Arc;
use std::time::Duration;

/// What the emulator makes of a call. Unless something else is said, it answers as the contract has it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Behaviour {
    pub(crate) end: End,
    pub(crate) latency: Duration,
}

/// How a call ends.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum End {
    /// With the answer, or with the fault that the document deserves.
    #[default]
    Deserved,
    /// With this fault, whatever the document is.
    Fault(Fault),
    /// Without an answer.
    Cut(Cut),
}

/// A fault that can be asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fault {
    /// The declared `XmlValidationError`.
    Xml,
    /// The declared `SignatureValidationError`.
    Signature,
    /// A fault of the code `Server`, which the contract does not declare.
    Server,
}

/// When the connection is closed without an answer. The whole request has been read either way, so that the caller
/// cannot tell which one it was.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Cut {
    /// Before the document is taken in.
    Before,
    /// After it has been taken in. A document that is refused is not taken in: its fault is answered.
    After,
}

impl Behaviour {
    /// Answers as the contract has it.
    #[must_use]
    pub fn deserved() -> Self {
        Self::default()
    }

    /// Answers with this fault, whatever the document is, and takes nothing in.
    #[must_use]
    pub fn fault(fault: Fault) -> Self {
        Self {
            end: End::Fault(fault),
            ..Self::default()
        }
    }

    /// Closes the connection without an answer.
    #[must_use]
    pub fn cut(cut: Cut) -> Self {
        Self {
            end: End::Cut(cut),
            ..Self::default()
        }
    }

    /// The same, so much later. A document is taken in first, and then waits for its answer: a caller who gives up
    /// has sent it all the same.
    #[must_use]
    pub fn after(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }
}

/// What becomes of each call. The number counts the calls to all services, from 0, in the order in which their
/// requests had been read.
pub(crate) type Script = Arc<dyn Fn(u64) -> Behaviour + Send + Sync>;
