//! A bill, and what can be done with it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use fk_contracts::erak::current::{Fingerprint, NyRakning, Signal};
use url::Url;

/// A bill that was taken in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Bill {
    /// How many were taken in before it, of all suppliers together.
    pub number: u64,
    /// The code that it was given.
    pub fingerprint: Fingerprint,
    /// When it was taken in, by the emulator's clock.
    pub created_at: DateTime<Utc>,
    /// What the person has done with it.
    pub state: BillState,
    /// What was sent. `None` when it is not known any more: two hours after it was taken in.
    pub sent: Option<Arc<NyRakning>>,
}

/// What the person has done with a bill.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum BillState {
    /// Nothing that counts: it waits to be signed.
    Started,
    /// Signed it. It stays so, though `status` does not know the bill any more after two hours.
    Signed,
    /// Cancelled it.
    Cancelled,
    /// Nothing that counts within two hours.
    Expired,
}

/// What the page shows, and sends, when a bill is opened.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Opened {
    /// What the person has done with it.
    pub state: BillState,
    /// What was sent.
    pub sent: Arc<NyRakning>,
    /// The signal that the browser sends though nobody has signed
    /// ([`SignalBehaviour::Forged`](super::SignalBehaviour::Forged)).
    pub forged: Option<OutgoingSignal>,
}

/// What a browser does once the person has signed or cancelled: it sends the signal, if there is one, and follows the link.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Leaving {
    /// Where the person goes back to, with the bill's code.
    pub return_link: Url,
    /// The signal. `None` when the bill is not signed, when the supplier has asked for none, and when it is
    /// [lost](super::SignalBehaviour::Lost).
    pub signal: Option<OutgoingSignal>,
}

/// A signal that a browser sends.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OutgoingSignal {
    /// Where it is sent.
    pub url: Url,
    /// What is sent.
    pub body: Signal,
}

/// Why a person can do nothing with a bill.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum BillError {
    /// It is not known.
    #[error("there is no such bill: it was cancelled, or taken in more than two hours ago, or never")]
    Unknown,
    /// It is signed.
    #[error("the bill is signed already")]
    AlreadySigned,
}
