//! Types of JSON that XML has no counterpart of: objects, alternatives, lists.

use super::{TypeKey, TypeRef};
use crate::place::Place;

/// A type with named members, in any order.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Object {
    /// What it declares, in the order of the contract.
    pub members: Vec<Member>,
    /// What it holds besides.
    pub others: Others,
    /// Rules between members.
    pub rules: Vec<MemberRule>,
}

impl Object {
    /// The member of a name.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.name == name)
    }
}

/// A member of an object.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub held: Held,
    /// It may not be missing.
    pub required: bool,
    /// What is meant when it is missing, in words of the contract.
    pub default: Option<String>,
    /// Where it stands.
    pub place: Place,
    /// Its documentation.
    pub documentation: Vec<String>,
}

/// What a member holds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Held {
    /// The type of the value, or of each item.
    pub ty: TypeRef,
    /// How many items, when it is a list.
    pub list: Option<ListBounds>,
    /// It may be `null`.
    pub nullable: bool,
}

/// How many items a list has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ListBounds {
    /// The least number.
    pub min: u32,
    /// The greatest number; `None` when there is no limit.
    pub max: Option<u32>,
}

/// What an object holds besides its members.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Others {
    /// Nothing.
    Refused,
    /// Anything.
    Any,
    /// Values of a type.
    Typed(TypeRef),
}

/// A rule between the members of an object.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum MemberRule {
    /// The members `fields`, compared one by one with those of `than`, do not come before them; the first pair that
    /// differs decides. Nothing is said when one of them is missing.
    NotBefore {
        /// The later ones.
        fields: Vec<String>,
        /// The earlier ones, as many.
        than: Vec<String>,
    },
    /// When `with` is there, so is the member `field`.
    RequiredWith {
        /// What is required.
        field: String,
        /// What requires it.
        with: String,
    },
    /// When `with` is there, the member `field` is not.
    AbsentWith {
        /// What is refused.
        field: String,
        /// What refuses it.
        with: String,
    },
}

/// A list with a name of its own.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct List {
    /// The type of an item.
    pub item: TypeRef,
    /// How many.
    pub bounds: ListBounds,
}

/// Exactly one of several types, which are told apart before any of them is read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OneOf {
    /// The alternatives.
    pub alternatives: Vec<Alternative>,
    /// How they are told apart.
    pub selection: Selection,
}

/// An alternative.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Alternative {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: TypeKey,
    /// Where it is named.
    pub place: Place,
}

/// How alternatives are told apart.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Selection {
    /// By the kind of value, and among objects by which members are there; one for each alternative.
    ByMembers(Vec<Marks>),
    /// By the value of a member: that of each alternative.
    ByValue {
        /// The member.
        member: String,
        /// Its value in each alternative.
        values: Vec<String>,
    },
}

/// By what an alternative is known.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Marks {
    /// It is an object.
    Object {
        /// Members that must be there.
        with: Vec<String>,
        /// Members that must not.
        without: Vec<String>,
    },
    /// It is a value of this kind, as no other alternative is.
    Kind(ValueKind),
}

/// A kind of value.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[allow(missing_docs, reason = "plain words")]
pub enum ValueKind {
    Object,
    Array,
    String,
    Number,
    Boolean,
}
