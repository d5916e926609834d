//! The other side of a service: a router that reads requests, calls a service trait and writes what it answers.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

use axum::body::Body as HttpBody;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;

use super::{
    Blocks, Body, EnvelopeError, Headers, Operation, Outcome, Port, Rejection, Version, content_type,
    envelope, write_answer, write_fault, write_refusal,
};
use crate::too_large::is_too_large;
use crate::xml::Reader;

/// A service that answers at one path of an HTTP server.
pub use axum::Router;

/// The most bytes of a request that are taken in, unless [`Service::with_limit`] says otherwise.
const LIMIT: usize = 64 * 1024 * 1024;

/// A port with the service that stands behind it, `S`. Generated code makes one for each port of a WSDL.
pub struct Service<S> {
    port: &'static Port,
    service: Arc<S>,
    limit: usize,
    operations: Vec<Box<dyn Handler<S>>>,
}

impl<S: Send + Sync + 'static> Service<S> {
    /// A port without operations.
    #[must_use]
    pub fn new(port: &'static Port, service: S) -> Self {
        Self {
            port,
            service: Arc::new(service),
            limit: LIMIT,
            operations: Vec::new(),
        }
    }

    /// With an operation, and what carries it out.
    #[must_use]
    pub fn operation<O, F>(mut self, carry_out: fn(Arc<S>, O::Request, O::RequestHeaders) -> F) -> Self
    where
        O: Operation,
        F: Future<Output = Outcome<O>> + Send + 'static,
    {
        self.operations.push(Box::new(Carried::<S, O, F> {
            version: self.port.soap,
            carry_out,
            operation: PhantomData,
        }));
        self
    }

    /// With another limit on the size of a request, in bytes; 64 MiB otherwise.
    #[must_use]
    pub fn with_limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// A router that answers at `/`; nest it under the path of the service.
    pub fn into_router(self) -> Router {
        Router::new()
            .route("/", any(answer::<S>))
            .with_state(Arc::new(self))
    }

    /// Reads a request up to the call that it asks for.
    fn read(&self, bytes: &[u8], content_type: Option<&str>) -> Result<Call<S>, EnvelopeError> {
        let version = self.port.soap;
        let text = content_type::decode(bytes, content_type, version)?;
        envelope::read(&text, version, |reader, mut blocks| {
            // The element in the body tells the operation; SOAPAction must not be relied on (WS-I Basic Profile
            // 1.1, R1127 and R2710).
            for operation in &self.operations {
                if let Some(call) = operation.read(reader, &mut blocks)? {
                    return Ok(call);
                }
            }
            let element = reader.start_ahead()?.then(|| reader.tag().1.to_owned());
            Err(EnvelopeError::UnknownBody { element })
        })
    }
}

impl<S> fmt::Debug for Service<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service")
            .field("port", &self.port.name)
            .field("operations", &self.operations.len())
            .finish_non_exhaustive()
    }
}

/// An operation that has been read and can be carried out.
type Call<S> = Box<dyn FnOnce(Arc<S>) -> Pin<Box<dyn Future<Output = Message> + Send>> + Send>;

/// An answer on its way: an envelope, or nothing in a one-way operation.
struct Message {
    status: StatusCode,
    envelope: Option<Vec<u8>>,
}

