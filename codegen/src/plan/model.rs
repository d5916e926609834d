//! The Rust that will be written: modules, items and fields with their final names.

use super::{
    Calls, DeclarationStatic, Enumeration, Flow, List, MemberForm, Object, OneOf, Restriction, Signing,
    Stubs, Union,
};

/// A module: one source file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Module {
    /// Its name.
    pub name: String,
    /// The contract files that it is made from.
    pub files: Vec<String>,
    /// Paragraphs of documentation.
    pub documentation: Vec<String>,
    /// Constants for namespaces.
    pub namespaces: Vec<NamespaceConst>,
    /// Statics for wildcards.
    pub wildcards: Vec<WildcardStatic>,
    /// Statics for attribute wildcards.
    pub attribute_wildcards: Vec<AttributeWildcardStatic>,
    /// What is known of what stands in elements of `xs:anyType`, where there are such elements.
    pub anything: Option<Anything>,
    /// Statics for what declarations say.
    pub declarations: Vec<DeclarationStatic>,
    /// What it declares, in the order of the contract.
    pub items: Vec<Item>,
    /// What its WSDLs say.
    pub stubs: Stubs,
    /// What its OpenAPI documents say can be called.
    pub calls: Calls,
    /// What those calls are for.
    pub flow: Option<Flow>,
    /// What is said of signatures.
    pub signing: Signing,
}

impl Module {
    /// The namespace name of a name on the wire; empty for none.
    #[must_use]
    pub fn namespace_of(&self, wire: &WireName) -> &str {
        let ident = wire.namespace.as_ref();
        let mut namespaces = self.namespaces.iter();
        let found = namespaces.find(|namespace| Some(&namespace.ident) == ident);
        found.map_or("", |namespace| &namespace.uri)
    }
}

/// `const NS: xml::Namespace`
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NamespaceConst {
    /// The constant.
    pub ident: String,
    /// The namespace name.
    pub uri: String,
    /// The prefix to write with.
    pub prefix: String,
}

/// A name on the wire: a namespace constant and a local part.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct WireName {
    /// The constant; `None` for no namespace.
    pub namespace: Option<String>,
    /// The local part.
    pub local: String,
}

/// `static ANY: xml::Wildcard`
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct WildcardStatic {
    /// The static.
    pub ident: String,
    /// The wildcard.
    pub wildcard: crate::resolve::Wildcard,
    /// Types of root elements whose declarations it knows.
    pub known: Vec<String>,
}

/// `static OVRIGA_ATTRIBUT: xml::AttributeWildcard`
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AttributeWildcardStatic {
    /// The static.
    pub ident: String,
    /// The wildcard.
    pub wildcard: crate::resolve::Wildcard,
    /// The global attributes whose declarations it knows.
    pub known: Vec<KnownAttribute>,
}

/// `static ALLT: xml::Anything`
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Anything {
    /// Types of root elements.
    pub elements: Vec<String>,
    /// Global attributes.
    pub attributes: Vec<KnownAttribute>,
    /// Types that `xsi:type` may name, each with the simple type that it is derived from.
    pub types: Vec<(String, Option<String>)>,
}

/// A global attribute that a wildcard knows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KnownAttribute {
    /// Its name.
    pub wire: WireName,
    /// Its Rust type.
    pub ty: String,
    /// Its fixed value.
    pub fixed: Option<crate::lower::ValueConstraint>,
    /// It is an ID, as is an attribute of the type whose wildcard knows it.
    pub beside_id: bool,
}

/// What a module declares.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Item {
    /// Its name.
    pub ident: String,
    /// Paragraphs of documentation.
    pub documentation: Vec<String>,
    /// The root element that it is the content of.
    pub root: Option<WireName>,
    /// The static of what that element's declaration says.
    pub declared: Option<String>,
    /// What it is.
    pub kind: ItemKind,
}

impl Item {
    /// The name of the type that it is of its own, as `xsi:type` has it: nothing for an anonymous type, for what is no
    /// type on the wire, and for a choice among types.
    #[must_use]
    pub fn type_name(&self) -> Option<&WireName> {
        let wire = match &self.kind {
            ItemKind::Record(record) => &record.wire,
            ItemKind::Restriction(restriction) => &restriction.wire,
            ItemKind::Enumeration(enumeration) => &enumeration.wire,
            ItemKind::Union(union) => &union.wire,
            _ => return None,
        };
        (!wire.local.is_empty()).then_some(wire)
    }
}

/// What an item is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ItemKind {
    /// A struct with attributes and content.
    Record(Record),
    /// A struct for a sequence with no element around it.
    Sequence(Group<Field>),
    /// An enum for a choice.
    Choice(Group<Variant>),
    /// A struct for an `all` with no element around it.
    All(Group<Field>),
    /// An enum for one of the elements that a model arranges.
    Arranged(Arranged),
    /// An enum for a type or one derived from it.
    AnyOf(AnyOf),
    /// A newtype with facets.
    Restriction(Restriction),
    /// An enum of texts.
    Enumeration(Enumeration),
    /// An enum for one of several simple types.
    Union(Union),
    /// A newtype that gives a shared type a root element's name.
    Root(RootNewtype),
    /// A struct for an object of JSON.
    Object(Object),
    /// An enum for one of several types.
    OneOf(OneOf),
    /// A newtype for a list.
    List(List),
}

