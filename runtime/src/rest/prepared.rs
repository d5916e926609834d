//! A call that is about to be made: the request, what people may see of it, and what answers mean for it.

use std::marker::PhantomData;

use super::client::{BodyOf, Client};
use super::error::{CallError, CallFailure, RequestError};
use super::report::{Occasion, Sent};
use super::target::{For, Target};
use super::{Answer, AnswerError, Content, Description, Location, Method, Operation, Receiver, TextWriter};
use crate::http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use crate::http::{self, Call, NotSent, NotSentCause, OutcomeUnknown, Refused, Repeat, Request, Seen};
use crate::xml::{InvalidValue, Rule};

/// A call of an operation that can be made, more than once if it may be.
pub(super) struct Prepared<O> {
    pub(super) call: Box<Call>,
    pub(super) repeat: Repeat,
    pub(super) request: Request,
    /// As the call is told, but for its time and what came of it.
    occasion: Occasion,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Prepared<O> {
    /// # Errors
    /// A request that is none of the operation's, or that this client cannot make.
    pub(super) fn new(
        client: &Client,
        parameters: &O::Parameters,
        body: &BodyOf<O>,
    ) -> Result<Self, CallError> {
        let description = &O::DESCRIPTION;
        let contract = client.contract();
        let call = Box::new(Call {
            service: contract.service,
            version: contract.version,
            operation: description.name,
            document_id: None,
        });
        let mut occasion = Occasion {
            time: client.clock().now(),
            method: description.method,
            url: client.shown(description.path),
            fields: Vec::new(),
            body: Sent::Nothing,
            status: None,
            fingerprint: None,
        };
        match request::<O>(client, parameters, body, &mut occasion) {
            Ok(request) => Ok(Self {
                call,
                repeat: description.method.repeat(),
                request,
                occasion,
                operation: PhantomData,
            }),
            Err(error) => {
                occasion.body = Sent::Invalid(error.to_string());
                let cause = NotSentCause::Invalid(error.into());
                let failure = CallFailure::NotSent(NotSent { call, cause });
                Err(CallError::new(Box::new(occasion), failure))
            }
        }
    }

    /// What is told of the call, made now.
    pub(super) fn occasion(&self, client: &Client) -> Box<Occasion> {
        let mut occasion = self.occasion.clone();
        occasion.time = client.clock().now();
        Box::new(occasion)
    }

    /// The call was not made.
    pub(super) fn not_sent(&self, client: &Client, cause: NotSentCause) -> CallError {
        let call = self.call.clone();
        let failure = CallFailure::NotSent(NotSent { call, cause });
        CallError::new(self.occasion(client), failure)
    }

    /// The length of what is sent besides the header.
    pub(super) fn request_bytes(&self) -> usize {
        self.request.body.as_ref().map_or(0, bytes::Bytes::len)
    }

    /// What an answer of HTTP means.
    pub(super) fn judge(&self, answer: &http::Answer) -> Result<O::Answer, CallFailure> {
        let status = answer.status;
        let call = || self.call.clone();
        let error = match O::Answer::read_as(status, answer.content_type.as_deref(), &answer.body) {
            Ok(answer) => return Ok(answer),
            Err(error) => error,
        };
        let is_declared = !matches!(error, AnswerError::Undeclared { .. });
        // A status that turns a request away says so whatever stands in the body: the outcome is known, and only the
        // reason is lost.
        if Refused::is_meant_by(status) {
            return Err(CallFailure::Refused(Refused {
                call: call(),
                status,
                unreadable: is_declared.then(|| error.into()),
            }));
        }
        let seen = if status >= 500 && !is_declared {
            Seen::Status
        } else {
            Seen::Unexpected(error.into())
        };
        Err(CallFailure::OutcomeUnknown(OutcomeUnknown {
            call: call(),
            repeat: self.repeat,
            status: Some(status),
            seen,
        }))
    }
}

impl Method {
    /// Safe are those that only ask (RFC 9110, section 9.2.1).
    fn repeat(self) -> Repeat {
        match self {
            Self::Get => Repeat::Safely,
            Self::Put | Self::Post | Self::Delete | Self::Patch => Repeat::Never,
        }
    }

