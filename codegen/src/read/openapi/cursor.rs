//! A place in the tree of a document, and the strict ways to go on from there.

use super::model::{Literal, LiteralKind};
use super::yaml::{Entry, Mark, Node, Value};
use crate::place::Place;
use crate::read::error::ReadError;
use crate::suggest::{did_you_mean, nearest};

/// A document, as errors and references need it.
#[derive(Clone, Copy, Debug)]
pub(super) struct File<'d> {
    /// Its path in the source.
    pub(super) path: &'d str,
    /// Its path as shown to a person.
    pub(super) show: &'d str,
}

/// A node with its place.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'d> {
    pub(super) file: File<'d>,
    /// Where its key stands, or the node itself in a list.
    mark: Mark,
    node: &'d Node,
    /// The keys that lead to it.
    path: String,
}

/// The keywords of an object of OpenAPI.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keywords {
    /// What the object is, with its article.
    pub(super) what: &'static str,
    /// Keywords that are read.
    pub(super) known: &'static [&'static str],
    /// Keywords of OpenAPI that are not carried out, and what to do instead.
    pub(super) refused: &'static [(&'static str, &'static str)],
}

/// An object of OpenAPI, whose keywords are all known.
#[derive(Clone, Debug)]
pub(super) struct Keyed<'d> {
    at: Cursor<'d>,
    entries: &'d [Entry],
    what: &'static str,
}

impl<'d> Cursor<'d> {
    pub(super) fn root(file: File<'d>, node: &'d Node) -> Self {
        Self {
            file,
            mark: node.mark,
            node,
            path: String::new(),
        }
    }

    pub(super) fn place(&self) -> Place {
        self.place_of(self.mark, self.path.clone())
    }

    fn place_of(&self, mark: Mark, component: String) -> Place {
        Place {
            file: self.file.show.to_owned(),
            line: mark.line,
            column: mark.column,
            component,
        }
    }

    /// What stands here, in words.
    fn subject(&self) -> String {
        let Some((above, key)) = self.path.rsplit_once('/') else {
            return if self.path.is_empty() {
                "the document".to_owned()
            } else {
                format!("`{}`", self.path)
            };
        };
        match key.parse::<usize>() {
            Ok(index) => {
                let list = above.rsplit_once('/').map_or(above, |(_, list)| list);
                format!("item {} of `{list}`", index + 1)
            }
            Err(_) => format!("`{key}`"),
        }
    }

