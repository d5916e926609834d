//! Truth values, numbers and binary values.

use fk_runtime::xml::types::{
    Base64Binary, Decimal, Double, Float, HexBinary, Integer, NegativeInteger, NonNegativeInteger,
    NonPositiveInteger, PositiveInteger,
};
use fk_runtime::xml::{Rule, Simple, TextWriter};

use crate::{beyond_capacity, forms, read, refused, write};

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
    let above = |limit: &'static str| Some(Rule::MaxInclusive { limit });
    let below = |limit: &'static str| Some(Rule::MinInclusive { limit });
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
        Err(Rule::MinInclusive { limit: "0" })
    );
    assert_eq!(
        read::<PositiveInteger>("0"),
        Err(Rule::MinInclusive { limit: "1" })
    );
    assert_eq!(
        read::<NonPositiveInteger>("1"),
        Err(Rule::MaxInclusive { limit: "0" })
    );
    assert_eq!(
        read::<NegativeInteger>("0"),
        Err(Rule::MaxInclusive { limit: "-1" })
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
