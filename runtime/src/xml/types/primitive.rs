//! `xs:byte` to `xs:unsignedLong`, as Rust's primitive integers (XSD 1.0 Part 2, sections 3.3.16 to 3.3.24).

use std::cmp::Ordering;

use super::digits::{all_digits, push_number, split_sign};
use crate::xml::{Identity, Measured, Name, Rule, Scope, Simple, TextWriter, WhiteSpace, XSD};

/// Sign and magnitude of an integer in XSD's text form; no magnitude when it is beyond a `u64`.
///
/// All integer types share one lexical space: a sign is allowed for unsigned ones too, since they are derived from
/// `xs:integer` by bounds alone.
#[inline]
fn magnitude(text: &str) -> Result<(bool, Option<u64>), Rule> {
    let (negative, digits) = split_sign(text);
    if !all_digits(digits) {
        return Err(Rule::Lexical { built_in: "integer" });
    }
    // 19 digits fit a u64 whatever they are.
    let (first, rest) = digits.split_at(digits.len().min(19));
    let magnitude = first
        .bytes()
        .fold(0_u64, |sum, digit| sum * 10 + u64::from(digit - b'0'));
    let magnitude = rest.bytes().try_fold(magnitude, |sum, digit| {
        sum.checked_mul(10)?.checked_add(u64::from(digit - b'0'))
    });
    Ok((negative, magnitude))
}

/// Other texts for an integer: more digits, then a plus sign.
pub(super) fn integer_spellings(canonical: String) -> Box<dyn Iterator<Item = String>> {
    const WIDEST: usize = 20;
    let (negative, digits) = split_sign(&canonical);
    let (sign, digits) = (if negative { "-" } else { "" }, digits.to_owned());
    let width = digits.len();
    let padded = move |sign: &'static str| {
        let digits = digits.clone();
        (0..=WIDEST.saturating_sub(width)).map(move |zeros| format!("{sign}{}{digits}", "0".repeat(zeros)))
    };
    let with_plus = if negative { None } else { Some(padded("+")) };
    Box::new(padded(sign).skip(1).chain(with_plus.into_iter().flatten()))
}

macro_rules! primitive {
    ($($type:ident $name:literal $min:literal to $max:literal),*) => {
        $(
            impl Simple for $type {
                const TYPE: Name = Name(XSD, $name);
                const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;

                #[inline]
                fn parse(text: &str, _: &dyn Scope) -> Result<Self, Rule> {
                    let (negative, magnitude) = magnitude(text)?;
                    let value = magnitude.and_then(|magnitude| {
                        if negative {
                            $type::try_from(0_i64.checked_sub_unsigned(magnitude)?).ok()
                        } else {
                            $type::try_from(magnitude).ok()
                        }
                    });
                    match value {
                        Some(value) => Ok(value),
                        None if negative => Err(Rule::MinInclusive { limit: $min }),
                        None => Err(Rule::MaxInclusive { limit: $max }),
                    }
                }

                #[inline]
                #[allow(unused_comparisons, reason = "one body for signed and unsigned types")]
                fn format(&self, out: &mut TextWriter<'_>) -> Result<(), Rule> {
                    if *self < 0 {
                        out.push_plain("-");
                    }
                    push_number(out.buffer(), i128::from(*self).unsigned_abs() as u64);
                    Ok(())
                }

                fn spellings(&self) -> Box<dyn Iterator<Item = String> + '_> {
                    integer_spellings(self.to_string())
                }

                fn identify(&self, out: &mut Identity) {
                    out.push("decimal", self);
                }
            }

            impl Measured for $type {
                #[inline]
                fn compare(&self, other: &Self) -> Option<Ordering> {
                    Some(self.cmp(other))
                }

                fn digits(&self) -> Option<(u64, u64)> {
                    let magnitude = i128::from(*self).unsigned_abs();
                    Some((u64::from(magnitude.checked_ilog10().map_or(1, |log| log + 1)), 0))
                }

                fn is_zero(&self) -> bool {
                    *self == 0
                }

                fn is_multiple_of(&self, divisor: &Self) -> bool {
                    // `None`, too, where the quotient of a signed type's least value and -1 has no place in it.
                    match self.checked_rem(*divisor) {
                        Some(rest) => rest == 0,
                        None => *divisor != 0,
                    }
                }
            }
        )*
    };
}

primitive!(
    i8 "byte" "-128" to "127",
    i16 "short" "-32768" to "32767",
    i32 "int" "-2147483648" to "2147483647",
    i64 "long" "-9223372036854775808" to "9223372036854775807",
    u8 "unsignedByte" "0" to "255",
    u16 "unsignedShort" "0" to "65535",
    u32 "unsignedInt" "0" to "4294967295",
    u64 "unsignedLong" "0" to "18446744073709551615"
);
