//! What is wrong with a document that was read, and where.

use std::fmt;

use super::expected::Alternatives;
use super::{InvalidValue, Name, Rule};

/// A document that cannot be read: what is wrong, where, and which rule it breaks.
///
/// It holds names from the contract, positions and limits, but no value of the document.
#[derive(Debug)]
pub struct ReadError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ReadErrorKind,
    /// Innermost segment first.
    path: Vec<Segment>,
    offset: usize,
    position: Option<Position>,
}

#[derive(Debug)]
struct Segment {
    name: &'static str,
    attribute: bool,
    index: Option<usize>,
}

/// A place in a document.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// What is wrong with a document.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReadErrorKind {
    /// Reading the bytes failed.
    Io(std::io::Error),
    /// More bytes than [`super::Limits::size`].
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// More elements inside each other than [`super::Limits::depth`].
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// More attributes on an element, or more namespace declarations in scope, than [`super::Limits::attributes`].
    TooManyAttributes {
        /// The limit.
        limit: usize,
    },
    /// The bytes are not text in the encoding that the document declares.
    Encoding(super::EncodingError),
    /// The text is not well-formed XML 1.0, or breaks a rule of Namespaces in XML.
    NotWellFormed {
        /// The rule, in words.
        reason: &'static str,
    },
    /// A document type declaration, which is never read.
    Doctype,
    /// The root element is another one.
    WrongRoot {
        /// The root element that was asked for.
        expected: Name,
        /// The root element found.
        found: String,
    },
    /// Something other than the elements that must stand here.
    Expected {
        /// The names that would do.
        expected: Vec<String>,
        /// What stands there.
        found: Found,
    },
    /// An element that may not stand here.
    UnexpectedElement {
        /// Its name.
        found: String,
    },
    /// Text where only elements may stand, or in an element that must be empty.
    UnexpectedText,
    /// An attribute that the type does not have.
    UnexpectedAttribute {
        /// Its name.
        found: String,
    },
    /// A required attribute is missing.
    MissingAttribute {
        /// Its name.
        expected: Name,
    },
    /// `xsi:nil` on an element that is not nillable.
    NotNillable,
    /// A root element that is nil, read as the type that it would have otherwise.
    Nil,
    /// `xsi:type` names a type that may not stand in for the declared one, or that is not known to be derived from it.
    OtherType {
        /// The declared type.
        declared: Name,
    },
    /// The declared type is abstract, and no `xsi:type` names one derived from it.
    AbstractType {
        /// The declared type.
        declared: Name,
    },
    /// Wildcard content that must be declared, but is not.
    Undeclared {
        /// Its name.
        found: String,
    },
    /// A value that breaks a rule of its type.
    Value {
        /// The type; its local name is empty when it is anonymous.
        type_name: &'static str,
        /// The rule.
        rule: Rule,
    },
}

/// What stands where something else was expected.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Found {
    /// An element of this name.
    Element(String),
    /// The end tag of the element.
    End,
}

impl ReadError {
    #[cold]
    pub(super) fn new(kind: ReadErrorKind, offset: usize) -> Self {
        Self(Box::new(Inner {
            kind,
            path: Vec::new(),
            offset,
            position: None,
        }))
    }

    /// Reading was given up for a reason that is told elsewhere.
    #[cfg(feature = "soap")]
    #[cold]
    pub(crate) fn given_up() -> Self {
        Self::malformed("reading was given up", 0)
    }

    /// The element `name` is missing where the document ends.
    #[cfg(feature = "soap")]
    #[cold]
    pub(crate) fn missing(name: super::Name) -> Self {
        let expected = vec![shown(name.uri(), name.local())];
        Self::new(
            ReadErrorKind::Expected {
                expected,
                found: Found::End,
            },
            0,
        )
    }

    #[cold]
    pub(super) fn malformed(reason: &'static str, offset: usize) -> Self {
        Self::new(ReadErrorKind::NotWellFormed { reason }, offset)
    }

    #[cold]
    pub(super) fn value(type_name: &'static str, rule: Rule, offset: usize) -> Self {
        Self::new(ReadErrorKind::Value { type_name, rule }, offset)
    }

    /// The same, one step further out: `name` holds it, as number `index` (from 1) of a repetition.
    #[cold]
    pub(super) fn inside(mut self, name: &'static str, index: Option<usize>) -> Self {
        self.0.path.push(Segment {
            name,
            attribute: false,
            index,
        });
        self
    }

    /// The same, in the attribute `name`.
    pub(super) fn inside_attribute(mut self, name: &'static str) -> Self {
        self.0.path.push(Segment {
            name,
            attribute: true,
            index: None,
        });
        self
    }

    /// The same with its place in `text` worked out, unless it has one.
    pub(super) fn located(mut self, text: &str) -> Self {
        self.0
            .position
            .get_or_insert_with(|| Position::of(text, self.0.offset));
        self
    }

    /// Where in the text, in bytes.
    pub(super) fn offset(&self) -> usize {
        self.0.offset
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> &ReadErrorKind {
        &self.0.kind
    }

    /// Where in the document; `None` when the bytes could not be read as text.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.0.position
    }

