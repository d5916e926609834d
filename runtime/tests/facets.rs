//! Facets: each with values just inside and just outside (XSD 1.0 Part 2, section 4.3).
#![cfg(feature = "xml")]

use fk_runtime::xml::types::{
    Base64Binary, Date, DateTime, Decimal, Double, Duration, GMonthDay, GYear, HexBinary, Integer, QName,
    Time, Token,
};
use fk_runtime::xml::{Bound, Facet, Measured, Rule, Values, normalize, valid_bound};

/// Reads a text as a restriction does, and says what facet it breaks.
fn check<V: Measured>(facets: &[Facet<V>], text: &str) -> Result<(), Rule> {
    let text = normalize(text, V::WHITE_SPACE);
    let value = V::from_literal(&text)?;
    facets.iter().try_for_each(|facet| facet.check(&text, &value))
}

fn inside<V: Measured>(facets: &[Facet<V>], texts: &[&str]) {
    for text in texts {
        assert_eq!(check(facets, text), Ok(()), "{text:?}");
    }
}

fn outside<V: Measured>(facets: &[Facet<V>], texts: &[&str], rule: impl Fn(&Rule) -> bool) {
    for text in texts {
        let result = check(facets, text);
        assert!(result.as_ref().is_err_and(&rule), "{text:?}: {result:?}");
    }
}

#[test]
fn lengths_of_text_are_in_characters() {
    let exact = [Facet::<String>::Length(3)];
    inside(&exact, &["abc", "åäö", "𝄞𝄞𝄞", "   "]);
    assert_eq!(check(&exact, "åä"), Err(Rule::Length { limit: 3, actual: 2 }));
    assert_eq!(check(&exact, "åäöå"), Err(Rule::Length { limit: 3, actual: 4 }));
    let between = [Facet::<String>::MinLength(2), Facet::MaxLength(3)];
    inside(&between, &["åä", "åäö"]);
    assert_eq!(check(&between, "å"), Err(Rule::MinLength { limit: 2, actual: 1 }));
    assert_eq!(
        check(&between, "åäöå"),
        Err(Rule::MaxLength { limit: 3, actual: 4 })
    );
}

#[test]
fn lengths_are_measured_after_white_space() {
    inside(&[Facet::<Token>::MaxLength(3)], &["  a   b  "]);
    outside(&[Facet::<String>::MaxLength(3)], &["  a "], |rule| {
        matches!(rule, Rule::MaxLength { .. })
    });
}

#[test]
fn lengths_of_binary_values_are_in_octets() {
    let hex = [Facet::<HexBinary>::Length(2)];
    inside(&hex, &["0aFF"]);
    outside(&hex, &["0a", "0aFF00"], |rule| {
        matches!(rule, Rule::Length { limit: 2, .. })
    });
    let base64 = [Facet::<Base64Binary>::MinLength(1), Facet::MaxLength(3)];
    inside(&base64, &["Zg==", "Zm9v"]);
    outside(&base64, &[""], |rule| {
        matches!(rule, Rule::MinLength { actual: 0, .. })
    });
    outside(&base64, &["Zm9vYg=="], |rule| {
        matches!(rule, Rule::MaxLength { actual: 4, .. })
    });
}

#[test]
fn lengths_say_nothing_about_qnames() {
    inside(
        &[
            Facet::<QName>::Length(1),
            Facet::MaxLength(1),
            Facet::MinLength(99),
        ],
        &["{urn:a}abc"],
    );
}

