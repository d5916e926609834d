//! `xs:anyURI` (XSD 1.0 Part 2, section 3.2.17).

use std::cmp::Ordering;
use std::fmt;

use super::text::text_type;
use crate::xml::{Measured, Name, Rule, Scope, Simple, TextWriter, WhiteSpace, XSD};

text_type! {
    /// `xs:anyURI`: a URI reference, absolute or relative, which may hold characters that a URI would escape.
    ///
    /// Refused is what no escaping makes a URI reference (RFC 2396 with RFC 2732): a `%` without two hexadecimal
    /// digits, a second `#`, brackets outside the host, and a colon in the first segment after something that is
    /// no scheme. Kept as it is written; equal is what is written alike.
    AnyUri "anyURI" Collapse is_uri_reference;
}

fn is_uri_reference(text: &str) -> bool {
    let (before, fragment) = match text.split_once('#') {
        Some((before, fragment)) => (before, fragment),
        None => (text, ""),
    };
    if fragment.contains(['#', '[', ']']) || !escapes_are_whole(text) {
        return false;
    }
    let (hierarchy, query) = before.split_once('?').unwrap_or((before, ""));
    let rest = match hierarchy.split_once(':') {
        Some((scheme, rest)) if !scheme.contains('/') => {
            if !is_scheme(scheme) || rest.is_empty() && query.is_empty() {
                return false;
            }
            rest
        }
        _ => hierarchy,
    };
    let path = match rest.strip_prefix("//") {
        Some(rest) => rest.find('/').map_or("", |slash| &rest[slash..]),
        None => rest,
    };
    !path.contains(['[', ']'])
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

fn escapes_are_whole(text: &str) -> bool {
    text.split('%').skip(1).all(|after| {
        let digits = after.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_of_all_kinds_are_admitted() {
        for text in [
            "",
            "http://www.forsakringskassan.se/",
            "urn:riv:example:1",
            "a/b?c=d:e#f",
            "../x:y",
            "mailto:a@example.se",
            "http://[::1]:8080/a",
            "räksmörgås och mellanslag",
            "%C3%A5",
            "#f",
            "?a:b",
            "http://a:b/",
        ] {
            assert!(is_uri_reference(text), "{text}");
        }
    }

    #[test]
    fn what_no_escaping_makes_a_reference_is_refused() {
        for text in [
            "%",
            "a%2",
            "%zz",
            "%aå",
            "a#b#c",
            ":a",
            "1a:b",
            "å:b",
            "a[b]",
            "http:",
            "urn:a#[b]",
        ] {
            assert!(!is_uri_reference(text), "{text}");
        }
    }
}
