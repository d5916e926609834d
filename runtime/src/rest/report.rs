//! What the agency's support asks for when a call has gone wrong.

use std::fmt::Write;

use super::Token;
use super::description::Method;
use crate::tls::chrono::{DateTime, SecondsFormat, Utc};

/// A call as the agency's support asks for it: its time, and the whole request without personal data.
///
/// Nothing in it is personal, and the key is not in it, so that it may be kept and logged.
#[derive(Clone, Debug)]
pub struct Occasion {
    pub(super) time: DateTime<Utc>,
    pub(super) method: Method,
    /// Without personal data and key, and so no URL of the kind that can be opened.
    pub(super) url: String,
    /// The names of the header fields.
    pub(super) fields: Vec<String>,
    pub(super) body: Sent,
    pub(super) status: Option<u16>,
    pub(super) fingerprint: Option<String>,
}

/// What was sent besides the header, as people may see it.
#[derive(Clone, Debug)]
pub(super) enum Sent {
    /// Nothing.
    Nothing,
    /// This, without personal data.
    Shown(String),
    /// Nothing, since it is not what the contract has; with the path and the rule.
    Invalid(String),
}

impl Occasion {
    /// When the request was made; when it was to be made, if it never was.
    #[must_use]
    pub fn time(&self) -> DateTime<Utc> {
        self.time
    }

    /// The HTTP status that was answered, if one was.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// With the code that the service has given the document.
    #[must_use]
    pub fn with_fingerprint(mut self, fingerprint: impl Into<String>) -> Self {
        self.fingerprint = Some(fingerprint.into());
        self
    }

    /// The report, in Swedish, for the agency's support: Token, Fingerprint, the time of the call in UTC, and the request
    /// with its body, in which [`OMITTED`](crate::json::OMITTED) stands in the place of personal data.
    ///
    /// It is the only text that shows the key, and only whoever has the key can have it made. Send it to the agency, and
    /// do not log it.
    #[must_use]
    pub fn report(&self, token: &Token) -> String {
        let time = self.time.to_rfc3339_opts(SecondsFormat::Millis, true);
        let fingerprint = self.fingerprint.as_deref().unwrap_or("(okänt)");
        let status = self
            .status
            .map_or_else(|| "(inget)".to_owned(), |status| status.to_string());
        let mut report = String::new();
        let mut line = |name: &str, value: &str| {
            // Writing to a string does not fail.
            let _ = writeln!(report, "{name}: {value}");
        };
        line("Token", token.reveal());
        line("Fingerprint", fingerprint);
        line("Tidpunkt (UTC)", &time);
        line("Anrop", &format!("{} {}", self.method.as_str(), self.url));
        line("Rubriker", &self.fields.join(", "));
        line("Svarets HTTP-status", &status);
        match &self.body {
            Sent::Nothing => line("Innehåll", "(inget)"),
            Sent::Invalid(why) => line("Innehåll", &format!("(inget; det skickades aldrig: {why})")),
            Sent::Shown(body) => line("Innehåll utan personuppgifter", &format!("\n{body}")),
        }
        report
    }
}