#[test]
fn bounds_of_integers_are_inclusive_or_exclusive() {
    let inclusive = [
        Facet::<u8>::MinInclusive(Bound::new("1")),
        Facet::MaxInclusive(Bound::new("31")),
    ];
    inside(&inclusive, &["1", "31", " +2 "]);
    assert_eq!(check(&inclusive, "0"), Err(Rule::MinInclusive { limit: "1" }));
    assert_eq!(check(&inclusive, "32"), Err(Rule::MaxInclusive { limit: "31" }));
    let exclusive = [
        Facet::<i32>::MinExclusive(Bound::new("-1")),
        Facet::MaxExclusive(Bound::new("10")),
    ];
    inside(&exclusive, &["0", "9", "-0"]);
    assert_eq!(check(&exclusive, "-1"), Err(Rule::MinExclusive { limit: "-1" }));
    assert_eq!(check(&exclusive, "10"), Err(Rule::MaxExclusive { limit: "10" }));
}

#[test]
fn a_bound_of_an_earlier_step_may_lie_beyond_the_primitive() {
    let facets = [
        Facet::<u8>::MinInclusive(Bound::new("-5")),
        Facet::MaxInclusive(Bound::new("1000")),
        Facet::MaxExclusive(Bound::new("99999999999999999999999999")),
        Facet::MaxInclusive(Bound::new("31")),
    ];
    inside(&facets, &["0", "31"]);
    outside(&facets, &["32"], |rule| {
        *rule == Rule::MaxInclusive { limit: "31" }
    });
}

#[test]
fn a_bound_that_is_no_value_is_broken_by_every_value() {
    let facets = [Facet::<u8>::MaxInclusive(Bound::new("many"))];
    outside(&facets, &["0", "255"], |rule| {
        *rule == Rule::MaxInclusive { limit: "many" }
    });
    outside(
        &[Facet::<u8>::Enumeration(Values::new(&["many"]))],
        &["0"],
        |rule| *rule == Rule::Enumeration { values: 1 },
    );
}

#[test]
fn bounds_are_checked_before_code_is_made_of_them() {
    assert_eq!(valid_bound::<u8>(" 31 "), Ok(()));
    assert_eq!(
        valid_bound::<u8>("many"),
        Err(Rule::Lexical { built_in: "integer" })
    );
    assert!(valid_bound::<Date>("2025-02-29").is_err());
    assert_eq!(valid_bound::<QName>("{urn:a}b"), Ok(()));
}

#[test]
fn bounds_of_decimals_are_exact() {
    let facets = [
        Facet::<Decimal>::MinExclusive(Bound::new("0.1")),
        Facet::MaxInclusive(Bound::new("0.30")),
    ];
    inside(&facets, &["0.3", "0.300", "0.10000000000000000000000000001"]);
    outside(&facets, &["0.1", "0.10"], |rule| {
        matches!(rule, Rule::MinExclusive { .. })
    });
    outside(&facets, &["0.30000000000000000000000000001"], |rule| {
        matches!(rule, Rule::MaxInclusive { .. })
    });
}

#[test]
fn bounds_of_floating_point_numbers_keep_nan_out() {
    let facets = [Facet::<Double>::MinInclusive(Bound::new("0"))];
    inside(&facets, &["0", "-0", "INF", "1e-300"]);
    outside(&facets, &["NaN", "-1e-300", "-INF"], |rule| {
        matches!(rule, Rule::MinInclusive { .. })
    });
    inside(&[Facet::<Double>::Enumeration(Values::new(&["NaN"]))], &["NaN"]);
}

#[test]
fn dates_without_a_zone_compare_by_the_calendar() {
    let facets = [
        Facet::<Date>::MinInclusive(Bound::new("2025-01-01")),
        Facet::MaxExclusive(Bound::new("2026-01-01")),
    ];
    inside(&facets, &["2025-01-01", "2025-12-31"]);
    outside(&facets, &["2024-12-31"], |rule| {
        matches!(rule, Rule::MinInclusive { .. })
    });
    outside(&facets, &["2026-01-01"], |rule| {
        matches!(rule, Rule::MaxExclusive { .. })
    });
}

