//! The built-in types of XML as values of JSON.

use std::fmt::Debug;

use fk_runtime::json::{self, Value};
use fk_runtime::xml::types::{
    AnyUri, Base64Binary, Date, DateTime, Duration, GYearMonth, HexBinary, HourMinute, NormalizedString,
    Time, Token,
};

use crate::refused;

/// Reads and writes a document that is written as it is read.
fn kept<T: Value + Debug>(document: &str) {
    let value: T = json::from_str(document).unwrap();
    assert_eq!(json::to_string(&value).as_deref(), Ok(document));
}

#[test]
fn text_is_read_and_written_as_strings_and_nothing_else() {
    kept::<String>("\" a\\n\"");
    kept::<Token>("\"a b\"");
    kept::<NormalizedString>("\" a \"");
    kept::<AnyUri>("\"https://example.org/å\"");
    kept::<Date>("\"2026-10-31\"");
    kept::<Time>("\"08:00:00\"");
    kept::<DateTime>("\"2026-10-31T08:00:00Z\"");
    kept::<GYearMonth>("\"2026-10\"");
    kept::<Duration>("\"P1DT2H\"");
    kept::<HexBinary>("\"0AFF\"");
    kept::<Base64Binary>("\"aGVq\"");
    kept::<HourMinute>("\"23:59\"");
}

#[test]
fn truth_values_and_numbers_are_no_strings() {
    kept::<bool>("true");
    kept::<bool>("false");
    kept::<i32>("-7");
    for document in ["\"true\"", "1", "\"1\""] {
        assert!(json::from_str::<bool>(document).is_err(), "{document}");
    }
    assert!(json::from_str::<u8>("\"1\"").is_err());
    assert!(json::from_str::<Date>("20261031").is_err());
}

#[test]
fn a_string_may_hold_what_xml_forbids() {
    kept::<String>("\"\\u0000\\u0001\u{FFFE}\"");
    kept::<Token>("\"\\u0001\"");
}

#[test]
fn null_is_a_value_of_an_option_alone() {
    kept::<Option<u8>>("null");
    kept::<Option<u8>>("1");
    kept::<Vec<Option<u8>>>("[1,null,2]");
    kept::<Vec<Vec<u8>>>("[[],[1],[2,3]]");
    assert_eq!(
        refused::<Vec<Vec<u8>>>("[[], [1, null]]"),
        "line 1, column 10: [2][2]: expected a number, found null"
    );
}

#[test]
fn a_clock_time_has_two_digits_each_and_is_within_the_day() {
    for text in ["00:00", "23:59", "08:30"] {
        let time: HourMinute = text.parse().unwrap();
        assert_eq!(time.to_string(), text);
        assert_eq!(format!("{:02}:{:02}", time.hour(), time.minute()), text);
    }
    for text in [
        "24:00",
        "23:60",
        "8:30",
        "08:3",
        "08.30",
        "08:30:00",
        "+8:30",
        " 08:30",
        "08:30 ",
        "٠٨:٣٠",
        "",
    ] {
        let error = text.parse::<HourMinute>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "the value is not in the format hour-minute, such as 08:30 (type hour-minute)",
            "{text}"
        );
    }
    assert!("09:00".parse::<HourMinute>().unwrap() > "08:59".parse().unwrap());
}
