//! `oneOf`: how its alternatives are told apart before any of them is read.
//!
//! Two closed objects are when one of them must have a member that the other may not have: then exactly one of them
//! can be meant, and which one, the names that are there say. So the verdict is that of `oneOf`, which admits what is
//! valid in exactly one alternative, without any of them being tried.

use std::collections::BTreeSet;

use super::{Lowering, PendingOneOf, unsupported};
use crate::builtin::{BaseKind, base_kind};
use crate::lower::{Alternative, LowerError, Marks, Object, Others, Selection, Shape, ValueKind};
use crate::read::openapi::Discriminator;
use crate::resolve::BuiltIn;
use crate::suggest::{did_you_mean, nearest};

impl Lowering<'_> {
    /// Works out how alternatives are told apart. All types are there.
    pub(super) fn tell_apart(&mut self, pending: &PendingOneOf<'_>) -> Result<(), LowerError> {
        let Some(Shape::OneOf(one_of)) = self.contract.types.get(&pending.key).map(|ty| &ty.shape) else {
            return Ok(());
        };
        let selection = match &pending.schema.discriminator {
            Some(discriminator) => self.by_value(&one_of.alternatives, discriminator)?,
            None => self.by_members(pending, &one_of.alternatives)?,
        };
        if let Some(Shape::OneOf(one_of)) = self.contract.types.get_mut(&pending.key).map(|ty| &mut ty.shape)
        {
            one_of.selection = selection;
        }
        Ok(())
    }

    // ---- by a discriminator

    fn by_value(
        &self,
        alternatives: &[Alternative],
        discriminator: &Discriminator,
    ) -> Result<Selection, LowerError> {
        let refuse = |first: &str, second: &str, reason: String| {
            Err(LowerError::Alternatives {
                place: Box::new(discriminator.place.clone()),
                first: first.to_owned(),
                second: second.to_owned(),
                reason,
            })
        };
        let property = &discriminator.property;
        let mut mapped: Vec<(&str, &str)> = Vec::new();
        for (value, reference) in &discriminator.mapping {
            let (name, ..) = self.target(reference)?;
            let refuse = |problem: String| {
                Err(LowerError::Discriminator {
                    place: Box::new(reference.place.clone()),
                    problem,
                })
            };
            if !alternatives.iter().any(|alternative| alternative.name == name) {
                let names = alternatives.iter().map(|alternative| alternative.name.as_str());
                let hint = did_you_mean(nearest(name, names).as_deref());
                return refuse(format!("has a value for `{name}`, which is no alternative{hint}"));
            }
            if let Some((other, _)) = mapped.iter().find(|(_, known)| *known == name) {
                return refuse(format!(
                    "has the values `{other}` and `{value}` for `{name}`; keep one of them"
                ));
            }
            mapped.push((value, name));
        }
        let mut values: Vec<String> = Vec::new();
        for alternative in alternatives {
            let given = mapped.iter().find(|(_, name)| *name == alternative.name);
            let value = given
                .map_or(alternative.name.as_str(), |(value, _)| value)
                .to_owned();
            if let Some(position) = values.iter().position(|known| *known == value) {
                let first = &alternatives[position].name;
                return refuse(
                    first,
                    &alternative.name,
                    format!("`{property}` is `{value}` in both"),
                );
            }
            self.check_value(alternative, property, &value)?;
            values.push(value);
        }
        Ok(Selection::ByValue {
            member: property.clone(),
            values,
        })
    }

    /// An alternative must have the discriminator, and the value that stands for it must be one of it.
    fn check_value(&self, alternative: &Alternative, property: &str, value: &str) -> Result<(), LowerError> {
        let no_such = |name: &str, hint: String| LowerError::NoSuchProperty {
            place: Box::new(alternative.place.clone()),
            name: name.to_owned(),
            hint,
        };
        let Some(Shape::Object(object)) = self.contract.types.get(&alternative.ty).map(|ty| &ty.shape) else {
            return Err(unsupported(
                &alternative.place,
                "an alternative with a discriminator that is no object",
            ));
        };
        let Some(member) = object.member(property) else {
            let names = object.members.iter().map(|member| member.name.as_str());
            return Err(no_such(
                property,
                did_you_mean(nearest(property, names).as_deref()),
            ));
        };
        if !member.required || member.held.nullable || member.held.list.is_some() {
            return Err(unsupported(
                &member.place,
                "a discriminator that may be missing or null, or that is an array",
            ));
        }
        if let crate::lower::TypeRef::Type(key) = &member.held.ty
            && let Some(Shape::Enumeration(enumeration)) = self.contract.types.get(key).map(|ty| &ty.shape)
        {
            let values = enumeration.values.iter().map(|(value, _)| value.as_str());
            if !values.clone().any(|known| known == value) {
                return Err(LowerError::Discriminator {
                    place: Box::new(member.place.clone()),
                    problem: format!(
                        "of `{}` is never `{value}`, the value that stands for it; its values are {}",
                        alternative.name,
                        values.collect::<Vec<_>>().join(", ")
                    ),
                });
            }
            return Ok(());
        }
        match super::properties::built_in_of(&self.contract, &member.held.ty) {
            Some(BuiltIn::String) => Ok(()),
            _ => Err(unsupported(&member.place, "a discriminator that is no string")),
        }
    }

    // ---- by what is there

    fn by_members(
        &self,
        pending: &PendingOneOf<'_>,
        alternatives: &[Alternative],
    ) -> Result<Selection, LowerError> {
        let mut kinds = Vec::new();
        for alternative in alternatives {
            kinds.push(self.kind(alternative)?);
        }
        let mut with = vec![BTreeSet::new(); alternatives.len()];
        let mut without = vec![BTreeSet::new(); alternatives.len()];
        for (first, one) in alternatives.iter().enumerate() {
            for (second, other) in alternatives.iter().enumerate().skip(first + 1) {
                let refuse = |reason: String| {
                    Err(LowerError::Alternatives {
                        place: Box::new(pending.place.clone()),
                        first: one.name.clone(),
                        second: other.name.clone(),
                        reason,
                    })
                };
                let (Some(a), Some(b)) = (self.object_of(one), self.object_of(other)) else {
                    if kinds[first] == kinds[second] {
                        return refuse(format!("both are {}", shown(kinds[first])));
                    }
                    continue;
                };
                let marks_a = only_in(a, b);
                let marks_b = only_in(b, a);
                if marks_a.is_empty() && marks_b.is_empty() {
                    return refuse(why(a, b));
                }
                with[first].extend(marks_a.iter().cloned());
                without[second].extend(marks_a);
                with[second].extend(marks_b.iter().cloned());
                without[first].extend(marks_b);
            }
        }
        let marks = kinds.into_iter().zip(with).zip(without);
        let marks = marks.map(|((kind, with), without)| match kind {
            ValueKind::Object => Marks::Object {
                with: with.into_iter().collect(),
                without: without.into_iter().collect(),
            },
            kind => Marks::Kind(kind),
        });
        Ok(Selection::ByMembers(marks.collect()))
    }

    fn object_of(&self, alternative: &Alternative) -> Option<&Object> {
        match &self.contract.types.get(&alternative.ty)?.shape {
            Shape::Object(object) => Some(object),
            _ => None,
        }
    }

    fn kind(&self, alternative: &Alternative) -> Result<ValueKind, LowerError> {
        let shape = self.contract.types.get(&alternative.ty).map(|ty| &ty.shape);
        match shape {
            Some(Shape::Object(_)) => Ok(ValueKind::Object),
            Some(Shape::List(_)) => Ok(ValueKind::Array),
            Some(Shape::Enumeration(_)) => Ok(ValueKind::String),
            Some(Shape::Scalar(scalar)) => Ok(match scalar.base {
                BuiltIn::Boolean => ValueKind::Boolean,
                BuiltIn::Decimal => ValueKind::Number,
                base if base_kind(base) == BaseKind::Integer => ValueKind::Number,
                _ => ValueKind::String,
            }),
            _ => Err(unsupported(
                &alternative.place,
                "an alternative of a `oneOf` that is a `oneOf` itself",
            )),
        }
    }
}

/// Members that `object` must have and `other` may not have.
fn only_in(object: &Object, other: &Object) -> BTreeSet<String> {
    if other.others != Others::Refused {
        return BTreeSet::new();
    }
    let required = object.members.iter().filter(|member| member.required);
    required
        .filter(|member| other.member(&member.name).is_none())
        .map(|member| member.name.clone())
        .collect()
}

/// Why two objects cannot be told apart.
fn why(a: &Object, b: &Object) -> String {
    let closed = |object: &Object| object.others == Others::Refused;
    if closed(a) && closed(b) {
        return "neither must have a property that the other may not have; require one, or use a discriminator".to_owned();
    }
    "what is not closed may have every property of the other; close it with `additionalProperties: false`, or use a \
     discriminator"
        .to_owned()
}

fn shown(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Object => "objects",
        ValueKind::Array => "arrays",
        ValueKind::String => "strings",
        ValueKind::Number => "numbers",
        ValueKind::Boolean => "booleans",
    }
}
