//! Numbers are exact, and integers by value.

use fk_runtime::json::{self, Value};
use fk_runtime::xml::types::{Decimal, Double, Float, Integer, NegativeInteger, PositiveInteger};
use fk_runtime::xml::{Bound, Facet, Measured, Rule};
use proptest::prelude::*;

use crate::example::{Belopp, Minuter};
use crate::refused;

fn read<T: Value>(document: &str) -> T {
    json::from_str(document).unwrap()
}

#[test]
fn a_number_is_an_integer_when_it_has_neither_fraction_nor_exponent() {
    for (document, value) in [("100", 100), ("0", 0), ("-0", 0), ("-128", -128)] {
        assert_eq!(read::<i64>(document), value, "{document}");
        assert_eq!(read::<Integer>(document), Integer::from(value), "{document}");
    }
    assert_eq!(read::<u64>("18446744073709551615"), u64::MAX);
    assert_eq!(read::<i64>("-9223372036854775808"), i64::MIN);
    // As a decimal it is one, whichever way it is written.
    for document in ["100", "100.0", "1e2", "1E+2", "10000e-2", "0.1e3"] {
        assert_eq!(read::<Decimal>(document), Decimal::from(100), "{document}");
    }
    for document in [
        "0.0",
        "-0.0",
        "0e0",
        "0e999999999999999999999",
        "0E-99999",
        "-0.000e5",
    ] {
        assert_eq!(read::<Decimal>(document), Decimal::from(0), "{document}");
    }
}

#[test]
fn a_fraction_or_an_exponent_is_no_integer() {
    for document in [
        "0.5",
        "1.01",
        "1e-1",
        "12345e-4",
        "1e-99999999999999999999",
        "-0.1",
        "1.0",
        "1e2",
        "0e0",
        "1844674407370955161.5e1",
    ] {
        assert_eq!(
            refused::<i32>(document),
            "line 1, column 1: the value is not written as xs:integer demands (type int)",
            "{document}"
        );
    }
}

#[test]
fn an_integer_outside_the_range_of_its_type_is_told_the_bound() {
    for (document, message) in [
        ("256", "above maxInclusive 255"),
        ("123456789012345678901234567890", "above maxInclusive 255"),
        ("-1", "below minInclusive 0"),
    ] {
        assert_eq!(
            refused::<u8>(document),
            format!("line 1, column 1: the value is {message} (type unsignedByte)"),
            "{document}"
        );
    }
    assert_eq!(
        refused::<PositiveInteger>("0"),
        "line 1, column 1: the value is below minInclusive 1 (type positiveInteger)"
    );
    assert!(json::from_str::<NegativeInteger>("-1").is_ok());
}

#[test]
fn a_number_with_more_digits_than_are_held_is_refused_at_once() {
    for document in [
        "1e4096",
        "1e-4097",
        "1e99999999999999999999",
        "-1e-99999999999999999999",
    ] {
        assert_eq!(
            refused::<Decimal>(document),
            "line 1, column 1: the value is an xs:decimal beyond what can be held here (4096 digits) (type decimal)",
            "{document}"
        );
    }
    assert_eq!(
        refused::<Integer>(&"9".repeat(4097)),
        "line 1, column 1: the value is an xs:integer beyond what can be held here (4096 digits) (type integer)"
    );
    let long = "9".repeat(4096);
    assert_eq!(json::to_string(&read::<Integer>(&long)).unwrap(), long);
    assert_eq!(
        json::to_string(&read::<Decimal>("1e4095")).unwrap(),
        format!("1{}", "0".repeat(4095))
    );
    assert_eq!(
        json::to_string(&read::<Decimal>("1e-4096")).unwrap(),
        format!("0.{}1", "0".repeat(4095))
    );
}

