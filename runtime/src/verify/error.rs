//! Why a signature is not what was expected.

use chrono::{DateTime, Utc};

use super::{
    AlgorithmPlace, CertIdPart, CertificateDefect, CertificatePlace, Markup, NonceDefect, OcspStatus, Part,
    Step, Target,
};
use crate::xml::Position;
use crate::xml::types::Date;

/// Why a signature is refused. [`step`](Self::step) says at which step.
///
/// It holds positions, numbers and times, but no name, number or text from a certificate or a document.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum VerificationError {
    // Step 1
    /// More characters than any that BankID delivers.
    TooLarge {
        /// Which string.
        part: Part,
        /// Its characters.
        characters: usize,
        /// The most that are read.
        limit: usize,
    },
    /// Not base64 (RFC 4648, section 4): of the standard alphabet, padded, without line breaks.
    Base64 {
        /// Which string.
        part: Part,
    },
    /// The signature document is not UTF-8, or says that it is something else.
    Encoding,
    /// The signature document holds what none of BankID's does.
    Markup {
        /// What it is.
        found: Markup,
        /// Where.
        position: Position,
    },
    /// The signature document is not well-formed XML.
    NotWellFormed {
        /// The rule that is broken.
        reason: &'static str,
        /// Where, if a place can be told.
        position: Option<Position>,
    },

    // Step 2
    /// A name with a prefix, or the declaration of one.
    Prefix {
        /// The tag.
        position: Position,
    },
    /// An element that stands once in BankID's documents stands there twice.
    Twice {
        /// Its name.
        element: &'static str,
    },
    /// The two identifiers are the same, so that a reference has two targets.
    SameIds,
    /// Something is missing, too much or in another place.
    Layout {
        /// In which element.
        inside: &'static str,
        /// What was expected there.
        expected: &'static str,
    },

    // Step 3
    /// An algorithm other than BankID's.
    Algorithm {
        /// Of what.
        of: AlgorithmPlace,
    },
    /// Another number of references than two.
    References {
        /// How many.
        found: usize,
    },
    /// A reference to something else, of another type, or in another order.
    Reference {
        /// Which one of the two was expected in its place.
        expected: Target,
    },
    /// Another number of transforms than one.
    Transforms {
        /// Of which reference.
        of: Target,
        /// How many.
        found: usize,
    },

    // Step 4
    /// A digest that is not a SHA-256 in base64.
    DigestForm {
        /// Of which reference.
        of: Target,
    },
    /// The digest of an element is another one than was signed: it has been altered.
    Digest {
        /// Of which reference.
        of: Target,
    },

    // Step 5
    /// The value of the signature is not base64.
    SignatureForm,
    /// The signature is not that of `SignedInfo` by the key of the signer's certificate.
    SignatureWrong,

    // Steps 5 (of the signer: what it is and its key), 6, and 7 (of the responder)
    /// A certificate that is not good.
    Certificate {
        /// Which one.
        certificate: CertificatePlace,
        /// What is wrong with it.
        defect: CertificateDefect,
    },
    // Step 6
    /// More certificates than BankID's chains have.
    TooManyCertificates {
        /// How many.
        found: usize,
        /// The most that are looked at.
        limit: usize,
    },

    // Step 7
    /// The OCSP response is not DER of a basic OCSP response (RFC 6960, section 4.2.1), to the last octet.
    OcspForm,
    /// The responder gave no answer.
    OcspStatus {
        /// What it said.
        status: OcspStatus,
    },
    /// The certificate of the responder is not in the OCSP response, or more than once.
    ResponderCertificate {
        /// How many are there.
        found: usize,
    },
    /// The OCSP response is signed with another algorithm than RSA with SHA-256, SHA-384 or SHA-512.
    OcspAlgorithm,
    /// The signature of the OCSP response is not by the responder's key.
    OcspSignature,

    // Step 8
    /// Another number of answers than one.
    Answers {
        /// How many.
        found: usize,
    },
    /// The answer is for another certificate.
    OtherCertificate {
        /// What differs first.
        differs: CertIdPart,
    },
    /// The signer's certificate had been revoked.
    Revoked,
    /// The responder does not know the signer's certificate.
    StatusUnknown,
    /// The answer says until when it holds, which BankID's does not: it was not made for this signature.
    NextUpdate,
    /// A critical extension that is not known.
    CriticalExtension,

    // Step 9
    /// The nonce is not the one of this signature.
    Nonce {
        /// What is wrong with it.
        defect: NonceDefect,
    },

    // Step 10
    /// The signature was made in the future.
    InFuture {
        /// When it was made.
        signed_at: DateTime<Utc>,
        /// What time it was said to be.
        now: DateTime<Utc>,
    },
    /// A time that no calendar here has.
    Time,
    /// The signature was made on another day, in Sweden, than was expected.
    OtherDay {
        /// The day that was expected.
        expected: Date,
        /// The day of the signature.
        signed: Date,
    },

    // Step 11
    /// The person identified themselves, or did something else than sign.
    NotASigning,
    /// The signer's certificate has no `serialNumber` in its subject, or more than one.
    SerialNumbers {
        /// How many.
        found: usize,
    },
    /// The `serialNumber` in the signer's certificate is not twelve digits.
    SerialNumberForm,
    /// Somebody else has signed.
    OtherSigner,

    // Step 12
    /// Documents were to be signed, and there is no hidden data.
    NothingHidden,
    /// The hidden data is not pairs of document and digest.
    HiddenForm,
    /// A document is not among those that were signed.
    DocumentMissing {
        /// Which of those expected, from 1.
        number: usize,
        /// Of how many.
        of: usize,
    },
    /// A document was signed with other content.
    DocumentAltered {
        /// Which of those expected, from 1.
        number: usize,
        /// Of how many.
        of: usize,
    },
    /// The visible text is not given as BankID gives it.
    TextForm {
        /// What was expected.
        expected: &'static str,
    },
    /// Another text was shown than was expected, or in another format.
    OtherText,
}

