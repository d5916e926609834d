//! What is written is read again as the same value.
#![cfg(feature = "xml")]

use std::fmt::Debug;

use fk_runtime::xml::types::chrono::{Datelike, NaiveDate};
use fk_runtime::xml::types::{
    AnyUri, Base64Binary, Date, DateTime, Decimal, Double, Duration, Float, GDay, GMonth, GMonthDay, GYear,
    GYearMonth, HexBinary, Id, Integer, Language, NameString, NcName, NegativeInteger, NmToken,
    NonNegativeInteger, NonPositiveInteger, NormalizedString, Offset, PositiveInteger, QName, Time, Token,
};
use fk_runtime::xml::{Measured, TextWriter, normalize};
use proptest::prelude::*;

/// The canonical text and every other text that may be written for a value give the value again.
fn round_trip<T: Measured + PartialEq + Debug>(value: &T) -> Result<(), TestCaseError> {
    let mut text = String::new();
    value
        .format(&mut TextWriter::plain(&mut text))
        .map_err(|rule| TestCaseError::fail(rule.to_string()))?;
    for text in std::iter::once(text).chain(value.spellings().take(200)) {
        prop_assert_eq!(normalize(&text, T::WHITE_SPACE), text.as_str());
        let again = T::from_literal(&text);
        prop_assert_eq!(again.as_ref(), Ok(value), "{}", text);
    }
    Ok(())
}

fn offset() -> impl Strategy<Value = Option<Offset>> {
    proptest::option::of(
        (-840_i16..=840).prop_map(|minutes| Offset::from_minutes(minutes).expect("within 14 hours")),
    )
}

fn date() -> impl Strategy<Value = Date> {
    let days = NaiveDate::MIN.num_days_from_ce()..=NaiveDate::MAX.num_days_from_ce();
    let near = 600_000..800_000;
    (prop_oneof![days, near], offset()).prop_map(|(days, offset)| {
        let date = Date::from(NaiveDate::from_num_days_from_ce_opt(days).expect("a day of the calendar"));
        offset.map_or(date, |offset| date.with_offset(offset))
    })
}

fn time() -> impl Strategy<Value = Time> {
    let nanosecond = prop_oneof![
        Just(0_u32),
        (0..1_000_u32).prop_map(|milli| milli * 1_000_000),
        0..1_000_000_000_u32
    ];
    (0..24_u32, 0..60_u32, 0..60_u32, nanosecond, offset()).prop_map(
        |(hour, minute, second, nanosecond, offset)| {
            let time = Time::new(hour, minute, second).and_then(|time| time.with_nanosecond(nanosecond));
            let time = time.expect("a time of day");
            offset.map_or(time, |offset| time.with_offset(offset))
        },
    )
}

fn duration() -> impl Strategy<Value = Duration> {
    let count = || prop_oneof![Just(0), 0..200_000_i64, 0..=i64::MAX];
    let nanoseconds = prop_oneof![Just(0), 0..1_000_000_000_i32];
    (count(), count(), nanoseconds, prop_oneof![Just(1), Just(-1)]).prop_map(
        |(months, seconds, nanos, sign)| {
            Duration::new(sign * months, sign * seconds, sign as i32 * nanos).expect("one sign")
        },
    )
}

fn decimal() -> impl Strategy<Value = Decimal> {
    let scale = prop_oneof![0..6_i64, -300..300_i64];
    prop_oneof![
        (any::<i64>(), scale.clone()).prop_map(|(unscaled, scale)| Decimal::new(unscaled.into(), scale)),
        (any::<i128>(), scale).prop_map(|(unscaled, scale)| Decimal::new(unscaled.into(), scale)),
    ]
}

