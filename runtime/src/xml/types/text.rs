//! `String` and the text types below it (XSD 1.0 Part 2, sections 3.2.1 and 3.3.1 to 3.3.12).

use std::cmp::Ordering;
use std::fmt;

use super::name_characters::{is_name, is_ncname, is_nmtoken};
use crate::xml::{Measured, Name, Rule, Scope, Simple, TextWriter, WhiteSpace, XSD};

impl Simple for String {
    const TYPE: Name = Name(XSD, "string");
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Preserve;

    #[inline]
    fn parse(text: &str, _: &dyn Scope) -> Result<Self, Rule> {
        Ok(text.to_owned())
    }

    #[inline]
    fn format(&self, out: &mut TextWriter<'_>) -> Result<(), Rule> {
        out.push_text(self)
    }
}

impl Measured for String {
    fn compare(&self, other: &Self) -> Option<Ordering> {
        (self == other).then_some(Ordering::Equal)
    }

    fn length(&self) -> Option<u64> {
        Some(characters(self))
    }
}

#[cfg(feature = "serde")]
impl crate::xml::serde_text::JsonForm for String {}

/// The length of text in characters, as XSD counts: code points, neither octets nor UTF-16 units.
pub(super) fn characters(text: &str) -> u64 {
    text.chars().count() as u64
}

/// A newtype around text with the conversions of all text types, for texts that `$admits`.
macro_rules! text_type {
    ($($(#[$doc:meta])* $type:ident $name:literal $white_space:ident $admits:expr $(=> $role:ident)?;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub struct $type(String);

            impl $type {
                /// The text.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    &self.0
                }

                /// The text.
                #[must_use]
                pub fn into_inner(self) -> String {
                    self.0
                }
            }

            impl Simple for $type {
                const TYPE: Name = Name(XSD, $name);
                const WHITE_SPACE: WhiteSpace = WhiteSpace::$white_space;
                $(const NOTES: bool = !stringify!($role).is_empty();)?
                // xs:ID, which no other has for its name.
                const IS_ID: bool = matches!($name.as_bytes(), b"ID");

                #[inline]
                fn parse(text: &str, scope: &dyn Scope) -> Result<Self, Rule> {
                    let admits: fn(&str) -> bool = $admits;
                    if !admits(text) {
                        return Err(Rule::Lexical { built_in: $name });
                    }
                    $($crate::xml::types::id_use::$role(text, scope)?;)?
                    let _ = scope;
                    Ok(Self(text.to_owned()))
                }

                #[inline]
                fn format(&self, out: &mut TextWriter<'_>) -> Result<(), Rule> {
                    $($crate::xml::types::id_use::$role(&self.0, &out.scope())?;)?
                    out.push_text(&self.0)
                }

                fn identify(&self, out: &mut $crate::xml::Identity) {
                    // All of them are restrictions of xs:string, but for one.
                    out.push_text(if $name == "anyURI" { $name } else { "string" }, self);
                }
            }

            impl Measured for $type {
                fn compare(&self, other: &Self) -> Option<Ordering> {
                    (self == other).then_some(Ordering::Equal)
                }

                fn length(&self) -> Option<u64> {
                    Some($crate::xml::types::text::characters(&self.0))
                }
            }

            impl AsRef<str> for $type {
                fn as_ref(&self) -> &str {
                    &self.0
                }
            }

            impl From<$type> for String {
                fn from(value: $type) -> Self {
                    value.0
                }
            }

            impl fmt::Display for $type {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.pad(&self.0)
                }
            }

            impl fmt::Debug for $type {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.debug_tuple(stringify!($type)).field(&self.0).finish()
                }
            }

            text_forms!($type);
        )*
    };
}
pub(super) use text_type;

text_type! {
    /// `xs:normalizedString`: text in which each tab, line feed and carriage return has become a space.
    NormalizedString "normalizedString" Replace |_| true;
    /// `xs:token`: text without spaces at the ends and with single spaces inside.
    Token "token" Collapse |_| true;
    /// `xs:language`: a language tag such as `sv` or `en-GB` (RFC 3066).
    Language "language" Collapse is_language;
    /// `xs:NMTOKEN`: characters of names, at least one.
    NmToken "NMTOKEN" Collapse is_nmtoken;
    /// `xs:Name`: a name as XML 1.0 has it.
    NameString "Name" Collapse is_name;
    /// `xs:NCName`: a name without a colon.
    NcName "NCName" Collapse is_ncname;
    /// `xs:ID`: the name of its element, one of a kind in the document, which is judged when a document is read or written.
    Id "ID" Collapse is_ncname => id;
    /// `xs:IDREF`: a reference to an `xs:ID` of the same document, which is judged when a document is read or written.
    IdRef "IDREF" Collapse is_ncname => reference;
    /// `xs:ENTITY`: the name of an unparsed entity. Only a document type declaration could declare one, and none is ever
    /// read: so a document that holds one is refused, and so is writing one.
    Entity "ENTITY" Collapse is_ncname => entity;
}

fn is_language(text: &str) -> bool {
    text.split('-').enumerate().all(|(position, part)| {
        let admits = |byte: u8| byte.is_ascii_alphabetic() || position > 0 && byte.is_ascii_digit();
        (1..=8).contains(&part.len()) && part.bytes().all(admits)
    })
}
