//! The pages of the e-service, in Swedish: a bill with its form, a receipt, and what there is to say otherwise.
//!
//! They need no script. Where the browser has something to send there is one, and the policy lets in that one alone, and
//! lets it reach the address of the signal alone (Content Security Policy Level 3).

use std::fmt::Write;
use std::sync::LazyLock;

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fk_contracts::erak::current::{NyRakning, Rakning, SignalOperation};
use fk_runtime::json;
use fk_runtime::rest::{Media, Operation};
use fk_runtime::signing::Digest;
use serde_json::{Map, Value};
use url::{Host, Url};

use super::bills::Entry;
use super::links::page_path;
use super::{BillState, Leaving, OutgoingSignal, rows, words};
use crate::page::{FormToken, Html, escaped};

/// What the buttons send.
pub(super) const CHOICE: &str = "val";
pub(super) const SIGN: &str = "skriv-under";
pub(super) const CANCEL: &str = "avbryt";

const STYLE: &str = include_str!("page.css");

/// Sends the signal, when there is one, and then leaves, when there is somewhere to go. A signal that does not arrive is
/// nobody's error: it is a hint.
const SCRIPT: &str = include_str!("page.js");

/// A page, and what its script has to do.
struct Page<'p> {
    status: StatusCode,
    title: &'p str,
    body: String,
    signal: Option<&'p OutgoingSignal>,
    back: Option<&'p Url>,
}

/// A bill that waits to be signed.
pub(super) fn bill(entry: &Entry, sent: &NyRakning, token: &FormToken) -> Response<Body> {
    let Some(content) = content(&sent.rakning) else {
        return message(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Räkningen kan inte visas",
            "Något är fel i emulatorn.",
        );
    };
    let month = month(&content);
    let title = format!("Skriv under räkning för {month}");
    let body = format!(
        "<h1>{}</h1>\n<p>{} har lämnat räkningen. Läs den och skriv under om allt stämmer.</p>\n{}\
         <form method=\"post\" action=\"{}\">\n{}\n<input type=\"hidden\" name=\"fingerprint\" value=\"{}\">\n\
         <p>{}</p>\n<p class=\"val\"><button id=\"{SIGN}\" name=\"{CHOICE}\" value=\"{SIGN}\">Skriv under</button>\n\
         <button id=\"{CANCEL}\" name=\"{CHOICE}\" value=\"{CANCEL}\" class=\"annat\">Avbryt</button></p>\n</form>\n",
        escaped(&title),
        escaped(sent.leverantor.as_str()),
        rows::bill(&content),
        page_path(),
        token.field(),
        escaped(entry.bill.fingerprint.as_str()),
        declaration(&sent.rakning),
    );
    let forged = entry.forged();
    Page {
        status: StatusCode::OK,
        title: &title,
        body,
        signal: forged.as_ref(),
        back: None,
    }
    .into_response()
}

/// What the person says by signing.
fn declaration(bill: &Rakning) -> &'static str {
    match bill {
        Rakning::KoptAssistans(_) | Rakning::EgenArbetsgivare(_) => "Jag intygar att uppgifterna är riktiga.",
        Rakning::KoptAssistansVardnadshavare(_) | Rakning::EgenArbetsgivareVardnadshavare(_) => {
            "Jag skriver under som vårdnadshavare och intygar att uppgifterna är riktiga."
        }
        Rakning::KoptAssistansStallforetradare(_) | Rakning::EgenArbetsgivareStallforetradare(_) => {
            "Jag skriver under som god man eller förvaltare och intygar att uppgifterna är riktiga."
        }
    }
}

/// Whether the browser leaves a page by itself.
#[derive(Clone, Copy)]
pub(super) enum Leave {
    /// It sends the signal, and goes back to the supplier.
    Now,
    /// The person clicks.
    OnClick,
}

/// What has become of a bill that the person is done with.
pub(super) fn done(entry: &Entry, sent: &NyRakning, leave: Leave) -> Response<Body> {
    let month = content(&sent.rakning).map_or_else(String::new, |content| month(&content));
    let (title, said) = match entry.bill.state {
        BillState::Signed => (
            "Räkningen är underskriven",
            "Räkningen är inskickad. Det här är din kvittens.",
        ),
        _ => (
            "Räkningen är inte underskriven",
            "Du har avbrutit. Inget är inskickat. Börja om hos leverantören om du vill skriva under.",
        ),
    };
    let leaving = entry.leaving();
    let body = format!(
        "<h1 id=\"utfall\">{title}</h1>\n<p>{said}</p>\n<dl>\n<div><dt>Månad</dt><dd>{}</dd></div>\n\
         <div><dt>Leverantör</dt><dd>{}</dd></div>\n<div><dt>Verifieringskod</dt><dd>{}</dd></div>\n</dl>\n{}",
        escaped(&month),
        escaped(sent.leverantor.as_str()),
        escaped(entry.bill.fingerprint.as_str()),
        link(&leaving),
    );
    let (signal, back) = match leave {
        Leave::Now => (leaving.signal.as_ref(), Some(&leaving.return_link)),
        Leave::OnClick => (None, None),
    };
    Page {
        status: StatusCode::OK,
        title,
        body,
        signal,
        back,
    }
    .into_response()
}

