//! The text of a file, with places in it.

use std::cell::Cell;

use fk_runtime::xml::decode;
use roxmltree::{Document, Node, ParsingOptions};

use super::Source;
use super::doctype::DocumentType;
use super::error::{NamedBy, ReadError};
use crate::place::Place;

/// The namespace of XML Schema.
pub(crate) const XSD: &str = "http://www.w3.org/2001/XMLSchema";

/// A file as text with line ends as XML has them (XML 1.0, section 2.11).
#[derive(Debug)]
pub(crate) struct XmlText {
    /// Its path in the source.
    pub(crate) path: String,
    /// Its path as shown to a person.
    pub(crate) show: String,
    text: String,
    document_type: Option<DocumentType>,
    /// The position asked for last: the next one is counted from there, so that a walk in document order is
    /// linear even in a file of a single line.
    cursor: Cell<Position>,
}

/// An offset with its line and column.
#[derive(Clone, Copy, Debug)]
struct Position {
    offset: usize,
    line: u32,
    column: u32,
}

const START: Position = Position {
    offset: 0,
    line: 1,
    column: 1,
};

impl XmlText {
    /// Reads and decodes a file.
    pub(crate) fn read(source: &dyn Source, path: &str, named_by: NamedBy) -> Result<Self, ReadError> {
        let show = source.show(path);
        let bytes = match source.read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(ReadError::Missing { file: show, named_by });
            }
            Err(problem) => {
                return Err(ReadError::Unreadable {
                    file: show,
                    named_by,
                    problem,
                });
            }
        };
        let text = decode(&bytes)
            .map(std::borrow::Cow::into_owned)
            .map_err(|problem| ReadError::Encoding {
                file: show.clone(),
                problem,
            })?;
        // Normalised here rather than by the parser, so that lines are counted right in files with lone CRs.
        let text = if text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            text
        };
        let mut text = Self {
            path: path.to_owned(),
            show,
            text,
            document_type: None,
            cursor: Cell::new(START),
        };
        text.document_type =
            DocumentType::of(&text.text).map_err(|(offset, problem)| ReadError::DocumentType {
                place: Box::new(text.place_at(offset, String::new())),
                problem,
            })?;
        if let Some(document_type) = &text.document_type {
            text.text = document_type.without_validation(&text.text);
        }
        Ok(text)
    }

    /// The XML tree of the text.
    pub(crate) fn parse(&self) -> Result<Document<'_>, ReadError> {
        let options = ParsingOptions {
            allow_dtd: self.document_type.is_some(),
            ..ParsingOptions::default()
        };
        let tree = Document::parse_with_options(&self.text, options).map_err(|error| match error {
            roxmltree::Error::NoRootNode => ReadError::NotWellFormed {
                place: Box::new(self.end()),
                problem: "there is no element".to_owned(),
            },
            roxmltree::Error::UnclosedRootNode => ReadError::NotWellFormed {
                place: Box::new(self.end()),
                problem: "the text ends before the root element is closed".to_owned(),
            },
            error => {
                let position = error.pos();
                ReadError::NotWellFormed {
                    place: Box::new(Place {
                        file: self.show.clone(),
                        line: position.row,
                        column: position.col,
                        component: String::new(),
                    }),
                    problem: without_position(&error),
                }
            }
        })?;
        if let Some(document_type) = &self.document_type {
            document_type.check_defaults(self, &tree)?;
        }
        Ok(tree)
    }

    /// The text itself.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether a declaration of `prefix` may be anywhere in the text.
    pub(crate) fn declares(&self, prefix: &str) -> bool {
        self.text.contains(&format!("xmlns:{prefix}"))
    }

    /// The place of a node.
    pub(crate) fn place(&self, node: Node<'_, '_>, component: String) -> Place {
        self.place_at(node.range().start, component)
    }

    /// Line and column, both from 1, of a byte offset.
    pub(crate) fn position(&self, offset: usize) -> (u32, u32) {
        let mut position = Some(self.cursor.get())
            .filter(|cursor| cursor.offset <= offset)
            .unwrap_or(START);
        for character in self.text.get(position.offset..offset).unwrap_or_default().chars() {
            if character == '\n' {
                position.line = position.line.saturating_add(1);
                position.column = 1;
            } else {
                position.column = position.column.saturating_add(1);
            }
        }
        position.offset = offset;
        self.cursor.set(position);
        (position.line, position.column)
    }

    fn place_at(&self, offset: usize, component: String) -> Place {
        let (line, column) = self.position(offset);
        Place {
            file: self.show.clone(),
            line,
            column,
            component,
        }
    }

    fn end(&self) -> Place {
        self.place_at(self.text.len(), String::new())
    }
}

/// What the parser says, without the position that its message ends in: the place has it.
fn without_position(error: &roxmltree::Error) -> String {
    let text = error.to_string();
    let position = format!(" at {}", error.pos());
    text.replace(&position, "")
}

/// A name for a person: `xs:element` for the namespace of XSD, else `{namespace}local` or the local part.
pub(crate) fn shown_name(namespace: Option<&str>, local: &str) -> String {
    match namespace {
        None | Some("") => format!("`{local}`"),
        Some(XSD) => format!("`xs:{local}`"),
        Some(namespace) => format!("`{{{namespace}}}{local}`"),
    }
}
