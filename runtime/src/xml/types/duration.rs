//! `xs:duration` (XSD 1.0 Part 2, section 3.2.6).

use std::cmp::Ordering;

use super::calendar::{FRACTION, nanoseconds};
use super::digits::{push_fraction, push_number};
use crate::xml::{Identity, InvalidValue, Measured, Name, Rule, Scope, Simple, TextWriter, WhiteSpace, XSD};

const LEXICAL: Rule = Rule::Lexical { built_in: "duration" };
const TOO_LONG: Rule = Rule::Capacity {
    built_in: "duration",
    limit: "9223372036854775807 months, as many seconds",
};

/// `xs:duration`: months and seconds, which cannot be converted into each other, both with the same sign.
///
/// Years are 12 months; days, hours and minutes are seconds, so that `P1D` equals `PT24H`. Written in the greatest
/// units that fit: `P1Y2M3DT4H5M6.7S`. The order is partial: a month is neither longer nor shorter than 30 days.
#[derive(Clone, Copy, Default, Eq, Hash, PartialEq)]
pub struct Duration {
    months: i64,
    seconds: i64,
    nanoseconds: i32,
}

impl Duration {
    /// Months, seconds and nanoseconds, none of them with another sign than the others.
    ///
    /// # Errors
    /// [`Rule::OutOfRange`] for mixed signs, a second or more of nanoseconds, and [`i64::MIN`].
    pub fn new(months: i64, seconds: i64, nanoseconds: i32) -> Result<Self, InvalidValue> {
        let signs = [months.signum(), seconds.signum(), i64::from(nanoseconds.signum())];
        let held = months != i64::MIN && seconds != i64::MIN && nanoseconds.unsigned_abs() < 1_000_000_000;
        if held && !(signs.contains(&1) && signs.contains(&-1)) {
            Ok(Self {
                months,
                seconds,
                nanoseconds,
            })
        } else {
            Err(InvalidValue::new("duration", Rule::OutOfRange))
        }
    }

    /// The months, 12 for each year.
    #[must_use]
    pub const fn months(self) -> i64 {
        self.months
    }

    /// The whole seconds besides the months.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.seconds
    }

    /// The rest of a second, in nanoseconds.
    #[must_use]
    pub const fn nanoseconds(self) -> i32 {
        self.nanoseconds
    }

    fn is_negative(self) -> bool {
        self.months < 0 || self.seconds < 0 || self.nanoseconds < 0
    }

    /// The instant that lies this long after the first of a month (appendix E), in nanoseconds.
    fn after(self, year: i128, month: i128) -> i128 {
        let months = year * 12 + (month - 1) + i128::from(self.months);
        let days = first_of_month(months.div_euclid(12), months.rem_euclid(12) + 1);
        (days * 86_400 + i128::from(self.seconds)) * 1_000_000_000 + i128::from(self.nanoseconds)
    }
}

/// The days from an arbitrary day to the first of a month of the Gregorian calendar, for years far beyond those
/// that a calendar library holds.
fn first_of_month(year: i128, month: i128) -> i128 {
    // Years that start in March have their leap day at the end.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5
}

/// Reads `PnYnMnDTnHnMnS` from left to right.
struct Fields<'t> {
    rest: &'t str,
}

impl<'t> Fields<'t> {
    /// The next number, with its fraction, if the unit after it is this one.
    fn next(&mut self, unit: char) -> Option<(&'t str, Option<&'t str>)> {
        let is_number = |character: char| character.is_ascii_digit() || character == '.';
        let (number, rest) = self.rest.split_at(self.rest.find(|next| !is_number(next))?);
        self.rest = rest.strip_prefix(unit)?;
        Some(match number.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (number, None),
        })
    }

    /// The next number, without a fraction, if the unit after it is this one..
    fn whole(&mut self, unit: char) -> Result<Option<i64>, Rule> {
        match self.next(unit) {
            None => Ok(None),
            Some((digits, None)) => number(digits).map(Some),
            Some((_, Some(_))) => Err(LEXICAL),
        }
    }
}

fn number(digits: &str) -> Result<i64, Rule> {
    if !super::digits::all_digits(digits) {
        return Err(LEXICAL);
    }
    digits.parse().map_err(|_| TOO_LONG)
}

impl Simple for Duration {
    const TYPE: Name = Name(XSD, "duration");
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;

