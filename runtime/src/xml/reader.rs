//! The reader that generated types are read with: straight-line calls, one a field.

use super::any_type::Anything;
use super::content::{Content, First, Group, Occurs};
use super::declaration::Assessment;
use super::error::{Found, ReadError, ReadErrorKind};
use super::mixed::OpenText;
use super::token::{StartTag, Tokens};
use super::{Limits, Name, Rule, Simple, WhiteSpace};

/// Reads the parts of one document in order. Handed to [`Content::read`] and [`Group::read`]; a program starts at
/// [`super::from_slice`].
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

    // ---- fields, in the order of the contract

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
        let judged = if T::NOTES {
            parsed.and_then(|value| self.judged(value, at))
        } else {
            parsed
        };
        match judged {
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

    // ---- elements

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