#[test]
fn decimals_are_exact() {
    for (document, written) in [
        ("0.1", "0.1"),
        (
            "123456789012345678901234567890.123456789",
            "123456789012345678901234567890.123456789",
        ),
        ("9999999999.999999999", "9999999999.999999999"),
        ("-9999999999.999999999", "-9999999999.999999999"),
        ("1.10", "1.1"),
        ("1e3", "1000"),
        ("-5e-2", "-0.05"),
        ("123.45e1", "1234.5"),
        ("0.00123e2", "0.123"),
        ("0.00123e5", "123"),
        ("1200e-2", "12"),
    ] {
        let value: Decimal = read(document);
        assert_eq!(json::to_string(&value).as_deref(), Ok(written));
        assert_eq!(value, written.parse::<Decimal>().unwrap());
    }
}

#[test]
fn a_multiple_is_one_exactly() {
    // As floating point, 0.07 is no multiple of 0.01, and 1.15 is 1.149999.
    for document in ["0", "0.01", "0.07", "1.15", "9999999.99", "1e-2", "33.3"] {
        assert!(json::from_str::<Belopp>(document).is_ok(), "{document}");
    }
    for document in ["0.001", "0.0700000000000000000001", "9999999.999"] {
        assert_eq!(
            refused::<Belopp>(document),
            "line 1, column 1: the value is not a multiple of 0.01 (type Belopp)"
        );
    }
    assert!(json::from_str::<Minuter>("15").is_ok());
    assert_eq!(
        refused::<Minuter>("44639"),
        "line 1, column 1: the value is not a multiple of 5 (type Minuter)"
    );
}

#[test]
fn every_way_into_a_restricted_number_is_one_check() {
    let message = "the value is not a multiple of 5 (type Minuter)";
    assert_eq!(Minuter::try_from(7_u8).unwrap_err().to_string(), message);
    assert_eq!("7".parse::<Minuter>().unwrap_err().to_string(), message);
    assert_eq!(refused::<Minuter>("7"), format!("line 1, column 1: {message}"));
}

#[test]
fn a_decimal_that_could_not_be_written_is_not_made() {
    for scale in [4097, 100_000, i64::MAX, -4096, -100_000, i64::MIN] {
        let error = Belopp::try_from(Decimal::new(Integer::from(1), scale)).unwrap_err();
        assert!(matches!(error.rule(), Rule::Capacity { .. }), "{scale}: {error}");
    }
    let large = Decimal::new(Integer::from(10).pow(4096), 0);
    assert!(matches!(
        Belopp::try_from(large).unwrap_err().rule(),
        Rule::Capacity { .. }
    ));
}

#[test]
fn the_bounds_of_a_decimal_are_compared_exactly() {
    assert!(json::from_str::<Belopp>("9999999.99").is_ok());
    for document in ["10000000", "10000000.00", "1e7", "1e300"] {
        assert_eq!(
            refused::<Belopp>(document),
            "line 1, column 1: the value is not below maxExclusive 10000000 (type Belopp)"
        );
    }
    assert_eq!(
        refused::<Belopp>("-0.01"),
        "line 1, column 1: the value is below minInclusive 0 (type Belopp)"
    );
}

#[test]
fn a_floating_point_number_is_finite() {
    assert_eq!(read::<Double>("1e308").get(), 1e308);
    assert_eq!(read::<Float>("0.1").get(), 0.1_f32);
    for document in ["1e309", "-1e309"] {
        assert_eq!(
            refused::<Double>(document),
            "line 1, column 1: the value is a number outside the range of the type (type double)"
        );
    }
    assert_eq!(
        refused::<Float>("1e39"),
        "line 1, column 1: the value is a number outside the range of the type (type float)"
    );
    for (value, written) in [
        (0.1, "0.1"),
        (1.0, "1.0"),
        (1e300, "1e300"),
        (-0.0, "-0.0"),
        (5e-324, "5e-324"),
    ] {
        assert_eq!(json::to_string(&Double::from(value)).as_deref(), Ok(written));
    }
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(json::to_string(&Double::from(value)).is_err());
    }
}

