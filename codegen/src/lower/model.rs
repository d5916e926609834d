//! The language-neutral model that XSD, WSDL and OpenAPI are lowered into.
//!
//! Everything is ordered by names of the contract, never by the order in which files were read.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

pub use crate::read::SoapVersion;
pub use crate::resolve::{BuiltIn, NamespaceConstraint, ProcessContents, QName, Wildcard};

use super::{
    Api, Compound, Declared, Enumeration, List, Object, OneOf, Scalar, Service, Union, ValueConstraint,
};
use crate::place::Place;

/// One version of a service, or a part of it: types, root elements, operations.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Contract {
    /// Every type that is not built in.
    pub types: BTreeMap<TypeKey, Type>,
    /// Global elements, but for abstract ones.
    pub elements: BTreeMap<QName, Element>,
    /// The complex type that a complex type is derived from.
    pub bases: BTreeMap<TypeKey, TypeKey>,
    /// The types that `xsi:type` may name in place of a simple type or of `xs:anyType`, with the named simple type that
    /// each is derived from. Empty where hardly anybody would name one: it costs every contract lines.
    pub named: BTreeMap<TypeKey, Option<TypeRef>>,
    /// Global attributes, which an attribute wildcard may admit.
    pub attributes: BTreeMap<QName, Attribute>,
    /// Services of its WSDLs.
    pub services: BTreeMap<QName, Service>,
    /// What its OpenAPI documents say can be called, by file.
    pub apis: BTreeMap<String, Api>,
    /// Prefixes that the contract's own files use for namespaces: hints for those that we write.
    pub prefixes: BTreeMap<String, String>,
}

/// Identifies a type by names of the contract: its own, or that of its owner and its role there.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TypeKey {
    /// The target namespace.
    pub namespace: String,
    /// From the outermost owner inwards.
    pub path: Vec<Step>,
}

/// A step of a [`TypeKey`].
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Step {
    /// A named type.
    Type(String),
    /// A named group of elements or attributes.
    Group(String),
    /// The anonymous type of a global element, or of an element inside the owner.
    Element(String),
    /// The anonymous type of a global attribute, or of an attribute of the owner.
    Attribute(String),
    /// The anonymous simple type that the owner restricts.
    Base,
    /// The anonymous item type of the owner's list.
    Item,
    /// An anonymous member of the owner's union, from 0.
    Member(u32),
    /// The anonymous simple type of the owner's simple content.
    Content,
    /// The choice among the owner and the types derived from it.
    Derived,
    /// The substitution group of a global element.
    Substitutes(String),
}

impl fmt::Display for TypeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.path.iter().enumerate() {
            if index > 0 {
                f.write_str("/")?;
            }
            match step {
                Step::Type(name) => f.write_str(name)?,
                Step::Group(name) => write!(f, "group {name}")?,
                Step::Element(name) => write!(f, "element {name}")?,
                Step::Attribute(name) => write!(f, "@{name}")?,
                Step::Base => f.write_str("base")?,
                Step::Item => f.write_str("item")?,
                Step::Member(index) => write!(f, "member {index}")?,
                Step::Content => f.write_str("content")?,
                Step::Derived => f.write_str("derived")?,
                Step::Substitutes(name) => write!(f, "substitutes {name}")?,
            }
        }
        Ok(())
    }
}

/// A type.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Type {
    /// Its documentation, one paragraph each.
    pub documentation: Vec<String>,
    /// The file that declares it.
    pub file: String,
    /// Where, for errors.
    pub place: Place,
    /// What it is.
    pub shape: Shape,
}

/// What a type is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Shape {
    /// Attributes and content.
    Record(Record),
    /// A value with facets.
    Scalar(Scalar),
    /// One of a list of texts.
    Enumeration(Enumeration),
    /// A list of values, or a union with facets.
    Compound(Compound),
    /// A value of one of several types.
    Union(Union),
    /// Named members in any order.
    Object(Object),
    /// Exactly one of several types.
    OneOf(OneOf),
    /// Values of a type, one after the other.
    List(List),
    /// A type or one derived from it, as `xsi:type` says.
    AnyOf(AnyOf),
    /// An element or one that stands in for it.
    Substitutes(Substitutes),
}

/// A complex type, or one derived from it: the content of an element that has the type.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AnyOf {
    /// The type itself, unless it is abstract.
    pub own: Option<TypeKey>,
    /// The types that `xsi:type` may name in its place, by name.
    pub derived: Vec<TypeKey>,
}

/// A substitution group.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Substitutes {
    /// The head, unless it is abstract, and then the others by name.
    pub members: Vec<Element>,
}

/// A reference to a type.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum TypeRef {
    /// A built-in type of XSD.
    BuiltIn(BuiltIn),
    /// A type of the contract.
    Type(TypeKey),
}

/// A type with attributes or elements.
#[derive(Clone, Eq, PartialEq)]
pub struct Record {
    /// By name.
    pub attributes: Vec<Attribute>,
    /// The attributes that it may have besides.
    pub any_attribute: Option<Wildcard>,
    /// What stands between its tags.
    pub content: Content,
    /// Character data may stand among its elements. Its content is no value then.
    pub mixed: bool,
}

/// What nothing is said of stays unmentioned: digests of contracts are made from this.
impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Record");
        shown
            .field("attributes", &self.attributes)
            .field("content", &self.content);
        if let Some(wildcard) = &self.any_attribute {
            shown.field("any_attribute", wildcard);
        }
        if self.mixed {
            shown.field("mixed", &self.mixed);
        }
        shown.finish()
    }
}

