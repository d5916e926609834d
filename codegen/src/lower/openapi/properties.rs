//! Objects: their properties, defaults, and what else they hold.

use super::merge::Parts;
use super::scalars::wrong;
use super::{Lowering, inside, stopped};
use crate::builtin;
use crate::lower::{FacetKind, LowerError, Member, Object, Others, Scalar, Shape, Step, TypeKey, TypeRef};
use crate::read::openapi::{Additional, Literal, LiteralKind, OrRef, Property, Schema, SchemaOrRef};
use crate::resolve::BuiltIn;
use crate::suggest::{did_you_mean, nearest};

impl<'d> Lowering<'d> {
    /// An object that stands here.
    pub(super) fn object(
        &mut self,
        key: &TypeKey,
        file: &str,
        schema: &'d Schema,
    ) -> Result<Object, LowerError> {
        let mut parts = Parts::default();
        parts.add(key.clone(), file.to_owned(), schema);
        self.merged(key, parts)
    }

    /// What the parts of an object make together.
    pub(super) fn merged(&mut self, key: &TypeKey, parts: Parts<'d>) -> Result<Object, LowerError> {
        let mut members: Vec<Member> = Vec::new();
        for (owner, file, property) in parts.properties() {
            let member = self.member(owner, file, property)?;
            match members.iter().find(|known| known.name == member.name) {
                None => members.push(member),
                // The same schema in both parts.
                Some(known) if known.held == member.held => {}
                Some(known) => {
                    return Err(LowerError::Parts {
                        place: Box::new(property.place.clone()),
                        problem: format!(
                            "`{}` has another schema than at {}; give it one, and refer to it in both",
                            property.name, known.place
                        ),
                    });
                }
            }
        }
        parts.check_closed()?;
        for required in parts.required() {
            let names = members.iter().map(|member| member.name.as_str());
            let near = nearest(&required.text, names);
            let Some(member) = members.iter_mut().find(|member| member.name == required.text) else {
                return Err(no_such(required, near.as_deref()));
            };
            member.required = true;
        }
        let others = match parts.additional()? {
            (_, Additional::Any) => Others::Any,
            (_, Additional::Refused) => Others::Refused,
            (file, Additional::Typed(schema)) => {
                let used = self.held(schema, inside(key, Step::Element("additional".to_owned())), file)?;
                if used.held.nullable || used.held.list.is_some() {
                    let construct = "`additionalProperties` with arrays without a name, or with null,";
                    return Err(super::unsupported(schema.place(), construct));
                }
                Others::Typed(used.held.ty)
            }
        };
        let mut object = Object {
            members,
            others,
            rules: Vec::new(),
        };
        for rule in parts.rules() {
            let lowered = Self::rule(&object, rule)?;
            object.rules.extend(lowered);
            self.rules.push((key.clone(), rule));
        }
        Ok(object)
    }

    fn member(&mut self, owner: &TypeKey, file: &str, property: &'d Property) -> Result<Member, LowerError> {
        let key = inside(owner, Step::Element(property.name.clone()));
        let used = self.held(&property.schema, key, file)?;
        let mut documentation: Vec<String> = property.description.iter().cloned().collect();
        documentation.extend(used.documentation);
        if documentation.is_empty()
            && let OrRef::Ref(reference) = &property.schema
        {
            // What a shared type is says what the member is, when nothing else does.
            let (_, _, target) = self.target(reference)?;
            documentation = super::paragraphs(&target.documentation);
        }
        let default = self.default_of(&property.schema)?;
        if let Some(default) = &default {
            let text = format!("Utelämnat betyder det {default}.");
            match documentation.last_mut() {
                Some(last) => *last = format!("{} {text}", stopped(last)),
                None => documentation.push(text),
            }
        }
        Ok(Member {
            name: property.name.clone(),
            held: used.held,
            required: false,
            default,
            place: property.place.clone(),
            documentation,
        })
    }

    /// What is meant when a property is missing.
    fn default_of(&self, schema: &'d SchemaOrRef) -> Result<Option<String>, LowerError> {
        let schema = match schema {
            OrRef::Here(schema) => schema,
            OrRef::Ref(reference) => self.target(reference)?.2,
        };
        Ok(schema.default.as_ref().map(|default| default.text.clone()))
    }
}

