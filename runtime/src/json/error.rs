//! What is wrong with a document that was read, and where.

use std::borrow::Cow;
use std::fmt;

use super::{InvalidValue, Kind, Position, Rule};

/// A document that cannot be read: what is wrong, where, and which rule it breaks.
///
/// It holds names from the contract, names of fields that look like such, positions and limits, but no value of the
/// document.
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

/// One step into a document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Segment {
    /// A field of an object.
    Field(Cow<'static, str>),
    /// An item of an array, from 1.
    Item(usize),
    /// An entry of an object whose names are data, from 1.
    Entry(usize),
    /// The alternative of a choice that the value was read as: no step, but worth knowing.
    Alternative(&'static str),
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
    /// More arrays and objects inside each other than [`super::Limits::depth`].
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// The bytes are not UTF-8 (RFC 8259, section 8.1).
    NotUtf8,
    /// The text is not JSON (RFC 8259).
    NotWellFormed {
        /// The rule, in words.
        reason: &'static str,
    },
    /// A value of another kind than the contract has here.
    WrongKind {
        /// The kind that the contract has.
        expected: Kind,
        /// The kind found.
        found: Kind,
    },
    /// A field that the object does not have.
    UnknownField {
        /// Its name; `None` when it looks like a value rather than a name, and is not shown.
        found: Option<String>,
    },
    /// A field that stands twice in an object (RFC 8259, section 4: names should be unique; here they must).
    DuplicateField {
        /// Its name; `None` when it looks like a value rather than a name, and is not shown.
        found: Option<String>,
    },
    /// A required field is missing.
    MissingField {
        /// Its name.
        expected: &'static str,
    },
    /// The value is none of the alternatives of a choice (`oneOf`).
    NoAlternative {
        /// Why it is not, for each alternative.
        misfits: Vec<Misfit>,
    },
    /// The discriminator has a value that names no alternative.
    UnknownAlternative {
        /// The values that would do.
        expected: Vec<&'static str>,
    },
    /// A value that breaks a rule of its type, or a rule between fields.
    Value {
        /// The type; empty when it is anonymous.
        type_name: &'static str,
        /// The rule.
        rule: Rule,
    },
}

/// Why a value is not an alternative of a choice.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Misfit {
    /// The alternative.
    pub alternative: &'static str,
    /// The kind of value that the alternative is, when that is what is wrong.
    pub kind: Option<Kind>,
    /// The fields that would have to be there, and are not.
    pub missing: Vec<&'static str>,
    /// The fields that are there, and may not be.
    pub unwanted: Vec<&'static str>,
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

    #[cold]
    pub(super) fn malformed(reason: &'static str, offset: usize) -> Self {
        Self::new(ReadErrorKind::NotWellFormed { reason }, offset)
    }

    /// The same, one step further out.
    #[cold]
    pub(super) fn inside(mut self, segment: Segment) -> Self {
        self.0.path.push(segment);
        self
    }

    /// The same, one step further out: the field `name` holds it.
    #[cold]
    pub(super) fn inside_field(self, name: &'static str) -> Self {
        self.inside(Segment::Field(Cow::Borrowed(name)))
    }

    /// The same with its place in `text` worked out, unless it has one.
    pub(super) fn located(mut self, text: &str) -> Self {
        self.0
            .position
            .get_or_insert_with(|| Position::of(text, self.0.offset));
        self
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> &ReadErrorKind {
        &self.0.kind
    }

    /// Where in the document: where the value begins that is wrong, or the object that lacks a field. `None` when there
    /// is no document, since reading its bytes failed or they are too many.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.0.position
    }

    /// The value, such as `rakning/sjukhusvistelse[2]/franDatum`; empty for the whole document. `{3}` is the third
    /// entry of an object whose names are data.
    #[must_use]
    pub fn path(&self) -> String {
        path(self.0.path.iter().rev())
    }

    /// The path of the other field, when a rule between fields is broken.
    #[must_use]
    pub fn other_path(&self) -> Option<String> {
        let (Rule::NotBefore { other } | Rule::RequiredWith { other } | Rule::AbsentWith { other }) =
            self.rule()?
        else {
            return None;
        };
        let object = self.0.path.iter().skip(1).rev();
        Some(match path(object).as_str() {
            "" => (*other).to_owned(),
            object => format!("{object}/{other}"),
        })
    }

    /// The alternatives of choices that the value was read as, outermost first.
    #[must_use]
    pub fn alternatives(&self) -> Vec<&'static str> {
        let names = self.0.path.iter().rev().filter_map(|segment| match segment {
            Segment::Alternative(name) => Some(*name),
            _ => None,
        });
        names.collect()
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

fn path<'a>(segments: impl Iterator<Item = &'a Segment>) -> String {
    let mut path = String::new();
    for segment in segments {
        match segment {
            Segment::Field(name) => {
                if !path.is_empty() {
                    path.push('/');
                }
                path.push_str(name);
            }
            Segment::Item(number) => path.push_str(&format!("[{number}]")),
            Segment::Entry(number) => path.push_str(&format!("{{{number}}}")),
            Segment::Alternative(_) => {}
        }
    }
    path
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Position { line, column }) = self.position() {
            write!(f, "line {line}, column {column}: ")?;
        }
        match self.path().as_str() {
            "" => {}
            path => write!(f, "{path}: ")?,
        }
        self.kind().fmt(f)?;
        match self.alternatives().as_slice() {
            [] => Ok(()),
            alternatives => write!(f, ", read as {}", alternatives.join(", ")),
        }
    }
}

