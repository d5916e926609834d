//! What cannot be signed.

use std::fmt;

use super::{HiddenData, VisibleText};

/// Why something cannot be signed, or is not of the form that is signed. It shows nothing personal.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum SigningError {
    /// There is no text to show.
    NoText,
    /// The text to show is too long for BankID.
    TextTooLong {
        /// Its characters in base64.
        characters: usize,
    },
    /// There is no document to sign.
    NoDocument,
    /// Two documents have the same id.
    DocumentTwice {
        /// The id.
        document_id: String,
    },
    /// More documents than BankID takes under one signature.
    TooManyDocuments {
        /// How many.
        documents: usize,
        /// The characters of their pairs in base64.
        characters: usize,
    },
    /// The document has no id that can stand in what is signed.
    DocumentId,
    /// A digest is not 64 lower-case hexadecimal digits.
    Digest,
    /// Hidden data is not pairs of an id and a digest.
    HiddenForm,
    /// A personal identity number is not twelve digits.
    PersonalNumber,
    /// The document names another person in this role.
    OtherSigner {
        /// The document's id.
        document_id: String,
        /// The role.
        role: &'static str,
    },
    /// The signature does not cover the document.
    OtherDocument {
        /// The document's id.
        document_id: String,
    },
    /// The signature was made before the one that it comes after.
    OutOfOrder {
        /// The document's id.
        document_id: String,
        /// The role of the signature.
        role: &'static str,
        /// The role of the one that it comes after.
        after: &'static str,
    },
    /// The document has this signature already.
    SignatureTwice {
        /// The document's id.
        document_id: String,
    },
}

impl fmt::Display for SigningError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoText => f.write_str(
                "there is no text to show. BankID shows the person what they sign; give the text that the agency \
                 prescribes",
            ),
            Self::TextTooLong { characters } => write!(
                f,
                "the text to show is {characters} characters in base64, and BankID takes at most {}. Its wording is \
                 prescribed; see whether something else has got into it",
                VisibleText::LIMIT
            ),
            Self::NoDocument => f.write_str("there is no document to sign. Give at least one"),
            Self::DocumentTwice { document_id } => write!(
                f,
                "two documents to be signed have the id {document_id}. Each document has an id of its own, and stands \
                 under a signature once"
            ),
            Self::TooManyDocuments {
                documents,
                characters,
            } => write!(
                f,
                "{documents} documents are {characters} characters of hidden data in base64, and BankID takes at most \
                 {}. Divide them among several signatures",
                HiddenData::LIMIT
            ),
            Self::DocumentId => f.write_str(
                "the document's id is empty, or has a comma, a semicolon, white space or a control character. It must \
                 be told from what stands beside it in what is signed; a UUID is expected",
            ),
            Self::Digest => f.write_str("a digest is not 64 lower-case hexadecimal digits"),
            Self::HiddenForm => f.write_str(
                "the hidden data is not `<document id>,<SHA-256>`, or several of these joined with semicolons",
            ),
            Self::PersonalNumber => f.write_str(
                "a personal identity number is not twelve digits without a hyphen, such as YYYYMMDDNNNN",
            ),
            Self::OtherSigner { document_id, role } => write!(
                f,
                "document {document_id} names another person as the one who signs in the role {role}. Have that person \
                 sign it; or is it somebody else's document?"
            ),
            Self::OtherDocument { document_id } => write!(
                f,
                "the signature does not cover document {document_id} as it is now: neither its id with another digest \
                 nor another document's will do. Have it signed anew"
            ),
            Self::OutOfOrder {
                document_id,
                role,
                after,
            } => write!(
                f,
                "the signature of document {document_id} in the role {role} was made before that in the role {after}, \
                 which comes first. Have it signed anew in the role {role}"
            ),
            Self::SignatureTwice { document_id } => {
                write!(f, "document {document_id} has this signature already. Add each signature once")
            }
        }
    }
}

impl std::error::Error for SigningError {}
