//! Mixed content: character data among the child elements (XSD 1.0 Part 1, section 3.4.2, `mixed`).

use std::fmt;

use super::char_data::push_lines;
use super::error::ReadError;
use super::reader::{Ahead, Reader};
use super::text::TextWriter;
use super::token::reference;
use super::{InvalidValue, Rule, Value, Writer};

/// The character data of mixed content: pieces of text, each with the number of child elements that stand before it.
///
/// ```
/// let mut text = fk_runtime::xml::MixedText::from("Se ");
/// text.push(1, " och ");
/// text.push(2, ".");
/// assert_eq!(text.pieces().collect::<Vec<_>>(), [(0, "Se "), (1, " och "), (2, ".")]);
/// ```
///
/// `Debug` shows how many pieces there are: text among elements may be personal, and no contract says what it is.
#[derive(Clone, Default, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct MixedText {
    /// By the number of elements before, none of them empty.
    pieces: Vec<(usize, String)>,
}

impl MixedText {
    /// No text at all.
    #[must_use]
    pub const fn new() -> Self {
        Self { pieces: Vec::new() }
    }

    /// Adds text behind so many child elements, and behind the text that stands there already.
    pub fn push(&mut self, elements: usize, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.pieces.binary_search_by_key(&elements, |(before, _)| *before) {
            Ok(at) => self.pieces[at].1.push_str(text),
            Err(at) => self.pieces.insert(at, (elements, text.to_owned())),
        }
    }

    /// The pieces in order, each with the number of child elements before it.
    pub fn pieces(&self) -> impl Iterator<Item = (usize, &str)> {
        self.pieces.iter().map(|(before, text)| (*before, text.as_str()))
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// All text, put together.
    #[must_use]
    pub fn text(&self) -> String {
        self.pieces.iter().map(|(_, text)| text.as_str()).collect()
    }
}

/// Text before all child elements, or where there are none.
impl From<&str> for MixedText {
    fn from(text: &str) -> Self {
        let mut mixed = Self::new();
        mixed.push(0, text);
        mixed
    }
}

impl From<String> for MixedText {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl FromIterator<(usize, String)> for MixedText {
    fn from_iter<I: IntoIterator<Item = (usize, String)>>(pieces: I) -> Self {
        let mut mixed = Self::new();
        for (elements, text) in pieces {
            mixed.push(elements, &text);
        }
        mixed
    }
}

impl fmt::Debug for MixedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MixedText({} pieces, ***)", self.pieces.len())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for MixedText {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pieces = Vec::<(usize, String)>::deserialize(deserializer)?;
        Ok(pieces.into_iter().collect())
    }
}

/// The text of an open element of mixed content, while it is read.
#[derive(Debug, Default)]
pub(super) struct OpenText {
    elements: usize,
    text: MixedText,
    /// What [`Reader::end_mixed`] is told.
    outer: Option<usize>,
    /// What the declaration of the element says of its value.
    said: Option<Value>,
}

impl OpenText {
    /// The text as the declaration has it: an element with nothing in it has the declared value, and a fixed one is that
    /// text and no element (XSD 1.0 Part 1, section 3.3.4, clauses 5.1 and 5.2.2).
    fn into_said(self) -> Result<MixedText, Rule> {
        match self.said {
            Some(said) if self.elements == 0 && self.text.is_empty() => Ok(MixedText::from(said.text())),
            Some(said) => said
                .admit_text(self.elements, &self.text.text())
                .map(|()| self.text),
            None => Ok(self.text),
        }
    }
}

