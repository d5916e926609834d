//! Why there is no canonical form.

use std::fmt;

use super::super::error::{Position, ReadError};

/// A document, or a subset of one, that has no canonical form. It shows names and positions, but no value of the
/// document.
#[derive(Debug)]
#[non_exhaustive]
pub enum CanonicalError {
    /// The document cannot be read: not well-formed, a DOCTYPE, an encoding that is not known, a limit.
    Read(ReadError),
    /// A namespace name is a relative reference, for which the Recommendation demands failure (section 1.3).
    RelativeNamespace {
        /// The namespace name, cut when it is long.
        namespace: String,
        /// The element that declares it.
        position: Position,
    },
    /// A combining character in an encoding other than Unicode's, whose canonical form depends on a normalisation that
    /// few implementations carry out.
    NotComposed {
        /// The character.
        position: Position,
    },
    /// No element is as the selector says.
    NotFound {
        /// What was looked for.
        selector: String,
    },
    /// A second element is as the selector says.
    NotUnique {
        /// What was looked for.
        selector: String,
        /// The second element.
        position: Position,
    },
}

impl CanonicalError {
    /// The same with its place in `text` worked out.
    pub(super) fn located(self, text: &str) -> Self {
        match self {
            Self::Read(error) => Self::Read(error.located(text)),
            other => other,
        }
    }

    /// Where in the document; `None` when the bytes could not be read as text, and when something is not there.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        match self {
            Self::Read(error) => error.position(),
            Self::RelativeNamespace { position, .. }
            | Self::NotComposed { position }
            | Self::NotUnique { position, .. } => Some(*position),
            Self::NotFound { .. } => None,
        }
    }
}

impl From<ReadError> for CanonicalError {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl fmt::Display for CanonicalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some(Position { line, column }), false) = (self.position(), matches!(self, Self::Read(_))) {
            write!(f, "line {line}, column {column}: ")?;
        }
        match self {
            Self::Read(error) => error.fmt(f),
            Self::RelativeNamespace { namespace, .. } => write!(
                f,
                "the namespace name `{namespace}` is relative, and Canonical XML knows only absolute ones. Declare a \
                 name with a scheme, such as `urn:` or `http:`"
            ),
            Self::NotComposed { .. } => f.write_str(
                "a combining character in an encoding other than UTF-8 and UTF-16 has no certain canonical form. Save \
                 the document as UTF-8",
            ),
            Self::NotFound { selector } => write!(f, "there is no {selector}; expected one"),
            Self::NotUnique { selector, .. } => {
                write!(f, "this is the second {selector}; expected one")
            }
        }
    }
}

impl std::error::Error for CanonicalError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // Its text is this error's own.
            Self::Read(error) => error.source(),
            _ => None,
        }
    }
}
