//! The text forms of XSD's built-in types: what is read, as what it is written again, and what is refused.

use std::fmt::Debug;

use fk_runtime::xml::types::{
    AnyUri, Base64Binary, Date, DateTime, Decimal, Double, Duration, Entity, Float, GDay, GMonth, GMonthDay,
    GYear, GYearMonth, HexBinary, Id, IdRef, Integer, Language, NameString, NcName, NegativeInteger, NmToken,
    NonNegativeInteger, NonPositiveInteger, NormalizedString, NotationName, PositiveInteger, QName, Time,
    Token,
};
use fk_runtime::xml::{Rule, Scope, Simple, TextWriter, normalize};

fn read<T: Simple>(text: &str) -> Result<T, Rule> {
    T::parse(&normalize(text, T::WHITE_SPACE), &())
}

fn write<T: Simple>(value: &T) -> String {
    let mut out = String::new();
    value
        .format(&mut TextWriter::plain(&mut out))
        .expect("the value can be written");
    out
}

/// Each text on the left is read, and written as the one on the right, which gives an equal value again.
fn forms<T: Simple + PartialEq + Debug>(pairs: &[(&str, &str)]) {
    for (text, canonical) in pairs {
        let value: T = read(text).unwrap_or_else(|rule| panic!("{text:?} {rule}"));
        assert_eq!(write(&value), *canonical, "{text:?}");
        assert_eq!(read::<T>(canonical).as_ref(), Ok(&value), "{text:?}");
    }
}

/// Each text is outside the lexical space.
fn refused<T: Simple + Debug>(texts: &[&str]) {
    for text in texts {
        let result = read::<T>(text);
        assert!(
            matches!(result, Err(Rule::Lexical { .. })),
            "{text:?}: {result:?}"
        );
    }
}

/// Each text is in the lexical space, but beyond what is held.
fn beyond_capacity<T: Simple + Debug>(texts: &[&str]) {
    for text in texts {
        let result = read::<T>(text);
        assert!(
            matches!(result, Err(Rule::Capacity { .. })),
            "{text:?}: {result:?}"
        );
    }
}

#[test]
fn booleans_are_four_words() {
    forms::<bool>(&[
        ("true", "true"),
        ("1", "true"),
        (" false\n", "false"),
        ("0", "false"),
    ]);
    refused::<bool>(&["TRUE", "True", "yes", "", "00", "t"]);
}

#[test]
fn integers_may_have_a_sign_and_zeros_in_front() {
    forms::<u8>(&[
        ("0", "0"),
        (" 2 ", "2"),
        ("+2", "2"),
        ("007", "7"),
        ("255", "255"),
        ("-0", "0"),
    ]);
    forms::<i8>(&[("-128", "-128"), ("127", "127"), ("+0", "0")]);
    forms::<i64>(&[
        ("-9223372036854775808", "-9223372036854775808"),
        ("9223372036854775807", "9223372036854775807"),
    ]);
    forms::<u64>(&[
        ("18446744073709551615", "18446744073709551615"),
        ("0000000000000000000000001", "1"),
    ]);
    refused::<u8>(&["", "+", "-", "1.0", "1 2", "0x1", "1e1", "--1", "+-1", "١", "1_0"]);
}

#[test]
fn integers_beyond_their_type_break_its_bound() {
    let above = |limit: &str| Some(Rule::MaxInclusive { limit: limit.into() });
    let below = |limit: &str| Some(Rule::MinInclusive { limit: limit.into() });
    assert_eq!(read::<u8>("256").err(), above("255"));
    assert_eq!(read::<u8>("-1").err(), below("0"));
    assert_eq!(read::<i8>("128").err(), above("127"));
    assert_eq!(read::<i8>("-129").err(), below("-128"));
    assert_eq!(read::<i16>("32768").err(), above("32767"));
    assert_eq!(read::<u16>("65536").err(), above("65535"));
    assert_eq!(read::<i32>("-2147483649").err(), below("-2147483648"));
    assert_eq!(read::<u32>("4294967296").err(), above("4294967295"));
    assert_eq!(
        read::<i64>("9223372036854775808").err(),
        above("9223372036854775807")
    );
    assert_eq!(
        read::<u64>("18446744073709551616").err(),
        above("18446744073709551615")
    );
    assert_eq!(read::<u64>(&"9".repeat(100)).err(), above("18446744073709551615"));
    assert_eq!(
        read::<i64>(&format!("-{}", "9".repeat(100))).err(),
        below("-9223372036854775808")
    );
}

