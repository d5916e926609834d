//! Attributes and namespace declarations of a start tag, and which attributes may stand there.

use std::borrow::Cow;

use super::bindings::{Uri, XML_URI, XMLNS_URI};
use super::chars::{self, is_space};
use super::error::{ReadError, ReadErrorKind, shown};
use super::reader::Reader;
use super::token::{Tokens, reference};
use super::{Declaration, Name, Rule, Simple, WhiteSpace, XSI};

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

impl<'a> Tokens<'a> {
    /// Attributes and declarations from `next` on; gives whether the tag is empty and the offset of its `>`.
    #[inline(never)]
    pub(super) fn attributes_from(&mut self, mut next: usize) -> Result<(bool, usize), ReadError> {
        let limit = self.limits.attributes();
        let outer = self.bindings.len();
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
            if self.attributes.len() + self.bindings.len() - outer >= limit {
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
        if self.bindings.declares(prefix, outer) {
            return self.malformed("a prefix is declared twice on one element", at);
        }
        match prefix {
            "xmlns" => return self.malformed("the prefix xmlns may not be declared", at),
            "xml" if uri != XML_URI => return self.malformed("the prefix xml may not be declared anew", at),
            // Bound from the outset; the declaration is kept to be seen if it stands here twice.
            "xml" => {}
            _ if uri == XML_URI || uri == XMLNS_URI => {
                return self.malformed("a reserved namespace may not be declared", at);
            }
            "" => {}
            _ if uri.is_empty() => return self.malformed("a prefix may not be undeclared", at),
            _ => {}
        }
        // Looking up a prefix goes over all of them: without a limit, a document could make each of its tags slow.
        let limit = self.limits.attributes();
        if self.bindings.len() >= limit {
            return Err(ReadError::new(ReadErrorKind::TooManyAttributes { limit }, at));
        }
        self.bindings.declare(prefix, uri);
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
}

impl Reader<'_> {
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
        let at = self.at;
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
        let at = attribute.at;
        let parsed = {
            let value = self.tokens.attribute_value(attribute.value, at)?;
            let value = super::normalize(&value, T::WHITE_SPACE);
            T::parse(&value, bindings)
        };
        match parsed.and_then(|value| self.judged(value, at)) {
            Ok(value) => {
                if self.assessment.active {
                    self.assessment.note_attribute(name, &value);
                }
                Ok(Some(value))
            }
            Err(rule) => Err(ReadError::value(T::TYPE.1, rule, at).inside_attribute(name.1)),
        }
    }

    #[cold]
    pub(super) fn check_attributes(&self, allowed: &[Name]) -> Result<(), ReadError> {
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
    ///
    /// Gives whether the element is nil.
    pub(super) fn check_xsi(&self, declaration: Option<&Declaration>) -> Result<bool, ReadError> {
        let mut is_nil = false;
        for attribute in &self.tokens.attributes {
            if self.tokens.bindings.uri(attribute.uri) != XSI.uri {
                continue;
            }
            let at = attribute.at;
            match attribute.local {
                "schemaLocation" | "noNamespaceSchemaLocation" => {}
                "nil" => {
                    let value = self.tokens.attribute_value(attribute.value, at)?;
                    is_nil = check_nil(&value, declaration, at)?;
                }
                // Which one it may name, `check_type` says.
                "type" => {}
                _ => {
                    let found = shown(XSI.uri, attribute.local);
                    return Err(ReadError::new(ReadErrorKind::UnexpectedAttribute { found }, at));
                }
            }
        }
        Ok(is_nil)
    }
}

/// Whether `xsi:nil` says that an element is nil, where its declaration admits that (section 3.3.4, clause 3).
fn check_nil(value: &str, declaration: Option<&Declaration>, at: usize) -> Result<bool, ReadError> {
    let Some(declaration) = declaration.filter(|declaration| declaration.nillable) else {
        return Err(ReadError::new(ReadErrorKind::NotNillable, at));
    };
    let value = super::normalize(value, WhiteSpace::Collapse);
    let in_attribute = |rule| ReadError::value("boolean", rule, at).inside_attribute("xsi:nil");
    let is_nil = bool::parse(&value, &()).map_err(in_attribute)?;
    if is_nil && declaration.is_fixed() {
        return Err(in_attribute(Rule::NilAndFixed));
    }
    Ok(is_nil)
}
