//! The one pass over a document: tokens in, canonical form out.

use super::super::char_data::CDATA_END;
use super::super::error::{Position, ReadError, ReadErrorKind};
use super::super::limits::Limits;
use super::super::token::{Tokens, reference};
use super::axes::{Ancestors, XmlAttributes, push_attributes, push_namespaces};
use super::error::CanonicalError;
use super::escape::{Misplaced, Place, push, push_referenced};
use super::selector::{Matcher, Selector};

/// A document that is being gone over.
///
/// Everything is written, and what lies outside a selected element is thrown away: so it is checked in just the same
/// way, and there is one path through the code.
#[derive(Debug)]
pub(super) struct Pass<'a, 's> {
    tokens: Tokens<'a>,
    out: Vec<u8>,
    open: Vec<Open<'a>>,
    subset: Option<Subset<'a, 's>>,
}

/// What must be known of an open element when it ends.
#[derive(Debug)]
struct Open<'a> {
    /// The name as written.
    raw: &'a str,
    /// How many declarations were in scope outside it.
    outer: usize,
    /// How many attributes of `xml:` there were outside it.
    outer_xml: usize,
}

/// The element that is wanted.
#[derive(Debug)]
struct Subset<'a, 's> {
    matcher: Matcher<'s>,
    xml_attributes: XmlAttributes<'a>,
    state: Progress,
}

/// How far the search for the element has come.
#[derive(Debug)]
enum Progress {
    Sought,
    /// It is being written, and has `depth` ancestors.
    Inside {
        depth: usize,
    },
    /// It has been written.
    Found(Vec<u8>),
}

/// On which side of the root element something stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Side {
    Before,
    Behind,
}

impl<'a, 's> Pass<'a, 's> {
    pub(super) fn over(text: &'a str, limits: Limits) -> Self {
        Self {
            tokens: Tokens::new(text, limits),
            // Most documents are written in about as many bytes as they are read from.
            out: Vec::with_capacity(text.len() + text.len() / 16),
            open: Vec::new(),
            subset: None,
        }
    }

    /// The canonical form of the whole document.
    pub(super) fn document(mut self) -> Result<Vec<u8>, CanonicalError> {
        self.run().map_err(|error| error.located(self.tokens.text))?;
        Ok(self.out)
    }

    /// The canonical form of one element.
    pub(super) fn element(mut self, selector: &'s Selector<'s>) -> Result<Vec<u8>, CanonicalError> {
        self.subset = Some(Subset {
            matcher: Matcher::new(selector),
            xml_attributes: XmlAttributes::default(),
            state: Progress::Sought,
        });
        self.run().map_err(|error| error.located(self.tokens.text))?;
        match self.subset.map(|subset| subset.state) {
            Some(Progress::Found(canonical)) => Ok(canonical),
            _ => Err(CanonicalError::NotFound {
                selector: selector.to_string(),
            }),
        }
    }

    fn run(&mut self) -> Result<(), CanonicalError> {
        self.tokens.xml_declaration()?;
        self.misc(Side::Before)?;
        if self.tokens.byte(self.tokens.pos) != Some(b'<') {
            return Ok(self
                .tokens
                .malformed("the document has no root element", self.tokens.pos)?);
        }
        self.start()?;
        while !self.open.is_empty() {
            self.content()?;
        }
        self.misc(Side::Behind)?;
        if self.tokens.pos < self.tokens.text.len() {
            return Ok(self
                .tokens
                .malformed("something stands behind the root element", self.tokens.pos)?);
        }
        Ok(())
    }

    /// What stands outside the root element: of it, only processing instructions are written, with a line feed between
    /// them and the root element (section 2.3).
    fn misc(&mut self, side: Side) -> Result<(), ReadError> {
        loop {
            self.tokens.skip_space();
            if self.tokens.starts("<?") {
                if side == Side::Behind {
                    self.out.push(b'\n');
                }
                self.instruction()?;
                if side == Side::Before {
                    self.out.push(b'\n');
                }
            } else if !self.tokens.skip_misc()? {
                return Ok(());
            }
        }
    }

