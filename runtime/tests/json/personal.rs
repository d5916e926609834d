//! Nothing of a document is in what a program logs.

use fk_runtime::json::{self, Any, ReadError, ReadErrorKind};
use proptest::prelude::*;

use crate::example::{Aterbetalning, Rakning};
use crate::refused;

const DOCUMENT: &str = concat!(
    r#"{"personnummer":"189001019802","verksamhet":"skola","sjukhusvistelse":[{"franDatum":"2026-10-30","#,
    r#""franKlockslag":"08:15","tillDatum":"2026-10-31","tillKlockslag":"12:45"}],"aktivTid":12125,"#,
    r#""kvarstaende":4711.25,"telefon":"070-1740605","utanforEes":false}"#
);

/// A word is not among them: one that stands where a name should is told as a name that is unknown.
const VALUES: &[&str] = &[
    "189001019802",
    "2026-10-30",
    "08:15",
    "2026-10-31",
    "12:45",
    "12125",
    "4711.25",
    "070-1740605",
];

fn shows_a_value(error: &ReadError) -> Option<&'static str> {
    let shown = format!("{error} {error:?}");
    VALUES.iter().find(|value| shown.contains(**value)).copied()
}

#[test]
fn the_name_of_a_field_that_looks_like_a_value_is_not_shown() {
    for name in [
        "189001019802",
        "19890101-9802",
        "Anna Andersson",
        "anna@example.org",
        "a189001",
        "",
        "\\n",
        "\\u0000",
        " a",
        "(08)",
    ] {
        let document = format!("{{\"satt\":\"utredning\",\"{name}\":1}}");
        let error = json::from_str::<Aterbetalning>(&document).unwrap_err();
        assert!(
            matches!(error.kind(), ReadErrorKind::UnknownField { found: None }),
            "{name}: {error}"
        );
        assert_eq!(
            error.to_string(),
            "line 1, column 21: a field may not stand here whose name is not shown, since it may be a value, read as \
             Utredning"
        );
    }
    let long = "a".repeat(81);
    let error =
        json::from_str::<Aterbetalning>(&format!("{{\"satt\":\"utredning\",\"{long}\":1}}")).unwrap_err();
    assert!(matches!(
        error.kind(),
        ReadErrorKind::UnknownField { found: None }
    ));
    assert_eq!(
        refused::<Any>(r#"{"189001019802":1,"189001019802":1}"#),
        "line 1, column 19: a field stands here twice whose name is not shown, since it may be a value"
    );
}

#[test]
fn values_are_masked_when_shown_for_debugging() {
    let read: Rakning = json::from_str(DOCUMENT).unwrap();
    let shown = format!("{read:?}");
    assert!(
        shown.contains("Personnummer(***)") && !shown.contains("189001019802"),
        "{shown}"
    );
    let any: Any = DOCUMENT.parse().unwrap();
    assert_eq!(format!("{any:?}"), "Any(***)");
}

#[test]
fn every_value_put_in_the_place_of_every_other_is_refused_without_being_shown() {
    let parts: Vec<&str> = DOCUMENT.split_inclusive([':', ',']).collect();
    let mut refusals = 0;
    for at in 0..parts.len() {
        for value in VALUES {
            for put in [
                format!("\"{value}\","),
                (*value).to_owned(),
                format!("{{\"{value}\":0}},"),
            ] {
                let mut changed = parts.clone();
                changed[at] = &put;
                if let Err(error) = json::from_str::<Rakning>(&changed.concat()) {
                    assert_eq!(shows_a_value(&error), None, "{error}");
                    refusals += 1;
                }
            }
        }
    }
    assert!(refusals > 500, "{refusals}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn a_document_that_is_cut_and_mended_anyhow_is_refused_without_showing_a_value(
        cuts in prop::collection::vec((0..DOCUMENT.len(), 0_usize..30), 1..4),
        put in "[\\[\\]{}\",:0-9a-z\\\\]{0,5}",
    ) {
        let mut document = DOCUMENT.to_owned();
        for (at, length) in cuts {
            let at = at.min(document.len());
            let end = (at + length).min(document.len());
            document.replace_range(at..end, &put);
        }
        if let Err(error) = json::from_str::<Rakning>(&document) {
            prop_assert_eq!(shows_a_value(&error), None, "{}", error);
        }
    }
}
