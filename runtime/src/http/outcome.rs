//! What can have become of a call that was not answered. Each says what to do next.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use crate::contract::Contract;
use crate::pacing::NoTurn;
use crate::tls::HandshakeProblem;

/// Which call it was.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Call {
    /// The service, for example `elt`.
    pub service: &'static str,
    /// The version of its contract.
    pub version: &'static str,
    /// The operation.
    pub operation: &'static str,
    /// The identity of the document that was to be sent, if it has one.
    pub document_id: Option<String>,
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.service, self.version, self.operation)?;
        match &self.document_id {
            Some(id) => write!(f, ", document {id}"),
            None => Ok(()),
        }
    }
}

/// The request surely was not read. It may be sent again once the cause is gone.
#[derive(Debug)]
pub struct NotSent {
    /// Which call it was.
    pub call: Box<Call>,
    /// Why.
    pub cause: NotSentCause,
}

/// Why a request was not sent.
#[derive(Debug)]
#[non_exhaustive]
pub enum NotSentCause {
    /// The request is not one that the contract admits; with the path and the rule.
    Invalid(Box<dyn Error + Send + Sync>),
    /// The document is of another version of the contract than the client.
    OtherContract {
        /// The document's.
        document: Contract,
        /// The client's.
        client: Contract,
    },
    /// As many calls have been made as the service asks for, and this one was not to wait ([`super::Turns::AtHand`]).
    NoTurn {
        /// How long it is until there can be a turn, at the soonest.
        again_after: Duration,
    },
    /// The host name is not known.
    UnknownHost {
        /// The host.
        host: String,
        /// What the resolver says.
        reason: String,
    },
    /// Nobody listens at the address.
    ConnectionRefused,
    /// There was no connection in time.
    ConnectionLate {
        /// The time that an attempt may take.
        after: Duration,
    },
    /// The TLS handshake failed, or the server turned our certificate away before it read the request.
    Handshake(HandshakeProblem),
    /// Connecting failed otherwise.
    Connection {
        /// What the system says.
        reason: String,
    },
}

impl NotSentCause {
    /// Whether another attempt may succeed at once. A certificate does not get better by showing it again.
    pub(crate) fn may_pass(&self) -> bool {
        match self {
            Self::UnknownHost { .. }
            | Self::ConnectionRefused
            | Self::ConnectionLate { .. }
            | Self::Connection { .. } => true,
            Self::Invalid(_) | Self::OtherContract { .. } | Self::NoTurn { .. } | Self::Handshake(_) => false,
        }
    }
}

impl fmt::Display for NotSentCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(error) => write!(f, "the contract does not admit it: {error}"),
            Self::OtherContract { document, client } => write!(
                f,
                "the document is of {} {}, and the client was made for {} {}. Make a client with the document's CONTRACT",
                document.service, document.version, client.service, client.version
            ),
            Self::NoTurn { again_after } => NoTurn { again_after: *again_after }.fmt(f),
            Self::UnknownHost { host, reason } => {
                write!(f, "the host {host} is not known ({reason}). Check the address and the name server")
            }
            Self::ConnectionRefused => f.write_str(
                "nobody listens at the address (connection refused). Check the address and its port; the service may be \
                 down",
            ),
            Self::ConnectionLate { after } => write!(
                f,
                "there was no connection within {after:?}. A firewall may be in between: ask for the way to the address \
                 and its port to be opened"
            ),
            Self::Handshake(problem) => problem.fmt(f),
            Self::Connection { reason } => write!(f, "no connection: {reason}"),
        }
    }
}

impl fmt::Display for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: not sent: {}. It may be sent again", self.call, self.cause)
    }
}

impl Error for NotSent {}

/// The request was turned away with an HTTP status, before the service took it in.
#[derive(Debug)]
pub struct Refused {
    /// Which call it was.
    pub call: Box<Call>,
    /// The HTTP status.
    pub status: u16,
    /// Why the reason is not known, where the contract has the service give one: what is wrong with the answer.
    pub unreadable: Option<Box<dyn Error + Send + Sync>>,
}

