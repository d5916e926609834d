//! Rules between fields: after reading, before writing and in constructors.

use fk_runtime::json::{self, Object};

use crate::example::{Koper, Sjukhusvistelse};
use crate::refused;

fn stay(till: Option<&str>, at: Option<&str>) -> Sjukhusvistelse {
    let mut stay = Sjukhusvistelse::new("2026-10-30", "08:00").unwrap();
    stay.till_datum = till.map(|till| till.parse().unwrap());
    stay.till_klockslag = at.map(|at| at.parse().unwrap());
    stay
}

#[test]
fn a_field_that_comes_before_another_is_refused_where_it_stands() {
    assert_eq!(
        refused::<Sjukhusvistelse>(
            "{\"tillDatum\": \"2026-10-29\",\n\"tillKlockslag\": \"12:00\", \"franDatum\": \"2026-10-30\",\n\
             \"franKlockslag\": \"08:00\"}"
        ),
        "line 1, column 15: tillDatum: the value may not come before franDatum"
    );
}

#[test]
fn the_first_pair_that_differs_decides() {
    for (till, at, broken) in [
        (
            "2026-10-29",
            "23:59",
            Some("tillDatum may not come before franDatum"),
        ),
        (
            "2026-10-30",
            "07:59",
            Some("tillKlockslag may not come before franKlockslag"),
        ),
        ("2026-10-30", "08:00", None),
        ("2026-10-31", "00:00", None),
    ] {
        let found = stay(Some(till), Some(at))
            .rules()
            .err()
            .map(|error| error.to_string());
        assert_eq!(found.as_deref(), broken, "{till} {at}");
    }
}

#[test]
fn dates_of_which_neither_is_the_greater_break_the_rule() {
    // Without a time zone, and in one that is 14 hours off.
    let document = r#"{"franDatum": "2026-10-30+14:00", "franKlockslag": "08:00", "tillDatum": "2026-10-30",
        "tillKlockslag": "12:00"}"#;
    assert_eq!(
        refused::<Sjukhusvistelse>(document),
        "line 1, column 74: tillDatum: the value may not come before franDatum"
    );
}

#[test]
fn a_field_that_another_demands_is_named_with_the_other() {
    let document =
        "\n{\"franDatum\": \"2026-10-30\", \"franKlockslag\": \"08:00\", \"tillDatum\": \"2026-10-30\"}";
    assert_eq!(
        refused::<Sjukhusvistelse>(document),
        "line 2, column 1: tillKlockslag: the value is missing, but required together with tillDatum"
    );
}

#[test]
fn an_error_has_the_paths_of_both_fields() {
    let document = r#"{"personnummer":"189001019802","aktivTid":0,"kvarstaende":null,"utanforEes":true,"sjukhusvistelse":[
        {"franDatum": "2026-10-30", "franKlockslag": "08:00", "tillDatum": "2026-10-01", "tillKlockslag": "12:00"}]}"#;
    let error = json::from_str::<Koper>(document).unwrap_err();
    assert_eq!(error.path(), "sjukhusvistelse[1]/tillDatum");
    assert_eq!(
        error.other_path().as_deref(),
        Some("sjukhusvistelse[1]/franDatum")
    );
    let error = json::from_str::<Sjukhusvistelse>(r#"{"franDatum": 1}"#).unwrap_err();
    assert_eq!(error.other_path(), None);
}

#[test]
fn what_breaks_a_rule_is_not_written() {
    let error = json::to_string(&vec![stay(None, None), stay(None, Some("12:00"))]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "[2]/tillDatum is missing, but required together with tillKlockslag"
    );
    let mut out = Vec::new();
    let error = json::to_writer(&mut out, &stay(Some("2026-10-01"), Some("12:00"))).unwrap_err();
    assert_eq!(error.to_string(), "tillDatum may not come before franDatum");
    assert!(out.is_empty(), "nothing is written of it");
}

#[test]
fn what_breaks_a_rule_is_not_made() {
    assert!(json::checked(stay(Some("2026-10-31"), Some("12:00"))).is_ok());
    assert!(json::checked(stay(Some("2026-10-31"), None)).is_err());
}

#[test]
fn a_field_may_not_stand_together_with_one_that_excludes_it() {
    let (some, none) = (Some(&1), None::<&i32>);
    assert_eq!(
        json::absent_with("a", some, "b", some).unwrap_err().to_string(),
        "a may not stand together with b"
    );
    for (a, b) in [(some, none), (none, some), (none, none)] {
        assert_eq!(json::absent_with("a", a, "b", b), Ok(()));
    }
    for (a, b) in [(some, none), (some, some), (none, none)] {
        assert_eq!(json::required_with("a", a, "b", b), Ok(()));
    }
}
