//! Simple types: values, lists, unions and enumerations.

use std::collections::BTreeMap;

use super::{BuiltIn, FacetKind, TypeKey, TypeRef};

/// A value: a built-in type, narrowed in steps.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Scalar {
    /// The built-in type that the chain of restrictions ends in.
    pub base: BuiltIn,
    /// Derivation steps, outermost base first. A value must satisfy every one.
    pub steps: Vec<FacetStep>,
}

/// A list of values or a union, narrowed in steps.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Compound {
    /// What the chain of restrictions ends in.
    pub base: CompoundBase,
    /// Derivation steps, outermost base first. A value must satisfy every one.
    pub steps: Vec<FacetStep>,
}

/// What a chain of restrictions of a list or union ends in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum CompoundBase {
    /// A list of items of this type.
    List(TypeRef),
    /// This union.
    Union(TypeKey),
}

/// A value of one of several types.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Union {
    /// The types, in the order in which they are tried; none is a union without facets.
    pub members: Vec<TypeRef>,
}

/// The facets of one derivation step.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FacetStep {
    /// Patterns, of which one must match.
    pub patterns: Vec<String>,
    /// Values, of which it must be one.
    pub enumeration: Vec<String>,
    /// The other facets.
    pub limits: BTreeMap<FacetKind, String>,
}

/// One of a list of texts.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Enumeration {
    /// The built-in type that it restricts; tells the white space rule.
    pub base: BuiltIn,
    /// The effective white space rule, when a facet strengthens that of the base.
    pub white_space: Option<String>,
    /// The texts with their documentation, in the order of the contract.
    pub values: Vec<(String, Vec<String>)>,
}
