//! What opens an encrypted key.

use std::fmt;

use zeroize::Zeroizing;

/// The password of a PKCS#12 file or of an encrypted key, or the PIN letter's code.
///
/// Overwritten in memory when dropped, and shown by nothing.
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

impl Password {
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<String> for Password {
    fn from(password: String) -> Self {
        Self(Zeroizing::new(password))
    }
}

impl From<&str> for Password {
    fn from(password: &str) -> Self {
        Self::from(password.to_owned())
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(..)")
    }
}
