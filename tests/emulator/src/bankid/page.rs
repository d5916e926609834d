//! The page where a developer plays the person: plain HTTP on loopback, because a browser has no client certificate.
//!
//! It needs no script. That only this machine's browser gets at it, and only from the page itself, is seen to: the
//! request's `Host` must be this machine (or a name of a stranger's that leads here would do), and each form carries a
//! token that another site cannot know.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use fk_bankid::Person;
use hyper::body::Incoming;
use uuid::Uuid;

use super::html::{self, Html, Typed};
use super::orders::{CannotSign, Orders};
use crate::listener::Answer;
use crate::log;
use crate::site::{NoAnswer, answered};

/// The most bytes of a form.
const LIMIT: usize = 16 * 1024;

/// The page.
pub(crate) struct Page(Router);

struct Shared {
    orders: Arc<Orders>,
    /// What a form must carry.
    token: String,
    address: SocketAddr,
}

impl Page {
    /// For a listener at this address.
    pub(crate) fn new(orders: Arc<Orders>, address: SocketAddr) -> Self {
        let shared = Arc::new(Shared {
            orders,
            token: Uuid::new_v4().to_string(),
            address,
        });
        let router = Router::new()
            .route("/", get(list))
            .route("/orders/{order}", get(order))
            .route("/orders/{order}/sign", post(sign))
            .route("/orders/{order}/cancel", post(cancel))
            .fallback(async || html::message(StatusCode::NOT_FOUND, "There is nothing here."))
            .layer(from_fn_with_state(Arc::clone(&shared), guard))
            .with_state(shared);
        Self(router)
    }
}

impl Answer for Page {
    async fn answer(&self, request: Request<Incoming>) -> Result<Response<Body>, NoAnswer> {
        Ok(answered(self.0.clone(), request.map(Body::new)).await)
    }
}

/// Lets in what is meant for this machine, and has the browser do nothing that the page does not need.
async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response<Body> {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let port = shared.address.port();
    let mine = ["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{port}"));
    let mut response = if host.is_some_and(|host| mine.iter().any(|mine| host.eq_ignore_ascii_case(mine))) {
        next.run(request).await
    } else {
        html::message(
            StatusCode::FORBIDDEN,
            "This page is for 127.0.0.1 and localhost alone.",
        )
        .into_response()
    };
    let fields = response.headers_mut();
    for (name, value) in [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        fields.insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn list(State(shared): State<Arc<Shared>>) -> Html {
    html::list(&shared.orders.pending(Instant::now()))
}

async fn order(State(shared): State<Arc<Shared>>, Path(order): Path<String>) -> Html {
    show(&shared, &order, None)
}

/// The page of an order; what was typed and was wrong stays in the form.
fn show(shared: &Shared, order: &str, wrong: Option<(&Typed, &str)>) -> Html {
    let found = order
        .parse()
        .ok()
        .and_then(|order| shared.orders.look(order, Instant::now()));
    match (found, wrong) {
        (Some(order), Some((typed, wrong))) => html::order(&order, &shared.token, typed, Some(wrong)),
        (Some(order), None) => html::order(&order, &shared.token, &Typed::of(&order), None),
        (None, _) => gone(),
    }
}

fn gone() -> Html {
    html::message(
        StatusCode::NOT_FOUND,
        "There is no such order: it was collected, cancelled, or ended some minutes ago.",
    )
}

async fn sign(
    State(shared): State<Arc<Shared>>,
    Path(order): Path<String>,
    request: Request,
) -> Response<Body> {
    let (form, order) = match admitted(&shared, &order, request).await {
        Ok(admitted) => admitted,
        Err(refused) => return refused.into_response(),
    };
    let field = |name: &str| {
        form.iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value.trim())
    };
    let typed = Typed {
        personal_number: field("personalNumber").to_owned(),
        given_name: field("givenName").to_owned(),
        surname: field("surname").to_owned(),
    };
    let wrong = |wrong: &str| show(&shared, &order.to_string(), Some((&typed, wrong))).into_response();
    let Ok(number) = typed.personal_number.parse() else {
        return wrong("A personal identity number is twelve digits, such as 189001019802.");
    };
    if typed.given_name.is_empty() || typed.surname.is_empty() {
        return wrong("A person has a given name and a surname.");
    }
    let person = Person::new(number, &typed.given_name, &typed.surname);
    let orders = Arc::clone(&shared.orders);
    // RSA takes its time.
    let signed = tokio::task::spawn_blocking(move || orders.sign(order, person, Instant::now())).await;
    match signed {
        Ok(Ok(())) => {
            log::bankid("page", "the person has signed", Some(order));
            back(order)
        }
        // Its page says how it ended.
        Ok(Err(CannotSign::NotPending)) => back(order),
        Ok(Err(CannotSign::OtherPerson)) => {
            wrong("The order requires another person: see the number in the list.")
        }
        Ok(Err(error @ CannotSign::Making(_))) => wrong(&error.to_string()),
        Err(error) => wrong(&error.to_string()),
    }
}

async fn cancel(
    State(shared): State<Arc<Shared>>,
    Path(order): Path<String>,
    request: Request,
) -> Response<Body> {
    match admitted(&shared, &order, request).await {
        Ok((_, order)) => {
            if shared.orders.refuse(order, Instant::now()) {
                log::bankid("page", "the person has cancelled", Some(order));
            }
            back(order)
        }
        Err(refused) => refused.into_response(),
    }
}

/// To the order's page, so that asking for it again does not post again.
fn back(order: Uuid) -> Response<Body> {
    Redirect::to(&format!("/orders/{order}")).into_response()
}

type Form = Vec<(String, String)>;

/// Reads a form and lets it in when it comes from the page itself.
async fn admitted(shared: &Shared, order: &str, request: Request) -> Result<(Form, Uuid), Html> {
    let body = to_bytes(request.into_body(), LIMIT)
        .await
        .map_err(|_| html::message(StatusCode::PAYLOAD_TOO_LARGE, "That is more than the form holds."))?;
    let form: Form = url::form_urlencoded::parse(&body).into_owned().collect();
    let carries = form
        .iter()
        .any(|(key, value)| key == "token" && *value == shared.token);
    if !carries {
        return Err(html::message(
            StatusCode::FORBIDDEN,
            "The form does not come from this page, or from an earlier run of the emulator. Open the order again.",
        ));
    }
    let order = order.parse().map_err(|_| gone())?;
    Ok((form, order))
}

impl IntoResponse for Html {
    fn into_response(self) -> Response<Body> {
        let content_type = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        (self.status, content_type, self.text).into_response()
    }
}
