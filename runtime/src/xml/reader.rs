//! The reader that generated types are read with: straight-line calls, one a field.

use super::any_type::Anything;
use super::content::{Content, First};
use super::declaration::Assessment;
use super::error::{Found, ReadError, ReadErrorKind};
use super::mixed::OpenText;
use super::token::{StartTag, Tokens};
use super::{Limits, Name};

/// Reads the parts of one document in order. Handed to [`Content::read`] and [`Group::read`](super::Group::read); a
/// program starts at [`super::from_slice`].
#[derive(Debug)]
pub struct Reader<'a> {
    pub(super) tokens: Tokens<'a>,
    /// How many elements are open.
    depth: usize,
    /// Where the element at hand begins, until its children are read.
    pub(super) at: usize,
    /// The element at hand is written `<name/>`: its end stands ahead.
    pub(super) empty: bool,
    /// What stands ahead, once it has been looked at.
    ahead: Ahead,
    /// The character data of the open elements with mixed content.
    pub(super) texts: Vec<OpenText>,
    /// Character data that had to be put together.
    pub(super) scratch: String,
    /// What declarations say of the elements here.
    pub(super) assessment: Assessment,
    /// The declarations for what stands in an element of `xs:anyType`.
    pub(crate) anything: &'static Anything,
    /// What is read is not kept: it is held against a declaration, and read again by whoever asked for that.
    pub(super) checking: bool,
}

/// What stands ahead among the children of an element.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ahead {
    /// Not looked at yet.
    Unknown,
    /// Not looked at yet, and character data before it is to be kept.
    Mixed,
    /// The start tag that was read last.
    Start,
    /// The end of the open element.
    End,
}

