//! Schemas (OpenAPI 3.0.3, section 4.7.24).

use super::cursor::{Cursor, Keyed, Keywords};
use super::model::{
    Additional, ArraySchema, Discriminator, Documentation, LiteralKind, NameSource, NumberDomain,
    ObjectSchema, OneOfSchema, OrRef, Property, Schema, SchemaKind, SchemaOrRef,
};
use super::{references, refused, rules, values};
use crate::read::error::ReadError;

/// What a type of schema consists of.
macro_rules! keywords {
    ($what:literal, [$($known:literal),* $(,)?]) => {
        Keywords {
            what: $what,
            known: &["type", "title", "description", "example", "nullable", "default", "x-source", $($known),*],
            refused: refused::OF_A_SCHEMA,
        }
    };
}

const OBJECT: Keywords = keywords!(
    "an object",
    ["properties", "required", "additionalProperties", "x-rules"]
);
const ARRAY: Keywords = keywords!("an array", ["items", "minItems", "maxItems"]);
const STRING: Keywords = keywords!(
    "a string",
    ["format", "pattern", "minLength", "maxLength", "enum"]
);
const NUMBER: Keywords = keywords!(
    "a number",
    [
        "format",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "enum"
    ]
);
const BOOLEAN: Keywords = keywords!("a boolean", ["enum"]);
const ALL_OF: Keywords = keywords!("an `allOf`", ["allOf"]);
const ONE_OF: Keywords = keywords!("a `oneOf`", ["oneOf", "discriminator"]);

/// Types of JSON.
#[derive(Clone, Copy)]
enum Type {
    Object,
    Array,
    String,
    Integer,
    Number,
    Boolean,
}

const TYPES: [(&str, Type); 6] = [
    ("object", Type::Object),
    ("array", Type::Array),
    ("string", Type::String),
    ("integer", Type::Integer),
    ("number", Type::Number),
    ("boolean", Type::Boolean),
];

const SOURCES: [(&str, NameSource); 2] = [
    ("published", NameSource::Published),
    ("assumed", NameSource::Assumed),
];

/// How sure a name is.
pub(super) fn source(keyed: &Keyed<'_>) -> Result<Option<NameSource>, ReadError> {
    keyed.get("x-source").map(|at| at.word(&SOURCES)).transpose()
}

/// How sure the name is of a property that stands here.
fn source_at(at: &Cursor<'_>) -> Result<Option<NameSource>, ReadError> {
    let mut entries = at.named()?;
    let found = entries.find(|(key, _)| *key == "x-source");
    found.map(|(_, at)| at.word(&SOURCES)).transpose()
}

/// A schema, or a reference to one.
pub(super) fn schema_or_ref(at: &Cursor<'_>) -> Result<SchemaOrRef, ReadError> {
    if at.has("$ref") {
        return references::schema(at).map(OrRef::Ref);
    }
    schema(at).map(|schema| OrRef::Here(Box::new(schema)))
}

fn schema(at: &Cursor<'_>) -> Result<Schema, ReadError> {
    if at.has("allOf") {
        let keyed = at.keyed(ALL_OF)?;
        no_type(&keyed)?;
        let parts = list(&keyed.need("allOf")?)?;
        return finish(&keyed, SchemaKind::AllOf(parts));
    }
    if at.has("oneOf") {
        let keyed = at.keyed(ONE_OF)?;
        no_type(&keyed)?;
        let kind = one_of(&keyed)?;
        return finish(&keyed, SchemaKind::OneOf(kind));
    }
    let Some(ty) = type_of(at)? else {
        // The first keyword that cannot stand in any schema says more than that the type is missing.
        return Err(match at.keyed(any_schema()) {
            Err(error) => error,
            Ok(_) => ReadError::MissingKeyword {
                place: Box::new(at.place()),
                keyword: "type",
                what: "a schema",
            },
        });
    };
    match ty {
        Type::Object => {
            let keyed = at.keyed(OBJECT)?;
            let object = object(&keyed)?;
            finish(&keyed, SchemaKind::Object(object))
        }
        Type::Array => {
            let keyed = at.keyed(ARRAY)?;
            let array = array(&keyed)?;
            finish(&keyed, SchemaKind::Array(array))
        }
        Type::String => {
            let keyed = at.keyed(STRING)?;
            let string = values::string(&keyed)?;
            finish(&keyed, SchemaKind::String(string))
        }
        Type::Integer => {
            let keyed = at.keyed(NUMBER)?;
            let number = values::number(&keyed, NumberDomain::Integer)?;
            finish(&keyed, SchemaKind::Number(number))
        }
        Type::Number => {
            let keyed = at.keyed(NUMBER)?;
            let number = values::number(&keyed, NumberDomain::Number)?;
            finish(&keyed, SchemaKind::Number(number))
        }
        Type::Boolean => {
            let keyed = at.keyed(BOOLEAN)?;
            let values = values::values(&keyed, LiteralKind::Boolean, "`true` or `false`")?;
            finish(&keyed, SchemaKind::Boolean(values))
        }
    }
}

/// Every keyword of every schema.
fn any_schema() -> Keywords {
    Keywords {
        what: "a schema",
        known: &[
            "type",
            "title",
            "description",
            "example",
            "nullable",
            "default",
            "x-source",
            "properties",
            "required",
            "additionalProperties",
            "x-rules",
            "items",
            "minItems",
            "maxItems",
            "format",
            "pattern",
            "minLength",
            "maxLength",
            "enum",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "allOf",
            "oneOf",
            "discriminator",
            "$ref",
        ],
        refused: refused::OF_A_SCHEMA,
    }
}

