//! Codes that BankID may add to.

use std::fmt;

/// A code that this version of the toolkit does not know, as BankID wrote it.
///
/// It is shown when it looks like a code: at most 64 letters and digits of ASCII. Anything else is kept, but appears in
/// no error and no log: nobody knows what it is.
#[derive(Clone, Eq, Hash, PartialEq)]
pub struct Code(String);

impl Code {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The code, whatever it looks like.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_code = self.0.len() <= 64
            && self.0.starts_with(|first: char| first.is_ascii_alphabetic())
            && self.0.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if is_code {
            f.write_str(&self.0)
        } else {
            write!(f, "({} bytes that are no code)", self.0.len())
        }
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({self})")
    }
}

/// An enumeration of codes, with a variant for those that are not known. Compared without case.
macro_rules! codes {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident {
            $($(#[$variant_attribute:meta])* $variant:ident = $code:literal,)*
        }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_attribute])* $variant,)*
            /// One that is not known here.
            Other($crate::bankid::Code),
        }

        impl $name {
            pub(super) fn of(code: &str) -> Self {
                $(if code.eq_ignore_ascii_case($code) {
                    return Self::$variant;
                })*
                Self::Other($crate::bankid::Code::new(code))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $(Self::$variant => f.write_str($code),)*
                    Self::Other(code) => code.fmt(f),
                }
            }
        }
    };
}

pub(super) use codes;
