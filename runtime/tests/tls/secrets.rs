//! What is never shown, and what is said in time.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use chrono::{TimeDelta, Utc};
use fk_runtime::tls::{Identity, Password, UncheckedIdentity};
use rcgen::DnType;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use crate::authority::{Authority, Issued, SERIAL_NUMBER, days};

/// Counts warnings and keeps their words.
#[derive(Clone, Default)]
struct Warnings(Arc<(AtomicUsize, Mutex<String>)>);

impl Subscriber for Warnings {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        if *event.metadata().level() == Level::WARN {
            self.0.0.fetch_add(1, Ordering::SeqCst);
        }
        event.record(&mut Words(&mut self.0.1.lock().unwrap()));
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

struct Words<'a>(&'a mut String);

impl Visit for Words<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.0.push_str(&format!("{field}={value:?} "));
    }
}

impl Warnings {
    fn during(act: impl FnOnce(&Self)) {
        let warnings = Self::default();
        tracing::subscriber::with_default(warnings.clone(), || act(&warnings));
    }

    fn count(&self) -> usize {
        self.0.0.load(Ordering::SeqCst)
    }
}

fn client(days_left: i64) -> Issued {
    Authority::root("Testrot").client_with("Bolaget AB", |params| {
        params.not_after = days(days_left).into();
        let kind = DnType::CustomDnType(SERIAL_NUMBER.to_vec());
        params.distinguished_name.push(kind, "165566778899");
    })
}

#[test]
fn reading_an_identity_that_ends_soon_warns_once_a_day() {
    Warnings::during(|warnings| {
        let identity = Identity::from_pem(client(59).pem().as_bytes(), None).unwrap();
        assert_eq!(warnings.count(), 1, "when it is read");
        let now = Utc::now();
        identity.warn_if_expiring(now);
        identity.clone().warn_if_expiring(now);
        // At midnight the day may have changed in between.
        assert!(warnings.count() <= 2, "not twice a day");
        let before = warnings.count();
        identity.warn_if_expiring(now + TimeDelta::days(2));
        assert_eq!(warnings.count(), before + 1, "another day");
        let words = warnings.0.1.lock().unwrap();
        assert!(words.contains("order a new one"), "{words}");
        assert!(!words.contains("5566778899"), "{words}");
        assert!(!words.contains("Bolaget"), "{words}");
    });
}

#[test]
fn an_identity_with_time_left_does_not_warn() {
    Warnings::during(|warnings| {
        Identity::from_pem(client(61).pem().as_bytes(), None).unwrap();
        assert_eq!(warnings.count(), 0);
    });
}

#[test]
fn an_identity_that_ended_while_the_program_ran_warns_too() {
    Warnings::during(|warnings| {
        let identity = Identity::from_pem(client(61).pem().as_bytes(), None).unwrap();
        identity.warn_if_expiring(Utc::now() + TimeDelta::days(100));
        assert!(warnings.0.1.lock().unwrap().contains("has expired"));
    });
}

#[test]
fn neither_password_nor_key_nor_organisation_number_is_in_debug_or_errors() {
    assert_eq!(format!("{:?}", Password::from("hemligt")), "Password(..)");
    let issued = client(100);
    let unchecked = UncheckedIdentity::parse(issued.pem().as_bytes(), None).unwrap();
    let key = format!("{:?}", &issued.key[40..44]);
    let key = key.trim_matches(['[', ']']);
    let refused = Identity::from_pem(client(-5).without_issuers().pem().as_bytes(), None).unwrap_err();
    let keyless = UncheckedIdentity::parse(issued.certificates_pem().as_bytes(), None).unwrap_err();
    for text in [
        format!("{unchecked:?} {unchecked:#?}"),
        format!("{:?}", unchecked.clone().trust_anyway()),
        format!("{refused} {refused:?}"),
        format!("{keyless} {keyless:?}"),
    ] {
        for secret in ["5566778899", key] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}

#[test]
fn a_name_that_could_steer_a_terminal_cannot() {
    let issued = Authority::root("Testrot").client("A\u{1b}[2J\nB\u{202e}");
    let identity = Identity::from_pem(issued.pem().as_bytes(), None).unwrap();
    assert_eq!(identity.common_name(), "A\u{fffd}[2J\u{fffd}B\u{fffd}");
    assert!(!identity.subject().contains(char::is_control));
}
