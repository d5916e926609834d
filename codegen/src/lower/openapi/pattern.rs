//! Regular expressions of ECMA-262, which OpenAPI has, as those of XML Schema, which the runtime has.
//!
//! What means the same in both is carried over; what XML Schema has no words for is refused. Characters are those of
//! Unicode, as with ECMA-262's flag `u` (JSON Schema 2020-12, section 6.4).

use std::fmt::Write;
use std::iter::Peekable;
use std::str::Chars;

/// Any character but the ends of lines (ECMA-262, section 22.2.2.7).
const ANY_BUT_LINE_ENDS: &str = "[^\\n\\r\u{2028}\u{2029}]";
const DIGIT: &str = "0-9";
const WORD: &str = "0-9A-Za-z_";

/// The whole-value expression of XML Schema that admits what `pattern` is found in.
///
/// # Errors
/// What XML Schema has no words for, and what to write instead.
pub(super) fn translate(pattern: &str) -> Result<String, String> {
    let (begins, rest) = match pattern.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, pattern),
    };
    let (ends, body) = match rest.strip_suffix('$') {
        Some(body) if !is_escaped(body) => (true, body),
        _ => (false, rest),
    };
    let mut translation = Translation {
        rest: body.chars().peekable(),
        out: String::new(),
        depth: 0,
        alternatives: false,
    };
    translation.run()?;
    if translation.alternatives && (begins || ends) {
        return Err(
            "has `^` or `$` beside `|`, so that it holds for one alternative alone; put the alternatives in \
                    parentheses"
                .to_owned(),
        );
    }
    let body = translation.out;
    Ok(if begins && ends {
        body
    } else {
        let any = "[\\s\\S]*";
        format!(
            "{}({body}){}",
            if begins { "" } else { any },
            if ends { "" } else { any }
        )
    })
}

/// Whether what follows `text` is escaped: an odd number of `\` stands before it.
fn is_escaped(text: &str) -> bool {
    text.chars().rev().take_while(|c| *c == '\\').count() % 2 == 1
}

/// What stands before a character in `[]`.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Before {
    Nothing,
    /// A character that can begin a range.
    Character,
    /// The beginning of a range.
    Dash,
    /// A range, or a class of characters.
    Whole,
}

struct Translation<'p> {
    rest: Peekable<Chars<'p>>,
    out: String,
    depth: usize,
    /// There is a `|` outside of all parentheses.
    alternatives: bool,
}

impl Translation<'_> {
    fn run(&mut self) -> Result<(), String> {
        while let Some(c) = self.rest.next() {
            match c {
                '\\' => self.escape()?,
                '[' => self.class()?,
                '(' => self.group()?,
                ')' => {
                    self.depth = self.depth.checked_sub(1).ok_or("has a `)` too many")?;
                    self.out.push(')');
                }
                '|' => {
                    self.alternatives |= self.depth == 0;
                    self.out.push('|');
                }
                '.' => self.out.push_str(ANY_BUT_LINE_ENDS),
                '^' | '$' => return Err("has `^` or `$` inside; they can stand at its ends only".to_owned()),
                '*' | '+' | '?' => {
                    self.out.push(c);
                    self.lazy();
                }
                '{' => self.count()?,
                '}' | ']' => return Err(format!("has a `{c}` that stands for itself; write `\\{c}`")),
                c => self.out.push(c),
            }
        }
        if self.depth > 0 {
            return Err("has a `(` that is not closed".to_owned());
        }
        Ok(())
    }

    /// How eagerly is matched does not change whether.
    fn lazy(&mut self) {
        self.rest.next_if_eq(&'?');
    }

    fn count(&mut self) -> Result<(), String> {
        let mut count = String::new();
        loop {
            match self.rest.next() {
                Some('}') => break,
                Some(c) if c.is_ascii_digit() || c == ',' => count.push(c),
                _ => return Err("has a `{` that stands for itself; write `\\{`".to_owned()),
            }
        }
        if !count.starts_with(|c: char| c.is_ascii_digit()) {
            return Err("has a number of repetitions without its least; write `{0,...}`".to_owned());
        }
        let _ = write!(self.out, "{{{count}}}"); // a String takes everything
        self.lazy();
        Ok(())
    }

    fn group(&mut self) -> Result<(), String> {
        self.depth += 1;
        if self.rest.next_if_eq(&'?').is_some() {
            match self.rest.next() {
                Some(':') => {}
                Some('<') if !matches!(self.rest.peek(), Some('=' | '!')) => {
                    // A name for what is matched says nothing about whether it is.
                    while self.rest.next().is_some_and(|c| c != '>') {}
                }
                _ => {
                    return Err(
                        "looks ahead or behind, which a whole-value pattern cannot; use `allOf`".to_owned(),
                    );
                }
            }
        }
        self.out.push('(');
        Ok(())
    }

    fn escape(&mut self) -> Result<(), String> {
        match self.rest.next() {
            None => Err("ends in `\\`".to_owned()),
            Some('d') => self.push_class(DIGIT, false),
            Some('D') => self.push_class(DIGIT, true),
            Some('w') => self.push_class(WORD, false),
            Some('W') => self.push_class(WORD, true),
            Some(c @ ('b' | 'B')) => Err(format!(
                "has `\\{c}`, a boundary of words; spell out what stands there"
            )),
            Some(c) if c.is_ascii_digit() && c != '0' => Err(format!(
                "has `\\{c}`, which refers to a group; write the group again"
            )),
            Some(c) => {
                let character = self.character(c)?;
                self.out.push_str(&literal(character));
                Ok(())
            }
        }
    }

    fn push_class(&mut self, content: &str, negated: bool) -> Result<(), String> {
        self.out.push_str(if negated { "[^" } else { "[" });
        self.out.push_str(content);
        self.out.push(']');
        Ok(())
    }

    /// The character that `\` and `escaped` stand for.
    fn character(&mut self, escaped: char) -> Result<char, String> {
        let digits = match escaped {
            'n' => return Ok('\n'),
            'r' => return Ok('\r'),
            't' => return Ok('\t'),
            'v' => return Ok('\u{B}'),
            'f' => return Ok('\u{C}'),
            '0' => return Ok('\0'),
            'x' => 2,
            'u' => 4,
            c if c.is_ascii_alphanumeric() => {
                return Err(format!(
                    "has `\\{c}`, which XML Schema has no counterpart of; spell it out"
                ));
            }
            c => return Ok(c),
        };
        let hex: String = self.rest.by_ref().take(digits).collect();
        let code = u32::from_str_radix(&hex, 16).ok().filter(|_| hex.len() == digits);
        code.and_then(char::from_u32)
            .ok_or_else(|| format!("has `\\{escaped}{hex}`, which is no character"))
    }

    fn class(&mut self) -> Result<(), String> {
        let mut out = String::from("[");
        if self.rest.next_if_eq(&'^').is_some() {
            out.push('^');
        }
        let mut before = Before::Nothing;
        loop {
            let Some(c) = self.rest.next() else {
                return Err("has a `[` that is not closed".to_owned());
            };
            let character = match c {
                ']' if before == Before::Nothing => return Err("has `[]`, which nothing matches".to_owned()),
                ']' => break,
                '\\' => match self.rest.next() {
                    Some(c @ ('d' | 'w')) => {
                        out.push_str(if c == 'd' { DIGIT } else { WORD });
                        before = Before::Whole;
                        continue;
                    }
                    Some(c @ ('D' | 'W' | 'B')) => {
                        return Err(format!("has `\\{c}` inside `[]`; say what is admitted instead"));
                    }
                    Some('b') => '\u{8}',
                    Some(c) => self.character(c)?,
                    None => return Err("ends in `\\`".to_owned()),
                },
                // Between two characters a range; else itself, which XML Schema wants escaped.
                '-' if before == Before::Character && self.rest.peek().is_some_and(|next| *next != ']') => {
                    out.push('-');
                    before = Before::Dash;
                    continue;
                }
                c => c,
            };
            out.push_str(&literal(character));
            before = if before == Before::Dash {
                Before::Whole
            } else {
                Before::Character
            };
        }
        out.push(']');
        self.out.push_str(&out);
        Ok(())
    }
}

