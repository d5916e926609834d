//! Whole documents: bytes in and typed value out, and back.

use std::io::{Read, Write};

use super::any_type::Anything;
use super::chars::is_space;
use super::content::Root;
use super::declaration::Assessment;
use super::error::{ReadError, ReadErrorKind};
use super::ids::Ids;
use super::reader::Reader;
use super::token::Tokens;
use super::{ANYTHING, InvalidValue, Limits, Name, Rule, Simple, Writer};

/// What can be read from a whole document: a root element's type, or a choice among versions of one.
pub trait Document: Sized {
    /// Reads a whole document that has been decoded.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    fn from_text(text: &str, limits: Limits) -> Result<Self, ReadError>;
}

/// What can be written as a whole document.
pub trait ToDocument {
    /// The document, which is its own Canonical XML 1.0.
    ///
    /// # Errors
    /// As [`to_vec`].
    fn to_text(&self) -> Result<String, InvalidValue>;
}

impl<T: Root> Document for T {
    fn from_text(text: &str, limits: Limits) -> Result<Self, ReadError> {
        document(text, limits, root::<T>)
    }
}

impl<T: Root> ToDocument for T {
    fn to_text(&self) -> Result<String, InvalidValue> {
        Writer::document(|writer| {
            writer.anything = T::ANYTHING;
            writer.declared_or_not(T::DECLARATION, |writer| writer.one(&T::NAME, self))
        })
    }
}