#[test]
fn a_date_with_a_zone_must_be_inside_wherever_the_bound_is() {
    let facets = [Facet::<Date>::MinInclusive(Bound::new("2025-01-02"))];
    // The latest place to reach the bound is at -14:00; a day that starts at that same instant is not greater.
    inside(&facets, &["2025-01-03Z", "2025-01-03+09:00", "2025-01-03-14:00"]);
    outside(
        &facets,
        &[
            "2025-01-02Z",
            "2025-01-02+14:00",
            "2025-01-02-14:00",
            "2025-01-01Z",
        ],
        |rule| matches!(rule, Rule::MinInclusive { .. }),
    );
}

#[test]
fn bounds_with_a_zone_compare_instants() {
    let facets = [Facet::<DateTime>::MaxInclusive(Bound::new(
        "2025-01-01T12:00:00Z",
    ))];
    inside(
        &facets,
        &[
            "2025-01-01T12:00:00Z",
            "2025-01-01T13:00:00+01:00",
            "2024-12-31T21:59:59",
        ],
    );
    outside(
        &facets,
        &[
            "2025-01-01T12:00:00.000000001Z",
            "2025-01-01T12:00:00-01:00",
            "2024-12-31T22:00:00",
            "2025-01-01T00:00:00",
        ],
        |rule| matches!(rule, Rule::MaxInclusive { .. }),
    );
}

#[test]
fn times_and_parts_of_dates_have_an_order_too() {
    // The end of the day is its start, so a bound of 24:00:00 admits nothing but midnight.
    let end_of_day = [Facet::<Time>::MaxInclusive(Bound::new("24:00:00"))];
    inside(&end_of_day, &["00:00:00", "24:00:00"]);
    outside(&end_of_day, &["08:00:00"], |rule| {
        matches!(rule, Rule::MaxInclusive { .. })
    });
    inside(
        &[Facet::<Time>::MaxExclusive(Bound::new("12:00:00+01:00"))],
        &["10:59:59Z", "00:00:00+01:00"],
    );
    outside(
        &[Facet::<Time>::MaxExclusive(Bound::new("12:00:00+01:00"))],
        &["11:00:00Z"],
        |rule| matches!(rule, Rule::MaxExclusive { .. }),
    );
    inside(
        &[Facet::<GYear>::MinInclusive(Bound::new("-0001"))],
        &["-0001", "0001", "2025"],
    );
    outside(
        &[Facet::<GYear>::MinInclusive(Bound::new("-0001"))],
        &["-0002"],
        |rule| matches!(rule, Rule::MinInclusive { .. }),
    );
    inside(
        &[Facet::<GMonthDay>::MaxInclusive(Bound::new("--03-01"))],
        &["--02-29", "--03-01"],
    );
    outside(
        &[Facet::<GMonthDay>::MaxInclusive(Bound::new("--02-28"))],
        &["--02-29"],
        |rule| matches!(rule, Rule::MaxInclusive { .. }),
    );
}

#[test]
fn durations_compare_only_where_every_month_agrees() {
    let facets = [Facet::<Duration>::MaxInclusive(Bound::new("P1M"))];
    inside(&facets, &["P27D", "P1M", "PT1S", "-P1Y"]);
    outside(
        &facets,
        &["P28D", "P29D", "P30D", "P31D", "P32D", "P1MT1S"],
        |rule| matches!(rule, Rule::MaxInclusive { .. }),
    );
    let year = [Facet::<Duration>::MinExclusive(Bound::new("P364D"))];
    inside(&year, &["P1Y", "P12M", "P365D"]);
    outside(&year, &["P364D", "PT8736H"], |rule| {
        matches!(rule, Rule::MinExclusive { .. })
    });
}

