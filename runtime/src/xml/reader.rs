//! The reader that generated types are read with: straight-line calls, one a field.

use super::content::{Content, First, Group, Occurs};
use super::error::{Found, ReadError, ReadErrorKind, shown};
use super::token::{StartTag, Tokens};
use super::{Limits, Name, Rule, Simple, XSI};

/// Reads the parts of one document in order. Handed to [`Content::read`] and [`Group::read`]; a program starts at
/// [`super::from_slice`].
#[derive(Debug)]
pub struct Reader<'a> {
    pub(super) tokens: Tokens<'a>,
    /// The elements that are open, innermost last.
    pub(super) open: Vec<StartTag<'a>>,
    /// What stands ahead, once it has been looked at.
    pub(super) ahead: Ahead<'a>,
    /// Character data that had to be put together.
    pub(super) scratch: String,
}

/// What stands ahead among the children of an element.
#[derive(Clone, Debug)]
pub(super) enum Ahead<'a> {
    /// Not looked at yet.
    Unknown,
    /// A start tag.
    Start(StartTag<'a>),
    /// The end of the open element.
    End,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, limits: Limits) -> Self {
        Self {
            tokens: Tokens::new(text, limits),
            open: Vec::new(),
            ahead: Ahead::Unknown,
            scratch: String::new(),
        }
    }

    // ---- fields, in the order of the contract

    /// Checks that the element at hand has no attributes but `allowed` ones (and those of `xsi`).
    ///
    /// # Errors
    /// An attribute that is not declared.
    #[inline]
    pub fn attributes(&mut self, allowed: &[Name]) -> Result<(), ReadError> {
        if self.tokens.attributes.is_empty() {
            Ok(())
        } else {
            self.check_attributes(allowed)
        }
    }

    /// The value of a required attribute.
    ///
    /// # Errors
    /// It is missing, or its value breaks a rule.
    pub fn attribute<T: Simple>(&mut self, name: &'static Name) -> Result<T, ReadError> {
        let at = self.open.last().map_or(0, |tag| tag.at);
        let missing = || ReadError::new(ReadErrorKind::MissingAttribute { expected: *name }, at);
        self.attribute_optional(name)?.ok_or_else(missing)
    }

    /// The value of an optional attribute.
    ///
    /// # Errors
    /// Its value breaks a rule.
    pub fn attribute_optional<T: Simple>(&mut self, name: &'static Name) -> Result<Option<T>, ReadError> {
        let bindings = &self.tokens.bindings;
        let found = self
            .tokens
            .attributes
            .iter()
            .find(|a| a.local == name.1 && bindings.uri(a.uri) == name.0.uri);
        let Some(attribute) = found else { return Ok(None) };
        let value = self.tokens.attribute_value(attribute.value, attribute.at)?;
        let value = super::normalize(&value, T::WHITE_SPACE);
        T::parse(&value, bindings).map(Some).map_err(|rule| {
            ReadError::new(
                ReadErrorKind::Value {
                    type_name: T::TYPE.1,
                    rule,
                },
                attribute.at,
            )
            .inside_attribute(name.1)
        })
    }

    /// The text of the element at hand, as a value.
    ///
    /// # Errors
    /// Its value breaks a rule, or elements stand in it.
    #[inline]
    pub fn value<T: Simple>(&mut self) -> Result<T, ReadError> {
        let at = self.tokens.pos;
        let (text, special) = self.character_data()?;
        let text = if special { self.scratch.as_str() } else { text };
        let value = match T::parse(&super::normalize(text, T::WHITE_SPACE), &self.tokens.bindings) {
            Ok(value) => value,
            Err(rule) => {
                return Err(ReadError::new(
                    ReadErrorKind::Value {
                        type_name: T::TYPE.1,
                        rule,
                    },
                    at,
                ));
            }
        };
        Ok(value)
    }

    /// An element that must stand here.
    ///
    /// # Errors
    /// Something else stands here, or what is wrong inside it.
    #[inline]
    pub fn one<T: Content>(&mut self, name: &'static Name) -> Result<T, ReadError> {
        if !self.at(name)? {
            return Err(self.expected(&[First::Element(*name)]));
        }
        self.content(name, None)
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

    /// Checks that the element at hand holds nothing at all, not even white space.
    ///
    /// # Errors
    /// Text or an element stands in it.
    pub fn empty(&mut self) -> Result<(), ReadError> {
        let at = self.tokens.pos;
        let (text, special) = self.character_data()?;
        if text.is_empty() && (!special || self.scratch.is_empty()) {
            Ok(())
        } else {
            Err(ReadError::new(ReadErrorKind::UnexpectedText, at))
        }
    }

    // ---- elements

    /// Enters the element that stands ahead, reads its content and leaves it.
    fn content<T: Content>(&mut self, name: &'static Name, index: Option<usize>) -> Result<T, ReadError> {
        let value = self
            .enter(&T::TYPE)
            .and_then(|()| T::read(self))
            .and_then(|value| {
                self.leave()?;
                Ok(value)
            });
        match value {
            Ok(value) => Ok(value),
            Err(error) => Err(error.inside(name.1, index)),
        }
    }

    /// Whether the element `name` stands ahead.
    #[inline]
    pub(super) fn at(&mut self, name: &Name) -> Result<bool, ReadError> {
        self.look()?;
        Ok(match &self.ahead {
            Ahead::Start(tag) => tag.local == name.1 && self.tokens.bindings.uri(tag.uri) == name.0.uri,
            _ => false,
        })
    }

    /// The position in `first` of what stands ahead.
    pub(super) fn first(&mut self, first: &[First]) -> Result<Option<usize>, ReadError> {
        self.look()?;
        let Ahead::Start(tag) = &self.ahead else {
            return Ok(None);
        };
        let uri = self.tokens.bindings.uri(tag.uri);
        Ok(first.iter().position(|first| match first {
            First::Element(name) => tag.local == name.1 && uri == name.0.uri,
            First::Any(wildcard) => wildcard.admits(uri),
        }))
    }

    /// Goes behind the start tag that stands ahead; its attributes are at hand.
    pub(super) fn enter(&mut self, declared: &Name) -> Result<(), ReadError> {
        let limit = self.tokens.limits.depth();
        if let Ahead::Start(tag) = std::mem::replace(&mut self.ahead, Ahead::Unknown) {
            if self.open.len() >= limit {
                return Err(ReadError::new(ReadErrorKind::TooDeep { limit }, tag.at));
            }
            self.tokens.pos = tag.end;
            self.open.push(tag);
        }
        if self.tokens.attributes.is_empty() {
            Ok(())
        } else {
            self.check_xsi(declared)
        }
    }

    /// Goes behind the end tag of the open element, before which nothing more may stand.
    pub(super) fn leave(&mut self) -> Result<(), ReadError> {
        self.look()?;
        if let Ahead::Start(tag) = &self.ahead {
            let found = shown(self.tokens.bindings.uri(tag.uri), tag.local);
            return Err(ReadError::new(ReadErrorKind::UnexpectedElement { found }, tag.at));
        }
        self.ahead = Ahead::Unknown;
        if let Some(tag) = self.open.pop() {
            if !tag.empty {
                self.tokens.end_tag(tag.raw)?;
            }
            self.tokens.bindings.0.truncate(tag.outer);
        }
        Ok(())
    }

    /// Looks at what stands ahead among elements: white space, comments and processing instructions are skipped.
    #[inline]
    pub(super) fn look(&mut self) -> Result<(), ReadError> {
        if matches!(self.ahead, Ahead::Unknown) {
            self.look_now()
        } else {
            Ok(())
        }
    }

    fn look_now(&mut self) -> Result<(), ReadError> {
        if self.open.last().is_some_and(|tag| tag.empty) {
            self.ahead = Ahead::End;
            return Ok(());
        }
        loop {
            self.tokens.skip_space();
            let at = self.tokens.pos;
            match (self.tokens.byte(at), self.tokens.byte(at + 1)) {
                (Some(b'<'), Some(b'/')) => {
                    self.ahead = Ahead::End;
                    return Ok(());
                }
                (Some(b'<'), Some(b'!' | b'?')) if self.tokens.skip_misc()? => {}
                (Some(b'<'), Some(b'!')) | (Some(b'&' | b']'), _) => self.white_space_only()?,
                (Some(b'<'), _) => {
                    self.ahead = Ahead::Start(self.tokens.start_tag()?);
                    return Ok(());
                }
                (Some(_), _) => return Err(ReadError::new(ReadErrorKind::UnexpectedText, at)),
                (None, _) => return self.tokens.malformed("the document ends inside an element", at),
            }
        }
    }

    /// An error that says what should have stood here.
    #[cold]
    pub(super) fn expected(&self, first: &[First]) -> ReadError {
        let expected = first.iter().map(|first| match first {
            First::Element(name) => shown(name.0.uri, name.1),
            First::Any(_) => "an element of a namespace that the wildcard admits".to_owned(),
        });
        let (found, at) = match &self.ahead {
            Ahead::Start(tag) => (
                Found::Element(shown(self.tokens.bindings.uri(tag.uri), tag.local)),
                tag.at,
            ),
            _ => (Found::End, self.tokens.pos),
        };
        ReadError::new(
            ReadErrorKind::Expected {
                expected: expected.collect(),
                found,
            },
            at,
        )
    }

    // ---- attributes

    #[cold]
    fn check_attributes(&self, allowed: &[Name]) -> Result<(), ReadError> {
        for attribute in &self.tokens.attributes {
            let uri = self.tokens.bindings.uri(attribute.uri);
            let known = allowed
                .iter()
                .any(|name| attribute.local == name.1 && uri == name.0.uri);
            if !known && uri != XSI.uri {
                let found = shown(uri, attribute.local);
                return Err(ReadError::new(
                    ReadErrorKind::UnexpectedAttribute { found },
                    attribute.at,
                ));
            }
        }
        Ok(())
    }

    /// The attributes of XSI, which may stand on any element (XSD 1.0 Part 1, sections 2.6 and 3.3.4).
    #[cold]
    fn check_xsi(&self, declared: &Name) -> Result<(), ReadError> {
        for attribute in &self.tokens.attributes {
            if self.tokens.bindings.uri(attribute.uri) != XSI.uri {
                continue;
            }
            let at = attribute.at;
            match attribute.local {
                "schemaLocation" | "noNamespaceSchemaLocation" => {}
                "nil" => return Err(ReadError::new(ReadErrorKind::NotNillable, at)),
                "type" => {
                    let value = self.tokens.attribute_value(attribute.value, at)?;
                    let value = super::normalize(&value, super::WhiteSpace::Collapse);
                    let (prefix, local) = value.split_once(':').unwrap_or(("", &value));
                    let Some(uri) = self.tokens.bindings.resolve(prefix) else {
                        let kind = ReadErrorKind::Value {
                            type_name: "QName",
                            rule: Rule::UndeclaredPrefix,
                        };
                        return Err(ReadError::new(kind, at));
                    };
                    if local != declared.1 || self.tokens.bindings.uri(uri) != declared.0.uri {
                        return Err(ReadError::new(
                            ReadErrorKind::OtherType { declared: *declared },
                            at,
                        ));
                    }
                }
                _ => {
                    let found = shown(XSI.uri, attribute.local);
                    return Err(ReadError::new(ReadErrorKind::UnexpectedAttribute { found }, at));
                }
            }
        }
        Ok(())
    }
}
