//! Where a request goes: parameters in their places, as they are sent and as people may see them.

use super::fields::{Pair, Text};
use super::{Description, Location};
use crate::json::OMITTED;
use crate::xml::{InvalidValue, Rule};

/// A path and a query beneath a service's address.
pub(super) struct Target {
    pub(super) path: String,
    pub(super) query: Option<String>,
}

/// Who it is written for.
#[derive(Clone, Copy)]
pub(super) enum For {
    /// The service: percent-encoded.
    Service,
    /// People: what is personal is left out. What is left is percent-encoded, so that it reads as it was sent.
    People,
}

impl Target {
    /// Puts the parameters of an operation into their places, and the key, if it stands in the query.
    ///
    /// # Errors
    /// A parameter that cannot stand in a path.
    pub(super) fn new(
        description: &Description,
        pairs: &[Pair],
        key: Option<&str>,
        reader: For,
    ) -> Result<Self, InvalidValue> {
        let mut query: Vec<String> = description
            .parameters
            .iter()
            .filter(|parameter| parameter.location == Location::Query)
            .filter_map(|parameter| {
                let value = value(pairs, parameter.name)?;
                Some(format!("{}={}", encoded(parameter.name), text(value, reader)))
            })
            .collect();
        if let (Some(known), Some(key)) = (description.key, key)
            && known.location == Location::Query
        {
            let key = match reader {
                For::Service => encoded(key),
                For::People => OMITTED.to_owned(),
            };
            query.push(format!("{}={key}", encoded(known.name)));
        }
        Ok(Self {
            path: path(description.path, pairs, reader)?,
            query: (!query.is_empty()).then(|| query.join("&")),
        })
    }
}

/// `/rakningar/{id}` with the parameters in it.
fn path(template: &str, pairs: &[Pair], reader: For) -> Result<String, InvalidValue> {
    let segments = template
        .split('/')
        .map(|segment| expanded(segment, pairs, reader));
    let segments: Result<Vec<_>, _> = segments.collect();
    Ok(segments?.join("/"))
}

/// A segment of a path with the parameters in it.
fn expanded(segment: &str, pairs: &[Pair], reader: For) -> Result<String, InvalidValue> {
    let mut whole = String::new();
    let (mut rest, mut last) = (segment, None);
    while let Some((before, name, after)) = parameter(rest) {
        whole.push_str(before);
        whole.push_str(&value(pairs, name).map_or_else(String::new, |value| text(value, reader)));
        (rest, last) = (after, Some(name));
    }
    whole.push_str(rest);
    match last {
        // Dots are encoded by nobody, and whoever takes a URL in resolves such segments, encoded or not.
        Some(name) if matches!(whole.as_str(), "" | "." | "..") => {
            Err(InvalidValue::new("", Rule::PathSegment).inside(name))
        }
        _ => Ok(whole),
    }
}

/// What stands before the first `{name}`, the name, and what stands behind it.
fn parameter(segment: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = segment.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn value<'p>(pairs: &'p [Pair], name: &str) -> Option<&'p Text> {
    pairs
        .iter()
        .find(|pair| pair.name == name)
        .map(|pair| &pair.value)
}

fn text(value: &Text, reader: For) -> String {
    match reader {
        For::Service => encoded(value.sent()),
        For::People => value.shown().map_or_else(|| OMITTED.to_owned(), encoded),
    }
}

/// Everything but unreserved characters percent-encoded, as UTF-8 (RFC 3986, sections 2.1 and 2.3; OpenAPI 3.0.3,
/// section 4.7.12, has parameters expanded as RFC 6570 does).
fn encoded(text: &str) -> String {
    use std::fmt::Write;

    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
