//! What stands in an OpenAPI 3.0.3 document, as far as contracts have need of it.

use std::collections::BTreeMap;

use super::operation_model::{ApiKey, Operation, Parameter, RequestBody, Response};
use crate::place::Place;

/// The documents of a contract: those named, and all that they refer to, by path in the source.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct OpenApiDocuments {
    /// By path.
    pub documents: BTreeMap<String, OpenApiDocument>,
}

/// An OpenAPI document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OpenApiDocument {
    /// Its path in the source.
    pub path: String,
    /// `info/title`.
    pub title: String,
    /// `info/description`.
    pub description: Option<String>,
    /// What can be called, in order.
    pub operations: Vec<Operation>,
    /// What has a name.
    pub components: Components,
}

/// What has a name in a document, by name and in order.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Components {
    /// `schemas`.
    pub schemas: Vec<(String, SchemaOrRef)>,
    /// `parameters`.
    pub parameters: Vec<(String, Parameter)>,
    /// `requestBodies`.
    pub request_bodies: Vec<(String, RequestBody)>,
    /// `responses`.
    pub responses: Vec<(String, Response)>,
    /// `securitySchemes`.
    pub security_schemes: Vec<(String, ApiKey)>,
}

/// A kind of component.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum ComponentKind {
    /// `components/schemas`.
    Schema,
    /// `components/parameters`.
    Parameter,
    /// `components/requestBodies`.
    RequestBody,
    /// `components/responses`.
    Response,
    /// `components/securitySchemes`.
    SecurityScheme,
}

impl ComponentKind {
    /// The key below `components`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Schema => "schemas",
            Self::Parameter => "parameters",
            Self::RequestBody => "requestBodies",
            Self::Response => "responses",
            Self::SecurityScheme => "securitySchemes",
        }
    }
}

/// A reference to a component (`$ref`), of this document or another.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reference {
    /// Where it stands.
    pub place: Place,
    /// The path, in the source, of the document that has the component.
    pub file: String,
    /// The component's name.
    pub name: String,
}

/// How surely a name on the wire is the agency's (`x-source`).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NameSource {
    /// The agency has published it.
    Published,
    /// It is ours, until the agency's is known.
    Assumed,
}

/// A thing, or a reference to one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum OrRef<T> {
    /// It stands here.
    Here(T),
    /// It stands elsewhere.
    Ref(Reference),
}

/// A schema, or a reference to one.
pub type SchemaOrRef = OrRef<Box<Schema>>;

impl SchemaOrRef {
    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> &Place {
        match self {
            Self::Here(schema) => &schema.place,
            Self::Ref(reference) => &reference.place,
        }
    }
}

/// A schema (OpenAPI 3.0.3, section 4.7.24).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Schema {
    /// Where it stands.
    pub place: Place,
    /// `title` and `description`.
    pub documentation: Documentation,
    /// `null` is admitted too.
    pub nullable: bool,
    /// `default`.
    pub default: Option<Literal>,
    /// What it admits.
    pub kind: SchemaKind,
}

/// What is said of something in words.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Documentation {
    /// `title`, or `summary`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `example`, when it is a single value.
    pub example: Option<String>,
}

/// What a schema admits.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SchemaKind {
    /// `type: object`.
    Object(ObjectSchema),
    /// `type: array`.
    Array(ArraySchema),
    /// `type: string`.
    String(StringSchema),
    /// `type: integer` or `type: number`.
    Number(NumberSchema),
    /// `type: boolean`, with the values of `enum`, if there is one.
    Boolean(Vec<Literal>),
    /// `allOf`: all of these at once.
    AllOf(Vec<SchemaOrRef>),
    /// `oneOf`: exactly one of these.
    OneOf(OneOfSchema),
}

/// A value as it is written, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Literal {
    /// Where.
    pub place: Place,
    /// Its text, without quotes.
    pub text: String,
    /// What it is.
    pub kind: LiteralKind,
}

/// What a literal is in JSON.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LiteralKind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A string.
    Text,
}

/// An object.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ObjectSchema {
    /// `properties`, in order.
    pub properties: Vec<Property>,
    /// `required`.
    pub required: Vec<Literal>,
    /// `additionalProperties`.
    pub additional: Additional,
    /// `x-rules`.
    pub rules: Vec<Rule>,
}

/// A property of an object.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Property {
    /// Its name on the wire.
    pub name: String,
    /// Where its name stands.
    pub place: Place,
    /// How sure the name is.
    pub source: Option<NameSource>,
    /// What is said beside a `$ref`.
    pub description: Option<String>,
    /// What it holds.
    pub schema: SchemaOrRef,
}

/// What an object holds besides its properties.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Additional {
    /// Anything: `true`, or the keyword is not there.
    #[default]
    Any,
    /// Nothing: `false`.
    Refused,
    /// Values of a schema.
    Typed(SchemaOrRef),
}

/// A rule between the properties of an object (`x-rules`).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rule {
    /// Where it stands.
    pub place: Place,
    /// Which rule.
    pub kind: RuleKind,
    /// `fields`: the properties that it is about.
    pub fields: Vec<Literal>,
    /// `than` or `with`: the properties that it refers to.
    pub others: Vec<Literal>,
}

/// A rule between properties.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RuleKind {
    /// `fields`, compared one by one, are not less than `than`, when all of them are there.
    NotBefore,
    /// When the property `with` is there, so are all of `fields`.
    RequiredWith,
    /// When the property `with` is there, none of `fields` is.
    AbsentWith,
}

/// An array.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ArraySchema {
    /// What it is a list of.
    pub items: SchemaOrRef,
    /// `minItems`.
    pub min: u32,
    /// `maxItems`.
    pub max: Option<u32>,
}

/// A string.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct StringSchema {
    /// `format`.
    pub format: Option<Literal>,
    /// `pattern`, a regular expression of ECMA-262.
    pub pattern: Option<Literal>,
    /// `minLength`, in characters.
    pub min_length: Option<Literal>,
    /// `maxLength`, in characters.
    pub max_length: Option<Literal>,
    /// `enum`.
    pub values: Vec<Literal>,
}

/// A number.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct NumberSchema {
    /// Which numbers.
    pub domain: NumberDomain,
    /// `format`.
    pub format: Option<Literal>,
    /// `minimum`.
    pub min: Option<NumberBound>,
    /// `maximum`.
    pub max: Option<NumberBound>,
    /// `multipleOf`.
    pub multiple_of: Option<Literal>,
    /// `enum`.
    pub values: Vec<Literal>,
}

/// Which numbers a schema admits.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum NumberDomain {
    /// `type: integer`.
    #[default]
    Integer,
    /// `type: number`.
    Number,
}

/// A bound of a number.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NumberBound {
    /// The bound.
    pub value: Literal,
    /// It is not a value itself (`exclusiveMinimum`, `exclusiveMaximum`).
    pub exclusive: bool,
}

/// Exactly one of several.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OneOfSchema {
    /// The alternatives. Each has a name: it is a reference.
    pub alternatives: Vec<Reference>,
    /// `discriminator`.
    pub discriminator: Option<Discriminator>,
}

/// A property whose value says which alternative an object is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Discriminator {
    /// Where it stands.
    pub place: Place,
    /// `propertyName`.
    pub property: String,
    /// `mapping`: value → alternative. A value that is not listed is the name of an alternative's schema.
    pub mapping: Vec<(String, Reference)>,
}