#[test]
fn unbounded_integers_are_exact_up_to_4096_digits() {
    let most = "9".repeat(4096);
    forms::<Integer>(&[
        ("-0", "0"),
        ("+00012", "12"),
        ("-18446744073709551616", "-18446744073709551616"),
    ]);
    forms::<Integer>(&[
        ("999999999999999999", "999999999999999999"),
        ("-1000000000000000000", "-1000000000000000000"),
    ]);
    forms::<Integer>(&[(&most, &most), (&format!("{}1", "0".repeat(9_000)), "1")]);
    refused::<Integer>(&["", "+", "1.0", "1e5", "0x1", "1_000", "++1"]);
    beyond_capacity::<Integer>(&[&format!("{most}9"), &"9".repeat(1_000_000)]);
}

#[test]
fn integers_with_one_bound_keep_it() {
    forms::<NonNegativeInteger>(&[("0", "0"), ("-0", "0"), ("+7", "7")]);
    forms::<PositiveInteger>(&[("1", "1")]);
    forms::<NonPositiveInteger>(&[("0", "0"), ("-7", "-7")]);
    forms::<NegativeInteger>(&[("-1", "-1")]);
    assert_eq!(
        read::<NonNegativeInteger>("-1"),
        Err(Rule::MinInclusive { limit: "0".into() })
    );
    assert_eq!(
        read::<PositiveInteger>("0"),
        Err(Rule::MinInclusive { limit: "1".into() })
    );
    assert_eq!(
        read::<NonPositiveInteger>("1"),
        Err(Rule::MaxInclusive { limit: "0".into() })
    );
    assert_eq!(
        read::<NegativeInteger>("0"),
        Err(Rule::MaxInclusive { limit: "-1".into() })
    );
    assert_eq!(
        PositiveInteger::try_from(5)
            .map(|five| five.to_string())
            .as_deref(),
        Ok("5")
    );
    assert!(PositiveInteger::try_from(0_u8).is_err());
}

#[test]
fn decimals_are_exact_and_written_without_needless_zeros() {
    forms::<Decimal>(&[
        ("+1.5", "1.5"),
        ("-1.50", "-1.5"),
        ("00012.50", "12.5"),
        ("0.50000", "0.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1.0", "1"),
        ("100", "100"),
        ("-0.0", "0"),
        ("0", "0"),
        ("0.05", "0.05"),
        (
            "123456789012345678901234567890.000000000000000000001",
            "123456789012345678901234567890.000000000000000000001",
        ),
    ]);
    assert_eq!(read::<Decimal>("1.0"), read::<Decimal>("1"));
    refused::<Decimal>(&[
        "", ".", "+", "-.", "1e5", "1E5", "INF", "NaN", "1,5", "1.2.3", " 1 2", "0x1",
    ]);
    beyond_capacity::<Decimal>(&[&format!("0.{}1", "0".repeat(4096)), &"9".repeat(4097)]);
}

#[test]
fn a_decimal_with_a_great_exponent_is_not_written_out() {
    for scale in [1_000_000_000_i64, -1_000_000_000, i64::MAX, i64::MIN] {
        let value = Decimal::new(Integer::from(1), scale);
        let mut out = String::new();
        let result = value.format(&mut TextWriter::plain(&mut out));
        assert!(
            matches!(result, Err(Rule::Capacity { .. })),
            "{scale}: {result:?}"
        );
    }
    assert_eq!(write(&Decimal::new(Integer::from(15), -2)), "1500");
    assert_eq!(write(&Decimal::new(Integer::from(1500), 2)), "15");
    assert_eq!(write(&Decimal::new(Integer::from(-15), 4)), "-0.0015");
}

