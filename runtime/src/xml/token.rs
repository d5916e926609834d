//! The tokeniser: start tags, end tags, comments and processing instructions, checked for well-formedness.
//!
//! It works on decoded text and keeps byte offsets alone; nothing is copied but attribute values that hold
//! references. Line, column and path are worked out only when something is wrong.

use std::borrow::Cow;

use super::bindings::{Binding, Bindings, Uri, XML_URI, XMLNS_URI};
use super::chars::{self, is_nc_name, is_space};
use super::error::{ReadError, ReadErrorKind};
use super::limits::Limits;

/// A start tag as it stands in the document.
#[derive(Clone, Debug)]
pub(super) struct StartTag<'a> {
    /// Offset of the `<`.
    pub(super) at: usize,
    /// The name as written, prefix included.
    pub(super) raw: &'a str,
    pub(super) local: &'a str,
    pub(super) uri: Uri,
    /// `<name/>`
    pub(super) empty: bool,
    /// Offset behind the `>`.
    pub(super) end: usize,
    /// How many declarations were in scope outside it.
    pub(super) outer: usize,
}

/// An attribute as it stands in the document; namespace declarations are not among them.
#[derive(Clone, Debug)]
pub(super) struct RawAttribute<'a> {
    pub(super) prefix: &'a str,
    pub(super) local: &'a str,
    pub(super) uri: Uri,
    /// The text between the quotes, references and line ends as written.
    pub(super) value: &'a str,
    pub(super) at: usize,
}

