//! What `Content-Type` says of a message.

use std::borrow::Cow;

use super::{EnvelopeError, Version};
use crate::xml;

/// The text of a message, whose `Content-Type` decides what it is and in which encoding.
///
/// SOAP 1.1: `text/xml` (WS-I Basic Profile 1.1, R1132); SOAP 1.2: `application/soap+xml`. A `charset` wins over the XML
/// declaration (R1018); without one, the byte order mark and the declaration count.
///
/// # Errors
/// Another media type, several parts, an encoding that is not read.
pub(super) fn decode<'b>(
    bytes: &'b [u8],
    content_type: Option<&str>,
    version: Version,
) -> Result<Cow<'b, str>, EnvelopeError> {
    let wrong = || EnvelopeError::ContentType {
        expected: version.media_type(),
        found: content_type.map(shown),
    };
    let media: mime::Mime = content_type
        .ok_or_else(wrong)?
        .trim()
        .parse()
        .map_err(|_| wrong())?;
    if media.type_() == mime::MULTIPART {
        return Err(EnvelopeError::Multipart);
    }
    if media.essence_str() != version.media_type() {
        return Err(wrong());
    }
    let decoded = match media.get_param(mime::CHARSET) {
        Some(charset) => xml::decode_as(bytes, charset.as_str()),
        None => xml::decode(bytes),
    };
    decoded.map_err(EnvelopeError::Encoding)
}

/// A header field, short enough to be shown.
fn shown(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).take(100).collect()
}

impl Version {
    /// `Content-Type` of a message that we write; always UTF-8. SOAP 1.2 carries the action here (RFC 3902).
    #[must_use]
    pub fn content_type(self, action: &str) -> String {
        let media = self.media_type();
        match self {
            Self::V1_2 if !action.is_empty() => format!("{media}; charset=utf-8; action=\"{action}\""),
            _ => format!("{media}; charset=utf-8"),
        }
    }
}
