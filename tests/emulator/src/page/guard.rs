//! That only this machine's browser gets at the pages.

use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::IntoResponse;

use super::html::message;

/// The router for a listener at `address`: requests must be for this machine by their `Host`, or a name of a stranger's
/// that leads here would do, and a browser does nothing that a page does not need.
pub(crate) fn guarded(router: Router, address: SocketAddr) -> Router {
    router.layer(from_fn_with_state(address, guard))
}

async fn guard(State(address): State<SocketAddr>, request: Request, next: Next) -> Response<Body> {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let port = address.port();
    let mine = ["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{port}"));
    let mut response = if host.is_some_and(|host| mine.iter().any(|mine| host.eq_ignore_ascii_case(mine))) {
        next.run(request).await
    } else {
        message(
            StatusCode::FORBIDDEN,
            "This page is for 127.0.0.1 and localhost alone.",
        )
        .into_response()
    };
    let fields = response.headers_mut();
    // A page that needs more says so itself.
    fields.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    ));
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        fields.insert(name, HeaderValue::from_static(value));
    }
    response
}
