//! The endpoints: `POST /rp/v6.0/auth`, `/sign`, `/collect`, `/cancel`.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::post;
use bytes::Bytes;
use fk_bankid::Kind;
use serde_json::{Value, json};
use uuid::Uuid;

use super::answers::{Refusal, answer, begun, collected};
use super::asked::{self, Asked};
use super::{BASE, Orders, order};
use crate::log;

/// The most bytes of a request: both texts, and room for the rest.
const LIMIT: usize = 512 * 1024;

pub(crate) fn router(orders: Arc<Orders>) -> Router {
    let endpoints = Router::new()
        .route("/auth", post(auth))
        .route("/sign", post(sign))
        .route("/collect", post(collect))
        .route("/cancel", post(cancel))
        .method_not_allowed_fallback(async || Refusal::MethodNotAllowed)
        .fallback(async || Refusal::NotFound)
        .with_state(orders);
    Router::new()
        .nest(BASE, endpoints)
        .fallback(async || Refusal::NotFound)
}

async fn auth(State(orders): State<Arc<Orders>>, request: Request) -> Response<Body> {
    let begun = begin(&orders, Kind::Identification, request).await;
    told("auth", begun)
}

async fn sign(State(orders): State<Arc<Orders>>, request: Request) -> Response<Body> {
    let begun = begin(&orders, Kind::Signing, request).await;
    told("sign", begun)
}

async fn begin(orders: &Orders, kind: Kind, request: Request) -> Result<(Value, Told), Refusal> {
    let asked = Asked::read(kind, &body(request).await?).map_err(Refusal::InvalidParameters)?;
    let reference = orders
        .begin(asked, Instant::now())
        .map_err(|_| Refusal::AlreadyInProgress)?;
    Ok((begun(reference), Told::order("an order has begun", reference)))
}

async fn collect(State(orders): State<Arc<Orders>>, request: Request) -> Response<Body> {
    told("collect", collect_once(&orders, request).await)
}

async fn collect_once(orders: &Arc<Orders>, request: Request) -> Result<(Value, Told), Refusal> {
    let reference = reference(request).await?;
    let now = Instant::now();
    let signing = Arc::clone(orders);
    // RSA takes its time.
    let signed = tokio::task::spawn_blocking(move || signing.sign_unattended(reference, now)).await;
    signed
        .map_err(|error| Refusal::InternalError(error.to_string()))?
        .map_err(|error| Refusal::InternalError(error.to_string()))?;
    let order = orders
        .collect(reference, now)
        .ok_or_else(Refusal::no_such_order)?;
    let said = match &order.state {
        order::State::Pending { .. } => return Ok((collected(&order), Told::Nothing)),
        order::State::Complete { .. } => "the signature was collected",
        order::State::Failed { cause, .. } => cause.hint(),
    };
    Ok((collected(&order), Told::order(said, reference)))
}

async fn cancel(State(orders): State<Arc<Orders>>, request: Request) -> Response<Body> {
    let cancelled = async {
        let reference = reference(request).await?;
        if orders.cancel(reference, Instant::now()) {
            Ok((json!({}), Told::order("the order was cancelled", reference)))
        } else {
            Err(Refusal::no_such_order())
        }
    };
    told("cancel", cancelled.await)
}

/// What goes into the log of a request that is answered.
enum Told {
    /// An order that is still under way is asked for every two seconds, which is no news.
    Nothing,
    Order {
        said: &'static str,
        reference: Uuid,
    },
}

impl Told {
    const fn order(said: &'static str, reference: Uuid) -> Self {
        Self::Order { said, reference }
    }
}

/// Logs and answers.
fn told(operation: &str, outcome: Result<(Value, Told), Refusal>) -> Response<Body> {
    match outcome {
        Ok((json, told)) => {
            if let Told::Order { said, reference } = told {
                log::bankid(operation, said, Some(reference));
            }
            answer(StatusCode::OK, &json)
        }
        // The details may quote the request, and stay out of the log.
        Err(refusal) => {
            log::bankid(
                operation,
                &format!("refused with {}: the answer says why", refusal.code()),
                None,
            );
            refusal.into_response()
        }
    }
}

/// The body of a request that says it is JSON.
async fn body(request: Request) -> Result<Bytes, Refusal> {
    let content_type = request.headers().get(header::CONTENT_TYPE);
    let media_type = content_type
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let media_type = media_type.split(';').next().unwrap_or_default().trim();
    if !media_type.eq_ignore_ascii_case("application/json") {
        return Err(Refusal::UnsupportedMediaType);
    }
    to_bytes(request.into_body(), LIMIT).await.map_err(|_| {
        Refusal::InvalidParameters(format!("The body is larger than {LIMIT} bytes, or not whole"))
    })
}

async fn reference(request: Request) -> Result<Uuid, Refusal> {
    let reference = asked::order_ref(&body(request).await?).map_err(Refusal::InvalidParameters)?;
    reference.parse().map_err(|_| Refusal::no_such_order())
}
