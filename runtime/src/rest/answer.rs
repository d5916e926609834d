//! Answers: what an operation can answer, by status.

use std::fmt;

use super::{Media, Status};
use crate::json::{self, InvalidValue};

/// What an operation can answer. Generated enums, with a variant a status, implement it.
pub trait Answer: Sized + Send + Sync + 'static {
    /// The declared statuses, the most exact first.
    const STATUSES: &'static [Status];

    /// How the body is written that an answer has; `None` where the status says it all. In the order of
    /// [`Self::STATUSES`].
    const BODIES: &'static [Option<Media>];

    /// Reads an answer.
    ///
    /// # Errors
    /// A status that the contract does not declare, or what is wrong with the body.
    fn read(status: u16, body: &[u8]) -> Result<Self, AnswerError>;

    /// The status.
    fn status(&self) -> u16;

    /// The body as JSON; `None` when the status says it all.
    ///
    /// # Errors
    /// A value that the contract does not admit.
    fn write(&self) -> Result<Option<Vec<u8>>, InvalidValue>;

    /// Which of [`Self::STATUSES`] is meant by a status.
    ///
    /// # Errors
    /// None of them.
    fn declared(status: u16) -> Result<usize, AnswerError> {
        let declared = Self::STATUSES.iter().position(|declared| declared.is(status));
        declared.ok_or(AnswerError::Undeclared { status })
    }

    /// [`Self::read`], after a look at what `Content-Type` says of the body (RFC 9110, section 8.3). Its parameters say
    /// nothing about JSON (RFC 8259, section 11).
    ///
    /// # Errors
    /// As [`Self::read`], and a body of another media type than the contract's.
    fn read_as(status: u16, content_type: Option<&str>, body: &[u8]) -> Result<Self, AnswerError> {
        let declared = Self::declared(status)?;
        if let Some(expected) = Self::BODIES.get(declared).copied().flatten() {
            let found = content_type.map(|found| found.split(';').next().unwrap_or_default().trim());
            if !found.is_some_and(|found| found.eq_ignore_ascii_case(expected.as_str())) {
                let shown = |found: &str| found.chars().filter(|c| !c.is_control()).take(100).collect();
                return Err(AnswerError::Media {
                    status,
                    expected,
                    found: found.map(shown),
                });
            }
        }
        Self::read(status, body)
    }
}

/// What is wrong with an answer.
#[derive(Debug)]
#[non_exhaustive]
pub enum AnswerError {
    /// A status that the contract does not declare.
    Undeclared {
        /// The status.
        status: u16,
    },
    /// The body is of another media type than the contract has for the status: HTML from a proxy, for example.
    Media {
        /// The status.
        status: u16,
        /// The media type of the contract.
        expected: Media,
        /// The header field as it was sent, cut short; `None` when there was none.
        found: Option<String>,
    },
    /// The body is not what the contract has for the status.
    Body {
        /// The status.
        status: u16,
        /// What is wrong with it.
        source: json::ReadError,
    },
}

impl fmt::Display for AnswerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Undeclared { status } => {
                write!(f, "the contract declares no answer with the status {status}")
            }
            Self::Media {
                status,
                expected,
                found: Some(found),
            } => write!(
                f,
                "the answer with the status {status} is `{found}`, expected `{}`. A page in HTML often comes from a proxy or \
                 a load balancer in between",
                expected.as_str()
            ),
            Self::Media {
                status,
                expected,
                found: None,
            } => write!(
                f,
                "the answer with the status {status} has no Content-Type, expected `{}`",
                expected.as_str()
            ),
            Self::Body { status, source } => write!(f, "the answer with the status {status}: {source}"),
        }
    }
}

// What is wrong with a body is in the message already, so it is no source: it would be told twice.
impl std::error::Error for AnswerError {}

/// Reads the body of an answer.
///
/// # Errors
/// What is wrong with it.
pub fn read_json<T: json::Value>(status: u16, body: &[u8]) -> Result<T, AnswerError> {
    json::from_slice(body).map_err(|source| AnswerError::Body { status, source })
}

/// Writes the body of an answer.
///
/// # Errors
/// A value that the contract does not admit.
pub fn write_json<T: json::Value>(value: &T) -> Result<Option<Vec<u8>>, InvalidValue> {
    json::to_vec(value).map(Some)
}
