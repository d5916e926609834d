//! The Rust that will be written for JSON: objects, alternatives, lists.

use super::{Field, WireName};

/// A struct for an object.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Object {
    /// The type's name on the wire; an empty local part when it is anonymous.
    pub wire: WireName,
    /// Its members, in the order of the contract.
    pub members: Vec<Member>,
    /// The field for what it holds besides.
    pub others: Option<Field>,
    /// Rules between fields.
    pub rules: Vec<Rule>,
    /// All fields that rules are about are required: a constructor can check them.
    pub ruled_at_once: bool,
    /// It is sent as a form too.
    pub form: bool,
}

impl Object {
    /// The fields of the struct: a member that is always the same is none.
    #[must_use]
    pub fn fields(&self) -> Vec<Field> {
        let declared = self.members.iter().filter_map(|member| match member {
            Member::Field(field) => Some(field),
            Member::Constant { .. } => None,
        });
        declared.chain(&self.others).cloned().collect()
    }
}

/// A member of an object.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Member {
    /// A field.
    Field(Field),
    /// A required member whose type has one value only.
    Constant {
        /// Its name on the wire.
        name: String,
        /// Its type.
        ty: String,
        /// The path of its value.
        value: String,
    },
}

/// How a member stands in an object.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MemberForm {
    /// Its number among the members, from 0.
    pub index: usize,
    /// Its name on the wire.
    pub name: String,
    /// The least and the greatest number of items, when it is a list.
    pub list: Option<(u32, Option<u32>)>,
    /// It may be `null`.
    pub nullable: bool,
}

/// A rule between the fields of an object.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Rule {
    /// Pairs of a later and an earlier field.
    NotBefore(Vec<(RuleField, RuleField)>),
    /// The first is there when the second is.
    RequiredWith(RuleField, RuleField),
    /// The first is not there when the second is.
    AbsentWith(RuleField, RuleField),
}

/// A field that a rule is about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RuleField {
    /// Its name on the wire.
    pub name: String,
    /// The field; `None` for a member that is always the same.
    pub ident: Option<String>,
    /// It is always there.
    pub required: bool,
}

/// A newtype for a list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct List {
    /// The type's name on the wire; an empty local part when it is anonymous.
    pub wire: WireName,
    /// The type of an item.
    pub item: String,
    /// The least number of items.
    pub min: u32,
    /// The greatest number of items.
    pub max: Option<u32>,
    /// Masked in `Debug`.
    pub personal: bool,
}

/// An enum for one of several types.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OneOf {
    /// The type's name on the wire; an empty local part when it is anonymous.
    pub wire: WireName,
    /// Its alternatives.
    pub alternatives: Vec<Alternative>,
    /// How they are told apart.
    pub selection: crate::lower::Selection,
    /// Masked in `Debug`.
    pub personal: bool,
}

/// An alternative.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Alternative {
    /// The name of the variant.
    pub ident: String,
    /// Its name in the contract.
    pub name: String,
    /// Paragraphs of documentation.
    pub documentation: Vec<String>,
    /// Its type.
    pub ty: String,
    /// The type has nothing in it that could differ: the variant carries nothing.
    pub constant: bool,
    /// It is part of a cycle of types, or large.
    pub boxed: bool,
}
