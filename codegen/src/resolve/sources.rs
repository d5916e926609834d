//! Every component as it is written.

use std::collections::BTreeMap;

use xsd_parser::models::schema::xs;

use super::instances::At;
use super::model::{AttributeId, ElementId, QName, Scope, TypeId, TypeOwner};

/// A type as written.
#[derive(Clone, Copy, Debug)]
pub(super) enum TypeItem<'a> {
    Simple(&'a xs::SimpleBaseType),
    Complex(&'a xs::ComplexBaseType),
    /// The simple type that a restriction of simple content with facets makes.
    Content(&'a xs::RestrictionType),
}

#[derive(Debug)]
pub(super) struct TypeSource<'a> {
    pub(super) at: At,
    pub(super) item: TypeItem<'a>,
    pub(super) name: Option<QName>,
    pub(super) owner: Option<TypeOwner>,
    /// The type that this one redefines.
    pub(super) original: Option<TypeId>,
}

#[derive(Debug)]
pub(super) struct ElementSource<'a> {
    pub(super) at: At,
    pub(super) item: &'a xs::ElementType,
    pub(super) scope: Scope,
}

#[derive(Debug)]
pub(super) struct AttributeSource<'a> {
    pub(super) at: At,
    pub(super) item: &'a xs::AttributeInnerType,
    pub(super) scope: Scope,
}

/// A named group or attribute group.
#[derive(Debug)]
pub(super) struct GroupSource<'a, T> {
    pub(super) at: At,
    pub(super) item: &'a T,
    pub(super) name: QName,
    /// The group that this one redefines.
    pub(super) original: Option<usize>,
}

/// A global component.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Component {
    Type(TypeId),
    Element(ElementId),
    Attribute(AttributeId),
    Group(usize),
    AttributeGroup(usize),
    Notation(usize),
}

#[derive(Debug)]
pub(super) struct Global {
    pub(super) component: Component,
    pub(super) name: QName,
    pub(super) at: At,
    /// Written in an `xs:redefine`.
    pub(super) redefines: bool,
}

/// All components as written.
#[derive(Debug, Default)]
pub(super) struct Sources<'a> {
    pub(super) types: Vec<TypeSource<'a>>,
    pub(super) elements: Vec<ElementSource<'a>>,
    pub(super) attributes: Vec<AttributeSource<'a>>,
    pub(super) groups: Vec<GroupSource<'a, xs::GroupType>>,
    pub(super) attribute_groups: Vec<GroupSource<'a, xs::AttributeGroupType>>,
    pub(super) notations: Vec<(At, &'a xs::Notation)>,
    pub(super) globals: Vec<Global>,
    pub(super) type_at: BTreeMap<At, TypeId>,
    pub(super) element_at: BTreeMap<At, ElementId>,
    pub(super) attribute_at: BTreeMap<At, AttributeId>,
}