/// A default is a value of its schema.
pub(super) fn check_default(schema: &Schema, shape: &Shape) -> Result<(), LowerError> {
    let Some(default) = &schema.default else {
        return Ok(());
    };
    if default.kind == LiteralKind::Null && schema.nullable {
        return Ok(());
    }
    let refuse = |reason: String| Err(wrong(default, "default", reason));
    match shape {
        Shape::Enumeration(enumeration) => {
            let is_one = default.kind == LiteralKind::Text
                && enumeration.values.iter().any(|(value, _)| *value == default.text);
            if is_one {
                return Ok(());
            }
            let near = nearest(
                &default.text,
                enumeration.values.iter().map(|(value, _)| value.as_str()),
            );
            refuse(format!("is none of its values{}", did_you_mean(near.as_deref())))
        }
        Shape::Scalar(scalar) => check_scalar(default, scalar),
        _ => refuse(
            "is no default that is carried out: only single values have one. Say it in the description"
                .to_owned(),
        ),
    }
}

/// Whether a default is a value of a type with facets.
pub(super) fn check_scalar(default: &Literal, scalar: &Scalar) -> Result<(), LowerError> {
    let refuse = |reason: &str| Err(wrong(default, "default", reason.to_owned()));
    let expected = match scalar.base {
        BuiltIn::Boolean => LiteralKind::Boolean,
        base if builtin::base_kind(base) == builtin::BaseKind::Integer || base == BuiltIn::Decimal => {
            LiteralKind::Number
        }
        _ => LiteralKind::Text,
    };
    if default.kind != expected {
        return refuse("is of another kind than the values of its schema");
    }
    if let Err(reason) = builtin::check_value(scalar.base, &default.text) {
        return refuse(&reason);
    }
    for step in &scalar.steps {
        if !step.patterns.is_empty() || step.limits.contains_key(&FacetKind::MultipleOf) {
            return refuse("cannot be held against the pattern or the multiple; say it in the description");
        }
        let equal = |value: &String| {
            builtin::compare(scalar.base, value, &default.text) == Some(std::cmp::Ordering::Equal)
                || *value == default.text
        };
        if !step.enumeration.is_empty() && !step.enumeration.iter().any(equal) {
            return refuse("is none of its values");
        }
        for (kind, limit) in &step.limits {
            if !within(*kind, scalar.base, limit, &default.text) {
                return refuse("is beyond its bounds");
            }
        }
    }
    Ok(())
}

fn within(kind: FacetKind, base: BuiltIn, limit: &str, value: &str) -> bool {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let order = builtin::compare(base, value, limit);
    let length = || (value.chars().count() as u64).cmp(&limit.parse().unwrap_or(0));
    match kind {
        FacetKind::MinInclusive => matches!(order, Some(Greater | Equal)),
        FacetKind::MinExclusive => order == Some(Greater),
        FacetKind::MaxInclusive => matches!(order, Some(Less | Equal)),
        FacetKind::MaxExclusive => order == Some(Less),
        FacetKind::MinLength => length() != Less,
        FacetKind::MaxLength => length() != Greater,
        FacetKind::Length => length() == Equal,
        FacetKind::WhiteSpace
        | FacetKind::TotalDigits
        | FacetKind::FractionDigits
        | FacetKind::MultipleOf => true,
    }
}

/// That an object has no property of a name.
pub(super) fn no_such(name: &Literal, near: Option<&str>) -> LowerError {
    LowerError::NoSuchProperty {
        place: Box::new(name.place.clone()),
        name: name.text.clone(),
        hint: did_you_mean(near),
    }
}

/// Whether a member holds a single value with an order.
pub(super) fn built_in_of(contract: &crate::lower::Contract, ty: &TypeRef) -> Option<BuiltIn> {
    match ty {
        TypeRef::BuiltIn(built_in) => Some(*built_in),
        TypeRef::Type(key) => match &contract.types.get(key)?.shape {
            Shape::Scalar(scalar) => Some(scalar.base),
            _ => None,
        },
    }
}
