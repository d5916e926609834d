//! From operations to a router.

use std::fmt;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header, request::Parts};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, on};

use super::read::Unread;
use super::{Refusal, Serve, parameters, read};
use crate::rest::{Answer, Content, Media, Method, Operation};

/// The most bytes of a body that are taken in, unless [`Server::with_limit`] says otherwise.
const LIMIT: usize = 1024 * 1024;

/// Operations, with the service `S` that carries them out.
pub struct Server<S> {
    service: Arc<S>,
    limit: usize,
    router: Router<Arc<Shared<S>>>,
}

struct Shared<S> {
    service: Arc<S>,
    limit: usize,
}

impl<S: Send + Sync + 'static> Server<S> {
    /// Without operations.
    #[must_use]
    pub fn new(service: Arc<S>) -> Self {
        Self {
            service,
            limit: LIMIT,
            router: Router::new(),
        }
    }

    /// With an operation, at its path ([`Description::path`](crate::rest::Description::path)).
    ///
    /// # Panics
    /// An operation that is there already.
    #[must_use]
    pub fn operation<O: Operation>(self) -> Self
    where
        S: Serve<O>,
    {
        self.operation_at::<O>(O::DESCRIPTION.path)
    }

    /// With an operation at a path of one's own, with `{name}` for each parameter in it: for those of the
    /// [supplier](crate::rest::Receiver::Supplier).
    ///
    /// # Panics
    /// An operation that is there already; a path that does not begin with `/`.
    #[must_use]
    pub fn operation_at<O: Operation>(mut self, path: &str) -> Self
    where
        S: Serve<O>,
    {
        let method = filter(O::DESCRIPTION.method);
        self.router = self.router.route(path, on(method, answer::<O, S>));
        self
    }

    /// With another limit on the size of a body, in bytes; 1 MiB otherwise.
    #[must_use]
    pub fn with_limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// A router that answers at the paths of the operations. Another method than theirs is answered with status 405.
    pub fn into_router(self) -> Router {
        let shared = Shared {
            service: self.service,
            limit: self.limit,
        };
        // The field Allow says which method would do (RFC 9110, section 15.5.6).
        self.router
            .method_not_allowed_fallback(async || {
                Refusal::new(
                    StatusCode::METHOD_NOT_ALLOWED,
                    "the operation has another method, which Allow says",
                )
            })
            .with_state(Arc::new(shared))
    }
}

impl<S> fmt::Debug for Server<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

async fn answer<O: Operation, S: Serve<O>>(
    State(shared): State<Arc<Shared<S>>>,
    request: Request,
) -> Response {
    match try_answer::<O, S>(&shared, request).await {
        Ok(answer) => written(&answer),
        Err(refusal) => refusal.into_response(),
    }
}

async fn try_answer<O: Operation, S: Serve<O>>(
    shared: &Shared<S>,
    request: Request,
) -> Result<O::Answer, Refusal> {
    let (mut parts, body) = request.into_parts();
    let head = head::<O, S>(shared, &mut parts).await;
    // The whole request is read before anything is answered: a caller who is still writing when the connection ends never
    // sees the answer.
    let octets = read::octets(&parts.headers, body, O::DESCRIPTION.body, shared.limit).await;
    let ((caller, parameters), octets) = (head?, octets?);
    match O::Body::read(&octets) {
        Ok(body) => shared.service.carry_out(caller, parameters, body).await,
        Err(error) => shared.service.unreadable(caller, error).await,
    }
}

/// Who calls, and the parameters.
async fn head<O: Operation, S: Serve<O>>(
    shared: &Shared<S>,
    parts: &mut Parts,
) -> Result<(S::Caller, O::Parameters), Refusal> {
    let key = read::key::<O>(parts)?;
    let caller = shared.service.admit(key.as_ref())?;
    let parameters = parameters::<O>(parts).await.map_err(Unread::Parameters)?;
    Ok((caller, parameters))
}

/// An answer as it is sent.
fn written<A: Answer>(answer: &A) -> Response {
    let internal = |text: String| Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, text).into_response();
    let Ok(status) = StatusCode::from_u16(answer.status()) else {
        return internal(format!(
            "the service's answer has the status {}, which is none",
            answer.status()
        ));
    };
    match answer.write() {
        Ok(Some(json)) => (status, [(header::CONTENT_TYPE, Media::Json.as_str())], json).into_response(),
        Ok(None) => status.into_response(),
        Err(error) => internal(format!(
            "the service's answer is not one that the contract admits: {error}"
        )),
    }
}

const fn filter(method: Method) -> MethodFilter {
    match method {
        Method::Get => MethodFilter::GET,
        Method::Put => MethodFilter::PUT,
        Method::Post => MethodFilter::POST,
        Method::Delete => MethodFilter::DELETE,
        Method::Patch => MethodFilter::PATCH,
    }
}