#[test]
fn floating_point_numbers_have_their_own_words_for_the_infinite() {
    forms::<Double>(&[
        ("1", "1.0E0"),
        ("150", "1.5E2"),
        ("-1.5e-3", "-1.5E-3"),
        (".5E+1", "5.0E0"),
        ("5.", "5.0E0"),
        ("0", "0.0E0"),
        ("INF", "INF"),
        ("-INF", "-INF"),
        ("NaN", "NaN"),
        ("1E400", "INF"),
        ("1.7976931348623157E308", "1.7976931348623157E308"),
    ]);
    forms::<Float>(&[("0.1", "1.0E-1"), ("16777217", "1.6777216E7"), ("NaN", "NaN")]);
    refused::<Double>(&[
        "", "inf", "+INF", "Infinity", "nan", "-NaN", "1e", "e5", ".", "1e1.5", "0x1p3", "1_0", "1 e5",
    ]);
    assert_eq!(read::<Double>("-0"), read::<Double>("0"));
    beyond_capacity::<Double>(&[&"1".repeat(5_000)]);
}

#[test]
fn dates_are_days_that_exist() {
    forms::<Date>(&[
        ("2025-11-21", "2025-11-21"),
        (" 2024-02-29 ", "2024-02-29"),
        ("2000-02-29Z", "2000-02-29Z"),
        ("2025-11-21+00:00", "2025-11-21Z"),
        ("2025-11-21-00:00", "2025-11-21Z"),
        ("2025-11-21+14:00", "2025-11-21+14:00"),
        ("2025-11-21-13:59", "2025-11-21-13:59"),
        ("-0001-02-29", "-0001-02-29"),
        ("-0044-03-15", "-0044-03-15"),
        ("0001-01-01", "0001-01-01"),
        ("12025-01-01", "12025-01-01"),
        ("262142-12-31", "262142-12-31"),
        ("-262144-01-01", "-262144-01-01"),
    ]);
    refused::<Date>(&[
        "2025-02-29",
        "1900-02-29",
        "2025-13-01",
        "2025-00-01",
        "2025-01-00",
        "2025-04-31",
        "0000-01-01",
        "-0000-01-01",
        "25-01-01",
        "02025-01-01",
        "+2025-01-01",
        "2025-1-1",
        "20250101",
        "2025-01-01T00:00:00",
        "2025-01-01z",
        "2025-01-01+1:00",
        "2025-01-01+01",
        "2025-01-01+14:01",
        "2025-01-01+15:00",
        "2025-01-01+01:60",
        "2025-01-01 +01:00",
        "2025-01-01+01:00x",
        "",
        "٢٠٢٥-01-01",
    ]);
    beyond_capacity::<Date>(&["262143-01-01", "-262145-01-01", "999999999999-01-01"]);
}

#[test]
fn times_are_to_the_nanosecond_and_the_day_ends_at_24() {
    forms::<Time>(&[
        ("08:00:00", "08:00:00"),
        ("23:59:59.999999999", "23:59:59.999999999"),
        ("12:30:00.500", "12:30:00.5"),
        ("12:30:00.0000000000000", "12:30:00"),
        ("24:00:00", "00:00:00"),
        ("24:00:00.0Z", "00:00:00Z"),
        ("12:00:00+01:00", "12:00:00+01:00"),
    ]);
    refused::<Time>(&[
        "08:00",
        "8:00:00",
        "24:00:01",
        "24:01:00",
        "25:00:00",
        "12:60:00",
        "12:00:60",
        "12:00:00.",
        "12:00:00,5",
        "12:00:00 Z",
        "",
        "12:00:00.5.5",
        "24:00:00.1",
    ]);
    beyond_capacity::<Time>(&["12:00:00.0000000001"]);
}

