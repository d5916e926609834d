//! Character data: the text of an element, with references, CDATA sections and line ends replaced.

use std::borrow::Cow;

use super::bindings::Bindings;
use super::chars::{self, is_space};
use super::error::{ReadError, ReadErrorKind};
use super::reader::Reader;
use super::token::{Tokens, reference};
use super::{WhiteSpace, normalize};

const CDATA_START: &str = "<![CDATA[";
pub(super) const CDATA_END: &str = "]]>";

impl<'a> Reader<'a> {
    /// Reads the text up to the end tag of the element at hand, at which the reader then stands, and applies a white
    /// space rule to it. Gives the declarations in scope, too, which a QName needs.
    pub(super) fn text(&mut self, rule: WhiteSpace) -> Result<(Cow<'_, str>, &Bindings<'a>), ReadError> {
        if self.empty {
            return Ok((Cow::Borrowed(""), &self.tokens.bindings));
        }
        let start = self.tokens.pos;
        let bytes = self.tokens.bytes();
        let mut seen = chars::PLAIN;
        let mut at = start;
        while let Some(byte) = bytes.get(at) {
            let class = chars::TEXT[usize::from(*byte)];
            if class == chars::MARKUP {
                break;
            }
            seen |= class;
            at += 1;
        }
        let text = if seen & chars::SPECIAL == 0 && bytes.get(at + 1) == Some(&b'/') {
            self.tokens.pos = at;
            &self.tokens.text[start..at]
        } else {
            self.assemble()?;
            seen |= chars::SPACE;
            &self.scratch
        };
        let text = if seen == chars::PLAIN {
            Cow::Borrowed(text)
        } else {
            normalize(text, rule)
        };
        Ok((text, &self.tokens.bindings))
    }

    /// The slow path of [`Self::text`]: fills `scratch`.
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
                    self.tokens.start_tag()?;
                    let found = self.tokens.shown_tag();
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
        let data = self.tokens.cdata()?;
        let end = self.tokens.pos - CDATA_END.len();
        self.tokens.check_chars(end - data.len(), end)?;
        Ok(data)
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

impl<'a> Tokens<'a> {
    /// The content of the CDATA section at `pos`, whose characters are not checked yet.
    pub(super) fn cdata(&mut self) -> Result<&'a str, ReadError> {
        let at = self.pos;
        if !self.starts(CDATA_START) {
            return self.malformed("a declaration may not stand in an element", at);
        }
        let start = at + CDATA_START.len();
        let Some(length) = self.text[start..].find(CDATA_END) else {
            return self.malformed("a CDATA section is not closed", at);
        };
        self.pos = start + length + CDATA_END.len();
        Ok(&self.text[start..start + length])
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
