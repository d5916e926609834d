//! What became of a document.

use chrono::{DateTime, Utc};

use super::State;

/// What became of a document, with the time at which it was seen. Store it: after the document's life the service does
/// not know it any more.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Outcome {
    /// It is signed and sent in.
    Successful {
        /// When the service's answer had come.
        seen: DateTime<Utc>,
    },
    /// The service does not know it, although its life is surely not over: it was cancelled, for example. Two answers in a
    /// row have said so.
    Absent {
        /// When the service's second answer had come.
        seen: DateTime<Utc>,
    },
    /// Its life is over, and nobody can know any more what became of it. It does **not** mean that it was not signed:
    /// ask the person, or the agency, before it is handed over again.
    Expired {
        /// When the service's answer had come, or had failed to come for the last time.
        seen: DateTime<Utc>,
    },
}

impl Outcome {
    /// The time at which it was seen.
    #[must_use]
    pub const fn seen(self) -> DateTime<Utc> {
        match self {
            Self::Successful { seen } | Self::Absent { seen } | Self::Expired { seen } => seen,
        }
    }

    /// The word for it in logs and stored files.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Successful { .. } => "successful",
            Self::Absent { .. } => "absent",
            Self::Expired { .. } => "expired",
        }
    }
}

/// What the service answered last about a document that is on its way.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Seen {
    /// How far it had come.
    pub state: State,
    /// When the answer had come.
    pub at: DateTime<Utc>,
}