/// Reads a whole document, with `read` for its root element, whose start tag has been read.
pub(super) fn document<T>(
    text: &str,
    limits: Limits,
    read: impl Fn(&mut Reader<'_>) -> Result<T, ReadError>,
) -> Result<T, ReadError> {
    let done = Reader::new(text, limits).root(&read);
    done.map_err(|error| with_path(error, text, limits, read))
}

/// The error with its path. That no ID follows on a reference is known at the end alone, when the way to the reference is
/// forgotten.
#[cold]
fn with_path<T>(
    error: ReadError,
    text: &str,
    limits: Limits,
    read: impl Fn(&mut Reader<'_>) -> Result<T, ReadError>,
) -> ReadError {
    if error.rule() != Some(&Rule::NoSuchId) {
        return error;
    }
    let mut again = Reader::new(text, limits);
    again.tokens.bindings.ids.expect_dangling(error.offset());
    again.root(read).err().unwrap_or(error)
}

/// Reads the root element of a document, whose start tag has been read.
pub(super) fn root<T: Root>(reader: &mut Reader<'_>) -> Result<T, ReadError> {
    if reader.tokens.is_tag(const { &T::NAME }) {
        reader.anything = T::ANYTHING;
        return reader.declared_or_not(T::DECLARATION, |reader| reader.content(const { &T::NAME }, None));
    }
    let kind = ReadErrorKind::WrongRoot {
        expected: T::NAME,
        found: reader.tokens.shown_tag(),
    };
    Err(ReadError::new(kind, reader.tokens.tag.at))
}

/// Reads a document from bytes in UTF-8, UTF-16 or the encoding that its XML declaration names.
///
/// # Errors
/// The first thing that is wrong with the document: where, and which rule.
pub fn from_slice<T: Document>(bytes: &[u8]) -> Result<T, ReadError> {
    from_slice_with(bytes, Limits::default())
}

/// [`from_slice`] with other limits.
///
/// # Errors
/// As [`from_slice`].
pub fn from_slice_with<T: Document>(bytes: &[u8], limits: Limits) -> Result<T, ReadError> {
    if bytes.len() > limits.size() {
        return Err(ReadError::new(
            ReadErrorKind::TooLarge { limit: limits.size() },
            0,
        ));
    }
    let text =
        super::encoding::decode(bytes).map_err(|error| ReadError::new(ReadErrorKind::Encoding(error), 0))?;
    T::from_text(&text, limits)
}

/// Reads a document from text. An encoding named in an XML declaration is of no importance any more.
///
/// # Errors
/// As [`from_slice`].
pub fn from_str<T: Document>(text: &str) -> Result<T, ReadError> {
    T::from_text(text.strip_prefix('\u{FEFF}').unwrap_or(text), Limits::default())
}

/// Reads a document from a reader, to its end. No more than the size limit is taken in.
///
/// # Errors
/// As [`from_slice`], and what the reader reports.
pub fn from_reader<T: Document>(reader: impl Read) -> Result<T, ReadError> {
    from_reader_with(reader, Limits::default())
}

/// [`from_reader`] with other limits.
///
/// # Errors
/// As [`from_reader`].
pub fn from_reader_with<T: Document>(reader: impl Read, limits: Limits) -> Result<T, ReadError> {
    let mut bytes = Vec::new();
    let most = u64::try_from(limits.size()).unwrap_or(u64::MAX).saturating_add(1);
    reader
        .take(most)
        .read_to_end(&mut bytes)
        .map_err(|error| ReadError::new(ReadErrorKind::Io(error), 0))?;
    from_slice_with(&bytes, limits)
}

/// The element that is reached from the root element `root` by the first child of each name in `path`, and nothing
/// else of the document: what follows is not read, what comes before is not checked. `None` when it is not there, its
/// value is not one of `T`, or `path` is empty.
///
/// For telling which document it is that something else is wrong with.
#[must_use]
pub fn peek<T: Simple>(bytes: &[u8], root: &Name, path: &'static [Name]) -> Option<T> {
    let limits = Limits::default();
    let text = super::encoding::decode(bytes).ok()?;
    let mut reader = Reader::new(&text, limits);
    reader.tokens.xml_declaration().ok()?;
    reader.misc().ok()?;
    if reader.tokens.byte(reader.tokens.pos) != Some(b'<') {
        return None;
    }
    reader.tokens.start_tag().ok()?;
    if !reader.tokens.is_tag(root) {
        return None;
    }
    for name in path {
        reader.find_child(name)?;
    }
    reader.content(path.last()?, None).ok()
}

/// Writes a document as UTF-8 bytes that are their own Canonical XML 1.0: no XML declaration, no superfluous
/// declaration or reference, explicit end tags.
///
/// # Errors
/// A value that the contract does not admit and its Rust type could not hold back: the number of repetitions, and
/// characters that XML forbids. With its path. Nothing invalid is ever written.
pub fn to_vec<T: ToDocument>(root: &T) -> Result<Vec<u8>, InvalidValue> {
    to_string(root).map(String::into_bytes)
}

/// [`to_vec`], as text.
///
/// # Errors
/// As [`to_vec`].
pub fn to_string<T: ToDocument>(root: &T) -> Result<String, InvalidValue> {
    root.to_text()
}

/// [`to_vec`], into a writer. Nothing is written unless the whole document is right.
///
/// # Errors
/// As [`to_vec`] (as [`std::io::ErrorKind::InvalidInput`]), and what the writer reports.
pub fn to_writer<T: ToDocument>(mut writer: impl Write, root: &T) -> std::io::Result<()> {
    let text =
        to_string(root).map_err(|error| std::io::Error::new(std::io::ErrorKind::InvalidInput, error))?;
    writer.write_all(text.as_bytes())
}

impl Reader<'_> {
    /// Goes into the element at hand, and on to its first child `name`, which is then the one at hand.
    fn find_child(&mut self, name: &Name) -> Option<()> {
        self.enter().ok()?;
        while !self.at(name).ok()? {
            self.any_optional(&ANYTHING).ok()??;
        }
        Some(())
    }

    /// Reads, as part of what is assessed, a text of our own making; gives its IDs.
    pub(super) fn of_part(
        text: &str,
        assessment: &mut Assessment,
        anything: &'static Anything,
        read: impl FnOnce(&mut Reader<'_>) -> Result<(), ReadError>,
    ) -> Result<Ids, ReadError> {
        // The limits are for documents of others. The value is in memory already, under whatever limits it was read.
        let none = Limits::default()
            .with_depth(usize::MAX)
            .with_size(usize::MAX)
            .with_attributes(usize::MAX);
        let mut reader = Reader::new(text, none);
        reader.anything = anything;
        reader.assessment.tracker = assessment.tracker.take();
        reader.assessment.update();
        let done = reader.part(read);
        assessment.tracker = reader.assessment.tracker;
        done.map(|()| reader.tokens.bindings.ids)
    }

    /// Reads a document around its root element, whose start tag has been read when `read` takes it in.
    pub(crate) fn root<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        self.part(|reader| {
            let root = read(reader)?;
            match reader.tokens.bindings.ids.dangling() {
                Some(place) => Err(ReadError::value("IDREF", Rule::NoSuchId, place)),
                None => Ok(root),
            }
        })
    }

    /// [`Self::root`] for what is part of a document: the IDs that it refers to may stand elsewhere in it.
    pub(super) fn part<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        let text = self.tokens.text;
        self.root_unlocated(read).map_err(|error| error.located(text))
    }

    fn root_unlocated<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        let limit = self.tokens.limits.size();
        if self.tokens.text.len() > limit {
            return Err(ReadError::new(ReadErrorKind::TooLarge { limit }, 0));
        }
        self.tokens.xml_declaration()?;
        self.misc()?;
        if self.tokens.byte(self.tokens.pos) != Some(b'<') {
            return self
                .tokens
                .malformed("the document has no root element", self.tokens.pos);
        }
        self.tokens.start_tag()?;
        let root = read(self)?;
        self.misc()?;
        if self.tokens.pos < self.tokens.text.len() {
            return self
                .tokens
                .malformed("something stands behind the root element", self.tokens.pos);
        }
        Ok(root)
    }

    fn misc(&mut self) -> Result<(), ReadError> {
        loop {
            self.tokens.skip_space();
            if !self.tokens.skip_misc()? {
                return Ok(());
            }
        }
    }
}

