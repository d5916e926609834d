//! What can come of a call besides an answer.

use std::error::Error;
use std::fmt;

use super::{Occasion, Token};
use crate::http::{NotSent, OutcomeUnknown, Refused, Repeat, Seen};

/// Why a call was not answered, and what the agency's support asks for then.
#[derive(Debug)]
pub struct CallError {
    occasion: Box<Occasion>,
    failure: Box<CallFailure>,
}

/// Why a call was not answered. There is nothing else that can come of a call: what the contract declares, errors too,
/// is an answer.
#[derive(Debug)]
pub enum CallFailure {
    /// The request surely was not read.
    NotSent(NotSent),
    /// The request was turned away with an HTTP status.
    Refused(Refused),
    /// Nobody can know whether the request was taken in; [`OutcomeUnknown::repeat`] says whether it may be made again.
    OutcomeUnknown(OutcomeUnknown),
}

impl CallError {
    pub(super) fn new(occasion: Box<Occasion>, failure: CallFailure) -> Self {
        Self {
            occasion,
            failure: Box::new(failure),
        }
    }

    /// Why.
    #[must_use]
    pub fn failure(&self) -> &CallFailure {
        &self.failure
    }

    /// What the agency's support asks for.
    #[must_use]
    pub fn occasion(&self) -> &Occasion {
        &self.occasion
    }

    /// Why, and what the agency's support asks for.
    #[must_use]
    pub fn into_parts(self) -> (CallFailure, Box<Occasion>) {
        (*self.failure, self.occasion)
    }

    /// With the code that the service has given the document that the call was about.
    #[must_use]
    pub fn with_fingerprint(mut self, fingerprint: impl Into<String>) -> Self {
        self.occasion.fingerprint = Some(fingerprint.into());
        self
    }

    /// The report for the agency's support ([`Occasion::report`]).
    #[must_use]
    pub fn report(&self, token: &Token) -> String {
        self.occasion.report(token)
    }

    /// Whether another attempt may be made, and may succeed.
    pub(super) fn may_pass(&self) -> bool {
        match &*self.failure {
            CallFailure::NotSent(NotSent { cause, .. }) => cause.may_pass(),
            CallFailure::Refused(_) => false,
            CallFailure::OutcomeUnknown(error) => {
                let passes = match error.seen {
                    Seen::NoAnswer { .. } | Seen::Late { .. } | Seen::CutShort { .. } | Seen::Status => true,
                    // What went wrong at the server may go right the next time; what it says when all is well will not
                    // be another thing then.
                    Seen::TooLarge { .. } | Seen::Unexpected(_) => {
                        error.status.is_some_and(|status| status >= 500)
                    }
                };
                passes && error.repeat == Repeat::Safely
            }
        }
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.failure.fmt(f)
    }
}

impl Error for CallError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &*self.failure {
            CallFailure::NotSent(error) => error.source(),
            CallFailure::Refused(error) => error.source(),
            CallFailure::OutcomeUnknown(error) => error.source(),
        }
    }
}

impl fmt::Display for CallFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSent(error) => error.fmt(f),
            Self::Refused(error) => error.fmt(f),
            Self::OutcomeUnknown(error) => error.fmt(f),
        }
    }
}

/// A request that the operation or the client does not admit.
#[derive(Debug)]
#[non_exhaustive]
pub enum RequestError {
    /// A parameter or a body that the contract does not admit, with the path and the rule.
    Invalid(crate::xml::InvalidValue),
    /// The operation belongs to another service than the client, or to other versions.
    OtherApi {
        /// The operation's service.
        operation: &'static str,
        /// The client's.
        client: &'static str,
    },
    /// The operation is called at an address of whoever uses the service, and not at the service.
    AtSupplier,
    /// The service asks for the key that the supplier is known by, and the client has none.
    NoToken,
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(invalid) => invalid.fmt(f),
            Self::OtherApi { operation, client } => write!(
                f,
                "the operation is one of {operation}, and the client was made for {client}, or for other versions of it. \
                 Make a client with the API of the operation's module"
            ),
            Self::AtSupplier => {
                f.write_str("the operation is one that the service's users answer; the service does not")
            }
            Self::NoToken => {
                f.write_str("the service asks for the key that it knows you by. Make the client with a Token")
            }
        }
    }
}

impl Error for RequestError {}

impl From<crate::xml::InvalidValue> for RequestError {
    fn from(invalid: crate::xml::InvalidValue) -> Self {
        Self::Invalid(invalid)
    }
}
