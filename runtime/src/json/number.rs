//! Numbers as JSON writes them, exactly.

use std::borrow::Cow;

use crate::xml::Rule;

/// A number as it stands in a document (RFC 8259, section 6). Its value is exact: no floating point is in between.
#[derive(Clone, Copy)]
pub struct Number<'a>(&'a str);

/// The most digits of a number that is read, as for `xs:decimal`: more cost time that grows with the square.
const MOST_DIGITS: usize = 4096;

impl<'a> Number<'a> {
    /// A number of a document that is well-formed.
    pub(super) const fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// The number as it is written.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }

    /// The number without exponent, such as `-0.05` for `-5e-2`: text of `xs:decimal`.
    ///
    /// # Errors
    /// [`Rule::Capacity`] for one that would take more than 4,096 digits.
    pub fn decimal(self) -> Result<Cow<'a, str>, Rule> {
        if !self.0.contains(['e', 'E']) {
            return Ok(Cow::Borrowed(self.0));
        }
        let Parts { sign, digits, point } = self.parts();
        let length = digits.len() as i64;
        if point.max(length).saturating_sub(point.min(0)) > MOST_DIGITS as i64 {
            return Err(Rule::Capacity {
                built_in: "decimal",
                limit: "4096 digits",
            });
        }
        let zeros = |count: i64| "0".repeat(usize::try_from(count).unwrap_or(0));
        Ok(Cow::Owned(if point <= 0 {
            format!("{sign}0.{}{digits}", zeros(-point))
        } else if point >= length {
            format!("{sign}{digits}{}", zeros(point - length))
        } else {
            let (whole, fraction) = digits.split_at(usize::try_from(point).unwrap_or(0));
            format!("{sign}{whole}.{fraction}")
        }))
    }

    /// The number as text of `xs:integer`: one without a fraction or exponent part, so that `1.0` is none (OpenAPI 3.0.3,
    /// section 4.4, *Data Types*).
    ///
    /// # Errors
    /// [`Rule::Lexical`] for any other.
    #[inline]
    pub fn integer(self) -> Result<&'a str, Rule> {
        if self.0.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
            Ok(self.0)
        } else {
            Err(Rule::Lexical { built_in: "integer" })
        }
    }

    fn parts(self) -> Parts<'a> {
        let (mantissa, exponent) = self.0.split_once(['e', 'E']).unwrap_or((self.0, "0"));
        let (sign, unsigned) = match mantissa.strip_prefix('-') {
            Some(unsigned) => ("-", unsigned),
            None => ("", mantissa),
        };
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let written = match fraction {
            "" => Cow::Borrowed(whole),
            _ => Cow::Owned([whole, fraction].concat()),
        };
        let digits = written.trim_start_matches('0');
        let leading = (written.len() - digits.len()) as i64;
        let digits = digits.trim_end_matches('0').to_owned();
        if digits.is_empty() {
            let (digits, point) = ("0".to_owned(), 1);
            return Parts {
                sign: "",
                digits,
                point,
            };
        }
        // An exponent beyond an i64 is as far beyond every limit as the greatest one.
        let exponent = match exponent.strip_prefix('-') {
            Some(exponent) => exponent.parse().map_or(i64::MIN, |exponent: i64| -exponent),
            None => exponent.trim_start_matches('+').parse().unwrap_or(i64::MAX),
        };
        let point = exponent.saturating_add(whole.len() as i64 - leading);
        Parts { sign, digits, point }
    }
}

/// A number as `0.digits × 10^point`.
struct Parts<'a> {
    sign: &'a str,
    /// Without zeros at the ends; `0` for zero.
    digits: String,
    point: i64,
}