/// What must be known of an open element when it ends.
#[derive(Debug)]
pub(crate) struct Open<'a> {
    /// The name as written.
    raw: &'a str,
    /// How many declarations were in scope outside it.
    outer: usize,
    pub(super) empty: bool,
    /// The assessment was told of it.
    pub(super) assessed: bool,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str, limits: Limits) -> Self {
        Self {
            tokens: Tokens::new(text, limits),
            depth: 0,
            at: 0,
            empty: false,
            ahead: Ahead::Unknown,
            texts: Vec::new(),
            scratch: String::new(),
            assessment: Assessment::default(),
            checking: false,
            anything: &Anything::UNKNOWN,
        }
    }

    /// Reads the element whose start tag was read last, and goes behind its end.
    pub(super) fn content<T: Content>(
        &mut self,
        name: &'static Name,
        index: Option<usize>,
    ) -> Result<T, ReadError> {
        match self.element() {
            Ok(value) => Ok(value),
            Err(error) => Err(error.inside(name.1, index)),
        }
    }

    fn element<T: Content>(&mut self) -> Result<T, ReadError> {
        let mut open = self.enter()?;
        if self.assessment.active | !self.tokens.attributes.is_empty() {
            open.assessed = self.begin_assessed(&T::TYPE, T::DERIVED, T::HOLDS_NIL)?;
        }
        let value = T::read(self)?;
        self.leave(open)?;
        Ok(value)
    }

    /// Whether the element `name` stands ahead.
    pub(crate) fn at(&mut self, name: &Name) -> Result<bool, ReadError> {
        Ok(self.is_plainly_ahead(name) || self.start_ahead()? && self.tokens.is_tag(name))
    }

    /// Whether the element `name` stands ahead in the spelling that most have, if what stands ahead has not been looked
    /// at yet.
    #[inline]
    fn is_plainly_ahead(&mut self, name: &Name) -> bool {
        if !matches!(self.ahead, Ahead::Unknown) || self.empty {
            return false;
        }
        self.tokens.skip_space();
        let found = self.tokens.plain_start_tag(name);
        if found {
            self.ahead = Ahead::Start;
        }
        found
    }

    /// The position in `first` of what stands ahead.
    pub(crate) fn first(&mut self, first: &[First]) -> Result<Option<usize>, ReadError> {
        let plainly = |first: &First| matches!(first, First::Element(name) if self.is_plainly_ahead(name));
        if let Some(position) = first.iter().position(plainly) {
            return Ok(Some(position));
        }
        if !self.start_ahead()? {
            return Ok(None);
        }
        Ok(first.iter().position(|first| self.is_first(first)))
    }

    /// Whether the start tag that was read last is such a beginning.
    pub(super) fn is_first(&mut self, first: &First) -> bool {
        match first {
            First::Element(name) => self.tokens.is_tag(name),
            First::Any(wildcard) => wildcard.admits(self.tokens.bindings.uri(self.tokens.tag.uri)),
            First::Group(inner) => inner.iter().any(|first| self.is_first(first)),
        }
    }

    /// The namespace and the local name of the start tag that was read last.
    #[cfg(feature = "soap")]
    pub(crate) fn tag(&self) -> (&str, &str) {
        let tag = &self.tokens.tag;
        (self.tokens.bindings.uri(tag.uri), tag.local)
    }

    /// Begins the element whose start tag was read last; its attributes are at hand.
    #[inline]
    pub(crate) fn enter(&mut self) -> Result<Open<'a>, ReadError> {
        let tag = &self.tokens.tag;
        let limit = self.tokens.limits.depth();
        if self.depth >= limit {
            return Err(ReadError::new(ReadErrorKind::TooDeep { limit }, tag.at));
        }
        self.depth += 1;
        self.at = tag.at;
        self.empty = tag.empty;
        self.ahead = Ahead::Unknown;
        Ok(Open {
            raw: tag.raw,
            outer: tag.outer,
            empty: tag.empty,
            assessed: false,
        })
    }

    /// Begins the element again whose start tag was read once more.
    pub(super) fn begin_again(&mut self) {
        let tag = &self.tokens.tag;
        self.at = tag.at;
        self.empty = tag.empty;
        self.ahead = Ahead::Unknown;
    }

    /// Goes behind the end of an element, before which nothing more may stand.
    #[inline]
    pub(crate) fn leave(&mut self, open: Open<'a>) -> Result<(), ReadError> {
        let may_end = !open.empty && !matches!(self.ahead, Ahead::Start);
        if !(may_end && self.tokens.plain_end_tag(open.raw)) {
            self.find_end(&open)?;
        }
        self.tokens.bindings.leave(open.outer);
        self.depth -= 1;
        self.empty = false;
        self.ahead = Ahead::Unknown;
        if open.assessed | self.assessment.active {
            self.end_assessed(open)
        } else {
            Ok(())
        }
    }

    /// Goes behind the end of an element that is not written `</name>`, or not just here.
    #[inline(never)]
    fn find_end(&mut self, open: &Open<'a>) -> Result<(), ReadError> {
        if self.start_ahead()? {
            let found = self.tokens.shown_tag();
            return Err(ReadError::new(
                ReadErrorKind::UnexpectedElement { found },
                self.tokens.tag.at,
            ));
        }
        if open.empty {
            Ok(())
        } else {
            self.tokens.end_tag(open.raw)
        }
    }

    /// Goes back before a start tag of the open element, and leaves what it declared.
    pub(super) fn go_back(&mut self, tag: &StartTag<'a>) {
        self.tokens.pos = tag.at;
        self.tokens.bindings.leave(tag.outer);
        self.ahead = Ahead::Unknown;
    }

    /// Looks at what stands ahead among elements, and whether it is a start tag: white space, comments and processing
    /// instructions are skipped.
    pub(crate) fn start_ahead(&mut self) -> Result<bool, ReadError> {
        if let Ahead::Unknown = self.ahead {
            self.ahead = self.look()?;
        } else if let Ahead::Mixed = self.ahead {
            self.ahead = self.look_in_mixed()?;
        }
        Ok(matches!(self.ahead, Ahead::Start))
    }

    /// Character data among the children of the open element is to be kept. Gives what [`Self::end_mixed`] needs.
    pub(super) fn begin_mixed(&mut self) -> Option<usize> {
        self.ahead = Ahead::Mixed;
        self.assessment.mix(Some(self.depth))
    }

    /// All children of the open element have been read.
    pub(super) fn end_mixed(&mut self, outer: Option<usize>) {
        self.assessment.mix(outer);
    }

    /// What an element leaves behind that is assessed, or stands in mixed content: text behind it is to be kept.
    #[cold]
    fn end_assessed(&mut self, open: Open<'a>) -> Result<(), ReadError> {
        if self.assessment.is_mixed(self.depth) {
            self.ahead = Ahead::Mixed;
        }
        if open.assessed {
            self.end_assessment()
        } else {
            Ok(())
        }
    }

    fn look(&mut self) -> Result<Ahead, ReadError> {
        if self.empty {
            return Ok(Ahead::End);
        }
        loop {
            self.tokens.skip_space();
            let at = self.tokens.pos;
            match (self.tokens.byte(at), self.tokens.byte(at + 1)) {
                (Some(b'<'), Some(b'/')) => return Ok(Ahead::End),
                (Some(b'<'), Some(b'!' | b'?')) if self.tokens.skip_misc()? => {}
                (Some(b'<'), Some(b'!')) | (Some(b'&' | b']'), _) => self.white_space_only()?,
                (Some(b'<'), _) => return self.tokens.start_tag().map(|()| Ahead::Start),
                (Some(_), _) => return Err(ReadError::new(ReadErrorKind::UnexpectedText, at)),
                (None, _) => return self.tokens.malformed("the document ends inside an element", at),
            }
        }
    }

    /// An error that says what should have stood here.
    #[cold]
    pub(crate) fn expected(&self, first: &[First]) -> ReadError {
        let (found, at) = match self.ahead {
            Ahead::Start => (Found::Element(self.tokens.shown_tag()), self.tokens.tag.at),
            _ => (Found::End, self.tokens.pos),
        };
        ReadError::new(
            ReadErrorKind::Expected {
                expected: first.iter().flat_map(First::shown).collect(),
                found,
            },
            at,
        )
    }
}
