//! The form that values of the built-in types have in JSON: numbers and truth values as such, all others as text.

use super::{Ordered, ReadError, Reader, Value, Writer};
use crate::xml::types::{
    AnyUri, Base64Binary, Date, DateTime, Decimal, Double, Duration, Entity, Float, GDay, GMonth, GMonthDay,
    GYear, GYearMonth, HexBinary, HourMinute, Id, IdRef, Integer, Language, NameString, NcName,
    NegativeInteger, NmToken, NonNegativeInteger, NonPositiveInteger, NormalizedString, NotationName,
    PositiveInteger, QName, Time, Token,
};
use crate::xml::{InvalidValue, Measured, Rule, Simple, TextWriter, WhiteSpace, normalize};

/// A built-in type in JSON: text, unless it says otherwise.
///
/// A restriction of it is read and written through these functions, with its own checks.
pub trait Form: Measured {
    /// Reads the value at hand: text goes through `parse`, a value that is not text through `check`.
    ///
    /// # Errors
    /// Another kind of value, or the rule that is broken.
    #[inline]
    fn read_form(
        reader: &Reader<'_>,
        type_name: &'static str,
        white_space: WhiteSpace,
        parse: impl FnOnce(&str) -> Result<Self, Rule>,
        check: impl FnOnce(Result<Self, Rule>) -> Result<Self, Rule>,
    ) -> Result<Self, ReadError> {
        let _ = check;
        let text = reader.string()?;
        // JSON has no white space rule: text with white space that its type would take away is not in the type's
        // lexical space.
        let is_normal = white_space == WhiteSpace::Preserve
            || text.bytes().all(|byte| byte > b' ')
            || normalize(&text, white_space) == text;
        let value = if is_normal {
            parse(&text)
        } else {
            let built_in = Self::TYPE.local();
            Err(Rule::Lexical { built_in })
        };
        value.map_err(|rule| reader.broken(type_name, rule))
    }

    /// Writes the value: text as `format` has it.
    ///
    /// # Errors
    /// The rule that holds the value back.
    #[inline]
    fn write_form(
        &self,
        writer: &mut Writer,
        format: impl FnOnce(&mut TextWriter<'_>) -> Result<(), Rule>,
    ) -> Result<(), Rule> {
        writer.formatted(format)
    }
}

macro_rules! forms {
    (formatted: $($type:ident)*) => {
        $(impl Form for $type {})*
    };
    (text: $($type:ident)*) => {
        $(impl Form for $type {
            #[inline]
            fn write_form(
                &self,
                writer: &mut Writer,
                _: impl FnOnce(&mut TextWriter<'_>) -> Result<(), Rule>,
            ) -> Result<(), Rule> {
                // Not through a `TextWriter`, which refuses what XML forbids; JSON forbids nothing.
                writer.string(self.as_ref());
                Ok(())
            }
        })*
    };
    (number by $text:ident: $($type:ident)*) => {
        $(impl Form for $type {
            #[inline]
            fn read_form(
                reader: &Reader<'_>,
                type_name: &'static str,
                _: WhiteSpace,
                _: impl FnOnce(&str) -> Result<Self, Rule>,
                check: impl FnOnce(Result<Self, Rule>) -> Result<Self, Rule>,
            ) -> Result<Self, ReadError> {
                let number = reader.number()?;
                let value = number.$text().and_then(|text| Self::parse(&text, &()));
                check(value).map_err(|rule| reader.broken(type_name, rule))
            }

            #[inline]
            fn write_form(
                &self,
                writer: &mut Writer,
                _: impl FnOnce(&mut TextWriter<'_>) -> Result<(), Rule>,
            ) -> Result<(), Rule> {
                writer.bare(|out| self.format(out))
            }
        })*
    };
    (float: $($type:ident)*) => {
        $(impl Form for $type {
            fn read_form(
                reader: &Reader<'_>,
                type_name: &'static str,
                _: WhiteSpace,
                _: impl FnOnce(&str) -> Result<Self, Rule>,
                check: impl FnOnce(Result<Self, Rule>) -> Result<Self, Rule>,
            ) -> Result<Self, ReadError> {
                let value = Self::parse(reader.number()?.as_str(), &());
                check(value.and_then(|value| finite(value, value.get().is_finite())))
                    .map_err(|rule| reader.broken(type_name, rule))
            }

            fn write_form(
                &self,
                writer: &mut Writer,
                _: impl FnOnce(&mut TextWriter<'_>) -> Result<(), Rule>,
            ) -> Result<(), Rule> {
                let value = finite(*self, self.get().is_finite())?;
                // Rust's shortest form that reads back as the same number, such as `1.0` and `1e300`.
                writer.push(&format!("{:?}", value.get()));
                Ok(())
            }
        })*
    };
}

/// JSON has no infinity and no NaN.
fn finite<T>(value: T, is_finite: bool) -> Result<T, Rule> {
    if is_finite {
        Ok(value)
    } else {
        Err(Rule::OutOfRange)
    }
}

forms!(text: String NormalizedString Token Language NmToken NameString NcName Id IdRef Entity AnyUri);
forms!(formatted: HourMinute Date Time DateTime Duration GDay GMonth GMonthDay GYear GYearMonth HexBinary Base64Binary QName NotationName);
forms!(number by integer: i8 i16 i32 i64 u8 u16 u32 u64 Integer NonNegativeInteger PositiveInteger NonPositiveInteger NegativeInteger);
forms!(number by decimal: Decimal);
forms!(float: Float Double);

impl Form for bool {
    #[inline]
    fn read_form(
        reader: &Reader<'_>,
        type_name: &'static str,
        _: WhiteSpace,
        _: impl FnOnce(&str) -> Result<Self, Rule>,
        check: impl FnOnce(Result<Self, Rule>) -> Result<Self, Rule>,
    ) -> Result<Self, ReadError> {
        let value = reader.boolean()?;
        check(Ok(value)).map_err(|rule| reader.broken(type_name, rule))
    }

    #[inline]
    fn write_form(
        &self,
        writer: &mut Writer,
        _: impl FnOnce(&mut TextWriter<'_>) -> Result<(), Rule>,
    ) -> Result<(), Rule> {
        writer.push(if *self { "true" } else { "false" });
        Ok(())
    }
}

macro_rules! values {
    ($($type:ident)*) => {
        $(
            impl Value for $type {
                #[inline]
                fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
                    Self::read_form(
                        reader,
                        Self::TYPE.local(),
                        Self::WHITE_SPACE,
                        |text| Self::parse(text, &()),
                        |value| value,
                    )
                }

                #[inline]
                fn write(&self, writer: &mut Writer) -> Result<(), InvalidValue> {
                    self.write_form(writer, |out| self.format(out))
                        .map_err(|rule| InvalidValue::new(Self::TYPE.local(), rule))
                }
            }

            impl Ordered for $type {
                type Base = Self;

                fn as_ordered(&self) -> &Self {
                    self
                }
            }
        )*
    };
}

values! {
    bool String NormalizedString Token Language NmToken NameString NcName Id IdRef Entity AnyUri
    HourMinute Date Time DateTime Duration GDay GMonth GMonthDay GYear GYearMonth HexBinary Base64Binary QName
    NotationName
    i8 i16 i32 i64 u8 u16 u32 u64
    Integer NonNegativeInteger PositiveInteger NonPositiveInteger NegativeInteger Decimal Float Double
}