    fn of_http(self) -> http::Method {
        match self {
            Self::Get => http::Method::GET,
            Self::Put => http::Method::PUT,
            Self::Post => http::Method::POST,
            Self::Delete => http::Method::DELETE,
            Self::Patch => http::Method::PATCH,
        }
    }
}

/// The request; what people may see of it goes into `occasion`.
fn request<O: Operation>(
    client: &Client,
    parameters: &O::Parameters,
    body: &BodyOf<O>,
    occasion: &mut Occasion,
) -> Result<Request, RequestError> {
    let description = &O::DESCRIPTION;
    client.check_operation(O::API, description)?;
    let pairs = TextWriter::pairs(parameters)?;
    let key = client.key(description)?;
    let shown = Target::new(description, &pairs, key, For::People)?;
    occasion.url = client.shown(&shown.path);
    if let Some(query) = &shown.query {
        occasion.url.push('?');
        occasion.url.push_str(query);
    }
    let target = Target::new(description, &pairs, key, For::Service)?;
    let mut fields = HeaderMap::new();
    if O::Answer::BODIES.iter().any(Option::is_some) {
        fields.insert(ACCEPT, HeaderValue::from_static("application/json"));
    }
    for parameter in of_header(description) {
        if let Some(pair) = pairs.iter().find(|pair| pair.name == parameter) {
            insert(&mut fields, parameter, pair.value.sent())?;
        }
    }
    if let (Some(known), Some(key)) = (description.key, key)
        && known.location == Location::Header
    {
        insert(&mut fields, known.name, key)?;
    }
    let written = O::Body::write(body)?;
    if let Some((media, _)) = &written {
        fields.insert(CONTENT_TYPE, HeaderValue::from_static(media.as_str()));
    }
    occasion.fields = fields.keys().map(ToString::to_string).collect();
    occasion.body = O::Body::without_personal_data(body)?.map_or(Sent::Nothing, Sent::Shown);
    Ok(Request {
        method: description.method.of_http(),
        url: client.connection().beneath(&target.path, target.query.as_deref()),
        fields,
        body: written.map(|(_, octets)| octets.into()),
    })
}

/// The names of the parameters that stand in the header.
fn of_header(description: &Description) -> impl Iterator<Item = &'static str> {
    let parameters = description.parameters.iter();
    let of_header = parameters.filter(|parameter| parameter.location == Location::Header);
    of_header.map(|parameter| parameter.name)
}

/// Puts a field into a header. None of these values is ever shown: they may be personal, or the key.
fn insert(fields: &mut HeaderMap, name: &'static str, value: &str) -> Result<(), InvalidValue> {
    let invalid = || InvalidValue::new("", Rule::FieldValue).inside(name);
    let admitted = |byte: u8| byte.is_ascii_graphic() || matches!(byte, b' ' | b'\t');
    // White space at the ends would be lost on the way.
    if value.trim() != value || !value.bytes().all(admitted) {
        return Err(invalid());
    }
    let name = HeaderName::try_from(name).map_err(|_| invalid())?;
    let mut value = HeaderValue::from_str(value).map_err(|_| invalid())?;
    value.set_sensitive(true);
    fields.insert(name, value);
    Ok(())
}

impl Client {
    /// Whether the operation is one of the service that this is a client of.
    fn check_operation(
        &self,
        api: &'static super::Api,
        description: &Description,
    ) -> Result<(), RequestError> {
        if (api.service, api.versions) != (self.api().service, self.api().versions) {
            return Err(RequestError::OtherApi {
                operation: api.service,
                client: self.api().service,
            });
        }
        match description.receiver {
            Receiver::Service => Ok(()),
            Receiver::Supplier => Err(RequestError::AtSupplier),
        }
    }

    /// The key, if the operation asks for it.
    fn key(&self, description: &Description) -> Result<Option<&str>, RequestError> {
        match (description.key, self.token()) {
            (None, _) => Ok(None),
            (Some(_), Some(token)) => Ok(Some(token.reveal())),
            (Some(_), None) => Err(RequestError::NoToken),
        }
    }

    /// The address with a path beneath it, as people may see it.
    fn shown(&self, path: &str) -> String {
        format!("{}{path}", self.connection().url().as_str().trim_end_matches('/'))
    }
}