impl Reader<'_> {
    /// Begins the content of the element at hand, which is mixed: character data is kept from here on.
    pub fn mixed(&mut self) {
        let outer = self.begin_mixed();
        self.texts.push(OpenText {
            outer,
            said: self.assessment.value(),
            ..OpenText::default()
        });
    }

    /// The character data of the element at hand, all children of which have been read.
    ///
    /// # Errors
    /// What is not well-formed in it; it is not what the element's declaration fixes.
    pub fn mixed_text(&mut self) -> Result<MixedText, ReadError> {
        // Text may stand behind the last child.
        self.start_ahead()?;
        // It was pushed when the element's content began, by the same emitted code.
        let open = self.texts.pop().unwrap_or_default();
        self.end_mixed(open.outer);
        open.into_said()
            .map_err(|rule| ReadError::value("", rule, self.tokens.pos))
    }

    /// Looks at what stands ahead in mixed content.
    #[cold]
    pub(super) fn look_in_mixed(&mut self) -> Result<Ahead, ReadError> {
        if self.empty {
            return Ok(Ahead::End);
        }
        let mut text = String::new();
        let ahead = loop {
            let at = self.tokens.pos;
            match (self.tokens.byte(at), self.tokens.byte(at + 1)) {
                (Some(b'<'), Some(b'/')) => break Ahead::End,
                (Some(b'<'), Some(b'!' | b'?')) => {
                    if !self.tokens.skip_misc()? {
                        push_lines(&mut text, self.cdata()?);
                    }
                }
                (Some(b'<'), _) => {
                    self.tokens.start_tag()?;
                    break Ahead::Start;
                }
                (Some(b'&'), _) => {
                    let (c, length) = reference(&self.tokens.text[at..])
                        .map_err(|reason| ReadError::malformed(reason, at))?;
                    text.push(c);
                    self.tokens.pos += length;
                }
                (Some(_), _) => push_lines(&mut text, self.run()?),
                (None, _) => return self.tokens.malformed("the document ends inside an element", at),
            }
        };
        if let Some(open) = self.texts.last_mut() {
            open.text.push(open.elements, &text);
            open.elements += usize::from(matches!(ahead, Ahead::Start));
        }
        Ok(ahead)
    }
}

/// Where the elements begin in content that we have written, of which none is in another.
///
/// What we write has no tags of empty elements, no comments, and double quotes alone around attributes.
fn starts_of_children(content: &str) -> Vec<usize> {
    let bytes = content.as_bytes();
    let (mut starts, mut depth, mut at) = (Vec::new(), 0_usize, 0);
    while let Some(start) = memchr::memchr(b'<', &bytes[at..]).map(|found| at + found) {
        at = match bytes.get(start + 1) {
            Some(b'?') => content[start..]
                .find("?>")
                .map_or(bytes.len(), |end| start + end + 2),
            Some(b'/') => {
                depth = depth.saturating_sub(1);
                end_of_tag(bytes, start)
            }
            _ => {
                if depth == 0 {
                    starts.push(start);
                }
                depth += 1;
                end_of_tag(bytes, start)
            }
        };
    }
    starts
}

/// Behind the `>` of a tag: in the value of an attribute there may be others.
fn end_of_tag(bytes: &[u8], mut at: usize) -> usize {
    let mut is_in_value = false;
    while let Some(found) = memchr::memchr2(b'"', b'>', &bytes[at..]) {
        at += found + 1;
        match bytes[at - 1] {
            b'"' => is_in_value = !is_in_value,
            _ if !is_in_value => return at,
            _ => {}
        }
    }
    bytes.len()
}

impl Writer {
    /// The children of the element at hand, whose content is mixed, as `write` writes them, and its character data
    /// among them.
    ///
    /// # Errors
    /// What `write` refuses; text that would stand behind more children than there are, or that holds a character
    /// which XML forbids; content that the element's declaration does not admit, or would replace when it is read.
    pub fn mixed(
        &mut self,
        text: &MixedText,
        write: impl FnOnce(&mut Self) -> Result<(), InvalidValue>,
    ) -> Result<(), InvalidValue> {
        let said = self.assessment.value();
        self.close_tag();
        let begin = self.out.len();
        write(self)?;
        let refused = |rule| InvalidValue::new("", rule);
        if let Some(said) = said {
            let elements = starts_of_children(&self.out[begin..]).len();
            said.admit_written(elements, &text.text()).map_err(refused)?;
        }
        if text.is_empty() {
            return Ok(());
        }
        let children = self.out.split_off(begin);
        let starts = starts_of_children(&children);
        let mut copied = 0;
        for (elements, piece) in text.pieces() {
            let to = match starts.get(elements) {
                Some(start) => *start,
                None if elements == starts.len() => children.len(),
                None => {
                    return Err(refused(Rule::TextBehind {
                        elements,
                        actual: starts.len(),
                    }));
                }
            };
            self.out.push_str(&children[copied..to]);
            copied = to;
            TextWriter::content(&mut self.out, &mut self.declared)
                .push_text(piece)
                .map_err(refused)?;
        }
        self.out.push_str(&children[copied..]);
        Ok(())
    }
}
