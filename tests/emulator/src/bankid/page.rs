//! The pages where a developer plays the person: each order with what is to be signed, and a form to sign or cancel. They
//! need no script.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{Response, StatusCode};
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use fk_bankid::Person;
use uuid::Uuid;

use super::html::{self, Typed};
use super::orders::{CannotSign, Orders};
use crate::log;
use crate::page::{Form, FormError, FormToken, Html, message};

struct Shared {
    orders: Arc<Orders>,
    /// What a form must carry.
    token: FormToken,
}

/// The pages of orders.
pub(crate) fn routes(orders: Arc<Orders>, token: FormToken) -> Router {
    Router::new()
        .route("/orders/{order}", get(order))
        .route("/orders/{order}/sign", post(sign))
        .route("/orders/{order}/cancel", post(cancel))
        .with_state(Arc::new(Shared { orders, token }))
}

/// The orders that wait for a person, for the overview.
pub(crate) fn waiting(orders: &Orders) -> String {
    html::list(&orders.pending(Instant::now()))
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
    message(
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
    let field = |name: &str| form.field(name).trim();
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

/// Reads a form and lets it in when it comes from the page itself.
async fn admitted(shared: &Shared, order: &str, request: Request) -> Result<(Form, Uuid), Html> {
    let form = shared.token.read(request).await.map_err(|error| match error {
        FormError::TooLarge => message(StatusCode::PAYLOAD_TOO_LARGE, "That is more than the form holds."),
        FormError::Foreign => message(
            StatusCode::FORBIDDEN,
            "The form does not come from this page, or from an earlier run of the emulator. Open the order again.",
        ),
    })?;
    let order = order.parse().map_err(|_| gone())?;
    Ok((form, order))
}
