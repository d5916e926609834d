//! The pages of the e-service: what the person's browser opens.

use std::fmt::Write;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode};
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use fk_contracts::erak::current::{Fingerprint, SignOperation};
use fk_runtime::rest::server::parameters;

use super::bills::Entry;
use super::html::{self, CANCEL, CHOICE, Leave, SIGN};
use super::links::{leaving_path, page_path};
use super::{BillState, Erak};
use crate::log;
use crate::page::{FormError, FormToken, escaped};

struct Shared {
    erak: Erak,
    token: FormToken,
}

/// The pages.
pub(crate) fn routes(erak: Erak, token: FormToken) -> Router {
    Router::new()
        .route(page_path(), get(show).post(choose))
        .route(&leaving_path(), get(leave))
        .with_state(Arc::new(Shared { erak, token }))
}

/// The bills that wait for a person, for the overview.
pub(crate) fn waiting(erak: &Erak) -> String {
    let bills = erak.waiting();
    if bills.is_empty() {
        return "<p id=\"no-bills\">No bill is waiting.</p>\n".to_owned();
    }
    let mut html = "<ul id=\"bills\">\n".to_owned();
    for bill in bills {
        let Some(entry) = erak.0.bills.look(&bill.fingerprint) else {
            continue;
        };
        let _ = writeln!(
            html,
            "<li><a href=\"{}\">Bill {}</a>, handed over {} UTC",
            escaped(&entry.links.page),
            bill.number,
            bill.created_at.format("%H:%M:%S")
        );
    }
    html + "</ul>\n"
}

/// A bill, or what has become of it.
async fn show(State(shared): State<Arc<Shared>>, request: Request) -> Response<Body> {
    let entry = match asked(&shared, request).await {
        Ok(entry) => entry,
        Err(response) => return *response,
    };
    match (entry.bill.state, &entry.bill.sent) {
        (BillState::Started, Some(sent)) => html::bill(&entry, sent, &shared.token),
        (BillState::Signed | BillState::Cancelled, Some(sent)) => html::done(&entry, sent, Leave::OnClick),
        _ => gone(),
    }
}

/// What has become of a bill; the browser then leaves. At an address of its own, which the browser does not keep: who goes
/// back from the supplier's page does not come to one that leads there again.
async fn leave(State(shared): State<Arc<Shared>>, request: Request) -> Response<Body> {
    let entry = match asked(&shared, request).await {
        Ok(entry) => entry,
        Err(response) => return *response,
    };
    match (entry.bill.state, &entry.bill.sent) {
        (BillState::Started, _) => Redirect::to(&entry.links.page).into_response(),
        (BillState::Signed | BillState::Cancelled, Some(sent)) => html::done(&entry, sent, Leave::Now),
        _ => gone(),
    }
}

/// The bill that an address asks for.
async fn asked(shared: &Shared, request: Request) -> Result<Entry, Box<Response<Body>>> {
    let (mut parts, _) = request.into_parts();
    let parameters = parameters::<SignOperation>(&mut parts).await;
    let parameters = parameters.map_err(|_| {
        Box::new(html::message(
            StatusCode::BAD_REQUEST,
            "Länken är inte fullständig",
            "Gå tillbaka till leverantören och öppna länken därifrån.",
        ))
    })?;
    let entry = shared.erak.0.bills.look(&parameters.fingerprint);
    entry.ok_or_else(|| Box::new(gone()))
}

fn gone() -> Response<Body> {
    html::message(
        StatusCode::NOT_FOUND,
        "Räkningen finns inte",
        "En räkning finns i två timmar. Börja om hos leverantören.",
    )
}

/// What the person chooses. The answer leads to another page, so that asking for that again does not choose again.
async fn choose(State(shared): State<Arc<Shared>>, request: Request) -> Response<Body> {
    let form = match shared.token.read(request).await {
        Ok(form) => form,
        Err(FormError::TooLarge) => {
            let said = "Formuläret är större än det kan vara.";
            return html::message(StatusCode::PAYLOAD_TOO_LARGE, "Det gick inte", said);
        }
        Err(FormError::Foreign) => {
            let said = "Formuläret kommer inte från den här sidan. Öppna räkningen igen.";
            return html::message(StatusCode::FORBIDDEN, "Det gick inte", said);
        }
    };
    let Ok(fingerprint) = Fingerprint::try_from(form.field("fingerprint")) else {
        return gone();
    };
    let (state, said) = match form.field(CHOICE) {
        SIGN => (BillState::Signed, "the person has signed"),
        CANCEL => (BillState::Cancelled, "the person has cancelled"),
        _ => {
            let said = "Välj att skriva under eller att avbryta.";
            return html::message(StatusCode::UNPROCESSABLE_ENTITY, "Det gick inte", said);
        }
    };
    let bills = &shared.erak.0.bills;
    match bills.end(&fingerprint, state) {
        Ok(entry) => {
            log::erak("page", said, Some(entry.bill.number));
            Redirect::to(&entry.links.leaving).into_response()
        }
        // Whatever was chosen before is told, and holds.
        Err(_) => match bills.look(&fingerprint) {
            Some(entry) => Redirect::to(&entry.links.page).into_response(),
            None => gone(),
        },
    }
}
