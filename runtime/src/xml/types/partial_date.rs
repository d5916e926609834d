//! `xs:gYearMonth`, `xs:gYear`, `xs:gMonthDay`, `xs:gDay` and `xs:gMonth` (XSD 1.0 Part 2, sections 3.2.10 to
//! 3.2.14): parts of dates, the same every year or in a year.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::calendar::{
    Parts, calendar_year, day, out_of_range, push_offset, push_part, push_year, spellings,
};
use super::offset::Offset;
use super::timeline::Start;
use crate::xml::{Identity, InvalidValue, Measured, Name, Rule, Scope, Simple, TextWriter, WhiteSpace, XSD};

macro_rules! partial_date {
    ($(
        $(#[$doc:meta])*
        $type:ident $name:literal { $($(#[$field_doc:meta])* $field:ident: $number:ty),* }
        exists $exists:expr;
        starts $starts:expr;
        read |$parts:ident| $read:block
        write |$out:ident| $write:block
    )*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Eq, Hash, PartialEq)]
            pub struct $type {
                $($field: $number,)*
                offset: Option<Offset>,
            }

            impl $type {
                /// The value without a time zone.
                ///
                /// # Errors
                /// [`Rule::OutOfRange`] for what is not in the calendar.
                pub fn new($($field: $number),*) -> Result<Self, InvalidValue> {
                    if $exists { Ok(Self { $($field,)* offset: None }) } else { Err(out_of_range($name)) }
                }

                $(
                    $(#[$field_doc])*
                    #[must_use]
                    pub const fn $field(self) -> $number {
                        self.$field
                    }
                )*

                /// The same in a time zone.
                #[must_use]
                pub const fn with_offset(self, offset: Offset) -> Self {
                    Self { offset: Some(offset), ..self }
                }

                /// The same without a time zone.
                #[must_use]
                pub const fn without_offset(self) -> Self {
                    Self { offset: None, ..self }
                }

                /// The time zone.
                #[must_use]
                pub const fn offset(self) -> Option<Offset> {
                    self.offset
                }

                /// When it starts, in a year that has it where no year is said.
                fn start(self) -> Option<Start> {
                    let Self { $($field,)* offset } = self;
                    let start: Option<NaiveDate> = $starts;
                    start.map(|start| Start::of_day(start, offset))
                }
            }

            impl Simple for $type {
                const TYPE: Name = Name(XSD, $name);
                const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;

                fn parse(text: &str, _: &dyn Scope) -> Result<Self, Rule> {
                    let mut parts = Parts::new(text, $name);
                    let $parts = &mut parts;
                    let ($($field,)*) = $read;
                    if !$exists {
                        return Err(parts.lexical());
                    }
                    Ok(Self { $($field,)* offset: parts.offset_and_end()? })
                }

                fn format(&self, out: &mut TextWriter<'_>) -> Result<(), Rule> {
                    let Self { $($field,)* offset } = *self;
                    let $out = out.buffer();
                    $write
                    push_offset(out.buffer(), offset);
                    Ok(())
                }

                fn spellings(&self) -> Box<dyn Iterator<Item = String> + '_> {
                    spellings(self.without_offset().to_string(), self.offset)
                }

                fn identify(&self, out: &mut Identity) {
                    match self.start() {
                        Some(start) => start.identify($name, out),
                        None => out.push_text($name, self),
                    }
                }
            }

            impl Measured for $type {
                fn compare(&self, other: &Self) -> Option<Ordering> {
                    self.start()?.compare(other.start()?)
                }
            }

            text_forms!($type);
            shown_as_text!($type);
        )*
    };
}

/// The year that lends itself to values without one: a leap year, so that all days are in it.
const ANY_YEAR: i32 = 1972;

partial_date! {
    /// `xs:gYearMonth`: a month of a year, `2025-11`.
    GYearMonth "gYearMonth" {
        /// The year, never 0; -1 is the year before 1.
        year: i32,
        /// The month, 1 to 12.
        month: u32
    }
    exists day(year, month, 1).is_some();
    starts day(year, month, 1);
    read |parts| {
        (parts.year(b"-")?, parts.two_digits()?)
    }
    write |out| {
        push_year(out, year);
        push_part(out, "-", month);
    }

    /// `xs:gYear`: a year, `2025`.
    GYear "gYear" {
        /// The year, never 0; -1 is the year before 1.
        year: i32
    }
    exists calendar_year(year).is_some();
    starts day(year, 1, 1);
    read |parts| {
        (parts.year(b"")?,)
    }
    write |out| {
        push_year(out, year);
    }

    /// `xs:gMonthDay`: a day of every year, `--12-24`, or of every leap year, `--02-29`.
    GMonthDay "gMonthDay" {
        /// The month, 1 to 12.
        month: u32,
        /// The day of the month, 1 to 31.
        day_of_month: u32
    }
    exists day(ANY_YEAR, month, day_of_month).is_some();
    starts day(ANY_YEAR, month, day_of_month);
    read |parts| {
        parts.fixed(b"--")?;
        let month = parts.two_digits()?;
        parts.fixed(b"-")?;
        (month, parts.two_digits()?)
    }
    write |out| {
        push_part(out, "--", month);
        push_part(out, "-", day_of_month);
    }

    /// `xs:gDay`: a day of every month that has it, `---25`.
    GDay "gDay" {
        /// The day of the month, 1 to 31.
        day_of_month: u32
    }
    exists day(ANY_YEAR, 12, day_of_month).is_some();
    starts day(ANY_YEAR, 12, day_of_month);
    read |parts| {
        parts.fixed(b"---")?;
        (parts.two_digits()?,)
    }
    write |out| {
        push_part(out, "---", day_of_month);
    }

    /// `xs:gMonth`: a month of every year, `--11`.
    ///
    /// `--11--` is refused: that form was a misprint in the first edition of XSD 1.0, which its errata and the second
    /// edition (section 3.2.14.1) corrected.
    GMonth "gMonth" {
        /// The month, 1 to 12.
        month: u32
    }
    exists day(ANY_YEAR, month, 1).is_some();
    starts day(ANY_YEAR, month, 1);
    read |parts| {
        parts.fixed(b"--")?;
        (parts.two_digits()?,)
    }
    write |out| {
        push_part(out, "--", month);
    }
}
