//! The pages of orders as HTML, with everything that was sent escaped.

use std::fmt::Write;

use axum::http::StatusCode;
use fk_bankid::Kind;
use fk_runtime::signing::TextFormat;

use super::order::{Order, State};
use super::orders::{GIVEN_NAME, SOMEBODY, SURNAME};
use crate::page::{FormToken, Html, Refresh, escaped, page};

/// What was typed into the form.
#[derive(Clone, Debug)]
pub(crate) struct Typed {
    pub(crate) personal_number: String,
    pub(crate) given_name: String,
    pub(crate) surname: String,
}

impl Typed {
    /// What stands there before anybody has typed.
    pub(crate) fn of(order: &Order) -> Self {
        let required = order.asked.required.as_ref();
        Self {
            personal_number: required.map_or(SOMEBODY, |number| number.as_str()).to_owned(),
            given_name: GIVEN_NAME.to_owned(),
            surname: SURNAME.to_owned(),
        }
    }
}

/// The orders that wait for a person, for the overview.
pub(crate) fn list(orders: &[Order]) -> String {
    if orders.is_empty() {
        return "<p id=\"none\">No order is waiting. This page looks again every two seconds.</p>\n"
            .to_owned();
    }
    let mut body = "<ul id=\"orders\">\n".to_owned();
    for order in orders {
        let whom = order
            .asked
            .required
            .as_ref()
            .map_or("anybody", |number| number.as_str());
        let _ = writeln!(
            body,
            "<li><a href=\"/orders/{}\">{} as {}</a>, begun {} UTC",
            order.reference,
            verb(order.asked.kind),
            escaped(whom),
            order.begun_at.format("%H:%M:%S")
        );
    }
    body + "</ul>\n"
}

/// An order, with the form while it is pending. `wrong` says what was wrong with what was typed.
pub(crate) fn order(order: &Order, token: &FormToken, typed: &Typed, wrong: Option<&str>) -> Html {
    let verb = verb(order.asked.kind);
    let mut body = text(order);
    if let Some(wrong) = wrong {
        let _ = writeln!(body, "<p id=\"wrong\" class=\"wrong\">{}</p>", escaped(wrong));
    }
    body += &match &order.state {
        State::Pending { .. } => form(order, token, typed, verb),
        State::Complete { .. } => {
            "<p id=\"state\">Signed. The relying party has not fetched the signature yet.</p>\n".to_owned()
        }
        State::Failed { cause, .. } => format!("<p id=\"state\">Ended: {}.</p>\n", cause.hint()),
    };
    body += "<p><a href=\"/\">All orders</a></p>\n";
    let status = match wrong {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    Html {
        status,
        text: page(&format!("{verb} with BankID"), Refresh::Never, &body),
    }
}

fn verb(kind: Kind) -> &'static str {
    match kind {
        Kind::Signing => "Sign",
        Kind::Identification => "Identify yourself",
    }
}

fn text(order: &Order) -> String {
    let Some(visible) = &order.asked.visible else {
        return "<p id=\"text\">The relying party shows no text.</p>\n".to_owned();
    };
    let (format, note) = match visible.format() {
        TextFormat::Plain => ("plaintext", ""),
        TextFormat::SimpleMarkdownV1 => (
            "simpleMarkdownV1",
            "<p class=\"note\">The text is in simpleMarkdownV1. It is shown here as it was sent; the app sets it.</p>\n",
        ),
    };
    let hidden = match &order.asked.hidden {
        Some(hidden) => format!(
            "<p class=\"note\">Besides, {} bytes that are not shown.</p>\n",
            hidden.len()
        ),
        None => String::new(),
    };
    // A browser drops a newline right after the tag (HTML, section 13.1.2.5), which may not be one of the text's.
    format!(
        "<pre id=\"text\" data-format=\"{format}\">\n{}</pre>\n{note}{hidden}",
        escaped(visible.text())
    )
}

fn form(order: &Order, token: &FormToken, typed: &Typed, verb: &str) -> String {
    let reference = order.reference;
    let token = token.field();
    let field = |label: &str, name: &str, value: &str| {
        format!(
            "<label>{label}<br><input name=\"{name}\" id=\"{name}\" value=\"{}\" required></label>\n",
            escaped(value)
        )
    };
    let fields = field(
        "Personal identity number, twelve digits",
        "personalNumber",
        &typed.personal_number,
    ) + &field("Given name", "givenName", &typed.given_name)
        + &field("Surname", "surname", &typed.surname);
    format!(
        "<h2>Who are you?</h2>\n<form method=\"post\" action=\"/orders/{reference}/sign\">\n{token}\n{fields}\
         <button id=\"sign\">{verb}</button>\n</form>\n\
         <form method=\"post\" action=\"/orders/{reference}/cancel\">\n{token}\n\
         <button id=\"cancel\">Cancel</button>\n</form>\n"
    )
}
