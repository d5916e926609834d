//! From XSD's regular expressions to those of the `regex` crate.
//!
//! What is left out of XSD's grammar is refused by that: `?` after a quantifier, `(?`, `\b`, `\1`. What other
//! dialects read otherwise is written as a code point: `^`, `$`, `/` and the like are ordinary characters.

use std::fmt::Write as _;

use super::PatternError;

/// The deepest nesting of groups and classes, far from the end of any stack.
const DEPTH_LIMIT: usize = 100;

/// A pattern in the dialect of `regex`, not anchored yet.
///
/// # Errors
/// What is not in XSD's grammar, and where.
pub(super) fn translate(pattern: &str) -> Result<String, PatternError> {
    let mut translator = Translator {
        source: pattern.chars().collect(),
        at: 0,
        depth: 0,
        out: String::new(),
    };
    translator.alternation()?;
    match translator.peek() {
        None => Ok(translator.out),
        // An alternation ends at nothing else.
        Some(_) => Err(translator.error("`)` closes no group; write `\\)` for the character")),
    }
}

/// A position in the pattern, and what has been written.
pub(super) struct Translator {
    source: Vec<char>,
    at: usize,
    depth: usize,
    pub(super) out: String,
}

impl Translator {
    /// `regExp`: branches between bars; a branch may be empty.
    fn alternation(&mut self) -> Result<(), PatternError> {
        loop {
            match self.peek() {
                None | Some(')') => return Ok(()),
                Some('|') => {
                    self.at += 1;
                    self.out.push('|');
                }
                Some(_) => {
                    self.atom()?;
                    self.quantifier()?;
                }
            }
        }
    }

    /// `atom`: a character, a class or a group.
    fn atom(&mut self) -> Result<(), PatternError> {
        match self.peek() {
            Some('(') => self.group(),
            Some('[') => self.class(),
            Some('\\') => self.escape(),
            Some('.') => {
                self.at += 1;
                self.out.push_str(r"[^\n\r]");
                Ok(())
            }
            Some(quantifier @ ('?' | '*' | '+')) => Err(self.error(format!(
                "`{quantifier}` has nothing to repeat (XSD has no lazy or possessive quantifiers); \
                 write `\\{quantifier}` for the character"
            ))),
            Some(bracket @ ('{' | '}' | ']')) => Err(self.error(format!(
                "`{bracket}` stands alone; write `\\{bracket}` for the character"
            ))),
            Some(character) => {
                self.at += 1;
                self.literal(character);
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn group(&mut self) -> Result<(), PatternError> {
        let start = self.at;
        self.enter()?;
        self.at += 1;
        if self.peek() == Some('?') {
            return Err(
                self.error("XSD has no groups that begin with `(?`, be it look-around, flags or names")
            );
        }
        self.out.push_str("(?:");
        self.alternation()?;
        if self.peek().is_none() {
            self.at = start;
            return Err(self.error("the group is not closed; write `\\(` for the character"));
        }
        self.at += 1;
        self.out.push(')');
        self.leave();
        Ok(())
    }

    /// An escape outside a class.
    fn escape(&mut self) -> Result<(), PatternError> {
        match self.any_escape()? {
            Escape::Character(character) => self.literal(character),
            Escape::Class(items) => {
                let _ = write!(self.out, "[{items}]");
            }
        }
        Ok(())
    }

    /// `quantifier`, if there is one.
    fn quantifier(&mut self) -> Result<(), PatternError> {
        match self.peek() {
            Some(sign @ ('?' | '*' | '+')) => {
                self.at += 1;
                self.out.push(sign);
                Ok(())
            }
            Some('{') => self.counts(),
            _ => Ok(()),
        }
    }

    /// `{n}`, `{n,}` or `{n,m}`.
    fn counts(&mut self) -> Result<(), PatternError> {
        let start = self.at;
        self.at += 1;
        let min = self.count()?;
        let (text, max) = match self.peek() {
            Some(',') => {
                self.at += 1;
                if self.peek() == Some('}') {
                    (format!("{{{min},}}"), None)
                } else {
                    let max = self.count()?;
                    (format!("{{{min},{max}}}"), Some(max))
                }
            }
            _ => (format!("{{{min}}}"), None),
        };
        if self.peek() != Some('}') {
            return Err(self.error("expected `}` here, as in `{2}`, `{2,}` or `{2,4}`"));
        }
        if max.is_some_and(|max| max < min) {
            self.at = start;
            return Err(self.error(format!("the first count of `{text}` is greater than the second")));
        }
        self.at += 1;
        self.out.push_str(&text);
        Ok(())
    }

    fn count(&mut self) -> Result<u32, PatternError> {
        let start = self.at;
        while self.peek().is_some_and(|next| next.is_ascii_digit()) {
            self.at += 1;
        }
        let digits: String = self.source[start..self.at].iter().collect();
        if digits.is_empty() {
            return Err(self.error("expected a count here, as in `{2}`, `{2,}` or `{2,4}`"));
        }
        digits
            .parse()
            .map_err(|_| PatternError::at(start + 1, format!("the count {digits} is too large")))
    }

    /// Writes a character so that it means nothing but itself, in a class and outside.
    pub(super) fn literal(&mut self, character: char) {
        if character.is_ascii_alphanumeric() {
            self.out.push(character);
        } else {
            // Writing to a string does not fail.
            let _ = write!(self.out, "\\x{{{:X}}}", u32::from(character));
        }
    }

    /// One level deeper.
    pub(super) fn enter(&mut self) -> Result<(), PatternError> {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            return Err(self.error(format!("groups and classes are nested deeper than {DEPTH_LIMIT}")));
        }
        Ok(())
    }

    /// One level up again.
    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.peek_at(0)
    }

    pub(super) fn peek_at(&self, distance: usize) -> Option<char> {
        self.source.get(self.at + distance).copied()
    }

    pub(super) fn skip(&mut self, count: usize) {
        self.at += count;
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// An error at the next character.
    pub(super) fn error(&self, what: impl Into<String>) -> PatternError {
        PatternError::at(self.at + 1, what)
    }

    /// An error at an earlier character.
    pub(super) fn error_at(&self, position: usize, what: impl Into<String>) -> PatternError {
        PatternError::at(position + 1, what)
    }
}

/// What an escape stands for.
pub(super) enum Escape {
    /// One character.
    Character(char),
    /// A class, as the items between the brackets of one.
    Class(String),
}
