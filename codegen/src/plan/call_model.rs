//! The Rust that will be written from the operations of an OpenAPI document.

use super::Field;
use crate::read::openapi::{Media, Method, ParameterLocation, Receiver, Status};

/// What a module holds of OpenAPI besides types.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Calls {
    /// The versions of the service that have these operations, newest first.
    pub versions: Vec<String>,
    /// Operations.
    pub calls: Vec<Call>,
}

/// An operation: a type without values that says what is sent and answered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Call {
    /// The type.
    pub ident: String,
    /// Its name in the document.
    pub name: String,
    /// Paragraphs of documentation.
    pub documentation: Vec<String>,
    /// Who is called.
    pub receiver: Receiver,
    /// The method.
    pub method: Method,
    /// The path.
    pub path: String,
    /// What stands in the path, the query and the header, if anything does.
    pub parameters: Option<Parameters>,
    /// The key that whoever calls is known by: its name, and where it stands.
    pub key: Option<(String, ParameterLocation)>,
    /// What is sent.
    pub body: Option<CallBody>,
    /// The enum of the answers.
    pub answer: String,
    /// What is answered, the most exact status first.
    pub answers: Vec<Answer>,
}

/// A struct for the parameters of an operation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Parameters {
    /// The struct.
    pub ident: String,
    /// The parameters.
    pub fields: Vec<Field>,
    /// Where each of them stands.
    pub locations: Vec<ParameterLocation>,
}

/// What is sent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CallBody {
    /// How it is written.
    pub media: Media,
    /// It may not be left out.
    pub required: bool,
    /// Its type.
    pub ty: String,
}

/// What is answered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Answer {
    /// The name of the variant.
    pub ident: String,
    /// With which status.
    pub status: Status,
    /// Its type; `None` when the status says it all.
    pub ty: Option<String>,
    /// Paragraphs of documentation.
    pub documentation: Vec<String>,
}
