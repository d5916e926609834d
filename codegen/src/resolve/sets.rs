//! `block` and `final`, with the defaults of the schema.

use xsd_parser::models::schema::xs;

use super::model::DerivationSet;

/// `#all`.
const ALL: DerivationSet = DerivationSet {
    extension: true,
    restriction: true,
    substitution: true,
    list: true,
    union: true,
};

/// What `block` of an element may hold.
pub(super) const ELEMENT_BLOCK: DerivationSet = DerivationSet {
    list: false,
    union: false,
    ..ALL
};
/// What `block` and `final` of a complex type, and `final` of an element, may hold.
pub(super) const COMPLEX: DerivationSet = DerivationSet {
    substitution: false,
    ..ELEMENT_BLOCK
};
/// What `final` of a simple type may hold.
pub(super) const SIMPLE: DerivationSet = DerivationSet {
    extension: false,
    restriction: true,
    substitution: false,
    list: true,
    union: true,
};

impl DerivationSet {
    fn from_items(items: &[xs::DerivationControlType]) -> Self {
        let mut set = Self::default();
        for item in items {
            match item {
                xs::DerivationControlType::Substitution => set.substitution = true,
                xs::DerivationControlType::Extension => set.extension = true,
                xs::DerivationControlType::Restriction => set.restriction = true,
                xs::DerivationControlType::List => set.list = true,
                xs::DerivationControlType::Union => set.union = true,
            }
        }
        set
    }

    fn and(self, other: Self) -> Self {
        Self {
            extension: self.extension && other.extension,
            restriction: self.restriction && other.restriction,
            substitution: self.substitution && other.substitution,
            list: self.list && other.list,
            union: self.union && other.union,
        }
    }
}

/// `block` of an element.
pub(super) fn element_block(own: Option<&xs::BlockSetType>, schema: &xs::Schema) -> DerivationSet {
    block(own.unwrap_or(&schema.block_default)).and(ELEMENT_BLOCK)
}

/// `final` of an element.
pub(super) fn element_final(own: Option<&xs::DerivationSetType>, schema: &xs::Schema) -> DerivationSet {
    own.map_or_else(|| full(&schema.final_default), derivations)
        .and(COMPLEX)
}

/// `block` of a complex type.
pub(super) fn complex_block(own: Option<&xs::DerivationSetType>, schema: &xs::Schema) -> DerivationSet {
    own.map_or_else(|| block(&schema.block_default), derivations)
        .and(COMPLEX)
}

/// `final` of a complex type.
pub(super) fn complex_final(own: Option<&xs::DerivationSetType>, schema: &xs::Schema) -> DerivationSet {
    own.map_or_else(|| full(&schema.final_default), derivations)
        .and(COMPLEX)
}

/// `final` of a simple type.
pub(super) fn simple_final(own: Option<&xs::SimpleDerivationSetType>, schema: &xs::Schema) -> DerivationSet {
    let own = own.map(|own| match own {
        xs::SimpleDerivationSetType::All => ALL,
        xs::SimpleDerivationSetType::BlockSetItemList(items) => DerivationSet::from_items(&items.0),
    });
    own.unwrap_or_else(|| full(&schema.final_default)).and(SIMPLE)
}

fn block(set: &xs::BlockSetType) -> DerivationSet {
    match set {
        xs::BlockSetType::All => ALL,
        xs::BlockSetType::BlockSetItemList(items) => DerivationSet::from_items(&items.0),
    }
}

fn full(set: &xs::FullDerivationSetType) -> DerivationSet {
    match set {
        xs::FullDerivationSetType::All => ALL,
        xs::FullDerivationSetType::BlockSetItemList(items) => DerivationSet::from_items(&items.0),
    }
}

fn derivations(set: &xs::DerivationSetType) -> DerivationSet {
    match set {
        xs::DerivationSetType::All => ALL,
        xs::DerivationSetType::BlockSetItemList(items) => DerivationSet::from_items(&items.0),
    }
}
