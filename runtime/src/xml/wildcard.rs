//! Wildcards for elements: which namespaces they admit, and which declarations they know.

use super::Name;
use super::any_type::Anything;
use super::content::Root;
use super::declaration::Assessment;
use super::error::ReadError;
use super::ids::Ids;
use super::reader::Reader;

/// An element wildcard (XSD 1.0 Part 1, section 3.10).
#[derive(Clone, Copy, Debug)]
pub struct Wildcard {
    /// The namespaces that it admits.
    pub namespaces: Namespaces,
    /// What is checked.
    pub process: Process,
    /// The root elements whose declarations are known.
    pub known: &'static [Known],
}

/// The namespaces that a wildcard admits. The empty name is "no namespace".
#[derive(Clone, Copy, Debug)]
pub enum Namespaces {
    /// Every namespace, and none.
    Any,
    /// Every namespace but this one, and not "no namespace" (`##other`).
    Other(&'static str),
    /// These.
    OneOf(&'static [&'static str]),
}

/// Whether what a wildcard admits is checked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Process {
    /// It must be declared, and is checked.
    Strict,
    /// It is checked when it is declared.
    Lax,
    /// It need only be well-formed.
    Skip,
}

/// A root element whose declaration is known to a wildcard.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    pub(super) name: Name,
    pub(super) check: fn(&mut Reader<'_>) -> Result<(), ReadError>,
}

impl Known {
    /// The root element of the type `T`.
    #[must_use]
    pub const fn of<T: Root>() -> Self {
        Self {
            name: T::NAME,
            check: |reader| {
                reader.declared_or_not(T::DECLARATION, |reader| {
                    reader.one::<T>(const { &T::NAME }).map(drop)
                })
            },
        }
    }
}

/// Any element, whatever stands in it.
pub(crate) static ANYTHING: Wildcard = Wildcard {
    namespaces: Namespaces::Any,
    process: Process::Skip,
    known: &[],
};

impl Namespaces {
    /// Whether the namespace `uri` is among them.
    pub(super) fn admits(self, uri: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Other(target) => !uri.is_empty() && uri != target,
            Self::OneOf(uris) => uris.contains(&uri),
        }
    }
}

impl Wildcard {
    /// Whether an element of the namespace `uri` may stand here.
    pub(super) fn admits(&self, uri: &str) -> bool {
        self.namespaces.admits(uri)
    }
}

impl Wildcard {
    /// Checks a document whose root this wildcard is to admit, as part of what is assessed; gives its IDs.
    pub(super) fn check(
        &self,
        text: &str,
        assessment: &mut Assessment,
        anything: &'static Anything,
    ) -> Result<Ids, ReadError> {
        Reader::of_part(text, assessment, anything, |reader| {
            reader.any_element(self).map(drop)
        })
    }
}
