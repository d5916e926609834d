//! The document type declaration (DTD) that some schema documents begin with, the W3C's own among them.
//!
//! Its internal subset is taken as XML 1.0 has it for processors that do not validate: the XML parser replaces general
//! entities, and here it is seen to that they stay small and that no attribute has a default which would be overlooked.
//! An external subset is not fetched.

use std::collections::BTreeMap;
use std::ops::Range;

use roxmltree::{Document, Node};

use super::error::ReadError;
use super::text::XmlText;

/// How deep entities may stand in each other, as the XML parser has it.
const DEPTH_LIMIT: usize = 10;
/// How many bytes all references to entities may become.
const EXPANSION_LIMIT: usize = 1 << 20;

/// What a DTD declares.
#[derive(Debug, Default)]
pub(super) struct DocumentType {
    /// General entities that are given as text, by name: the first declaration of a name counts (section 4.2).
    entities: BTreeMap<String, String>,
    /// Attributes with a default.
    defaults: Vec<DefaultAttribute>,
    /// What concerns validation alone, as ranges of bytes.
    beside: Vec<Range<usize>>,
}

/// An attribute that elements of a name have although it is not written.
#[derive(Debug)]
struct DefaultAttribute {
    element: String,
    attribute: String,
    value: String,
}

/// The offset of something in a DTD that is refused, and what it is.
pub(super) type Refused = (usize, String);

impl DocumentType {
    /// The DTD of a text, if it has one; else what in it is refused, and at which byte.
    pub(super) fn of(text: &str) -> Result<Option<Self>, Refused> {
        let mut scanner = Scanner { text, at: 0 };
        let Some((found, end)) = scanner.document_type()? else {
            return Ok(None);
        };
        found.is_small(text, end)?;
        Ok(Some(found))
    }

    /// The text with spaces for what concerns validation alone, which the XML parser does not follow in full. Every other
    /// byte stays where it is.
    pub(super) fn without_validation(&self, text: &str) -> String {
        let mut bytes = text.as_bytes().to_vec();
        for range in &self.beside {
            for byte in bytes.get_mut(range.clone()).into_iter().flatten() {
                if *byte != b'\n' {
                    *byte = b' ';
                }
            }
        }
        // Whole declarations are ranges of whole characters.
        String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
    }

    /// No element lacks an attribute that the DTD has a default for.
    pub(super) fn check_defaults(&self, text: &XmlText, tree: &Document<'_>) -> Result<(), ReadError> {
        let mut by_element: BTreeMap<&str, Vec<&DefaultAttribute>> = BTreeMap::new();
        for default in &self.defaults {
            by_element.entry(&default.element).or_default().push(default);
        }
        for element in tree.descendants().filter(Node::is_element) {
            let defaults = by_element.get(written_name(text, element)).into_iter().flatten();
            let mut unmet = defaults.filter(|default| !default.is_met(text, element));
            if let Some(default) = unmet.next() {
                return Err(ReadError::DocumentType {
                    place: Box::new(text.place(element, String::new())),
                    problem: format!(
                        "it gives the element `{}` the attribute {}=\"{}\", which is not written here. Write it out",
                        default.element, default.attribute, default.value
                    ),
                });
            }
        }
        Ok(())
    }

    /// All references to entities, replaced, are no more than a schema document may be expected to hold.
    fn is_small(&self, text: &str, end: usize) -> Result<(), Refused> {
        let mut sizes = BTreeMap::new();
        let body = text.get(end..).unwrap_or_default();
        let size = self.expanded(body, &mut sizes, 0).unwrap_or(usize::MAX);
        if size.saturating_sub(body.len()) > EXPANSION_LIMIT {
            let problem = format!(
                "its entities make more than {EXPANSION_LIMIT} bytes of this file, or refer to each other in a circle or \
                 more than {DEPTH_LIMIT} deep. Write them out"
            );
            return Err((0, problem));
        }
        Ok(())
    }

    /// How long a text is with its references replaced; nothing for entities too deep in each other.
    fn expanded<'a>(
        &'a self,
        text: &'a str,
        sizes: &mut BTreeMap<&'a str, usize>,
        depth: usize,
    ) -> Option<usize> {
        if depth > DEPTH_LIMIT {
            return None;
        }
        let mut size = text.len();
        for reference in text.split('&').skip(1) {
            let Some((name, _)) = reference.split_once(';') else {
                continue;
            };
            let Some(value) = self.entities.get(name) else {
                continue;
            };
            let more = match sizes.get(name) {
                Some(size) => *size,
                None => {
                    let size = self.expanded(value, sizes, depth + 1)?;
                    sizes.insert(name, size);
                    size
                }
            };
            size = size.saturating_add(more);
        }
        Some(size)
    }
}

impl DefaultAttribute {
    fn is_met(&self, text: &XmlText, element: Node<'_, '_>) -> bool {
        let declared = match self.attribute.split_once(':') {
            Some(("xmlns", prefix)) => Some(Some(prefix)),
            _ if self.attribute == "xmlns" => Some(None),
            _ => None,
        };
        match declared {
            // In force is as good as written here.
            Some(prefix) => element.lookup_namespace_uri(prefix) == Some(self.value.as_str()),
            None => element
                .attributes()
                .any(|attribute| text.as_str().get(attribute.range_qname()) == Some(self.attribute.as_str())),
        }
    }
}

