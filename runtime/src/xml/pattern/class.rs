//! Character classes: groups, ranges, subtraction and escapes (appendix F.1).

use super::PatternError;
use super::blocks::block;
use super::translate::{Escape, Translator};
use crate::xml::types::name_characters::{FURTHER, START};

/// The general categories that XSD names: all of Unicode's but surrogates.
const CATEGORIES: [&str; 36] = [
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps",
    "Pe", "Pi", "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C", "Cc", "Cf", "Co", "Cn",
];

impl Translator {
    /// `charClassExpr`: `[...]`, `[^...]`, and either with a class taken away, `[...-[...]]`.
    pub(super) fn class(&mut self) -> Result<(), PatternError> {
        let start = self.position();
        self.enter()?;
        self.skip(1);
        let outer = self.out.len();
        self.out.push('[');
        if self.peek() == Some('^') {
            self.skip(1);
            self.out.push('^');
        }
        let empty = self.out.len();
        let first = self.position();
        while !matches!(self.peek(), None | Some(']')) && !self.at_subtraction() {
            self.item(first)?;
        }
        if self.out.len() == empty && self.peek().is_some() {
            return Err(self.error("the class has no character in it; write `\\[` for the character `[`"));
        }
        self.out.push(']');
        if self.at_subtraction() {
            // Subtraction comes last, after negation.
            self.out.insert(outer, '[');
            self.skip(1);
            self.out.push_str("--");
            self.class()?;
            self.out.push(']');
        }
        match self.peek() {
            Some(']') => {
                self.skip(1);
                self.leave();
                Ok(())
            }
            Some(_) => Err(self.error("expected `]` here: a class that is taken away stands last")),
            None => Err(self.error_at(start, "the class is not closed; write `\\[` for the character")),
        }
    }

    fn at_subtraction(&self) -> bool {
        self.peek() == Some('-') && self.peek_at(1) == Some('[')
    }

    /// A character, a range or an escape within a class whose first item is at `first`.
    fn item(&mut self, first: usize) -> Result<(), PatternError> {
        let start = self.position();
        let character = match self.peek() {
            Some('-') => {
                let last = self.peek_at(1) == Some(']')
                    || self.peek_at(1) == Some('-') && self.peek_at(2) == Some('[');
                if start != first && !last {
                    return Err(self.error("`-` is in the middle of a class; write `\\-` for the character"));
                }
                self.skip(1);
                self.literal('-');
                return Ok(());
            }
            Some('\\') => match self.any_escape()? {
                Escape::Character(character) => character,
                Escape::Class(items) => {
                    self.out.push_str(&items);
                    return Ok(());
                }
            },
            Some(character) => self.plain(character)?,
            None => return Ok(()),
        };
        self.literal(character);
        let in_range = self.peek() == Some('-') && !matches!(self.peek_at(1), None | Some(']' | '[' | '-'));
        if !in_range {
            return Ok(());
        }
        self.skip(1);
        let end = match self.peek() {
            Some('\\') => match self.any_escape()? {
                Escape::Character(character) => character,
                Escape::Class(_) => {
                    return Err(self.error_at(start, "a range ends in a class, not a character"));
                }
            },
            Some(character) => self.plain(character)?,
            None => return Ok(()),
        };
        if end < character {
            return Err(self.error_at(start, "the range ends before it starts"));
        }
        self.out.push('-');
        self.literal(end);
        Ok(())
    }

    /// A character that stands for itself in a class.
    fn plain(&mut self, character: char) -> Result<char, PatternError> {
        if character == '[' {
            return Err(self.error("`[` is in a class; write `\\[` for the character"));
        }
        self.skip(1);
        Ok(character)
    }

    /// `charClassEsc` or `SingleCharEsc`, from the backslash on.
    pub(super) fn any_escape(&mut self) -> Result<Escape, PatternError> {
        const WHITE_SPACE: &str = r"\x{20}\t\n\r";
        let start = self.position();
        let Some(letter) = self.peek_at(1) else {
            return Err(self.error("the pattern ends in a backslash; write `\\\\` for the character"));
        };
        self.skip(2);
        let class = match letter {
            'n' => return Ok(Escape::Character('\n')),
            'r' => return Ok(Escape::Character('\r')),
            't' => return Ok(Escape::Character('\t')),
            '\\' | '|' | '.' | '?' | '*' | '+' | '(' | ')' | '{' | '}' | '-' | '[' | ']' | '^' => {
                return Ok(Escape::Character(letter));
            }
            's' => WHITE_SPACE.to_owned(),
            'S' => format!("[^{WHITE_SPACE}]"),
            'd' => r"\p{Nd}".to_owned(),
            'D' => r"\P{Nd}".to_owned(),
            // All but punctuation, separators and the rest: symbols too, and not the underscore.
            'w' => r"[^\p{P}\p{Z}\p{C}]".to_owned(),
            'W' => r"\p{P}\p{Z}\p{C}".to_owned(),
            'i' => ranges(START),
            'I' => format!("[^{}]", ranges(START)),
            'c' => ranges(START) + &ranges(FURTHER),
            'C' => format!("[^{}{}]", ranges(START), ranges(FURTHER)),
            'p' | 'P' => return self.property(start, letter == 'P').map(Escape::Class),
            _ => {
                return Err(self.error_at(
                    start,
                    format!(
                        "XSD has no escape `\\{letter}`; a character without a meaning needs no backslash"
                    ),
                ));
            }
        };
        Ok(Escape::Class(class))
    }

    /// `{Lu}` or `{IsBasicLatin}`, after `\p` or `\P`.
    fn property(&mut self, start: usize, negated: bool) -> Result<String, PatternError> {
        let mut name = String::new();
        if self.peek() != Some('{') {
            return Err(self.error("expected `{` here, as in `\\p{Lu}` or `\\p{IsBasicLatin}`"));
        }
        self.skip(1);
        loop {
            match self.peek() {
                Some('}') => break,
                Some(character) => name.push(character),
                None => return Err(self.error_at(start, "the property is not closed by `}`")),
            }
            self.skip(1);
        }
        self.skip(1);
        if CATEGORIES.contains(&name.as_str()) {
            return Ok(format!("\\{}{{{name}}}", if negated { 'P' } else { 'p' }));
        }
        let Some(block) = name.strip_prefix("Is").and_then(block) else {
            return Err(self.error_at(start, format!("XSD 1.0 has no category or block `{name}`")));
        };
        let block = ranges(&block);
        Ok(if negated { format!("[^{block}]") } else { block })
    }
}

/// Ranges as the items of a class.
fn ranges(ranges: &[(char, char)]) -> String {
    let range =
        |&(first, last): &(char, char)| format!("\\x{{{:X}}}-\\x{{{:X}}}", u32::from(first), u32::from(last));
    ranges.iter().map(range).collect()
}
