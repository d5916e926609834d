//! Values that remember how they were written.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use crate::xml::{Identity, Measured, Name, Rule, Scope, Simple, TextWriter, WhiteSpace};

/// A value of the simple type `V` which, read, remembers its text: for where a pattern does not admit the canonical one,
/// and the value does not tell which other it has to be. Of `P18M` under the pattern `P\d+M`, the value is a year and a half.
///
/// Two values are equal when they are so without their texts.
#[derive(Clone)]
pub struct Spelled<V> {
    value: V,
    /// As it was read, unless that is the canonical text.
    text: Option<Box<str>>,
}

impl<V> Spelled<V> {
    /// The value.
    #[must_use]
    pub fn into_value(self) -> V {
        self.value
    }
}

impl<V> Deref for Spelled<V> {
    type Target = V;

    fn deref(&self) -> &V {
        &self.value
    }
}

impl<V> From<V> for Spelled<V> {
    fn from(value: V) -> Self {
        Self { value, text: None }
    }
}

impl<T> From<Vec<T>> for Spelled<super::List<T>> {
    fn from(items: Vec<T>) -> Self {
        super::List::from(items).into()
    }
}

impl<V: Simple> Spelled<V> {
    fn of(value: V, text: &str) -> Self {
        // The prefix of a name means something in its place alone.
        if V::SCOPED {
            return value.into();
        }
        let mut canonical = String::new();
        let written = value.format(&mut TextWriter::plain(&mut canonical));
        let is_canonical = written.is_ok() && canonical == text;
        Self {
            value,
            text: (!is_canonical).then(|| text.into()),
        }
    }
}

impl<V: Simple> Simple for Spelled<V> {
    const TYPE: Name = V::TYPE;
    const WHITE_SPACE: WhiteSpace = V::WHITE_SPACE;
    const PERSONAL: bool = V::PERSONAL;
    const SCOPED: bool = V::SCOPED;
    const NOTES: bool = V::NOTES;
    const IS_ID: bool = V::IS_ID;
    const MEMBERS: &'static [Name] = V::MEMBERS;

    fn parse(text: &str, scope: &dyn Scope) -> Result<Self, Rule> {
        V::parse(text, scope).map(|value| Self::of(value, text))
    }

    fn format(&self, out: &mut TextWriter<'_>) -> Result<(), Rule> {
        self.value.format(out)
    }

    fn spellings(&self) -> Box<dyn Iterator<Item = String> + '_> {
        let read = self.text.iter().map(|text| text.to_string());
        Box::new(read.chain(self.value.spellings()))
    }

    fn identify(&self, out: &mut Identity) {
        self.value.identify(out);
    }

    fn member_to_name(&self) -> Option<Name> {
        self.value.member_to_name()
    }
}

impl<V: Measured> Measured for Spelled<V> {
    fn compare(&self, other: &Self) -> Option<Ordering> {
        self.value.compare(&other.value)
    }

    fn length(&self) -> Option<u64> {
        self.value.length()
    }

    fn digits(&self) -> Option<(u64, u64)> {
        self.value.digits()
    }

    fn is_zero(&self) -> bool {
        self.value.is_zero()
    }

    fn is_multiple_of(&self, divisor: &Self) -> bool {
        self.value.is_multiple_of(&divisor.value)
    }

    fn check_capacity(&self) -> Result<(), Rule> {
        self.value.check_capacity()
    }

    fn facet_text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.value.facet_text(text)
    }

    fn from_literal(text: &str) -> Result<Self, Rule> {
        V::from_literal(text).map(|value| Self::of(value, text))
    }
}

impl<V: PartialEq> PartialEq for Spelled<V> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<V: Eq> Eq for Spelled<V> {}

impl<V: Hash> Hash for Spelled<V> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

impl<V: std::fmt::Debug> std::fmt::Debug for Spelled<V> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.value.fmt(f)
    }
}

#[cfg(feature = "serde")]
impl<V: Measured> crate::xml::serde_text::JsonForm for Spelled<V> {}
