//! Schemas as types.

use super::scalars::Value;
use super::{Lowering, PendingOneOf, inside, named, paragraphs, unsupported};
use crate::lower::{Alternative, Enumeration};
use crate::lower::{
    Held, List, ListBounds, LowerError, OneOf, Scalar, Selection, Shape, Step, Type, TypeKey, TypeRef,
};
use crate::place::Place;
use crate::read::openapi::{ArraySchema, LiteralKind, OrRef, Reference, Schema, SchemaKind, SchemaOrRef};
use crate::resolve::BuiltIn;

/// What a schema is where it is used.
pub(super) struct Use {
    /// Its type, when it is not a list without a name.
    pub(super) held: Held,
    /// What is said of it where it is used.
    pub(super) documentation: Vec<String>,
}

impl<'d> Lowering<'d> {
    /// Every schema that has a name.
    pub(super) fn components(&mut self) -> Result<(), LowerError> {
        let documents = self.documents;
        let mut places: std::collections::BTreeMap<&str, &Place> = std::collections::BTreeMap::new();
        for document in documents.documents.values() {
            for (name, schema) in &document.components.schemas {
                if let Some(first) = places.insert(name, schema.place()) {
                    return Err(LowerError::SameSchema {
                        place: Box::new(schema.place().clone()),
                        name: name.clone(),
                        first: Box::new(first.clone()),
                    });
                }
                match schema {
                    OrRef::Here(schema) => self.define(named(name), &document.path, schema)?,
                    // Another name for another type: no type of its own.
                    OrRef::Ref(reference) => drop(self.target(reference)?),
                }
            }
        }
        Ok(())
    }

    /// The schema that a reference leads to in the end, with its name and its file.
    pub(super) fn target(&self, reference: &Reference) -> Result<(&'d str, &'d str, &'d Schema), LowerError> {
        let documents = self.documents;
        let mut at = (reference.file.clone(), reference.name.clone());
        let mut seen = Vec::new();
        loop {
            if seen.contains(&at) {
                return Err(LowerError::Circular {
                    place: Box::new(reference.place.clone()),
                    name: reference.name.clone(),
                });
            }
            let found = documents
                .documents
                .get_key_value(&at.0)
                .and_then(|(file, document)| {
                    let schemas = document.components.schemas.iter();
                    let mut named = schemas.filter(|(name, _)| *name == at.1);
                    named.next().map(|(name, schema)| (file, name, schema))
                });
            seen.push(at);
            match found {
                Some((file, name, OrRef::Here(schema))) => return Ok((name, file, schema)),
                Some((_, _, OrRef::Ref(next))) => at = (next.file.clone(), next.name.clone()),
                None => {
                    // Reading has followed every reference.
                    return Err(LowerError::NoSuchProperty {
                        place: Box::new(reference.place.clone()),
                        name: reference.name.clone(),
                        hint: String::new(),
                    });
                }
            }
        }
    }

    /// What a schema is where it is used. `key` is its type's, when it has none of a name.
    pub(super) fn held(
        &mut self,
        schema: &'d SchemaOrRef,
        key: TypeKey,
        file: &str,
    ) -> Result<Use, LowerError> {
        match schema {
            OrRef::Ref(reference) => {
                let (name, _, target) = self.target(reference)?;
                Ok(Use {
                    held: Held {
                        ty: TypeRef::Type(named(name)),
                        list: None,
                        nullable: target.nullable,
                    },
                    documentation: Vec::new(),
                })
            }
            OrRef::Here(schema) => self.held_here(schema, key, file),
        }
    }

    fn held_here(&mut self, schema: &'d Schema, key: TypeKey, file: &str) -> Result<Use, LowerError> {
        let documentation = paragraphs(&schema.documentation);
        let of = |ty, list, nullable, documentation| Use {
            held: Held { ty, list, nullable },
            documentation,
        };
        match &schema.kind {
            SchemaKind::Array(array) => {
                let item = self.item(array, inside(&key, Step::Item), file)?;
                Ok(of(item, Some(bounds(array)), schema.nullable, documentation))
            }
            // The usual way to say more of a reference.
            SchemaKind::AllOf(parts) if parts.len() == 1 && matches!(parts[0], OrRef::Ref(_)) => {
                let mut used = self.held(&parts[0], key, file)?;
                // `null` must be admitted by the part and by the whole (JSON Schema, `allOf`).
                if schema.nullable && !used.held.nullable {
                    return Err(unsupported(
                        &schema.place,
                        "`nullable` of an `allOf` whose part is not nullable",
                    ));
                }
                used.held.nullable &= schema.nullable;
                used.documentation = documentation;
                Ok(used)
            }
            SchemaKind::String(_) | SchemaKind::Number(_) | SchemaKind::Boolean(_)
                if let Some(built_in) = self.plain(schema)? =>
            {
                if let Some(default) = schema
                    .default
                    .as_ref()
                    .filter(|default| default.kind != LiteralKind::Null)
                {
                    let scalar = Scalar {
                        base: built_in,
                        steps: Vec::new(),
                    };
                    super::properties::check_scalar(default, &scalar)?;
                }
                Ok(of(
                    TypeRef::BuiltIn(built_in),
                    None,
                    schema.nullable,
                    documentation,
                ))
            }
            _ => {
                self.define(key.clone(), file, schema)?;
                // What is said stands at the member; the type has it too.
                Ok(of(TypeRef::Type(key), None, schema.nullable, documentation))
            }
        }
    }

