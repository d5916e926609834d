//! `xs:dateTime` (XSD 1.0 Part 2, section 3.2.7).

use std::cmp::Ordering;

use chrono::{NaiveDateTime, NaiveTime, Offset as _, TimeZone};

use super::calendar::{Parts, push_offset, spellings};
use super::date::{Date, push_day, read_day};
use super::offset::Offset;
use super::time::{Clock, Time, push_clock, read_clock};
use super::timeline::Start;
use crate::xml::{Identity, InvalidValue, Measured, Name, Rule, Scope, Simple, TextWriter, WhiteSpace, XSD};

/// `xs:dateTime`: a day and a time of day to the nanosecond, with or without a time zone.
///
/// `24:00:00` is read as `00:00:00` of the next day, which is the same instant. The time zone is kept as written:
/// two values are equal when day, clock and time zone are. [`Measured::compare`] compares instants.
#[derive(Clone, Copy, Eq, Hash, PartialEq)]
pub struct DateTime {
    instant: NaiveDateTime,
    offset: Option<Offset>,
}

impl DateTime {
    /// A time of a day. The time zone is that of `time`, or else that of `date`.
    #[must_use]
    pub fn new(date: Date, time: Time) -> Self {
        let offset = time.offset().or(date.offset());
        Self {
            instant: date.naive().and_time(time.naive()),
            offset,
        }
    }

    /// The same day and clock in a time zone.
    #[must_use]
    pub const fn with_offset(self, offset: Offset) -> Self {
        Self {
            offset: Some(offset),
            ..self
        }
    }

    /// The same day and clock without a time zone.
    #[must_use]
    pub const fn without_offset(self) -> Self {
        Self { offset: None, ..self }
    }

    /// The day, with the time zone.
    #[must_use]
    pub fn date(self) -> Date {
        let date = Date::from(self.instant.date());
        self.offset.map_or(date, |offset| date.with_offset(offset))
    }

    /// The time of day, with the time zone.
    #[must_use]
    pub fn time(self) -> Time {
        Time::from_clock(self.instant.time(), self.offset)
    }

    /// The time zone.
    #[must_use]
    pub const fn offset(self) -> Option<Offset> {
        self.offset
    }

    /// Day and clock alone, for arithmetic. The year before 1 is 0.
    #[must_use]
    pub const fn naive(self) -> NaiveDateTime {
        self.instant
    }

    /// The instant in UTC; `None` without a time zone.
    #[must_use]
    pub fn to_utc(self) -> Option<chrono::DateTime<chrono::Utc>> {
        let minutes = i64::from(self.offset?.minutes());
        self.instant
            .checked_sub_signed(chrono::TimeDelta::minutes(minutes))
            .map(|instant| instant.and_utc())
    }
}

impl Simple for DateTime {
    const TYPE: Name = Name(XSD, "dateTime");
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;

    fn parse(text: &str, _: &dyn Scope) -> Result<Self, Rule> {
        let mut parts = Parts::new(text, "dateTime");
        let day = read_day(&mut parts)?;
        parts.fixed(b"T")?;
        let instant = match read_clock(&mut parts)? {
            Clock::At(clock) => day.and_time(clock),
            Clock::EndOfDay => {
                let next = day.succ_opt().ok_or(Rule::Capacity {
                    built_in: "dateTime",
                    limit: "year 262142",
                })?;
                next.and_time(NaiveTime::MIN)
            }
        };
        Ok(Self {
            instant,
            offset: parts.offset_and_end()?,
        })
    }

    fn format(&self, out: &mut TextWriter<'_>) -> Result<(), Rule> {
        let out = out.buffer();
        push_day(out, self.instant.date());
        out.push('T');
        push_clock(out, self.instant.time());
        push_offset(out, self.offset);
        Ok(())
    }

    fn spellings(&self) -> Box<dyn Iterator<Item = String> + '_> {
        spellings(self.without_offset().to_string(), self.offset)
    }

    fn identify(&self, out: &mut Identity) {
        Start::of(self.instant, self.offset).identify("dateTime", out);
    }
}

impl Measured for DateTime {
    fn compare(&self, other: &Self) -> Option<Ordering> {
        Start::of(self.instant, self.offset).compare(Start::of(other.instant, other.offset))
    }
}

impl TryFrom<NaiveDateTime> for DateTime {
    type Error = InvalidValue;

    /// Refuses a leap second, which chrono can hold and XSD cannot.
    fn try_from(instant: NaiveDateTime) -> Result<Self, InvalidValue> {
        Ok(Self::new(
            Date::from(instant.date()),
            Time::try_from(instant.time())?,
        ))
    }
}

impl<Z: TimeZone> TryFrom<chrono::DateTime<Z>> for DateTime {
    type Error = InvalidValue;

    /// Keeps the offset in force. Refuses leap seconds, and offsets with seconds or beyond 14 hours.
    fn try_from(instant: chrono::DateTime<Z>) -> Result<Self, InvalidValue> {
        let offset = Offset::try_from(instant.offset().fix())?;
        Self::try_from(instant.naive_local()).map(|local| local.with_offset(offset))
    }
}

text_forms!(DateTime);
shown_as_text!(DateTime);
