//! HTML, with everything that was sent escaped.

use std::fmt::Write;

use axum::http::StatusCode;
use fk_bankid::Kind;
use fk_runtime::signing::TextFormat;

use super::order::{Order, State};
use super::orders::{GIVEN_NAME, SOMEBODY, SURNAME};

/// What a browser is sent.
pub(crate) struct Html {
    pub(crate) status: StatusCode,
    pub(crate) text: String,
}

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

/// Text as it stands between tags and in attributes in double quotes (HTML, section 13.1.2).
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html
}

const STYLE: &str = "body{font:16px/1.5 sans-serif;max-width:44em;margin:2em auto;padding:0 1em;color:#222}\
pre{white-space:pre-wrap;border:1px solid #888;padding:1em;background:#f7f7f7}label{display:block;margin:.5em 0}\
input{font:inherit;width:16em}button{font:inherit;margin:1em 1em 0 0;padding:.4em 1.5em}\
.note{color:#555}.wrong{color:#a00;font-weight:bold}";

/// A page. `refresh` has the browser ask again every two seconds.
fn page(title: &str, refresh: Refresh, body: &str) -> String {
    let refresh = match refresh {
        Refresh::Every2s => "<meta http-equiv=\"refresh\" content=\"2\">\n",
        Refresh::Never => "",
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n{refresh}<title>{title}</title>\n<style>{STYLE}</style>\n\
         <h1>{title}</h1>\n{body}\
         <p class=\"note\">This is the emulator's BankID. What it signs is worth nothing elsewhere.</p>\n</html>\n"
    )
}

#[derive(Clone, Copy)]
enum Refresh {
    Never,
    Every2s,
}

/// The list of orders that wait for a person.
pub(crate) fn list(orders: &[Order]) -> Html {
    let mut body = String::new();
    if orders.is_empty() {
        body += "<p id=\"none\">No order is waiting. This page looks again every two seconds.</p>\n";
    } else {
        body += "<ul id=\"orders\">\n";
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
        body += "</ul>\n";
    }
    Html {
        status: StatusCode::OK,
        text: page("Orders that wait for a person", Refresh::Every2s, &body),
    }
}

/// An order, with the form while it is pending. `wrong` says what was wrong with what was typed.
pub(crate) fn order(order: &Order, token: &str, typed: &Typed, wrong: Option<&str>) -> Html {
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

/// A page that says one thing.
pub(crate) fn message(status: StatusCode, said: &str) -> Html {
    let body = format!(
        "<p id=\"state\">{}</p>\n<p><a href=\"/\">All orders</a></p>\n",
        escaped(said)
    );
    Html {
        status,
        text: page("BankID", Refresh::Never, &body),
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

fn form(order: &Order, token: &str, typed: &Typed, verb: &str) -> String {
    let reference = order.reference;
    let token = format!(
        "<input type=\"hidden\" name=\"token\" value=\"{}\">",
        escaped(token)
    );
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_in_html_is_escaped() {
        assert_eq!(
            escaped("<a href=\"x\" title='y'>&amp;</a> Åäö"),
            "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt; Åäö"
        );
    }
}
