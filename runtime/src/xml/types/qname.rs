//! `xs:QName` and `xs:NOTATION` (XSD 1.0 Part 2, sections 3.2.18 and 3.2.19).

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::name_characters::is_ncname;
use crate::xml::{Identity, InvalidValue, Measured, Name, Rule, Scope, Simple, TextWriter, WhiteSpace, XSD};

macro_rules! qualified_name {
    ($($(#[$doc:meta])* $type:ident $name:literal;)*) => {
        $(
            $(#[$doc])*
            ///
            /// Outside a document it is written and read as `{namespace}local`, or as `local` when it is in no
            /// namespace. The prefix that it was read with is kept as a hint for writing it; two names are equal
            /// when namespace and local part are, whatever the prefix.
            #[derive(Clone)]
            pub struct $type {
                namespace: String,
                local: String,
                prefix: String,
            }

            impl $type {
                /// A name; `namespace` is empty for a name in no namespace.
                ///
                /// # Errors
                /// [`Rule::Lexical`] when `local` is no NCName.
                pub fn new(namespace: &str, local: &str) -> Result<Self, InvalidValue> {
                    Self::build(namespace, local, "").map_err(|rule| InvalidValue::new($name, rule))
                }

                /// The same name with another prefix to prefer when it is written.
                ///
                /// # Errors
                /// [`Rule::Lexical`] when `prefix` is neither empty nor an NCName.
                pub fn with_prefix(mut self, prefix: &str) -> Result<Self, InvalidValue> {
                    if !prefix.is_empty() && !is_ncname(prefix) {
                        return Err(InvalidValue::new($name, Rule::Lexical { built_in: $name }));
                    }
                    prefix.clone_into(&mut self.prefix);
                    Ok(self)
                }

                /// The namespace name; empty for a name in no namespace.
                #[must_use]
                pub fn namespace(&self) -> &str {
                    &self.namespace
                }

                /// The local part.
                #[must_use]
                pub fn local(&self) -> &str {
                    &self.local
                }

                /// The prefix preferred when the name is written; may be empty.
                #[must_use]
                pub fn prefix_hint(&self) -> &str {
                    &self.prefix
                }

                fn build(namespace: &str, local: &str, prefix: &str) -> Result<Self, Rule> {
                    if !is_ncname(local) {
                        return Err(Rule::Lexical { built_in: $name });
                    }
                    Ok(Self { namespace: namespace.into(), local: local.into(), prefix: prefix.into() })
                }

                fn parts(&self) -> (&str, &str) {
                    (&self.namespace, &self.local)
                }
            }

            impl Simple for $type {
                const TYPE: Name = Name(XSD, $name);
                const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;
                const SCOPED: bool = true;

                fn parse(text: &str, scope: &dyn Scope) -> Result<Self, Rule> {
                    if text.starts_with('{') && !scope.is_document() {
                        return Self::from_literal(text);
                    }
                    let (prefix, local) = text.split_once(':').unwrap_or(("", text));
                    let has_prefix = prefix.len() + local.len() < text.len();
                    if has_prefix && !is_ncname(prefix) || !is_ncname(local) {
                        return Err(Rule::Lexical { built_in: $name });
                    }
                    let namespace = scope.namespace(prefix).ok_or(Rule::UndeclaredPrefix)?;
                    Self::build(namespace, local, prefix)
                }

                fn format(&self, out: &mut TextWriter<'_>) -> Result<(), Rule> {
                    out.push_qname(&self.namespace, &self.local, &self.prefix)
                }

                fn identify(&self, out: &mut Identity) {
                    out.push_text($name, self);
                }
            }

            impl Measured for $type {
                fn compare(&self, other: &Self) -> Option<Ordering> {
                    (self == other).then_some(Ordering::Equal)
                }

                fn from_literal(text: &str) -> Result<Self, Rule> {
                    let (namespace, local) = match text.strip_prefix('{') {
                        Some(rest) => rest.split_once('}').ok_or(Rule::Lexical { built_in: $name })?,
                        None => ("", text),
                    };
                    Self::build(namespace, local, "")
                }
            }

            impl PartialEq for $type {
                fn eq(&self, other: &Self) -> bool {
                    self.parts() == other.parts()
                }
            }

            impl Eq for $type {}

            impl PartialOrd for $type {
                fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                    Some(self.cmp(other))
                }
            }

            impl Ord for $type {
                fn cmp(&self, other: &Self) -> Ordering {
                    self.parts().cmp(&other.parts())
                }
            }

            impl Hash for $type {
                fn hash<H: Hasher>(&self, state: &mut H) {
                    self.parts().hash(state);
                }
            }

            impl fmt::Display for $type {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    match self.parts() {
                        ("", local) => f.pad(local),
                        (namespace, local) => f.pad(&format!("{{{namespace}}}{local}")),
                    }
                }
            }

            impl fmt::Debug for $type {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.debug_tuple(stringify!($type)).field(&format_args!("{self}")).finish()
                }
            }

            text_forms!($type);
        )*
    };
}

qualified_name! {
    /// `xs:QName`: the name of something, with its namespace. One without a prefix is in the default namespace.
    QName "QName";
    /// `xs:NOTATION`: the name of a notation, which only a restriction with an enumeration makes usable.
    NotationName "NOTATION";
}
