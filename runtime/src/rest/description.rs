//! Operations as data.

use super::{Answer, Content, Fields};
use crate::{Address, Pacing};

/// The service that an operation belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Api {
    /// The service of the registry, for example `erak`.
    pub service: &'static str,
    /// The versions of the service whose contracts have this API.
    pub versions: &'static [&'static str],
    /// Where the service answers.
    pub addresses: &'static [Address],
    /// How often it may be called; `None` when nothing is known.
    pub pacing: Option<Pacing>,
}

/// An operation: what is sent, and what can be answered.
pub trait Operation: Send + Sync + 'static {
    /// The service.
    const API: &'static Api;
    /// Where everything stands.
    const DESCRIPTION: Description;
    /// What stands in the path, the query and the header.
    type Parameters: Fields;
    /// What is sent.
    type Body: Content;
    /// What is answered.
    type Answer: Answer;
}

/// Where everything of an operation stands (OpenAPI 3.0.3, section 4.7.10).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Description {
    /// The operation's name (`operationId`).
    pub name: &'static str,
    /// Who is called.
    pub receiver: Receiver,
    /// The method.
    pub method: Method,
    /// The path below the service's address, with `{name}` for each parameter in it.
    pub path: &'static str,
    /// The parameters, in the order of [`Fields::NAMES`] of [`Operation::Parameters`].
    pub parameters: &'static [Parameter],
    /// The key that whoever calls is known by.
    pub key: Option<Key>,
    /// How a body is sent; `None` when there is none.
    pub body: Option<Body>,
}

/// Who is called.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Receiver {
    /// The service, at one of its addresses.
    Service,
    /// Whoever uses the service, at an address of its own: [`Description::path`] says nothing.
    Supplier,
}

/// A method of HTTP (RFC 9110, section 9.3; RFC 5789).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[allow(missing_docs, reason = "plain words")]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Patch,
}

impl Method {
    /// As it stands in a request.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Patch => "PATCH",
        }
    }
}

/// A parameter of an operation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// Where it stands.
    pub location: Location,
}

/// Where in a request something stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[allow(missing_docs, reason = "plain words")]
pub enum Location {
    Path,
    Query,
    Header,
}

/// The key that whoever calls is known by (OpenAPI 3.0.3, section 4.7.27, `apiKey`).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Key {
    /// The name of the header, or of the parameter of the query.
    pub name: &'static str,
    /// Where it stands: in a header or in the query.
    pub location: Location,
}

/// How a body is sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Body {
    /// How it is written.
    pub media: Media,
    /// It may not be left out.
    pub required: bool,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Media {
    /// `application/json` (RFC 8259)
    Json,
    /// `application/x-www-form-urlencoded` (URL Standard, section 5)
    Form,
}

impl Media {
    /// The value of `Content-Type`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Form => "application/x-www-form-urlencoded",
        }
    }
}

/// The status that an answer is declared for (OpenAPI 3.0.3, section 4.7.16).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Status {
    /// This one.
    Exactly(u16),
    /// A hundred of them, by the first digit: 4 for `4XX`.
    Class(u8),
    /// All that no other answer is declared for.
    Default,
}

impl Status {
    /// Whether it means `status`.
    #[must_use]
    pub const fn is(self, status: u16) -> bool {
        match self {
            Self::Exactly(exactly) => exactly == status,
            Self::Class(class) => status / 100 == class as u16,
            Self::Default => true,
        }
    }
}
