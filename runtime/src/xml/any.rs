//! Content that a wildcard admits: kept as it stands, with the declarations that it needs.

use std::collections::BTreeMap;
use std::fmt;

use super::bindings::Uri;
use super::char_data::push_lines;
use super::chars::is_space;
use super::content::{Occurs, Root};
use super::error::{ReadError, ReadErrorKind, shown};
use super::reader::Reader;
use super::token::reference;
use super::wildcard::{ANYTHING, Process, Wildcard};

/// An element that a wildcard admitted, with all that stands in it but comments.
///
/// Two are equal when names, attributes, text and the prefixes that values may refer to are; which prefixes the
/// names themselves were written with does not matter. `Debug` shows the name alone: the content may be personal.
#[derive(Clone, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct AnyElement {
    pub(super) namespace: String,
    pub(super) local: String,
    /// Prefixes that text or attribute values inside may refer to, with their namespaces.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeMap::is_empty"))]
    pub(super) prefixes: BTreeMap<String, String>,
    /// By namespace and local name, which is their canonical order.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub(super) attributes: Vec<AnyAttribute>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub(super) children: Vec<AnyNode>,
}

/// An attribute of an [`AnyElement`].
#[derive(Clone, Eq, Ord, PartialEq, PartialOrd)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct AnyAttribute {
    /// Its namespace name; empty for none.
    pub namespace: String,
    /// Its local name.
    pub local: String,
    /// Its value.
    pub value: String,
}

/// What stands in an [`AnyElement`].
#[derive(Clone, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum AnyNode {
    /// An element.
    Element(AnyElement),
    /// Text, never empty, and never beside other text.
    Text(String),
    /// A processing instruction.
    Instruction {
        /// Its target.
        target: String,
        /// Its data.
        data: String,
    },
}

impl AnyElement {
    /// Stands where the value is not kept.
    pub(super) fn of_nothing() -> Self {
        Self {
            namespace: String::new(),
            local: String::new(),
            prefixes: BTreeMap::new(),
            attributes: Vec::new(),
            children: Vec::new(),
        }
    }

    /// Its namespace name; empty for none.
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// Its local name.
    #[must_use]
    pub fn local(&self) -> &str {
        &self.local
    }

    /// Its attributes, by namespace and local name.
    #[must_use]
    pub fn attributes(&self) -> &[AnyAttribute] {
        &self.attributes
    }

    /// What stands in it, in order.
    #[must_use]
    pub fn children(&self) -> &[AnyNode] {
        &self.children
    }

    /// All text in it, at any depth, put together.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.collect_text(&mut out);
        out
    }

    /// The same as a value of the type that declares it.
    ///
    /// # Errors
    /// Another element, or what is wrong inside it. Positions count from the element's own start tag.
    pub fn read_as<T: Root>(&self) -> Result<T, ReadError> {
        let text = super::Writer::alone(self).map_err(|rule| ReadError::value("", rule, 0))?;
        Reader::new(&text, super::Limits::default()).part(super::document::root::<T>)
    }

    /// Drops attributes of the element itself.
    #[cfg(feature = "soap")]
    pub(crate) fn drop_attributes(&mut self, drop: impl Fn(&AnyAttribute) -> bool) {
        self.attributes.retain(|attribute| !drop(attribute));
    }

    fn collect_text(&self, out: &mut String) {
        for child in &self.children {
            match child {
                AnyNode::Element(element) => element.collect_text(out),
                AnyNode::Text(text) => out.push_str(text),
                AnyNode::Instruction { .. } => {}
            }
        }
    }
}

/// Reads a whole document of any kind, so that it can be put where a wildcard admits it.
impl super::Document for AnyElement {
    fn from_text(text: &str, limits: super::Limits) -> Result<Self, ReadError> {
        let mut reader = Reader::new(text, limits);
        reader.root(|reader| reader.any_element(&ANYTHING))
    }
}

impl fmt::Debug for AnyElement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AnyElement({}, ***)", shown(&self.namespace, &self.local))
    }
}

impl fmt::Debug for AnyAttribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AnyAttribute({}, ***)", shown(&self.namespace, &self.local))
    }
}

impl fmt::Debug for AnyNode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Element(element) => element.fmt(f),
            Self::Text(_) => f.write_str("Text(***)"),
            Self::Instruction { target, .. } => write!(f, "Instruction({target}, ***)"),
        }
    }
}