impl Tokens<'_> {
    /// Skips the XML declaration (XML 1.0, production 23), when there is one.
    pub(super) fn xml_declaration(&mut self) -> Result<(), ReadError> {
        if !self.starts("<?xml") || !self.byte(5).is_some_and(is_space) {
            return Ok(());
        }
        let Some(end) = self.text.find("?>") else {
            return self.malformed("the XML declaration is not closed", 0);
        };
        let mut rest = &self.text[5..end];
        let mut last = 0;
        while !rest.trim_ascii_start().is_empty() {
            let Some((rank, value, after)) = pseudo_attribute(rest) else {
                return self.malformed("the XML declaration is malformed", 0);
            };
            let good = match rank {
                1 => value
                    .strip_prefix("1.")
                    .is_some_and(|v| !v.is_empty() && v.bytes().all(|b| b.is_ascii_digit())),
                2 => {
                    value.starts_with(|c: char| c.is_ascii_alphabetic())
                        && value
                            .bytes()
                            .all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
                }
                _ => value == "yes" || value == "no",
            };
            if rank <= last || (last == 0 && rank != 1) || !good {
                return self.malformed("the XML declaration is malformed", 0);
            }
            last = rank;
            rest = after;
        }
        if last == 0 {
            return self.malformed("the XML declaration names no version", 0);
        }
        self.pos = end + 2;
        Ok(())
    }
}

/// White space, a name, `=`, a quoted value: its rank in the declaration's order, the value, what follows.
fn pseudo_attribute(text: &str) -> Option<(u8, &str, &str)> {
    let body = text
        .strip_prefix(|c: char| u8::try_from(c).is_ok_and(is_space))?
        .trim_ascii_start();
    let (name, body) = body.split_once('=')?;
    let rank = match name.trim_ascii_end() {
        "version" => 1,
        "encoding" => 2,
        "standalone" => 3,
        _ => return None,
    };
    let body = body.trim_ascii_start();
    let quote = body.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, after) = body[1..].split_once(quote)?;
    Some((rank, value, after))
}
