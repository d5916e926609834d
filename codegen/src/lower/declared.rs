//! What declarations of elements and attributes say beyond name and type.

use super::{Element, QName, TypeKey};

/// What the declaration of an element says beyond its name and type.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Declared {
    /// `default` or `fixed`.
    pub value: Option<ValueConstraint>,
    /// It may be nil.
    pub nillable: bool,
    /// Its identity constraints.
    pub keys: Vec<Key>,
    /// Types derived from its own that `xsi:type` may not name here.
    pub blocked: Vec<TypeKey>,
    /// No type may stand in that restricts it, though there are such without being named in `blocked`: built-in types, and
    /// the member types of a union.
    pub unrestricted: bool,
}

impl Element {
    /// Whether it may be nil.
    #[must_use]
    pub fn is_nillable(&self) -> bool {
        self.declared.as_ref().is_some_and(|declared| declared.nillable)
    }

    /// Its default or fixed value.
    #[must_use]
    pub fn value(&self) -> Option<&ValueConstraint> {
        self.declared.as_ref()?.value.as_ref()
    }
}

/// `default` or `fixed`, a value of the type.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ValueConstraint {
    /// `fixed`, else `default`.
    pub fixed: bool,
    /// The text.
    pub text: String,
    /// The prefixes that the text may refer to, with their namespaces, by prefix.
    pub prefixes: Vec<(String, String)>,
}

/// An identity constraint.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Key {
    /// Its name.
    pub name: QName,
    /// What it demands.
    pub kind: KeyKind,
    /// What it selects.
    pub selector: Vec<XPath>,
    /// What it compares: alternatives, field by field.
    pub fields: Vec<Vec<XPath>>,
}

/// What an identity constraint demands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum KeyKind {
    /// No two are the same.
    Unique,
    /// The same, and none lacks a field.
    Key,
    /// Each is one that the constraint named has.
    KeyRef(QName),
}

/// One alternative of a selector or field.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct XPath {
    /// It begins with `.//`.
    pub anywhere: bool,
    /// The children that it goes through.
    pub steps: Vec<NameTest>,
    /// The attribute that it ends with.
    pub attribute: Option<NameTest>,
}

/// A name test of an [`XPath`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NameTest {
    /// `*`
    Any,
    /// `p:*`, by the namespace of the prefix.
    Namespace(String),
    /// A name.
    Name(QName),
}
