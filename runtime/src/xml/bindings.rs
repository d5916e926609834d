//! Namespace declarations in scope while reading.

use std::borrow::Cow;

use super::ids::Ids;
use super::{IdUse, Name, Scope};

pub(super) const XML_URI: &str = "http://www.w3.org/XML/1998/namespace";
pub(super) const XMLNS_URI: &str = "http://www.w3.org/2000/xmlns/";

/// A declaration.
#[derive(Debug)]
struct Binding<'a> {
    /// Empty for the default namespace.
    prefix: &'a str,
    uri: Cow<'a, str>,
    /// The name in the contract that `uri` was found equal to; `None` and not an empty name before that, since the
    /// empty one is that of no namespace.
    known: Option<&'static str>,
}

/// The declarations of the open elements, innermost last.
#[derive(Debug)]
pub(super) struct Bindings<'a> {
    all: Vec<Binding<'a>>,
    /// What a name without a prefix is in.
    default: Uri,
    /// The IDs of the document: kept here, where values that are read have their scope.
    pub(super) ids: Ids,
    /// The member type of a union that the value at hand is to be read as.
    pub(super) member: Option<Name>,
}

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
    pub(super) fn new() -> Self {
        Self {
            all: Vec::new(),
            default: Uri::None,
            ids: Ids::default(),
            member: None,
        }
    }

    /// How many declarations are in scope.
    pub(super) const fn len(&self) -> usize {
        self.all.len()
    }

    /// Adds a declaration.
    pub(super) fn declare(&mut self, prefix: &'a str, uri: Cow<'a, str>) {
        self.all.push(Binding {
            prefix,
            uri,
            known: None,
        });
        self.find_default();
    }

    /// Whether `prefix` is declared behind the first `outer` declarations.
    pub(super) fn declares(&self, prefix: &str, outer: usize) -> bool {
        self.all[outer..].iter().any(|binding| binding.prefix == prefix)
    }

    /// The declarations behind the first `outer`: prefix and namespace name, in the order of the document.
    #[cfg(feature = "c14n")]
    pub(super) fn declared_behind(&self, outer: usize) -> impl Iterator<Item = (&'a str, &str)> {
        self.all[outer..]
            .iter()
            .map(|binding| (binding.prefix, &*binding.uri))
    }

    /// The namespace name that the first `outer` declarations give `prefix`, empty when they undeclare it.
    #[cfg(feature = "c14n")]
    pub(super) fn declared_before(&self, outer: usize, prefix: &str) -> Option<&str> {
        let mut before = self.all[..outer].iter().rev();
        let binding = before.find(|binding| binding.prefix == prefix)?;
        Some(&binding.uri)
    }

    /// Leaves the element outside of which `outer` declarations were in scope.
    #[inline]
    pub(super) fn leave(&mut self, outer: usize) {
        if outer < self.all.len() {
            self.all.truncate(outer);
            self.find_default();
        }
    }

    fn find_default(&mut self) {
        self.default = self.find("").map_or(Uri::None, Uri::Bound);
    }

    /// The index of the declaration in force for `prefix`, unless it undeclares it.
    fn find(&self, prefix: &str) -> Option<usize> {
        let at = self.all.iter().rposition(|binding| binding.prefix == prefix)?;
        (!self.all[at].uri.is_empty()).then_some(at)
    }

    /// The namespace of a name without a prefix.
    pub(super) const fn default_namespace(&self) -> Uri {
        self.default
    }

    /// The namespace that `prefix` stands for; `None` when it is not declared.
    #[inline]
    pub(super) fn resolve(&self, prefix: &str) -> Option<Uri> {
        match prefix {
            "" => Some(self.default),
            "xml" => Some(Uri::Xml),
            _ => self.find(prefix).map(Uri::Bound),
        }
    }

    /// The namespace name behind a handle.
    pub(super) fn uri(&self, uri: Uri) -> &str {
        match uri {
            Uri::None => "",
            Uri::Xml => XML_URI,
            Uri::Bound(at) => &self.all[at].uri,
        }
    }

    /// Whether a namespace is `name`. All names of a contract hold one and the same string, so that most times it is
    /// the one that was found equal before, and comparing addresses is enough.
    #[inline]
    pub(super) fn is(&mut self, uri: Uri, name: &'static str) -> bool {
        match uri {
            Uri::Bound(at) => self.all[at].is(name),
            Uri::None => name.is_empty(),
            Uri::Xml => name == XML_URI,
        }
    }
}

impl Binding<'_> {
    #[inline]
    fn is(&mut self, name: &'static str) -> bool {
        self.known.is_some_and(|known| std::ptr::eq(known, name)) || self.is_equal(name)
    }

    fn is_equal(&mut self, name: &'static str) -> bool {
        let equal = self.uri == name;
        if equal {
            self.known = Some(name);
        }
        equal
    }
}

impl Scope for Bindings<'_> {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        self.resolve(prefix).map(|uri| self.uri(uri))
    }

    fn note(&self, id: IdUse<'_>) {
        self.ids.note(id);
    }

    fn member(&self) -> Option<Name> {
        self.member
    }

    fn noted(&self) -> usize {
        self.ids.noted()
    }

    fn forget(&self, noted: usize) {
        self.ids.forget(noted);
    }
}
