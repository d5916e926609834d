//! What types are made of: particles, wildcards, declarations, constraints.

use std::collections::BTreeMap;

use super::{AttributeId, DerivationSet, Documentation, ElementId, Origin, QName, TypeId, TypeRef};
use crate::place::Place;

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