impl Refused {
    /// Whether a status says that a request was turned away (RFC 9110, section 15): any redirection, and those that
    /// speak of the request as such, or of there being too many of them (RFC 6585, section 4).
    #[must_use]
    pub const fn is_meant_by(status: u16) -> bool {
        matches!(
            status,
            300..=399 | 400 | 401 | 403 | 404 | 405 | 411 | 413 | 415 | 429
        )
    }

    fn advice(&self) -> &'static str {
        match self.status {
            300..=399 => {
                "The service has another address; redirections are not followed. Ask the agency for it"
            }
            401 | 403 => {
                "The certificate, or the key that the service knows you by, is not let in. Ask the agency to connect it"
            }
            404 => "There is no service at this path. Check the address that the agency has told you",
            413 => "The message is too large for the service",
            405 | 411 | 415 => {
                "What answers does not take such a request, so it may not be the service. Check the address, and whether \
                 a proxy is in between"
            }
            429 => {
                "There were too many calls, by the service's count. Wait for a minute, and see whether another program \
                 calls it too, with a pacer of its own"
            }
            _ => "Check the address and the request",
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            call,
            status,
            unreadable,
        } = self;
        write!(f, "{call}: refused with HTTP status {status}")?;
        if let Some(error) = unreadable {
            write!(f, ", and why cannot be read: {error}")?;
        }
        write!(f, ". {}", self.advice())
    }
}

impl Error for Refused {}

/// Nobody can know whether the service has taken the request in.
#[derive(Debug)]
pub struct OutcomeUnknown {
    /// Which call it was.
    pub call: Box<Call>,
    /// Whether it may be made again.
    pub repeat: Repeat,
    /// The HTTP status, if one came.
    pub status: Option<u16>,
    /// What was seen instead of an answer.
    pub seen: Seen,
}

/// Whether a call whose outcome is unknown may be made again.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Repeat {
    /// It only asks, and changes nothing (a safe method: RFC 9110, section 9.2.1). Ask again.
    Safely,
    /// Software must not send it again: a person asks the agency first, with the document's identity and the time of the
    /// call.
    Never,
}

/// What was seen instead of an answer.
#[derive(Debug)]
#[non_exhaustive]
pub enum Seen {
    /// The connection ended before an answer.
    NoAnswer {
        /// What the system says.
        reason: String,
    },
    /// The answer was not there in time.
    Late {
        /// The time that a call may take.
        after: Duration,
    },
    /// The connection ended in the middle of the answer.
    CutShort {
        /// What the system says.
        reason: String,
    },
    /// The answer is larger than what is taken in.
    TooLarge {
        /// The limit in bytes, after decompression.
        limit: usize,
    },
    /// A status that says neither that it was taken in nor that it was turned away, and nothing that can be read.
    Status,
    /// Something that is neither the answer nor a declared fault. The error says what; downcast it for more.
    Unexpected(Box<dyn Error + Send + Sync>),
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAnswer { reason } => write!(f, "the connection ended without an answer ({reason})"),
            Self::Late { after } => write!(f, "no answer within {after:?}"),
            Self::CutShort { reason } => {
                write!(f, "the connection ended in the middle of the answer ({reason})")
            }
            Self::TooLarge { limit } => write!(f, "the answer is larger than the limit of {limit} bytes"),
            Self::Status => f.write_str(
                "an error of the server or of something in between, and nothing else that can be read",
            ),
            Self::Unexpected(error) => error.fmt(f),
        }
    }
}

impl fmt::Display for OutcomeUnknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: the outcome is unknown: ", self.call)?;
        if let Some(status) = self.status {
            write!(f, "HTTP status {status}, ")?;
        }
        let advice = match self.repeat {
            Repeat::Safely => "It only asks, and may be made again: ask again in a while",
            Repeat::Never => {
                "Do not send it again before the agency has said that it did not arrive: a document that arrives twice \
                 delays the case"
            }
        };
        write!(f, "{}. {advice}", self.seen)
    }
}

impl Error for OutcomeUnknown {}
