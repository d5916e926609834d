//! What cannot be made.

/// Why a certificate, a signature or a response could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MakeError {
    /// A key cannot be made, read or used.
    #[error("an RSA key cannot be made, read or used: {0}")]
    Key(#[from] rsa::Error),
    /// A key cannot be read or written.
    #[error("a private key cannot be read or written as PKCS#8: {0}")]
    Pkcs8(#[from] rsa::pkcs8::Error),
    /// A certificate cannot be made.
    #[error("a certificate cannot be made: {0}")]
    Certificate(#[from] rcgen::Error),
    /// Something has no DER, or is none.
    #[error("DER cannot be written or read: {0}")]
    Der(#[from] rsa::pkcs8::der::Error),
    /// A time that certificates cannot hold.
    #[error("a time lies beyond what certificates hold (years 1970 to 9999)")]
    Time,
    /// The time of signing lies outside what the authorities are valid in.
    #[error(
        "the authorities are valid from {from} to {to}, and the signature was to be made outside that. Make a new BankID"
    )]
    NotValid {
        /// The first moment.
        from: chrono::DateTime<chrono::Utc>,
        /// The last moment.
        to: chrono::DateTime<chrono::Utc>,
    },
    /// The system gives no random octets.
    #[error("the system gives no random octets")]
    Random,
    /// A kept BankID that is not whole.
    #[error("the kept BankID cannot be read: {reason}. Remove it, and a new one is made")]
    Kept {
        /// What is wrong with it.
        reason: String,
    },
}

impl From<ring::error::Unspecified> for MakeError {
    fn from(_: ring::error::Unspecified) -> Self {
        Self::Random
    }
}
