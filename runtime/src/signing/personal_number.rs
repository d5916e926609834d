//! Who signs.

use std::fmt;
use std::str::FromStr;

use super::SigningError;

/// A personal identity number or a coordination number: twelve digits, as BankID and the contracts write them.
///
/// The check digit is not looked at: a document with a wrong one is valid too, and no BankID has it.
/// Shown by nothing but [`as_str`](Self::as_str).
#[derive(Clone, Copy, Eq, Hash, PartialEq)]
pub struct PersonalNumber([u8; 12]);

impl PersonalNumber {
    /// The twelve digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Digits of ASCII, so it never falls back.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for PersonalNumber {
    type Err = SigningError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match <[u8; 12]>::try_from(text.as_bytes()) {
            Ok(digits) if digits.iter().all(u8::is_ascii_digit) => Ok(Self(digits)),
            _ => Err(SigningError::PersonalNumber),
        }
    }
}

impl TryFrom<&str> for PersonalNumber {
    type Error = SigningError;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl fmt::Debug for PersonalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonalNumber(***)")
    }
}
