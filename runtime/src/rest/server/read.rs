//! Reading requests.

use axum::body::{Body as HttpBody, Bytes};
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::{HeaderMap, StatusCode, header, request::Parts};
use url::form_urlencoded::parse;

use super::{Refusal, ShownKey};
use crate::rest::{Body, ContentError, FieldError, Fields, Key, Location, Media, Operation, TextReader};
use crate::too_large::is_too_large;

/// Reads the parameters of an operation out of the head of a request, for what answers otherwise than with the answers of
/// the contract: a page, for example.
///
/// # Errors
/// What is wrong with them.
pub async fn parameters<O: Operation>(parts: &mut Parts) -> Result<O::Parameters, FieldError> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let declared = |name: &str, location: Location| {
        let mut parameters = O::DESCRIPTION.parameters.iter();
        parameters.any(|parameter| parameter.name == name && parameter.location == location)
    };
    // The router has matched the path, so whatever it is that fails here has no parameters.
    if let Ok(path) = RawPathParams::from_request_parts(parts, &()).await {
        let names = path.iter().filter(|(name, _)| declared(name, Location::Path));
        pairs.extend(names.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
    let key = O::DESCRIPTION.key.filter(|key| key.location == Location::Query);
    for (name, value) in parse(parts.uri.query().unwrap_or_default().as_bytes()) {
        if declared(&name, Location::Query) {
            pairs.push((name.into_owned(), value.into_owned()));
        } else if key.is_none_or(|key| key.name != name) {
            return Err(FieldError::Unknown {
                expected: O::Parameters::NAMES,
            });
        }
    }
    for parameter in O::DESCRIPTION.parameters {
        if parameter.location == Location::Header {
            let values = parts.headers.get_all(parameter.name).iter();
            // Other characters than those of a field's value in ASCII (RFC 9110, section 5.5) become one that no rule of
            // a contract is likely to admit.
            pairs.extend(values.map(|value| {
                let text = String::from_utf8_lossy(value.as_bytes());
                (parameter.name.to_owned(), text.into_owned())
            }));
        }
    }
    TextReader::read(pairs.iter().map(|(name, value)| (&**name, &**value)))
}

/// Why a request cannot be read. Nothing in it is personal.
#[derive(Debug)]
pub(super) enum Unread {
    /// No key, or more than one.
    Key(Key),
    Parameters(FieldError),
    MediaType(Media),
    Coding,
    TooLarge {
        limit: usize,
    },
    BrokenOff,
    Content(ContentError),
}

impl From<Unread> for Refusal {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::Key(Key { name, location }) => {
                let place = match location {
                    Location::Header => "header",
                    Location::Query => "query",
                    Location::Path => "path",
                };
                let text = format!("expected one key, {name} in the {place} of the request");
                Self::unauthorized(text)
            }
            Unread::Parameters(error) => Self::new(StatusCode::BAD_REQUEST, error),
            Unread::MediaType(media) => {
                let text = format!(
                    "expected a body of {}, and the Content-Type says so",
                    media.as_str()
                );
                Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, text)
            }
            Unread::Coding => {
                let text = "no Content-Encoding is accepted; send the body as it is";
                Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, text)
            }
            Unread::TooLarge { limit } => {
                let text = format!("the body is larger than the limit of {limit} bytes");
                Self::new(StatusCode::PAYLOAD_TOO_LARGE, text)
            }
            Unread::BrokenOff => Self::new(StatusCode::BAD_REQUEST, "the request ended too early"),
            Unread::Content(error) => Self::new(StatusCode::BAD_REQUEST, error),
        }
    }
}

/// The key, of an operation that asks for one.
pub(super) fn key<O: Operation>(parts: &Parts) -> Result<Option<ShownKey>, Unread> {
    let Some(key) = O::DESCRIPTION.key else {
        return Ok(None);
    };
    let shown: Vec<Vec<u8>> = match key.location {
        Location::Header => {
            let values = parts.headers.get_all(key.name).iter();
            values.map(|value| value.as_bytes().to_vec()).collect()
        }
        Location::Query => parse(parts.uri.query().unwrap_or_default().as_bytes())
            .filter(|(name, _)| name == key.name)
            .map(|(_, value)| value.into_owned().into_bytes())
            .collect(),
        // A key stands in the header or in the query.
        Location::Path => Vec::new(),
    };
    match <[Vec<u8>; 1]>::try_from(shown) {
        Ok([octets]) if !octets.is_empty() => Ok(Some(ShownKey(octets))),
        _ => Err(Unread::Key(key)),
    }
}

/// The octets of a body, when it says that it is written as the contract has it.
pub(super) async fn octets(
    fields: &HeaderMap,
    body: HttpBody,
    expected: Option<Body>,
    limit: usize,
) -> Result<Bytes, Unread> {
    let coding = fields.get(header::CONTENT_ENCODING);
    if coding.is_some_and(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"identity")) {
        return Err(Unread::Coding);
    }
    let octets = match axum::body::to_bytes(body, limit).await {
        Ok(octets) => octets,
        Err(error) if is_too_large(&error) => return Err(Unread::TooLarge { limit }),
        Err(_) => return Err(Unread::BrokenOff),
    };
    match expected {
        Some(expected) if expected.required || !octets.is_empty() => {
            let content_type = fields
                .get(header::CONTENT_TYPE)
                .and_then(|value| value.to_str().ok());
            if is_of(content_type.unwrap_or_default(), expected.media) {
                Ok(octets)
            } else {
                Err(Unread::MediaType(expected.media))
            }
        }
        _ => Ok(octets),
    }
}

/// Whether a Content-Type is of a media type, in the encoding that it has (RFC 8259, section 8.1; URL Standard, section
/// 5): UTF-8, which may be said.
fn is_of(content_type: &str, media: Media) -> bool {
    content_type.parse::<mime::Mime>().is_ok_and(|found| {
        found.essence_str() == media.as_str()
            && found
                .get_param(mime::CHARSET)
                .is_none_or(|set| set == mime::UTF_8)
    })
}
