//! YAML 1.2 → a tree that knows where everything stands.
//!
//! `saphyr-parser` gives events with positions; the trees at hand lose the positions, the duplicates among keys, or
//! the difference between `1` and `"1"`. What a contract has no need of, and what can make a small file endless, is
//! refused: anchors and aliases, tags, merge keys, several documents.

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::place::Place;
use crate::read::error::ReadError;

/// No contract needs more.
const DEPTH: usize = 64;

/// A line and a column, both from 1; the column in characters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Mark {
    pub(super) line: u32,
    pub(super) column: u32,
}

/// A node and where it begins.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Node {
    pub(super) mark: Mark,
    pub(super) value: Value,
}

/// What a node is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Value {
    Null,
    Boolean(bool),
    /// As it is written.
    Number(String),
    Text(String),
    Sequence(Vec<Node>),
    /// Keys are unlike each other.
    Mapping(Vec<Entry>),
}

impl Value {
    /// What it is, for errors.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Boolean(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::Sequence(_) => "a list",
            Self::Mapping(_) => "a mapping",
        }
    }
}

/// An entry of a mapping.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) mark: Mark,
    pub(super) value: Node,
}

/// Reads the one document of `text`. `file` is how it is shown to a person.
///
/// # Errors
/// Text that is not YAML, or that has what contracts have no need of.
pub(super) fn parse(text: &str, file: &str) -> Result<Node, ReadError> {
    let mut tree = Tree {
        parser: Parser::new_from_str(text),
        file,
        last: Mark { line: 1, column: 1 },
    };
    let mut root = None;
    loop {
        let (event, mark) = tree.next()?;
        match event {
            Event::StreamEnd => break,
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd => {}
            _ if root.is_some() => {
                return Err(tree.not_yaml(mark, "there is a second document. Leave it out"));
            }
            event => root = Some(tree.node(event, mark, 0)?),
        }
    }
    root.ok_or_else(|| tree.not_yaml(tree.last, "there is nothing in it"))
}

/// A tree in the making.
struct Tree<'t> {
    parser: Parser<'t, saphyr_parser::StrInput<'t>>,
    file: &'t str,
    /// Where the last event stood.
    last: Mark,
}

impl<'t> Tree<'t> {
    fn next(&mut self) -> Result<(Event<'t>, Mark), ReadError> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                self.last = mark(&span);
                Ok((event, self.last))
            }
            Some(Err(error)) => {
                let at = error.marker();
                let mark = Mark {
                    line: number(at.line()),
                    column: number(at.col() + 1),
                };
                Err(self.not_yaml(mark, error.info()))
            }
            None => Ok((Event::StreamEnd, self.last)),
        }
    }

    fn node(&mut self, event: Event<'t>, mark: Mark, depth: usize) -> Result<Node, ReadError> {
        if depth > DEPTH {
            return Err(self.not_yaml(mark, "it is nested deeper than any contract needs"));
        }
        let value = match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.check_plain(mark, anchor, tag.is_some())?;
                scalar(&text, style)
            }
            Event::SequenceStart(anchor, tag) => {
                self.check_plain(mark, anchor, tag.is_some())?;
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        (Event::SequenceEnd, _) => break Value::Sequence(items),
                        (event, mark) => items.push(self.node(event, mark, depth + 1)?),
                    }
                }
            }
            Event::MappingStart(anchor, tag) => {
                self.check_plain(mark, anchor, tag.is_some())?;
                let mut entries = Vec::new();
                loop {
                    match self.next()? {
                        (Event::MappingEnd, _) => break Value::Mapping(entries),
                        (event, mark) => {
                            let entry = self.entry(event, mark, depth, &entries)?;
                            entries.push(entry);
                        }
                    }
                }
            }
            Event::Alias(_) => {
                return Err(self.not_yaml(mark, "an alias (`*`) is refused. Write it out, or use `$ref`"));
            }
            _ => return Err(self.not_yaml(mark, "it ends too early")),
        };
        Ok(Node { mark, value })
    }

    fn entry(
        &mut self,
        key: Event<'t>,
        mark: Mark,
        depth: usize,
        before: &[Entry],
    ) -> Result<Entry, ReadError> {
        let Event::Scalar(key, _, anchor, tag) = key else {
            return Err(self.not_yaml(mark, "the key of a mapping is no text"));
        };
        self.check_plain(mark, anchor, tag.is_some())?;
        if key == "<<" {
            return Err(self.not_yaml(mark, "a merge key (`<<`) is refused. Write it out, or use `$ref`"));
        }
        if let Some(first) = before.iter().find(|entry| entry.key == key) {
            return Err(ReadError::Duplicate {
                place: Box::new(self.place(mark)),
                kind: "key",
                name: key.into_owned(),
                first: Box::new(self.place(first.mark)),
            });
        }
        let (event, value_mark) = self.next()?;
        let value = self.node(event, value_mark, depth + 1)?;
        Ok(Entry {
            key: key.into_owned(),
            mark,
            value,
        })
    }

    /// An anchor's number is 0 when there is none.
    fn check_plain(&self, mark: Mark, anchor: usize, tagged: bool) -> Result<(), ReadError> {
        if anchor > 0 {
            return Err(self.not_yaml(mark, "an anchor (`&`) is refused. Write it out, or use `$ref`"));
        }
        if tagged {
            return Err(self.not_yaml(mark, "a tag (`!`) is refused. Leave it out"));
        }
        Ok(())
    }

    fn place(&self, mark: Mark) -> Place {
        Place {
            file: self.file.to_owned(),
            line: mark.line,
            column: mark.column,
            component: String::new(),
        }
    }

    fn not_yaml(&self, mark: Mark, problem: &str) -> ReadError {
        ReadError::NotYaml {
            place: Box::new(self.place(mark)),
            problem: problem.to_owned(),
        }
    }
}

