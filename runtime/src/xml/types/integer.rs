//! `xs:integer` and the types below it that have no bound on one side (XSD 1.0 Part 2, sections 3.3.13 to 3.3.15,
//! 3.3.20 and 3.3.25).

use std::cmp::Ordering;
use std::fmt;

use bigdecimal::num_bigint::{BigInt, Sign};

use super::digits::{MOST_DIGITS, MOST_DIGITS_IN_WORDS, all_digits, split_sign};
use super::primitive::integer_spellings;
use crate::xml::{Identity, InvalidValue, Measured, Name, Rule, Scope, Simple, TextWriter, WhiteSpace, XSD};

const TOO_LONG: Rule = Rule::Capacity {
    built_in: "integer",
    limit: MOST_DIGITS_IN_WORDS,
};

/// Reads a magnitude that is digits and nothing else.
///
/// # Errors
/// [`Rule::Capacity`] for more than 4096 digits, zeros in front not counted.
pub(super) fn read_digits(negative: bool, digits: &str, too_long: Rule) -> Result<BigInt, Rule> {
    let digits = digits.trim_start_matches('0');
    // 18 digits fit an i64 whatever they are.
    if digits.len() <= 18 {
        let magnitude = digits
            .bytes()
            .fold(0_i64, |sum, digit| sum * 10 + i64::from(digit - b'0'));
        return Ok(BigInt::from(if negative { -magnitude } else { magnitude }));
    }
    if digits.len() > MOST_DIGITS {
        return Err(too_long);
    }
    let magnitude =
        BigInt::parse_bytes(digits.as_bytes(), 10).ok_or(Rule::Lexical { built_in: "integer" })?;
    Ok(if negative { -magnitude } else { magnitude })
}

/// Refuses numbers that would have more than 4096 digits, without making the digits of numbers much larger.
pub(super) fn check_size(value: &BigInt, too_long: Rule) -> Result<(), Rule> {
    // A digit is more than 3 bits, and less than 4.
    let bits = value.bits() as usize;
    if bits <= 3 * MOST_DIGITS {
        return Ok(());
    }
    let fits = bits <= 4 * MOST_DIGITS && value.magnitude().to_string().len() <= MOST_DIGITS;
    if fits { Ok(()) } else { Err(too_long) }
}

impl Simple for BigInt {
    const TYPE: Name = Name(XSD, "integer");
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;

    fn parse(text: &str, _: &dyn Scope) -> Result<Self, Rule> {
        let (negative, digits) = split_sign(text);
        if !all_digits(digits) {
            return Err(Rule::Lexical { built_in: "integer" });
        }
        read_digits(negative, digits, TOO_LONG)
    }

    fn format(&self, out: &mut TextWriter<'_>) -> Result<(), Rule> {
        self.check_capacity()?;
        out.push_plain(&self.to_string());
        Ok(())
    }

    fn spellings(&self) -> Box<dyn Iterator<Item = String> + '_> {
        integer_spellings(self.to_string())
    }

    fn identify(&self, out: &mut Identity) {
        out.push_text("decimal", self);
    }
}

impl Measured for BigInt {
    fn compare(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }

    fn digits(&self) -> Option<(u64, u64)> {
        Some((self.magnitude().to_string().len() as u64, 0))
    }

    fn is_zero(&self) -> bool {
        self.sign() == Sign::NoSign
    }

    fn is_multiple_of(&self, divisor: &Self) -> bool {
        !divisor.is_zero() && (self % divisor).is_zero()
    }

    fn check_capacity(&self) -> Result<(), Rule> {
        check_size(self, TOO_LONG)
    }
}

#[cfg(feature = "serde")]
impl crate::xml::serde_text::JsonForm for BigInt {}

macro_rules! half_bounded {
    ($($(#[$doc:meta])* $type:ident $name:literal admits $sign:pat, else $rule:ident $limit:literal;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub struct $type(BigInt);

            impl $type {
                /// The number.
                #[must_use]
                pub fn as_integer(&self) -> &BigInt {
                    &self.0
                }

                /// The number.
                #[must_use]
                pub fn into_inner(self) -> BigInt {
                    self.0
                }

                fn check(value: BigInt) -> Result<Self, Rule> {
                    match value.sign() {
                        $sign => Ok(Self(value)),
                        _ => Err(Rule::$rule { limit: $limit }),
                    }
                }
            }

            impl Simple for $type {
                const TYPE: Name = Name(XSD, $name);
                const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;

                fn parse(text: &str, scope: &dyn Scope) -> Result<Self, Rule> {
                    BigInt::parse(text, scope).and_then(Self::check)
                }

                fn format(&self, out: &mut TextWriter<'_>) -> Result<(), Rule> {
                    self.0.format(out)
                }

                fn spellings(&self) -> Box<dyn Iterator<Item = String> + '_> {
                    self.0.spellings()
                }

                fn identify(&self, out: &mut Identity) {
                    out.push_text("decimal", self);
                }
            }

            impl Measured for $type {
                fn compare(&self, other: &Self) -> Option<Ordering> {
                    Some(self.cmp(other))
                }

                fn digits(&self) -> Option<(u64, u64)> {
                    self.0.digits()
                }

                fn is_zero(&self) -> bool {
                    self.0.is_zero()
                }

                fn is_multiple_of(&self, divisor: &Self) -> bool {
                    self.0.is_multiple_of(&divisor.0)
                }

                fn check_capacity(&self) -> Result<(), Rule> {
                    self.0.check_capacity()
                }
            }

            impl fmt::Display for $type {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    fmt::Display::fmt(&self.0, f)
                }
            }

            impl fmt::Debug for $type {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(f, "{}({})", stringify!($type), self.0)
                }
            }

            impl From<$type> for BigInt {
                fn from(value: $type) -> Self {
                    value.0
                }
            }

            half_bounded!(from $type: BigInt i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
            text_forms!($type);
        )*
    };
    (from $type:ident: $($number:ty)*) => {
        $(impl TryFrom<$number> for $type {
            type Error = InvalidValue;

            fn try_from(number: $number) -> Result<Self, InvalidValue> {
                Self::check(number.into()).map_err(|rule| InvalidValue::new(Self::TYPE.local(), rule))
            }
        })*
    };
}

half_bounded! {
    /// `xs:nonNegativeInteger`: zero or above.
    NonNegativeInteger "nonNegativeInteger" admits Sign::NoSign | Sign::Plus, else MinInclusive "0";
    /// `xs:positiveInteger`: one or above.
    PositiveInteger "positiveInteger" admits Sign::Plus, else MinInclusive "1";
    /// `xs:nonPositiveInteger`: zero or below.
    NonPositiveInteger "nonPositiveInteger" admits Sign::NoSign | Sign::Minus, else MaxInclusive "0";
    /// `xs:negativeInteger`: minus one or below.
    NegativeInteger "negativeInteger" admits Sign::Minus, else MaxInclusive "-1";
}
