//! Strings: escapes, both ways, with serde_json as the second opinion.

use fk_runtime::json;
use proptest::prelude::*;

use crate::refused;

#[test]
fn every_escape_of_rfc_8259_is_read() {
    let document = r#""\"\\\/\b\f\n\r\t\u00e5\u00E5\u0000\uD834\uDD1E\uFFFF\u2028""#;
    let expected = "\"\\/\u{8}\u{C}\n\r\tåå\0𝄞\u{FFFF}\u{2028}";
    assert_eq!(json::from_str::<String>(document).unwrap(), expected);
    assert_eq!(serde_json::from_str::<String>(document).unwrap(), expected);
}

#[test]
fn only_what_must_be_escaped_is_written_so() {
    let text = "\"\\/\u{8}\u{C}\n\r\t\u{1}\u{1F}\u{7F}\u{2028}åäö𝄞\u{FFFF}";
    let written = "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\u{7F}\u{2028}åäö𝄞\u{FFFF}\"";
    assert_eq!(json::to_string(&text.to_owned()).as_deref(), Ok(written));
}

#[test]
fn what_is_no_string_is_refused_with_the_reason_where_it_is() {
    for (document, column, reason) in [
        (r#""a"#, 3, "the document ends inside a string"),
        (r#""a\"#, 3, "the document ends inside a string"),
        (
            r#""\a""#,
            2,
            "a backslash is followed by what JSON has no escape for",
        ),
        (
            r#""\'""#,
            2,
            "a backslash is followed by what JSON has no escape for",
        ),
        (
            r#""\U0041""#,
            2,
            "a backslash is followed by what JSON has no escape for",
        ),
        (
            "\"\\å\"",
            2,
            "a backslash is followed by what JSON has no escape for",
        ),
        (
            r#""\u004""#,
            2,
            "`\\u` is not followed by four hexadecimal digits",
        ),
        (
            r#""\u00+1""#,
            2,
            "`\\u` is not followed by four hexadecimal digits",
        ),
        (r#""\u00""#, 2, "`\\u` is not followed by four hexadecimal digits"),
        (
            r#""\uD834""#,
            2,
            "the first half of a surrogate pair stands alone",
        ),
        (
            r#""\uD834\n""#,
            2,
            "the first half of a surrogate pair stands alone",
        ),
        (
            r#""\uD834\uD834""#,
            2,
            "the first half of a surrogate pair stands alone",
        ),
        (
            r#""\uD834\u0041""#,
            2,
            "the first half of a surrogate pair stands alone",
        ),
        (
            r#""ab\uDD1E""#,
            4,
            "the second half of a surrogate pair stands alone",
        ),
        (
            "\"\u{1F}\"",
            2,
            "a control character stands in a string unescaped",
        ),
        (
            "\"0123456\t\"",
            9,
            "a control character stands in a string unescaped",
        ),
        (
            "\"01234567\n\"",
            10,
            "a control character stands in a string unescaped",
        ),
    ] {
        assert_eq!(
            refused::<String>(document),
            format!("line 1, column {column}: not well-formed JSON: {reason}"),
            "{document}"
        );
        assert!(serde_json::from_str::<String>(document).is_err(), "{document}");
    }
}

#[test]
fn a_string_ends_at_its_own_quote_at_every_distance() {
    for length in 0..40 {
        let text = "a".repeat(length);
        for inside in [
            "", "\"", "\\", "\n", "\u{1F}", " ", "!", "#", "[", "]", "\u{7F}", "\u{80}", "å",
        ] {
            let text = format!("{text}{inside}{text}");
            let written = json::to_string(&text).unwrap();
            assert_eq!(serde_json::to_string(&text).unwrap(), written);
            assert_eq!(json::from_str::<String>(&written).unwrap(), text);
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_written_as_serde_json_writes_it_and_read_back(text in any::<String>()) {
        let written = json::to_string(&text).unwrap();
        prop_assert_eq!(&serde_json::to_string(&text).unwrap(), &written);
        prop_assert_eq!(json::from_str::<String>(&written).unwrap(), text);
    }

    #[test]
    fn text_in_which_all_is_escaped_is_read(text in any::<String>()) {
        let escaped: String = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        prop_assert_eq!(json::from_str::<String>(&format!("\"{escaped}\"")).unwrap(), text);
    }

    #[test]
    fn what_stands_between_quotes_is_read_as_serde_json_reads_it(
        parts in prop::collection::vec(
            prop_oneof![
                "[ -~]{0,9}", Just("\\".to_owned()), Just("\"".to_owned()), Just("\\u".to_owned()),
                Just("\\ud8".to_owned()), "\\\\u[dD][89c-fC-F][0-9a-f]{2}", "\\\\u[0-9a-fA-F]{3,4}", "[\\x00-\\x20åä]",
            ],
            0..8,
        )
    ) {
        let document = format!("\"{}\"", parts.concat());
        let ours = json::from_str::<String>(&document).ok();
        prop_assert_eq!(ours, serde_json::from_str::<String>(&document).ok(), "{}", document);
    }
}
