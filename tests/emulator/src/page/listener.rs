//! What answers at the page's port.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{Response, StatusCode};
use hyper::body::Incoming;

use super::{FormToken, guarded, message, overview};
use crate::bankid::{self, Orders};
use crate::erak::{self, Erak};
use crate::listener::Answer;
use crate::site::{NoAnswer, answered};

/// Everything that answers there.
pub(crate) struct Page(Router);

impl Page {
    /// For a listener at this address.
    pub(crate) fn new(orders: &Arc<Orders>, erak: &Erak, token: &FormToken, address: SocketAddr) -> Self {
        let router = overview::routes(Arc::clone(orders), erak.clone(), token.clone())
            .merge(bankid::routes(Arc::clone(orders), token.clone()))
            .merge(erak::api(erak))
            .merge(erak::pages(erak.clone(), token.clone()))
            .fallback(async || message(StatusCode::NOT_FOUND, "There is nothing here."));
        Self(guarded(router, address))
    }
}

impl Answer for Page {
    async fn answer(&self, request: Request<Incoming>) -> Result<Response<Body>, NoAnswer> {
        answered(self.0.clone(), request.map(Body::new)).await
    }
}
