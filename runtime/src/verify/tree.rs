//! Elements that must be just so.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::VerificationError;
use crate::xml::{self, AnyElement, AnyNode, Limits, ReadError, ReadErrorKind};

/// Reads XML as a tree.
pub(super) fn parse(text: &[u8]) -> Result<AnyElement, VerificationError> {
    // Signature documents are less than ten elements deep.
    let limits = Limits::default().with_depth(32).with_attributes(16);
    xml::from_slice_with(text, limits).map_err(|error| not_well_formed(&error))
}

/// Of the reader's errors, what is wrong with the form of the document: the others need a contract.
pub(super) fn not_well_formed(error: &ReadError) -> VerificationError {
    let reason = match error.kind() {
        ReadErrorKind::NotWellFormed { reason } => reason,
        ReadErrorKind::TooDeep { .. } => "more elements inside each other than are read",
        ReadErrorKind::TooManyAttributes { .. } => "more attributes than are read",
        _ => "it cannot be read",
    };
    let position = error.position();
    VerificationError::NotWellFormed { reason, position }
}

/// An element, and what stands behind it.
type Ahead<'t> = (&'t AnyElement, std::slice::Iter<'t, AnyNode>);

/// An element whose content is being read in order.
pub(super) struct Within<'t> {
    element: &'t AnyElement,
    /// Its name, which the program knows: the document's own is not shown.
    name: &'static str,
    rest: std::slice::Iter<'t, AnyNode>,
}

impl<'t> Within<'t> {
    /// Takes a root element for the element `name` of `namespace`.
    pub(super) fn root(
        element: &'t AnyElement,
        namespace: &str,
        name: &'static str,
    ) -> Result<Self, VerificationError> {
        match element.namespace() == namespace && element.local() == name {
            true => Ok(Self::of(element, name)),
            false => Err(VerificationError::Layout {
                inside: "the document",
                expected: name,
            }),
        }
    }

    fn of(element: &'t AnyElement, name: &'static str) -> Self {
        let rest = element.children().iter();
        Self { element, name, rest }
    }

    fn wrong(&self, expected: &'static str) -> VerificationError {
        let inside = self.name;
        VerificationError::Layout { inside, expected }
    }

    /// Checks that it has no attributes but `names`, which are in no namespace.
    pub(super) fn attributes(&self, names: &[&str]) -> Result<(), VerificationError> {
        let known = |local: &str| names.contains(&local);
        let mut all = self.element.attributes().iter();
        match all.all(|attribute| attribute.namespace.is_empty() && known(&attribute.local)) {
            true => Ok(()),
            false => Err(self.wrong("no other attribute than those of BankID")),
        }
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&'t str> {
        let mut all = self.element.attributes().iter();
        all.find(|attribute| attribute.local == name)
            .map(|attribute| attribute.value.as_str())
    }

    /// The element that stands ahead. Between elements, nothing but white space may stand.
    fn ahead(&self) -> Result<Option<Ahead<'t>>, VerificationError> {
        let mut rest = self.rest.clone();
        for node in rest.by_ref() {
            match node {
                AnyNode::Element(element) => return Ok(Some((element, rest))),
                AnyNode::Text(text) if text.bytes().all(|byte| byte.is_ascii_whitespace()) => {}
                AnyNode::Text(_) | AnyNode::Instruction { .. } => {
                    return Err(self.wrong("elements, and no text between them"));
                }
            }
        }
        Ok(None)
    }

    /// The child `name`, in the namespace of this element, if it stands ahead.
    pub(super) fn optional(&mut self, name: &'static str) -> Result<Option<Self>, VerificationError> {
        self.optional_of(self.element.namespace(), name)
    }

    /// The child `name`, in the namespace of this element, which must stand ahead.
    pub(super) fn one(&mut self, name: &'static str) -> Result<Self, VerificationError> {
        self.one_of(self.element.namespace(), name)
    }

    /// The child `name` of another namespace, which must stand ahead.
    pub(super) fn one_of(&mut self, namespace: &str, name: &'static str) -> Result<Self, VerificationError> {
        let child = self.optional_of(namespace, name)?;
        child.ok_or_else(|| self.wrong(name))
    }

    fn optional_of(
        &mut self,
        namespace: &str,
        name: &'static str,
    ) -> Result<Option<Self>, VerificationError> {
        match self.ahead()? {
            Some((child, rest)) if child.local() == name && child.namespace() == namespace => {
                self.rest = rest;
                Ok(Some(Self::of(child, name)))
            }
            _ => Ok(None),
        }
    }

    /// Goes past the elements ahead that are none of `known` in the namespace of this element.
    pub(super) fn skip_unless(&mut self, known: &[&str]) -> Result<(), VerificationError> {
        while let Some((child, rest)) = self.ahead()?
            && !(child.namespace() == self.element.namespace() && known.contains(&child.local()))
        {
            self.rest = rest;
        }
        Ok(())
    }

    /// Nothing more may stand here.
    pub(super) fn end(&self) -> Result<(), VerificationError> {
        match self.ahead()? {
            None => Ok(()),
            Some(_) => Err(self.wrong("no further element")),
        }
    }

    /// The text that is its content, in which no element may stand.
    pub(super) fn text(&self) -> Result<&'t str, VerificationError> {
        match self.element.children() {
            [] => Ok(""),
            [AnyNode::Text(text)] => Ok(text),
            _ => Err(self.wrong("text alone")),
        }
    }
}

/// The octets of `xs:base64Binary`, which may hold white space (XML Signature, section 4.0.1); otherwise as strict as
/// elsewhere.
pub(super) fn base64_lines(text: &str) -> Option<Vec<u8>> {
    // Most hold none.
    STANDARD.decode(text).ok().or_else(|| {
        let together: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
        STANDARD.decode(together).ok()
    })
}