#[test]
fn a_multiple_of_a_number_that_the_type_does_not_hold_is_zero() {
    let multiple = |divisor: &'static str, value: i8| {
        Facet::<i8>::MultipleOf(Bound::new(divisor))
            .check_value(&value)
            .is_ok()
    };
    for (divisor, multiples, others) in [
        ("3", &[-126, -3, 0, 3, 126][..], &[-128, -1, 1, 127][..]),
        ("-1", &[-128, -1, 0, 127], &[]),
        ("300", &[0], &[1, 100, -128]),
        ("0", &[], &[0, 1]),
    ] {
        assert!(
            multiples.iter().all(|value| multiple(divisor, *value)),
            "{divisor}"
        );
        assert!(!others.iter().any(|value| multiple(divisor, *value)), "{divisor}");
    }
    let text = Facet::<String>::MultipleOf(Bound::new("1"));
    assert_eq!(
        text.check_value(&"1".to_owned()),
        Err(Rule::MultipleOf { divisor: "1" })
    );
}

/// A number as JSON has it, of digits and an exponent that are not too many.
fn number() -> impl Strategy<Value = String> {
    "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,25})?([eE][+-]?[0-9]{1,2})?"
}

proptest! {
    #[test]
    fn a_decimal_is_what_others_read(text in number()) {
        let ours: Decimal = read(&text);
        // By the parser of the crate that holds the value, which reads exponents.
        prop_assert_eq!(&ours, &text.parse::<Decimal>().unwrap());
        let written = json::to_string(&ours).unwrap();
        prop_assert_eq!(read::<Decimal>(&written), ours);
    }

    #[test]
    fn an_integer_is_read_when_it_is_written_as_one(text in number()) {
        let decimal: Decimal = read(&text);
        let whole = !text.contains(['.', 'e', 'E']);
        match json::from_str::<Integer>(&text) {
            Ok(integer) => prop_assert!(whole && Decimal::from(integer) == decimal),
            Err(_) => prop_assert!(!whole),
        }
        let small = json::from_str::<i16>(&text).ok();
        let other = whole.then(|| decimal.to_string().parse::<f64>().unwrap());
        let other = other.filter(|value| (-32768.0..=32767.0).contains(value));
        prop_assert_eq!(small.map(f64::from), other);
    }

    #[test]
    fn a_double_is_the_nearest_to_the_number(text in number()) {
        let ours: Double = read(&text);
        prop_assert_eq!(ours.get(), text.parse::<f64>().unwrap());
        let written = json::to_string(&ours).unwrap();
        prop_assert_eq!(written.parse::<f64>().unwrap(), ours.get());
        prop_assert!(serde_json::from_str::<f64>(&written).is_ok());
    }

    #[test]
    fn small_decimals_are_written_and_compared_as_large_ones_are(
        (one, one_scale) in (any::<i64>(), -3_i64..25),
        (other, other_scale) in (any::<i64>(), -3_i64..25),
        near in any::<bool>(),
    ) {
        let one = Decimal::new(Integer::from(one), one_scale);
        let other = if near { one.with_scale(other_scale) } else { Decimal::new(Integer::from(other), other_scale) };
        prop_assert_eq!(one.compare(&other), Some(one.cmp(&other)));
        let is_multiple = other != 0 && &one % &other == 0;
        prop_assert_eq!(one.is_multiple_of(&other), is_multiple);
        prop_assert_eq!(json::to_string(&one).unwrap(), one.normalized().to_plain_string());
    }

    #[test]
    fn the_multiples_of_a_cent_are_those_of_whole_cents(cents in 0_u32..1_000_000_000, more in 0_u8..10) {
        let text = format!("{}.{:02}{more}", cents / 100, cents % 100);
        prop_assert_eq!(json::from_str::<Belopp>(&text).is_ok(), more == 0, "{}", text);
    }
}