#[test]
fn total_digits_are_those_of_the_value() {
    let five = [Facet::<Decimal>::TotalDigits(5)];
    inside(
        &five,
        &[
            "00012.50",
            "123.45",
            "-12345",
            "12345.000",
            "0.00001",
            "0",
            "+1.5",
        ],
    );
    outside(&five, &["123456", "123.456", "0.000001", "10000.1"], |rule| {
        *rule == Rule::TotalDigits { limit: 5 }
    });
    inside(&[Facet::<Decimal>::TotalDigits(3)], &["00012.50"]);
    outside(&[Facet::<Decimal>::TotalDigits(2)], &["00012.50"], |rule| {
        *rule == Rule::TotalDigits { limit: 2 }
    });
    inside(&[Facet::<Decimal>::TotalDigits(1)], &["0.50000", "0", "5"]);
    inside(&[Facet::<Integer>::TotalDigits(3)], &["000999", "-999", "0"]);
    outside(&[Facet::<Integer>::TotalDigits(3)], &["1000", "-1000"], |rule| {
        matches!(rule, Rule::TotalDigits { .. })
    });
    inside(&[Facet::<i64>::TotalDigits(3)], &["000999", "-999", "0"]);
    outside(&[Facet::<i64>::TotalDigits(3)], &["1000"], |rule| {
        matches!(rule, Rule::TotalDigits { .. })
    });
}

#[test]
fn fraction_digits_are_those_of_the_value() {
    let two = [Facet::<Decimal>::FractionDigits(2)];
    inside(&two, &["0.50000", "1", "1.25", "-1.250"]);
    outside(&two, &["0.125", "0.001"], |rule| {
        *rule == Rule::FractionDigits { limit: 2 }
    });
    inside(&[Facet::<Decimal>::FractionDigits(0)], &["1.0", "100."]);
    outside(&[Facet::<Decimal>::FractionDigits(0)], &["1.5"], |rule| {
        matches!(rule, Rule::FractionDigits { .. })
    });
}

#[test]
fn an_enumeration_of_many_values_is_by_value_too() {
    let texts: Vec<&'static str> = (0..90_000)
        .map(|number| &*format!("{number}.50").leak())
        .collect();
    let many = [Facet::<Decimal>::Enumeration(Values::new(texts.leak()))];
    for number in 0..90_000 {
        assert_eq!(check(&many, &format!("+0{number}.5")), Ok(()));
    }
    outside(&many, &["0", "90000.5", "-1.5"], |rule| {
        *rule == Rule::Enumeration { values: 90_000 }
    });
}

#[test]
fn enumerations_are_by_value() {
    let decimals = [Facet::<Decimal>::Enumeration(Values::new(&["1.0", "2.50"]))];
    inside(&decimals, &["1", "01.00", "+2.5"]);
    outside(&decimals, &["1.1", "0"], |rule| {
        *rule == Rule::Enumeration { values: 2 }
    });
    let instants = [Facet::<DateTime>::Enumeration(Values::new(&[
        "2025-01-01T12:00:00Z",
    ]))];
    inside(&instants, &["2025-01-01T13:00:00+01:00"]);
    outside(&instants, &["2025-01-01T12:00:00"], |rule| {
        matches!(rule, Rule::Enumeration { .. })
    });
    let tokens = [Facet::<Token>::Enumeration(Values::new(&["a b", " c "]))];
    inside(&tokens, &[" a \n b ", "c"]);
    outside(&tokens, &["A b", "ab"], |rule| {
        matches!(rule, Rule::Enumeration { .. })
    });
    inside(
        &[Facet::<QName>::Enumeration(Values::new(&["{urn:a}b"]))],
        &["{urn:a}b"],
    );
    outside(
        &[Facet::<QName>::Enumeration(Values::new(&["{urn:a}b"]))],
        &["b"],
        |rule| matches!(rule, Rule::Enumeration { .. }),
    );
    inside(&[Facet::<bool>::Enumeration(Values::new(&["true"]))], &["1"]);
    outside(
        &[Facet::<bool>::Enumeration(Values::new(&["true"]))],
        &["0"],
        |rule| matches!(rule, Rule::Enumeration { .. }),
    );
    inside(
        &[Facet::<Duration>::Enumeration(Values::new(&["P1Y"]))],
        &["P12M"],
    );
}