/// The name of an element as it is written, which is what a DTD goes by.
fn written_name<'a>(text: &'a XmlText, element: Node<'_, '_>) -> &'a str {
    let tag = text.as_str().get(element.range()).unwrap_or_default();
    let tag = tag.strip_prefix('<').unwrap_or_default();
    let end = tag.find(|character: char| character.is_whitespace() || "/>".contains(character));
    tag.get(..end.unwrap_or_default()).unwrap_or_default()
}

/// Walks over the declarations. What is not well-formed in a way that does not matter here, the XML parser refuses.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, start: &str) -> bool {
        let found = self.rest().starts_with(start);
        if found {
            self.at += start.len();
        }
        found
    }

    /// Behind the next `end`, or at the end of the text.
    fn skip_to(&mut self, end: &str) {
        self.at += self
            .rest()
            .find(end)
            .map_or(self.rest().len(), |found| found + end.len());
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// Up to white space or one of the marks of declarations.
    fn word(&mut self) -> &'a str {
        self.skip_space();
        let rest = self.rest();
        let end = rest.find(|character: char| character.is_whitespace() || "<>[]()'\"".contains(character));
        let word = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        self.at += word.len();
        word
    }

    /// What stands between quotation marks, if it begins here.
    fn literal(&mut self) -> Option<&'a str> {
        self.skip_space();
        let mark = self.rest().chars().next().filter(|mark| "'\"".contains(*mark))?;
        let rest = self.rest().get(1..)?;
        let literal = rest.get(..rest.find(mark)?)?;
        self.at += literal.len() + 2;
        Some(literal)
    }

    /// The DTD, and where it ends.
    fn document_type(&mut self) -> Result<Option<(DocumentType, usize)>, Refused> {
        self.take("\u{feff}");
        loop {
            self.skip_space();
            if self.take("<!--") {
                self.skip_to("-->");
            } else if self.take("<?") {
                self.skip_to("?>");
            } else {
                break;
            }
        }
        if !self.take("<!DOCTYPE") {
            return Ok(None);
        }
        let mut found = DocumentType::default();
        loop {
            self.skip_space();
            if self.take("[") {
                self.subset(&mut found)?;
            } else if self.take(">") || self.rest().is_empty() {
                return Ok(Some((found, self.at)));
            } else if self.literal().is_none() && self.word().is_empty() {
                // A mark that has no business here: the XML parser says so.
                return Ok(Some((found, self.at)));
            }
        }
    }

    fn subset(&mut self, found: &mut DocumentType) -> Result<(), Refused> {
        loop {
            self.skip_space();
            let start = self.at;
            if self.take("]") || self.rest().is_empty() {
                return Ok(());
            } else if self.take("<!ENTITY") {
                let is_replaced = self.entity(found);
                self.finish();
                if is_replaced {
                    continue;
                }
            } else if self.take("<!--") {
                self.skip_to("-->");
            } else if self.take("<?") {
                self.skip_to("?>");
            } else if self.take("<!ATTLIST") {
                self.attributes(found);
                self.finish();
            } else if self.take("<!") {
                self.finish();
            } else {
                let problem = format!(
                    "`{}` is no declaration. Parameter entities are not replaced: write out what this one stands for",
                    self.rest()
                        .chars()
                        .take_while(|c| !c.is_whitespace())
                        .take(40)
                        .collect::<String>()
                );
                return Err((start, problem));
            }
            found.beside.push(start..self.at);
        }
    }

    /// To the end of a declaration, over literals.
    fn finish(&mut self) {
        loop {
            self.skip_space();
            if self.take(">") || self.rest().is_empty() {
                return;
            }
            if self.literal().is_none() && self.word().is_empty() {
                self.at += self.rest().chars().next().map_or(0, char::len_utf8);
            }
        }
    }

    /// Whether references to the entity can be replaced: a parameter entity (`%`) stands for declarations, and an external
    /// one (SYSTEM, PUBLIC) is not fetched.
    fn entity(&mut self, found: &mut DocumentType) -> bool {
        let name = self.word();
        if name == "%" {
            return false;
        }
        let Some(value) = self.literal() else {
            return false;
        };
        found
            .entities
            .entry(name.to_owned())
            .or_insert_with(|| value.to_owned());
        true
    }

    fn attributes(&mut self, found: &mut DocumentType) {
        let element = self.word();
        loop {
            let attribute = self.word();
            if attribute.is_empty() {
                return;
            }
            self.skip_space();
            if !self.rest().starts_with('(') && self.word() == "NOTATION" {
                self.skip_space();
            }
            if self.take("(") {
                self.skip_to(")");
            }
            self.skip_space();
            if self.take("#REQUIRED") || self.take("#IMPLIED") {
                continue;
            }
            self.take("#FIXED");
            let Some(value) = self.literal() else { return };
            found.defaults.push(DefaultAttribute {
                element: element.to_owned(),
                attribute: attribute.to_owned(),
                value: value.to_owned(),
            });
        }
    }
}