impl fmt::Display for ReadErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "the document could not be read: {error}"),
            Self::TooLarge { limit } => write!(f, "the document is larger than the limit of {limit} bytes"),
            Self::TooDeep { limit } => {
                write!(f, "more than {limit} arrays and objects stand inside each other")
            }
            Self::NotUtf8 => f.write_str("not UTF-8, which JSON is written in"),
            Self::NotWellFormed { reason } => write!(f, "not well-formed JSON: {reason}"),
            Self::WrongKind { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::UnknownField { found: Some(name) } => write!(f, "the field {name} may not stand here"),
            Self::UnknownField { found: None } => {
                f.write_str("a field may not stand here whose name is not shown, since it may be a value")
            }
            Self::DuplicateField { found: Some(name) } => write!(f, "the field {name} stands here twice"),
            Self::DuplicateField { found: None } => {
                f.write_str("a field stands here twice whose name is not shown, since it may be a value")
            }
            Self::MissingField { expected } => write!(f, "the field {expected} is missing"),
            Self::NoAlternative { misfits } => {
                f.write_str("the value is none of the alternatives: ")?;
                for (index, misfit) in misfits.iter().enumerate() {
                    write!(f, "{}{misfit}", if index == 0 { "" } else { "; " })?;
                }
                Ok(())
            }
            Self::UnknownAlternative { expected } => {
                write!(
                    f,
                    "the value names no alternative, expected {}",
                    expected.join(" or ")
                )
            }
            Self::Value { type_name: "", rule } => write!(f, "the value {rule}"),
            Self::Value { type_name, rule } => write!(f, "the value {rule} (type {type_name})"),
        }
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.alternative)?;
        if let Some(kind) = self.kind {
            write!(f, " is {kind}")?;
        }
        if !self.missing.is_empty() {
            write!(f, " lacks {}", self.missing.join(", "))?;
        }
        if !self.unwanted.is_empty() {
            let and = if self.missing.is_empty() { "" } else { " and" };
            write!(f, "{and} may not have {}", self.unwanted.join(", "))?;
        }
        Ok(())
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

/// The name of a field of the document as errors show it. `None` for what looks less like a name than like a value,
/// which may be personal: other characters than names have, or as many digits as a date has.
pub(super) fn shown(name: &str) -> Option<String> {
    const LONGEST: usize = 80;
    let mut characters = name.chars();
    let begins = characters
        .next()
        .is_some_and(|first| first.is_alphabetic() || matches!(first, '_' | '$'));
    let named = characters.all(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '-' | '.'));
    let digits = name.chars().filter(|c| c.is_numeric()).count();
    (begins && named && digits < 6 && name.len() <= LONGEST).then(|| name.to_owned())
}
