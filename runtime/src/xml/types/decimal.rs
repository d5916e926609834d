//! `xs:decimal`, exact (XSD 1.0 Part 2, section 3.2.3).

use std::cmp::Ordering;

use bigdecimal::num_bigint::BigInt;
use bigdecimal::{BigDecimal, ToPrimitive, Zero};

use super::digits::{MOST_DIGITS, MOST_DIGITS_IN_WORDS, push_number, push_padded, split_sign};
use super::integer::{check_size, read_digits};
use crate::xml::{Identity, Measured, Name, Rule, Scope, Simple, TextWriter, WhiteSpace, XSD};

const LEXICAL: Rule = Rule::Lexical { built_in: "decimal" };
const TOO_LONG: Rule = Rule::Capacity {
    built_in: "decimal",
    limit: MOST_DIGITS_IN_WORDS,
};

/// The text written is the canonical one of XSD 1.1: `1.5`, and `2` where XSD 1.0's is `2.0`. Both are the same
/// value in either version; the shorter is also admitted by readers that count digits in the text.
impl Simple for BigDecimal {
    const TYPE: Name = Name(XSD, "decimal");
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;

    fn parse(text: &str, _: &dyn Scope) -> Result<Self, Rule> {
        let (negative, unsigned) = split_sign(text);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(fraction) || whole.is_empty() && fraction.is_empty() {
            return Err(LEXICAL);
        }
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        if whole.len() + fraction.len() > MOST_DIGITS {
            return Err(TOO_LONG);
        }
        let value = if fraction.is_empty() {
            read_digits(negative, whole, TOO_LONG)?
        } else if whole.len() + fraction.len() <= 18 {
            // They fit an i64 whatever they are.
            let digits = whole.bytes().chain(fraction.bytes());
            let magnitude = digits.fold(0_i64, |sum, digit| sum * 10 + i64::from(digit - b'0'));
            BigInt::from(if negative { -magnitude } else { magnitude })
        } else {
            read_digits(negative, &[whole, fraction].concat(), TOO_LONG)?
        };
        Ok(Self::new(value, fraction.len() as i64))
    }

    fn format(&self, out: &mut TextWriter<'_>) -> Result<(), Rule> {
        if let Some((unscaled, scale)) = small(self) {
            push_small(out.buffer(), unscaled, scale);
            return Ok(());
        }
        let Plain {
            negative,
            whole,
            fraction,
        } = Plain::of(self)?;
        if negative {
            out.push_plain("-");
        }
        out.push_plain(if whole.is_empty() { "0" } else { &whole });
        if !fraction.is_empty() {
            out.push_plain(".");
            out.push_plain(&fraction);
        }
        Ok(())
    }

    fn spellings(&self) -> Box<dyn Iterator<Item = String> + '_> {
        const LONGEST: usize = 20;
        let Ok(Plain {
            negative,
            whole,
            fraction,
        }) = Plain::of(self)
        else {
            return Box::new(std::iter::empty());
        };
        let signs: &[&str] = if negative { &["-"] } else { &["", "+"] };
        let spelled = move |sign: &str, width: usize, behind: usize| {
            let point = if fraction.is_empty() && behind == 0 {
                ""
            } else {
                "."
            };
            format!("{sign}{whole:0>width$}{point}{fraction}{:0<behind$}", "")
        };
        // A number of digits after the point is demanded more often than one before it.
        Box::new((1..=LONGEST).flat_map(move |width| {
            let spelled = spelled.clone();
            signs.iter().flat_map(move |sign| {
                let spelled = spelled.clone();
                (0..=LONGEST).map(move |behind| spelled(sign, width, behind))
            })
        }))
    }

    fn identify(&self, out: &mut Identity) {
        out.push_text("decimal", self);
    }
}

impl Measured for BigDecimal {
    fn compare(&self, other: &Self) -> Option<Ordering> {
        Some(match aligned(self, other) {
            Some((one, other)) => one.cmp(&other),
            None => self.cmp(other),
        })
    }

    /// The least total is the digits of `i` in `i × 10^-n`, and at least `n` (section 4.3.11): 0.05 needs two.
    fn digits(&self) -> Option<(u64, u64)> {
        // Beyond the capacity no contract has a limit that would still admit the value.
        let Ok(Plain { whole, fraction, .. }) = Plain::of(self) else {
            return Some((u64::MAX, u64::MAX));
        };
        Some((
            (whole.len() + fraction.len()).max(1) as u64,
            fraction.len() as u64,
        ))
    }