fn type_of(at: &Cursor<'_>) -> Result<Option<Type>, ReadError> {
    let mut entries = at.named()?;
    let ty = entries.find(|(key, _)| *key == "type");
    ty.map(|(_, at)| at.word(&TYPES)).transpose()
}

/// The parts say what the type is; said twice, it could contradict them.
fn no_type(keyed: &Keyed<'_>) -> Result<(), ReadError> {
    match keyed.get("type") {
        Some(at) => Err(at.unsupported(
            "`type` beside `allOf` or `oneOf`",
            "its parts say what it is. Leave it out",
        )),
        None => Ok(()),
    }
}

fn finish(keyed: &Keyed<'_>, kind: SchemaKind) -> Result<Schema, ReadError> {
    Ok(Schema {
        place: keyed.place(),
        documentation: documentation(keyed, "title")?,
        nullable: keyed.flag("nullable")?,
        default: keyed.get("default").map(|at| at.literal()).transpose()?,
        kind,
    })
}

/// What is said in words. `title` is the keyword of the shorter of two texts.
pub(super) fn documentation(keyed: &Keyed<'_>, title: &'static str) -> Result<Documentation, ReadError> {
    Ok(Documentation {
        title: keyed.text(title)?,
        description: keyed.text("description")?,
        // An example of several values is for other tools.
        example: keyed
            .get("example")
            .and_then(|at| at.literal().ok())
            .map(|example| example.text),
    })
}

fn list(at: &Cursor<'_>) -> Result<Vec<SchemaOrRef>, ReadError> {
    let schemas: Vec<_> = at
        .list()?
        .map(|item| schema_or_ref(&item))
        .collect::<Result<_, _>>()?;
    if schemas.is_empty() {
        return Err(at.invalid("an empty list; expected at least one schema".to_owned()));
    }
    Ok(schemas)
}

// ---- objects

fn object(keyed: &Keyed<'_>) -> Result<ObjectSchema, ReadError> {
    let mut properties = Vec::new();
    if let Some(at) = keyed.get("properties") {
        for (name, at) in at.named()? {
            properties.push(property(name, &at)?);
        }
    }
    let required = keyed.texts("required")?;
    let additional = match keyed.get("additionalProperties") {
        None => Additional::Any,
        Some(at) if at.boolean().is_ok_and(|any| any) => Additional::Any,
        Some(at) if at.boolean().is_ok() => Additional::Refused,
        Some(at) => Additional::Typed(schema_or_ref(&at)?),
    };
    Ok(ObjectSchema {
        properties,
        required,
        additional,
        rules: keyed
            .get("x-rules")
            .map_or(Ok(Vec::new()), |at| rules::rules(&at))?,
    })
}

/// A property. Beside a `$ref` may stand what does not change which values are admitted: OpenAPI has other tools
/// ignore it.
fn property(name: &str, at: &Cursor<'_>) -> Result<Property, ReadError> {
    let mut description = None;
    if at.has("$ref") {
        description = at.keyed(references::DESCRIBED)?.text("description")?;
    }
    Ok(Property {
        name: name.to_owned(),
        place: at.place(),
        source: source_at(at)?,
        description,
        schema: if at.has("$ref") {
            OrRef::Ref(references::described(at)?)
        } else {
            schema_or_ref(at)?
        },
    })
}

// ---- arrays

fn array(keyed: &Keyed<'_>) -> Result<ArraySchema, ReadError> {
    let min = keyed.get("minItems").map_or(Ok(0), |at| at.count())?;
    let max = keyed.get("maxItems").map(|at| at.count()).transpose()?;
    if let (Some(at), Some(max)) = (keyed.get("maxItems"), max)
        && max < min
    {
        return Err(at.invalid(format!(
            "{max}, which is less than `minItems`, {min}; leave one of them out"
        )));
    }
    Ok(ArraySchema {
        items: schema_or_ref(&keyed.need("items")?)?,
        min,
        max,
    })
}

// ---- alternatives

fn one_of(keyed: &Keyed<'_>) -> Result<OneOfSchema, ReadError> {
    const DISCRIMINATOR: Keywords = Keywords {
        what: "a discriminator",
        known: &["propertyName", "mapping"],
        refused: &[],
    };
    let mut alternatives = Vec::new();
    for at in keyed.need("oneOf")?.list()? {
        if !at.has("$ref") {
            return Err(at.unsupported(
                "an alternative without a name",
                "what it is called in Rust is the name of its schema. Put it into `components/schemas`, and refer \
                 to it with `$ref`",
            ));
        }
        alternatives.push(references::schema(&at)?);
    }
    if alternatives.len() < 2 {
        return Err(keyed
            .need("oneOf")?
            .invalid("a list of less than two alternatives".to_owned()));
    }
    let discriminator = keyed
        .get("discriminator")
        .map(|at| {
            let keyed = at.keyed(DISCRIMINATOR)?;
            let mut mapping = Vec::new();
            if let Some(at) = keyed.get("mapping") {
                for (value, at) in at.named()? {
                    mapping.push((value.to_owned(), references::mapped(&at)?));
                }
            }
            Ok(Discriminator {
                place: at.place(),
                property: keyed.need("propertyName")?.text()?,
                mapping,
            })
        })
        .transpose()?;
    Ok(OneOfSchema {
        alternatives,
        discriminator,
    })
}