    /// One token of an element's content.
    fn content(&mut self) -> Result<(), CanonicalError> {
        let at = self.tokens.pos;
        match (self.tokens.byte(at), self.tokens.byte(at + 1)) {
            (Some(b'<'), Some(b'/')) => self.end()?,
            (Some(b'<'), Some(b'?')) => self.instruction()?,
            (Some(b'<'), Some(b'!')) => {
                if !self.tokens.skip_misc()? {
                    let data = self.tokens.cdata()?;
                    let start = self.tokens.pos - CDATA_END.len() - data.len();
                    self.push(data, start, Place::Cdata)?;
                }
            }
            (Some(b'<'), _) => self.start()?,
            (Some(b'&'), _) => {
                let (c, length) =
                    reference(&self.tokens.text[at..]).map_err(|reason| ReadError::malformed(reason, at))?;
                push_referenced(&mut self.out, c, Place::Text);
                self.tokens.pos += length;
            }
            (Some(_), _) => {
                let rest = &self.tokens.bytes()[at..];
                let end = at + memchr::memchr2(b'<', b'&', rest).unwrap_or(rest.len());
                self.push(&self.tokens.text[at..end], at, Place::Text)?;
                self.tokens.pos = end;
            }
            (None, _) => {
                return Ok(self.tokens.malformed("the document ends inside an element", at)?);
            }
        }
        Ok(())
    }

    /// Writes characters that stand at `start`.
    fn push(&mut self, text: &str, start: usize, place: Place) -> Result<(), ReadError> {
        push(&mut self.out, text, place)
            .map_err(|Misplaced { reason, at }| ReadError::malformed(reason, start + at))
    }

    fn instruction(&mut self) -> Result<(), ReadError> {
        let at = self.tokens.pos;
        let (target, data) = self.tokens.processing_instruction()?;
        self.out.extend_from_slice(b"<?");
        self.out.extend_from_slice(target.as_bytes());
        if !data.is_empty() {
            self.out.push(b' ');
            self.push(data, at, Place::Instruction)?;
        }
        self.out.extend_from_slice(b"?>");
        Ok(())
    }

    fn start(&mut self) -> Result<(), CanonicalError> {
        let depth = self.open.len();
        self.tokens.start_tag()?;
        let tag = self.tokens.tag;
        let limit = self.tokens.limits.depth();
        if depth >= limit {
            return Err(ReadError::new(ReadErrorKind::TooDeep { limit }, tag.at).into());
        }
        let outer_xml = self
            .subset
            .as_ref()
            .map_or(0, |subset| subset.xml_attributes.len());
        let ancestors = self.look_for(depth)?;
        self.out.push(b'<');
        self.out.extend_from_slice(tag.raw.as_bytes());
        push_namespaces(&mut self.out, &self.tokens, ancestors)?;
        push_attributes(&mut self.out, &mut self.tokens)?;
        self.out.push(b'>');
        let open = Open {
            raw: tag.raw,
            outer: tag.outer,
            outer_xml,
        };
        if tag.empty {
            self.close(&open);
        } else {
            self.open.push(open);
        }
        Ok(())
    }

    /// Whether the element whose start tag was read last begins what is written; if it is the one that is wanted, what
    /// it inherits is added to it.
    fn look_for(&mut self, depth: usize) -> Result<Ancestors, CanonicalError> {
        let Some(subset) = &mut self.subset else {
            return Ok(Ancestors::Written);
        };
        if !subset.matcher.enter(&mut self.tokens, depth)? {
            subset.xml_attributes.enter(&self.tokens);
            return Ok(Ancestors::Written);
        }
        if !matches!(subset.state, Progress::Sought) {
            return Err(CanonicalError::NotUnique {
                selector: subset.matcher.selector.to_string(),
                position: Position::of(self.tokens.text, self.tokens.tag.at),
            });
        }
        subset.xml_attributes.inherit(&mut self.tokens);
        subset.state = Progress::Inside { depth };
        self.out.clear();
        Ok(Ancestors::LeftOut)
    }

    fn end(&mut self) -> Result<(), ReadError> {
        let Some(open) = self.open.pop() else {
            return self
                .tokens
                .malformed("an end tag does not match its start tag", self.tokens.pos);
        };
        self.tokens.end_tag(open.raw)?;
        self.close(&open);
        Ok(())
    }

    /// Writes the end tag of the innermost element, and leaves it. Its ancestors are those that are open.
    fn close(&mut self, open: &Open<'a>) {
        self.out.extend_from_slice(b"</");
        self.out.extend_from_slice(open.raw.as_bytes());
        self.out.push(b'>');
        self.tokens.bindings.leave(open.outer);
        if let Some(subset) = &mut self.subset {
            let depth = self.open.len();
            subset.xml_attributes.leave(open.outer_xml);
            subset.matcher.leave(depth);
            if matches!(subset.state, Progress::Inside { depth: apex } if apex == depth) {
                subset.state = Progress::Found(std::mem::take(&mut self.out));
            }
        }
    }
}
