//! The fields of an object.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::bounds::Count;
use super::error::{ReadErrorKind, Segment, shown};
use super::{Additional, Kind, ReadError, Reader, Value, Writer};
use crate::xml::{InvalidValue, Rule};

/// A field as the contract declares it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Field {
    name: &'static str,
    count: Count,
    personal: bool,
}

impl Field {
    /// The field `name`. One that cannot be written without escapes is refused where the constant is made.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        let mut at = 0;
        while at < name.len() {
            let byte = name.as_bytes()[at];
            assert!(
                byte >= 0x20 && byte != b'"' && byte != b'\\',
                "a name that needs escapes"
            );
            at += 1;
        }
        Self {
            name,
            count: Count::ANY,
            personal: false,
        }
    }

    /// The same, an array of at least `min` items (`minItems`).
    #[must_use]
    pub const fn at_least(mut self, min: u32) -> Self {
        self.count.min = min;
        self
    }

    /// The same, an array of at most `max` items (`maxItems`).
    #[must_use]
    pub const fn at_most(mut self, max: u32) -> Self {
        self.count.max = max;
        self
    }

    /// The same, with a value that is personal data here, whatever its type: [`super::to_string_without_personal_data`]
    /// leaves it out.
    #[must_use]
    pub const fn personal(mut self) -> Self {
        self.personal = true;
        self
    }

    /// The name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Checks the number of items, when the value is an array.
    #[inline]
    fn check<T: Value>(&self, value: &T) -> Result<(), Rule> {
        value.items().map_or(Ok(()), |actual| self.count.check(actual))
    }
}

/// Reads the fields of one object by their numbers in [`super::Object::FIELDS`].
#[derive(Debug)]
pub struct FieldReader<'r, 'a> {
    reader: &'r mut Reader<'a>,
    fields: &'static [Field],
    /// The token of the object.
    object: usize,
    /// Where its slots begin.
    base: usize,
    /// The names of fields that are not declared.
    additional: Vec<u32>,
}

impl<'r, 'a> FieldReader<'r, 'a> {
    /// Finds the fields of the object at hand.
    pub(super) fn open(
        reader: &'r mut Reader<'a>,
        fields: &'static [Field],
        additional: Additional,
    ) -> Result<Self, ReadError> {
        reader.expect(Kind::Object)?;
        let object = reader.at;
        let base = reader.slots.len();
        reader.slots.resize(base + fields.len(), 0);
        let mut opened = Self {
            reader,
            fields,
            object,
            base,
            additional: Vec::new(),
        };
        opened.find(additional)?;
        Ok(opened)
    }

    fn find(&mut self, additional: Additional) -> Result<(), ReadError> {
        let tape = &self.reader.tape;
        let slots = &mut self.reader.slots[self.base..];
        let end = tape.end(self.object);
        let mut name = self.object + 1;
        // Most documents have the order of the contract: the field behind the last one is looked at first, then those
        // that follow it.
        let mut likely = 0;
        while name < end {
            let found = match self.fields.get(likely) {
                Some(field) if tape.is(name, field.name) => Some(likely),
                _ => {
                    let name = tape.string(name);
                    let (before, behind) = self.fields.split_at(likely);
                    let is_it = |field: &Field| field.name == name;
                    match behind.iter().position(is_it) {
                        Some(position) => Some(likely + position),
                        None => before.iter().position(is_it),
                    }
                }
            };
            match (found, additional) {
                (Some(index), _) if slots[index] == 0 => {
                    slots[index] = name as u32 + 1;
                    likely = index + 1;
                }
                (Some(_), _) => return Err(self.reader.duplicate(name)),
                (None, Additional::Kept) => self.additional.push(name as u32),
                (None, Additional::Refused) => {
                    let found = shown(&tape.string(name));
                    let kind = ReadErrorKind::UnknownField { found };
                    return Err(ReadError::new(kind, tape.offset(name)));
                }
            }
            name = tape.next(name + 1);
        }
        Ok(())
    }

    /// A field that must be there.
    ///
    /// # Errors
    /// It is missing, or what is wrong with its value.
    #[inline]
    pub fn one<T: Value>(&mut self, index: usize) -> Result<T, ReadError> {
        match self.reader.slots[self.base + index] {
            0 => Err(self.missing(index)),
            token => self.value(index, token),
        }
    }

    /// A field that may be absent.
    ///
    /// # Errors
    /// What is wrong with its value; `null`, unless `T` admits it.
    #[inline]
    pub fn optional<T: Value>(&mut self, index: usize) -> Result<Option<T>, ReadError> {
        match self.reader.slots[self.base + index] {
            0 => Ok(None),
            token => self.value(index, token).map(Some),
        }
    }

    /// The fields that are not declared.
    ///
    /// # Errors
    /// A name that stands twice, or what is wrong with a value.
    pub fn additional<T: Value>(&mut self) -> Result<BTreeMap<String, T>, ReadError> {
        let mut entries = BTreeMap::new();
        for name in std::mem::take(&mut self.additional) {
            self.reader.at = name as usize + 1;
            let number = entries.len() + 1;
            let value = T::read(self.reader).map_err(|error| error.inside(Segment::Entry(number)))?;
            self.reader.insert(&mut entries, name as usize, value)?;
        }
        Ok(entries)
    }

