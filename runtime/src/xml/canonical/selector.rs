//! Which element of a document is meant.

use std::fmt;

use super::super::error::{ReadError, shown};
use super::super::name::Name;
use super::super::token::Tokens;

/// Names one element of a document.
///
/// ```
/// use fk_runtime::xml::canonical::{self, Selector};
/// use fk_runtime::xml::{Name, Namespace};
///
/// const X: Namespace = Namespace { uri: "urn:x", prefix: "" };
/// let b = canonical::element(
///     b"<a xmlns='urn:x' xml:lang='sv'><b/></a>",
///     &Selector::path(Name(X, "a"), &[Name(X, "b")]),
/// )?;
/// assert_eq!(b, br#"<b xmlns="urn:x" xml:lang="sv"></b>"#);
/// # Ok::<(), canonical::CanonicalError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Selector<'s>(Kind<'s>);

#[derive(Clone, Copy, Debug)]
enum Kind<'s> {
    Path {
        root: Name,
        below: &'s [Name],
    },
    Id {
        value: &'s str,
        attributes: &'s [IdAttribute],
    },
}

/// An attribute that is an identifier, on one kind of element.
///
/// Without a DTD nothing in a document says which attributes are identifiers. So the program says it, and counts no
/// others: an attribute that happens to be called `Id` on an element put in by somebody else is none.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct IdAttribute {
    /// The element.
    pub element: Name,
    /// Its attribute.
    pub attribute: Name,
}

impl<'s> Selector<'s> {
    /// The element that is reached from the root element `root` by one child of each name in `below`. Another element
    /// with the same path makes it ambiguous, which is an error.
    #[must_use]
    pub const fn path(root: Name, below: &'s [Name]) -> Self {
        Self(Kind::Path { root, below })
    }

    /// The element with the identifier `value` in one of `attributes`; in no other attribute is it looked for. Two
    /// elements with that identifier are an error.
    #[must_use]
    pub const fn id(value: &'s str, attributes: &'s [IdAttribute]) -> Self {
        Self(Kind::Id { value, attributes })
    }
}

/// For errors. The identifier is left out: it may have come with a document.
impl fmt::Display for Selector<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Kind::Path { root, below } => {
                write!(f, "element {}", shown(root.uri(), root.local()))?;
                below
                    .iter()
                    .try_for_each(|name| write!(f, "/{}", shown(name.uri(), name.local())))
            }
            Kind::Id { attributes, .. } => {
                f.write_str("element with the identifier that was asked for (looked for in ")?;
                for (index, IdAttribute { element, attribute }) in attributes.iter().enumerate() {
                    let (element, attribute) = (
                        shown(element.uri(), element.local()),
                        shown(attribute.uri(), attribute.local()),
                    );
                    let comma = if index > 0 { ", " } else { "" };
                    write!(f, "{comma}{element}/@{attribute}")?;
                }
                f.write_str(if attributes.is_empty() {
                    "no attribute)"
                } else {
                    ")"
                })
            }
        }
    }
}

/// A selector on its way through a document.
#[derive(Debug)]
pub(super) struct Matcher<'s> {
    pub(super) selector: &'s Selector<'s>,
    /// How many steps of a path the open elements are.
    steps: usize,
}

impl<'s> Matcher<'s> {
    pub(super) const fn new(selector: &'s Selector<'s>) -> Self {
        Self { selector, steps: 0 }
    }

    /// Whether the element whose start tag was read last, with `depth` ancestors, is the one.
    pub(super) fn enter(&mut self, tokens: &mut Tokens<'_>, depth: usize) -> Result<bool, ReadError> {
        match self.selector.0 {
            Kind::Path { root, below } => {
                let step = match depth {
                    0 => Some(&root),
                    _ => below.get(depth - 1),
                };
                if self.steps != depth || !step.is_some_and(|name| tokens.is_tag(name)) {
                    return Ok(false);
                }
                self.steps += 1;
                Ok(depth == below.len())
            }
            Kind::Id { value, attributes } => {
                for IdAttribute { element, attribute } in attributes {
                    if tokens.is_tag(element) && has(tokens, attribute, value)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
        }
    }

    /// Behind the end of an element with `depth` ancestors.
    pub(super) fn leave(&mut self, depth: usize) {
        self.steps = self.steps.min(depth);
    }
}

/// Whether the start tag that was read last has an attribute of that value.
fn has(tokens: &Tokens<'_>, name: &Name, value: &str) -> Result<bool, ReadError> {
    for attribute in &tokens.attributes {
        if attribute.local == name.local() && tokens.bindings.uri(attribute.uri) == name.uri() {
            return Ok(tokens.attribute_value(attribute.value, attribute.at)? == value);
        }
    }
    Ok(false)
}
