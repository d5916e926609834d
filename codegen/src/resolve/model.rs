//! The resolved component model of XSD 1.0 (Part 1, sections 2.2 and 3).
//!
//! Components live in arenas and refer to each other by id, so circular types are no problem. Effective
//! content (after extension, group references and attribute groups) is worked out by resolve.

use std::collections::BTreeMap;

use crate::place::Place;

/// An expanded name. The namespace is empty for a name in no namespace.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct QName {
    /// The namespace name.
    pub namespace: String,
    /// The local part.
    pub local: String,
}

/// Index into [`SchemaSet::types`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TypeId(pub u32);

/// Index into [`SchemaSet::elements`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ElementId(pub u32);

/// Index into [`SchemaSet::attributes`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AttributeId(pub u32);

/// All components of one or several schema documents.
#[derive(Clone, Debug, Default)]
pub struct SchemaSet {
    /// The files read, in an order that does not depend on the order in which they were named (by path).
    pub files: Vec<SchemaFile>,
    /// Every type, global and anonymous, in an order that depends on the contract alone.
    pub types: Vec<TypeDefinition>,
    /// Every element declaration, global and local.
    pub elements: Vec<ElementDeclaration>,
    /// Every attribute declaration, global and local.
    pub attributes: Vec<AttributeDeclaration>,
    /// Global types by name.
    pub global_types: BTreeMap<QName, TypeId>,
    /// Global elements by name.
    pub global_elements: BTreeMap<QName, ElementId>,
    /// Global attributes by name.
    pub global_attributes: BTreeMap<QName, AttributeId>,
    /// Notations by name.
    pub notations: BTreeMap<QName, Notation>,
}

/// A schema document that was read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SchemaFile {
    /// Its path as the registry or the catalog names it, relative to the registry's folder, with `/`.
    pub path: String,
    /// Its target namespace (that of the including schema for a chameleon); empty for none.
    pub target_namespace: String,
    /// The schema's `version` attribute.
    pub version: Option<String>,
    /// Prefixes declared on `xs:schema`, prefix → namespace: hints for the prefixes that we write.
    pub prefixes: BTreeMap<String, String>,
    /// Documentation of the schema as a whole.
    pub documentation: Documentation,
}

/// Where a component was declared.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Origin {
    /// The file, by its [`SchemaFile::path`].
    pub file: String,
    /// Its place, for errors.
    pub place: Place,
}

/// The text of all `xs:documentation` of a component, one entry each, white space as written.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Documentation(pub Vec<String>);

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

/// A term with its occurrence (Part 1, section 3.9).
#[derive(Clone, Debug)]
pub struct Particle {
    /// `minOccurs`
    pub min: u64,
    /// `maxOccurs`; `None` is `unbounded`.
    pub max: Option<u64>,
    /// What occurs.
    pub term: Term,
    /// Where it stands.
    pub place: Place,
    /// Documentation written on the particle itself: a group, a wildcard, or a reference to an element.
    pub documentation: Documentation,
}

/// What a particle is made of.
#[derive(Clone, Debug)]
pub enum Term {
    /// An element, local or referenced.
    Element(ElementId),
    /// A model group; references to named groups are replaced by their content.
    Group(ModelGroup),
    /// An element wildcard.
    Wildcard(Wildcard),
}

/// A model group (Part 1, section 3.8).
#[derive(Clone, Debug)]
pub struct ModelGroup {
    /// How its particles are combined.
    pub compositor: Compositor,
    /// What it holds.
    pub particles: Vec<Particle>,
    /// The named group that it comes from.
    pub name: Option<QName>,
}

/// How the particles of a group are combined.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[allow(missing_docs, reason = "the names are those of the specification")]
pub enum Compositor {
    Sequence,
    Choice,
    All,
}

/// A wildcard for elements or attributes (Part 1, section 3.10).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Wildcard {
    /// Which namespaces it admits.
    pub namespaces: NamespaceConstraint,
    /// Whether what it admits is checked.
    pub process_contents: ProcessContents,
}

