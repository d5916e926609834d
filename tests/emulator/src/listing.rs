//! What was received, for whoever wants to look: `GET /received`, `/received/TX-ID`, `/received/TX-ID/envelope`.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use uuid::Uuid;

use crate::register::{Found, Part, Register};

pub(crate) fn router(register: Arc<Register>) -> Router {
    Router::new()
        .route("/received", get(list))
        .route("/received/{tx_id}", get(document))
        .route("/received/{tx_id}/envelope", get(envelope))
        .fallback(async || {
            (
                StatusCode::NOT_FOUND,
                "expected /received/TX-ID or /received/TX-ID/envelope\n",
            )
        })
        .with_state(register)
}

/// The list, without contents and without anything personal.
async fn list(State(register): State<Arc<Register>>) -> Response {
    match serde_json::to_vec_pretty(&register.list()) {
        Ok(json) => ([(header::CONTENT_TYPE, "application/json")], json).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{error}\n")).into_response(),
    }
}

async fn document(State(register): State<Arc<Register>>, Path(tx_id): Path<String>) -> Response {
    bytes(&register, &tx_id, Part::Document).await
}

async fn envelope(State(register): State<Arc<Register>>, Path(tx_id): Path<String>) -> Response {
    bytes(&register, &tx_id, Part::Envelope).await
}

async fn bytes(register: &Register, tx_id: &str, part: Part) -> Response {
    let Ok(tx_id) = tx_id.parse::<Uuid>() else {
        let text = "that is no tx-id: expected a UUID such as 00000000-0000-4000-8000-000000000001\n";
        return (StatusCode::NOT_FOUND, text).into_response();
    };
    match register.bytes(tx_id, part).await {
        // The encoding is told by the bytes themselves: a byte order mark, or the XML declaration.
        Ok(Found::Bytes(bytes)) => ([(header::CONTENT_TYPE, "application/xml")], bytes).into_response(),
        Ok(Found::Forgotten) => {
            let text = "that was received, but its bytes have made room for later ones. Start with --state DIR to keep \
                        them all\n";
            (StatusCode::NOT_FOUND, text).into_response()
        }
        Ok(Found::Unknown) => {
            let text = "nothing was received with that tx-id: GET /received lists what was\n";
            (StatusCode::NOT_FOUND, text).into_response()
        }
        Err(error) => {
            let text = format!("the file cannot be read: {error}\n");
            (StatusCode::INTERNAL_SERVER_ERROR, text).into_response()
        }
    }
}