/// What stands between the tags of a record.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Content {
    /// Nothing.
    Empty,
    /// Text.
    Value(TypeRef),
    /// These, one after the other.
    Sequence(Vec<Particle>),
    /// These, each once at most, in any order.
    All(Vec<Particle>),
}

impl Content {
    /// The elements and groups that it consists of; nothing when it has none.
    #[must_use]
    pub fn particles(&self) -> &[Particle] {
        match self {
            Self::Sequence(particles) | Self::All(particles) => particles,
            Self::Empty | Self::Value(_) => &[],
        }
    }
}

/// An attribute of a record.
#[derive(Clone, Eq, PartialEq)]
pub struct Attribute {
    /// Its name.
    pub name: QName,
    /// Its type.
    pub ty: TypeRef,
    /// It may not be missing.
    pub required: bool,
    /// Its documentation.
    pub documentation: Vec<String>,
    /// `default` or `fixed`.
    pub value: Option<ValueConstraint>,
}

/// What nothing is said of stays unmentioned: digests of contracts are made from this.
impl fmt::Debug for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Attribute");
        shown
            .field("name", &self.name)
            .field("ty", &self.ty)
            .field("required", &self.required)
            .field("documentation", &self.documentation);
        if let Some(value) = &self.value {
            shown.field("value", value);
        }
        shown.finish()
    }
}

/// Something that occurs in content.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Particle {
    /// The least number.
    pub min: u32,
    /// The greatest number; `None` when there is no limit.
    pub max: Option<u32>,
    /// What occurs.
    pub term: Term,
    /// Where it stands.
    pub place: Place,
    /// Its documentation.
    pub documentation: Vec<String>,
}

/// What occurs in content.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Term {
    /// An element.
    Element(Element),
    /// One of these, of which none may be empty. Without any, nothing can stand here.
    Choice(Vec<Particle>),
    /// These, one after the other.
    Sequence(Vec<Particle>),
    /// An element that a wildcard admits.
    Wildcard(Wildcard),
    /// These, each once at most, in any order.
    All(Vec<Particle>),
    /// An element of a substitution group.
    Substitutes(TypeKey),
    /// Elements in an order that one look ahead does not decide.
    Arranged(Arranged),
}

impl Term {
    /// The particles of a group.
    #[must_use]
    pub fn members(&self) -> &[Particle] {
        match self {
            Self::Choice(members) | Self::Sequence(members) | Self::All(members) => members,
            Self::Arranged(arranged) => &arranged.leaves,
            Self::Element(_) | Self::Wildcard(_) | Self::Substitutes(_) => &[],
        }
    }
}

/// Elements held against a content model: in `(a{1,2}, b?){2,3}` an `a` can belong to one round or to the next, so
/// that rounds are no part of the value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Arranged {
    /// Elements, substitution groups and wildcards, each once.
    pub leaves: Vec<Particle>,
    /// How they follow each other.
    pub model: Model,
}

/// A content model over the leaves of an [`Arranged`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Model {
    /// A leaf, by position.
    Leaf(usize),
    /// These, one after the other.
    Sequence(Vec<Model>),
    /// One of these.
    Choice(Vec<Model>),
    /// This, so often.
    Repeat(Box<Model>, u32, Option<u32>),
}

impl Model {
    /// The leaves that it can begin with.
    #[must_use]
    pub fn first(&self) -> BTreeSet<usize> {
        match self {
            Self::Leaf(position) => BTreeSet::from([*position]),
            Self::Choice(alternatives) => alternatives.iter().flat_map(Self::first).collect(),
            Self::Repeat(inner, ..) => inner.first(),
            Self::Sequence(members) => {
                let end = members.iter().position(|member| !member.is_nullable());
                let first = members.iter().take(end.map_or(members.len(), |end| end + 1));
                first.flat_map(Self::first).collect()
            }
        }
    }

    /// Whether nothing at all satisfies it.
    #[must_use]
    pub fn is_nullable(&self) -> bool {
        match self {
            Self::Leaf(_) => false,
            Self::Sequence(members) => members.iter().all(Self::is_nullable),
            Self::Choice(alternatives) => alternatives.iter().any(Self::is_nullable),
            Self::Repeat(inner, min, _) => *min == 0 || inner.is_nullable(),
        }
    }
}

/// An element.
#[derive(Clone, Eq, PartialEq)]
pub struct Element {
    /// Its name.
    pub name: QName,
    /// Its type.
    pub ty: TypeRef,
    /// The file that declares it.
    pub file: String,
    /// Where, for errors.
    pub place: Place,
    /// Its documentation.
    pub documentation: Vec<String>,
    /// What its declaration says beyond that, if it does.
    pub declared: Option<Box<Declared>>,
}

/// What nothing is said of stays unmentioned: digests of contracts are made from this.
impl fmt::Debug for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Element");
        shown
            .field("name", &self.name)
            .field("ty", &self.ty)
            .field("file", &self.file)
            .field("place", &self.place)
            .field("documentation", &self.documentation);
        if let Some(declared) = &self.declared {
            shown.field("declared", declared);
        }
        shown.finish()
    }
}

impl Element {
    /// Whether the two differ in no more than where they stand and how they are described.
    #[must_use]
    pub fn is_declared_like(&self, other: &Self) -> bool {
        let bare = |element: &Self| Self {
            file: String::new(),
            place: Place::default(),
            documentation: Vec::new(),
            ..element.clone()
        };
        bare(self) == bare(other)
    }
}
