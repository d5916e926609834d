//! The value spaces of the built-in types: which texts are one value, and which of two values is the greater (XSD 1.0 Part 2,
//! sections 3.2.x.x of each type; "indeterminate" is no order).
#![cfg(feature = "xml")]

use std::cmp::Ordering::{self, Equal, Less};
use std::fmt::Debug;

use fk_runtime::xml::types::{
    AnyUri, Base64Binary, Date, DateTime, Decimal, Double, Duration, Float, GDay, GMonth, GMonthDay, GYear,
    GYearMonth, HexBinary, Integer, List, NmToken, QName, Time, Token,
};
use fk_runtime::xml::{Identity, Measured, normalize};

fn compare<T: Measured + Debug>(one: &str, other: &str) -> Option<Ordering> {
    let read = |text: &str| {
        T::from_literal(&normalize(text, T::WHITE_SPACE)).unwrap_or_else(|rule| panic!("{text:?} {rule}"))
    };
    let (one, other) = (read(one), read(other));
    let order = one.compare(&other);
    // What facets call equal, identity constraints do too.
    let is_same = Identity::of(&one) == Identity::of(&other);
    assert_eq!(is_same, order == Some(Equal), "{one:?} {other:?}");
    order
}

/// All texts are of one value.
fn equal<T: Measured + Debug>(texts: &[&str]) {
    for pair in texts.windows(2) {
        assert_eq!(compare::<T>(pair[0], pair[1]), Some(Equal), "{pair:?}");
        assert_eq!(compare::<T>(pair[1], pair[0]), Some(Equal), "{pair:?}");
    }
}

/// Each text is of a lesser value than all after it.
fn ascending<T: Measured + Debug>(texts: &[&str]) {
    for (at, less) in texts.iter().enumerate() {
        assert_eq!(compare::<T>(less, less), Some(Equal), "{less}");
        for greater in &texts[at + 1..] {
            assert_eq!(compare::<T>(less, greater), Some(Less), "{less} {greater}");
            assert_eq!(
                compare::<T>(greater, less),
                Some(Less.reverse()),
                "{less} {greater}"
            );
        }
    }
}

/// The values on each side have no order.
fn indeterminate<T: Measured + Debug>(pairs: &[(&str, &str)]) {
    for (one, other) in pairs {
        assert_eq!(compare::<T>(one, other), None, "{one} {other}");
        assert_eq!(compare::<T>(other, one), None, "{one} {other}");
    }
}

#[test]
fn texts_and_names_are_equal_or_not_and_none_is_the_greater() {
    equal::<Token>(&["a b", " a  b\n"]);
    indeterminate::<Token>(&[("a", "b"), ("a", "A"), ("å", "a\u{30A}")]);
    indeterminate::<String>(&[("a", "a "), ("", " ")]);
    indeterminate::<AnyUri>(&[("http://a/", "http://A/"), ("%C3%A5", "å"), ("%c3", "%C3")]);
    equal::<QName>(&["{urn:a}b", " {urn:a}b "]);
    indeterminate::<QName>(&[("{urn:a}b", "b"), ("{urn:a}b", "{urn:c}b")]);
    equal::<List<NmToken>>(&["a b", "\ta\n b "]);
    indeterminate::<List<NmToken>>(&[("a b", "b a"), ("a", "a a")]);
    equal::<List<DateTime>>(&["2002-10-10T12:00:00-05:00", "2002-10-10T17:00:00Z"]);
}

#[test]
fn truth_values_and_octets_are_equal_or_not() {
    equal::<bool>(&["true", "1"]);
    equal::<bool>(&["false", "0"]);
    indeterminate::<bool>(&[("true", "false")]);
    equal::<HexBinary>(&["0fb7", "0FB7", "0Fb7"]);
    indeterminate::<HexBinary>(&[("00", "0000"), ("00", "01")]);
    equal::<Base64Binary>(&["AAAA", "A A AA", "AA\nAA"]);
    indeterminate::<Base64Binary>(&[("AA==", "AAA="), ("AAAA", "AAAB")]);
}

#[test]
fn decimals_are_numbers_and_not_their_digits() {
    equal::<Decimal>(&["0", "-0", "+0.000", "-.0", "0."]);
    equal::<Decimal>(&["1", "+1.0", "01.00"]);
    ascending::<Decimal>(&[
        "-10",
        "-9.99",
        "-0.0000000000000000000000000001",
        "0",
        "0.1",
        "00.11",
        "2",
        "10",
    ]);
    equal::<Integer>(&["0", "-0", "+0", "0000"]);
    ascending::<Integer>(&[
        "-100000000000000000000",
        "-1",
        "0",
        "9",
        "10",
        "100000000000000000000",
    ]);
    equal::<u64>(&["0", "-0"]);
}

#[test]
fn floating_point_numbers_have_one_zero_and_a_nan_that_equals_itself_alone() {
    equal::<Double>(&["0", "-0", "+0E5", "-0.0"]);
    equal::<Double>(&["NaN", "NaN"]);
    equal::<Double>(&["1E2", "100", "0.1e3"]);
    equal::<Double>(&["INF", "1E999"]);
    equal::<Float>(&["16777216", "16777217"]);
    ascending::<Double>(&[
        "-INF",
        "-1.7976931348623157E308",
        "-1",
        "-5E-324",
        "0",
        "5E-324",
        "16777216",
        "16777217",
        "INF",
    ]);
    ascending::<Float>(&["-INF", "-3.4028235E38", "0", "1E-45", "3.4028235E38", "INF"]);
    indeterminate::<Double>(&[("NaN", "0"), ("NaN", "INF"), ("NaN", "-INF")]);
    indeterminate::<Float>(&[("NaN", "0"), ("NaN", "INF")]);
}

