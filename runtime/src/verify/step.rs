//! The twelve steps.

use std::fmt;

/// A step of verification. They are taken in this order, and the first that fails ends it.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Step {
    /// 1: size, base64, and XML without document type, entities, comments, processing instructions and CDATA.
    Input,
    /// 2: the elements and attributes of BankID's signature documents, each once and in its place.
    Layout,
    /// 3: the algorithms of BankID's signatures, and what they are applied to.
    Algorithms,
    /// 4: the digests of the two elements that are read afterwards.
    Digests,
    /// 5: the signature itself, with the key of the signer's certificate.
    Signature,
    /// 6: the chain from that certificate to a pinned root.
    Chain,
    /// 7: the OCSP response and who signed it.
    Ocsp,
    /// 8: the one answer in it.
    Status,
    /// 9: the nonce that binds it to the signature.
    Nonce,
    /// 10: the time of signing.
    Time,
    /// 11: what the signature is for, and whose it is.
    Signer,
    /// 12: the documents and the text that were signed.
    Content,
}

impl Step {
    /// Its number, 1 to 12.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self {
            Self::Input => "the form of what was delivered",
            Self::Layout => "the layout of the signature document",
            Self::Algorithms => "the algorithms",
            Self::Digests => "the digests",
            Self::Signature => "the signature",
            Self::Chain => "the certificates",
            Self::Ocsp => "the OCSP response",
            Self::Status => "the certificate's status",
            Self::Nonce => "the nonce",
            Self::Time => "the time of signing",
            Self::Signer => "the signer",
            Self::Content => "what was signed",
        };
        write!(f, "step {}, {what}", self.number())
    }
}
