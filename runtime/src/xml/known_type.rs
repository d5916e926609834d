//! The types of a contract that `xsi:type` may name where no table of the declared type says so: in place of a simple
//! type, and of `xs:anyType` (XSD 1.0 Part 1, section 3.14.6, Type Derivation OK (Simple)).

use std::iter::successors;

use super::built_in::BUILT_IN;
use super::reader::Reader;
use super::{Content, Name, ReadError, WhiteSpace, XSD};

/// Reads attributes and content of the element at hand, and keeps nothing of it.
pub(super) type Check = fn(&mut Reader<'_>) -> Result<(), ReadError>;

/// A named type of a contract.
///
/// An element that `xsi:type` gives such a type in place of a simple one is held against it, and then read as what it
/// is declared to be, which every value of a derived type is: a restriction takes values away and changes none. All that it
/// can change is what white space means, so that of the type named is applied first; and a member type of a union says
/// which of the union's values a text is. What is written has the declared type, and no `xsi:type` unless only that tells
/// which member type is meant: the value is the same, and valid. Attributes, which a complex type with simple content may add, could not be kept,
/// and are refused.
#[derive(Clone, Copy, Debug)]
pub struct KnownType {
    pub(super) name: Name,
    pub(super) base: Option<Name>,
    pub(super) check: Check,
    /// The white space rule of a simple type.
    text: Option<WhiteSpace>,
}

impl KnownType {
    /// The type `T`.
    #[must_use]
    pub const fn of<T: Content>() -> Self {
        Self {
            name: T::TYPE,
            base: None,
            check: |reader| T::read(reader).map(drop),
            text: T::TEXT,
        }
    }

    /// The built-in type `name`, derived from `base`, whose values are those of `T`.
    pub(super) const fn named<T: Content>(name: Name, base: Name) -> Self {
        Self {
            name,
            base: Some(base),
            ..Self::of::<T>()
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

/// The type of that name, of XSD or of the contract.
pub(super) fn find(types: &'static [KnownType], uri: &str, local: &str) -> Option<&'static KnownType> {
    let is_it = |known: &&KnownType| known.name.1 == local && known.name.0.uri == uri;
    let types = if uri == XSD.uri { BUILT_IN } else { types };
    types.iter().find(is_it)
}

/// The simple types that `known` is derived from, nearest first. They end, because schemas with circles are refused.
fn bases(types: &'static [KnownType], known: &KnownType) -> impl Iterator<Item = Name> {
    successors(known.base, move |base| find(types, base.0.uri, base.1)?.base)
}

/// Whether a type is derived from the simple type `declared`.
pub(super) fn is_below(types: &'static [KnownType], known: &KnownType, declared: &Name) -> bool {
    bases(types, known).any(|base| (base.0.uri, base.1) == (declared.0.uri, declared.1))
}

/// The white space rule of a type derived from a simple one: its own, or that of the nearest of those.
pub(super) fn white_space(types: &'static [KnownType], known: &KnownType) -> WhiteSpace {
    let mut inherited = bases(types, known).filter_map(|base| find(types, base.0.uri, base.1)?.text);
    let found = known.text.or_else(|| inherited.next());
    found.unwrap_or(WhiteSpace::Preserve)
}

/// The built-in type that the type `name` is derived from; an empty name when that is not known.
pub(super) fn built_in_of(types: &'static [KnownType], name: &Name) -> &'static str {
    let is_built_in = |name: &Name| name.0.uri == XSD.uri;
    let known = find(types, name.0.uri, name.1);
    let bases = known.into_iter().flat_map(|known| bases(types, known));
    let found = std::iter::once(*name).chain(bases).find(is_built_in);
    found.map_or("", |name| name.1)
}
