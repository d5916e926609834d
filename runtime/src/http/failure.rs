//! Why an exchange came to nothing, as far as it can be known.

use std::error::Error;
use std::io;
use std::time::Duration;

use super::{NotSentCause, Seen};
use crate::tls::{self, sources};

/// An exchange without an answer.
#[derive(Debug)]
pub enum Failure {
    /// No connection was established, so nothing was sent.
    NotConnected {
        /// Why.
        cause: NotSentCause,
        /// Another attempt may succeed.
        again: bool,
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
            // A certificate does not get better by showing it again.
            let cause = NotSentCause::Handshake(problem);
            return Self::NotConnected { cause, again: false };
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
        Self::NotConnected { cause, again: true }
    }
}

/// The innermost error, which says most.
fn reason(error: &(dyn Error + 'static)) -> String {
    sources(error).last().map(ToString::to_string).unwrap_or_default()
}

fn find<'e, T: Error + 'static>(error: &'e (dyn Error + 'static)) -> Option<&'e T> {
    sources(error).find_map(<dyn Error>::downcast_ref)
}
