//! What stands in a start tag: the namespace axis and the attribute axis of an element (sections 2.2 and 2.3).

use std::collections::HashSet;

use super::super::attributes::RawAttribute;
use super::super::bindings::{Bindings, Uri};
use super::super::error::{Position, ReadError, shown};
use super::super::token::{Tokens, reference};
use super::error::CanonicalError;
use super::escape::{Misplaced, Place, push, push_referenced};

/// Which ancestors of an element are in the output.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Ancestors {
    /// All of them, so that what they declare need not be declared again.
    Written,
    /// None: it is the first element of what is written.
    LeftOut,
}

/// Writes the declarations of the start tag that was read last.
pub(super) fn push_namespaces(
    out: &mut Vec<u8>,
    tokens: &Tokens<'_>,
    ancestors: Ancestors,
) -> Result<(), CanonicalError> {
    let (bindings, tag) = (&tokens.bindings, &tokens.tag);
    let outer = match ancestors {
        Ancestors::Written => tag.outer,
        Ancestors::LeftOut => 0,
    };
    if bindings.len() == outer {
        return Ok(());
    }
    for (_, uri) in bindings.declared_behind(tag.outer) {
        if is_relative(uri) {
            return Err(CanonicalError::RelativeNamespace {
                namespace: shown("", uri),
                position: Position::of(tokens.text, tag.at),
            });
        }
    }
    let mut declarations: Vec<(&str, &str)> = bindings.declared_behind(outer).collect();
    // The innermost of each prefix, ordered by prefix; the default namespace, which has none, comes first.
    declarations.reverse();
    declarations.sort_by_key(|(prefix, _)| *prefix);
    declarations.dedup_by_key(|(prefix, _)| *prefix);
    for (prefix, uri) in declarations {
        // `xmlns=""` is no namespace node, and needed only where the nearest ancestor written has a default namespace.
        if prefix == "xml" || uri == outside(bindings, prefix, outer) {
            continue;
        }
        out.extend_from_slice(b" xmlns");
        if !prefix.is_empty() {
            out.push(b':');
            out.extend_from_slice(prefix.as_bytes());
        }
        out.extend_from_slice(b"=\"");
        // The namespace name has been normalised: its white space stood there as references.
        uri.chars()
            .for_each(|c| push_referenced(out, c, Place::Attribute));
        out.push(b'"');
    }
    Ok(())
}

/// The namespace that `prefix` stands for where only the first `outer` declarations are in scope; empty when it stands
/// for none.
fn outside<'b>(bindings: &'b Bindings<'_>, prefix: &str, outer: usize) -> &'b str {
    bindings.declared_before(outer, prefix).unwrap_or("")
}

/// Whether a namespace name is a relative reference: not empty and without a scheme (RFC 3986, section 4.1).
fn is_relative(uri: &str) -> bool {
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    };
    !uri.is_empty() && !uri.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme))
}

/// Writes the attributes of the start tag that was read last, ordered by namespace name and local name. The names
/// are compared as UTF-8, whose order is that of code points.
pub(super) fn push_attributes(out: &mut Vec<u8>, tokens: &mut Tokens<'_>) -> Result<(), ReadError> {
    let (attributes, bindings) = (&mut tokens.attributes, &tokens.bindings);
    if attributes.len() > 1 {
        attributes
            .sort_unstable_by(|a, b| (bindings.uri(a.uri), a.local).cmp(&(bindings.uri(b.uri), b.local)));
    }
    for attribute in &*attributes {
        out.push(b' ');
        if !attribute.prefix.is_empty() {
            out.extend_from_slice(attribute.prefix.as_bytes());
            out.push(b':');
        }
        out.extend_from_slice(attribute.local.as_bytes());
        out.extend_from_slice(b"=\"");
        push_value(out, attribute.value)
            .map_err(|Misplaced { reason, .. }| ReadError::malformed(reason, attribute.at))?;
        out.push(b'"');
    }
    Ok(())
}

/// The value of an attribute as it stands in the document.
fn push_value(out: &mut Vec<u8>, raw: &str) -> Result<(), Misplaced> {
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        push(out, &rest[..at], Place::Attribute)?;
        let (c, length) = reference(&rest[at..]).map_err(|reason| Misplaced { reason, at })?;
        push_referenced(out, c, Place::Attribute);
        rest = &rest[at + length..];
    }
    push(out, rest, Place::Attribute)
}

/// The attributes in the namespace of `xml:` that the open elements have.
#[derive(Debug, Default)]
pub(super) struct XmlAttributes<'a>(Vec<RawAttribute<'a>>);

impl<'a> XmlAttributes<'a> {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes in those of the start tag that was read last.
    pub(super) fn enter(&mut self, tokens: &Tokens<'a>) {
        let own = tokens
            .attributes
            .iter()
            .filter(|attribute| attribute.uri == Uri::Xml);
        self.0.extend(own.cloned());
    }

    /// Leaves the element outside of which there were `outer`.
    pub(super) fn leave(&mut self, outer: usize) {
        self.0.truncate(outer);
    }

    /// Adds to the start tag that was read last, which has not been taken in, those that it inherits: of each name the
    /// nearest, unless the element has one itself (section 2.4).
    pub(super) fn inherit(&self, tokens: &mut Tokens<'a>) {
        let own = tokens
            .attributes
            .iter()
            .filter(|attribute| attribute.uri == Uri::Xml);
        let mut names: HashSet<&str> = own.map(|attribute| attribute.local).collect();
        let nearest = self
            .0
            .iter()
            .rev()
            .filter(|attribute| names.insert(attribute.local));
        tokens.attributes.extend(nearest.cloned());
    }
}
