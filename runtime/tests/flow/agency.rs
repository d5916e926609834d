//! The service on loopback: what a test says of a letter it answers.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use fk_runtime::clock::Clock;

use crate::letters::LIFE;

/// Only tests know it.
pub(crate) const KEY: &str = "hemlig-nyckel-4711";

/// Clones are the same service.
#[derive(Clone)]
pub(crate) struct Agency {
    pub(crate) url: String,
    clock: Clock,
    inner: Arc<Mutex<Inner>>,
}

pub(crate) struct Inner {
    letters: BTreeMap<String, (std::time::Duration, &'static str)>,
    /// The key that is let in.
    pub(crate) key: &'static str,
    /// How many of the next questions are answered with 503.
    pub(crate) failing: usize,
    /// What questions are answered with besides.
    pub(crate) instead: Option<(StatusCode, &'static str)>,
    /// How many questions have come.
    pub(crate) asked: usize,
    pub(crate) created: usize,
}

impl Agency {
    pub(crate) async fn start(clock: &Clock) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let agency = Self {
            url: format!("http://{}/agency", listener.local_addr().unwrap()),
            clock: clock.clone(),
            inner: Arc::new(Mutex::new(Inner {
                letters: BTreeMap::new(),
                key: KEY,
                failing: 0,
                instead: None,
                asked: 0,
                created: 0,
            })),
        };
        let router = Router::new()
            .route("/agency/v1/letters", post(create))
            .route("/agency/v1/state", get(state))
            .with_state(agency.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        agency
    }

    pub(crate) fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap()
    }

    pub(crate) fn asked(&self) -> usize {
        self.inner().asked
    }

    /// Says how a letter stands from now on.
    pub(crate) fn stands(&self, code: &str, state: &'static str) {
        self.inner().letters.get_mut(code).unwrap().1 = state;
    }
}

fn is_let_in(inner: &Inner, fields: &HeaderMap) -> bool {
    fields.get("token").is_some_and(|key| key == inner.key)
}

fn json(status: StatusCode, body: String) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}

async fn create(State(agency): State<Agency>, fields: HeaderMap, body: Bytes) -> Response {
    let letter: serde_json::Value = serde_json::from_slice(&body).unwrap();
    let now = agency.clock.elapsed();
    let mut inner = agency.inner();
    if !is_let_in(&inner, &fields) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    inner.created += 1;
    if letter["text"] == "" {
        return json(
            StatusCode::BAD_REQUEST,
            r#"{"text":"nothing to sign"}"#.to_owned(),
        );
    }
    let code = format!("kod {}", inner.created);
    inner.letters.insert(code.clone(), (now, "here"));
    json(StatusCode::OK, format!(r#"{{"code":"{code}"}}"#))
}

async fn state(State(agency): State<Agency>, fields: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let now = agency.clock.elapsed();
    let mut inner = agency.inner();
    inner.asked += 1;
    if !is_let_in(&inner, &fields) {
        return StatusCode::FORBIDDEN.into_response();
    }
    if inner.failing > 0 {
        inner.failing -= 1;
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    if let Some((status, body)) = inner.instead {
        return json(status, body.to_owned());
    }
    let query = query.unwrap_or_default();
    let code = query
        .strip_prefix("code=")
        .unwrap()
        .replace("%20", " ")
        .replace('+', " ");
    let state = match inner.letters.get(&code) {
        Some((created, state)) if now < *created + LIFE => state,
        _ => "gone",
    };
    json(StatusCode::OK, format!(r#"{{"state":"{state}"}}"#))
}