fn mark(span: &Span) -> Mark {
    Mark {
        line: number(span.start.line()),
        column: number(span.start.col() + 1),
    }
}

fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What a scalar is by the core schema (YAML 1.2.2, section 10.3.2). What is quoted is text, whatever it looks like.
fn scalar(text: &str, style: ScalarStyle) -> Value {
    if style != ScalarStyle::Plain {
        return Value::Text(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Boolean(true),
        "false" | "False" | "FALSE" => Value::Boolean(false),
        text if is_number(text) => Value::Number(text.to_owned()),
        text => Value::Text(text.to_owned()),
    }
}

/// `[-+]? [0-9]+`, `0o...`, `0x...`, `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, infinity
/// and not-a-number.
fn is_number(text: &str) -> bool {
    let digits = |text: &str, radix: u32| !text.is_empty() && text.chars().all(|c| c.is_digit(radix));
    if let Some(octal) = text.strip_prefix("0o") {
        return digits(octal, 8);
    }
    if let Some(hex) = text.strip_prefix("0x") {
        return digits(hex, 16);
    }
    if matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return true;
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let exponent = exponent.map(|exponent| exponent.strip_prefix(['-', '+']).unwrap_or(exponent));
    let mantissa = match mantissa.split_once('.') {
        Some(("", fraction)) => digits(fraction, 10),
        Some((whole, fraction)) => digits(whole, 10) && (fraction.is_empty() || digits(fraction, 10)),
        None => digits(mantissa, 10),
    };
    mantissa && exponent.is_none_or(|exponent| digits(exponent, 10))
}

#[cfg(test)]
mod tests {
    use super::{Value, parse};

    fn refused(text: &str) -> String {
        parse(text, "a.yaml").expect_err(text).to_string()
    }

    #[test]
    fn what_looks_like_a_number_is_one_unless_it_is_quoted() {
        for (text, expected) in [
            ("1", Value::Number("1".to_owned())),
            ("-1.50", Value::Number("-1.50".to_owned())),
            ("1e3", Value::Number("1e3".to_owned())),
            ("0x1F", Value::Number("0x1F".to_owned())),
            (".inf", Value::Number(".inf".to_owned())),
            ("\"1\"", Value::Text("1".to_owned())),
            ("1.0.2", Value::Text("1.0.2".to_owned())),
            ("2026-10", Value::Text("2026-10".to_owned())),
            ("12:30", Value::Text("12:30".to_owned())),
            ("e3", Value::Text("e3".to_owned())),
            (".", Value::Text(".".to_owned())),
            ("true", Value::Boolean(true)),
            ("yes", Value::Text("yes".to_owned())),
            ("~", Value::Null),
        ] {
            let document = format!("a: {text}");
            let tree = parse(&document, "a.yaml").expect(text);
            let Value::Mapping(entries) = tree.value else {
                panic!("{text} is in no mapping")
            };
            assert_eq!(entries[0].value.value, expected, "{text}");
        }
    }

    #[test]
    fn lines_and_columns_are_counted_from_one() {
        let tree = parse("a:\n  åäö: 1\n  - b", "a.yaml").expect_err("a list in a mapping");
        assert!(tree.to_string().starts_with("a.yaml:3:"), "{tree}");
        let tree = parse("a:\n  åäö: [1, 22, x]", "a.yaml").expect("YAML");
        let Value::Mapping(entries) = &tree.value else {
            panic!("no mapping")
        };
        let Value::Mapping(inner) = &entries[0].value.value else {
            panic!("no mapping inside")
        };
        assert_eq!((inner[0].mark.line, inner[0].mark.column), (2, 3));
        let Value::Sequence(items) = &inner[0].value.value else {
            panic!("no list")
        };
        assert_eq!((items[2].mark.line, items[2].mark.column), (2, 16));
    }

    #[test]
    fn what_a_contract_has_no_need_of_is_refused_where_it_stands() {
        for (text, expected) in [
            (
                "a: &x 1",
                "a.yaml:1:4: this is not YAML as contracts have it: an anchor",
            ),
            ("a: &x 1\nb: *x", "an anchor"),
            ("a: !!str 1", "a tag"),
            (
                "<<: {a: 1}",
                "a.yaml:1:1: this is not YAML as contracts have it: a merge key",
            ),
            ("a: 1\n---\nb: 2", "a second document"),
            ("? [a]\n: 1", "the key of a mapping is no text"),
            ("", "there is nothing in it"),
            (
                "a: 1\nb: 2\na: 3",
                "a.yaml:3:1: there is already a key `a`, at a.yaml:1:1",
            ),
            (
                "a: [1, 2",
                "a.yaml:2:1: this is not YAML as contracts have it: while parsing",
            ),
            ("a: \"x", "this is not YAML as contracts have it: while scanning"),
        ] {
            let error = refused(text);
            assert!(error.contains(expected), "{text}: {error}");
        }
        let deep = format!("{}{}", "[".repeat(80), "]".repeat(80));
        assert!(refused(&deep).contains("nested deeper"), "{}", refused(&deep));
    }
}