#[test]
fn a_date_time_keeps_its_zone() {
    forms::<DateTime>(&[
        ("2025-11-21T08:00:00", "2025-11-21T08:00:00"),
        ("2025-11-21T08:00:00.120Z", "2025-11-21T08:00:00.12Z"),
        ("2025-11-21T08:00:00+01:00", "2025-11-21T08:00:00+01:00"),
        ("2025-12-31T24:00:00", "2026-01-01T00:00:00"),
        ("-0001-12-31T24:00:00", "0001-01-01T00:00:00"),
        ("2024-02-28T24:00:00Z", "2024-02-29T00:00:00Z"),
    ]);
    refused::<DateTime>(&[
        "2025-11-21",
        "2025-11-21 08:00:00",
        "2025-11-21t08:00:00",
        "2025-11-21T08:00",
        "2025-11-21T24:00:01",
        "2025-02-30T08:00:00",
        "2025-11-21T08:00:60",
    ]);
    beyond_capacity::<DateTime>(&["262142-12-31T24:00:00", "2025-11-21T08:00:00.1234567891"]);
}

#[test]
fn parts_of_dates_have_dashes_for_what_is_left_out() {
    forms::<GYearMonth>(&[("2025-11", "2025-11"), ("-0044-03+01:00", "-0044-03+01:00")]);
    forms::<GYear>(&[("2025", "2025"), ("-0001Z", "-0001Z"), ("12025", "12025")]);
    forms::<GMonthDay>(&[("--02-29", "--02-29"), ("--12-24Z", "--12-24Z")]);
    forms::<GDay>(&[("---31", "---31"), ("---01-05:00", "---01-05:00")]);
    forms::<GMonth>(&[("--11", "--11"), ("--01+14:00", "--01+14:00")]);
    refused::<GYearMonth>(&["2025-13", "2025-1", "2025", "2025-11-01", "0000-01"]);
    refused::<GYear>(&["25", "0000", "02025", "2025-"]);
    refused::<GMonthDay>(&["--02-30", "--04-31", "-02-01", "--13-01", "--2-1"]);
    refused::<GDay>(&["---00", "---32", "--31", "---1"]);
    refused::<GMonth>(&["--00", "--13", "--11--", "-11", "--1"]);
    beyond_capacity::<GYear>(&["262143", "-999999"]);
}

#[test]
fn durations_are_months_and_seconds() {
    forms::<Duration>(&[
        ("P1Y2M3DT4H5M6.7S", "P1Y2M3DT4H5M6.7S"),
        ("P12M", "P1Y"),
        ("PT24H", "P1D"),
        ("PT90M", "PT1H30M"),
        ("P0Y", "PT0S"),
        ("-PT0S", "PT0S"),
        ("-P1D", "-P1D"),
        ("-PT0.5S", "-PT0.5S"),
        ("PT0.000000001S", "PT0.000000001S"),
        ("P1DT0.5S", "P1DT0.5S"),
        ("P1M", "P1M"),
        ("PT1M", "PT1M"),
        ("PT1.500000000000S", "PT1.5S"),
        ("PT9223372036854775807S", "P106751991167300DT15H30M7S"),
    ]);
    refused::<Duration>(&[
        "",
        "P",
        "-P",
        "PT",
        "P1DT",
        "1D",
        "P1",
        "P1S",
        "PT1D",
        "P1M1Y",
        "P1.5D",
        "PT1.5H",
        "P-1D",
        "+P1D",
        "PT1S1M",
        "PT.5S",
        "PT1.S",
        "P1Y1Y",
        "P 1D",
        "PT1.2.3S",
        "p1d",
        "P1W",
        "P1YT1MT1S",
        "PY",
    ]);
    beyond_capacity::<Duration>(&[
        "PT9223372036854775808S",
        "P9223372036854775807Y",
        "PT0.0000000001S",
    ]);
}

