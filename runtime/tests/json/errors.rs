//! What a document gets wrong: line, column, path, rule and what was expected.

use std::collections::BTreeMap;

use fk_runtime::json::{self, Any, Kind, Position, ReadErrorKind};

use crate::example::{Arbetsgivare, Koper, Sjukhusvistelse};
use crate::refused;

/// A document that is right, a line a field.
const RIGHT: &str = r#"{
  "personnummer": "189001019802",
  "verksamhet": "skola",
  "sjukhusvistelse": [
    {"franDatum": "2026-10-01", "franKlockslag": "08:00"},
    {"franDatum": "2026-10-30", "franKlockslag": "08:00", "tillDatum": "2026-10-31", "tillKlockslag": "12:00"}
  ],
  "aktivTid": 120,
  "kvarstaende": null,
  "telefon": "070-1740605",
  "utanforEes": false
}"#;

/// The message for the right document with one thing replaced.
fn with(from: &str, to: &str) -> String {
    assert_eq!(RIGHT.matches(from).count(), 1, "{from} stands there once");
    refused::<Koper>(&RIGHT.replace(from, to))
}

#[test]
fn the_document_that_the_errors_are_put_into_is_right() {
    let read: Koper = json::from_str(RIGHT).unwrap();
    assert_eq!(read.sjukhusvistelse.len(), 2);
}

#[test]
fn a_value_of_another_kind_is_told_with_both_kinds() {
    for (to, message) in [
        (
            "189001019802",
            "line 2, column 19: personnummer: expected a string, found a number",
        ),
        (
            "null",
            "line 2, column 19: personnummer: expected a string, found null",
        ),
        (
            "true",
            "line 2, column 19: personnummer: expected a string, found true or false",
        ),
        (
            "[]",
            "line 2, column 19: personnummer: expected a string, found an array",
        ),
        (
            "{}",
            "line 2, column 19: personnummer: expected a string, found an object",
        ),
    ] {
        assert_eq!(with("\"189001019802\"", to), message);
    }
    assert_eq!(
        with("120", "\"120\""),
        "line 8, column 15: aktivTid: expected a number, found a string"
    );
    assert_eq!(
        with("false", "0"),
        "line 11, column 17: utanforEes: expected true or false, found a number"
    );
    assert_eq!(
        refused::<Koper>("[]"),
        "line 1, column 1: expected an object, found an array"
    );
    assert_eq!(
        refused::<Vec<u8>>(" {}"),
        "line 1, column 2: expected an array, found an object"
    );
    assert_eq!(
        refused::<BTreeMap<String, u8>>("1"),
        "line 1, column 1: expected an object, found a number"
    );
}

#[test]
fn a_field_that_is_not_declared_is_refused_where_it_stands() {
    assert_eq!(
        with("\"tillDatum\"", "\"tomDatum\""),
        "line 6, column 59: sjukhusvistelse[2]: the field tomDatum may not stand here"
    );
    assert_eq!(
        with("\"telefon\"", "\"Telefon\""),
        "line 10, column 3: the field Telefon may not stand here"
    );
}