    /// The element or attribute, such as `Tidredovisning/tidrapport/rapportRad[3]/fromTid`.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for segment in self.0.path.iter().rev() {
            if !path.is_empty() {
                path.push('/');
            }
            if segment.attribute {
                path.push('@');
            }
            path.push_str(segment.name);
            if let Some(index) = segment.index {
                path.push_str(&format!("[{index}]"));
            }
        }
        path
    }

    /// The rule that a value breaks, when that is what is wrong.
    #[must_use]
    pub fn rule(&self) -> Option<&Rule> {
        match self.kind() {
            ReadErrorKind::Value { rule, .. } => Some(rule),
            _ => None,
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Position { line, column }) = self.position() {
            write!(f, "line {line}, column {column}: ")?;
        }
        if !self.0.path.is_empty() {
            write!(f, "{}: ", self.path())?;
        }
        self.kind().fmt(f)
    }
}

impl fmt::Display for ReadErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "the document could not be read: {error}"),
            Self::TooLarge { limit } => write!(f, "the document is larger than the limit of {limit} bytes"),
            Self::TooDeep { limit } => write!(f, "more than {limit} elements stand inside each other"),
            Self::TooManyAttributes { limit } => write!(
                f,
                "an element has more than {limit} attributes, or as many namespace declarations are in scope"
            ),
            Self::Encoding(error) => error.fmt(f),
            Self::NotWellFormed { reason } => write!(f, "not well-formed XML: {reason}"),
            Self::Doctype => f.write_str("a document type declaration (DOCTYPE) is not accepted"),
            Self::WrongRoot { expected, found } => {
                write!(
                    f,
                    "the root element is {found}, expected {}",
                    shown(expected.uri(), expected.local())
                )
            }
            Self::Expected { expected, found } if expected.is_empty() => {
                let found = match found {
                    Found::Element(name) => name,
                    Found::End => "the end of the element",
                };
                write!(
                    f,
                    "nothing that could stand here is allowed by the contract, found {found}"
                )
            }
            Self::Expected { expected, found } => {
                let alternatives = Alternatives { expected, found };
                let found = match found {
                    Found::Element(name) => name,
                    Found::End => "the end of the element",
                };
                write!(f, "expected {alternatives}, found {found}")
            }
            Self::UnexpectedElement { found } => write!(f, "the element {found} may not stand here"),
            Self::UnexpectedText => f.write_str("text may not stand here"),
            Self::UnexpectedAttribute { found } => write!(f, "the attribute {found} is not declared"),
            Self::MissingAttribute { expected } => {
                write!(
                    f,
                    "the attribute {} is missing",
                    shown(expected.uri(), expected.local())
                )
            }
            Self::NotNillable => f.write_str("xsi:nil may not stand here, the element is not nillable"),
            Self::Nil => f.write_str("the element is nil; read it as xml::Nillable of its type"),
            Self::OtherType { declared } => {
                let declared = shown(declared.uri(), declared.local());
                write!(
                    f,
                    "xsi:type names a type that may not stand here for the declared {declared}, or is not known to be \
                     derived from it"
                )
            }
            Self::AbstractType { declared } => {
                let declared = shown(declared.uri(), declared.local());
                write!(
                    f,
                    "the declared type {declared} is abstract; xsi:type must name a type derived from it"
                )
            }
            Self::Undeclared { found } => write!(
                f,
                "{found} is not declared, and only declared content may stand here"
            ),
            Self::Value { type_name: "", rule } => write!(f, "the value {rule}"),
            Self::Value { type_name, rule } => write!(f, "the value {rule} (type {type_name})"),
        }
    }
}

impl std::error::Error for ReadError {}

impl From<InvalidValue> for ReadErrorKind {
    fn from(invalid: InvalidValue) -> Self {
        Self::Value {
            type_name: invalid.type_name(),
            rule: invalid.rule().clone(),
        }
    }
}

/// A name as errors show it: `{namespace}local`, cut when a document makes it absurdly long.
pub(super) fn shown(uri: &str, local: &str) -> String {
    let cut = |text: &str, most: usize| -> String {
        match text.char_indices().nth(most) {
            Some((at, _)) => format!("{}…", &text[..at]),
            None => text.to_owned(),
        }
    };
    if uri.is_empty() {
        cut(local, 80)
    } else {
        format!("{{{}}}{}", cut(uri, 200), cut(local, 80))
    }
}

impl Position {
    /// The place of the byte `offset` in `text`: `\r\n`, `\n` and a lone `\r` each end a line.
    pub(crate) fn of(text: &str, offset: usize) -> Self {
        let before = &text.as_bytes()[..offset.min(text.len())];
        let mut line = 1;
        let mut start = 0;
        for (at, byte) in before.iter().enumerate() {
            if *byte == b'\n' || (*byte == b'\r' && before.get(at + 1) != Some(&b'\n')) {
                line += 1;
                start = at + 1;
            }
        }
        let column = 1 + before[start..]
            .iter()
            .filter(|byte| (**byte & 0xC0) != 0x80)
            .count();
        Self { line, column }
    }
}
