//! Documents on their way, kept between processes.

use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::signed::InRole;
use super::{
    Delivered, DocumentError, Role, Signable, SignableDocument, Signed, SignedRequest, SigningError,
    TextFormat, VisibleText,
};
use crate::stored::{self, Broken};
use crate::verify::{
    Anchors, Documents, Expected, Signer, Text, VerificationError, VerifiedSignature, verify,
};

/// What the file is, as its first line says it.
const WHAT: &str = "fk-signed";

/// What stands after the first line, as JSON.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Body {
    service: String,
    version: String,
    /// The octets, in base64.
    document: String,
    signatures: Vec<Kept>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    role: String,
    signer: String,
    text: String,
    markdown: bool,
    signature: String,
    ocsp_response: String,
}

impl<T: Signable> SignableDocument<T> {
    /// The document as a file of this toolkit, to be taken up again with [`from_stored`](Self::from_stored).
    ///
    /// A line `fk-signed 1 sha256 <64 hexadecimal digits>`, by which a changed, cut or half-written file is known, and
    /// JSON. It holds personal data, unencrypted.
    #[must_use]
    pub fn to_stored(&self) -> Vec<u8> {
        write(self, &[])
    }

    /// Takes a document up again.
    ///
    /// # Errors
    /// A file that is not whole or of something else; a document that is signed already.
    pub fn from_stored(bytes: &[u8]) -> Result<Self, StoredError> {
        let (document, kept) = read::<T>(bytes)?;
        match kept.as_slice() {
            [] => Ok(document),
            [.., last] => Err(StoredError::Stage {
                expected: None,
                found: Some(last.role.clone()),
            }),
        }
    }
}

impl<T: Signable, R: Role<Request = T::Request>> Signed<T, R> {
    /// The document with its signatures, as [`SignableDocument::to_stored`].
    #[must_use]
    pub fn to_stored(&self) -> Vec<u8> {
        write(self.document(), self.in_roles())
    }

    /// Takes a document up again, and verifies its signatures anew: a checksum keeps off accidents, not people.
    ///
    /// # Errors
    /// A file that is not whole or of something else; a document whose last signature was made in another role; a
    /// signature that is not right.
    pub fn from_stored(bytes: &[u8], anchors: &Anchors, now: DateTime<Utc>) -> Result<Self, StoredError> {
        let (document, kept) = read::<T>(bytes)?;
        let last = kept.last().map(|kept| kept.role.as_str());
        if last != Some(R::NAME) {
            return Err(StoredError::Stage {
                expected: Some(R::NAME),
                found: last.map(str::to_owned),
            });
        }
        let mut signed: Option<Self> = None;
        for kept in &kept {
            let earlier = signed.as_ref().map_or(&[][..], Self::in_roles);
            let turn = (earlier.last().map(|one| one.role), kept.role.as_str());
            let Some((_, role)) = T::Request::ORDER.iter().find(|order| **order == turn) else {
                return Err(StoredError::Order);
            };
            let verified = kept.verify(&document, anchors, now)?;
            signed =
                Some(Self::add(&document, earlier, role, &Arc::new(verified)).map_err(StoredError::Signing)?);
        }
        signed.ok_or(StoredError::Order)
    }
}

impl Kept {
    fn of(one: &InRole) -> Self {
        let (verified, delivered) = (&one.verified, one.verified.delivered());
        Self {
            role: one.role.to_owned(),
            signer: verified.personal_number().as_str().to_owned(),
            text: verified.text().text().to_owned(),
            markdown: verified.text().format() == TextFormat::SimpleMarkdownV1,
            signature: delivered.signature().to_owned(),
            ocsp_response: delivered.ocsp_response().to_owned(),
        }
    }

    fn verify<T>(
        &self,
        document: &SignableDocument<T>,
        anchors: &Anchors,
        now: DateTime<Utc>,
    ) -> Result<VerifiedSignature, StoredError> {
        let text = if self.markdown {
            VisibleText::simple_markdown(&self.text)
        } else {
            VisibleText::plain(&self.text)
        };
        let text = text.map_err(StoredError::Signing)?;
        let signer = self.signer.parse().map_err(StoredError::Signing)?;
        let expected = Expected {
            documents: Documents::One(document.pair()),
            signer: Signer::Person(signer),
            text: Text::Is(&text),
            day: None,
        };
        let delivered = Delivered::new(&self.signature, &self.ocsp_response);
        verify(&delivered, &expected, anchors, now).map_err(StoredError::Verification)
    }
}