    fn parse(text: &str, _: &dyn Scope) -> Result<Self, Rule> {
        let (sign, unsigned) = match text.strip_prefix('-') {
            Some(unsigned) => (-1, unsigned),
            None => (1, text),
        };
        let fields = unsigned.strip_prefix('P').ok_or(LEXICAL)?;
        let (date, time) = match fields.split_once('T') {
            Some((_, "")) => return Err(LEXICAL),
            Some((date, time)) => (date, time),
            None => (fields, ""),
        };
        if date.is_empty() && time.is_empty() {
            return Err(LEXICAL);
        }
        let mut date = Fields { rest: date };
        let [years, months, days] = [date.whole('Y')?, date.whole('M')?, date.whole('D')?];
        let mut time = Fields { rest: time };
        let [hours, minutes] = [time.whole('H')?, time.whole('M')?];
        let (seconds, fraction) = match time.next('S') {
            None => (0, 0),
            Some((whole, None)) => (number(whole)?, 0),
            Some((whole, Some(fraction))) => {
                let digits = if super::digits::all_digits(fraction) {
                    fraction
                } else {
                    return Err(LEXICAL);
                };
                let too_fine = Rule::Capacity {
                    built_in: "duration",
                    limit: FRACTION,
                };
                (number(whole)?, nanoseconds(digits.as_bytes()).ok_or(too_fine)?)
            }
        };
        if !date.rest.is_empty() || !time.rest.is_empty() {
            return Err(LEXICAL);
        }
        let sum = |terms: &[(Option<i64>, i64)]| {
            terms.iter().try_fold(0_i64, |sum, (count, unit)| {
                sum.checked_add(count.unwrap_or(0).checked_mul(*unit)?)
            })
        };
        let months = sum(&[(years, 12), (months, 1)]).ok_or(TOO_LONG)?;
        let seconds =
            sum(&[(days, 86_400), (hours, 3_600), (minutes, 60), (Some(seconds), 1)]).ok_or(TOO_LONG)?;
        // Below a second, so far from the limits of an i32.
        Ok(Self {
            months: sign * months,
            seconds: sign * seconds,
            nanoseconds: sign as i32 * fraction as i32,
        })
    }

    fn format(&self, out: &mut TextWriter<'_>) -> Result<(), Rule> {
        let out = out.buffer();
        let (months, seconds) = (self.months.unsigned_abs(), self.seconds.unsigned_abs());
        let nanoseconds = self.nanoseconds.unsigned_abs();
        if self.is_negative() {
            out.push('-');
        }
        out.push('P');
        push_field(out, months / 12, 'Y');
        push_field(out, months % 12, 'M');
        push_field(out, seconds / 86_400, 'D');
        let of_day = seconds % 86_400;
        if of_day == 0 && nanoseconds == 0 && (months, seconds) != (0, 0) {
            return Ok(());
        }
        out.push('T');
        push_field(out, of_day / 3_600, 'H');
        push_field(out, of_day / 60 % 60, 'M');
        if of_day % 60 > 0 || nanoseconds > 0 || (months, seconds) == (0, 0) {
            push_number(out, of_day % 60);
            push_fraction(out, nanoseconds);
            out.push('S');
        }
        Ok(())
    }

    fn identify(&self, out: &mut Identity) {
        out.push(
            "duration",
            format_args!("{} {} {}", self.months, self.seconds, self.nanoseconds),
        );
    }

    /// In one unit for the months and one for the rest.
    fn spellings(&self) -> Box<dyn Iterator<Item = String> + '_> {
        let sign = if self.is_negative() { "-" } else { "" };
        let (months, seconds) = (self.months.unsigned_abs(), self.seconds.unsigned_abs());
        let some = |count: u64, unit: &str| {
            if count > 0 {
                format!("{count}{unit}")
            } else {
                String::new()
            }
        };
        let months = [
            some(months / 12, "Y") + &some(months % 12, "M"),
            some(months, "M"),
        ];
        let units = [
            (86_400, "", "D"),
            (3_600, "T", "H"),
            (60, "T", "M"),
            (1, "T", "S"),
        ];
        let whole = units.into_iter().filter(move |(unit, ..)| seconds % unit == 0);
        let is_whole = self.nanoseconds == 0;
        let rests: Vec<String> = if is_whole {
            whole
                .map(|(unit, time, letter)| format!("{time}{}{letter}", seconds / unit))
                .collect()
        } else {
            Vec::new()
        };
        let joined = months.into_iter().flat_map(move |months| {
            let whole_months = (seconds == 0 && is_whole && !months.is_empty()).then(|| months.clone());
            let all: Vec<String> = rests.iter().map(|rest| format!("{months}{rest}")).collect();
            whole_months.into_iter().chain(all)
        });
        Box::new(joined.map(move |fields| format!("{sign}P{fields}")))
    }
}

fn push_field(out: &mut String, count: u64, unit: char) {
    if count > 0 {
        push_number(out, count);
        out.push(unit);
    }
}

impl Measured for Duration {
    /// Added to each of the four days that section 3.2.6.2 names; there is an order only when it is the same for
    /// all of them.
    fn compare(&self, other: &Self) -> Option<Ordering> {
        let [first, second, third, fourth] = [(1696, 9), (1697, 2), (1903, 3), (1903, 7)]
            .map(|(year, month)| self.after(year, month).cmp(&other.after(year, month)));
        (first == second && second == third && third == fourth).then_some(first)
    }
}

impl From<chrono::TimeDelta> for Duration {
    fn from(span: chrono::TimeDelta) -> Self {
        // chrono counts milliseconds in an i64, so seconds are far from its limits; both have one sign.
        Self {
            months: 0,
            seconds: span.num_seconds(),
            nanoseconds: span.subsec_nanos(),
        }
    }
}

text_forms!(Duration);
shown_as_text!(Duration);
