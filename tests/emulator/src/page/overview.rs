//! The overview: what waits for a person, and the clock.

use std::fmt::Write;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode};
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use fk_runtime::clock::Clock;

use super::{FormError, FormToken, Html, Refresh, message, page};
use crate::bankid::{self, Orders};
use crate::erak::{self, Erak};
use crate::log;

struct Shared {
    orders: Arc<Orders>,
    erak: Erak,
    token: FormToken,
}

/// How far a button puts the clock: what it sends, what it says, and how far.
const STEPS: [(&str, &str, Duration); 2] = [
    ("10m", "10 minutes", Duration::from_secs(10 * 60)),
    ("2h", "2 hours", Duration::from_secs(2 * 60 * 60)),
];

pub(super) fn routes(orders: Arc<Orders>, erak: Erak, token: FormToken) -> Router {
    Router::new()
        .route("/", get(overview))
        .route("/clock", post(advance))
        .with_state(Arc::new(Shared { orders, erak, token }))
}

async fn overview(State(shared): State<Arc<Shared>>) -> Html {
    let mut body = "<h2>Orders of BankID</h2>\n".to_owned();
    body += &bankid::waiting(&shared.orders);
    body += "<h2>Bills of E-RÄK</h2>\n";
    body += &erak::waiting(&shared.erak);
    body += &clock(shared.erak.clock(), &shared.token);
    Html {
        status: StatusCode::OK,
        text: page("What waits for a person", Refresh::Every2s, &body),
    }
}

fn clock(clock: &Clock, token: &FormToken) -> String {
    let mut html = format!(
        "<h2>The clock of E-RÄK</h2>\n<p id=\"time\">{} UTC</p>\n",
        clock.now().format("%Y-%m-%d %H:%M:%S")
    );
    if clock.can_advance() {
        let _ = writeln!(
            html,
            "<form method=\"post\" action=\"/clock\">\n{}",
            token.field()
        );
        for (value, words, _) in STEPS {
            let _ = writeln!(
                html,
                "<button name=\"by\" value=\"{value}\" id=\"clock-{value}\">Put it forward by {words}</button>"
            );
        }
        html += "</form>\n";
    }
    html
}

async fn advance(State(shared): State<Arc<Shared>>, request: Request) -> Response<Body> {
    let form = match shared.token.read(request).await {
        Ok(form) => form,
        Err(FormError::TooLarge) => {
            let said = "That is more than the form holds.";
            return message(StatusCode::PAYLOAD_TOO_LARGE, said).into_response();
        }
        Err(FormError::Foreign) => {
            let said = "The form does not come from this page, or from an earlier run of the emulator.";
            return message(StatusCode::FORBIDDEN, said).into_response();
        }
    };
    let step = STEPS.iter().find(|(value, ..)| *value == form.field("by"));
    let Some((_, words, by)) = step else {
        return message(StatusCode::UNPROCESSABLE_ENTITY, "The clock has no such button.").into_response();
    };
    if shared.erak.clock().advance(*by).is_err() {
        let said = "The emulator goes by the system's clock, which cannot be put forward.";
        return message(StatusCode::CONFLICT, said).into_response();
    }
    log::clock(words);
    Redirect::to("/").into_response()
}
