//! Types, simple and complex.

use std::collections::BTreeMap;

use super::{AttributeId, AttributeUse, Documentation, ElementId, Origin, Particle, QName, TypeId, Wildcard};
use crate::place::Place;

/// A built-in type of XSD 1.0 (Part 2, section 3), all 44 and the two ur-types.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[allow(missing_docs, reason = "the names are those of the specification")]
pub enum BuiltIn {
    AnyType,
    AnySimpleType,
    String,
    Boolean,
    Decimal,
    Float,
    Double,
    Duration,
    DateTime,
    Time,
    Date,
    GYearMonth,
    GYear,
    GMonthDay,
    GDay,
    GMonth,
    HexBinary,
    Base64Binary,
    AnyUri,
    QName,
    Notation,
    NormalizedString,
    Token,
    Language,
    NmToken,
    NmTokens,
    Name,
    NcName,
    Id,
    IdRef,
    IdRefs,
    Entity,
    Entities,
    Integer,
    NonPositiveInteger,
    NegativeInteger,
    Long,
    Int,
    Short,
    Byte,
    NonNegativeInteger,
    UnsignedLong,
    UnsignedInt,
    UnsignedShort,
    UnsignedByte,
    PositiveInteger,
    /// A clock time to the minute: a format of JSON, which no schema of XSD can name.
    HourMinute,
}

/// A reference to a type, resolved.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum TypeRef {
    /// A built-in type.
    BuiltIn(BuiltIn),
    /// A type of the schemas.
    Defined(TypeId),
}

/// A simple or complex type.
#[derive(Clone, Debug)]
pub struct TypeDefinition {
    /// The name; `None` for an anonymous type.
    pub name: Option<QName>,
    /// For an anonymous type: who owns it. Names of anonymous types are made from this.
    pub owner: Option<TypeOwner>,
    /// Where it was declared.
    pub origin: Origin,
    /// Its documentation.
    pub documentation: Documentation,
    /// What it is.
    pub kind: TypeKind,
}

/// The component that an anonymous type is written inside.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum TypeOwner {
    /// The type of this element.
    Element(ElementId),
    /// The type of this attribute.
    Attribute(AttributeId),
    /// A step of another type: the base of a restriction, the item of a list, member `n` of a union.
    Type {
        /// The type that it stands in.
        id: TypeId,
        /// What it is there.
        role: TypeRole,
    },
}

/// What an anonymous type is to the type that it stands in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TypeRole {
    /// The base of its restriction.
    Base,
    /// The item of its list.
    Item,
    /// A member of its union, by position from 0.
    Member(u32),
    /// The simple type of its simple content.
    Content,
}

/// What a type is.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// A simple type.
    Simple(SimpleType),
    /// A complex type.
    Complex(Box<ComplexType>),
}

/// A simple type definition (Part 1, section 3.14).
#[derive(Clone, Debug)]
pub struct SimpleType {
    /// What it is derived from (`xs:anySimpleType` for a list or union).
    pub base: TypeRef,
    /// Atomic, list or union.
    pub variety: Variety,
    /// The facets of this derivation step alone; the base's come before them.
    pub facets: Facets,
    /// Derivations that `final` rules out.
    pub final_: DerivationSet,
}

/// The variety of a simple type.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Variety {
    /// One value of a primitive type; the built-in type that the chain of restrictions ends in.
    Atomic(BuiltIn),
    /// A list of items separated by white space.
    List(TypeRef),
    /// One of several member types, tried in order.
    Union(Vec<TypeRef>),
}

/// The constraining facets of one derivation step (Part 2, section 4.3). Values are as written.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Facets {
    /// `pattern`: alternatives, of which one must match.
    pub patterns: Vec<FacetValue>,
    /// `enumeration`.
    pub enumeration: Vec<FacetValue>,
    /// The others, each at most once, in the order of [`FacetKind`].
    pub limits: BTreeMap<FacetKind, FacetValue>,
}

/// A facet with one value per step.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[allow(missing_docs, reason = "the names are those of the specification")]
pub enum FacetKind {
    WhiteSpace,
    Length,
    MinLength,
    MaxLength,
    MinInclusive,
    MinExclusive,
    MaxInclusive,
    MaxExclusive,
    TotalDigits,
    FractionDigits,
}

/// The value of a facet, as written in the schema.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FacetValue {
    /// The text of `value`.
    pub text: String,
    /// `fixed`: derived types may not change it.
    pub fixed: bool,
    /// For a value of type QName or NOTATION: prefixes in scope, prefix → namespace.
    pub prefixes: BTreeMap<String, String>,
    /// Its documentation.
    pub documentation: Documentation,
    /// Where it stands.
    pub place: Place,
}

/// A complex type definition (Part 1, section 3.4).
#[derive(Clone, Debug)]
pub struct ComplexType {
    /// What it is derived from (`xs:anyType` when nothing is said).
    pub base: TypeRef,
    /// How.
    pub derivation: Derivation,
    /// No element may have this very type.
    pub abstract_: bool,
    /// Derivations that `block` rules out in a document.
    pub block: DerivationSet,
    /// Derivations that `final` rules out.
    pub final_: DerivationSet,
    /// All attribute uses in force, inherited ones and those of attribute groups included, by name.
    pub attributes: Vec<AttributeUse>,
    /// The attribute wildcard in force.
    pub any_attribute: Option<Wildcard>,
    /// The content in force, what an extension inherits included.
    pub content: Content,
}

/// How a complex type is derived.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Derivation {
    /// By restriction.
    Restriction,
    /// By extension.
    Extension,
}

/// A set of derivation methods, from `block` and `final` (defaults of the schema applied).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct DerivationSet {
    /// `extension`
    pub extension: bool,
    /// `restriction`
    pub restriction: bool,
    /// `substitution`
    pub substitution: bool,
    /// `list`
    pub list: bool,
    /// `union`
    pub union: bool,
}

/// The content of a complex type.
#[derive(Clone, Debug)]
pub enum Content {
    /// Nothing, not even white space.
    Empty,
    /// Text of a simple type.
    Simple(TypeRef),
    /// Elements, with white space between them.
    ElementOnly(Particle),
    /// Elements with text between them; `None`: text alone.
    Mixed(Option<Particle>),
}

impl Content {
    /// The elements that it consists of, if any.
    #[must_use]
    pub fn particle(&self) -> Option<&Particle> {
        match self {
            Self::ElementOnly(particle) | Self::Mixed(Some(particle)) => Some(particle),
            Self::Empty | Self::Simple(_) | Self::Mixed(None) => None,
        }
    }
}
