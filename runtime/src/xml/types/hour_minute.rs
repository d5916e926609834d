//! Clock times to the minute, which contracts in JSON have and XSD has no type for.

use std::cmp::Ordering;

use super::digits::push_two;
use crate::xml::{Measured, NO_NAMESPACE, Name, Rule, Scope, Simple, TextWriter, WhiteSpace};

/// A clock time to the minute, such as `08:30`: two digits each, from `00:00` to `23:59`. The format `hour-minute` of
/// contracts in JSON; no type of XSD.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct HourMinute {
    hour: u8,
    minute: u8,
}

impl HourMinute {
    /// The hour, from 0 to 23.
    #[must_use]
    pub const fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, from 0 to 59.
    #[must_use]
    pub const fn minute(self) -> u8 {
        self.minute
    }
}

impl Simple for HourMinute {
    const TYPE: Name = Name(NO_NAMESPACE, "hour-minute");
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Preserve;

    fn parse(text: &str, _: &dyn Scope) -> Result<Self, Rule> {
        let digit = |byte: u8| byte.is_ascii_digit().then(|| byte - b'0');
        let number = |tens: u8, ones: u8| Some(10 * digit(tens)? + digit(ones)?);
        let read = match *text.as_bytes() {
            [hour, of_hour, b':', minute, of_minute] => number(hour, of_hour).zip(number(minute, of_minute)),
            _ => None,
        };
        match read {
            Some((hour @ 0..=23, minute @ 0..=59)) => Ok(Self { hour, minute }),
            _ => Err(Rule::Format {
                format: "hour-minute",
                example: "08:30",
            }),
        }
    }

    fn format(&self, out: &mut TextWriter<'_>) -> Result<(), Rule> {
        push_two(out.buffer(), u32::from(self.hour));
        out.push_plain(":");
        push_two(out.buffer(), u32::from(self.minute));
        Ok(())
    }
}

impl Measured for HourMinute {
    fn compare(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

text_forms!(HourMinute);
shown_as_text!(HourMinute);
