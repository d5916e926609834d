//! The tokeniser: holds a document against the grammar of RFC 8259, once and whole.

use std::borrow::Cow;

use super::error::{ReadError, ReadErrorKind, Segment, shown};
use super::escape;
use super::limits::Limits;
use super::tape::{ESCAPED, NESTED, Tape, Token};

/// Reads a document into tokens. Nothing is copied, and nothing recurses: how deep a document may be is for its limit
/// alone. The text is within the limit on its size, so that its offsets have 31 bits.
///
/// # Errors
/// The first place where it is not well-formed, or goes beyond a limit.
pub(super) fn scan(text: &str, limits: Limits) -> Result<Tape<'_>, ReadError> {
    let mut scanner = Scanner {
        tape: Tape {
            text,
            tokens: Vec::with_capacity(text.len() / 8 + 1),
        },
        open: Vec::new(),
        in_object: false,
        depth: limits.depth(),
    };
    match scanner.document() {
        Ok(()) => Ok(scanner.tape),
        Err(error) => Err(scanner.with_path(error).located(text)),
    }
}

struct Scanner<'a> {
    tape: Tape<'a>,
    /// The tokens of the arrays and objects that are open.
    open: Vec<u32>,
    /// Whether the innermost of them is an object.
    in_object: bool,
    depth: usize,
}

/// Each function takes the place where it begins, and gives the one where it ends: in registers, since this is most of
/// what reading costs.
impl<'a> Scanner<'a> {
    fn document(&mut self) -> Result<(), ReadError> {
        let mut at = self.skip_space(0);
        loop {
            let behind = match self.byte(at) {
                Some(b'"') => self.string(at)?,
                Some(b'-' | b'0'..=b'9') => self.number(at)?,
                Some(b'{' | b'[') => match self.open(at)? {
                    Opened::Ahead(value) => {
                        at = value;
                        continue;
                    }
                    Opened::Empty(behind) => behind,
                },
                _ => self.literal(at)?,
            };
            match self.next_value(behind)? {
                Some(value) => at = value,
                None => return Ok(()),
            }
        }
    }

