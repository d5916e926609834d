//! The order of dates and times (XSD 1.0 Part 2, section 3.2.7.4).

use std::cmp::Ordering;

use chrono::{NaiveDate, NaiveDateTime};

use super::offset::Offset;
use crate::xml::Identity;

/// When a date or time starts: on the clock of the place, and where that place is, if it is said.
#[derive(Clone, Copy)]
pub(super) struct Start {
    nanoseconds: i128,
    offset: Option<Offset>,
}

impl Start {
    /// The start of a day.
    pub(super) fn of_day(day: NaiveDate, offset: Option<Offset>) -> Self {
        Self::of(day.and_time(chrono::NaiveTime::MIN), offset)
    }

    /// An instant.
    pub(super) fn of(instant: NaiveDateTime, offset: Option<Offset>) -> Self {
        let instant = instant.and_utc();
        let nanoseconds =
            i128::from(instant.timestamp()) * 1_000_000_000 + i128::from(instant.timestamp_subsec_nanos());
        Self { nanoseconds, offset }
    }

    /// The order: by instant where both places are known or neither is. Else the one that is not known may be
    /// anywhere between +14:00 and -14:00, and there is an order only when it is the same for all these.
    pub(super) fn compare(self, other: Self) -> Option<Ordering> {
        match (self.offset, other.offset) {
            (None, None) => Some(self.nanoseconds.cmp(&other.nanoseconds)),
            (Some(own), Some(others)) => Some(self.at(own).cmp(&other.at(others))),
            (Some(own), None) => other.surrounds(self.at(own)),
            (None, Some(others)) => self.surrounds(other.at(others)).map(Ordering::reverse),
        }
    }

    /// What it is to identity constraints: equal when [compared](Self::compare) as equal.
    pub(super) fn identify(self, primitive: &'static str, out: &mut Identity) {
        match self.offset {
            Some(offset) => out.push(primitive, format_args!("{}Z", self.at(offset))),
            None => out.push(primitive, self.nanoseconds),
        }
    }

    /// Where `instant` is relative to this start, whose place is not known.
    fn surrounds(self, instant: i128) -> Option<Ordering> {
        if instant < self.nanoseconds - MOST {
            Some(Ordering::Less)
        } else if instant > self.nanoseconds + MOST {
            Some(Ordering::Greater)
        } else {
            None
        }
    }

    /// The instant, when the place has this offset.
    fn at(self, offset: Offset) -> i128 {
        self.nanoseconds - i128::from(offset.minutes()) * 60 * 1_000_000_000
    }
}

/// 14 hours.
const MOST: i128 = 14 * 60 * 60 * 1_000_000_000;