impl VerificationError {
    /// The step that failed.
    #[must_use]
    pub const fn step(&self) -> Step {
        match self {
            Self::TooLarge { .. }
            | Self::Base64 { .. }
            | Self::Encoding
            | Self::Markup { .. }
            | Self::NotWellFormed { .. } => Step::Input,
            Self::Prefix { .. } | Self::Twice { .. } | Self::SameIds | Self::Layout { .. } => Step::Layout,
            Self::Algorithm { .. }
            | Self::References { .. }
            | Self::Reference { .. }
            | Self::Transforms { .. } => Step::Algorithms,
            Self::DigestForm { .. } | Self::Digest { .. } => Step::Digests,
            Self::SignatureForm | Self::SignatureWrong => Step::Signature,
            Self::Certificate { certificate, defect } => certificate.step(defect),
            Self::TooManyCertificates { .. } => Step::Chain,
            Self::OcspForm
            | Self::OcspStatus { .. }
            | Self::ResponderCertificate { .. }
            | Self::OcspAlgorithm
            | Self::OcspSignature => Step::Ocsp,
            Self::Answers { .. }
            | Self::OtherCertificate { .. }
            | Self::Revoked
            | Self::StatusUnknown
            | Self::NextUpdate
            | Self::CriticalExtension => Step::Status,
            Self::Nonce { .. } => Step::Nonce,
            Self::InFuture { .. } | Self::Time | Self::OtherDay { .. } => Step::Time,
            Self::NotASigning | Self::SerialNumbers { .. } | Self::SerialNumberForm | Self::OtherSigner => {
                Step::Signer
            }
            Self::NothingHidden
            | Self::HiddenForm
            | Self::DocumentMissing { .. }
            | Self::DocumentAltered { .. }
            | Self::TextForm { .. }
            | Self::OtherText => Step::Content,
        }
    }
}
