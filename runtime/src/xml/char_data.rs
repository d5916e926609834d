//! Character data: the text of an element, with references, CDATA sections and line ends replaced.

use super::chars::{self, is_space};
use super::error::{ReadError, ReadErrorKind, shown};
use super::reader::Reader;
use super::token::reference;

impl<'a> Reader<'a> {
    /// Reads character data up to the end tag of the element at hand, at which the reader then stands.
    ///
    /// Gives the text as it stands in the document, or, when it had to be put together, an empty one and `true`:
    /// then it is in `scratch`.
    #[inline]
    pub(super) fn character_data(&mut self) -> Result<(&'a str, bool), ReadError> {
        if self.open.last().is_some_and(|tag| tag.empty) {
            return Ok(("", false));
        }
        let start = self.tokens.pos;
        let bytes = self.tokens.bytes();
        let mut seen = chars::PLAIN;
        let mut at = start;
        while let Some(byte) = bytes.get(at) {
            let class = chars::TEXT[*byte as usize];
            if class == chars::MARKUP {
                break;
            }
            seen |= class;
            at += 1;
        }
        if seen & chars::SPECIAL == 0 && bytes.get(at + 1) == Some(&b'/') {
            self.tokens.pos = at;
            return Ok((&self.tokens.text[start..at], false));
        }
        self.assemble()?;
        Ok(("", true))
    }

    /// The slow path of [`Self::character_data`]: fills `scratch`.
    #[inline(never)]
    fn assemble(&mut self) -> Result<(), ReadError> {
        self.scratch.clear();
        loop {
            let at = self.tokens.pos;
            match (self.tokens.byte(at), self.tokens.byte(at + 1)) {
                (Some(b'<'), Some(b'/')) => return Ok(()),
                (Some(b'<'), Some(b'!' | b'?')) => {
                    if !self.tokens.skip_misc()? {
                        let data = self.cdata()?;
                        push_lines(&mut self.scratch, data);
                    }
                }
                (Some(b'<'), _) => {
                    let tag = self.tokens.start_tag()?;
                    let found = shown(self.tokens.bindings.uri(tag.uri), tag.local);
                    return Err(ReadError::new(ReadErrorKind::UnexpectedElement { found }, at));
                }
                (Some(b'&'), _) => {
                    let (c, length) = reference(&self.tokens.text[at..])
                        .map_err(|reason| ReadError::malformed(reason, at))?;
                    self.scratch.push(c);
                    self.tokens.pos += length;
                }
                (Some(_), _) => {
                    let run = self.run()?;
                    push_lines(&mut self.scratch, run);
                }
                (None, _) => return self.tokens.malformed("the document ends inside an element", at),
            }
        }
    }

    /// A run of characters up to `<` or `&`.
    pub(super) fn run(&mut self) -> Result<&'a str, ReadError> {
        let start = self.tokens.pos;
        let rest = &self.tokens.bytes()[start..];
        let end = start + memchr::memchr2(b'<', b'&', rest).unwrap_or(rest.len());
        let run = &self.tokens.text[start..end];
        if let Some(at) = run.find("]]>") {
            return self
                .tokens
                .malformed("`]]>` may not stand in character data", start + at);
        }
        self.tokens.check_chars(start, end)?;
        self.tokens.pos = end;
        Ok(run)
    }

    /// The content of the CDATA section at hand.
    pub(super) fn cdata(&mut self) -> Result<&'a str, ReadError> {
        let at = self.tokens.pos;
        if !self.tokens.starts("<![CDATA[") {
            return self
                .tokens
                .malformed("a declaration may not stand in an element", at);
        }
        let start = at + "<![CDATA[".len();
        let Some(length) = self.tokens.text[start..].find("]]>") else {
            return self.tokens.malformed("a CDATA section is not closed", at);
        };
        self.tokens.check_chars(start, start + length)?;
        self.tokens.pos = start + length + 3;
        Ok(&self.tokens.text[start..start + length])
    }

    /// Skips a reference, CDATA section or run between elements, which may be white space and nothing else
    /// (XSD 1.0 Part 1, section 3.4.4, clause 2.3 of Element Locally Valid).
    pub(super) fn white_space_only(&mut self) -> Result<(), ReadError> {
        let at = self.tokens.pos;
        let blank = match self.tokens.byte(at) {
            Some(b'&') => {
                let (c, length) =
                    reference(&self.tokens.text[at..]).map_err(|reason| ReadError::malformed(reason, at))?;
                self.tokens.pos += length;
                u8::try_from(c).is_ok_and(is_space)
            }
            Some(b'<') => self.cdata()?.bytes().all(is_space),
            _ => self.run()?.bytes().all(is_space),
        };
        if blank {
            Ok(())
        } else {
            Err(ReadError::new(ReadErrorKind::UnexpectedText, at))
        }
    }
}

/// Appends text with its line ends made one line feed each (XML 1.0, section 2.11).
pub(super) fn push_lines(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('\r') {
        out.push_str(&rest[..at]);
        out.push('\n');
        rest = &rest[at + 1..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    out.push_str(rest);
}