fn link(leaving: &Leaving) -> String {
    format!(
        "<p><a id=\"tillbaka\" href=\"{}\">Tillbaka till leverantören</a></p>\n",
        escaped(leaving.return_link.as_str())
    )
}

/// A page that says one thing.
pub(super) fn message(status: StatusCode, title: &str, said: &str) -> Response<Body> {
    let body = format!(
        "<h1 id=\"utfall\">{}</h1>\n<p>{}</p>\n",
        escaped(title),
        escaped(said)
    );
    Page {
        status,
        title,
        body,
        signal: None,
        back: None,
    }
    .into_response()
}

/// The bill as it was sent.
fn content(bill: &Rakning) -> Option<Map<String, Value>> {
    // Neither fails for a bill that was read.
    let json = json::to_string(bill).ok()?;
    serde_json::from_str(&json).ok()
}

fn month(bill: &Map<String, Value>) -> String {
    bill.get("manad")
        .and_then(Value::as_str)
        .map_or_else(String::new, words::month)
}

impl IntoResponse for Page<'_> {
    fn into_response(self) -> Response<Body> {
        let script = self.script();
        let text = format!(
            "<!DOCTYPE html>\n<html lang=\"sv\">\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{} – E-RÄK</title>\n\
             <style>{STYLE}</style>\n<main>\n{}</main>\n\
             <footer>Det här är emulatorns e-tjänst. Inget skickas till Försäkringskassan.</footer>\n{script}</html>\n",
            escaped(self.title),
            self.body,
        );
        let policy = self.policy();
        let mut response = Html {
            status: self.status,
            text,
        }
        .into_response();
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
        response
    }
}

impl Page<'_> {
    fn has_script(&self) -> bool {
        self.signal.is_some() || self.back.is_some()
    }

    /// The script, with what it has to do in attributes, where it is data whatever stands in it.
    fn script(&self) -> String {
        if !self.has_script() {
            return String::new();
        }
        let mut html = "<div id=\"uppdrag\" hidden".to_owned();
        // What cannot be written is not sent.
        let body = self.signal.map(|signal| (signal, json::to_string(&signal.body)));
        if let Some((signal, Ok(json))) = body {
            let _ = write!(
                html,
                " data-signal=\"{}\" data-method=\"{}\" data-type=\"{}\" data-body=\"{}\"",
                escaped(signal.url.as_str()),
                SignalOperation::DESCRIPTION.method.as_str(),
                Media::Json.as_str(),
                escaped(&json)
            );
        }
        if let Some(back) = self.back {
            let _ = write!(html, " data-back=\"{}\"", escaped(back.as_str()));
        }
        html + "></div>\n<script>" + SCRIPT + "</script>\n"
    }

    fn policy(&self) -> HeaderValue {
        static STYLE_HASH: LazyLock<String> = LazyLock::new(|| hash(STYLE));
        static SCRIPT_HASH: LazyLock<String> = LazyLock::new(|| hash(SCRIPT));
        let mut policy = format!(
            "default-src 'none'; style-src {}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
            *STYLE_HASH
        );
        if self.has_script() {
            let _ = write!(policy, "; script-src {}", *SCRIPT_HASH);
        }
        if let Some(signal) = self.signal {
            let _ = write!(policy, "; connect-src {}", source(&signal.url));
        }
        // It is ASCII; if it were not, the strictest policy is right.
        HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
    }
}

fn hash(text: &str) -> String {
    format!(
        "'sha256-{}'",
        STANDARD.encode(Digest::of(text.as_bytes()).as_bytes())
    )
}

/// The origin of an address as a policy has it (Content Security Policy Level 3, section 2.3.1), or else its scheme: a
/// policy has no words for IPv6, and a host with a `;` would be read as more than an origin.
fn source(url: &Url) -> String {
    let origin = url.origin().ascii_serialization();
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:/".contains(c);
    match url.host() {
        Some(Host::Domain(_) | Host::Ipv4(_)) if origin.chars().all(plain) => origin,
        _ => format!("{}:", url.scheme()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_policy_names_the_origin_of_an_address_and_nothing_that_stands_in_it_besides() {
        for (url, expected) in [
            ("https://a.example/x?y", "https://a.example"),
            ("http://127.0.0.1:3000/x", "http://127.0.0.1:3000"),
            ("http://localhost:3000", "http://localhost:3000"),
            ("http://[::1]:3000/", "http:"),
            ("https://a;script-src/", "https:"),
            ("https://å.example/", "https://xn--5ca.example"),
        ] {
            assert_eq!(source(&Url::parse(url).unwrap()), expected);
        }
    }
}