#[test]
fn instants_are_the_same_wherever_the_clock_stands() {
    equal::<DateTime>(&[
        "2002-10-10T12:00:00-05:00",
        "2002-10-10T17:00:00Z",
        "2002-10-11T07:00:00+14:00",
        "2002-10-10T17:00:00.000-00:00",
    ]);
    equal::<DateTime>(&["1999-12-31T24:00:00", "2000-01-01T00:00:00"]);
    equal::<DateTime>(&["-0001-12-31T24:00:00Z", "0001-01-01T00:00:00Z"]);
    ascending::<DateTime>(&[
        "-10000-01-01T00:00:00",
        "-0002-06-01T00:00:00",
        "-0001-06-01T00:00:00",
        "0001-01-01T00:00:00",
        "1999-12-31T23:59:59.999999999",
        "2000-01-01T00:00:00",
        "10000-01-01T00:00:00",
    ]);
}

/// The examples of section 3.2.7.4.
#[test]
fn an_instant_without_a_zone_may_be_fourteen_hours_away() {
    ascending::<DateTime>(&["2000-01-15T00:00:00", "2000-02-15T00:00:00"]);
    ascending::<DateTime>(&["2000-01-15T12:00:00", "2000-01-16T12:00:00Z"]);
    indeterminate::<DateTime>(&[
        ("2000-01-01T12:00:00", "1999-12-31T23:00:00Z"),
        ("2000-01-16T12:00:00", "2000-01-16T12:00:00Z"),
        ("2000-01-16T00:00:00", "2000-01-16T12:00:00Z"),
        // Fourteen hours to either side are still within.
        ("2000-01-01T12:00:00", "2000-01-02T02:00:00Z"),
        ("2000-01-01T12:00:00", "1999-12-31T22:00:00Z"),
    ]);
    ascending::<DateTime>(&["2000-01-01T12:00:00", "2000-01-02T02:00:00.000000001Z"]);
    ascending::<DateTime>(&["1999-12-31T21:59:59.999999999Z", "2000-01-01T12:00:00"]);
}

#[test]
fn days_start_where_they_are() {
    // The example of section 3.2.9.
    equal::<Date>(&["2002-10-10+13:00", "2002-10-09-11:00"]);
    equal::<Date>(&["2002-10-10Z", "2002-10-10-00:00"]);
    ascending::<Date>(&[
        "-0005-02-29",
        "-0001-02-29",
        "0001-01-01",
        "2000-02-28",
        "2000-02-29",
        "2000-03-01",
    ]);
    ascending::<Date>(&["2000-01-01+14:00", "2000-01-01Z", "2000-01-01-14:00"]);
    indeterminate::<Date>(&[("2000-01-01", "2000-01-01Z"), ("2000-01-01", "2000-01-01+14:00")]);
    ascending::<Date>(&["2000-01-01", "2000-01-02Z"]);
}

#[test]
fn times_are_of_one_and_the_same_day() {
    equal::<Time>(&["00:00:00", "24:00:00", "24:00:00.000"]);
    equal::<Time>(&["12:00:00Z", "13:00:00+01:00", "11:00:00-01:00"]);
    ascending::<Time>(&["00:00:00", "00:00:00.000000001", "08:00:00", "23:59:59.999999999"]);
    indeterminate::<Time>(&[("12:00:00", "12:00:00Z"), ("00:00:00", "14:00:00Z")]);
    ascending::<Time>(&["00:00:00", "14:00:01Z"]);
}

#[test]
fn parts_of_dates_compare_by_when_they_start() {
    ascending::<GYear>(&["-10000", "-0002", "-0001", "0001", "1999", "2000", "10000"]);
    indeterminate::<GYear>(&[("2000", "2000Z")]);
    ascending::<GYearMonth>(&["-0001-12", "0001-01", "1999-12", "2000-01"]);
    equal::<GYearMonth>(&["2000-01Z", "2000-01+00:00"]);
    ascending::<GMonthDay>(&["--01-31", "--02-28", "--02-29", "--03-01", "--12-31"]);
    ascending::<GDay>(&["---01", "---02", "---30", "---31"]);
    ascending::<GDay>(&["---15+01:00", "---15Z", "---15-01:00"]);
    ascending::<GMonth>(&["--01", "--02", "--12"]);
    indeterminate::<GMonth>(&[("--05", "--05Z")]);
}

/// The table of section 3.2.6.2.
#[test]
fn durations_have_an_order_only_where_all_months_agree() {
    equal::<Duration>(&["P1Y", "P12M", "P0Y12M0DT0H0M0S"]);
    equal::<Duration>(&["P1D", "PT24H", "PT1440M", "PT86400.0S"]);
    equal::<Duration>(&["P0D", "-P0D", "PT0S", "P0Y"]);
    for (least, within, most, whole) in [
        ("P364D", &["P365D", "P366D"][..], "P367D", "P1Y"),
        ("P27D", &["P28D", "P29D", "P30D", "P31D"], "P32D", "P1M"),
        ("P149D", &["P150D", "P151D", "P152D", "P153D"], "P154D", "P5M"),
    ] {
        ascending::<Duration>(&[least, whole, most]);
        for between in within {
            indeterminate::<Duration>(&[(whole, between)]);
            indeterminate::<Duration>(&[(&format!("-{whole}"), &format!("-{between}"))]);
        }
    }
    ascending::<Duration>(&[
        "-P1Y",
        "-P1M",
        "-PT0.000000001S",
        "PT0S",
        "PT1S",
        "PT1M",
        "PT1H",
        "P1D",
        "P1M",
        "P1Y",
    ]);
}
