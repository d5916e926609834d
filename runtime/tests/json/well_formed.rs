//! What is JSON and what is not: a table of our own, and serde_json's opinion of it and of arbitrary bytes.

use fk_runtime::json::{self, Any};
use proptest::prelude::*;

const ACCEPTED: &[&str] = &[
    "0",
    "-0",
    "1",
    "-1",
    "10",
    "0.5",
    "-0.5",
    "1.25",
    "1e1",
    "1E1",
    "1e+1",
    "1e-1",
    "1.5e10",
    "0e0",
    "123456789",
    "\"\"",
    "\"a\"",
    "\" \"",
    "\"\u{7F}\"",
    "\"\u{2028}\u{2029}\"",
    "\"\u{FEFF}\"",
    "\"\u{10FFFF}\"",
    "true",
    "false",
    "null",
    "[]",
    "{}",
    "[[]]",
    "[{}]",
    "{\"a\":[]}",
    "{\"\":0}",
    "{\"a\":{\"a\":{\"a\":null}}}",
    "[1,2,3]",
    "[1,[2],{\"a\":3}]",
    " 1",
    "1 ",
    "\t\r\n 1 \t\r\n",
    "[ ]",
    "{ }",
    "[ 1 , 2 ]",
    "{ \"a\" : 1 , \"b\" : 2 }",
    "[\n]",
    "[null,true,false]",
    "{\"a\\u0062\":1,\"ab \":2}",
    "[\"\\u0000\"]",
    "[-1,-0,0]",
];

const REFUSED: &[&str] = &[
    "",
    " ",
    "\n",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "[1",
    "[1,",
    "[1,]",
    "[,1]",
    "[,]",
    "[1,,2]",
    "[1 2]",
    "[1:2]",
    "[1}",
    "{1}",
    "{]",
    "[}",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1,}",
    "{,\"a\":1}",
    "{\"a\":1,,\"b\":2}",
    "{\"a\" 1}",
    "{\"a\"::1}",
    "{\"a\",1}",
    "{a:1}",
    "{'a':1}",
    "{\"a\":1 \"b\":2}",
    "{\"a\":1",
    "{\"a\":",
    "{\"a\"",
    "{\"",
    "{null:1}",
    "{[]:1}",
    "{\"a\":1}}",
    "[]]",
    "1 2",
    "[] []",
    "{} {}",
    "1,",
    "\"a\" \"b\"",
    "nul",
    "nulll",
    "Null",
    "NULL",
    "tru",
    "truee",
    "True",
    "fals",
    "falsee",
    "NaN",
    "Infinity",
    "-Infinity",
    "undefined",
    "+1",
    "-",
    "--1",
    "01",
    "-01",
    "00",
    "0x1",
    "1.",
    ".5",
    "-.5",
    "1.e1",
    "1e",
    "1e+",
    "1e-",
    "1e1.5",
    "1.2.3",
    "1_000",
    "1e1e1",
    "0.",
    "1 .5",
    "- 1",
    "\"",
    "\"a",
    "a\"",
    "'a'",
    "\"\\\"",
    "\"\\x41\"",
    "\"\\u12\"",
    "\"\\uD800\"",
    "\"\\uDC00\"",
    "\"\\uD800\\uD800\"",
    "\"\n\"",
    "\"\t\"",
    "\"\0\"",
    "[\"a\", // b\n]",
    "/* a */ 1",
    "1 // a",
    "# 1",
    "\u{FEFF}1",
    "\u{A0}1",
    "1\u{A0}",
    "\u{C}1",
    "[1]\0",
    "\u{0}1",
    "[1\u{B}]",
    "{\"a\":1}x",
    "\u{2028}1",
    "*",
    "<null>",
    "[\"a\",\n4\n,1,",
];

fn reads(document: &[u8]) -> bool {
    json::from_slice::<Any>(document).is_ok()
}

fn serde_json_reads(document: &[u8]) -> bool {
    serde_json::from_slice::<serde_json::Value>(document).is_ok()
}

#[test]
fn what_rfc_8259_admits_is_read() {
    for document in ACCEPTED {
        assert!(reads(document.as_bytes()), "{document:?}");
        assert!(serde_json_reads(document.as_bytes()), "{document:?}");
    }
}

#[test]
fn what_rfc_8259_does_not_admit_is_refused() {
    for document in REFUSED {
        assert!(!reads(document.as_bytes()), "{document:?}");
        assert!(!serde_json_reads(document.as_bytes()), "{document:?}");
    }
}

#[test]
fn every_beginning_of_a_document_is_refused() {
    let document = r#"{"a": [1, -2.5e+3, "x\né𝄞", true, false, null, {}], "b": {"c": []}}"#;
    assert!(reads(document.as_bytes()));
    for end in 0..document.len() {
        assert!(!reads(&document.as_bytes()[..end]), "{end}");
    }
}

/// Pieces of JSON, put together anyhow.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"b\":", "0", "1", "-", ".", "e", "E", "+", "true",
        "null", "fals", "e ", " ", "\n", "\\", "\\u0041", "\\ud800", "\\udc00", "å", "\u{1}", "12.5e3",
        "\"c\":{", "[1,", "}]",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

/// Whether an object has a field twice, which serde_json takes in.
fn is_duplicate(error: &json::ReadError) -> bool {
    matches!(error.kind(), json::ReadErrorKind::DuplicateField { .. })
}

/// Whether a number is greater than any `f64`, which serde_json refuses.
fn has_great_number(document: &str) -> bool {
    document
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E')))
        .any(|number| number.parse::<f64>().is_ok_and(f64::is_infinite))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn pieces_of_json_are_taken_or_refused_as_serde_json_does(document in pieces()) {
        match json::from_str::<Any>(&document) {
            Ok(any) => {
                let ours: Option<serde_json::Value> = serde_json::from_str(any.as_json()).ok();
                let others = serde_json::from_str(&document).ok();
                prop_assert_eq!(&ours, &others);
                prop_assert!(others.is_some() || has_great_number(&document), "{}", document);
            }
            Err(error) => prop_assert!(
                is_duplicate(&error) || !serde_json_reads(document.as_bytes()),
                "{}: {}", document, error
            ),
        }
    }

    #[test]
    fn arbitrary_bytes_are_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        if let Err(error) = json::from_slice::<Any>(&bytes) {
            prop_assert!(is_duplicate(&error) || !serde_json_reads(&bytes), "{}", error);
            prop_assert!(error.position().is_some());
        }
    }

    #[test]
    fn a_document_with_a_byte_changed_is_judged_as_serde_json_judges_it(at in 0_usize..68, byte in any::<u8>()) {
        let mut bytes = br#"{"a": [1, -2.5e+3, "x\n\u00e9y", true, false, null, {}], "b": {"c":1}}"#.to_vec();
        bytes[at] = byte;
        match json::from_slice::<Any>(&bytes) {
            Ok(any) => {
                let others: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
                prop_assert_eq!(serde_json::from_str::<serde_json::Value>(any.as_json()).unwrap(), others);
            }
            Err(error) => prop_assert!(is_duplicate(&error) || !serde_json_reads(&bytes), "{}", error),
        }
    }
}
