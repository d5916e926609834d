//! Simple types: values that are written as text.

use super::{Identity, InvalidValue, Name, ReadError, Reader, Rule, TextWriter, Writer};

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

    /// Whether the value stands in a document. Where it does not, a QName is read as `{namespace}local`, too.
    fn is_document(&self) -> bool {
        true
    }

    /// Takes note of an `xs:ID`, or of a reference to one: the document judges them, the value has been read whatever
    /// becomes of it. Outside a document there is nothing to judge by.
    fn note(&self, id: IdUse<'_>) {
        let _ = id;
    }

    /// How many notes have been taken.
    fn noted(&self) -> usize {
        0
    }

    /// The member type of a union that the value is to be read as: the one that `xsi:type` names. Without one, they are
    /// tried in order.
    fn member(&self) -> Option<Name> {
        None
    }

    /// Forgets the notes behind the first `noted`: those of a member type that then did not admit the value.
    fn forget(&self, noted: usize) {
        let _ = noted;
    }
}

/// What a value says about the whole document (XSD 1.0 Part 1, section 3.15.5).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum IdUse<'t> {
    /// It is an `xs:ID`.
    Id(&'t str),
    /// It is an `xs:IDREF`.
    Reference(&'t str),
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

    fn is_document(&self) -> bool {
        false
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

    /// Whether the text form depends on the namespaces in scope (QName, NOTATION). The text of such a value is not
    /// known before it is written, so patterns on it are checked when it is read and when it is written, but not
    /// when it is made.
    const SCOPED: bool = false;

    /// Whether its values can say something of the document that they stand in ([`Scope::note`]). For all other types
    /// nothing has to be judged.
    const NOTES: bool = false;

    /// Whether it is `xs:ID` or a restriction of it. An element has one attribute of such a type at most.
    const IS_ID: bool = false;

    /// The names of its member types, when it is a union or a restriction of one. `xsi:type` may name them.
    const MEMBERS: &'static [Name] = &[];

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

    /// Other texts for the same value, likeliest first, for where the canonical one will not do: `08` for 8 under the
    /// pattern `\d{2}`, `1.0` for 1 where a union has a member type before it that reads `1`.
    fn spellings(&self) -> Box<dyn Iterator<Item = String> + '_> {
        Box::new(std::iter::empty())
    }

    /// Says what the value is to `fixed` and to identity constraints: by default a text, as it is written.
    fn identify(&self, out: &mut Identity) {
        out.push_text("string", self);
    }

    /// The name of the member type that `xsi:type` has to name in an element, since every text of the value is read as
    /// one of another member type, which comes before.
    #[doc(hidden)]
    fn member_to_name(&self) -> Option<Name> {
        None
    }

    /// Reads the attributes and the text of an element of this type. [`AnySimpleType`](super::types::AnySimpleType)
    /// alone does more than that.
    ///
    /// # Errors
    /// What the document gets wrong.
    #[doc(hidden)]
    #[inline]
    fn read_element(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        reader.simple()
    }

    /// Writes the attributes and the text of an element of this type.
    ///
    /// # Errors
    /// A rule that the value breaks.
    #[doc(hidden)]
    #[inline]
    fn write_element(&self, writer: &mut Writer) -> Result<(), InvalidValue> {
        writer.value(self)
    }
}
