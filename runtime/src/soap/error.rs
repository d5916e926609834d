//! What can be wrong with a message before its contents matter.

use std::fmt;

use super::Version;
use crate::xml::{EncodingError, ReadError};

/// A message that is not the SOAP message that was expected.
#[derive(Debug)]
#[non_exhaustive]
pub enum EnvelopeError {
    /// The media type is not that of the version of SOAP: HTML from a proxy, for example.
    ContentType {
        /// The one expected.
        expected: &'static str,
        /// The header field as it was sent; `None` when there was none.
        found: Option<String>,
    },
    /// A message in several parts (MTOM or SOAP with attachments), which is not carried out.
    Multipart,
    /// The bytes are not text in the encoding that `Content-Type` or the XML declaration names.
    Encoding(EncodingError),
    /// Not XML, or not what the contract declares.
    Xml(ReadError),
    /// XML, but its root element is no envelope.
    NotSoap {
        /// The root element.
        root: String,
    },
    /// An envelope of another version of SOAP, or of none that is known.
    OtherVersion {
        /// The version expected.
        expected: Version,
        /// The namespace of the envelope.
        namespace: String,
    },
    /// A header block that must be understood, and is not (SOAP 1.1, section 4.2.3; SOAP 1.2 Part 1, section 2.4).
    NotUnderstood {
        /// The block's name.
        block: String,
    },
    /// Contents in SOAP's own encoding, which refers from one element to another (`href`). Only literal contents are
    /// read (WS-I Basic Profile 1.1, R2706).
    MultiReference,
    /// The body holds something that none of the operations declares.
    UnknownBody {
        /// The element; `None` when the body is empty.
        element: Option<String>,
    },
    /// The message has more bytes than are taken in.
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
}

impl fmt::Display for EnvelopeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ContentType {
                expected,
                found: Some(found),
            } => write!(
                f,
                "the message is `{found}`, expected `{expected}`. A page in HTML often comes from a proxy or a load \
                 balancer in between"
            ),
            Self::ContentType { expected, found: None } => {
                write!(f, "the message has no Content-Type, expected `{expected}`")
            }
            Self::Multipart => f.write_str(
                "the message has several parts (multipart/related: MTOM or attachments); only a plain envelope is read",
            ),
            Self::Encoding(error) => error.fmt(f),
            Self::Xml(error) => error.fmt(f),
            Self::NotSoap { root } => write!(f, "the root element is {root}, expected a SOAP envelope"),
            Self::OtherVersion { expected, namespace } => match Version::of(namespace) {
                Some(version) => write!(f, "the envelope is one of {version}, expected {expected}"),
                None => write!(f, "the envelope's namespace is `{namespace}`, expected {expected}"),
            },
            Self::NotUnderstood { block } => {
                write!(f, "the header block {block} must be understood, and the contract does not declare it")
            }
            Self::MultiReference => f.write_str(
                "the contents are in SOAP's encoding, with references (href) from one element to another; expected \
                 document/literal",
            ),
            Self::UnknownBody { element: Some(element) } => {
                write!(f, "the body holds {element}, which no operation of the port declares")
            }
            Self::UnknownBody { element: None } => {
                f.write_str("the body is empty, and no operation of the port declares an empty one")
            }
            Self::TooLarge { limit } => write!(f, "the message is larger than the limit of {limit} bytes"),
        }
    }
}

impl std::error::Error for EnvelopeError {}

impl From<ReadError> for EnvelopeError {
    fn from(error: ReadError) -> Self {
        Self::Xml(error)
    }
}

/// Why a service answers with a fault instead of an answer.
///
/// The texts go to the caller as they are: nothing personal belongs in them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Rejection<F> {
    /// A fault that the WSDL declares.
    Fault(F),
    /// The caller's message is at fault (`Client`, `Sender`), in words.
    Sender(String),
    /// The service itself is (`Server`, `Receiver`), in words.
    Receiver(String),
}

impl<F> From<F> for Rejection<F> {
    fn from(fault: F) -> Self {
        Self::Fault(fault)
    }
}
