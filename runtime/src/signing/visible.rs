//! What the person sees.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::SigningError;

/// How the BankID app shows a text (BankID, *Relying Party Guidelines*, `userVisibleDataFormat`).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum TextFormat {
    /// As it is.
    Plain,
    /// `simpleMarkdownV1`.
    SimpleMarkdownV1,
}

/// The text that a person sees and signs (`userVisibleData`): 1 to 40,000 characters once in base64.
///
/// Its wording is prescribed by the agency and may neither be changed nor added to. It is not in this toolkit: give
/// the text that the agency has given you.
#[derive(Clone, Eq, PartialEq)]
pub struct VisibleText {
    text: String,
    format: TextFormat,
}

impl VisibleText {
    /// The most characters of the text in base64.
    pub const LIMIT: usize = 40_000;

    /// A text that is shown as it is.
    ///
    /// # Errors
    /// No text, and one that is too long.
    pub fn plain(text: impl Into<String>) -> Result<Self, SigningError> {
        Self::new(text.into(), TextFormat::Plain)
    }

    /// A text in BankID's `simpleMarkdownV1`.
    ///
    /// # Errors
    /// No text, and one that is too long.
    pub fn simple_markdown(text: impl Into<String>) -> Result<Self, SigningError> {
        Self::new(text.into(), TextFormat::SimpleMarkdownV1)
    }

    fn new(text: String, format: TextFormat) -> Result<Self, SigningError> {
        if text.is_empty() {
            return Err(SigningError::NoText);
        }
        let characters = text.len().div_ceil(3) * 4;
        if characters > Self::LIMIT {
            return Err(SigningError::TextTooLong { characters });
        }
        Ok(Self { text, format })
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How it is shown.
    #[must_use]
    pub const fn format(&self) -> TextFormat {
        self.format
    }

    /// As BankID takes it: UTF-8 in base64.
    #[must_use]
    pub fn to_base64(&self) -> String {
        STANDARD.encode(&self.text)
    }
}

/// The text may name people, so it is not shown.
impl fmt::Debug for VisibleText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VisibleText")
            .field("bytes", &self.text.len())
            .field("format", &self.format)
            .finish()
    }
}
