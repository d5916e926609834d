//! The errors in words: at which step, what is wrong, what was expected, what to do.

use std::fmt;

use super::{
    AlgorithmPlace, CertIdPart, CertificateDefect, CertificatePlace, LEEWAY, Markup, NonceDefect, OcspStatus,
    Part, Target, VerificationError,
};
use crate::xml::Position;

/// Where a document has been changed on its way, this is the cure.
const KEEP: &str = "Pass on what BankID delivered, character for character";

/// Where only another signature helps, this is the cure.
const ANEW: &str = "Have it signed anew";

impl fmt::Display for VerificationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.step())?;
        match self {
            Self::TooLarge {
                part,
                characters,
                limit,
            } => write!(
                f,
                "the {part} is {characters} characters long, and at most {limit} are read. BankID delivers nothing of that \
                 size; see where it comes from"
            ),
            Self::Base64 { part } => write!(
                f,
                "the {part} is not base64 of the standard alphabet, padded and without line breaks. {KEEP}"
            ),
            Self::Encoding => write!(
                f,
                "the signature document is not UTF-8, or names another encoding. {KEEP}"
            ),
            Self::Markup { found, position } => write!(
                f,
                "{}: {found} in the signature document. None of BankID's has any; refuse it",
                At(*position)
            ),
            Self::NotWellFormed { reason, position } => {
                if let Some(position) = position {
                    write!(f, "{}: ", At(*position))?;
                }
                write!(f, "the signature document is not well-formed XML: {reason}. {KEEP}")
            }
            Self::Prefix { position } => write!(
                f,
                "{}: a prefix in the signature document. BankID's have default namespaces alone; refuse it",
                At(*position)
            ),
            Self::Twice { element } => write!(
                f,
                "a second `{element}` in the signature document. Expected one, so that there is no doubt what was signed; \
                 refuse it"
            ),
            Self::SameIds => f.write_str(
                "`KeyInfo` and `bankIdSignedData` have the same `Id`. Expected `bidKeyInfo` and `bidSignedData`; refuse it",
            ),
            Self::Layout { inside, expected } => write!(
                f,
                "in {inside}, {expected} was expected. The document has not the layout of BankID's; refuse it"
            ),
            Self::Algorithm { of } => write!(
                f,
                "{of} is not done with BankID's algorithm. Expected inclusive Canonical XML 1.0 without comments, RSA with \
                 SHA-256, and SHA-256; refuse it"
            ),
            Self::References { found } => write!(
                f,
                "the signature covers {found} things. Expected two, `#bidSignedData` and `#bidKeyInfo`; refuse it"
            ),
            Self::Reference { expected } => write!(
                f,
                "a reference is not the one to {expected}, with its type, that was expected in its place; refuse it"
            ),
            Self::Transforms { of, found } => write!(
                f,
                "the reference to {of} has {found} transforms. Expected Canonical XML 1.0 alone; refuse it"
            ),
            Self::DigestForm { of } => {
                write!(f, "the digest of {of} is not a SHA-256 in base64. {KEEP}")
            }
            Self::Digest { of } => write!(
                f,
                "{of} has another digest than was signed: it has been altered since. {KEEP}"
            ),
            Self::SignatureForm => write!(f, "the value of the signature is not base64. {KEEP}"),
            Self::SignatureWrong => write!(
                f,
                "the signature is not that of `SignedInfo` by the key of the signer's certificate: one of them has been \
                 altered. {KEEP}"
            ),
            Self::Certificate { certificate, defect } => write!(f, "{certificate} {defect}"),
            Self::TooManyCertificates { found, limit } => write!(
                f,
                "there are {found} certificates, and at most {limit} are looked at. BankID's signatures have three; refuse it"
            ),
            Self::OcspForm => write!(
                f,
                "it is not DER of a basic OCSP response (RFC 6960), from the first octet to the last. {KEEP}"
            ),
            Self::OcspStatus { status } => write!(
                f,
                "the responder gave no answer: {status}. Expected `successful`. {ANEW}"
            ),
            Self::ResponderCertificate { found } => write!(
                f,
                "the certificate of its responder is there {found} times. Expected once. {KEEP}"
            ),
            Self::OcspAlgorithm => f.write_str(
                "it is signed with another algorithm than RSA with SHA-256, SHA-384 or SHA-512; refuse it",
            ),
            Self::OcspSignature => write!(
                f,
                "its signature is not by the responder's key: it has been altered. {KEEP}"
            ),
            Self::Answers { found } => write!(
                f,
                "the OCSP response has {found} answers. Expected one, for the signer's certificate; refuse it"
            ),
            Self::OtherCertificate { differs } => write!(
                f,
                "the OCSP response is for another certificate than the signer's: {differs} differs. See whether it belongs to \
                 another signature"
            ),
            Self::Revoked => write!(
                f,
                "the signer's certificate had been revoked. Expected `good`. The person needs a new BankID"
            ),
            Self::StatusUnknown => write!(
                f,
                "the responder does not know the signer's certificate. Expected `good`; refuse it"
            ),
            Self::NextUpdate => f.write_str(
                "the OCSP response says until when it holds (`nextUpdate`). BankID's do not, since each is made for one \
                 signature; refuse it",
            ),
            Self::CriticalExtension => f.write_str(
                "the OCSP response has a critical extension that is not known, other than the nonce; refuse it",
            ),
            Self::Nonce { defect } => defect.fmt(f),
            Self::InFuture { signed_at, now } => write!(
                f,
                "the signature was made at {signed_at}, and it is {now} here. At most {} minutes are put down to clocks; set \
                 this one",
                LEEWAY.num_minutes()
            ),
            Self::Time => f.write_str("it lies beyond what calendars hold; refuse it"),
            Self::OtherDay { expected, signed } => write!(
                f,
                "the signature was made on {signed} in Sweden, and {expected} was expected. State the day of signing in Sweden"
            ),
            Self::NotASigning => f.write_str(
                "the person has not signed, but identified themselves or something else. Expected `Signing` as `funcId`: order \
                 a signature and no identification",
            ),
            Self::SerialNumbers { found } => write!(
                f,
                "the signer's certificate has {found} `serialNumber` in its subject. Expected one, the personal identity \
                 number; refuse it"
            ),
            Self::SerialNumberForm => f.write_str(
                "the `serialNumber` in the signer's certificate is not twelve digits; refuse it",
            ),
            Self::OtherSigner => write!(
                f,
                "somebody else has signed than was expected. See whether the signature belongs to another document. {ANEW} by \
                 the right person otherwise"
            ),
            Self::NothingHidden => write!(
                f,
                "nothing was signed but the visible text. Expected hidden data with the document's id and digest. {ANEW}"
            ),
            Self::HiddenForm => write!(
                f,
                "the hidden data is not `<document id>,<SHA-256>`, or several of these joined with semicolons. {ANEW}"
            ),
            Self::DocumentMissing { number, of } => write!(
                f,
                "document {number} of {of} is not among those that were signed. See whether the signature belongs to another \
                 one. {ANEW} otherwise"
            ),
            Self::DocumentAltered { number, of } => write!(
                f,
                "document {number} of {of} was signed with other content: its digest is another one. Use the bytes that were \
                 signed"
            ),
            Self::TextForm { expected } => write!(
                f,
                "the visible text is not given as BankID gives it: {expected} was expected; refuse it"
            ),
            Self::OtherText => write!(
                f,
                "another text was shown than was expected, or in another format. Its wording is prescribed. {ANEW}"
            ),
        }
    }
}

