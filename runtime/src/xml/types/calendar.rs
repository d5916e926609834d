//! The parts that the text forms of dates and times are made of (XSD 1.0 Part 2, sections 3.2.7 to 3.2.14).

use chrono::NaiveDate;

use super::digits::{push_padded, push_two};
use super::offset::Offset;
use crate::xml::{InvalidValue, Rule};

/// Reads a date or time from left to right.
pub(super) struct Parts<'t> {
    rest: &'t [u8],
    built_in: &'static str,
}

impl<'t> Parts<'t> {
    /// The text of a value of the type `built_in`.
    pub(super) fn new(text: &'t str, built_in: &'static str) -> Self {
        Self {
            rest: text.as_bytes(),
            built_in,
        }
    }

    /// The answer for text that does not have the form.
    pub(super) fn lexical(&self) -> Rule {
        Rule::Lexical {
            built_in: self.built_in,
        }
    }

    /// Passes over a fixed part.
    pub(super) fn fixed(&mut self, part: &[u8]) -> Result<(), Rule> {
        self.rest = self.rest.strip_prefix(part).ok_or_else(|| self.lexical())?;
        Ok(())
    }

    /// Two digits.
    pub(super) fn two_digits(&mut self) -> Result<u32, Rule> {
        match self.rest {
            [tens @ b'0'..=b'9', ones @ b'0'..=b'9', rest @ ..] => {
                self.rest = rest;
                Ok(u32::from(tens - b'0') * 10 + u32::from(ones - b'0'))
            }
            _ => Err(self.lexical()),
        }
    }

    /// A year: four digits or more, with no zero in front of more than four, and not 0000, with a minus sign for
    /// the years before the first. What stands `after` it is read first, so that a date without dashes is not taken
    /// for a year far from now.
    pub(super) fn year(&mut self, after: &[u8]) -> Result<i32, Rule> {
        let negative = self.rest.first() == Some(&b'-');
        if negative {
            self.rest = &self.rest[1..];
        }
        let digits = self.digits();
        let padded = digits.first() == Some(&b'0');
        if digits.len() < 4 || digits.len() > 4 && padded || digits == b"0000" {
            return Err(self.lexical());
        }
        self.fixed(after)?;
        let too_far = || Rule::Capacity {
            built_in: self.built_in,
            limit: YEARS,
        };
        // Six digits fit, and hold all years of the calendar.
        if digits.len() > 6 {
            return Err(too_far());
        }
        let magnitude = digits
            .iter()
            .fold(0, |sum, digit| sum * 10 + i32::from(digit - b'0'));
        let year = if negative { -magnitude } else { magnitude };
        // The calendar holds all years of four digits, which nearly all are.
        if digits.len() == 4 || calendar_year(year).is_some() {
            Ok(year)
        } else {
            Err(too_far())
        }
    }

    /// A fraction of a second with its point, in nanoseconds; nothing is zero.
    pub(super) fn fraction(&mut self) -> Result<u32, Rule> {
        if self.rest.first() != Some(&b'.') {
            return Ok(0);
        }
        self.rest = &self.rest[1..];
        let digits = self.digits();
        if digits.is_empty() {
            return Err(self.lexical());
        }
        nanoseconds(digits).ok_or(Rule::Capacity {
            built_in: self.built_in,
            limit: FRACTION,
        })
    }

    /// The time zone that may stand at the end, and nothing after it.
    pub(super) fn offset_and_end(mut self) -> Result<Option<Offset>, Rule> {
        let sign = match self.rest {
            [] => return Ok(None),
            b"Z" => return Ok(Some(Offset::UTC)),
            [b'+', ..] => 1,
            [b'-', ..] => -1,
            _ => return Err(self.lexical()),
        };
        self.rest = &self.rest[1..];
        let hours = self.two_digits()?;
        self.fixed(b":")?;
        let minutes = self.two_digits()?;
        if !self.rest.is_empty() || minutes > 59 {
            return Err(self.lexical());
        }
        // Two digits each, so the product is far from the limits of an i16.
        let total = sign * (hours * 60 + minutes) as i16;
        Offset::from_minutes(total).map(Some).map_err(|_| self.lexical())
    }

    /// The digits that come next.
    fn digits(&mut self) -> &'t [u8] {
        let length = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.rest.split_at(length);
        self.rest = rest;
        digits
    }
}

/// The fraction `digits` of a second in nanoseconds; `None` when it is finer than that.
pub(super) fn nanoseconds(digits: &[u8]) -> Option<u32> {
    let (kept, finer) = digits.split_at(digits.len().min(9));
    if finer.iter().any(|digit| *digit != b'0') {
        return None;
    }
    let value = kept
        .iter()
        .fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    Some(value * 10_u32.pow(9 - kept.len() as u32))
}

/// The limit of fractions in words.
pub(super) const FRACTION: &str = "9 digits after the point";

/// The limit of years in words.
const YEARS: &str = "years -262144 to 262142";

/// The year as the calendar counts, with a year 0 before the first, for a year of XSD 1.0, which has none: -1 is
/// the year before 1 (1 BCE, a leap year). `None` for 0 and beyond the calendar.
pub(super) fn calendar_year(year: i32) -> Option<i32> {
    let calendar = match year {
        0 => return None,
        1.. => year,
        _ => year.checked_add(1)?,
    };
    NaiveDate::from_ymd_opt(calendar, 1, 1).map(|_| calendar)
}

/// The year of XSD 1.0 for a year of the calendar.
pub(super) fn xsd_year(calendar: i32) -> i32 {
    if calendar > 0 { calendar } else { calendar - 1 }
}

/// A day of the calendar, from a year of XSD 1.0.
pub(super) fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(calendar_year(year)?, month, day)
}

/// Writes a year of XSD 1.0.
pub(super) fn push_year(out: &mut String, year: i32) {
    if year < 0 {
        out.push('-');
    }
    push_padded(out, u64::from(year.unsigned_abs()), 4);
}

/// Writes a separator and a number of two digits.
pub(super) fn push_part(out: &mut String, separator: &str, number: u32) {
    out.push_str(separator);
    push_two(out, number);
}

/// Writes the time zone, if there is one.
pub(super) fn push_offset(out: &mut String, offset: Option<Offset>) {
    if let Some(offset) = offset {
        offset.push(out);
    }
}

/// The answer of constructors to numbers that make no date or time.
pub(super) fn out_of_range(built_in: &'static str) -> InvalidValue {
    InvalidValue::new(built_in, Rule::OutOfRange)
}

/// Other texts for a value, `moment` being its text without the time zone: UTC in digits, then, for times, more
/// digits of the fraction.
pub(super) fn spellings(moment: String, offset: Option<Offset>) -> Box<dyn Iterator<Item = String>> {
    let zones = match offset {
        None => vec![String::new()],
        Some(Offset::UTC) => vec!["Z".to_owned(), "+00:00".to_owned(), "-00:00".to_owned()],
        Some(offset) => vec![offset.to_string()],
    };
    let fraction = moment.split_once('.').map_or("", |(_, fraction)| fraction);
    let longest = if moment.contains(':') { 9 } else { 0 };
    let point = if fraction.is_empty() { "." } else { "" };
    let padded = (fraction.len() + 1..=longest).map(|digits| {
        let zeros = digits - fraction.len();
        format!("{moment}{point}{:0<zeros$}", "")
    });
    let moments: Vec<String> = std::iter::once(moment.clone()).chain(padded).collect();
    Box::new(moments.into_iter().flat_map(move |moment| {
        zones
            .clone()
            .into_iter()
            .map(move |zone| format!("{moment}{zone}"))
    }))
}
