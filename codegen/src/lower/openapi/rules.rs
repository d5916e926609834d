//! Rules between the properties of an object (`x-rules`).

use super::Lowering;
use super::properties::{built_in_of, no_such};
use super::scalars::wrong;
use crate::builtin::{BaseKind, base_kind};
use crate::lower::{LowerError, Member, MemberRule, Object, Shape, TypeKey};
use crate::read::openapi::{Literal, Rule, RuleKind};
use crate::resolve::BuiltIn;
use crate::suggest::nearest;

impl Lowering<'_> {
    /// A rule, one for each property that it is about.
    pub(super) fn rule(object: &Object, rule: &Rule) -> Result<Vec<MemberRule>, LowerError> {
        let names = |literals: &[Literal]| literals.iter().map(|literal| literal.text.clone()).collect();
        for name in rule.fields.iter().chain(&rule.others) {
            find(object, name)?;
        }
        match rule.kind {
            RuleKind::NotBefore => Ok(vec![MemberRule::NotBefore {
                fields: names(&rule.fields),
                than: names(&rule.others),
            }]),
            RuleKind::RequiredWith | RuleKind::AbsentWith => {
                let mut rules = Vec::new();
                for (field, with) in rule
                    .fields
                    .iter()
                    .flat_map(|field| rule.others.iter().map(move |with| (field, with)))
                {
                    rules.push(pair(object, rule.kind, field, with)?);
                }
                Ok(rules)
            }
        }
    }

    /// What a rule compares has an order. All types are there.
    pub(super) fn check_rule(&self, key: &TypeKey, rule: &Rule) -> Result<(), LowerError> {
        let Some(Shape::Object(object)) = self.contract.types.get(key).map(|ty| &ty.shape) else {
            return Ok(());
        };
        let pairs = rule.fields.iter().zip(&rule.others);
        pairs
            .filter(|_| rule.kind == RuleKind::NotBefore)
            .try_for_each(|(field, than)| self.check_comparable(object, field, than))
    }

    /// Values of one type with an order.
    fn check_comparable(&self, object: &Object, field: &Literal, than: &Literal) -> Result<(), LowerError> {
        let base = |name: &Literal| {
            let member = find(object, name)?;
            let single = member.held.list.is_none() && !member.held.nullable;
            let base =
                built_in_of(&self.contract, &member.held.ty).filter(|base| single && is_ordered(*base));
            base.ok_or_else(|| {
                let reason = "is no date, time, month or number that is always there or missing, never null";
                wrong(name, "not-before", reason.to_owned())
            })
        };
        let (one, other) = (base(field)?, base(than)?);
        if one == other {
            return Ok(());
        }
        let reason = format!(
            "is of another type than `{}`, so neither comes before the other",
            than.text
        );
        Err(wrong(field, "not-before", reason))
    }
}

/// What the rules of an object say, as a paragraph.
pub(super) fn in_words(rules: &[MemberRule]) -> Option<String> {
    if rules.is_empty() {
        return None;
    }
    let sentences = rules.iter().map(|rule| match rule {
        MemberRule::NotBefore { fields, than } => {
            format!(
                "{} ligger inte före {}.",
                fields.join(" och "),
                than.join(" och ")
            )
        }
        MemberRule::RequiredWith { field, with } => format!("Med {with} följer {field}."),
        MemberRule::AbsentWith { field, with } => format!("Med {with} utelämnas {field}."),
    });
    let sentences: Vec<String> = sentences.collect();
    Some(format!("Regler: {}", sentences.join(" ")))
}

fn pair(object: &Object, kind: RuleKind, field: &Literal, with: &Literal) -> Result<MemberRule, LowerError> {
    if field.text == with.text {
        return Err(wrong(
            field,
            "x-rules",
            "is the property that the rule refers to".to_owned(),
        ));
    }
    let always = |name: &Literal| find(object, name).map(|member| member.required);
    let (field_name, with_name) = (field.text.clone(), with.text.clone());
    if kind == RuleKind::RequiredWith {
        if always(field)? {
            return Err(wrong(
                field,
                "required-with",
                "is always required; leave the rule out".to_owned(),
            ));
        }
        return Ok(MemberRule::RequiredWith {
            field: field_name,
            with: with_name,
        });
    }
    for name in [field, with] {
        if always(name)? {
            return Err(wrong(
                name,
                "absent-with",
                "is always there; leave one of the two out".to_owned(),
            ));
        }
    }
    Ok(MemberRule::AbsentWith {
        field: field_name,
        with: with_name,
    })
}

fn find<'o>(object: &'o Object, name: &Literal) -> Result<&'o Member, LowerError> {
    object.member(&name.text).ok_or_else(|| {
        let names = object.members.iter().map(|member| member.name.as_str());
        no_such(name, nearest(&name.text, names).as_deref())
    })
}

fn is_ordered(base: BuiltIn) -> bool {
    matches!(
        base,
        BuiltIn::Date
            | BuiltIn::DateTime
            | BuiltIn::Time
            | BuiltIn::HourMinute
            | BuiltIn::GYearMonth
            | BuiltIn::Decimal
    ) || base_kind(base) == BaseKind::Integer
}
