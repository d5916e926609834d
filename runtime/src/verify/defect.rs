//! What a [`VerificationError`](super::VerificationError) says of what is wrong: where, and how.

use super::Step;

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

impl CertificatePlace {
    /// The step in which a defect of this certificate is found.
    pub(super) const fn step(self, defect: &CertificateDefect) -> Step {
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
