//! What can be called, as an OpenAPI 3.0.3 document says it.

use super::model::{Documentation, Literal, NameSource, OrRef, SchemaOrRef};
use crate::place::Place;

/// Something that can be called.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Operation {
    /// Where it stands.
    pub place: Place,
    /// `operationId`.
    pub id: String,
    /// What is said of it.
    pub documentation: Documentation,
    /// How sure the path is.
    pub source: Option<NameSource>,
    /// Who is called.
    pub receiver: Receiver,
    /// The method.
    pub method: Method,
    /// The path, with `{name}` for the parameters in it.
    pub path: String,
    /// Parameters, those of the path first.
    pub parameters: Vec<OrRef<Parameter>>,
    /// What is sent.
    pub body: Option<OrRef<RequestBody>>,
    /// What is answered.
    pub responses: Vec<(Status, OrRef<Response>)>,
    /// The name of the security scheme, with its place.
    pub security: Option<Literal>,
}

/// Who is called (`x-receiver`).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Receiver {
    /// The service.
    #[default]
    Service,
    /// Whoever uses the service, at an address of its own: the path says nothing.
    Supplier,
}

/// A method of HTTP.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[allow(missing_docs, reason = "plain words")]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Patch,
}

impl Method {
    /// The keys of a path item.
    pub const WORDS: [(&str, Self); 5] = [
        ("get", Self::Get),
        ("put", Self::Put),
        ("post", Self::Post),
        ("delete", Self::Delete),
        ("patch", Self::Patch),
    ];
}

/// The status of an answer.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Status {
    /// One, such as 200.
    Exactly(u16),
    /// A hundred of them, by its first digit: 4 for `4XX`.
    Class(u8),
    /// All that are not named.
    Default,
}

/// A parameter.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Parameter {
    /// Where it stands.
    pub place: Place,
    /// Its name on the wire.
    pub name: String,
    /// How sure the name is.
    pub source: Option<NameSource>,
    /// What is said of it.
    pub documentation: Documentation,
    /// Where in a request it stands.
    pub location: ParameterLocation,
    /// It may not be left out.
    pub required: bool,
    /// What it holds.
    pub schema: SchemaOrRef,
}

/// Where in a request a parameter stands.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[allow(missing_docs, reason = "plain words")]
pub enum ParameterLocation {
    Path,
    Query,
    Header,
}

/// The body of a request.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RequestBody {
    /// Where it stands.
    pub place: Place,
    /// What is said of it.
    pub documentation: Documentation,
    /// It may not be left out.
    pub required: bool,
    /// What is sent.
    pub content: BodyContent,
}

/// What a body is and how it is written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BodyContent {
    /// How it is written.
    pub media: Media,
    /// What it holds.
    pub schema: SchemaOrRef,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Media {
    /// `application/json`
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
}

/// An answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Response {
    /// Where it stands.
    pub place: Place,
    /// What is said of it.
    pub documentation: Documentation,
    /// What is answered; `None` when the status says it all.
    pub content: Option<BodyContent>,
}

/// A key that whoever calls is known by (`type: apiKey`).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ApiKey {
    /// Where it stands.
    pub place: Place,
    /// What is said of it.
    pub documentation: Documentation,
    /// Its name on the wire.
    pub name: String,
    /// How sure the name is.
    pub source: Option<NameSource>,
    /// Where in a request it stands: in a header or in the query.
    pub location: ParameterLocation,
}