impl std::error::Error for VerificationError {}

/// A place, as it stands before what is wrong there.
struct At(Position);

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.0.line, self.0.column)
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Signature => "signature",
            Self::OcspResponse => "OCSP response",
        })
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DocumentType => "a declaration such as `<!DOCTYPE`",
            Self::Entity => "a reference to an entity",
            Self::Comment => "a comment",
            Self::ProcessingInstruction => "a processing instruction",
            Self::Cdata => "a CDATA section",
        })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SignedData => "`bankIdSignedData`",
            Self::KeyInfo => "`KeyInfo`",
        })
    }
}

impl fmt::Display for AlgorithmPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Canonicalization => f.write_str("canonicalisation of `SignedInfo`"),
            Self::Signature => f.write_str("the signature"),
            Self::Transform(target) => write!(f, "the transform of {target}"),
            Self::Digest(target) => write!(f, "the digest of {target}"),
        }
    }
}

impl fmt::Display for CertificatePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signer => f.write_str("the signer's certificate"),
            Self::Intermediate(number) => write!(f, "the intermediate certificate number {number}"),
            Self::Root => f.write_str("the pinned root"),
            Self::Responder => f.write_str("the responder's certificate"),
        }
    }
}

/// As it follows after a [`CertificatePlace`].
impl fmt::Display for CertificateDefect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form => write!(f, "is not X.509 version 3 in DER. {KEEP}"),
            Self::KeyKind => f.write_str("has a key of another kind than RSA, which BankID's have; refuse it"),
            Self::KeyTooShort { bits } => {
                write!(f, "has an RSA key of {bits} bits. At least 2048 are expected; refuse it")
            }
            Self::Order => write!(
                f,
                "is not followed by that of its issuer. Expected the signer's and then each issuer's, up to the one that a \
                 root has issued. {KEEP}"
            ),
            Self::SelfIssued => {
                f.write_str("is a root's, which has no place in a signature document; refuse it")
            }
            Self::Untrusted => f.write_str(
                "is not issued by a pinned root. Expected the chain to end below one: see whether it is from the other \
                 environment, whether a certificate is missing, and whether BankID has a new root",
            ),
            Self::Signature => f.write_str(
                "is not issued by who it says: it, or one above it, is not signed with the key of the issuer's certificate; \
                 refuse it",
            ),
            Self::Algorithm => f.write_str(
                "is signed, or one above it is, with another algorithm than RSA with SHA-256, SHA-384 or SHA-512; refuse it",
            ),
            Self::NotYetValid => f.write_str("was not valid yet at the time of signing; refuse it"),
            Self::Expired => f.write_str("had expired at the time of signing; refuse it"),
            Self::Authority => f.write_str("is that of an authority, which does not sign documents; refuse it"),
            Self::NotAnAuthority => f.write_str("is not that of an authority, and has issued another; refuse it"),
            Self::PathLength => f.write_str("has more authorities below it than it allows; refuse it"),
            Self::KeyUsage => f.write_str("does not allow, in its key usage, what it was used for; refuse it"),
            Self::NotForOcsp => {
                f.write_str("is not for signing OCSP responses (extended key usage OCSPSigning); refuse it")
            }
            Self::OtherIssuer => f.write_str(
                "is not issued by the authority that issued the signer's. See whether the OCSP response belongs to another \
                 signature",
            ),
            Self::Refused { code } => write!(f, "is refused ({code})"),
        }
    }
}

impl fmt::Display for OcspStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MalformedRequest => "`malformedRequest`",
            Self::InternalError => "`internalError`",
            Self::TryLater => "`tryLater`",
            Self::SignatureRequired => "`sigRequired`",
            Self::Unauthorized => "`unauthorized`",
        })
    }
}

impl fmt::Display for CertIdPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Algorithm => "the hash algorithm (SHA-1 is expected)",
            Self::IssuerName => "the hash of the issuer's name",
            Self::IssuerKey => "the hash of the issuer's key",
            Self::SerialNumber => "the serial number",
        })
    }
}

impl fmt::Display for NonceDefect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => write!(
                f,
                "the OCSP response has none, so that it may belong to any signature. {ANEW}"
            ),
            Self::Several => f.write_str("the OCSP response has several. Expected one; refuse it"),
            Self::NotCritical => f.write_str("it is not marked critical, as BankID's are; refuse it"),
            Self::Length { octets } => write!(f, "it is {octets} octets long. Expected 32; refuse it"),
            Self::OtherSignature => write!(
                f,
                "it does not begin with the SHA-1 of the signature string: the OCSP response belongs to another signature, or \
                 the string has been decoded and encoded again. {KEEP}"
            ),
        }
    }
}