proptest! {
    #[test]
    fn numbers_come_back(
        signed: (i8, i16, i32, i64), unsigned: (u8, u16, u32, u64), large: i128, truth: bool, decimal in decimal(),
        float: f32, double: f64, bits: u64,
    ) {
        round_trip(&truth)?;
        round_trip(&signed.0)?;
        round_trip(&signed.1)?;
        round_trip(&signed.2)?;
        round_trip(&signed.3)?;
        round_trip(&unsigned.0)?;
        round_trip(&unsigned.1)?;
        round_trip(&unsigned.2)?;
        round_trip(&unsigned.3)?;
        round_trip(&Integer::from(large))?;
        round_trip(&(Integer::from(large) * Integer::from(large) * Integer::from(large)))?;
        let magnitude = Integer::from(large.unsigned_abs());
        round_trip(&NonNegativeInteger::try_from(magnitude.clone()).expect("not negative"))?;
        round_trip(&PositiveInteger::try_from(magnitude.clone() + 1).expect("positive"))?;
        round_trip(&NonPositiveInteger::try_from(-magnitude.clone()).expect("not positive"))?;
        round_trip(&NegativeInteger::try_from(-magnitude - 1).expect("negative"))?;
        round_trip(&decimal)?;
        round_trip(&Float::from(float))?;
        round_trip(&Double::from(double))?;
        round_trip(&Double::from(f64::from_bits(bits)))?;
    }

    #[test]
    fn dates_times_and_durations_come_back(date in date(), time in time(), duration in duration()) {
        round_trip(&date)?;
        round_trip(&time)?;
        round_trip(&DateTime::new(date, time))?;
        round_trip(&duration)?;
        let (year, month, day) = (date.year(), date.month(), date.day());
        round_trip(&GYear::new(year).expect("a year"))?;
        round_trip(&GYearMonth::new(year, month).expect("a month"))?;
        round_trip(&GMonthDay::new(month, day).expect("a day"))?;
        let offset = date.offset().unwrap_or(Offset::UTC);
        round_trip(&GDay::new(day).expect("a day").with_offset(offset))?;
        round_trip(&GMonth::new(month).expect("a month").with_offset(offset))?;
    }

    #[test]
    fn the_order_of_dates_is_that_of_the_calendar(one in date(), other in date()) {
        let (one, other) = (one.without_offset(), other.without_offset());
        prop_assert_eq!(one.compare(&other), Some(one.naive().cmp(&other.naive())));
        prop_assert_eq!(other.compare(&one), one.compare(&other).map(std::cmp::Ordering::reverse));
    }

    #[test]
    fn binary_values_come_back(octets: Vec<u8>) {
        round_trip(&HexBinary::from(octets.clone()))?;
        round_trip(&Base64Binary::from(octets))?;
    }

    #[test]
    fn texts_come_back(text in r"[^\x00-\x08\x0B\x0C\x0E-\x1F\u{FFFE}\u{FFFF}]*", name in r"[a-zåäö_][a-z0-9åäö._\-]{0,9}") {
        round_trip(&text)?;
        round_trip(&NormalizedString::try_from(text.as_str()).expect("any text"))?;
        round_trip(&Token::try_from(text.as_str()).expect("any text"))?;
        round_trip(&Language::try_from("sv-FI").expect("a language"))?;
        round_trip(&NmToken::try_from(name.as_str()).expect("a name"))?;
        round_trip(&NameString::try_from(name.as_str()).expect("a name"))?;
        round_trip(&NcName::try_from(name.as_str()).expect("a name"))?;
        round_trip(&Id::try_from(name.as_str()).expect("a name"))?;
        round_trip(&AnyUri::try_from(name.as_str()).expect("a relative reference"))?;
        round_trip(&QName::new("urn:a", &name).expect("a name"))?;
        round_trip(&QName::new("", &name).expect("a name"))?;
    }

    #[test]
    fn nothing_that_is_read_panics(text: String, digits in r"[-+]?P?[0-9]{0,6}[-.:TYZ]?[0-9.:+\-TZMDHS]{0,20}") {
        for text in [text.as_str(), digits.as_str()] {
            let _ = (Date::try_from(text), Time::try_from(text), DateTime::try_from(text), Duration::try_from(text));
            let _ = (GYear::try_from(text), GYearMonth::try_from(text), GMonthDay::try_from(text), GDay::try_from(text));
            let _ = (Double::try_from(text), HexBinary::try_from(text), Base64Binary::try_from(text));
            let _ = (Integer::from_literal(text), Decimal::from_literal(text), u8::from_literal(text));
            let _ = (QName::try_from(text), AnyUri::try_from(text), Language::try_from(text));
        }
    }
}
