//! Objects, alternatives and lists of one version as Rust items.

use super::fields::{ANY_FIELD, Scope};
use super::types::Planner;
use super::{
    Alternative, Field, Form, ItemKind, List, Member, MemberForm, Object, Occurs, OneOf, Part, PlanError,
    Rule, RuleField, names,
};
use crate::lower::{self, MemberRule, Others, Shape, TypeKey, TypeRef};

impl Planner<'_> {
    /// A struct for an object.
    pub(super) fn object(&mut self, key: &TypeKey, object: &lower::Object) -> Result<ItemKind, PlanError> {
        let mut scope = Scope::of_fields();
        let mut members = Vec::new();
        for (index, member) in object.members.iter().enumerate() {
            members.push(self.member(key, index, member, &mut scope)?);
        }
        let others = match &object.others {
            Others::Refused => None,
            Others::Any => Some("json::Any".to_owned()),
            Others::Typed(ty) => Some(self.type_path(ty, key)?),
        };
        let others = others.map(|ty| Field {
            ident: scope.unique(ANY_FIELD.to_owned()),
            documentation: vec!["Det som kontraktet inte namnger, efter namn.".to_owned()],
            segment: ANY_FIELD.to_owned(),
            part: Part {
                form: Form::Others,
                ty,
                occurs: Occurs::Many { min: 0, max: None },
                boxed: false,
                declared: None,
            },
            personal: self.is_personal(key, ANY_FIELD),
        });
        let rules: Vec<Rule> = object
            .rules
            .iter()
            .map(|rule| plan_rule(rule, &members))
            .collect();
        let ruled_at_once = rules.iter().all(|rule| match rule {
            Rule::NotBefore(pairs) => pairs.iter().all(|(one, other)| one.required && other.required),
            Rule::RequiredWith(..) | Rule::AbsentWith(..) => false,
        });
        Ok(ItemKind::Object(Object {
            wire: self.wire_type(key),
            members,
            others,
            rules,
            ruled_at_once,
            form: self.is_form(key),
        }))
    }

    fn member(
        &mut self,
        owner: &TypeKey,
        index: usize,
        member: &lower::Member,
        scope: &mut Scope,
    ) -> Result<Member, PlanError> {
        let ty = self.type_path(&member.held.ty, owner)?;
        if let Some(value) = self.only_value(member) {
            return Ok(Member::Constant {
                name: member.name.clone(),
                value: format!("{ty}::{value}"),
                ty,
            });
        }
        Ok(Member::Field(Field {
            ident: scope.unique(names::field_name(&member.name)),
            documentation: member.documentation.clone(),
            segment: member.name.clone(),
            personal: self.is_personal(owner, &member.name),
            part: Part {
                form: Form::Member(MemberForm {
                    index,
                    name: member.name.clone(),
                    list: member.held.list.map(|bounds| (bounds.min, bounds.max)),
                    nullable: member.held.nullable,
                }),
                boxed: member.held.list.is_none() && self.is_boxed(owner, &member.held.ty),
                ty,
                occurs: if member.required {
                    Occurs::One
                } else {
                    Occurs::Optional
                },
                declared: None,
            },
        }))
    }

    /// The variant of the one value that a required member can have: then the field would say nothing.
    fn only_value(&self, member: &lower::Member) -> Option<String> {
        let (TypeRef::Type(key), true, None, false) = (
            &member.held.ty,
            member.required,
            member.held.list,
            member.held.nullable,
        ) else {
            return None;
        };
        match &self.contract.types.get(key)?.shape {
            Shape::Enumeration(enumeration) if enumeration.values.len() == 1 => {
                Some(names::variant_name(&enumeration.values[0].0))
            }
            _ => None,
        }
    }

    /// Whether all values of a type are the same.
    fn is_constant(&self, key: &TypeKey) -> bool {
        match self.contract.types.get(key).map(|ty| &ty.shape) {
            Some(Shape::Object(object)) => {
                object.others == Others::Refused
                    && object
                        .members
                        .iter()
                        .all(|member| self.only_value(member).is_some())
            }
            _ => false,
        }
    }

    /// An enum for alternatives.
    pub(super) fn one_of(&mut self, key: &TypeKey, one_of: &lower::OneOf) -> Result<ItemKind, PlanError> {
        let mut scope = Scope::of_variants();
        let mut alternatives = Vec::new();
        for alternative in &one_of.alternatives {
            let ty = TypeRef::Type(alternative.ty.clone());
            let documentation = self.contract.types.get(&alternative.ty);
            alternatives.push(Alternative {
                ident: scope.unique(names::variant_name(&alternative.name)),
                name: alternative.name.clone(),
                documentation: documentation
                    .map(|ty| ty.documentation.clone())
                    .unwrap_or_default(),
                constant: self.is_constant(&alternative.ty),
                boxed: self.is_boxed(key, &ty),
                ty: self.type_path(&ty, key)?,
            });
        }
        Ok(ItemKind::OneOf(OneOf {
            wire: self.wire_type(key),
            alternatives,
            selection: one_of.selection.clone(),
            personal: self.is_personal_type(key),
        }))
    }

    /// A newtype for a list.
    pub(super) fn list(&mut self, key: &TypeKey, list: &lower::List) -> Result<ItemKind, PlanError> {
        Ok(ItemKind::List(List {
            wire: self.wire_type(key),
            item: self.type_path(&list.item, key)?,
            min: list.bounds.min,
            max: list.bounds.max,
            personal: self.is_personal_type(key),
        }))
    }
}

fn plan_rule(rule: &MemberRule, members: &[Member]) -> Rule {
    let field = |name: &String| {
        let found = members.iter().find_map(|member| match member {
            Member::Field(field) if field.segment == *name => Some(field),
            _ => None,
        });
        RuleField {
            name: name.clone(),
            ident: found.map(|field| field.ident.clone()),
            required: found.is_none_or(|field| field.part.occurs.is_required()),
        }
    };
    match rule {
        MemberRule::NotBefore { fields, than } => Rule::NotBefore(
            fields
                .iter()
                .zip(than)
                .map(|(one, other)| (field(one), field(other)))
                .collect(),
        ),
        MemberRule::RequiredWith { field: one, with } => Rule::RequiredWith(field(one), field(with)),
        MemberRule::AbsentWith { field: one, with } => Rule::AbsentWith(field(one), field(with)),
    }
}

/// Calls `visit` with every type that values of a type hold, but for those of XML's content.
pub(super) fn each_held<'c>(shape: &'c Shape, visit: &mut dyn FnMut(&'c TypeKey)) {
    let mut note = |ty: &'c TypeRef| {
        if let TypeRef::Type(key) = ty {
            visit(key);
        }
    };
    match shape {
        Shape::Object(object) => {
            object.members.iter().for_each(|member| note(&member.held.ty));
            if let Others::Typed(ty) = &object.others {
                note(ty);
            }
        }
        Shape::OneOf(one_of) => one_of
            .alternatives
            .iter()
            .for_each(|alternative| visit(&alternative.ty)),
        Shape::List(list) => note(&list.item),
        Shape::AnyOf(any_of) => any_of.own.iter().chain(&any_of.derived).for_each(visit),
        Shape::Substitutes(substitutes) => substitutes.members.iter().for_each(|member| note(&member.ty)),
        Shape::Record(_)
        | Shape::Scalar(_)
        | Shape::Enumeration(_)
        | Shape::Compound(_)
        | Shape::Union(_) => {}
    }
}
