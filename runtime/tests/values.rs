//! Values made in Rust: constructors, conversions, equality.
#![cfg(feature = "xml")]

use std::collections::HashSet;

use fk_runtime::xml::Rule;
use fk_runtime::xml::types::chrono::{FixedOffset, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use fk_runtime::xml::types::{
    Base64Binary, Date, DateTime, Double, Duration, GMonthDay, GYear, GYearMonth, Integer, Offset, QName,
    Time, Token,
};

#[test]
fn a_date_is_made_of_numbers_that_are_a_day() {
    let date = Date::new(2024, 2, 29).expect("a leap year");
    assert_eq!(
        (date.year(), date.month(), date.day(), date.offset()),
        (2024, 2, 29, None)
    );
    assert_eq!(date.to_string(), "2024-02-29");
    for (year, month, day) in [
        (2025, 2, 29),
        (0, 1, 1),
        (2025, 13, 1),
        (262_143, 1, 1),
        (i32::MIN, 1, 1),
    ] {
        let error = Date::new(year, month, day).expect_err("no such day");
        assert_eq!((error.type_name(), error.rule()), ("date", &Rule::OutOfRange));
    }
}

#[test]
fn the_year_before_the_first_is_minus_one() {
    let day = NaiveDate::from_ymd_opt(0, 12, 31).expect("a day of the calendar");
    assert_eq!(Date::from(day).year(), -1);
    assert_eq!(Date::new(-1, 12, 31).map(Date::naive), Ok(day));
}

#[test]
fn offsets_reach_fourteen_hours() {
    assert_eq!(
        Offset::from_minutes(60)
            .map(|offset| offset.to_string())
            .as_deref(),
        Ok("+01:00")
    );
    assert_eq!(
        Offset::from_minutes(-210)
            .map(|offset| offset.to_string())
            .as_deref(),
        Ok("-03:30")
    );
    assert_eq!(Offset::UTC.to_string(), "Z");
    assert!(Offset::from_minutes(840).is_ok() && Offset::from_minutes(-840).is_ok());
    assert!(
        [841, -841, i16::MIN, i16::MAX]
            .iter()
            .all(|minutes| Offset::from_minutes(*minutes).is_err())
    );
    assert!(Offset::try_from(FixedOffset::east_opt(3_601).expect("an offset")).is_err());
}

#[test]
fn chrono_values_are_taken_when_xsd_has_them() {
    let zone = FixedOffset::east_opt(3_600).expect("an offset");
    let instant = zone
        .with_ymd_and_hms(2025, 11, 21, 8, 0, 0)
        .single()
        .expect("one instant");
    let value = DateTime::try_from(instant).expect("whole minutes");
    assert_eq!(value.to_string(), "2025-11-21T08:00:00+01:00");
    assert_eq!(value.to_utc(), Some(instant.with_timezone(&Utc)));
    assert_eq!(value.without_offset().to_utc(), None);
    let leap = NaiveTime::from_hms_milli_opt(23, 59, 59, 1_000).expect("chrono has leap seconds");
    assert!(Time::try_from(leap).is_err());
    assert_eq!(
        Duration::from(TimeDelta::milliseconds(-1_500)).to_string(),
        "-PT1.5S"
    );
}

#[test]
fn a_date_time_is_a_date_and_a_time() {
    let offset = Offset::from_minutes(60).expect("an hour");
    let date = Date::new(2025, 11, 21).expect("a day");
    let time = Time::new(8, 30, 0)
        .and_then(|time| time.with_nanosecond(5))
        .expect("a time")
        .with_offset(offset);
    let value = DateTime::new(date, time);
    assert_eq!(value.to_string(), "2025-11-21T08:30:00.000000005+01:00");
    assert_eq!((value.date(), value.time()), (date.with_offset(offset), time));
    assert!(Time::new(24, 0, 0).is_err() && Time::new(23, 59, 60).is_err());
    assert!(time.with_nanosecond(1_000_000_000).is_err());
}

#[test]
fn parts_of_dates_are_checked_too() {
    assert!(GMonthDay::new(2, 29).is_ok() && GMonthDay::new(2, 30).is_err());
    assert!(GYear::new(-1).is_ok() && GYear::new(0).is_err());
    assert!(GYearMonth::new(2025, 12).is_ok() && GYearMonth::new(2025, 13).is_err());
}

#[test]
fn a_duration_has_one_sign() {
    assert!(
        Duration::new(1, 1, 1).is_ok() && Duration::new(-1, 0, -1).is_ok() && Duration::new(0, 0, 0).is_ok()
    );
    assert!(Duration::new(1, -1, 0).is_err() && Duration::new(0, 1, -1).is_err());
    assert!(Duration::new(0, 0, 1_000_000_000).is_err() && Duration::new(i64::MIN, 0, 0).is_err());
}

#[test]
fn floating_point_values_have_one_nan_and_one_zero() {
    let set: HashSet<Double> = [f64::NAN, -f64::NAN, 0.0, -0.0, 1.0]
        .into_iter()
        .map(Double::from)
        .collect();
    assert_eq!(set.len(), 3);
}

#[test]
fn the_prefix_of_a_qname_is_no_part_of_it() {
    let name = QName::new("urn:a", "b").expect("a name");
    let other = name.clone().with_prefix("p").expect("a prefix");
    assert_eq!(name, other);
    assert_eq!(HashSet::from([name, other.clone()]).len(), 1);
    assert_eq!(other.prefix_hint(), "p");
    assert!(QName::new("urn:a", "1").is_err() && other.with_prefix("a:b").is_err());
}

#[test]
fn values_show_themselves_but_documents_do_not() {
    assert_eq!(
        format!("{:?}", Token::try_from(" a ").expect("a token")),
        "Token(\"a\")"
    );
    assert_eq!(
        format!("{:?}", Date::new(2025, 1, 1).expect("a day")),
        "Date(2025-01-01)"
    );
    assert_eq!(
        format!("{:?}", Base64Binary::from(b"abc".to_vec())),
        "Base64Binary(3 octets)"
    );
}

#[test]
fn a_number_with_too_many_digits_is_made_but_not_written() {
    use fk_runtime::xml::{Simple, TextWriter};
    let large = Integer::from(10).pow(5_000);
    let mut out = String::new();
    let result = large.format(&mut TextWriter::plain(&mut out));
    assert!(matches!(result, Err(Rule::Capacity { .. })), "{result:?}");
}
