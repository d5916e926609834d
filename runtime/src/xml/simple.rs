//! Simple types: values that are written as text.

use super::{Identity, Name, Rule, TextWriter};

/// What happens to white space before a value is looked at (XSD 1.0 Part 2, section 4.3.6).
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum WhiteSpace {
    /// Nothing.
    Preserve,
    /// Each tab, line feed and carriage return becomes a space.
    Replace,
    /// After `Replace`: runs of spaces become one, and those at the ends go.
    Collapse,
}

/// Where a prefix inside a value (a QName) finds its namespace.
pub trait Scope {
    /// The namespace name bound to `prefix` (empty prefix: the default namespace, empty when there is none);
    /// `None` when the prefix is not declared.
    fn namespace(&self, prefix: &str) -> Option<&str>;
}

/// The scope of a value that stands in no document: only the prefix `xml` is bound.
impl Scope for () {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        match prefix {
            "" => Some(""),
            "xml" => Some("http://www.w3.org/XML/1998/namespace"),
            _ => None,
        }
    }
}

/// A simple type: its values have a text form.
///
/// Implemented by the built-in types of [`super::types`], and through [`super::Restriction`] and
/// [`super::Enumeration`] by generated ones.
pub trait Simple: Sized {
    /// The type's name, for errors and `xsi:type`; the local part is empty for an anonymous type.
    const TYPE: Name;

    /// The white space rule in force.
    const WHITE_SPACE: WhiteSpace;

    /// Whether the contract's registry marks the type as personal data.
    const PERSONAL: bool = false;

    /// Reads a value from text to which [`Self::WHITE_SPACE`] has been applied already.
    ///
    /// # Errors
    /// The rule that the text breaks.
    fn parse(text: &str, scope: &dyn Scope) -> Result<Self, Rule>;

    /// Writes the canonical text form of the value.
    ///
    /// # Errors
    /// A rule that the value breaks and its Rust type cannot hold back, such as a character that XML forbids.
    fn format(&self, out: &mut TextWriter<'_>) -> Result<(), Rule>;

    /// Says what the value is to `fixed` and to identity constraints: by default a text, as it is written.
    fn identify(&self, out: &mut Identity) {
        out.push_text("string", self);
    }
}
