//! What the fields of generated types are read with, in the order of the contract.

use super::content::{Content, First, Group, Occurs};
use super::error::{ReadError, ReadErrorKind};
use super::reader::Reader;
use super::{Name, Rule, Simple, WhiteSpace};

impl Reader<'_> {
    /// A value that was read at `at`, unless what it says of the whole document is wrong.
    #[inline]
    pub(super) fn judged<T: Simple>(&mut self, value: T, at: usize) -> Result<T, Rule> {
        if T::NOTES {
            self.judge(at)?;
        }
        Ok(value)
    }

    /// Judges what the value at `at` said of the whole document.
    #[inline(never)]
    pub(super) fn judge(&mut self, at: usize) -> Result<(), Rule> {
        let ids = &mut self.tokens.bindings.ids;
        if ids.has_notes() { ids.judge(at) } else { Ok(()) }
    }

    /// The text of the element at hand, as a value.
    ///
    /// # Errors
    /// Its value breaks a rule, or elements stand in it.
    pub fn value<T: Simple>(&mut self) -> Result<T, ReadError> {
        if self.assessment.active {
            self.assessed_value()
        } else {
            self.plain_value()
        }
    }

    /// An element of simple content: no attributes, and a value.
    #[inline]
    pub(super) fn simple<T: Simple>(&mut self) -> Result<T, ReadError> {
        if self.assessment.active | !self.tokens.attributes.is_empty() {
            self.assessed_simple()
        } else {
            self.plain_value()
        }
    }

    /// [`Self::value`] of an element of which nothing is said.
    #[inline]
    fn plain_value<T: Simple>(&mut self) -> Result<T, ReadError> {
        let at = self.tokens.pos;
        let (text, scope) = self.text(T::WHITE_SPACE)?;
        let parsed = T::parse(&text, scope);
        drop(text);
        match parsed.and_then(|value| self.judged(value, at)) {
            Ok(value) => Ok(value),
            Err(rule) => Err(ReadError::value(T::TYPE.1, rule, at)),
        }
    }

    /// An element that must stand here.
    ///
    /// # Errors
    /// Something else stands here, or what is wrong inside it.
    #[inline]
    pub fn one<T: Content>(&mut self, name: &'static Name) -> Result<T, ReadError> {
        if self.at(name)? {
            self.content(name, None)
        } else {
            Err(self.expected(&[First::Element(*name)]))
        }
    }

    /// An element that may stand here.
    ///
    /// # Errors
    /// What is wrong inside it.
    #[inline]
    pub fn optional<T: Content>(&mut self, name: &'static Name) -> Result<Option<T>, ReadError> {
        if self.at(name)? {
            self.content(name, None).map(Some)
        } else {
            Ok(None)
        }
    }

    /// An element that stands here repeatedly.
    ///
    /// # Errors
    /// Too few, or what is wrong inside one.
    pub fn repeated<T: Content>(&mut self, name: &'static Name, occurs: Occurs) -> Result<Vec<T>, ReadError> {
        let mut values = Vec::new();
        while occurs.has_room(values.len()) && self.at(name)? {
            values.push(self.content(name, Some(values.len() + 1))?);
        }
        if values.len() < occurs.min() as usize {
            return Err(self.expected(&[First::Element(*name)]));
        }
        Ok(values)
    }

    /// A group that must stand here.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn group<G: Group>(&mut self) -> Result<G, ReadError> {
        G::read(self)
    }

    /// A group that may stand here.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn group_optional<G: Group>(&mut self) -> Result<Option<G>, ReadError> {
        if self.first(G::FIRST)?.is_some() {
            G::read(self).map(Some)
        } else {
            Ok(None)
        }
    }

    /// A group that stands here repeatedly.
    ///
    /// # Errors
    /// Too few, or what is wrong inside one.
    pub fn group_repeated<G: Group>(&mut self, occurs: Occurs) -> Result<Vec<G>, ReadError> {
        let mut values = Vec::new();
        while occurs.has_room(values.len()) && self.first(G::FIRST)?.is_some() {
            values.push(G::read(self)?);
        }
        if values.len() < occurs.min() as usize {
            return Err(self.expected(G::FIRST));
        }
        Ok(values)
    }

    /// Which of the things that a choice can begin with stands here, by position in `first`.
    ///
    /// # Errors
    /// None of them.
    pub fn choose(&mut self, first: &[First]) -> Result<usize, ReadError> {
        match self.first(first)? {
            Some(index) => Ok(index),
            None => Err(self.expected(first)),
        }
    }

    /// The error for a place where the contract demands something, but lets nothing stand: a choice without
    /// alternatives, or an abstract element that no other stands in for.
    #[cold]
    #[must_use]
    pub fn nothing(&mut self) -> ReadError {
        match self.start_ahead() {
            Ok(_) => self.expected(&[]),
            Err(error) => error,
        }
    }

    /// Checks that the element at hand holds nothing at all, not even white space.
    ///
    /// # Errors
    /// Text or an element stands in it.
    pub fn empty(&mut self) -> Result<(), ReadError> {
        let at = self.tokens.pos;
        let (text, _) = self.text(WhiteSpace::Preserve)?;
        if text.is_empty() {
            Ok(())
        } else {
            Err(ReadError::new(ReadErrorKind::UnexpectedText, at))
        }
    }
}
