//! What declarations say, as statics.

use super::{Item, Module, WireName};
use crate::lower::ValueConstraint;

/// A static for what a declaration says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DeclarationStatic {
    /// The static.
    pub ident: String,
    /// What it says.
    pub said: Said,
}

impl Module {
    /// The type that the root element of an item is read as: the item, or what holds that it is nil, too.
    #[must_use]
    pub fn root_type(&self, item: &Item, path: &str) -> String {
        let says_so = |known: &&DeclarationStatic| {
            let is_nillable = matches!(&known.said, Said::Element(declared) if declared.nillable);
            is_nillable && item.declared.as_ref() == Some(&known.ident)
        };
        match self.declarations.iter().find(says_so) {
            Some(_) => format!("fk_runtime::xml::Nillable<{path}>"),
            None => path.to_owned(),
        }
    }
}

/// What a declaration says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Said {
    /// Of an attribute.
    Attribute(ValueConstraint),
    /// Of an element.
    Element(Declared),
}

/// What the declaration of an element says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Declared {
    /// `default` or `fixed`.
    pub value: Option<ValueConstraint>,
    /// It may be nil.
    pub nillable: bool,
    /// Its identity constraints.
    pub keys: Vec<Key>,
    /// Types that `xsi:type` may not name.
    pub blocked: Vec<WireName>,
    /// Nor may it name a built-in type, or a member type of a union, that restricts the declared one.
    pub unrestricted: bool,
}

/// An identity constraint.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Key {
    /// Its name.
    pub name: WireName,
    /// What it demands.
    pub kind: KeyKind,
    /// What it selects.
    pub selector: Vec<XPath>,
    /// What it compares.
    pub fields: Vec<Vec<XPath>>,
}

/// What an identity constraint demands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum KeyKind {
    /// `unique`
    Unique,
    /// `key`
    Key,
    /// `keyref`, with what it refers to.
    KeyRef(WireName),
}

/// An alternative of a selector or field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct XPath {
    /// It begins with `.//`.
    pub anywhere: bool,
    /// Its steps.
    pub steps: Vec<NameTest>,
    /// The attribute that it ends with.
    pub attribute: Option<NameTest>,
}

/// A name test.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NameTest {
    /// `*`
    Any,
    /// `p:*`
    Namespace(String),
    /// A name.
    Name(WireName),
}