/// An operation, whatever its messages are.
trait Handler<S>: Send + Sync {
    /// Reads its request, when that is what stands ahead in the body.
    fn read(&self, reader: &mut Reader<'_>, blocks: &mut Blocks) -> Result<Option<Call<S>>, EnvelopeError>;
}

struct Carried<S, O: Operation, F> {
    version: Version,
    carry_out: fn(Arc<S>, O::Request, O::RequestHeaders) -> F,
    operation: PhantomData<fn() -> O>,
}

impl<S, O, F> Handler<S> for Carried<S, O, F>
where
    S: Send + Sync + 'static,
    O: Operation,
    F: Future<Output = Outcome<O>> + Send + 'static,
{
    fn read(&self, reader: &mut Reader<'_>, blocks: &mut Blocks) -> Result<Option<Call<S>>, EnvelopeError> {
        if !O::Request::is_ahead(reader)? {
            return Ok(None);
        }
        blocks.understood(self.version, O::RequestHeaders::NAMES)?;
        let request = O::Request::read(reader)?;
        let headers = O::RequestHeaders::read(blocks)?;
        let (version, carry_out) = (self.version, self.carry_out);
        Ok(Some(Box::new(move |service| {
            let outcome = carry_out(service, request, headers);
            Box::pin(async move { message::<O>(version, outcome.await) })
        })))
    }
}

fn message<O: Operation>(version: Version, outcome: Outcome<O>) -> Message {
    let rejection = match outcome {
        Ok(_) if O::ONE_WAY => {
            return Message {
                status: StatusCode::ACCEPTED,
                envelope: None,
            };
        }
        Ok((answer, headers)) => match write_answer::<O>(version, &answer, &headers) {
            Ok(envelope) => {
                return Message {
                    status: StatusCode::OK,
                    envelope: Some(envelope),
                };
            }
            Err(error) => Rejection::Receiver(format!(
                "the service's answer is not one that the contract admits: {error}"
            )),
        },
        Err(rejection) => rejection,
    };
    let status = match (version, &rejection) {
        (_, Rejection::Receiver(_)) => StatusCode::INTERNAL_SERVER_ERROR,
        (version, _) => version.sender_status(),
    };
    // A fault that cannot be written leaves an empty 500: the caller's outcome is unknown, as it should be.
    Message {
        status,
        envelope: write_fault(version, &rejection).ok(),
    }
}

impl Version {
    /// The status of a fault that is the sender's: 500 (SOAP 1.1, section 6.2), and 400 (SOAP 1.2 Part 2, section
    /// 7.5.2.2).
    fn sender_status(self) -> StatusCode {
        match self {
            Self::V1_1 => StatusCode::INTERNAL_SERVER_ERROR,
            Self::V1_2 => StatusCode::BAD_REQUEST,
        }
    }
}

async fn answer<S: Send + Sync + 'static>(
    State(state): State<Arc<Service<S>>>,
    request: Request,
) -> Response {
    let version = state.port.soap;
    if request.method() != Method::POST {
        let text = "a SOAP service is called with POST\n";
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "POST")], text).into_response();
    }
    let (parts, body) = request.into_parts();
    if let Some(coding) =
        field(&parts.headers, header::CONTENT_ENCODING).filter(|coding| *coding != "identity")
    {
        let text = format!("Content-Encoding `{coding}` is not accepted; send the envelope as it is\n");
        return (StatusCode::UNSUPPORTED_MEDIA_TYPE, text).into_response();
    }
    let bytes = match axum::body::to_bytes(body, state.limit).await {
        Ok(bytes) => bytes,
        Err(error) if is_too_large(&error) => {
            let error = EnvelopeError::TooLarge { limit: state.limit };
            return (StatusCode::PAYLOAD_TOO_LARGE, format!("{error}\n")).into_response();
        }
        Err(_) => return (StatusCode::BAD_REQUEST, "the request ended too early\n").into_response(),
    };
    let call = state.read(&bytes, field(&parts.headers, header::CONTENT_TYPE));
    let message = match call {
        Ok(call) => call(state.service.clone()).await,
        Err(error @ (EnvelopeError::ContentType { .. } | EnvelopeError::Multipart)) => {
            return (StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("{error}\n")).into_response();
        }
        Err(error) => Message {
            status: version.sender_status(),
            envelope: write_refusal(version, &error).ok(),
        },
    };
    let Some(envelope) = message.envelope else {
        return message.status.into_response();
    };
    let content_type = version.content_type("");
    (
        message.status,
        [(header::CONTENT_TYPE, content_type)],
        HttpBody::from(envelope),
    )
        .into_response()
}

fn field(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}
