//! `xs:hexBinary` and `xs:base64Binary` (XSD 1.0 Part 2, sections 3.2.15 and 3.2.16).

use std::cmp::Ordering;
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::xml::{Identity, Measured, Name, Rule, Scope, Simple, TextWriter, WhiteSpace, XSD};

macro_rules! binary {
    ($($(#[$doc:meta])* $type:ident $name:literal $read:ident $write:ident $respell:ident;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub struct $type(Vec<u8>);

            impl $type {
                /// The octets.
                #[must_use]
                pub fn as_bytes(&self) -> &[u8] {
                    &self.0
                }

                /// The octets.
                #[must_use]
                pub fn into_inner(self) -> Vec<u8> {
                    self.0
                }
            }

            impl Simple for $type {
                const TYPE: Name = Name(XSD, $name);
                const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;

                fn parse(text: &str, _: &dyn Scope) -> Result<Self, Rule> {
                    $read(text).map(Self).ok_or(Rule::Lexical { built_in: $name })
                }

                fn format(&self, out: &mut TextWriter<'_>) -> Result<(), Rule> {
                    $write(&self.0, out.buffer());
                    Ok(())
                }

                fn spellings(&self) -> Box<dyn Iterator<Item = String> + '_> {
                    Box::new($respell(&self.0).into_iter())
                }

                fn identify(&self, out: &mut Identity) {
                    out.push_text($name, self);
                }
            }

            impl Measured for $type {
                fn compare(&self, other: &Self) -> Option<Ordering> {
                    (self == other).then_some(Ordering::Equal)
                }

                fn length(&self) -> Option<u64> {
                    Some(self.0.len() as u64)
                }
            }

            impl From<Vec<u8>> for $type {
                fn from(octets: Vec<u8>) -> Self {
                    Self(octets)
                }
            }

            impl From<&[u8]> for $type {
                fn from(octets: &[u8]) -> Self {
                    Self(octets.to_vec())
                }
            }

            impl From<$type> for Vec<u8> {
                fn from(value: $type) -> Self {
                    value.0
                }
            }

            impl AsRef<[u8]> for $type {
                fn as_ref(&self) -> &[u8] {
                    &self.0
                }
            }

            /// The number of octets; the octets may be a document, or a picture of one.
            impl fmt::Debug for $type {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(f, "{}({} octets)", stringify!($type), self.0.len())
                }
            }

            impl fmt::Display for $type {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    $crate::xml::checks::display(self, f)
                }
            }

            text_forms!($type);
        )*
    };
}

binary! {
    /// `xs:hexBinary`: octets as pairs of hexadecimal digits, written in capitals.
    HexBinary "hexBinary" read_hex write_hex lower_hex;
    /// `xs:base64Binary`: octets as base64 (RFC 2045).
    ///
    /// Read as erratum E2-54 to XSD 1.0 has it: single spaces may stand between the characters, there is padding,
    /// and the bits that it leaves over are zero.
    Base64Binary "base64Binary" read_base64 write_base64 no_other_text;
}

fn read_hex(text: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    let octets = pairs
        .iter()
        .map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?))
        .collect();
    if rest.is_empty() { octets } else { None }
}

fn write_hex(octets: &[u8], out: &mut String) {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
    ];
    out.reserve(2 * octets.len());
    for octet in octets {
        out.push(DIGITS[usize::from(octet >> 4)]);
        out.push(DIGITS[usize::from(octet & 0xF)]);
    }
}

fn lower_hex(octets: &[u8]) -> Option<String> {
    let mut text = String::new();
    write_hex(octets, &mut text);
    Some(text.to_ascii_lowercase())
}

fn read_base64(text: &str) -> Option<Vec<u8>> {
    if text.contains(' ') {
        STANDARD.decode(text.replace(' ', "")).ok()
    } else {
        STANDARD.decode(text).ok()
    }
}

fn write_base64(octets: &[u8], out: &mut String) {
    STANDARD.encode_string(octets, out);
}

fn no_other_text(_: &[u8]) -> Option<String> {
    None
}
