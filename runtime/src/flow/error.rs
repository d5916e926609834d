//! What can go wrong, and what is known then. Nothing here shows anything personal, and every error that came of a call
//! makes the report that the agency's support asks for.

use std::error::Error;
use std::fmt;

use super::Protocol;
use crate::http::{NotSentCause, Seen};
use crate::rest::{CallError, CallFailure, Occasion, Token};
use crate::xml::InvalidValue;

/// Why a document was not handed over, or is not known to be.
#[derive(Debug)]
#[non_exhaustive]
pub enum CreateError<P: Protocol> {
    /// The service does not accept it.
    Rejected {
        /// Why.
        rejected: P::Rejected,
        /// What the agency's support asks for.
        occasion: Box<Occasion>,
    },
    /// The service has accepted it and given it a code with which no link can be made. Nobody can sign it, and the
    /// service forgets it by itself.
    NoLink {
        /// The rule that the code breaks.
        invalid: InvalidValue,
        /// What the agency's support asks for.
        occasion: Box<Occasion>,
    },
    /// There was no answer. It is not sent again by itself: each time makes a new document.
    Call(CallError),
}

impl<P: Protocol> CreateError<P> {
    /// The report for the agency's support.
    #[must_use]
    pub fn report(&self, token: &Token) -> String {
        match self {
            Self::Rejected { occasion, .. } | Self::NoLink { occasion, .. } => occasion.report(token),
            Self::Call(error) => error.report(token),
        }
    }
}

impl<P: Protocol> fmt::Display for CreateError<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // `Debug` of generated types shows nothing personal.
            Self::Rejected { rejected, .. } => write!(
                f,
                "the service does not accept the document: {rejected:?}. Correct it; what was not accepted has not been \
                 taken in"
            ),
            Self::NoLink { invalid, .. } => write!(
                f,
                "the service has accepted the document, and no link to it can be made of the code that it has given it: \
                 {invalid}. Tell the agency; nobody can sign the document, and it may be handed over again"
            ),
            Self::Call(error) => error.fmt(f),
        }
    }
}

impl<P: Protocol> Error for CreateError<P> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Rejected { .. } => None,
            Self::NoLink { invalid, .. } => Some(invalid),
            Self::Call(error) => error.source(),
        }
    }
}

/// Why it is not known how far a document has come. Its report states the document's code.
#[derive(Debug)]
pub struct StatusError(pub(super) CallError);

impl StatusError {
    /// Why.
    #[must_use]
    pub fn failure(&self) -> &CallFailure {
        self.0.failure()
    }

    /// What the agency's support asks for.
    #[must_use]
    pub fn occasion(&self) -> &Occasion {
        self.0.occasion()
    }

    /// The report for the agency's support.
    #[must_use]
    pub fn report(&self, token: &Token) -> String {
        self.0.report(token)
    }

    /// Whether asking again may bring an answer, although nobody mends anything on our side.
    pub(super) fn is_passing(&self) -> bool {
        match self.failure() {
            CallFailure::NotSent(error) => !matches!(
                error.cause,
                NotSentCause::Invalid(_) | NotSentCause::OtherContract { .. }
            ),
            // Too many requests, and one that was too slow (RFC 6585, section 4; RFC 9110, section 15.5.9).
            CallFailure::Refused(error) => matches!(error.status, 408 | 429),
            // An answer that comes when all is well and cannot be read will be no other the next time.
            CallFailure::OutcomeUnknown(error) => {
                let unreadable = matches!(error.seen, Seen::TooLarge { .. } | Seen::Unexpected(_));
                !unreadable || error.status.is_none_or(|status| status >= 500)
            }
        }
    }
}

impl fmt::Display for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for StatusError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}

/// Why a document is not on its way.
#[derive(Debug)]
#[non_exhaustive]
pub enum OpenError<P: Protocol> {
    /// As many are on their way as the service's pace lets be followed. Nothing was sent.
    TooMany {
        /// How many are on their way, or being handed over.
        open: usize,
        /// How many can be.
        most: usize,
    },
    /// It was not handed over, or is not known to be.
    Create(CreateError<P>),
}

impl<P: Protocol> OpenError<P> {
    /// The report for the agency's support; `None` when nothing was sent.
    #[must_use]
    pub fn report(&self, token: &Token) -> Option<String> {
        match self {
            Self::TooMany { .. } => None,
            Self::Create(error) => Some(error.report(token)),
        }
    }
}

impl<P: Protocol> fmt::Display for OpenError<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany { open, most } => write!(
                f,
                "{open} documents are on their way, and the pace that {} {} asks for lets {most} be followed to their \
                 outcome. Nothing was sent. Open it when another one has ended, at the latest {} minutes after it was \
                 opened; drop the handles of those whose outcome nobody needs",
                P::CONTRACT.service,
                P::CONTRACT.version,
                P::LIFE.as_secs() / 60,
            ),
            Self::Create(error) => error.fmt(f),
        }
    }
}

impl<P: Protocol> Error for OpenError<P> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::TooMany { .. } => None,
            Self::Create(error) => error.source(),
        }
    }
}

/// Why a kept document cannot be taken up.
#[derive(Debug)]
#[non_exhaustive]
pub enum ResumeError {
    /// The octets are none.
    NotKept,
    /// They are one of another version of this toolkit.
    OtherForm,
    /// They are not what was written.
    Changed,
    /// What they hold does not have the form that was written.
    Form(crate::json::ReadError),
    /// A value is not one that is written.
    Value {
        /// The name of its field.
        field: &'static str,
    },
    /// The document is of another service or version.
    OtherContract {
        /// The one that was asked for.
        expected: String,
        /// The one that it is of.
        found: String,
    },
    /// The document was handed over at another address.
    OtherAddress {
        /// The host that the client calls.
        expected: String,
        /// The host that it was handed over to.
        found: String,
    },
}

impl fmt::Display for ResumeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the kept document cannot be taken up: ")?;
        match self {
            Self::NotKept => f.write_str("it is none. Expected octets that `Flow::keep` has given"),
            Self::OtherForm => f.write_str(
                "it is in the form of another version of this toolkit; this one knows form 1. Take it up with the \
                 version that wrote it",
            ),
            Self::Changed => f.write_str(
                "it has been changed, or cut: the checksum is another one. Take it from a copy; without one, ask the \
                 person or the agency what became of it before it is handed over again",
            ),
            Self::Form(error) => write!(
                f,
                "below the first line it does not have the form that is written, although the checksum is right: {error}. \
                 Take it from where it was made"
            ),
            Self::Value { field } => write!(
                f,
                "the value of `{field}` is not one that is written, although the checksum is right. Take it from where it \
                 was made"
            ),
            Self::OtherContract { expected, found } => write!(
                f,
                "it is of {found}, and {expected} was asked for. Take it up with the types of its own version"
            ),
            Self::OtherAddress { expected, found } => write!(
                f,
                "it was handed over at {found}, and the client calls {expected}, which does not know it and would call it \
                 absent. Take it up with a client for the address at which it was handed over"
            ),
        }
    }
}

impl Error for ResumeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Form(error) => Some(error),
            _ => None,
        }
    }
}
