//! `xs:date` (XSD 1.0 Part 2, section 3.2.9).

use std::cmp::Ordering;

use chrono::{Datelike, NaiveDate};

use super::calendar::{Parts, day, out_of_range, push_offset, push_part, push_year, spellings, xsd_year};
use super::offset::Offset;
use super::timeline::Start;
use crate::xml::{Identity, InvalidValue, Measured, Name, Rule, Scope, Simple, TextWriter, WhiteSpace, XSD};

/// `xs:date`: a day of the Gregorian calendar, with or without a time zone.
///
/// Years are those of XSD 1.0, which has no year 0: -1 is the year before 1. Two dates are equal when day and time
/// zone are.
#[derive(Clone, Copy, Eq, Hash, PartialEq)]
pub struct Date {
    day: NaiveDate,
    offset: Option<Offset>,
}

impl Date {
    /// A day without a time zone.
    ///
    /// # Errors
    /// [`Rule::OutOfRange`] for a day that does not exist, year 0, and years beyond what the calendar holds
    /// (-262144 to 262142).
    pub fn new(year: i32, month: u32, day_of_month: u32) -> Result<Self, InvalidValue> {
        day(year, month, day_of_month)
            .map(Self::from)
            .ok_or_else(|| out_of_range("date"))
    }

    /// The same day in a time zone.
    #[must_use]
    pub const fn with_offset(self, offset: Offset) -> Self {
        Self {
            offset: Some(offset),
            ..self
        }
    }

    /// The same day without a time zone.
    #[must_use]
    pub const fn without_offset(self) -> Self {
        Self { offset: None, ..self }
    }

    /// The year, never 0.
    #[must_use]
    pub fn year(self) -> i32 {
        xsd_year(self.day.year())
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.day.month()
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u32 {
        self.day.day()
    }

    /// The time zone.
    #[must_use]
    pub const fn offset(self) -> Option<Offset> {
        self.offset
    }

    /// The day alone, for arithmetic. Its year before 1 is 0.
    #[must_use]
    pub const fn naive(self) -> NaiveDate {
        self.day
    }

    fn push_day(self, out: &mut String) {
        push_day(out, self.day);
    }
}

/// Writes a day as `2025-11-21`.
pub(super) fn push_day(out: &mut String, day: NaiveDate) {
    push_year(out, xsd_year(day.year()));
    push_part(out, "-", day.month());
    push_part(out, "-", day.day());
}

/// Reads a day as `2025-11-21`.
pub(super) fn read_day(parts: &mut Parts<'_>) -> Result<NaiveDate, Rule> {
    let year = parts.year(b"-")?;
    let month = parts.two_digits()?;
    parts.fixed(b"-")?;
    let day_of_month = parts.two_digits()?;
    day(year, month, day_of_month).ok_or_else(|| parts.lexical())
}

impl Simple for Date {
    const TYPE: Name = Name(XSD, "date");
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;

    fn parse(text: &str, _: &dyn Scope) -> Result<Self, Rule> {
        let mut parts = Parts::new(text, "date");
        let day = read_day(&mut parts)?;
        Ok(Self {
            day,
            offset: parts.offset_and_end()?,
        })
    }

    fn format(&self, out: &mut TextWriter<'_>) -> Result<(), Rule> {
        self.push_day(out.buffer());
        push_offset(out.buffer(), self.offset);
        Ok(())
    }

    fn spellings(&self) -> Box<dyn Iterator<Item = String> + '_> {
        spellings(self.without_offset().to_string(), self.offset)
    }

    fn identify(&self, out: &mut Identity) {
        Start::of_day(self.day, self.offset).identify("date", out);
    }
}

impl Measured for Date {
    fn compare(&self, other: &Self) -> Option<Ordering> {
        Start::of_day(self.day, self.offset).compare(Start::of_day(other.day, other.offset))
    }
}

impl From<NaiveDate> for Date {
    fn from(day: NaiveDate) -> Self {
        Self { day, offset: None }
    }
}

text_forms!(Date);
shown_as_text!(Date);
