//! One order.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use fk_bankid::{Person, ToSign};
use fk_runtime::signing::{Delivered, SigningError, VisibleText};
use uuid::Uuid;

use super::asked::Asked;

/// How long a completed order can be collected.
const COMPLETE_FOR: Duration = Duration::from_secs(3 * 60);

/// How long a failed order can be collected.
const FAILED_FOR: Duration = Duration::from_secs(5 * 60);

/// What is shown and signed when a person identifies themself and the relying party gives no text.
const NO_TEXT: &str = "Legitimering";

/// An order.
#[derive(Clone)]
pub(crate) struct Order {
    pub(crate) reference: Uuid,
    pub(crate) asked: Asked,
    pub(crate) begun_at: DateTime<Utc>,
    pub(crate) begun: Instant,
    pub(crate) state: State,
}

/// What has become of an order.
#[derive(Clone)]
pub(crate) enum State {
    /// It waits for the person.
    Pending {
        /// Whether the person sees it.
        seen: Seen,
    },
    /// The person has signed.
    Complete {
        person: Person,
        delivered: Delivered,
        since: Instant,
    },
    /// It has ended otherwise.
    Failed { cause: Cause, since: Instant },
}

/// Whether the person sees the order.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Seen {
    NotYet,
    Yes,
}

/// Why an order has failed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Cause {
    Expired,
    Cancelled,
    UserCancel,
}

impl Seen {
    pub(crate) const fn hint(self) -> &'static str {
        match self {
            Self::NotYet => "outstandingTransaction",
            Self::Yes => "userSign",
        }
    }
}

impl Cause {
    pub(crate) const fn hint(self) -> &'static str {
        match self {
            Self::Expired => "expiredTransaction",
            Self::Cancelled => "cancelled",
            Self::UserCancel => "userCancel",
        }
    }
}

impl Order {
    pub(crate) fn new(asked: Asked, now: Instant) -> Self {
        Self {
            reference: Uuid::new_v4(),
            asked,
            begun_at: Utc::now(),
            begun: now,
            state: State::Pending { seen: Seen::NotYet },
        }
    }

    /// Lets time go by: a pending order may expire.
    pub(crate) fn age(&mut self, lifetime: Duration, now: Instant) {
        let end = self.begun + lifetime;
        if self.is_pending() && now >= end {
            self.state = State::Failed {
                cause: Cause::Expired,
                since: end,
            };
        }
    }

    pub(crate) const fn is_pending(&self) -> bool {
        matches!(self.state, State::Pending { .. })
    }

    /// Whether it has ended so long ago that nobody can collect it any more.
    pub(crate) fn is_over(&self, now: Instant) -> bool {
        match self.state {
            State::Pending { .. } => false,
            State::Complete { since, .. } => now >= since + COMPLETE_FOR,
            State::Failed { since, .. } => now >= since + FAILED_FOR,
        }
    }

    /// What the person signs.
    pub(crate) fn to_sign(&self) -> Result<ToSign, SigningError> {
        let visible = match &self.asked.visible {
            Some(text) => text.clone(),
            None => VisibleText::plain(NO_TEXT)?,
        };
        let to_sign = ToSign::text(visible).with_kind(self.asked.kind);
        Ok(match &self.asked.hidden {
            Some(hidden) => to_sign.with_hidden(hidden.clone()),
            None => to_sign,
        })
    }
}