    fn is_zero(&self) -> bool {
        Zero::is_zero(self)
    }

    fn is_multiple_of(&self, divisor: &Self) -> bool {
        !Zero::is_zero(divisor)
            && match aligned(self, divisor) {
                Some((value, divisor)) => value % divisor == 0,
                None => Zero::is_zero(&(self % divisor)),
            }
    }

    fn check_capacity(&self) -> Result<(), Rule> {
        let (unscaled, scale) = self.as_bigint_and_scale();
        // A digit is more than 3 bits. What is far within the limit need not be counted digit by digit.
        if unscaled.bits() < MOST_DIGITS as u64 && scale.unsigned_abs() < MOST_DIGITS as u64 / 2 {
            return Ok(());
        }
        Plain::of(self).map(|_| ())
    }
}

#[cfg(feature = "serde")]
impl crate::xml::serde_text::JsonForm for BigDecimal {}

/// The value as `unscaled × 10^-scale`, when it is as small as amounts are.
fn small(value: &BigDecimal) -> Option<(i64, u32)> {
    let (unscaled, scale) = value.as_bigint_and_scale();
    let scale = u32::try_from(scale).ok().filter(|scale| *scale <= 18)?;
    Some((unscaled.to_i64()?, scale))
}

/// Writes a [`small`] value without zeros at the end.
fn push_small(out: &mut String, unscaled: i64, mut scale: u32) {
    let mut magnitude = unscaled.unsigned_abs();
    while scale > 0 && magnitude.is_multiple_of(10) {
        magnitude /= 10;
        scale -= 1;
    }
    let power = 10_u64.pow(scale);
    if unscaled < 0 {
        out.push('-');
    }
    push_number(out, magnitude / power);
    if scale > 0 {
        out.push('.');
        push_padded(out, magnitude % power, scale);
    }
}

/// Two values as integers of one scale, when they are as small as amounts are: without big numbers being made.
fn aligned(one: &BigDecimal, other: &BigDecimal) -> Option<(i128, i128)> {
    const POWERS: [i128; 10] = {
        let mut powers = [1; 10];
        let mut exponent = 1;
        while exponent < powers.len() {
            powers[exponent] = 10 * powers[exponent - 1];
            exponent += 1;
        }
        powers
    };
    let [(one, one_scale), (other, other_scale)] = [one, other].map(BigDecimal::as_bigint_and_scale);
    let scale = one_scale.max(other_scale);
    let scaled = |value: &BigInt, own: i64| {
        let power = POWERS.get(usize::try_from(scale.checked_sub(own)?).ok()?)?;
        // 63 bits and 30 of the greatest power have room.
        Some(i128::from(value.to_i64()?) * power)
    };
    Some((scaled(&one, one_scale)?, scaled(&other, other_scale)?))
}

/// The digits on both sides of the point, without zeros at the ends.
struct Plain {
    negative: bool,
    whole: String,
    fraction: String,
}

impl Plain {
    /// # Errors
    /// [`Rule::Capacity`] for more than 4096 digits; an exponent is looked at before its zeros are made.
    fn of(value: &BigDecimal) -> Result<Self, Rule> {
        let (unscaled, scale) = value.as_bigint_and_exponent();
        check_size(&unscaled, TOO_LONG)?;
        let text = unscaled.magnitude().to_string();
        let digits = text.trim_end_matches('0');
        if digits.is_empty() {
            return Ok(Self {
                negative: false,
                whole: String::new(),
                fraction: String::new(),
            });
        }
        // The point stands this many digits from the start; before the start, or after the end, are zeros.
        let point = i128::from(text.len() as u64) - i128::from(scale);
        let length = i128::from(digits.len() as u64);
        if point.max(length) - point.min(0) > MOST_DIGITS as i128 {
            return Err(TOO_LONG);
        }
        let negative = unscaled.sign() == bigdecimal::num_bigint::Sign::Minus;
        let zeros = |count: i128| "0".repeat(usize::try_from(count).unwrap_or(0));
        let (whole, fraction) = if point <= 0 {
            (String::new(), format!("{}{digits}", zeros(-point)))
        } else if point >= length {
            (format!("{digits}{}", zeros(point - length)), String::new())
        } else {
            let (whole, fraction) = digits.split_at(usize::try_from(point).unwrap_or(0));
            (whole.to_owned(), fraction.to_owned())
        };
        Ok(Self {
            negative,
            whole,
            fraction,
        })
    }
}