/// The text of a document and how far it has been read.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    pub(super) text: &'a str,
    pub(super) pos: usize,
    pub(super) bindings: Bindings<'a>,
    pub(super) attributes: Vec<RawAttribute<'a>>,
    pub(super) limits: Limits,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str, limits: Limits) -> Self {
        Self {
            text,
            pos: 0,
            bindings: Bindings::default(),
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

    pub(super) fn malformed<T>(&self, reason: &'static str, at: usize) -> Result<T, ReadError> {
        Err(ReadError::malformed(reason, at))
    }

    pub(super) fn skip_space(&mut self) {
        while self.byte(self.pos).is_some_and(is_space) {
            self.pos += 1;
        }
    }

    /// Reads the start tag at `pos`: name, attributes, declarations. `pos` stays at the `<`.
    pub(super) fn start_tag(&mut self) -> Result<StartTag<'a>, ReadError> {
        let at = self.pos;
        let outer = self.bindings.0.len();
        let (prefix, local, mut next) = self.qname(at + 1)?;
        let raw = &self.text[at + 1..next];
        self.attributes.clear();
        let empty = match self.byte(next) {
            Some(b'>') => false,
            _ => {
                let (empty, end) = self.attributes_from(next)?;
                next = end;
                empty
            }
        };
        let Some(uri) = self.bindings.resolve(prefix) else {
            return self.malformed("a prefix is used that is not declared", at);
        };
        Ok(StartTag {
            at,
            raw,
            local,
            uri,
            empty,
            end: next + 1,
            outer,
        })
    }

    /// Reads a qualified name at `at`; gives prefix, local part and the offset behind it.
    fn qname(&self, at: usize) -> Result<(&'a str, &'a str, usize), ReadError> {
        let first = self.name_end(at);
        let (prefix, local, end) = if self.byte(first) == Some(b':') {
            let end = self.name_end(first + 1);
            (&self.text[at..first], &self.text[first + 1..end], end)
        } else {
            ("", &self.text[at..first], first)
        };
        if (end > first && !is_nc_name(prefix)) || !is_nc_name(local) {
            return self.malformed("a name was expected", at);
        }
        Ok((prefix, local, end))
    }

    fn name_end(&self, from: usize) -> usize {
        let rest = &self.bytes()[from..];
        from + rest
            .iter()
            .position(|byte| !chars::NAME[*byte as usize])
            .unwrap_or(rest.len())
    }

    /// Attributes and declarations from `next` on; gives whether the tag is empty and the offset of its `>`.
    #[inline(never)]
    fn attributes_from(&mut self, mut next: usize) -> Result<(bool, usize), ReadError> {
        let limit = self.limits.attributes();
        let outer = self.bindings.0.len();
        loop {
            let spaced = next;
            while self.byte(next).is_some_and(is_space) {
                next += 1;
            }
            match self.byte(next) {
                Some(b'>') => break self.resolve_attributes().map(|()| (false, next)),
                Some(b'/') if self.byte(next + 1) == Some(b'>') => {
                    break self.resolve_attributes().map(|()| (true, next + 1));
                }
                None => return self.malformed("the document ends inside a tag", next),
                Some(_) if spaced == next => {
                    return self.malformed("white space, `/>` or `>` was expected in a tag", next);
                }
                Some(_) => {}
            }
            let at = next;
            let (prefix, local, end) = self.qname(at)?;
            next = end;
            while self.byte(next).is_some_and(is_space) {
                next += 1;
            }
            if self.byte(next) != Some(b'=') {
                return self.malformed("`=` was expected after the name of an attribute", next);
            }
            next += 1;
            while self.byte(next).is_some_and(is_space) {
                next += 1;
            }
            let quote = match self.byte(next) {
                Some(quote @ (b'"' | b'\'')) => quote,
                _ => {
                    return self.malformed(
                        "a quotation mark was expected before the value of an attribute",
                        next,
                    );
                }
            };
            let start = next + 1;
            let Some(length) = memchr::memchr2(quote, b'<', &self.bytes()[start..]) else {
                return self.malformed("the document ends inside the value of an attribute", start);
            };
            if self.byte(start + length) == Some(b'<') {
                return self.malformed("`<` may not stand in the value of an attribute", start + length);
            }
            let value = &self.text[start..start + length];
            next = start + length + 1;
            if self.attributes.len() + self.bindings.0.len() - outer >= limit {
                return Err(ReadError::new(ReadErrorKind::TooManyAttributes { limit }, at));
            }
            if prefix == "xmlns" || (prefix.is_empty() && local == "xmlns") {
                self.declare(if prefix.is_empty() { "" } else { local }, value, at, outer)?;
            } else {
                self.attributes.push(RawAttribute {
                    prefix,
                    local,
                    uri: Uri::None,
                    value,
                    at,
                });
            }
        }
    }

    /// A namespace declaration (Namespaces in XML 1.0, sections 3 and 2.2).
    fn declare(&mut self, prefix: &'a str, value: &'a str, at: usize, outer: usize) -> Result<(), ReadError> {
        let uri = self.attribute_value(value, at)?;
        if self.bindings.0[outer..]
            .iter()
            .any(|binding| binding.prefix == prefix)
        {
            return self.malformed("a prefix is declared twice on one element", at);
        }
        match prefix {
            "xmlns" => return self.malformed("the prefix xmlns may not be declared", at),
            "xml" if uri != XML_URI => return self.malformed("the prefix xml may not be declared anew", at),
            "xml" => return Ok(()),
            _ if uri == XML_URI || uri == XMLNS_URI => {
                return self.malformed("a reserved namespace may not be declared", at);
            }
            "" => {}
            _ if uri.is_empty() => return self.malformed("a prefix may not be undeclared", at),
            _ => {}
        }
        self.bindings.0.push(Binding { prefix, uri });
        Ok(())
    }

    /// Finds the namespaces of attributes, and refuses two with one name.
    fn resolve_attributes(&mut self) -> Result<(), ReadError> {
        for attribute in &mut self.attributes {
            if !attribute.prefix.is_empty() {
                attribute.uri = self.bindings.resolve(attribute.prefix).ok_or_else(|| {
                    ReadError::malformed("a prefix is used that is not declared", attribute.at)
                })?;
            }
        }
        if self.attributes.len() < 2 {
            return Ok(());
        }
        let mut names: Vec<_> = self
            .attributes
            .iter()
            .map(|a| (a.local, self.bindings.uri(a.uri), a.at))
            .collect();
        names.sort_unstable();
        match names
            .windows(2)
            .find(|pair| (pair[0].0, pair[0].1) == (pair[1].0, pair[1].1))
        {
            Some(pair) => self.malformed("an attribute stands twice on one element", pair[1].2),
            None => Ok(()),
        }
    }

    /// The value of an attribute, normalised as XML 1.0 section 3.3.3 says: white space characters become spaces,
    /// references are replaced.
    pub(super) fn attribute_value(&self, raw: &'a str, at: usize) -> Result<Cow<'a, str>, ReadError> {
        if raw
            .bytes()
            .all(|byte| byte == b' ' || chars::TEXT[byte as usize] == chars::PLAIN)
        {
            return Ok(Cow::Borrowed(raw));
        }
        let mut value = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some(c) = rest.chars().next() {
            match c {
                '&' => {
                    let (replacement, length) =
                        reference(rest).map_err(|reason| ReadError::malformed(reason, at))?;
                    value.push(replacement);
                    rest = &rest[length..];
                    continue;
                }
                // A line end of two characters is one line feed before it becomes a space (section 2.11).
                '\r' if rest.as_bytes().get(1) == Some(&b'\n') => {}
                '\t' | '\n' | '\r' => value.push(' '),
                c if !chars::is_char(c) => return self.malformed("a character that XML forbids", at),
                c => value.push(c),
            }
            rest = &rest[c.len_utf8()..];
        }
        Ok(Cow::Owned(value))
    }

    /// Skips the end tag at `pos`, which must be that of `raw`.
    pub(super) fn end_tag(&mut self, raw: &str) -> Result<(), ReadError> {
        let at = self.pos;
        let name = at + 2;
        let mut next = name + raw.len();
        if !self.bytes()[name..].starts_with(raw.as_bytes()) {
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
