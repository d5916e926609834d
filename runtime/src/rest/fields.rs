//! Names with single values as text: the parameters of an operation, and forms.

use std::fmt;

use crate::xml::{self, InvalidValue, Rule, Simple};

/// Names with single values.
pub trait Fields: Sized + Send + Sync {
    /// The names, in the order of the contract: number `n` here is number `n` of the reader and the writer.
    const NAMES: &'static [&'static str];

    /// Those of the names whose values are personal data here, whatever their types.
    const PERSONAL: &'static [&'static str] = &[];

    /// Reads the values.
    ///
    /// # Errors
    /// What is missing, or the rule that a value breaks.
    fn read(r: &mut TextReader<'_>) -> Result<Self, FieldError>;

    /// Writes the values.
    ///
    /// # Errors
    /// A value that cannot be written as text.
    fn write(&self, w: &mut TextWriter) -> Result<(), InvalidValue>;
}

/// No values at all.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct NoFields;

impl Fields for NoFields {
    const NAMES: &'static [&'static str] = &[];

    fn read(_: &mut TextReader<'_>) -> Result<Self, FieldError> {
        Ok(Self)
    }

    fn write(&self, _: &mut TextWriter) -> Result<(), InvalidValue> {
        Ok(())
    }
}

/// What is wrong with names and values. No value is shown.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum FieldError {
    /// A name that is not declared. It may be a person's, so it is not shown.
    Unknown {
        /// The names that are.
        expected: &'static [&'static str],
    },
    /// A name that stands twice.
    Twice {
        /// The name.
        name: &'static str,
    },
    /// A required name that is missing.
    Missing {
        /// The name.
        name: &'static str,
    },
    /// A value that breaks a rule.
    Invalid(InvalidValue),
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { expected: [] } => f.write_str("a name is not declared; none is"),
            Self::Unknown { expected } => {
                write!(
                    f,
                    "a name is not declared; expected one of {}",
                    expected.join(", ")
                )
            }
            Self::Twice { name } => write!(f, "{name} stands twice"),
            Self::Missing { name } => write!(f, "{name} is missing"),
            Self::Invalid(invalid) => invalid.fmt(f),
        }
    }
}

impl std::error::Error for FieldError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Invalid(invalid) => Some(invalid),
            _ => None,
        }
    }
}

/// Reads values by the number of their names.
#[derive(Debug)]
pub struct TextReader<'t> {
    names: &'static [&'static str],
    values: Vec<Option<&'t str>>,
}

impl<'t> TextReader<'t> {
    /// Takes in names and values, decoded, as the values of `T`.
    ///
    /// # Errors
    /// A name that `T` does not have, or that stands twice.
    pub fn read<T: Fields>(pairs: impl IntoIterator<Item = (&'t str, &'t str)>) -> Result<T, FieldError> {
        let mut values = vec![None; T::NAMES.len()];
        for (name, value) in pairs {
            let Some(index) = T::NAMES.iter().position(|known| *known == name) else {
                return Err(FieldError::Unknown { expected: T::NAMES });
            };
            if values[index].replace(value).is_some() {
                return Err(FieldError::Twice {
                    name: T::NAMES[index],
                });
            }
        }
        T::read(&mut Self {
            names: T::NAMES,
            values,
        })
    }

    /// A value that must be there.
    ///
    /// # Errors
    /// It is missing, or the rule that it breaks.
    pub fn one<T: Simple>(&mut self, index: usize) -> Result<T, FieldError> {
        self.optional(index)?.ok_or_else(|| FieldError::Missing {
            name: self.name(index),
        })
    }

    /// A value that may be missing.
    ///
    /// # Errors
    /// The rule that it breaks.
    pub fn optional<T: Simple>(&mut self, index: usize) -> Result<Option<T>, FieldError> {
        let Some(text) = self.values.get(index).copied().flatten() else {
            return Ok(None);
        };
        let value = T::parse(text, &());
        value.map(Some).map_err(|rule| {
            let invalid = InvalidValue::new(T::TYPE.local(), rule);
            FieldError::Invalid(invalid.inside(self.name(index)))
        })
    }

    fn name(&self, index: usize) -> &'static str {
        self.names.get(index).copied().unwrap_or_default()
    }
}

/// Collects values by the number of their names.
#[derive(Debug)]
pub struct TextWriter {
    names: &'static [&'static str],
    personal: &'static [&'static str],
    pairs: Vec<Pair>,
}

/// A name with its value.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) name: &'static str,
    pub(super) value: Text,
}

/// The text of a value.
pub(super) enum Text {
    Plain(String),
    Personal(String),
}

impl Text {
    /// What is sent.
    pub(super) fn sent(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Personal(text) => text,
        }
    }

    /// What people may see; `None` when it is left out.
    pub(super) fn shown(&self) -> Option<&str> {
        match self {
            Self::Plain(text) => Some(text),
            Self::Personal(_) => None,
        }
    }
}

/// Nothing of the value.
impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Text(***)")
    }
}

impl TextWriter {
    /// The names and values of `fields`, not encoded, in the order of the contract.
    ///
    /// # Errors
    /// A value that cannot be written as text.
    pub fn write<T: Fields>(fields: &T) -> Result<Vec<(&'static str, String)>, InvalidValue> {
        let pairs = Self::pairs(fields)?.into_iter();
        let pairs = pairs.map(|pair| match pair.value {
            Text::Plain(text) | Text::Personal(text) => (pair.name, text),
        });
        Ok(pairs.collect())
    }

    /// As [`Self::write`], told apart by what people may see.
    pub(super) fn pairs<T: Fields>(fields: &T) -> Result<Vec<Pair>, InvalidValue> {
        let mut writer = Self {
            names: T::NAMES,
            personal: T::PERSONAL,
            pairs: Vec::new(),
        };
        fields.write(&mut writer)?;
        Ok(writer.pairs)
    }

    /// A value that must be there.
    ///
    /// # Errors
    /// It cannot be written as text.
    pub fn one<T: Simple>(&mut self, index: usize, value: &T) -> Result<(), InvalidValue> {
        let name = self.names.get(index).copied().unwrap_or_default();
        let mut text = String::new();
        let invalid = |rule: Rule| InvalidValue::new(T::TYPE.local(), rule).inside(name);
        value
            .format(&mut xml::TextWriter::plain(&mut text))
            .map_err(invalid)?;
        let value = if T::PERSONAL || self.personal.contains(&name) {
            Text::Personal(text)
        } else {
            Text::Plain(text)
        };
        self.pairs.push(Pair { name, value });
        Ok(())
    }

    /// A value that may be missing.
    ///
    /// # Errors
    /// As [`Self::one`].
    pub fn optional<T: Simple>(&mut self, index: usize, value: Option<&T>) -> Result<(), InvalidValue> {
        value.map_or(Ok(()), |value| self.one(index, value))
    }
}
