//! The tokeniser: start tags, end tags, comments and processing instructions, checked for well-formedness.
//!
//! It works on decoded text and keeps byte offsets alone; nothing is copied but attribute values that hold
//! references. Line, column and path are worked out only when something is wrong.

use super::attributes::RawAttribute;
use super::bindings::{Bindings, Uri};
use super::chars::{self, is_nc_name, is_space, nc_name_length};
use super::error::{ReadError, ReadErrorKind, shown};
use super::limits::Limits;
use super::name::Name;

/// A start tag as it stands in the document.
#[derive(Clone, Copy, Debug)]
pub(super) struct StartTag<'a> {
    /// Offset of the `<`.
    pub(super) at: usize,
    /// The name as written, prefix included.
    pub(super) raw: &'a str,
    pub(super) local: &'a str,
    pub(super) uri: Uri,
    /// `<name/>`
    pub(super) empty: bool,
    /// How many declarations were in scope outside it.
    pub(super) outer: usize,
}

/// The text of a document and how far it has been read.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    pub(super) text: &'a str,
    pub(super) pos: usize,
    /// The start tag that was read last. It stays in its place: moving it for every element would take longer than
    /// reading it.
    pub(super) tag: StartTag<'a>,
    pub(super) bindings: Bindings<'a>,
    pub(super) attributes: Vec<RawAttribute<'a>>,
    pub(super) limits: Limits,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str, limits: Limits) -> Self {
        Self {
            text,
            pos: 0,
            tag: StartTag {
                at: 0,
                raw: "",
                local: "",
                uri: Uri::None,
                empty: false,
                outer: 0,
            },
            bindings: Bindings::new(),
            attributes: Vec::new(),
            limits,
        }
    }

    pub(super) fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.bytes().get(at).copied()
    }

    pub(super) fn starts(&self, with: &str) -> bool {
        self.bytes()[self.pos..].starts_with(with.as_bytes())
    }

    #[cold]
    pub(super) fn malformed<T>(&self, reason: &'static str, at: usize) -> Result<T, ReadError> {
        Err(ReadError::malformed(reason, at))
    }

    pub(super) fn skip_space(&mut self) {
        while self.byte(self.pos).is_some_and(is_space) {
            self.pos += 1;
        }
    }

    /// Reads the start tag at `pos` into `tag`, and goes behind it: name, attributes, declarations.
    pub(super) fn start_tag(&mut self) -> Result<(), ReadError> {
        let at = self.pos;
        let outer = self.bindings.len();
        let (prefix, local, next) = self.qname(at + 1)?;
        let raw = &self.text[at + 1..next];
        self.attributes.clear();
        let (empty, end) = match self.byte(next) {
            Some(b'>') => (false, next),
            _ => self.attributes_from(next)?,
        };
        self.pos = end + 1;
        let Some(uri) = self.bindings.resolve(prefix) else {
            return self.malformed("a prefix is used that is not declared", at);
        };
        self.tag = StartTag {
            at,
            raw,
            local,
            uri,
            empty,
            outer,
        };
        Ok(())
    }

    /// Whether `<name>` stands at `pos`, in just that spelling, as nearly all tags do. If so, goes behind it as
    /// [`Self::start_tag`] does, whose short cut this is.
    #[inline]
    pub(super) fn plain_start_tag(&mut self, name: &Name) -> bool {
        let at = self.pos;
        let end = at + 1 + name.1.len();
        let Some([b'<', local @ .., b'>']) = self.bytes().get(at..=end) else {
            return false;
        };
        let uri = self.bindings.default_namespace();
        if local != name.1.as_bytes() || !self.bindings.is(uri, name.0.uri) {
            return false;
        }
        self.attributes.clear();
        self.pos = end + 1;
        self.tag = StartTag {
            at,
            raw: name.1,
            local: name.1,
            uri,
            empty: false,
            outer: self.bindings.len(),
        };
        true
    }

    /// Whether the start tag that was read last is that of `name`.
    #[inline]
    pub(super) fn is_tag(&mut self, name: &Name) -> bool {
        self.tag.local == name.1 && self.bindings.is(self.tag.uri, name.0.uri)
    }

    /// The name in the start tag that was read last, as errors show it.
    #[cold]
    pub(super) fn shown_tag(&self) -> String {
        shown(self.bindings.uri(self.tag.uri), self.tag.local)
    }

    /// Reads a qualified name at `at`; gives prefix, local part and the offset behind it.
    pub(super) fn qname(&self, at: usize) -> Result<(&'a str, &'a str, usize), ReadError> {
        let rest = &self.text[at..];
        let Some(first) = nc_name_length(rest) else {
            return self.malformed("a name was expected", at);
        };
        if self.byte(at + first) != Some(b':') {
            return Ok(("", &rest[..first], at + first));
        }
        let (prefix, rest) = (&rest[..first], &rest[first + 1..]);
        match nc_name_length(rest) {
            Some(second) => Ok((prefix, &rest[..second], at + first + 1 + second)),
            None => self.malformed("a name was expected", at),
        }
    }

    fn name_end(&self, from: usize) -> usize {
        let rest = &self.bytes()[from..];
        from + rest
            .iter()
            .position(|byte| chars::NAME[usize::from(*byte)] == chars::OUTSIDE)
            .unwrap_or(rest.len())
    }

    /// Whether `</raw>` stands at `pos`, in just that spelling, as nearly all end tags do. If so, goes behind it as
    /// [`Self::end_tag`] does, whose short cut this is.
    #[inline]
    pub(super) fn plain_end_tag(&mut self, raw: &str) -> bool {
        let end = self.pos + raw.len() + 3;
        let Some([b'<', b'/', name @ .., b'>']) = self.bytes().get(self.pos..end) else {
            return false;
        };
        if name != raw.as_bytes() {
            return false;
        }
        self.pos = end;
        true
    }

    /// Skips the end tag at `pos`, which must be that of `raw`.
    pub(super) fn end_tag(&mut self, raw: &str) -> Result<(), ReadError> {
        let at = self.pos;
        let name = at + 2;
        let mut next = name + raw.len();
        if self.bytes().get(name..next) != Some(raw.as_bytes()) {
            return self.malformed("an end tag does not match its start tag", at);
        }
        while self.byte(next).is_some_and(is_space) {
            next += 1;
        }
        if self.byte(next) != Some(b'>') {
            return self.malformed("an end tag does not match its start tag", at);
        }
        self.pos = next + 1;
        Ok(())
    }

    /// Skips the comment or processing instruction at `pos`; `false` when there is neither.
    pub(super) fn skip_misc(&mut self) -> Result<bool, ReadError> {
        if self.starts("<!--") {
            let start = self.pos + 4;
            let Some(length) = self.text[start..].find("--") else {
                return self.malformed("a comment is not closed", self.pos);
            };
            self.check_chars(start, start + length)?;
            if self.byte(start + length + 2) != Some(b'>') {
                return self.malformed("`--` may not stand in a comment", start + length);
            }
            self.pos = start + length + 3;
            Ok(true)
        } else if self.starts("<?") {
            self.processing_instruction().map(|_| true)
        } else if self.starts("<!DOCTYPE") {
            Err(ReadError::new(ReadErrorKind::Doctype, self.pos))
        } else {
            Ok(false)
        }
    }

    /// Reads the processing instruction at `pos`: target and data.
    pub(super) fn processing_instruction(&mut self) -> Result<(&'a str, &'a str), ReadError> {
        let start = self.pos + 2;
        let target = &self.text[start..self.name_end(start)];
        if !is_nc_name(target) {
            return self.malformed("a processing instruction has no target", start);
        }
        if target.eq_ignore_ascii_case("xml") {
            return self.malformed(
                "an XML declaration may stand only at the very beginning",
                self.pos,
            );
        }
        let data = start + target.len();
        let Some(length) = self.text[data..].find("?>") else {
            return self.malformed("a processing instruction is not closed", self.pos);
        };
        if length > 0 && !self.byte(data).is_some_and(is_space) {
            return self.malformed(
                "white space was expected after the target of a processing instruction",
                data,
            );
        }
        self.check_chars(data, data + length)?;
        self.pos = data + length + 2;
        Ok((
            target,
            self.text[data..data + length].trim_start_matches(|c: char| u8::try_from(c).is_ok_and(is_space)),
        ))
    }

    /// Refuses characters that XML forbids between two offsets.
    pub(super) fn check_chars(&self, from: usize, to: usize) -> Result<(), ReadError> {
        // All of ASCII from the space on is allowed, and most text is nothing else. Without a way out of the loop, many
        // octets are looked at together.
        let other = |octet: &u8| !(b' '..=0x7F).contains(octet);
        if !self.bytes()[from..to]
            .iter()
            .fold(false, |seen, octet| seen | other(octet))
        {
            return Ok(());
        }
        match self.text[from..to]
            .char_indices()
            .find(|(_, c)| !chars::is_char(*c))
        {
            Some((at, _)) => self.malformed("a character that XML forbids", from + at),
            None => Ok(()),
        }
    }
}

