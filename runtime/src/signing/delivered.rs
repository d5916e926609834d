//! What BankID delivers.

use std::fmt;

/// A signature as BankID delivers it in `completionData`: two base64 strings, kept character for character. The OCSP
/// response's nonce is computed over the signature's **string**, so that neither may be decoded and encoded again.
///
/// Nothing of it has been checked.
#[derive(Clone, Eq, PartialEq)]
pub struct Delivered {
    signature: String,
    ocsp_response: String,
}

impl Delivered {
    /// `completionData.signature` and `completionData.ocspResponse`.
    #[must_use]
    pub fn new(signature: impl Into<String>, ocsp_response: impl Into<String>) -> Self {
        Self {
            signature: signature.into(),
            ocsp_response: ocsp_response.into(),
        }
    }

    /// The signature document, in base64.
    #[must_use]
    pub fn signature(&self) -> &str {
        &self.signature
    }

    /// The OCSP response, in base64.
    #[must_use]
    pub fn ocsp_response(&self) -> &str {
        &self.ocsp_response
    }
}

/// A signature holds the person's certificate and so their name, and is not shown.
impl fmt::Debug for Delivered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delivered")
            .field("signature_characters", &self.signature.len())
            .field("ocsp_response_characters", &self.ocsp_response.len())
            .finish()
    }
}
