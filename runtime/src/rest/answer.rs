//! Answers: what an operation can answer, by status.

use std::fmt;

use super::Status;
use crate::json::{self, InvalidValue};

/// What an operation can answer. Generated enums, with a variant a status, implement it.
pub trait Answer: Sized + Send + Sync + 'static {
    /// The declared statuses, the most exact first.
    const STATUSES: &'static [Status];

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
            Self::Body { status, source } => write!(f, "the answer with the status {status}: {source}"),
        }
    }
}

impl std::error::Error for AnswerError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Undeclared { .. } => None,
            Self::Body { source, .. } => Some(source),
        }
    }
}

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