/// The character that the reference at the start of `text` stands for, and the reference's length.
///
/// # Errors
/// What is wrong with it. Only the five predefined entities exist, since no DTD is read.
pub(super) fn reference(text: &str) -> Result<(char, usize), &'static str> {
    let length = text
        .as_bytes()
        .iter()
        .take(64)
        .position(|byte| *byte == b';')
        .ok_or("`&` begins no reference")?
        + 1;
    let code = match &text[1..length - 1] {
        "lt" => return Ok(('<', length)),
        "gt" => return Ok(('>', length)),
        "amp" => return Ok(('&', length)),
        "quot" => return Ok(('"', length)),
        "apos" => return Ok(('\'', length)),
        name => match name.strip_prefix('#') {
            Some(number) => match number.strip_prefix('x') {
                Some(hex) if hex.bytes().all(|b| b.is_ascii_hexdigit()) => u32::from_str_radix(hex, 16),
                None if number.bytes().all(|b| b.is_ascii_digit()) => number.parse(),
                _ => return Err("a character reference is not a number"),
            },
            None => return Err("an entity that is not one of the five predefined ones"),
        },
    };
    let c = code.ok().and_then(char::from_u32).filter(|c| chars::is_char(*c));
    c.map(|c| (c, length))
        .ok_or("a reference to a character that XML forbids")
}
