//! Why an exchange came to nothing, as far as it can be known.

use std::error::Error;
use std::io;
use std::time::Duration;

#[cfg(feature = "client")]
use super::{Call, NotSent, OutcomeUnknown, Repeat};
use super::{NotSentCause, Seen};
use crate::pacing::NoTurn;
use crate::tls::{self, sources};

/// An exchange without an answer.
#[derive(Debug)]
pub enum Failure {
    /// No connection was established, so nothing was sent.
    NotConnected {
        /// Why.
        cause: NotSentCause,
    },
    /// The server turned our certificate away after the request was sent, which it then did not read.
    IdentityRefused(tls::HandshakeProblem),
    /// The request may have been read.
    Broken {
        /// The status, if one came.
        status: Option<u16>,
        /// What was seen.
        seen: Seen,
    },
}

/// What became of a call that no answer came to.
#[cfg(feature = "client")]
pub(crate) enum Lost {
    NotSent(NotSent),
    OutcomeUnknown(OutcomeUnknown),
}

#[cfg(feature = "client")]
impl Failure {
    /// What the failure means for a call.
    pub(crate) fn of_call(self, call: Box<Call>, repeat: Repeat) -> Lost {
        let cause = match self {
            Self::NotConnected { cause } => cause,
            Self::IdentityRefused(problem) => NotSentCause::Handshake(problem),
            Self::Broken { status, seen } => {
                return Lost::OutcomeUnknown(OutcomeUnknown {
                    call,
                    repeat,
                    status,
                    seen,
                });
            }
        };
        Lost::NotSent(NotSent { call, cause })
    }
}

/// There was no turn for the call, and it was not to wait for one.
impl From<NoTurn> for Failure {
    fn from(NoTurn { again_after }: NoTurn) -> Self {
        Self::NotConnected {
            cause: NotSentCause::NoTurn { again_after },
        }
    }
}

/// A host name that nobody knows.
#[derive(Debug)]
pub(super) struct UnknownHost {
    pub(super) host: String,
    pub(super) error: io::Error,
}

impl std::fmt::Display for UnknownHost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.host, self.error)
    }
}

impl Error for UnknownHost {}

impl Failure {
    /// What an error of reqwest's means, with the status that had come.
    pub(super) fn of(
        error: &reqwest::Error,
        status: Option<u16>,
        connect: Duration,
        whole: Duration,
    ) -> Self {
        let problem = tls::find(error).map(tls::explain);
        if error.is_connect() {
            return Self::not_connected(error, problem, connect);
        }
        match problem {
            Some(problem) if status.is_none() && problem.ends_a_handshake() => Self::IdentityRefused(problem),
            _ => Self::Broken {
                status,
                seen: match (error.is_timeout(), status) {
                    (true, _) => Seen::Late { after: whole },
                    (false, None) => Seen::NoAnswer {
                        reason: reason(error),
                    },
                    (false, Some(_)) => Seen::CutShort {
                        reason: reason(error),
                    },
                },
            },
        }
    }

    fn not_connected(
        error: &reqwest::Error,
        problem: Option<tls::HandshakeProblem>,
        after: Duration,
    ) -> Self {
        if let Some(problem) = problem {
            let cause = NotSentCause::Handshake(problem);
            return Self::NotConnected { cause };
        }
        let cause = match (find::<UnknownHost>(error), find::<io::Error>(error)) {
            (Some(unknown), _) => NotSentCause::UnknownHost {
                host: unknown.host.clone(),
                reason: unknown.error.to_string(),
            },
            (None, Some(error)) if error.kind() == io::ErrorKind::ConnectionRefused => {
                NotSentCause::ConnectionRefused
            }
            _ if error.is_timeout() => NotSentCause::ConnectionLate { after },
            _ => NotSentCause::Connection {
                reason: reason(error),
            },
        };
        Self::NotConnected { cause }
    }
}

/// The innermost error, which says most.
fn reason(error: &(dyn Error + 'static)) -> String {
    sources(error).last().map(ToString::to_string).unwrap_or_default()
}

fn find<'e, T: Error + 'static>(error: &'e (dyn Error + 'static)) -> Option<&'e T> {
    sources(error).find_map(<dyn Error>::downcast_ref)
}
