//! `allOf`: all parts at once, as one type.
//!
//! Objects become one object, with what all parts say of it. A closed part (`additionalProperties: false`) refuses what
//! only the other parts have, so that nothing could ever hold it: such parts are refused here. Single values become one
//! built-in type with the facets of each part, as steps.

use std::collections::BTreeSet;

use super::{Lowering, unsupported};
use crate::lower::{LowerError, Scalar, Shape, TypeKey};
use crate::place::Place;
use crate::read::openapi::{
    Additional, Literal, ObjectSchema, OrRef, Property, Rule, Schema, SchemaKind, SchemaOrRef,
};

/// The parts of an object, with all that they consist of.
#[derive(Default)]
pub(super) struct Parts<'d>(Vec<Part<'d>>);

struct Part<'d> {
    /// The type that its anonymous types belong to.
    owner: TypeKey,
    file: String,
    place: &'d Place,
    object: &'d ObjectSchema,
}

impl<'d> Parts<'d> {
    /// Adds a part, when it is an object.
    pub(super) fn add(&mut self, owner: TypeKey, file: String, schema: &'d Schema) {
        if let SchemaKind::Object(object) = &schema.kind {
            self.0.push(Part {
                owner,
                file,
                place: &schema.place,
                object,
            });
        }
    }

    pub(super) fn properties(&self) -> impl Iterator<Item = (&TypeKey, &str, &'d Property)> {
        self.0.iter().flat_map(|part| {
            let properties = part.object.properties.iter();
            properties.map(|property| (&part.owner, part.file.as_str(), property))
        })
    }

    pub(super) fn required(&self) -> impl Iterator<Item = &'d Literal> {
        self.0.iter().flat_map(|part| &part.object.required)
    }

    pub(super) fn rules(&self) -> impl Iterator<Item = &'d Rule> {
        self.0.iter().flat_map(|part| &part.object.rules)
    }

    /// A closed part admits no property that it does not declare itself.
    pub(super) fn check_closed(&self) -> Result<(), LowerError> {
        let closed = self
            .0
            .iter()
            .filter(|part| !matches!(part.object.additional, Additional::Any));
        for part in closed {
            let own: BTreeSet<&str> = part.object.properties.iter().map(|p| p.name.as_str()).collect();
            let foreign = self
                .properties()
                .find(|(.., property)| !own.contains(property.name.as_str()));
            if let Some((.., property)) = foreign {
                let what = match part.object.additional {
                    Additional::Refused => "is closed (`additionalProperties: false`) and refuses",
                    _ => {
                        "says with `additionalProperties` what all other properties are, and so does not know"
                    }
                };
                return Err(LowerError::Parts {
                    place: Box::new(part.place.clone()),
                    problem: format!(
                        "it {what} `{}` of the part at {}, so nothing could have both; list all properties in one object, or \
                         leave `additionalProperties` out",
                        property.name, property.place
                    ),
                });
            }
        }
        Ok(())
    }

    /// What the object holds besides: all parts must admit it.
    pub(super) fn additional(&self) -> Result<(&str, &'d Additional), LowerError> {
        let mut strictest: Option<&Part<'d>> = None;
        for part in &self.0 {
            match (
                &part.object.additional,
                strictest.map(|part| &part.object.additional),
            ) {
                (_, None | Some(Additional::Any)) => strictest = Some(part),
                (Additional::Any, _) | (Additional::Refused, Some(Additional::Refused)) => {}
                (_, Some(_)) => {
                    return Err(LowerError::Parts {
                        place: Box::new(part.place.clone()),
                        problem: "it says again what all other properties are; say it in one of the parts"
                            .to_owned(),
                    });
                }
            }
        }
        Ok(strictest.map_or(("", &Additional::Any), |part| {
            (part.file.as_str(), &part.object.additional)
        }))
    }
}

impl<'d> Lowering<'d> {
    /// All parts as one type.
    pub(super) fn all_of(
        &mut self,
        key: &TypeKey,
        file: &str,
        schema: &'d Schema,
        parts: &'d [SchemaOrRef],
    ) -> Result<Shape, LowerError> {
        let mut flat = Vec::new();
        self.flatten(key, file, parts, &mut flat, &mut Vec::new())?;
        if flat.iter().any(|(_, _, part)| part.nullable) && flat.len() > 1 {
            return Err(unsupported(
                &schema.place,
                "a part of an `allOf` that may be null",
            ));
        }
        let objects = flat
            .iter()
            .filter(|(_, _, part)| matches!(part.kind, SchemaKind::Object(_)));
        if objects.count() == flat.len() {
            let mut all = Parts::default();
            for (owner, file, part) in flat {
                all.add(owner, file, part);
            }
            return Ok(Shape::Object(self.merged(key, all)?));
        }
        let mut merged: Option<Scalar> = None;
        for (_, _, part) in &flat {
            let shape: Shape = match &part.kind {
                SchemaKind::String(string) => super::scalars::string(&part.place, string)?.into(),
                SchemaKind::Number(number) => super::scalars::number(number)?.into(),
                SchemaKind::Boolean(values) => super::scalars::boolean(values).into(),
                // A single part that is nothing of this is that part.
                _ if flat.len() == 1 => {
                    return Err(unsupported(&part.place, "an `allOf` of one array or `oneOf`"));
                }
                _ => {
                    return Err(unsupported(
                        &part.place,
                        "a part of an `allOf` that is neither an object nor a single value",
                    ));
                }
            };
            merged = Some(match (shape, merged) {
                (Shape::Scalar(scalar), None) => scalar,
                (Shape::Scalar(scalar), Some(mut known)) if scalar.base == known.base => {
                    known.steps.extend(scalar.steps);
                    known
                }
                (shape @ Shape::Enumeration(_), None) if flat.len() == 1 => return Ok(shape),
                _ => {
                    return Err(LowerError::Parts {
                        place: Box::new(part.place.clone()),
                        problem: "it is of another type than the part before it; nothing is both".to_owned(),
                    });
                }
            });
        }
        match merged {
            Some(scalar) => Ok(Shape::Scalar(scalar)),
            None => Err(unsupported(&schema.place, "an `allOf` without parts")),
        }
    }

    /// The parts, those of parts included, each with the type and the file that it belongs to.
    fn flatten(
        &self,
        key: &TypeKey,
        file: &str,
        parts: &'d [SchemaOrRef],
        flat: &mut Vec<(TypeKey, String, &'d Schema)>,
        above: &mut Vec<&'d str>,
    ) -> Result<(), LowerError> {
        for part in parts {
            let (owner, file, schema, name) = match part {
                OrRef::Here(schema) => (key.clone(), file, schema.as_ref(), None),
                OrRef::Ref(reference) => {
                    let (name, file, schema) = self.target(reference)?;
                    let is_above = above.contains(&name) || super::named(name) == *key;
                    if is_above {
                        return Err(LowerError::Circular {
                            place: Box::new(reference.place.clone()),
                            name: name.to_owned(),
                        });
                    }
                    (super::named(name), file, schema, Some(name))
                }
            };
            match &schema.kind {
                SchemaKind::AllOf(parts) => {
                    above.extend(name);
                    self.flatten(&owner, file, parts, flat, above)?;
                    if name.is_some() {
                        above.pop();
                    }
                }
                _ => flat.push((owner, file.to_owned(), schema)),
            }
        }
        Ok(())
    }
}