#[test]
fn a_field_that_stands_twice_is_refused_where_it_stands_again() {
    assert_eq!(
        with(
            "\"aktivTid\": 120",
            "\"aktivTid\": 120, \"verksamhet\": \"skola\""
        ),
        "line 8, column 20: the field verksamhet stands here twice"
    );
    // The same name, spelled with an escape.
    assert_eq!(
        with("\"aktivTid\": 120", "\"aktivTid\": 120, \"aktiv\\u0054id\": 120"),
        "line 8, column 20: the field aktivTid stands here twice"
    );
    assert_eq!(
        refused::<BTreeMap<String, u8>>("{\"a\": 1,\n \"a\": 1}"),
        "line 2, column 2: the field a stands here twice"
    );
    assert_eq!(
        refused::<Arbetsgivare>(r#"{"personnummer":"189001019802","kostnad":1,"x":1,"x":2}"#),
        "line 1, column 50: the field x stands here twice"
    );
    assert_eq!(
        refused::<Any>(r#"[1, {"a": [{"b": 1, "b": 2}]}]"#),
        "line 1, column 21: [2]{1}[1]: the field b stands here twice"
    );
}

#[test]
fn a_missing_field_is_told_where_its_object_begins() {
    assert_eq!(
        with("\"franDatum\": \"2026-10-30\", ", ""),
        "line 6, column 5: sjukhusvistelse[2]: the field franDatum is missing"
    );
    assert_eq!(
        with("  \"utanforEes\": false\n", "  \"verksamhet\": \"skola\"\n"),
        "line 11, column 3: the field verksamhet stands here twice"
    );
    assert_eq!(
        with(",\n  \"utanforEes\": false", ""),
        "line 1, column 1: the field utanforEes is missing"
    );
    assert_eq!(
        refused::<Sjukhusvistelse>("{}"),
        "line 1, column 1: the field franDatum is missing"
    );
}

#[test]
fn null_is_refused_where_a_field_may_be_absent_but_not_null() {
    assert_eq!(
        with("\"skola\"", "null"),
        "line 3, column 17: verksamhet: expected a string, found null"
    );
}

#[test]
fn a_field_that_may_be_null_may_still_not_be_absent() {
    assert_eq!(
        with("  \"kvarstaende\": null,\n", ""),
        "line 1, column 1: the field kvarstaende is missing"
    );
}

#[test]
fn a_value_that_breaks_a_rule_is_told_with_the_rule_and_the_type() {
    for (from, to, message) in [
        (
            "189001019802",
            "19890101",
            "line 2, column 19: personnummer: the value does not match the pattern `[0-9]{12}` (type Personnummer)",
        ),
        (
            "\"skola\"",
            "\"Skola\"",
            "line 3, column 17: verksamhet: the value is not one of the 3 values of the enumeration (type Verksamhet)",
        ),
        (
            "2026-10-30",
            "2026-02-30",
            "line 6, column 19: sjukhusvistelse[2]/franDatum: the value is not written as xs:date demands (type date)",
        ),
        (
            "12:00",
            "24:00",
            "line 6, column 103: sjukhusvistelse[2]/tillKlockslag: the value is not in the format hour-minute, such as \
             08:30 (type hour-minute)",
        ),
        (
            "120",
            "44645",
            "line 8, column 15: aktivTid: the value is above maxInclusive 44640 (type Minuter)",
        ),
        (
            "120",
            "70000",
            "line 8, column 15: aktivTid: the value is above maxInclusive 44640 (type Minuter)",
        ),
        (
            "120",
            "121",
            "line 8, column 15: aktivTid: the value is not a multiple of 5 (type Minuter)",
        ),
        (
            "null",
            "10000000",
            "line 9, column 18: kvarstaende: the value is not below maxExclusive 10000000 (type Belopp)",
        ),
    ] {
        assert_eq!(with(from, to), message);
    }
}

#[test]
fn too_few_and_too_many_items_are_told_where_the_array_begins() {
    let one = r#"{"franDatum": "2026-10-01", "franKlockslag": "08:00"}"#;
    let document = |items: usize| {
        let items = vec![one; items].join(",");
        format!(
            r#"{{"personnummer":"189001019802","sjukhusvistelse":[{items}],"aktivTid":0,"kvarstaende":null,"utanforEes":true}}"#
        )
    };
    for items in 1..=3 {
        let read: Koper = json::from_str(&document(items)).unwrap();
        assert_eq!(read.sjukhusvistelse.len(), items);
    }
    for items in [0, 4] {
        assert_eq!(
            refused::<Koper>(&document(items)),
            format!(
                "line 1, column 50: sjukhusvistelse: the value has {items} items, but 1 to 3 are allowed"
            )
        );
    }
}

#[test]
fn white_space_around_a_value_of_a_type_is_no_part_of_json() {
    assert_eq!(
        with("\"2026-10-30\"", "\" 2026-10-30\""),
        "line 6, column 19: sjukhusvistelse[2]/franDatum: the value is not written as xs:date demands (type date)"
    );
    assert_eq!(
        refused::<fk_runtime::xml::types::Token>("\"a  b\""),
        "line 1, column 1: the value is not written as xs:token demands (type token)"
    );
}

#[test]
fn what_is_not_well_formed_has_a_path_too() {
    for (from, to, message) in [
        (
            "\"12:00\"",
            "\"12:00",
            "line 6, column 110: sjukhusvistelse[2]/tillKlockslag: not well-formed JSON: a control character stands in \
             a string unescaped",
        ),
        (
            "120",
            "012",
            "line 8, column 15: aktivTid: not well-formed JSON: a number begins with a superfluous zero",
        ),
        (
            "\"tillDatum\": \"2026-10-31\"",
            "\"tillDatum\"; \"2026-10-31\"",
            "line 6, column 70: sjukhusvistelse[2]: not well-formed JSON: `:` is expected behind the name of a field",
        ),
        (
            "null,",
            "null",
            "line 10, column 3: not well-formed JSON: `,` or `}` is expected",
        ),
        (
            "],",
            "};",
            "line 7, column 3: sjukhusvistelse: not well-formed JSON: `,` or `]` is expected",
        ),
    ] {
        assert_eq!(with(from, to), message);
    }
    assert_eq!(
        refused::<Any>("{\"a\": {\"189001019802\": [0, {}, x]}}"),
        "line 1, column 32: a{1}: not well-formed JSON: a value is expected"
    );
}

#[test]
fn a_document_that_is_not_well_formed_is_said_to_be_so_whatever_else_is_wrong() {
    let error = json::from_str::<Koper>("{\"personnummer\": 1}, {}").unwrap_err();
    let ReadErrorKind::NotWellFormed { reason } = error.kind() else {
        panic!("{error}")
    };
    assert_eq!(*reason, "something stands behind the value");
    assert_eq!(error.position(), Some(Position { line: 1, column: 20 }));
}

#[test]
fn bytes_that_are_not_utf8_are_told_where_they_stand() {
    for (bytes, message) in [
        (
            &b"{\"a\":\n\"\xC3\xA5\xFF\"}"[..],
            "line 2, column 3: not UTF-8, which JSON is written in",
        ),
        // A surrogate, encoded as if it were a character.
        (
            b"\"\xED\xA0\x80\"",
            "line 1, column 2: not UTF-8, which JSON is written in",
        ),
        (
            b"\"\xC0\x80\"",
            "line 1, column 2: not UTF-8, which JSON is written in",
        ),
        (
            b"\xFF\xFE\"\0",
            "line 1, column 1: not UTF-8, which JSON is written in",
        ),
    ] {
        assert_eq!(json::from_slice::<Any>(bytes).unwrap_err().to_string(), message);
    }
}

#[test]
fn columns_count_characters_and_lines_end_in_all_three_ways() {
    assert_eq!(
        refused::<Any>("[\"åäö𝄞\", x]"),
        "line 1, column 10: not well-formed JSON: a value is expected"
    );
    assert_eq!(
        refused::<Any>("[\r\n\n\r x]"),
        "line 4, column 2: not well-formed JSON: a value is expected"
    );
}

#[test]
fn an_error_can_be_taken_apart() {
    let error = json::from_str::<Koper>(&RIGHT.replace("\"08:00\"}", "8}")).unwrap_err();
    assert_eq!(error.path(), "sjukhusvistelse[1]/franKlockslag");
    assert_eq!(error.position(), Some(Position { line: 5, column: 50 }));
    let ReadErrorKind::WrongKind { expected, found } = error.kind() else {
        panic!("{error}")
    };
    assert_eq!((*expected, *found), (Kind::String, Kind::Number));
    assert_eq!(error.rule(), None);
}