fn write<T: Signable>(document: &SignableDocument<T>, signatures: &[InRole]) -> Vec<u8> {
    let contract = document.contract();
    let body = Body {
        service: contract.service.to_owned(),
        version: contract.version.to_owned(),
        document: STANDARD.encode(document.as_bytes()),
        signatures: signatures.iter().map(Kept::of).collect(),
    };
    // Structs of strings: there is no key that JSON could not have.
    let json = serde_json::to_vec_pretty(&body).unwrap_or_default();
    stored::seal(WHAT, &json)
}

fn read<T: Signable>(bytes: &[u8]) -> Result<(SignableDocument<T>, Vec<Kept>), StoredError> {
    let json = stored::unseal(WHAT, bytes)?;
    let body: Body = serde_json::from_slice(json).map_err(|error| StoredError::Form {
        line: error.line() + 1,
        column: error.column(),
    })?;
    let octets = STANDARD
        .decode(&body.document)
        .map_err(|_| StoredError::Form { line: 2, column: 1 })?;
    let document = SignableDocument::from_bytes(octets).map_err(StoredError::Document)?;
    let contract = document.contract();
    if (body.service.as_str(), body.version.as_str()) != (contract.service, contract.version) {
        return Err(StoredError::OtherContract {
            expected: format!("{} {}", contract.service, contract.version),
            found: format!("{} {}", body.service, body.version),
        });
    }
    Ok((document, body.signatures))
}

impl From<Broken> for StoredError {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::Other => Self::NotStored,
            Broken::OtherForm => Self::OtherForm,
            Broken::Changed => Self::Changed,
        }
    }
}

/// Why a stored document cannot be taken up again. It shows nothing personal.
#[derive(Debug)]
#[non_exhaustive]
pub enum StoredError {
    /// The octets are no stored document.
    NotStored,
    /// They are one of another version of this toolkit.
    OtherForm,
    /// They are not what was written.
    Changed,
    /// What they hold does not have the form that was written.
    Form {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// The document is of another service or version.
    OtherContract {
        /// The one that was asked for.
        expected: String,
        /// The one that it is of.
        found: String,
    },
    /// The document is signed further, or less far, than was asked for.
    Stage {
        /// The role that was to have signed last; `None` for a document that nobody has signed.
        expected: Option<&'static str>,
        /// The role that has.
        found: Option<String>,
    },
    /// The signatures are not in the contract's order.
    Order,
    /// The document is not what it should be.
    Document(DocumentError),
    /// Document and signatures do not go together.
    Signing(SigningError),
    /// A signature is not right.
    Verification(VerificationError),
}

impl fmt::Display for StoredError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the stored document cannot be taken up again: ")?;
        let nobody = || "nobody".to_owned();
        match self {
            Self::NotStored => f.write_str("it is none. Expected octets that `to_stored` has given"),
            Self::OtherForm => f.write_str(
                "it is in the form of another version of this toolkit; this one knows form 1. Take it up with the \
                 version that wrote it",
            ),
            Self::Changed => f.write_str(
                "it has been changed, or cut: the checksum is another one. Take it from a copy, or have the document \
                 signed anew",
            ),
            Self::Form { line, column } => write!(
                f,
                "line {line}, column {column} does not have the form that is written, although the checksum is right. \
                 Take it from where it was made"
            ),
            Self::OtherContract { expected, found } => write!(
                f,
                "it is of {found}, and {expected} was asked for. Take it up with the types of its own version"
            ),
            Self::Stage { expected, found } => write!(
                f,
                "the last one who signed it is {}, and {} was asked for. Take it up as what it is",
                found.clone().unwrap_or_else(nobody),
                expected.map_or_else(nobody, str::to_owned)
            ),
            Self::Order => f.write_str("its signatures are not in the order that the contract prescribes"),
            Self::Document(error) => error.fmt(f),
            Self::Signing(error) => error.fmt(f),
            Self::Verification(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for StoredError {}