    fn bytes(&self) -> &'a [u8] {
        self.tape.text.as_bytes()
    }

    #[inline]
    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes().get(at).copied()
    }

    #[inline]
    fn skip_space(&self, mut at: usize) -> usize {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.byte(at) {
            at += 1;
        }
        at
    }

    #[inline]
    fn push(&mut self, start: u32, end: u32) {
        self.tape.tokens.push(Token { start, end });
    }

    /// Begins an array or object, and goes before the first value in it.
    fn open(&mut self, at: usize) -> Result<Opened, ReadError> {
        if self.open.len() >= self.depth {
            let kind = ReadErrorKind::TooDeep { limit: self.depth };
            return Err(ReadError::new(kind, at));
        }
        self.open.push(self.tape.tokens.len() as u32);
        self.push(at as u32 | NESTED, 0);
        self.in_object = self.byte(at) == Some(b'{');
        let at = self.skip_space(at + 1);
        match (self.in_object, self.byte(at)) {
            (true, Some(b'}')) | (false, Some(b']')) => Ok(Opened::Empty(self.close(at))),
            (true, _) => self.name(at).map(Opened::Ahead),
            (false, _) => Ok(Opened::Ahead(at)),
        }
    }

    /// Goes before the value that follows another one, behind which it begins; `None` where the document ends.
    #[inline]
    fn next_value(&mut self, mut at: usize) -> Result<Option<usize>, ReadError> {
        loop {
            at = self.skip_space(at);
            let byte = self.byte(at);
            if self.open.is_empty() {
                return match byte {
                    None => Ok(None),
                    Some(_) => malformed("something stands behind the value", at),
                };
            }
            match (self.in_object, byte) {
                (true, Some(b',')) => {
                    let at = self.skip_space(at + 1);
                    return self.name(at).map(Some);
                }
                (false, Some(b',')) => return Ok(Some(self.skip_space(at + 1))),
                (true, Some(b'}')) | (false, Some(b']')) => at = self.close(at),
                (true, Some(_)) => return malformed("`,` or `}` is expected", at),
                (false, Some(_)) => return malformed("`,` or `]` is expected", at),
                (true, None) => return malformed("the document ends inside an object", at),
                (false, None) => return malformed("the document ends inside an array", at),
            }
        }
    }

    fn close(&mut self, at: usize) -> usize {
        let behind = self.tape.tokens.len() as u32;
        if let Some(open) = self.open.pop() {
            self.tape.tokens[open as usize].end = behind;
        }
        self.in_object = match self.open.last() {
            Some(open) => self.bytes()[self.tape.offset(*open as usize)] == b'{',
            None => false,
        };
        at + 1
    }

    /// Reads the name of a field and goes before its value.
    #[inline]
    fn name(&mut self, at: usize) -> Result<usize, ReadError> {
        let at = match self.byte(at) {
            Some(b'"') => self.string(at)?,
            Some(_) => return malformed("the name of a field is expected, in double quotes", at),
            None => return malformed("the document ends inside an object", at),
        };
        let at = self.skip_space(at);
        if self.byte(at) == Some(b':') {
            return Ok(self.skip_space(at + 1));
        }
        // Perhaps a value with its quotes in disorder: what is no name for certain is not shown as one.
        self.tape.tokens.pop();
        malformed("`:` is expected behind the name of a field", at)
    }

    /// Reads `true`, `false` or `null`.
    fn literal(&mut self, at: usize) -> Result<usize, ReadError> {
        let rest = &self.bytes()[at..];
        let literals = ["true", "false", "null"];
        match literals
            .iter()
            .find(|literal| rest.starts_with(literal.as_bytes()))
        {
            Some(literal) => {
                let behind = at + literal.len();
                self.push(at as u32, behind as u32);
                Ok(behind)
            }
            None if rest.is_empty() => malformed("the document ends where a value is expected", at),
            None if at == 0 && self.tape.text.starts_with('\u{FEFF}') => malformed(
                "a byte order mark stands before the value, which JSON does not allow",
                at,
            ),
            None => malformed("a value is expected", at),
        }
    }

    /// Reads a string (RFC 8259, section 7). Its escapes are checked here, so that whoever unescapes it need not.
    #[inline]
    fn string(&mut self, start: usize) -> Result<usize, ReadError> {
        let rest = &self.bytes()[start + 1..];
        let quote = escape::plain_length(rest);
        if rest.get(quote) == Some(&b'"') {
            let end = start + 1 + quote;
            self.push(start as u32, end as u32);
            return Ok(end + 1);
        }
        self.string_with_escapes(start, start + 1 + quote)
    }

    /// The same, for one that is not plain at `at`.
    fn string_with_escapes(&mut self, start: usize, mut at: usize) -> Result<usize, ReadError> {
        loop {
            let rest = &self.bytes()[at..];
            match rest.first() {
                Some(b'"') => {
                    self.push(start as u32, at as u32 | ESCAPED);
                    return Ok(at + 1);
                }
                Some(b'\\') => match escape::length(rest) {
                    Ok(length) => at += length,
                    Err(reason) => return malformed(reason, at),
                },
                Some(_) => return malformed("a control character stands in a string unescaped", at),
                None => return malformed("the document ends inside a string", at),
            }
            at += escape::plain_length(&self.bytes()[at..]);
        }
    }

    /// Reads a number (RFC 8259, section 6).
    #[inline]
    fn number(&mut self, start: usize) -> Result<usize, ReadError> {
        let whole = match self.byte(start) {
            Some(b'-') => start + 1,
            _ => start,
        };
        let mut at = self.digits(whole, "a number has no digit before the point")?;
        if self.bytes()[whole] == b'0' && at > whole + 1 {
            return malformed("a number begins with a superfluous zero", whole);
        }
        if self.byte(at) == Some(b'.') {
            at = self.digits(at + 1, "a number has no digit behind the point")?;
        }
        if let Some(b'e' | b'E') = self.byte(at) {
            at += 1;
            if let Some(b'+' | b'-') = self.byte(at) {
                at += 1;
            }
            at = self.digits(at, "a number has no digit in the exponent")?;
        }
        self.push(start as u32, at as u32);
        Ok(at)
    }

    #[inline]
    fn digits(&self, first: usize, missing: &'static str) -> Result<usize, ReadError> {
        let mut at = first;
        while let Some(b'0'..=b'9') = self.byte(at) {
            at += 1;
        }
        if at == first {
            malformed(missing, at)
        } else {
            Ok(at)
        }
    }

    /// The path to the innermost array or object that is open, and to the field in it whose value is being read.
    #[cold]
    fn with_path(&self, mut error: ReadError) -> ReadError {
        let tokens = self.tape.tokens.len();
        for (level, open) in self.open.iter().enumerate().rev() {
            let (open, inner) = (*open as usize, self.open.get(level + 1));
            // Where the child begins, or would begin, that is not complete.
            let child = inner.map_or(tokens, |inner| *inner as usize);
            let (mut token, mut children) = (open + 1, 0);
            while token < child {
                token = self.tape.next(token);
                children += 1;
            }
            let is_object = self.bytes()[self.tape.offset(open)] == b'{';
            let segment = match (is_object, inner) {
                (true, _) if children % 2 == 1 => match shown(&self.tape.string(child - 1)) {
                    Some(name) => Segment::Field(Cow::Owned(name)),
                    None => Segment::Entry(children / 2 + 1),
                },
                (false, Some(_)) => Segment::Item(children + 1),
                _ => continue,
            };
            error = error.inside(segment);
        }
        error
    }
}

/// What follows the beginning of an array or object.
enum Opened {
    /// A value, here.
    Ahead(usize),
    /// Its end, which ends here.
    Empty(usize),
}

#[cold]
fn malformed<T>(reason: &'static str, at: usize) -> Result<T, ReadError> {
    Err(ReadError::malformed(reason, at))
}
