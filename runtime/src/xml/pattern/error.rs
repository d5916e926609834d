//! What is wrong with a pattern.

use std::fmt;

/// A pattern that is not one of XSD's regular expressions, or that is too large to be compiled.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PatternError {
    what: String,
    position: Option<usize>,
}

impl PatternError {
    pub(super) fn at(position: usize, what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            position: Some(position),
        }
    }

    pub(super) fn whole(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            position: None,
        }
    }

    /// The character, counted from 1, that the error is at; `None` when it is the pattern as a whole.
    #[must_use]
    pub fn position(&self) -> Option<usize> {
        self.position
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Some(position) => write!(f, "character {position} of the pattern: {}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

impl std::error::Error for PatternError {}
