//! Simple types as Rust: newtypes with facets, enums of texts, enums of member types.

use super::WireName;

/// A newtype with facets.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Restriction {
    /// The type's name on the wire.
    pub wire: WireName,
    /// `text`, `integer`, `list`, `union`, `spelled`, `spelled list` or `value`.
    pub kind: &'static str,
    /// The base's Rust type; what is spelled, when that is the kind.
    pub base: String,
    /// Whether values of the base can be hashed.
    pub hash: bool,
    /// The effective white space rule, when a facet strengthens that of the base.
    pub white_space: Option<&'static str>,
    /// Facets, step after step.
    pub facets: Vec<Facet>,
    /// Masked in `Debug`.
    pub personal: bool,
}

/// A facet, with its values as the contract writes them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Facet {
    /// Alternatives of one step.
    Patterns(Vec<String>),
    /// Values of one step.
    Enumeration(Vec<String>),
    /// `Length`, `MinLength`, `MaxLength`, `TotalDigits` or `FractionDigits`.
    Count(&'static str, u64),
    /// `MinInclusive` and the other bounds.
    Bound(&'static str, String),
}

/// An enum of texts.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Enumeration {
    /// The type's name on the wire.
    pub wire: WireName,
    /// The white space rule.
    pub white_space: &'static str,
    /// Text, name, documentation.
    pub values: Vec<(String, String, Vec<String>)>,
    /// Masked in `Debug`.
    pub personal: bool,
    /// The texts are addresses (`xs:anyURI`), which equal no other texts.
    pub is_uri: bool,
}

/// An enum for one of several simple types.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Union {
    /// The type's name on the wire.
    pub wire: WireName,
    /// The member types, in the order in which they are tried.
    pub members: Vec<MemberType>,
    /// Masked in `Debug`.
    pub personal: bool,
}

/// A member type of a union.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MemberType {
    /// The name of the variant.
    pub ident: String,
    /// Paragraphs of documentation.
    pub documentation: Vec<String>,
    /// Its Rust type.
    pub ty: String,
}
