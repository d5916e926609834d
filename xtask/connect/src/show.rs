//! The report, for a person.

use std::fmt::Write;
use std::path::Path;

use chrono::{DateTime, Utc};
use fk_runtime::tls::{Acceptance, Certificate, ClientAuthentication, ProbeReport};

/// How many days before its end a certificate is remarked on.
const WARNING_DAYS: i64 = 60;

/// The lines of the report: what is known, whether or not it is right.
pub(crate) fn report(url: &str, file: &Path, report: &ProbeReport, now: DateTime<Utc>) -> String {
    let mut lines = Lines::default();
    lines.put("Address", url);
    lines.put("Identity", &file.display().to_string());
    if let Some(identity) = &report.identity {
        lines.chain(identity.chain(), now);
        let number = identity.organisation_number();
        lines.more(&format!(
            "organisation number: {}",
            number.unwrap_or("none in the subject's serial number")
        ));
    }
    if !report.addresses.is_empty() {
        let addresses: Vec<_> = report
            .addresses
            .iter()
            .map(|address| address.ip().to_string())
            .collect();
        lines.put("Resolved", &format!("{}: {}", report.host, addresses.join(", ")));
    }
    if let Some(address) = report.connected {
        lines.put("Connected", &address.to_string());
    }
    if let (Some(version), Some(suite)) = (report.version, report.cipher_suite) {
        lines.put("TLS", &format!("{version:?}, {suite:?}"));
    }
    if let [leaf, ..] = &*report.server_chain {
        lines.put("Server", "the certificates that it showed");
        lines.chain(&report.server_chain, now);
        let hosts = leaf.host_names();
        lines.more(&match hosts {
            [] => "for no host name (no subjectAltName)".to_owned(),
            hosts => format!("for {}", hosts.join(", ")),
        });
    }
    lines.client_authentication(report);
    lines.0
}

/// Lines with a word before each group.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn put(&mut self, word: &str, text: &str) {
        self.line(word, text);
    }

    fn more(&mut self, text: &str) {
        self.line("", text);
    }

    fn line(&mut self, word: &str, text: &str) {
        // Writing to a string does not fail.
        let _ = writeln!(self.0, "{word:<10} {text}");
    }

    fn chain(&mut self, chain: &[Certificate], now: DateTime<Utc>) {
        for certificate in chain {
            self.more(&line(certificate, now));
        }
    }

    fn client_authentication(&mut self, report: &ProbeReport) {
        match &report.client_authentication {
            ClientAuthentication::Shown { issuers, acceptance } => {
                self.put("Asked", "for our certificate, and was shown it");
                match acceptance {
                    Acceptance::Listed => self.more(&format!("accepts ours, among {}", issuers.join(", "))),
                    Acceptance::NotListed => {
                        self.more(&format!("names other issuers than ours: {}", issuers.join(", ")));
                    }
                    _ => self.more("does not say which issuers it accepts"),
                }
            }
            ClientAuthentication::NotShown { issuers } => {
                self.put(
                    "Asked",
                    &format!("for a certificate of {}, and was shown none", issuers.join(", ")),
                );
            }
            _ => {}
        }
    }
}

fn line(certificate: &Certificate, now: DateTime<Utc>) -> String {
    let days = (certificate.not_after() - now).num_days();
    let left = match days {
        _ if now > certificate.not_after() => "expired".to_owned(),
        days if days < WARNING_DAYS => format!("{days} days left: have it renewed now"),
        days => format!("{days} days left"),
    };
    let issuer = if certificate.is_self_issued() {
        "itself".to_owned()
    } else {
        format!("\"{}\"", certificate.issuer())
    };
    format!(
        "\"{}\", issued by {issuer}, valid {} to {} ({left})",
        certificate.name(),
        certificate.not_before().format("%Y-%m-%d"),
        certificate.not_after().format("%Y-%m-%d"),
    )
}