    #[inline]
    fn value<T: Value>(&mut self, index: usize, token: u32) -> Result<T, ReadError> {
        let field = &self.fields[index];
        self.reader.at = token as usize;
        let value = match T::read(self.reader) {
            Ok(value) => value,
            Err(error) => return Err(error.inside_field(field.name)),
        };
        match field.check(&value) {
            Ok(()) => Ok(value),
            Err(rule) => {
                self.reader.at = token as usize;
                Err(self.reader.broken("", rule).inside_field(field.name))
            }
        }
    }

    #[cold]
    fn missing(&self, index: usize) -> ReadError {
        let expected = self.fields[index].name;
        let kind = ReadErrorKind::MissingField { expected };
        ReadError::new(kind, self.reader.tape.offset(self.object))
    }

    pub(super) fn close(self) {
        self.reader.slots.truncate(self.base);
    }

    /// That a rule between fields is broken: it stands at the field whose rule it is.
    #[cold]
    pub(super) fn broken(&self, invalid: InvalidValue) -> ReadError {
        let path = invalid.path().to_owned();
        let first = path.split('/').next().unwrap_or("");
        let index = self.fields.iter().position(|field| field.name == first);
        let token = index.map_or(0, |index| self.reader.slots[self.base + index] as usize);
        let token = if token == 0 { self.object } else { token };
        let error = ReadError::new(invalid.into(), self.reader.tape.offset(token));
        let segments = path.rsplit('/').filter(|segment| !segment.is_empty());
        segments.fold(error, |error, segment| {
            error.inside(Segment::Field(Cow::Owned(segment.to_owned())))
        })
    }
}

/// Writes the fields of one object by their numbers in [`super::Object::FIELDS`].
#[derive(Debug)]
pub struct FieldWriter<'w> {
    writer: &'w mut Writer,
    fields: &'static [Field],
    /// The field that a choice wants to see the value of.
    watched: Option<&'static str>,
    count: usize,
}

impl<'w> FieldWriter<'w> {
    pub(super) fn open(writer: &'w mut Writer, fields: &'static [Field]) -> Self {
        writer.push("{");
        let watched = writer.watched.take();
        Self {
            writer,
            fields,
            watched,
            count: 0,
        }
    }

    pub(super) fn close(self) {
        self.writer.push("}");
    }

    /// A field that must be there.
    ///
    /// # Errors
    /// What is wrong with its value, with the path.
    #[inline]
    pub fn one<T: Value>(&mut self, index: usize, value: &T) -> Result<(), InvalidValue> {
        let field = &self.fields[index];
        self.separate();
        self.writer.push_plain(field.name);
        self.writer.push(":");
        if field.personal && self.writer.is_abridged() {
            self.writer.push_omitted();
            return Ok(());
        }
        let start = self.writer.len();
        if let Err(rule) = field.check(value) {
            return Err(InvalidValue::new("", rule).inside(field.name));
        }
        if let Err(error) = value.write(self.writer) {
            return Err(error.inside(field.name));
        }
        if self.watched == Some(field.name) {
            self.writer.seen = Some(start..self.writer.len());
        }
        Ok(())
    }

    /// A field that may be absent.
    ///
    /// # Errors
    /// As [`Self::one`].
    #[inline]
    pub fn optional<T: Value>(&mut self, index: usize, value: Option<&T>) -> Result<(), InvalidValue> {
        value.map_or(Ok(()), |value| self.one(index, value))
    }

    /// The fields that are not declared.
    ///
    /// # Errors
    /// [`Rule::Wildcard`] for one that is declared, or what is wrong with a value.
    pub fn additional<T: Value>(&mut self, entries: &BTreeMap<String, T>) -> Result<(), InvalidValue> {
        for (position, (name, value)) in entries.iter().enumerate() {
            let inside = |error: InvalidValue| error.inside(format_args!("{{{}}}", position + 1));
            if self.fields.iter().any(|field| field.name == name) {
                return Err(inside(InvalidValue::new("", Rule::Wildcard)));
            }
            self.separate();
            self.writer.name(name);
            self.writer.push(":");
            value.write(self.writer).map_err(inside)?;
        }
        Ok(())
    }

    /// The fields that are not declared, where they are personal data, names and values: in a document that is made
    /// without, one field with nothing of them stands for all.
    ///
    /// # Errors
    /// As [`Self::additional`].
    pub fn personal_additional<T: Value>(
        &mut self,
        entries: &BTreeMap<String, T>,
    ) -> Result<(), InvalidValue> {
        if !self.writer.is_abridged() {
            return self.additional(entries);
        }
        if !entries.is_empty() {
            self.separate();
            self.writer.push_omitted();
            self.writer.push(":");
            self.writer.push_omitted();
        }
        Ok(())
    }

    #[inline]
    fn separate(&mut self) {
        if self.count > 0 {
            self.writer.push(",");
        }
        self.count += 1;
    }
}
