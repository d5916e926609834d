//! A supplier's server: it hands bills over, is told when they are signed, and gets the person back.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::{Html, IntoResponse};
use axum::routing::{any, get};
use fk_contracts::erak::current::{
    CreateAnswer, CreateOperation, Fingerprint, ReturnLinkOperation, SignOperation, SignParameters, Signal,
};
use fk_emulator::Running;
use fk_runtime::json;
use fk_runtime::rest::server::parameters;
use fk_runtime::rest::{Answer, Operation, TextWriter};
use serde_json::{Value, json as value};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// How long something may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

/// Whether the server lets pages of the e-service send it signals (Fetch Standard, section 3.3: CORS).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Cors {
    Allowed,
    Forbidden,
}

/// The server. It ends when it is dropped.
pub(crate) struct Supplier {
    url: String,
    e_service: String,
    seen: Arc<Seen>,
    http: reqwest::Client,
    served: JoinHandle<()>,
}

/// What has come from the browser.
struct Seen {
    /// The origin that may send signals.
    allowed: Option<HeaderValue>,
    signals: Mutex<Vec<Signal>>,
    returned: Mutex<Vec<Fingerprint>>,
}

impl Supplier {
    pub(crate) async fn start(emulator: &Running, cors: Cors) -> Self {
        let e_service = emulator.erak_url();
        let allowed = match cors {
            Cors::Allowed => Some(HeaderValue::from_str(&e_service).unwrap()),
            Cors::Forbidden => None,
        };
        let seen = Arc::new(Seen {
            allowed,
            signals: Mutex::default(),
            returned: Mutex::default(),
        });
        let router = Router::new()
            .route("/signal", any(signal))
            .route("/back", get(back))
            .with_state(Arc::clone(&seen));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let served = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let tls = fk_runtime::tls::client_config(&fk_runtime::tls::Roots::Web, None).unwrap();
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured((*tls).clone())
            .no_proxy();
        Self {
            url,
            e_service,
            seen,
            http: http.build().unwrap(),
            served,
        }
    }

    /// Hands a bill over, with addresses of this server.
    pub(crate) async fn hand_over(&self, bill: &Value) -> Fingerprint {
        let new = value!({
            "leverantor": "Leverantören",
            "returUrl": format!("{}/back?order=7", self.url),
            "signalUrl": format!("{}/signal", self.url),
            "rakning": bill,
        });
        let create = self
            .http
            .post(self.e_service.clone() + CreateOperation::DESCRIPTION.path);
        let create = create
            .header("Token", "a token")
            .header("Content-Type", "application/json");
        let answer = create.body(new.to_string()).send().await.unwrap();
        let status = answer.status().as_u16();
        match CreateAnswer::read(status, &answer.bytes().await.unwrap()).unwrap() {
            CreateAnswer::Status200(taken_in) => taken_in.fingerprint,
            refused => panic!("{refused:?}"),
        }
    }

    /// The link that the person opens.
    pub(crate) fn link(&self, fingerprint: &Fingerprint) -> String {
        let parameters = SignParameters::new(fingerprint.clone()).unwrap();
        let mut url = url::Url::parse(&self.e_service).unwrap();
        url.set_path(SignOperation::DESCRIPTION.path);
        url.query_pairs_mut()
            .extend_pairs(TextWriter::write(&parameters).unwrap());
        url.into()
    }

    /// The signals that have come so far.
    pub(crate) fn signals(&self) -> Vec<Signal> {
        self.seen.signals.lock().unwrap().clone()
    }

    /// The first signal, as soon as it has come.
    pub(crate) async fn signal(&self) -> Signal {
        let begun = Instant::now();
        loop {
            if let Some(signal) = self.signals().into_iter().next() {
                return signal;
            }
            assert!(begun.elapsed() < PATIENCE, "no signal has come");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The bills from which the person has come back so far.
    pub(crate) fn returned(&self) -> Vec<Fingerprint> {
        self.seen.returned.lock().unwrap().clone()
    }
}

impl Drop for Supplier {
    fn drop(&mut self) {
        self.served.abort();
    }
}

async fn signal(State(seen): State<Arc<Seen>>, request: Request) -> Response<Body> {
    let preflight = request.method() == "OPTIONS";
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    if !preflight {
        assert_eq!(request.headers()[header::CONTENT_TYPE], "application/json");
        let body = to_bytes(request.into_body(), 10_000).await.unwrap();
        seen.signals
            .lock()
            .unwrap()
            .push(json::from_slice(&body).unwrap());
    }
    if let Some(allowed) = &seen.allowed {
        let fields = response.headers_mut();
        fields.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, allowed.clone());
        fields.insert(
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            HeaderValue::from_static("content-type"),
        );
        fields.insert(
            header::ACCESS_CONTROL_ALLOW_METHODS,
            HeaderValue::from_static("POST"),
        );
    }
    response
}

async fn back(State(seen): State<Arc<Seen>>, request: Request) -> Response<Body> {
    let (mut parts, _) = request.into_parts();
    // The supplier's own part of the query comes first, as it was.
    let own = parts.uri.query().and_then(|query| query.strip_prefix("order=7&"));
    parts.uri = format!("/back?{}", own.unwrap()).parse().unwrap();
    let returned = parameters::<ReturnLinkOperation>(&mut parts).await.unwrap();
    seen.returned.lock().unwrap().push(returned.fingerprint);
    Html("<!DOCTYPE html><title>Supplier</title><p id=\"home\">Welcome back").into_response()
}
