//! What comes back from the person's browser: the return link and the signal.
//!
//! Anyone can open the link and send the signal, with any code and any state in it. So neither is believed: they make the
//! document be looked at ([`Flows::wake`]), and nothing else. Both are optional; without them it takes longer until the
//! outcome is seen.

use std::fmt;
use std::future::Future;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{RawQuery, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tower_http::cors::{AllowOrigin, CorsLayer};
use url::{Url, form_urlencoded};

use super::{Flows, Protocol};
use crate::http::is_loopback;
use crate::rest::{Content, Location, Operation, TextReader};

/// The most bytes of a signal that are taken in: many times what one has.
const LIMIT: usize = 4 * 1024;

/// How long a browser may remember what the preflight was answered, in seconds: two hours, the most that any takes.
const REMEMBERED: std::time::Duration = std::time::Duration::from_secs(7200);

/// The origin of the page where the person signs: the only one whose scripts may send signals.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AllowedOrigin(HeaderValue);

/// An origin that cannot be allowed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OriginError {
    reason: &'static str,
}

impl fmt::Display for OriginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the origin cannot be allowed: {}. Expected one such as https://etjanst.example, without a path",
            self.reason
        )
    }
}

impl std::error::Error for OriginError {}

impl AllowedOrigin {
    /// An origin as browsers send it (RFC 6454, section 6.2): scheme, host, and the port unless it is the scheme's own.
    ///
    /// # Errors
    /// It is not a URL of `https`, or of `http` on this machine; or there is more than an origin.
    pub fn new(text: &str) -> Result<Self, OriginError> {
        let url = Url::parse(text).map_err(|_| OriginError {
            reason: "it is not an absolute URL",
        })?;
        let alone = url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        if !alone {
            return Err(OriginError {
                reason: "there is more than scheme, host and port",
            });
        }
        Self::of(&url)
    }

    /// The origin of a page, such as [`Accepted::redirect`](super::Accepted::redirect).
    ///
    /// # Errors
    /// The page is not one of `https`, or of `http` on this machine.
    pub fn of(page: &Url) -> Result<Self, OriginError> {
        match page.scheme() {
            "https" => {}
            "http" if is_loopback(page) => {}
            _ => {
                return Err(OriginError {
                    reason: "it is neither one of https, nor of http on this machine",
                });
            }
        }
        let origin = page.origin().ascii_serialization();
        let value = HeaderValue::try_from(origin).map_err(|_| OriginError {
            reason: "it cannot stand in a header",
        })?;
        Ok(Self(value))
    }
}

/// Which document the person comes back from, as the link says it: nothing is known of it before the outcome is.
pub enum Returned<P: Protocol> {
    /// This one. Anyone can have made the link.
    From(P::Fingerprint),
    /// The link does not say it in the form of the contract.
    Unknown,
}

impl<P: Protocol> fmt::Debug for Returned<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::From(fingerprint) => f.debug_tuple("From").field(fingerprint).finish(),
            Self::Unknown => f.write_str("Unknown"),
        }
    }
}

/// Takes in return links and signals, and wakes the documents that they speak of.
///
/// Each of the two routers answers at `/`; nest it under the path of the address that goes with a document:
/// `Router::new().nest("/e-rak/signal", receiver.signal())`.
pub struct Receiver<P: Protocol> {
    flows: Flows<P>,
    origin: AllowedOrigin,
}

impl<P: Protocol> Receiver<P> {
    /// For the documents of `flows`; signals come from the scripts of `origin`.
    #[must_use]
    pub fn new(flows: Flows<P>, origin: AllowedOrigin) -> Self {
        Self { flows, origin }
    }

    /// A router for the address of the signal.
    ///
    /// It answers 204 to any signal, whether or not the document is on its way here, so that nobody learns which are;
    /// 415 to what is not JSON, 413 to what is too large (4 KiB) and 400 to what cannot be read. The preflight (Fetch
    /// Standard, section 3.2.2) is answered for the one origin alone.
    pub fn signal(&self) -> Router {
        let cors = CorsLayer::new()
            .allow_origin(AllowOrigin::list([self.origin.0.clone()]))
            .allow_methods([Method::POST])
            .allow_headers([header::CONTENT_TYPE])
            .max_age(REMEMBERED);
        Router::new()
            .route("/", post(signal::<P>))
            .layer(cors)
            .with_state(self.flows.clone())
    }

    /// A router for the address of the return link. `page` makes what the person is shown.
    ///
    /// The address may have parameters of its own. What `page` gives is not stored by the browser, and its links do not
    /// tell others where the person came from (`Cache-Control`, `Referrer-Policy`), unless it says something else:
    /// the code of the document stands in the address.
    pub fn return_link<F, R>(&self, page: impl Fn(Returned<P>) -> F + Clone + Send + Sync + 'static) -> Router
    where
        F: Future<Output = R> + Send + 'static,
        R: IntoResponse,
    {
        let answer = move |State(flows): State<Flows<P>>, RawQuery(query): RawQuery| {
            let returned = returned::<P>(query.as_deref().unwrap_or_default());
            if let Returned::From(fingerprint) = &returned {
                flows.wake(fingerprint);
            }
            let page = page(returned);
            async move { discreet(page.await.into_response()) }
        };
        Router::new()
            .route("/", get(answer))
            .with_state(self.flows.clone())
    }
}

impl<P: Protocol> fmt::Debug for Receiver<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver")
            .field("flows", &self.flows)
            .field("origin", &self.origin)
            .finish()
    }
}

async fn signal<P: Protocol>(State(flows): State<Flows<P>>, request: Request) -> Response {
    if !is_json(request.headers()) {
        return (
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "a signal is application/json\n",
        )
            .into_response();
    }
    let Ok(body) = to_bytes(request.into_body(), LIMIT).await else {
        return (StatusCode::PAYLOAD_TOO_LARGE, "a signal is shorter\n").into_response();
    };
    let Ok(signal) = <P::Signal as Operation>::Body::read(&body) else {
        return (StatusCode::BAD_REQUEST, "this is no signal\n").into_response();
    };
    // What it says of the document's state may be anything.
    let (fingerprint, _) = P::signalled(signal);
    flows.wake(&fingerprint);
    StatusCode::NO_CONTENT.into_response()
}

fn is_json(fields: &HeaderMap) -> bool {
    let Some(value) = fields.get(header::CONTENT_TYPE) else {
        return false;
    };
    let media = value
        .to_str()
        .ok()
        .and_then(|text| text.parse::<mime::Mime>().ok());
    media.is_some_and(|media| media.essence_str() == mime::APPLICATION_JSON.essence_str())
}

/// What the link says: of its parameters, those that the contract has.
fn returned<P: Protocol>(query: &str) -> Returned<P> {
    let parameters = P::Return::DESCRIPTION.parameters.iter();
    let names: Vec<_> = parameters
        .filter(|parameter| parameter.location == Location::Query)
        .map(|parameter| parameter.name)
        .collect();
    let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| names.contains(&&**name))
        .collect();
    let pairs = pairs.iter().map(|(name, value)| (&**name, &**value));
    match TextReader::read(pairs) {
        Ok(parameters) => Returned::From(P::returned(parameters)),
        Err(_) => Returned::Unknown,
    }
}

fn discreet(mut response: Response) -> Response {
    let fields = response.headers_mut();
    fields
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    fields
        .entry(header::REFERRER_POLICY)
        .or_insert(HeaderValue::from_static("no-referrer"));
    response
}