impl Reader<'_> {
    /// An element that the wildcard admits must stand here.
    ///
    /// # Errors
    /// Something else stands here, or what is wrong inside it.
    pub fn any(&mut self, wildcard: &'static Wildcard) -> Result<AnyElement, ReadError> {
        match self.any_optional(wildcard)? {
            Some(element) => Ok(element),
            None => Err(self.expected(&[super::First::Any(wildcard)])),
        }
    }

    /// An element that the wildcard admits may stand here.
    ///
    /// # Errors
    /// What is wrong inside it.
    pub fn any_optional(&mut self, wildcard: &'static Wildcard) -> Result<Option<AnyElement>, ReadError> {
        match self.first(&[super::First::Any(wildcard)])? {
            Some(_) => self.any_element(wildcard).map(Some),
            None => Ok(None),
        }
    }

    /// Elements that the wildcard admits stand here.
    ///
    /// # Errors
    /// Too few, or what is wrong inside one.
    pub fn any_repeated(
        &mut self,
        wildcard: &'static Wildcard,
        occurs: Occurs,
    ) -> Result<Vec<AnyElement>, ReadError> {
        let mut values = Vec::new();
        while occurs.has_room(values.len())
            && let Some(element) = self.any_optional(wildcard)?
        {
            values.push(element);
        }
        if values.len() < occurs.min() as usize {
            return Err(self.expected(&[super::First::Any(wildcard)]));
        }
        Ok(values)
    }

    /// Keeps the element whose start tag was read last, and checks what is declared.
    pub(super) fn any_element(&mut self, wildcard: &Wildcard) -> Result<AnyElement, ReadError> {
        let tag = self.tokens.tag;
        let skip = Wildcard {
            process: Process::Skip,
            ..*wildcard
        };
        let uri = self.tokens.bindings.uri(tag.uri).to_owned();
        let wildcard = match wildcard.process {
            Process::Skip => &skip,
            process => match wildcard
                .known
                .iter()
                .find(|known| known.name.1 == tag.local && known.name.0.uri == uri)
            {
                Some(known) => {
                    // Read twice: once as what it is declared to be, then again to keep it. What is below has
                    // been checked by then.
                    self.go_back(&tag);
                    let is_kept = !std::mem::replace(&mut self.checking, true);
                    (known.check)(self)?;
                    self.checking = !is_kept;
                    if !is_kept {
                        // What is around it is being checked alone. Were each level read twice, elements inside each
                        // other would double the work with each level.
                        return Ok(AnyElement::of_nothing());
                    }
                    self.go_back(&tag);
                    self.tokens.start_tag()?;
                    &skip
                }
                None if process == Process::Strict => {
                    let found = shown(&uri, tag.local);
                    return Err(ReadError::new(ReadErrorKind::Undeclared { found }, tag.at));
                }
                None => wildcard,
            },
        };
        let mut element = AnyElement {
            namespace: uri,
            local: tag.local.to_owned(),
            prefixes: BTreeMap::new(),
            attributes: Vec::with_capacity(self.tokens.attributes.len()),
            children: Vec::new(),
        };
        self.keep_attributes(&mut element)?;
        let mut open = self.enter()?;
        if self.assessment.active && wildcard.process != Process::Skip {
            self.begin_undeclared();
            open.assessed = true;
        }
        if !open.empty {
            self.any_children(&mut element, wildcard)?;
        }
        if let Some(namespace) = self.default_namespace() {
            element.prefix_type(namespace);
        }
        self.leave(open)?;
        Ok(element)
    }

    /// Keeps the attributes of the start tag that was read last.
    pub(super) fn keep_attributes(&self, element: &mut AnyElement) -> Result<(), ReadError> {
        for attribute in &self.tokens.attributes {
            let value = self
                .tokens
                .attribute_value(attribute.value, attribute.at)?
                .into_owned();
            self.note_prefixes(&value, &mut element.prefixes);
            let namespace = self.tokens.bindings.uri(attribute.uri).to_owned();
            element.attributes.push(AnyAttribute {
                namespace,
                local: attribute.local.to_owned(),
                value,
            });
        }
        element.attributes.sort();
        Ok(())
    }

    pub(super) fn any_children(
        &mut self,
        element: &mut AnyElement,
        wildcard: &Wildcard,
    ) -> Result<(), ReadError> {
        let mut text = String::new();
        loop {
            let at = self.tokens.pos;
            match (self.tokens.byte(at), self.tokens.byte(at + 1)) {
                (Some(b'<'), Some(b'/')) => {
                    self.flush_text(element, &mut text);
                    return Ok(());
                }
                (Some(b'<'), Some(b'?')) => {
                    let (target, data) = self.tokens.processing_instruction()?;
                    self.flush_text(element, &mut text);
                    let mut lines = String::new();
                    push_lines(&mut lines, data);
                    element.children.push(AnyNode::Instruction {
                        target: target.to_owned(),
                        data: lines,
                    });
                }
                (Some(b'<'), Some(b'!')) => {
                    if !self.tokens.skip_misc()? {
                        push_lines(&mut text, self.cdata()?);
                    }
                }
                (Some(b'<'), _) => {
                    self.flush_text(element, &mut text);
                    self.tokens.start_tag()?;
                    let child = self.any_element(wildcard)?;
                    element.children.push(AnyNode::Element(child));
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
        }
    }

    fn flush_text(&self, element: &mut AnyElement, text: &mut String) {
        if !text.is_empty() {
            self.note_prefixes(text, &mut element.prefixes);
            element.children.push(AnyNode::Text(std::mem::take(text)));
        }
    }

    /// Notes the declared prefixes that a value may refer to: words with a colon behind them, since a QName may
    /// stand in any value and no schema tells.
    pub(super) fn note_prefixes(&self, value: &str, prefixes: &mut BTreeMap<String, String>) {
        // Most values have none, and are not taken apart.
        if memchr::memchr(b':', value.as_bytes()).is_none() {
            return;
        }
        for word in value.split(|c: char| u8::try_from(c).is_ok_and(is_space)) {
            let Some((prefix, _)) = word.split_once(':') else {
                continue;
            };
            if let (false, Some(uri @ Uri::Bound(_))) =
                (prefix.is_empty(), self.tokens.bindings.resolve(prefix))
            {
                let uri = self.tokens.bindings.uri(uri);
                prefixes.insert(prefix.to_owned(), uri.to_owned());
            }
        }
    }
}
