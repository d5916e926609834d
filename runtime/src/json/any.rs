//! Any value: what a contract leaves open.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use super::document::from_str;
use super::error::Segment;
use super::{Kind, ReadError, Reader, Value, Writer};
use crate::xml::InvalidValue;

/// A value of any kind, kept as JSON: compact, but otherwise as it was written. No object in it has a field twice.
///
/// Two are equal when they are written alike.
#[derive(Clone, Eq, Hash, PartialEq)]
pub struct Any(String);

impl Any {
    /// The value as JSON.
    #[must_use]
    pub fn as_json(&self) -> &str {
        &self.0
    }
}

impl FromStr for Any {
    type Err = ReadError;

    fn from_str(json: &str) -> Result<Self, ReadError> {
        from_str(json)
    }
}

/// Nothing of the value, which may be personal data.
impl fmt::Debug for Any {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Any(***)")
    }
}

/// As text: what keeps a model need not be JSON.
#[cfg(feature = "serde")]
impl serde::Serialize for Any {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Any {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        json.parse().map_err(serde::de::Error::custom)
    }
}

impl Value for Any {
    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        let mut json = String::new();
        reader.compact(reader.at, &mut json)?;
        Ok(Self(json))
    }

    fn write(&self, writer: &mut Writer) -> Result<(), InvalidValue> {
        // What it holds, nobody has said; it may be personal.
        if !writer.omits_personal() {
            writer.push(&self.0);
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// Writes a value as it stands in the document, without the white space between its tokens. It recurses no deeper
    /// than a document may be.
    fn compact(&self, token: usize, out: &mut String) -> Result<(), ReadError> {
        match self.tape.kind(token) {
            Kind::Object => self.compact_object(token, out),
            Kind::Array => self.compact_array(token, out),
            Kind::String => {
                out.push_str(self.tape.quoted(token));
                Ok(())
            }
            _ => {
                out.push_str(self.tape.raw(token));
                Ok(())
            }
        }
    }

    fn compact_object(&self, object: usize, out: &mut String) -> Result<(), ReadError> {
        let end = self.tape.end(object);
        let mut names = BTreeSet::new();
        let mut name = object + 1;
        out.push('{');
        while name < end {
            if !names.is_empty() {
                out.push(',');
            }
            if !names.insert(self.tape.string(name)) {
                return Err(self.duplicate(name));
            }
            out.push_str(self.tape.quoted(name));
            out.push(':');
            self.compact(name + 1, out)
                .map_err(|error| error.inside(Segment::Entry(names.len())))?;
            name = self.tape.next(name + 1);
        }
        out.push('}');
        Ok(())
    }

    fn compact_array(&self, array: usize, out: &mut String) -> Result<(), ReadError> {
        let end = self.tape.end(array);
        let (mut item, mut number) = (array + 1, 1);
        out.push('[');
        while item < end {
            if number > 1 {
                out.push(',');
            }
            self.compact(item, out)
                .map_err(|error| error.inside(Segment::Item(number)))?;
            item = self.tape.next(item);
            number += 1;
        }
        out.push(']');
        Ok(())
    }
}
