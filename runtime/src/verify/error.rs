//! Why a signature is not what was expected.

use chrono::{DateTime, Utc};

use super::Step;
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

/// One of the two strings that BankID delivers.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Part {
    /// `signature`
    Signature,
    /// `ocspResponse`
    OcspResponse,
}

/// What XML allows and a signature document may not hold.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Markup {
    /// `<!DOCTYPE`, and whatever else begins with `<!` and is none of the others.
    DocumentType,
    /// A reference to an entity other than the five predefined ones.
    Entity,
    /// A comment.
    Comment,
    /// A processing instruction.
    ProcessingInstruction,
    /// A CDATA section.
    Cdata,
}

/// Where an algorithm is named.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum AlgorithmPlace {
    /// `CanonicalizationMethod`
    Canonicalization,
    /// `SignatureMethod`
    Signature,
    /// `Transform`
    Transform(Target),
    /// `DigestMethod`
    Digest(Target),
}

/// What one of the two references of a signature refers to.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Target {
    /// `#bidSignedData`
    SignedData,
    /// `#bidKeyInfo`
    KeyInfo,
}

/// Which certificate.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum CertificatePlace {
    /// The signer's.
    Signer,
    /// An intermediate one, counted from 1 behind the signer's.
    Intermediate(usize),
    /// The pinned root.
    Root,
    /// The OCSP responder's.
    Responder,
}

/// What is wrong with a certificate.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum CertificateDefect {
    /// It is not X.509, version 3, in DER; in a signature document, in base64.
    Form,
    /// Its key is not RSA.
    KeyKind,
    /// Its RSA key is too short.
    KeyTooShort {
        /// The bits of its modulus. At least 2048 are expected.
        bits: usize,
    },
    /// The next certificate is not its issuer's.
    Order,
    /// It is a root, which has no place in a signature document.
    SelfIssued,
    /// No pinned root has the name of its issuer.
    Untrusted,
    /// It, or an issuer of it up to the root, is not signed by the key of the issuer's certificate.
    Signature,
    /// It, or an issuer of it, is signed with another algorithm than RSA with SHA-256, SHA-384 or SHA-512.
    Algorithm,
    /// It was not valid yet.
    NotYetValid,
    /// It had expired.
    Expired,
    /// It is that of an authority.
    Authority,
    /// It is not that of an authority, and has issued another.
    NotAnAuthority,
    /// It has more authorities below it than it allows.
    PathLength,
    /// Its key usage does not allow what it was used for.
    KeyUsage,
    /// Its extended key usage does not allow signing of OCSP responses.
    NotForOcsp,
    /// It is not issued by the authority that issued the signer's certificate.
    OtherIssuer,
    /// It is refused for another reason by the library that builds paths.
    Refused {
        /// The library's code.
        code: String,
    },
}

/// What a responder says when it gives no answer (RFC 6960, section 4.2.1).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum OcspStatus {
    /// `malformedRequest`
    MalformedRequest,
    /// `internalError`
    InternalError,
    /// `tryLater`
    TryLater,
    /// `sigRequired`
    SignatureRequired,
    /// `unauthorized`
    Unauthorized,
}

/// A part of what names a certificate in an OCSP answer (RFC 6960, section 4.1.1).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum CertIdPart {
    /// The hash algorithm. SHA-1 is expected.
    Algorithm,
    /// The hash of the issuer's name.
    IssuerName,
    /// The hash of the issuer's key.
    IssuerKey,
    /// The serial number.
    SerialNumber,
}

/// What is wrong with a nonce.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum NonceDefect {
    /// There is none.
    Missing,
    /// There are several.
    Several,
    /// It is not marked critical.
    NotCritical,
    /// It is not 32 octets.
    Length {
        /// How many.
        octets: usize,
    },
    /// It does not begin with the SHA-1 of the signature string.
    OtherSignature,
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

impl CertificatePlace {
    /// The step in which a defect of this certificate is found.
    const fn step(self, defect: &CertificateDefect) -> Step {
        match (self, defect) {
            (
                Self::Signer,
                CertificateDefect::Form | CertificateDefect::KeyKind | CertificateDefect::KeyTooShort { .. },
            ) => Step::Signature,
            (Self::Responder, _) => Step::Ocsp,
            (Self::Signer | Self::Intermediate(_) | Self::Root, _) => Step::Chain,
        }
    }
}
