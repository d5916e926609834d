//! What can be called over HTTP without SOAP.

use super::{Object, TypeRef};
use crate::place::Place;
use crate::read::openapi::{Media, Method, ParameterLocation, Receiver, Status};

/// The operations of an OpenAPI document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Api {
    /// In the order of the document.
    pub calls: Vec<Call>,
}

/// An operation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Call {
    /// Its name.
    pub id: String,
    /// Where it stands.
    pub place: Place,
    /// Its documentation.
    pub documentation: Vec<String>,
    /// Who is called.
    pub receiver: Receiver,
    /// The method.
    pub method: Method,
    /// The path, with `{name}` for the parameters in it.
    pub path: String,
    /// The parameters, as the members of a flat object, each with its place in the request.
    pub parameters: Object,
    /// Where each parameter stands.
    pub locations: Vec<ParameterLocation>,
    /// What is sent.
    pub body: Option<CallBody>,
    /// What is answered, the most exact status first.
    pub answers: Vec<Answer>,
    /// The key that whoever calls is known by.
    pub key: Option<CallKey>,
}

/// What is sent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CallBody {
    /// How it is written.
    pub media: Media,
    /// It may not be left out.
    pub required: bool,
    /// What it holds.
    pub ty: TypeRef,
    /// Its documentation.
    pub documentation: Vec<String>,
}

/// What is answered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Answer {
    /// With which status.
    pub status: Status,
    /// What it holds; `None` when the status says it all.
    pub ty: Option<TypeRef>,
    /// Its documentation.
    pub documentation: Vec<String>,
}

/// The key that whoever calls is known by.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CallKey {
    /// Its name.
    pub name: String,
    /// Where it stands: in a header or in the query.
    pub location: ParameterLocation,
}
