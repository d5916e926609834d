//! `xs:float` and `xs:double` (XSD 1.0 Part 2, sections 3.2.4 and 3.2.5).

use std::cmp::Ordering;
use std::fmt::Write as _;
use std::hash::{Hash, Hasher};

use super::digits::{MOST_DIGITS, all_digits, split_sign};
use crate::xml::{Identity, Measured, Name, Rule, Scope, Simple, TextWriter, WhiteSpace, XSD};

/// Whether the text is a mantissa with an optional exponent. Rust reads more than that: `inf`, `+NaN`, `1_0` not,
/// but names in any case.
fn is_number(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (_, unsigned) = split_sign(mantissa);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = |text: &str| text.is_empty() || all_digits(text);
    digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(|exponent| all_digits(split_sign(exponent).1))
}

macro_rules! floating_point {
    ($($(#[$doc:meta])* $type:ident($float:ident) $name:literal;)*) => {
        $(
            $(#[$doc])*
            ///
            /// Equality is that of XSD's value space: NaN equals itself, and there is one zero.
            #[derive(Clone, Copy)]
            pub struct $type($float);

            impl $type {
                /// The number.
                #[must_use]
                pub const fn get(self) -> $float {
                    self.0
                }
            }

            impl From<$float> for $type {
                fn from(value: $float) -> Self {
                    Self(value)
                }
            }

            impl From<$type> for $float {
                fn from(value: $type) -> Self {
                    value.0
                }
            }

            impl PartialEq for $type {
                fn eq(&self, other: &Self) -> bool {
                    self.0 == other.0 || self.0.is_nan() && other.0.is_nan()
                }
            }

            impl Eq for $type {}

            impl Hash for $type {
                fn hash<H: Hasher>(&self, state: &mut H) {
                    // One zero and one NaN, as in `eq`.
                    let one = if self.0 == 0.0 { 0.0 } else if self.0.is_nan() { $float::NAN } else { self.0 };
                    one.to_bits().hash(state);
                }
            }

            impl Simple for $type {
                const TYPE: Name = Name(XSD, $name);
                const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;

                /// A number beyond the greatest becomes infinite, as IEEE 754 rounds it.
                fn parse(text: &str, _: &dyn Scope) -> Result<Self, Rule> {
                    match text {
                        "INF" => Ok(Self($float::INFINITY)),
                        "-INF" => Ok(Self($float::NEG_INFINITY)),
                        "NaN" => Ok(Self($float::NAN)),
                        _ if !is_number(text) => Err(Rule::Lexical { built_in: $name }),
                        _ if text.len() > MOST_DIGITS => {
                            Err(Rule::Capacity { built_in: $name, limit: "4096 characters" })
                        }
                        _ => text.parse().map(Self).map_err(|_| Rule::Lexical { built_in: $name }),
                    }
                }

                fn format(&self, out: &mut TextWriter<'_>) -> Result<(), Rule> {
                    if self.0.is_nan() {
                        out.push_plain("NaN");
                    } else if self.0.is_infinite() {
                        out.push_plain(if self.0 > 0.0 { "INF" } else { "-INF" });
                    } else {
                        // The canonical form has a digit on each side of the point: `1.0E0`.
                        let text = format!("{:E}", self.0);
                        let (mantissa, exponent) = text.split_once('E').unwrap_or((&text, "0"));
                        let point = if mantissa.contains('.') { "" } else { ".0" };
                        // Writing to a string does not fail.
                        let _ = write!(out.buffer(), "{mantissa}{point}E{exponent}");
                    }
                    Ok(())
                }

                fn identify(&self, out: &mut Identity) {
                    out.push_text($name, &if self.0 == 0.0 { Self(0.0) } else { *self });
                }

                fn spellings(&self) -> Box<dyn Iterator<Item = String> + '_> {
                    if !self.0.is_finite() {
                        return Box::new(std::iter::empty());
                    }
                    let fixed = (1..=9)
                        .map(|digits| format!("{:.digits$}", self.0))
                        .filter(|text| text.parse() == Ok(self.0));
                    Box::new([format!("{}", self.0), format!("{:E}", self.0)].into_iter().chain(fixed))
                }
            }

            impl Measured for $type {
                fn compare(&self, other: &Self) -> Option<Ordering> {
                    if self == other { Some(Ordering::Equal) } else { self.0.partial_cmp(&other.0) }
                }
            }

            text_forms!($type);
            shown_as_text!($type);
        )*
    };
}

floating_point! {
    /// `xs:float`: IEEE 754 in 32 bits.
    Float(f32) "float";
    /// `xs:double`: IEEE 754 in 64 bits.
    Double(f64) "double";
}
