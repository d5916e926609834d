//! Time zones of the date and time types (XSD 1.0 Part 2, section 3.2.7.3).

use std::fmt;

use chrono::FixedOffset;

use super::digits::push_two;
use crate::xml::{InvalidValue, Rule};

/// A time zone: an offset from UTC in whole minutes, from -14:00 to +14:00. Positive is east, so that Swedish
/// winter time is `+01:00`.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Offset(i16);

impl Offset {
    /// UTC, written `Z`.
    pub const UTC: Self = Self(0);

    const MOST: i16 = 14 * 60;

    /// An offset of minutes east of UTC.
    ///
    /// # Errors
    /// [`Rule::OutOfRange`] beyond 14 hours.
    pub fn from_minutes(minutes: i16) -> Result<Self, InvalidValue> {
        if minutes.unsigned_abs() <= Self::MOST.unsigned_abs() {
            Ok(Self(minutes))
        } else {
            Err(InvalidValue::new("", Rule::OutOfRange))
        }
    }

    /// The minutes east of UTC.
    #[must_use]
    pub const fn minutes(self) -> i16 {
        self.0
    }

    /// Writes `Z`, or the offset as `+01:00`.
    pub(super) fn push(self, out: &mut String) {
        if self.0 == 0 {
            out.push('Z');
            return;
        }
        out.push(if self.0 < 0 { '-' } else { '+' });
        let minutes = u32::from(self.0.unsigned_abs());
        push_two(out, minutes / 60);
        out.push(':');
        push_two(out, minutes % 60);
    }
}

impl TryFrom<FixedOffset> for Offset {
    type Error = InvalidValue;

    /// Refuses seconds, and offsets beyond 14 hours.
    fn try_from(offset: FixedOffset) -> Result<Self, InvalidValue> {
        let seconds = offset.local_minus_utc();
        match i16::try_from(seconds / 60) {
            Ok(minutes) if seconds % 60 == 0 => Self::from_minutes(minutes),
            _ => Err(InvalidValue::new("", Rule::OutOfRange)),
        }
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.push(&mut text);
        f.pad(&text)
    }
}

impl fmt::Debug for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Offset({self})")
    }
}