    fn below(&self, key: &str, mark: Mark, node: &'d Node) -> Self {
        let path = if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}/{key}", self.path)
        };
        Self {
            file: self.file,
            mark,
            node,
            path,
        }
    }

    fn mapping(&self, expected: &'static str) -> Result<&'d [Entry], ReadError> {
        match &self.node.value {
            Value::Mapping(entries) => Ok(entries),
            _ => Err(self.wrong_kind(expected)),
        }
    }

    /// An object of OpenAPI.
    ///
    /// # Errors
    /// A keyword that is unknown or not carried out.
    pub(super) fn keyed(&self, keywords: Keywords) -> Result<Keyed<'d>, ReadError> {
        let entries = self.mapping("a mapping")?;
        for entry in entries {
            let key = entry.key.as_str();
            if keywords.known.contains(&key) {
                continue;
            }
            let place = Box::new(self.place_of(entry.mark, self.path.clone()));
            let refused = keywords.refused.iter().find(|(refused, _)| *refused == key);
            return Err(match refused {
                Some((_, reason)) => ReadError::Unsupported {
                    place,
                    construct: format!("`{key}` of {}", keywords.what),
                    reason,
                },
                None => ReadError::UnknownKeyword {
                    place,
                    keyword: entry.key.clone(),
                    what: keywords.what,
                    hint: did_you_mean(nearest(key, keywords.known.iter().copied()).as_deref()),
                    known: keywords.known.join(", "),
                },
            });
        }
        Ok(Keyed {
            at: self.clone(),
            entries,
            what: keywords.what,
        })
    }

    /// The entries of a mapping whose keys are names.
    pub(super) fn named(&self) -> Result<impl Iterator<Item = (&'d str, Self)> + use<'d>, ReadError> {
        let entries = self.mapping("a mapping from names")?;
        let at = self.clone();
        Ok(entries
            .iter()
            .map(move |entry| (entry.key.as_str(), at.below(&entry.key, entry.mark, &entry.value))))
    }

    /// The items of a list.
    pub(super) fn list(&self) -> Result<impl Iterator<Item = Self> + use<'d>, ReadError> {
        let Value::Sequence(items) = &self.node.value else {
            return Err(self.wrong_kind("a list"));
        };
        let at = self.clone();
        Ok(items
            .iter()
            .enumerate()
            .map(move |(index, item)| at.below(&index.to_string(), item.mark, item)))
    }

    /// Whether there is a mapping with this key.
    pub(super) fn has(&self, key: &str) -> bool {
        matches!(&self.node.value, Value::Mapping(entries) if entries.iter().any(|entry| entry.key == key))
    }

    pub(super) fn text(&self) -> Result<String, ReadError> {
        match &self.node.value {
            Value::Text(text) => Ok(text.clone()),
            Value::Number(_) | Value::Boolean(_) | Value::Null => {
                Err(self.wrong_kind("text; put it in quotes"))
            }
            _ => Err(self.wrong_kind("text")),
        }
    }

    pub(super) fn boolean(&self) -> Result<bool, ReadError> {
        match self.node.value {
            Value::Boolean(value) => Ok(value),
            _ => Err(self.wrong_kind("`true` or `false`")),
        }
    }

    /// One of a closed set of words.
    pub(super) fn word<T: Copy>(&self, words: &[(&'static str, T)]) -> Result<T, ReadError> {
        let text = self.text()?;
        let found = words.iter().find(|(word, _)| *word == text);
        found.map(|(_, value)| *value).ok_or_else(|| {
            let known = words.iter().map(|(word, _)| *word);
            self.invalid(format!(
                "`{text}`; expected one of {}{}",
                known.clone().collect::<Vec<_>>().join(", "),
                did_you_mean(nearest(&text, known).as_deref())
            ))
        })
    }

    /// A number from 0 on.
    pub(super) fn count(&self) -> Result<u32, ReadError> {
        match &self.node.value {
            Value::Number(text) => text.parse().map_err(|_| {
                self.invalid(format!(
                    "`{text}`; expected a whole number from 0 to {}",
                    u32::MAX
                ))
            }),
            _ => Err(self.wrong_kind("a number")),
        }
    }

    /// A single value.
    pub(super) fn literal(&self) -> Result<Literal, ReadError> {
        let (text, kind) = match &self.node.value {
            Value::Null => ("null".to_owned(), LiteralKind::Null),
            Value::Boolean(value) => (value.to_string(), LiteralKind::Boolean),
            Value::Number(text) => (text.clone(), LiteralKind::Number),
            Value::Text(text) => (text.clone(), LiteralKind::Text),
            Value::Sequence(_) | Value::Mapping(_) => return Err(self.wrong_kind("a single value")),
        };
        Ok(Literal {
            place: self.place(),
            text,
            kind,
        })
    }

    /// A decimal number, as JSON and XSD both write it.
    pub(super) fn decimal(&self) -> Result<Literal, ReadError> {
        let literal = self.literal()?;
        let unsigned = literal.text.strip_prefix('-').unwrap_or(&literal.text);
        let plain = unsigned.chars().all(|c| c.is_ascii_digit() || c == '.')
            && unsigned.starts_with(|c: char| c.is_ascii_digit())
            && unsigned.ends_with(|c: char| c.is_ascii_digit());
        match (literal.kind, plain) {
            (LiteralKind::Number, true) => Ok(literal),
            (LiteralKind::Number, false) => Err(self.invalid(format!(
                "`{}`; expected digits, with a point and a `-` if need be",
                literal.text
            ))),
            _ => Err(self.wrong_kind("a number")),
        }
    }

    /// A list of texts.
    pub(super) fn texts(&self) -> Result<Vec<Literal>, ReadError> {
        let mut texts: Vec<Literal> = Vec::new();
        for item in self.list()? {
            item.text()?;
            let literal = item.literal()?;
            if let Some(first) = texts.iter().find(|known| known.text == literal.text) {
                return Err(item.repeated("the name", &literal.text, &first.place));
            }
            texts.push(literal);
        }
        Ok(texts)
    }

    /// A value that may not stand here.
    pub(super) fn invalid(&self, problem: String) -> ReadError {
        ReadError::InvalidValue {
            place: Box::new(self.place()),
            subject: self.subject(),
            problem,
        }
    }

    /// What stands here a second time, and where it should stand once.
    pub(super) fn repeated(&self, what: &'static str, name: &str, first: &Place) -> ReadError {
        ReadError::Repeated {
            place: Box::new(self.place()),
            what,
            name: name.to_owned(),
            first: Box::new(first.clone()),
            cure: "Leave one of them out",
        }
    }

    fn wrong_kind(&self, expected: &str) -> ReadError {
        self.invalid(format!("{}; expected {expected}", self.node.value.kind()))
    }

    pub(super) fn unsupported(&self, construct: impl Into<String>, reason: &'static str) -> ReadError {
        ReadError::Unsupported {
            place: Box::new(self.place()),
            construct: construct.into(),
            reason,
        }
    }
}

impl<'d> Keyed<'d> {
    pub(super) fn place(&self) -> Place {
        self.at.place()
    }

    pub(super) fn get(&self, key: &str) -> Option<Cursor<'d>> {
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        Some(self.at.below(key, entry.mark, &entry.value))
    }

    /// What must be there.
    pub(super) fn need(&self, key: &'static str) -> Result<Cursor<'d>, ReadError> {
        self.get(key).ok_or_else(|| ReadError::MissingKeyword {
            place: Box::new(self.at.place()),
            keyword: key,
            what: self.what,
        })
    }

    pub(super) fn text(&self, key: &str) -> Result<Option<String>, ReadError> {
        self.get(key).map(|at| at.text()).transpose()
    }

    /// Something that is `false` unless it is said.
    pub(super) fn flag(&self, key: &str) -> Result<bool, ReadError> {
        self.get(key).map_or(Ok(false), |at| at.boolean())
    }

    pub(super) fn texts(&self, key: &str) -> Result<Vec<Literal>, ReadError> {
        self.get(key).map_or(Ok(Vec::new()), |at| at.texts())
    }

    /// The keys that are there, in order.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'d str> + use<'d> {
        self.entries.iter().map(|entry| entry.key.as_str())
    }
}
