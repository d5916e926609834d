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
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct ValueConstraint {
    /// `fixed`, else `default`.
    pub fixed: bool,
    /// The text.
    pub text: String,
    /// The prefixes that the text may refer to, with their namespaces, by prefix.
    pub prefixes: Vec<(String, String)>,
}

/// An identity constraint, with names of a contract or as they stand in Rust.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Key<N = QName> {
    /// Its name.
    pub name: N,
    /// What it demands.
    pub kind: KeyKind<N>,
    /// What it selects.
    pub selector: Vec<XPath<N>>,
    /// What it compares: alternatives, field by field.
    pub fields: Vec<Vec<XPath<N>>>,
}

/// What an identity constraint demands.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum KeyKind<N = QName> {
    /// No two are the same.
    Unique,
    /// The same, and none lacks a field.
    Key,
    /// Each is one that the constraint named has.
    KeyRef(N),
}

/// One alternative of a selector or field.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct XPath<N = QName> {
    /// It begins with `.//`.
    pub anywhere: bool,
    /// The children that it goes through.
    pub steps: Vec<NameTest<N>>,
    /// The attribute that it ends with.
    pub attribute: Option<NameTest<N>>,
}

/// A name test of an [`XPath`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum NameTest<N = QName> {
    /// `*`
    Any,
    /// `p:*`, by the namespace of the prefix.
    Namespace(String),
    /// A name.
    Name(N),
}

impl<N> Key<N> {
    /// The same with other names.
    pub fn renamed<M>(&self, rename: &mut impl FnMut(&N) -> M) -> Key<M> {
        Key {
            name: rename(&self.name),
            kind: match &self.kind {
                KeyKind::Unique => KeyKind::Unique,
                KeyKind::Key => KeyKind::Key,
                KeyKind::KeyRef(refer) => KeyKind::KeyRef(rename(refer)),
            },
            selector: self.selector.iter().map(|path| path.renamed(rename)).collect(),
            fields: self
                .fields
                .iter()
                .map(|field| field.iter().map(|path| path.renamed(rename)).collect())
                .collect(),
        }
    }
}

impl<N> XPath<N> {
    fn renamed<M>(&self, rename: &mut impl FnMut(&N) -> M) -> XPath<M> {
        XPath {
            anywhere: self.anywhere,
            steps: self.steps.iter().map(|step| step.renamed(rename)).collect(),
            attribute: self.attribute.as_ref().map(|test| test.renamed(rename)),
        }
    }
}

impl<N> NameTest<N> {
    fn renamed<M>(&self, rename: &mut impl FnMut(&N) -> M) -> NameTest<M> {
        match self {
            Self::Any => NameTest::Any,
            Self::Namespace(uri) => NameTest::Namespace(uri.clone()),
            Self::Name(name) => NameTest::Name(rename(name)),
        }
    }
}

/// `.`, before anything is added.
impl<N> Default for XPath<N> {
    fn default() -> Self {
        Self {
            anywhere: false,
            steps: Vec::new(),
            attribute: None,
        }
    }
}