/// Which namespaces a wildcard admits; the empty string is "no namespace".
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NamespaceConstraint {
    /// All, and none.
    Any,
    /// `##other`: any namespace but this target namespace, and not "no namespace".
    Not(String),
    /// These, sorted.
    OneOf(Vec<String>),
}

/// Whether what a wildcard admits is checked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[allow(missing_docs, reason = "the names are those of the specification")]
pub enum ProcessContents {
    Strict,
    Lax,
    Skip,
}

/// What an element or attribute declaration is written inside: names of anonymous types are made from it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Scope {
    /// Global: directly under `xs:schema`.
    Schema,
    /// Local to this complex type, at any depth of groups.
    Type(TypeId),
    /// Local to this named model group or attribute group.
    Group(QName),
}

/// An element declaration (Part 1, section 3.3).
#[derive(Clone, Debug)]
pub struct ElementDeclaration {
    /// Its name; the namespace is empty for an unqualified local element.
    pub name: QName,
    /// What it is written inside.
    pub scope: Scope,
    /// The target namespace of its schema, also for an unqualified local element.
    pub target_namespace: String,
    /// Its type.
    pub ty: TypeRef,
    /// `nillable`
    pub nillable: bool,
    /// `default` or `fixed`.
    pub value: Option<ValueConstraint>,
    /// The head that it may stand in for.
    pub substitution_head: Option<ElementId>,
    /// `abstract`
    pub abstract_: bool,
    /// Derivations and substitutions that `block` rules out.
    pub block: DerivationSet,
    /// Derivations that `final` rules out.
    pub final_: DerivationSet,
    /// `key`, `keyref` and `unique`.
    pub identity: Vec<IdentityConstraint>,
    /// Where it was declared.
    pub origin: Origin,
    /// Its documentation.
    pub documentation: Documentation,
}

/// `default` or `fixed`, as written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ValueConstraint {
    /// `fixed`, else `default`.
    pub fixed: bool,
    /// The text.
    pub text: String,
    /// Prefixes in scope, prefix → namespace.
    pub prefixes: BTreeMap<String, String>,
}

/// An attribute declaration (Part 1, section 3.2).
#[derive(Clone, Debug)]
pub struct AttributeDeclaration {
    /// Its name; the namespace is empty for an unqualified one.
    pub name: QName,
    /// What it is written inside.
    pub scope: Scope,
    /// The target namespace of its schema, also for an unqualified local attribute.
    pub target_namespace: String,
    /// Its simple type.
    pub ty: TypeRef,
    /// `default` or `fixed` of the declaration.
    pub value: Option<ValueConstraint>,
    /// Where it was declared.
    pub origin: Origin,
    /// Its documentation.
    pub documentation: Documentation,
}

/// The use of an attribute in a type; prohibited ones are left out.
#[derive(Clone, Debug)]
pub struct AttributeUse {
    /// The declaration.
    pub attribute: AttributeId,
    /// `use="required"`
    pub required: bool,
    /// `default` or `fixed` of the use.
    pub value: Option<ValueConstraint>,
    /// Documentation written on the use.
    pub documentation: Documentation,
}

/// An identity constraint (Part 1, section 3.11).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct IdentityConstraint {
    /// Its name.
    pub name: QName,
    /// `unique`, `key`, or `keyref` with the key that it refers to.
    pub kind: IdentityKind,
    /// The selector's XPath.
    pub selector: String,
    /// The fields' XPaths.
    pub fields: Vec<String>,
    /// Prefixes in scope, prefix → namespace.
    pub prefixes: BTreeMap<String, String>,
    /// Where it stands.
    pub place: Place,
}

/// The kind of an identity constraint.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum IdentityKind {
    /// `xs:unique`
    Unique,
    /// `xs:key`
    Key,
    /// `xs:keyref`, with the constraint that it refers to.
    KeyRef(QName),
}

/// A notation (Part 1, section 3.12).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Notation {
    /// `public`
    pub public: Option<String>,
    /// `system`
    pub system: Option<String>,
    /// Where it was declared.
    pub origin: Origin,
}
