//! `xs:time` (XSD 1.0 Part 2, section 3.2.8).

use std::cmp::Ordering;

use chrono::{NaiveDate, NaiveTime, Timelike};

use super::calendar::{Parts, out_of_range, push_offset, push_part, spellings};
use super::digits::{push_fraction, push_two};
use super::offset::Offset;
use super::timeline::Start;
use crate::xml::{Identity, InvalidValue, Measured, Name, Rule, Scope, Simple, TextWriter, WhiteSpace, XSD};

/// `xs:time`: a time of day to the nanosecond, with or without a time zone.
///
/// `24:00:00` is read as `00:00:00`, which is the same time of day. There are no leap seconds. Two times are equal
/// when clock and time zone are.
#[derive(Clone, Copy, Eq, Hash, PartialEq)]
pub struct Time {
    clock: NaiveTime,
    offset: Option<Offset>,
}

impl Time {
    /// A time of day without a time zone.
    ///
    /// # Errors
    /// [`Rule::OutOfRange`] for an hour above 23, or a minute or second above 59.
    pub fn new(hour: u32, minute: u32, second: u32) -> Result<Self, InvalidValue> {
        let clock = NaiveTime::from_hms_opt(hour, minute, second).ok_or_else(|| out_of_range("time"))?;
        Ok(Self { clock, offset: None })
    }

    /// The same second with a fraction, in nanoseconds.
    ///
    /// # Errors
    /// [`Rule::OutOfRange`] for a second and above.
    pub fn with_nanosecond(self, nanosecond: u32) -> Result<Self, InvalidValue> {
        let clock = self
            .clock
            .with_nanosecond(nanosecond)
            .ok_or_else(|| out_of_range("time"))?;
        Self::try_from(clock).map(|time| Self {
            offset: self.offset,
            ..time
        })
    }

    /// The same clock in a time zone.
    #[must_use]
    pub const fn with_offset(self, offset: Offset) -> Self {
        Self {
            offset: Some(offset),
            ..self
        }
    }

    /// The same clock without a time zone.
    #[must_use]
    pub const fn without_offset(self) -> Self {
        Self { offset: None, ..self }
    }

    /// The hour, 0 to 23.
    #[must_use]
    pub fn hour(self) -> u32 {
        self.clock.hour()
    }

    /// The minute, 0 to 59.
    #[must_use]
    pub fn minute(self) -> u32 {
        self.clock.minute()
    }

    /// The second, 0 to 59.
    #[must_use]
    pub fn second(self) -> u32 {
        self.clock.second()
    }

    /// The fraction of the second, in nanoseconds.
    #[must_use]
    pub fn nanosecond(self) -> u32 {
        self.clock.nanosecond()
    }

    /// The time zone.
    #[must_use]
    pub const fn offset(self) -> Option<Offset> {
        self.offset
    }

    /// A clock that holds no leap second, and its time zone.
    pub(super) const fn from_clock(clock: NaiveTime, offset: Option<Offset>) -> Self {
        Self { clock, offset }
    }

    /// The clock alone, for arithmetic.
    #[must_use]
    pub const fn naive(self) -> NaiveTime {
        self.clock
    }
}

/// A time of day as it is read: 24:00:00 is the end of the day.
pub(super) enum Clock {
    /// On the day itself.
    At(NaiveTime),
    /// When the next day starts.
    EndOfDay,
}

/// Reads a time of day as `12:30:00.5`.
pub(super) fn read_clock(parts: &mut Parts<'_>) -> Result<Clock, Rule> {
    let hour = parts.two_digits()?;
    parts.fixed(b":")?;
    let minute = parts.two_digits()?;
    parts.fixed(b":")?;
    let second = parts.two_digits()?;
    let nanosecond = parts.fraction()?;
    if (hour, minute, second, nanosecond) == (24, 0, 0, 0) {
        return Ok(Clock::EndOfDay);
    }
    NaiveTime::from_hms_nano_opt(hour, minute, second, nanosecond)
        .map(Clock::At)
        .ok_or_else(|| parts.lexical())
}

/// Writes a time of day as `12:30:00.5`.
pub(super) fn push_clock(out: &mut String, clock: NaiveTime) {
    push_two(out, clock.hour());
    push_part(out, ":", clock.minute());
    push_part(out, ":", clock.second());
    push_fraction(out, clock.nanosecond());
}

impl Simple for Time {
    const TYPE: Name = Name(XSD, "time");
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;

    fn parse(text: &str, _: &dyn Scope) -> Result<Self, Rule> {
        let mut parts = Parts::new(text, "time");
        let clock = match read_clock(&mut parts)? {
            Clock::At(clock) => clock,
            Clock::EndOfDay => NaiveTime::MIN,
        };
        Ok(Self {
            clock,
            offset: parts.offset_and_end()?,
        })
    }

    fn format(&self, out: &mut TextWriter<'_>) -> Result<(), Rule> {
        push_clock(out.buffer(), self.clock);
        push_offset(out.buffer(), self.offset);
        Ok(())
    }

    fn spellings(&self) -> Box<dyn Iterator<Item = String> + '_> {
        spellings(self.without_offset().to_string(), self.offset)
    }

    fn identify(&self, out: &mut Identity) {
        Start::of(NaiveDate::default().and_time(self.clock), self.offset).identify("time", out);
    }
}

impl Measured for Time {
    /// As instants of one and the same day.
    fn compare(&self, other: &Self) -> Option<Ordering> {
        let start = |time: &Self| Start::of(NaiveDate::default().and_time(time.clock), time.offset);
        start(self).compare(start(other))
    }
}

impl TryFrom<NaiveTime> for Time {
    type Error = InvalidValue;

    /// Refuses a leap second, which chrono can hold and XSD cannot.
    fn try_from(clock: NaiveTime) -> Result<Self, InvalidValue> {
        if clock.nanosecond() < 1_000_000_000 {
            Ok(Self { clock, offset: None })
        } else {
            Err(out_of_range("time"))
        }
    }
}

text_forms!(Time);
shown_as_text!(Time);
