//! Values of simple types.

use std::fmt::Debug;
use std::str::FromStr;

use fk_runtime::xml::types::{Base64Binary, Date, Offset};
use fk_runtime::xml::{Enumeration, Facet, InvalidValue, Restriction};
use proptest::prelude::*;
use proptest::string::string_regex;

use super::text::text_of_at_least;

/// Any value of a text type, from the facets that it states.
///
/// # Panics
/// When a pattern is one that the strategy does not know how to make texts for.
pub fn restricted<T>() -> BoxedStrategy<T>
where
    T: Restriction + FromStr<Err = InvalidValue> + Debug + 'static,
    T::Base: Debug,
{
    let mut least = 0;
    let mut patterns: &[&str] = &[];
    for facet in T::facets() {
        match facet {
            Facet::Pattern(pattern) => patterns = pattern.alternatives(),
            Facet::MinLength(limit) => least = usize::try_from(*limit).unwrap(),
            other => panic!("no strategy for {other:?}"),
        }
    }
    let texts = if patterns.is_empty() {
        text_of_at_least(least).boxed()
    } else {
        let texts = patterns
            .iter()
            .flat_map(|pattern| DIGITS.map(|digits| matching(pattern, digits)));
        prop::strategy::Union::new(texts).boxed()
    };
    texts
        .prop_map(|text| text.parse::<T>().expect("a text made from its facets is a value"))
        .boxed()
}

/// A number within bounds that are inclusive.
pub fn number<T: TryFrom<u8, Error = InvalidValue> + Debug>(
    bounds: std::ops::RangeInclusive<u8>,
) -> impl Strategy<Value = T> {
    bounds.prop_map(|number| T::try_from(number).expect("within the bounds"))
}

/// Any of an enumeration's values.
pub fn one_of_all<T: Enumeration + Debug>() -> impl Strategy<Value = T> {
    prop::sample::select(T::VALUES).prop_map(|(_, value)| value)
}

/// Any day, with and without a time zone, before year 1 and beyond 9999 too.
///
/// But for leap days before year 1: XSD 1.0 has no year 0, so -1 is a leap year for us; `xsd-schema` asks whether the
/// year as written can be divided by four, and so for it -4 is.
pub fn date() -> impl Strategy<Value = Date> {
    let year = prop_oneof![8 => 1900..=2100, 1 => 1..=9999, 1 => -9999..=-1, 1 => 10_000..=99_999];
    let day = (year, 1..=12_u32, 1..=31_u32).prop_filter_map("the day exists", |(year, month, day)| {
        let is_disputed = year < 1 && (month, day) == (2, 29);
        Date::new(year, month, day).ok().filter(|_| !is_disputed)
    });
    (day, prop::option::of(-840..=840_i16)).prop_map(|(day, minutes)| match minutes {
        Some(minutes) => day.with_offset(Offset::from_minutes(minutes).expect("at most 14 hours")),
        None => day,
    })
}

/// Any octets.
pub fn octets() -> impl Strategy<Value = Base64Binary> {
    prop::collection::vec(any::<u8>(), 0..80).prop_map(Base64Binary::from)
}

/// What `\d` stands for, one script at a time.
const DIGITS: [&str; 2] = ["[0-9]", "[٠-٩]"];

/// Texts that match a pattern of XSD: `\d` and `.` mean something else to the maker of strings, all else the same.
fn matching(pattern: &str, digits: &str) -> BoxedStrategy<String> {
    let mut regex = String::new();
    let mut characters = pattern.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => match characters.next() {
                Some('d') => regex.push_str(digits),
                Some(escaped) => regex.extend(['\\', escaped]),
                None => panic!("the pattern `{pattern}` ends in a backslash"),
            },
            // Every character that XML allows, but for line ends (Part 2, appendix F.1).
            '.' => regex.push_str(r"[\t -~å-ö\x{85}\x{A0}-\x{D7FF}\x{E000}-\x{FFFD}\x{10000}-\x{10FFFF}]"),
            c => regex.push(c),
        }
    }
    string_regex(&regex)
        .expect("a pattern of these contracts")
        .boxed()
}