/// A character as itself, inside and outside of `[]` (XSD 1.0 Part 2, appendix F, production 24).
fn literal(c: char) -> String {
    match c {
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        '\\' | '|' | '.' | '-' | '^' | '?' | '*' | '+' | '{' | '}' | '(' | ')' | '[' | ']' => {
            format!("\\{c}")
        }
        c => c.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::translate;

    #[test]
    fn what_means_the_same_is_carried_over() {
        for (pattern, expected) in [
            ("^[0-9]{12}$", "[0-9]{12}"),
            ("^\\d{4}-\\d{2}$", "[0-9]{4}-[0-9]{2}"),
            ("^(?:a|b)$", "(a|b)"),
            ("a|b", "[\\s\\S]*(a|b)[\\s\\S]*"),
            ("^https://", "(https://)[\\s\\S]*"),
            ("x$", "[\\s\\S]*(x)"),
            ("^a\\$$", "a$"),
            ("^a\\/b$", "a/b"),
            ("^.$", "[^\\n\\r\u{2028}\u{2029}]"),
            ("^[^\\d.\\-]+?$", "[^0-9\\.\\-]+"),
            ("^[-a-c]$", "[\\-a-c]"),
            ("^[a-]$", "[a\\-]"),
            ("^[a-c-e\\d-]$", "[a-c\\-e0-9\\-]"),
            ("^[$^]$", "[$\\^]"),
            ("^\\u00e5\\x41$", "åA"),
            ("^(?<namn>a){1,}?$", "(a){1,}"),
        ] {
            assert_eq!(translate(pattern).as_deref(), Ok(expected), "{pattern}");
            assert_eq!(crate::builtin::check_pattern(expected), Ok(()), "{pattern}");
        }
    }

    #[test]
    fn what_means_something_else_is_refused() {
        for (pattern, reason) in [
            ("^a|b$", "`|`"),
            ("a^b", "`^` or `$` inside"),
            ("^(?=a)b$", "looks ahead"),
            ("^(?<!a)b$", "looks ahead or behind"),
            ("^(a)\\1$", "refers to a group"),
            ("^\\bord$", "boundary"),
            ("^\\s$", "no counterpart"),
            ("^\\p{L}$", "no counterpart"),
            ("^[]$", "nothing matches"),
            ("^[\\D]$", "say what is admitted"),
            ("^a{,3}$", "without its least"),
            ("^{$", "`{` that stands for itself"),
            ("^(a$", "not closed"),
            ("^a)$", "too many"),
            ("^[a$", "not closed"),
            ("^\\u00", "no character"),
        ] {
            let error = translate(pattern).expect_err(pattern);
            assert!(error.contains(reason), "{pattern}: {error}");
        }
    }
}