    /// The built-in type that a schema without any restriction is.
    fn plain(&self, schema: &Schema) -> Result<Option<BuiltIn>, LowerError> {
        let value = match &schema.kind {
            SchemaKind::String(string) => super::scalars::string(&schema.place, string)?,
            SchemaKind::Boolean(values) => super::scalars::boolean(values),
            _ => return Ok(None),
        };
        Ok(match value {
            Value::Scalar(Scalar { base, steps }) if steps.is_empty() => Some(base),
            _ => None,
        })
    }

    /// The type of the items of an array.
    pub(super) fn item(
        &mut self,
        array: &'d ArraySchema,
        key: TypeKey,
        file: &str,
    ) -> Result<TypeRef, LowerError> {
        let place = array.items.place();
        if let OrRef::Here(schema) = &array.items
            && let SchemaKind::Array(_) = &schema.kind
        {
            self.define(key.clone(), file, schema)?;
            return Ok(TypeRef::Type(key));
        }
        let used = self.held(&array.items, key, file)?;
        if used.held.nullable {
            return Err(unsupported(place, "an array whose items may be null"));
        }
        Ok(used.held.ty)
    }

    /// Makes a type, unless it is there or being made.
    pub(super) fn define(&mut self, key: TypeKey, file: &str, schema: &'d Schema) -> Result<(), LowerError> {
        if !self.begun.insert(key.clone()) {
            return Ok(());
        }
        let shape = self.shape(&key, file, schema)?;
        super::properties::check_default(schema, &shape)?;
        let mut documentation = paragraphs(&schema.documentation);
        if let Shape::Object(object) = &shape {
            documentation.extend(super::rules::in_words(&object.rules));
        }
        self.contract.types.insert(
            key,
            Type {
                documentation,
                file: file.to_owned(),
                place: schema.place.clone(),
                shape,
            },
        );
        Ok(())
    }

    fn shape(&mut self, key: &TypeKey, file: &str, schema: &'d Schema) -> Result<Shape, LowerError> {
        Ok(match &schema.kind {
            SchemaKind::Object(_) => Shape::Object(self.object(key, file, schema)?),
            SchemaKind::Array(array) => Shape::List(List {
                item: self.item(array, inside(key, Step::Item), file)?,
                bounds: bounds(array),
            }),
            SchemaKind::String(string) => super::scalars::string(&schema.place, string)?.into(),
            SchemaKind::Number(number) => super::scalars::number(number)?.into(),
            SchemaKind::Boolean(values) => super::scalars::boolean(values).into(),
            SchemaKind::AllOf(parts) => self.all_of(key, file, schema, parts)?,
            SchemaKind::OneOf(one_of) => {
                let mut alternatives: Vec<Alternative> = Vec::new();
                for reference in &one_of.alternatives {
                    let (name, _, target) = self.target(reference)?;
                    if target.nullable {
                        return Err(unsupported(
                            &reference.place,
                            "an alternative of a `oneOf` that may be null",
                        ));
                    }
                    if let Some(first) = alternatives.iter().find(|known| known.name == name) {
                        return Err(LowerError::Alternatives {
                            place: Box::new(reference.place.clone()),
                            first: first.name.clone(),
                            second: name.to_owned(),
                            reason: "they are the same schema".to_owned(),
                        });
                    }
                    alternatives.push(Alternative {
                        name: name.to_owned(),
                        ty: named(name),
                        place: reference.place.clone(),
                    });
                }
                self.one_ofs.push(PendingOneOf {
                    key: key.clone(),
                    place: schema.place.clone(),
                    schema: one_of,
                });
                Shape::OneOf(OneOf {
                    alternatives,
                    selection: Selection::ByMembers(Vec::new()),
                })
            }
        })
    }
}

fn bounds(array: &ArraySchema) -> ListBounds {
    ListBounds {
        min: array.min,
        max: array.max,
    }
}

impl From<Value> for Shape {
    fn from(value: Value) -> Self {
        match value {
            Value::Scalar(scalar) => Self::Scalar(scalar),
            Value::Enumeration(values) => Self::Enumeration(Enumeration {
                base: BuiltIn::String,
                white_space: None,
                values: values.into_iter().map(|value| (value, Vec::new())).collect(),
            }),
        }
    }
}