#[test]
fn binary_values_are_hexadecimal_or_base64() {
    forms::<HexBinary>(&[("", ""), ("0fB7", "0FB7"), (" 00 ", "00")]);
    refused::<HexBinary>(&["0", "0g", "00 00", "+0", "0x00", "åå"]);
    forms::<Base64Binary>(&[
        ("", ""),
        ("Zg==", "Zg=="),
        ("Zm9v", "Zm9v"),
        ("Zm 9v Zg = =", "Zm9vZg=="),
        ("Zm9v\n  YmFy", "Zm9vYmFy"),
        (" Zm8= ", "Zm8="),
    ]);
    refused::<Base64Binary>(&[
        "Z",
        "Zg",
        "Zg=",
        "Zh==",
        "Zm9=",
        "Zm9v=",
        "====",
        "Zg==Zg==",
        "Zm9-",
        "Zm\u{A0}9v",
    ]);
}

#[test]
fn texts_are_kept_after_their_white_space_rule() {
    forms::<String>(&[(" a \t\n", " a \t\n"), ("", "")]);
    forms::<NormalizedString>(&[(" a\t\nb ", " a  b ")]);
    forms::<Token>(&[(" a\t\n b ", "a b"), ("", "")]);
    forms::<Language>(&[("sv", "sv"), (" en-GB ", "en-GB"), ("x-12345678", "x-12345678")]);
    forms::<NmToken>(&[("1-a", "1-a")]);
    forms::<NameString>(&[("a:b", "a:b")]);
    forms::<NcName>(&[("åäö", "åäö")]);
    forms::<Id>(&[("_1", "_1")]);
    forms::<IdRef>(&[("a.b", "a.b")]);
    forms::<Entity>(&[("a-b", "a-b")]);
    forms::<AnyUri>(&[(" urn:a ", "urn:a"), ("", "")]);
    refused::<Language>(&["", "1a", "abcdefghi", "sv-", "-sv", "sv--se", "sv_SE", "å"]);
    refused::<NmToken>(&["", "a b", "a/b"]);
    refused::<NameString>(&["", "1a", "a b"]);
    refused::<NcName>(&["", "a:b", "-a"]);
    refused::<Id>(&["1"]);
    refused::<IdRef>(&["a b"]);
    refused::<Entity>(&[":a"]);
    refused::<AnyUri>(&["a%b"]);
}

struct Declared;

impl Scope for Declared {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        match prefix {
            "" => Some("urn:default"),
            "p" | "q" => Some("urn:p"),
            _ => None,
        }
    }
}

#[test]
fn a_qname_is_its_namespace_and_local_part() {
    let name = QName::parse("p:a", &Declared).expect("declared");
    assert_eq!(
        (name.namespace(), name.local(), name.prefix_hint()),
        ("urn:p", "a", "p")
    );
    assert_eq!(Ok(name), QName::parse("q:a", &Declared));
    assert_eq!(
        QName::parse("a", &Declared).as_ref().map(QName::namespace),
        Ok("urn:default")
    );
    assert_eq!(QName::parse("a", &()).as_ref().map(QName::namespace), Ok(""));
    assert_eq!(QName::parse("x:a", &Declared), Err(Rule::UndeclaredPrefix));
    for text in ["", ":a", "p:", "p:a:b", "1a", "p:1", "{urn:p}a"] {
        assert_eq!(
            QName::parse(text, &Declared),
            Err(Rule::Lexical { built_in: "QName" }),
            "{text}"
        );
    }
    assert_eq!(
        NotationName::parse("p:a", &Declared)
            .as_ref()
            .map(NotationName::local),
        Ok("a")
    );
}

#[test]
fn a_qname_outside_a_document_stands_with_its_namespace() {
    let name: QName = "{urn:p}a".parse().expect("in Clark's notation");
    assert_eq!(Ok(&name), QName::parse("p:a", &Declared).as_ref());
    assert_eq!(name.to_string(), "{urn:p}a");
    assert_eq!(
        QName::try_from("a").map(|name| name.to_string()).as_deref(),
        Ok("a")
    );
    assert!(
        ["{urn:p", "{urn:p}", "p:a", "urn:p}a"]
            .iter()
            .all(|text| QName::try_from(*text).is_err())
    );
}

#[test]
fn an_error_names_the_type_and_not_the_value() {
    let error = Date::try_from("1890-13-01").expect_err("no month 13");
    assert_eq!(
        error.to_string(),
        "the value is not written as xs:date demands (type date)"
    );
}
