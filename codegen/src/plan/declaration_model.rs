//! What declarations say, as statics.

use super::{Item, Module, WireName};
use crate::lower::{Key, ValueConstraint};

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
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Said {
    /// Of an attribute.
    Attribute(ValueConstraint),
    /// Of an element.
    Element(Declared),
}

/// What the declaration of an element says.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Declared {
    /// `default` or `fixed`.
    pub value: Option<ValueConstraint>,
    /// It may be nil.
    pub nillable: bool,
    /// Its identity constraints.
    pub keys: Vec<Key<WireName>>,
    /// Types that `xsi:type` may not name.
    pub blocked: Vec<WireName>,
    /// Nor may it name a built-in type, or a member type of a union, that restricts the declared one.
    pub unrestricted: bool,
}
