//! What a made-up BankID makes, and how it is kept.

#![allow(clippy::unwrap_used)]

use std::sync::OnceLock;

use chrono::{DateTime, Duration, Utc};
use fk_bankid::{BankId, MakeError, Person, ToSign};
use fk_runtime::signing::VisibleText;

fn bankid() -> &'static BankId {
    static MADE: OnceLock<BankId> = OnceLock::new();
    MADE.get_or_init(|| BankId::make().unwrap())
}

fn agda() -> Person {
    Person::new("189001019802".parse().unwrap(), "Agda", "Andersson")
}

fn what() -> ToSign {
    ToSign::text(VisibleText::plain("Jag skriver under.").unwrap()).with_hidden("id,digest")
}

#[test]
fn a_kept_one_is_the_same_when_it_is_read_again() {
    let kept = bankid().to_pem().unwrap();
    let read = BankId::from_pem(&kept).unwrap();
    assert_eq!(*read.to_pem().unwrap(), *kept);
    assert_eq!(read.root_pem().unwrap(), bankid().root_pem().unwrap());
    assert_eq!(read.expires(), bankid().expires());
    read.sign(&agda(), &what(), Utc::now()).unwrap();
}

#[test]
fn a_kept_one_that_is_not_whole_is_refused() {
    let kept = bankid().to_pem().unwrap();
    let refused = |text: &str| match BankId::from_pem(text).unwrap_err() {
        MakeError::Kept { reason } => reason,
        other => panic!("{other:?}"),
    };
    let last = kept.rfind("-----BEGIN").unwrap();
    assert!(refused(&kept[..last]).contains("`PRIVATE KEY` was expected"));
    assert!(refused(&kept[..kept.len() - 10]).contains("no end"));
    assert!(refused(&format!("{}{}", *kept, &kept[last..])).contains("after its last key"));
    let first = kept.find("-----BEGIN PRIVATE").unwrap();
    let behind = first + kept[first..].find("-----BEGIN CERTIFICATE").unwrap();
    let swapped = format!("{}{}{}", &kept[..first], &kept[last..], &kept[behind..]);
    assert!(refused(&swapped).contains("not that of the certificate"));
}

#[test]
fn it_signs_as_long_as_it_is_valid() {
    let (agda, what, expires) = (agda(), what(), bankid().expires());
    bankid().sign(&agda, &what, expires).unwrap();
    for at in [expires + Duration::seconds(1), DateTime::UNIX_EPOCH] {
        let refused = bankid().sign(&agda, &what, at).unwrap_err();
        assert!(matches!(refused, MakeError::NotValid { .. }), "{refused:?}");
    }
}

#[test]
fn nothing_personal_is_shown() {
    let shown = format!("{:?} {:?} {:?}", bankid(), agda(), what());
    for personal in ["189001019802", "Agda", "Andersson", "skriver", "digest"] {
        assert!(!shown.contains(personal), "{shown}");
    }
}
