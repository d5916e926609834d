//! What answers at which path.

use std::collections::HashMap;
use std::fmt;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, Response, StatusCode, Uri};
use axum::response::IntoResponse;
use bytes::Bytes;
use fk_runtime::tls::sources;
use http_body_util::LengthLimitError;
use hyper::body::Incoming;
use tower::ServiceExt;

use crate::Service;
use crate::bankid::{self, Orders};
use crate::behaviour::{Behaviour, Cut, End, Script};
use crate::call::{Call, Said};
use crate::desk::Desk;
use crate::erak::{self, Erak, Unanswered};
use crate::inspection::Inspection;
use crate::listener::Answer;
use crate::page::{FormToken, guarded};
use crate::rate::Rate;
use crate::register::Register;
use crate::{listing, log};

/// The most bytes of a request, as in the runtime's own server.
const LIMIT: usize = 64 * 1024 * 1024;

/// Everything that answers.
pub(crate) struct Site {
    services: HashMap<&'static str, (Service, Router)>,
    listing: Router,
    bankid: Router,
    erak: Router,
    rate: Option<Rate>,
    script: Script,
    calls: AtomicU64,
}

/// The connection is closed without an answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NoAnswer;

impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the connection is closed without an answer")
    }
}

impl std::error::Error for NoAnswer {}

impl Site {
    pub(crate) fn new(
        register: &Arc<Register>,
        orders: &Arc<Orders>,
        inspection: &Inspection,
        max_rate: Option<NonZeroU32>,
        script: Script,
    ) -> Self {
        let mut services = HashMap::new();
        for service in Service::ALL {
            let router = service.router(Desk::new(Arc::clone(register), inspection.clone()));
            for path in service.paths() {
                services.insert(path, (service, router.clone()));
            }
        }
        Self {
            services,
            listing: listing::router(Arc::clone(register)),
            bankid: bankid::router(Arc::clone(orders)),
            erak: Router::new(),
            rate: max_rate.map(Rate::new),
            script,
            calls: AtomicU64::new(0),
        }
    }

    /// With E-RÄK, for a listener at this address.
    pub(crate) fn with_erak(mut self, erak: &Erak, token: &FormToken, address: SocketAddr) -> Self {
        let pages = guarded(erak::pages(erak.clone(), token.clone()), address);
        self.erak = erak::api(erak).merge(pages);
        self
    }

    async fn call(
        &self,
        service: Service,
        router: Router,
        request: Request<Incoming>,
    ) -> Result<Response<Body>, NoAnswer> {
        let started = Instant::now();
        let (parts, body) = request.into_parts();
        // The whole request is read before anything is answered: a caller who is still writing when the connection
        // ends never sees the answer.
        let envelope = match to_bytes(Body::new(body), LIMIT).await {
            Ok(envelope) => envelope,
            Err(error) if is_too_large(&error) => {
                log::turned_away(service, StatusCode::PAYLOAD_TOO_LARGE, started);
                let text = format!("the request is larger than the limit of {LIMIT} bytes\n");
                return Ok((StatusCode::PAYLOAD_TOO_LARGE, text).into_response());
            }
            Err(_) => {
                log::broken_off(service, started);
                return Err(NoAnswer);
            }
        };
        if let Some(rate) = &self.rate
            && !rate.admits(started)
        {
            log::turned_away(service, StatusCode::FORBIDDEN, started);
            let text = "too many calls: this emulator was started with --max-rate. The agency asks for about one a \
                        second and shuts off whoever sends too much; how it does so is not known\n";
            return Ok((StatusCode::FORBIDDEN, text).into_response());
        }
        let number = self.calls.fetch_add(1, Ordering::Relaxed);
        let Behaviour { end, latency } = (self.script)(number);
        let request = Request::from_parts(parts, Body::from(envelope.clone()));
        // In a task of its own: a caller who gives up and hangs up does not stop what the service has begun.
        let carried_out = tokio::spawn(carry_out(service, router, request, end, envelope, started));
        let response = carried_out.await.unwrap_or(Err(NoAnswer));
        if !latency.is_zero() {
            tokio::time::sleep(latency).await;
        }
        response
    }

    /// What there is, for a caller who is lost.
    fn directory(&self) -> String {
        let mut paths: Vec<_> = self.services.keys().collect();
        paths.sort_unstable();
        let mut text = "nothing answers here. There is:\n".to_owned();
        for path in paths {
            text += &format!("  POST {path}\n");
        }
        let base = bankid::BASE;
        text += &format!("  POST {base}/auth, {base}/sign, {base}/collect, {base}/cancel\n");
        for path in erak::paths() {
            text += &format!("  {path}\n");
        }
        text + "  GET /received\n  GET /received/TX-ID\n  GET /received/TX-ID/envelope\n"
    }
}

impl Answer for Site {
    async fn answer(&self, request: Request<Incoming>) -> Result<Response<Body>, NoAnswer> {
        let path = request.uri().path();
        match self.services.get(path) {
            Some((service, router)) if request.method() == Method::POST => {
                self.call(*service, router.clone(), request).await
            }
            Some((_, router)) => forward(router.clone(), request.map(Body::new)).await,
            None if path == "/received" || path.starts_with("/received/") => {
                answered(self.listing.clone(), request.map(Body::new)).await
            }
            None if path.starts_with(bankid::BASE) => {
                answered(self.bankid.clone(), request.map(Body::new)).await
            }
            None if erak::is_path(path) => answered(self.erak.clone(), request.map(Body::new)).await,
            None => Ok((StatusCode::NOT_FOUND, self.directory()).into_response()),
        }
    }
}

async fn carry_out(
    service: Service,
    router: Router,
    request: Request<Body>,
    end: End,
    envelope: Bytes,
    started: Instant,
) -> Result<Response<Body>, NoAnswer> {
    let call = Call::new(end, envelope);
    let response = call.carry_out(forward(router, request)).await?;
    let noted = call.noted();
    let answer = match (end, &noted.said) {
        (End::Cut(Cut::Before), _) | (End::Cut(Cut::After), Said::TakenIn { .. }) => Err(NoAnswer),
        _ => Ok(response),
    };
    let status = answer.as_ref().ok().map(Response::status);
    log::call(service, &noted, call.envelope.len(), status, started);
    answer
}

/// Hands a request to a service, which answers at `/`.
async fn forward(router: Router, mut request: Request<Body>) -> Result<Response<Body>, NoAnswer> {
    *request.uri_mut() = Uri::from_static("/");
    answered(router, request).await
}

pub(crate) async fn answered(router: Router, request: Request<Body>) -> Result<Response<Body>, NoAnswer> {
    match router.oneshot(request).await {
        Ok(response) if response.extensions().get::<Unanswered>().is_some() => Err(NoAnswer),
        Ok(response) => Ok(response),
        Err(never) => match never {},
    }
}

/// Whether taking in a body failed for its size, rather than because the connection broke.
fn is_too_large(error: &axum::Error) -> bool {
    sources(error).any(<dyn std::error::Error>::is::<LengthLimitError>)
}
