//! The key that a service knows a supplier by.

use std::fmt;

use zeroize::Zeroizing;

/// The key that a service knows a supplier by: E-RÄK calls it Token.
///
/// Set once, when a client is made. No error, log or `Debug` shows it; [`Occasion::report`](super::Occasion::report) does,
/// to whoever has it. Overwritten in memory when dropped; what is on its way in a request is not.
#[derive(Clone)]
pub struct Token(Zeroizing<String>);

/// A key that cannot be sent. The key is not shown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum TokenError {
    /// There is nothing in it.
    Empty,
    /// A character that does not stand in a header: anything but visible ASCII, white space too.
    Character {
        /// Which one, counted from 1.
        position: usize,
    },
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the key is empty. Give the one that the agency has given you"),
            Self::Character { position } => write!(
                f,
                "character {position} of the key is not visible ASCII, which is all that a header can hold. Look for white \
                 space or a line break that came along when it was copied"
            ),
        }
    }
}

impl std::error::Error for TokenError {}

impl Token {
    /// The key as the agency has given it.
    ///
    /// # Errors
    /// Nothing, or characters that do not stand in a header (RFC 9110, section 5.5: `VCHAR`). White space is among them:
    /// at the ends it would be lost on the way.
    pub fn new(text: impl Into<String>) -> Result<Self, TokenError> {
        let text = Zeroizing::new(text.into());
        if text.is_empty() {
            return Err(TokenError::Empty);
        }
        match text.chars().position(|c| !c.is_ascii_graphic()) {
            Some(at) => Err(TokenError::Character { position: at + 1 }),
            None => Ok(Self(text)),
        }
    }

    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}