impl ItemKind {
    /// Whether it is JSON alone that has such types.
    #[must_use]
    pub const fn is_json(&self) -> bool {
        matches!(self, Self::Object(_) | Self::OneOf(_) | Self::List(_))
    }
}

/// A struct.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Record {
    /// The type's name on the wire; an empty local part when it is anonymous.
    pub wire: WireName,
    /// Attributes first, then content.
    pub fields: Vec<Field>,
    /// The content is empty: not even white space may stand there.
    pub empty: bool,
    /// It has attributes, and elements of it may be nil.
    pub nillable: bool,
    /// In which order its elements stand.
    pub order: Order,
}

/// In which order elements stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Order {
    /// That of the fields.
    Given,
    /// Any: `xs:all`.
    Any,
}

/// One of the elements that a model arranges.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Arranged {
    /// The elements, each of which begins with one [`First`] alone.
    pub leaves: Group<Variant>,
    /// How they follow each other.
    pub model: crate::lower::Model,
}

/// A type or one derived from it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AnyOf {
    /// The type's name on the wire.
    pub wire: WireName,
    /// Name of the variant and path of the type itself, unless it is abstract.
    pub own: Option<(String, String)>,
    /// Names of variants and paths of the types that `xsi:type` may name in its place.
    pub derived: Vec<(String, String)>,
    /// Elements of it may be nil.
    pub nillable: bool,
}

/// A choice or sequence.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Group<T> {
    /// Fields or alternatives.
    pub members: Vec<T>,
    /// What it can begin with.
    pub first: Vec<First>,
}

/// What a group can begin with.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum First {
    /// An element.
    Element(WireName),
    /// What a wildcard admits: the static.
    Any(String),
    /// What another group can begin with: its enum.
    Group(String),
}

/// A field of a struct.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Field {
    /// Its name.
    pub ident: String,
    /// Paragraphs of documentation.
    pub documentation: Vec<String>,
    /// The name in paths of errors.
    pub segment: String,
    /// What is read and written.
    pub part: Part,
    /// Masked in `Debug`.
    pub personal: bool,
}

/// Something read and written at one place of a document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Part {
    /// How it stands there.
    pub form: Form,
    /// Its Rust type, without `Option`, `Vec` and `Box`.
    pub ty: String,
    /// How often.
    pub occurs: Occurs,
    /// It is part of a cycle of types, or large.
    pub boxed: bool,
    /// The static of what its declaration says.
    pub declared: Option<String>,
}

/// How a part stands in a document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Form {
    /// An attribute.
    Attribute(WireName),
    /// The text of the element.
    Value,
    /// An element.
    Element(WireName),
    /// A group.
    Group,
    /// Elements that a model arranges.
    Arranged,
    /// What a wildcard admits: the static.
    Any(String),
    /// A member of an object.
    Member(MemberForm),
    /// What an object holds besides its members.
    Others,
    /// The attributes that an attribute wildcard admits.
    AnyAttributes {
        /// The static of the wildcard.
        wildcard: String,
        /// The attributes that have fields of their own.
        declared: Vec<WireName>,
    },
    /// The character data of mixed content.
    MixedText,
}

/// How often a part occurs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Occurs {
    /// Exactly once.
    One,
    /// Once or not at all.
    Optional,
    /// Repeatedly.
    Many {
        /// The least number.
        min: u32,
        /// The greatest number.
        max: Option<u32>,
    },
}

impl Occurs {
    /// Whether it cannot be left out.
    #[must_use]
    pub const fn is_required(self) -> bool {
        match self {
            Self::One => true,
            Self::Optional => false,
            Self::Many { min, .. } => min > 0,
        }
    }
}

/// An alternative of a choice.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Variant {
    /// Its name.
    pub ident: String,
    /// Paragraphs of documentation.
    pub documentation: Vec<String>,
    /// What is read and written.
    pub part: Part,
    /// The one value of its type, when it has only one: then the alternative carries nothing.
    pub constant: Option<String>,
    /// Masked in `Debug`.
    pub personal: bool,
    /// How many of the group's [`First`] are its own.
    pub firsts: usize,
}

/// A newtype that gives a shared type a root element's name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RootNewtype {
    /// The type's name on the wire.
    pub wire: WireName,
    /// The type's Rust name.
    pub inner: String,
    /// The type is simple: read as a value.
    pub personal: bool,
    /// Other types may stand in for it.
    pub derived: bool,
    /// The element may be nil.
    pub nillable: bool,
}
