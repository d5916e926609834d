//! Namespace declarations in scope while reading.

use std::borrow::Cow;

use super::Scope;

pub(super) const XML_URI: &str = "http://www.w3.org/XML/1998/namespace";
pub(super) const XMLNS_URI: &str = "http://www.w3.org/2000/xmlns/";

/// A declaration: prefix (empty for the default namespace) and namespace name.
#[derive(Clone, Debug)]
pub(super) struct Binding<'a> {
    pub(super) prefix: &'a str,
    pub(super) uri: Cow<'a, str>,
}

/// The declarations of the open elements, innermost last.
#[derive(Debug, Default)]
pub(super) struct Bindings<'a>(pub(super) Vec<Binding<'a>>);

/// Where a name's namespace is found: a small handle, so that a tag borrows nothing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Uri {
    /// In no namespace.
    None,
    /// The namespace of the prefix `xml`.
    Xml,
    /// That of a declaration, by index.
    Bound(usize),
}

impl<'a> Bindings<'a> {
    /// The namespace that `prefix` stands for; `None` when it is not declared.
    pub(super) fn resolve(&self, prefix: &str) -> Option<Uri> {
        match self.0.iter().rposition(|binding| binding.prefix == prefix) {
            Some(at) if self.0[at].uri.is_empty() => Some(Uri::None),
            Some(at) => Some(Uri::Bound(at)),
            None if prefix.is_empty() => Some(Uri::None),
            None if prefix == "xml" => Some(Uri::Xml),
            None => None,
        }
    }

    /// The namespace name behind a handle.
    pub(super) fn uri(&self, uri: Uri) -> &str {
        match uri {
            Uri::None => "",
            Uri::Xml => XML_URI,
            Uri::Bound(at) => &self.0[at].uri,
        }
    }
}

impl Scope for Bindings<'_> {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        self.resolve(prefix).map(|uri| self.uri(uri))
    }
}
