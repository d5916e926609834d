//! `xs:all`: elements that each stand once at most, in any order (XSD 1.0 Part 1, section 3.8.4).

use super::Name;
use super::content::{Content, First, Group};
use super::error::{ReadError, ReadErrorKind};
use super::reader::Reader;

impl Reader<'_> {
    /// Which of the members of an `all` stands here, by position in `members`; `None` when none does.
    ///
    /// # Errors
    /// What stands here is neither an element nor the end.
    pub fn next_of_all(&mut self, members: &[First]) -> Result<Option<usize>, ReadError> {
        self.first(members)
    }

    /// An element of an `all`, which stands here.
    ///
    /// # Errors
    /// It stood before already; what is wrong inside it.
    pub fn once<T: Content>(&mut self, name: &'static Name, value: &mut Option<T>) -> Result<(), ReadError> {
        self.refuse_second(value)?;
        *value = Some(self.one(name)?);
        Ok(())
    }

    /// A substitution group in an `all`, of which an element stands here.
    ///
    /// # Errors
    /// One stood before already; what is wrong inside it.
    pub fn once_group<G: Group>(&mut self, value: &mut Option<G>) -> Result<(), ReadError> {
        self.refuse_second(value)?;
        *value = Some(self.group()?);
        Ok(())
    }

    /// A required member of an `all`, at the end.
    ///
    /// # Errors
    /// It did not stand there.
    pub fn found<T>(&mut self, value: Option<T>, member: &[First]) -> Result<T, ReadError> {
        value.ok_or_else(|| self.expected(member))
    }

    fn refuse_second<T>(&mut self, value: &Option<T>) -> Result<(), ReadError> {
        if value.is_none() {
            return Ok(());
        }
        let found = self.tokens.shown_tag();
        let at = self.tokens.tag.at;
        Err(ReadError::new(ReadErrorKind::UnexpectedElement { found }, at))
    }
}
