//! The types of a contract that `xsi:type` may name where no table of the declared type says so: in place of a simple
//! type, and of `xs:anyType` (XSD 1.0 Part 1, section 3.14.6, Type Derivation OK (Simple)).

use super::instance_type::{Check, built_in};
use super::{Content, Name, XSD};

/// A named type of a contract.
///
/// An element that `xsi:type` gives such a type in place of a simple one is held against it, and then read as what it
/// is declared to be, which every value of a derived type is. What is written has the declared type and no `xsi:type`:
/// the value is the same, and valid. Attributes, which a complex type with simple content may add, could not be kept,
/// and are refused.
#[derive(Clone, Copy, Debug)]
pub struct KnownType {
    pub(super) name: Name,
    pub(super) base: Option<Name>,
    pub(super) check: Check,
}

impl KnownType {
    /// The type `T`.
    #[must_use]
    pub const fn of<T: Content>() -> Self {
        Self {
            name: T::TYPE,
            base: None,
            check: |reader| T::read(reader).map(drop),
        }
    }

    /// The same, derived from the simple type `B`, which has a name.
    #[must_use]
    pub const fn below<B: Content>(self) -> Self {
        Self {
            base: Some(B::TYPE),
            ..self
        }
    }
}

/// The type of that name.
pub(super) fn find(types: &'static [KnownType], uri: &str, local: &str) -> Option<&'static KnownType> {
    let is_it = |known: &&KnownType| known.name.1 == local && known.name.0.uri == uri;
    types.iter().find(is_it)
}

/// What reads a value of the type of that name, if that is derived from the simple type `declared`.
pub(super) fn below(types: &'static [KnownType], uri: &str, local: &str, declared: &Name) -> Option<Check> {
    let known = find(types, uri, local)?;
    let mut current = known;
    // A chain of bases ends, because schemas with circles are refused.
    loop {
        let base = current.base?;
        if (base.0.uri, base.1) == (declared.0.uri, declared.1) {
            return Some(known.check);
        }
        if base.0.uri == XSD.uri {
            let is_any = declared.1 == "anySimpleType";
            let is_below = declared.0.uri == XSD.uri && (is_any || built_in(base.1, declared.1).is_some());
            return is_below.then_some(known.check);
        }
        current = find(types, base.0.uri, base.1)?;
    }
}

/// The built-in type that the type `name` is derived from; an empty name when that is not known.
pub(super) fn built_in_of(types: &'static [KnownType], name: &Name) -> &'static str {
    let mut current = *name;
    while current.0.uri != XSD.uri {
        match find(types, current.0.uri, current.1).and_then(|known| known.base) {
            Some(base) => current = base,
            None => return "",
        }
    }
    current.1
}
