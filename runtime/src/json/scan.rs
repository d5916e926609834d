//! The tokeniser: holds a document against the grammar of RFC 8259, once and whole.

use std::borrow::Cow;

use super::error::{ReadError, ReadErrorKind, Segment, shown};
use super::escape;
use super::limits::Limits;
use super::tape::{ESCAPED, NESTED, Tape, Token};

/// Reads a document into tokens. Nothing is copied, and nothing recurses: how deep a document may be is for its limit
/// alone.
///
/// # Errors
/// The first place where it is not well-formed, or goes beyond a limit.
pub(super) fn scan(text: &str, limits: Limits) -> Result<Tape<'_>, ReadError> {
    if text.len() > limits.size() {
        let kind = ReadErrorKind::TooLarge { limit: limits.size() };
        return Err(ReadError::new(kind, 0));
    }
    let mut scanner = Scanner {
        tape: Tape {
            text,
            tokens: Vec::with_capacity(text.len() / 8 + 1),
        },
        at: 0,
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
    at: usize,
    /// The tokens of the arrays and objects that are open.
    open: Vec<u32>,
    /// Whether the innermost of them is an object.
    in_object: bool,
    depth: usize,
}

impl<'a> Scanner<'a> {
    fn document(&mut self) -> Result<(), ReadError> {
        self.skip_space();
        loop {
            if self.value()? && !self.is_empty()? {
                continue;
            }
            if !self.goes_on()? {
                return Ok(());
            }
        }
    }

    fn bytes(&self) -> &'a [u8] {
        self.tape.text.as_bytes()
    }

    #[inline]
    fn byte(&self) -> Option<u8> {
        self.bytes().get(self.at).copied()
    }

    #[inline]
    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.byte() {
            self.at += 1;
        }
    }

    #[cold]
    fn malformed<T>(&self, reason: &'static str) -> Result<T, ReadError> {
        Err(ReadError::malformed(reason, self.at))
    }

    /// Reads a value, or the beginning of an array or object: whether it is one of these.
    #[inline]
    fn value(&mut self) -> Result<bool, ReadError> {
        match self.byte() {
            Some(b'"') => self.string().map(|()| false),
            Some(b'{' | b'[') => self.open().map(|()| true),
            Some(b'-' | b'0'..=b'9') => self.number().map(|()| false),
            Some(b't') => self.literal("true").map(|()| false),
            Some(b'f') => self.literal("false").map(|()| false),
            Some(b'n') => self.literal("null").map(|()| false),
            Some(_) if self.at == 0 && self.tape.text.starts_with('\u{FEFF}') => {
                self.malformed("a byte order mark stands before the value, which JSON does not allow")
            }
            Some(_) => self.malformed("a value is expected"),
            None => self.malformed("the document ends where a value is expected"),
        }
    }

    #[inline]
    fn push(&mut self, start: usize, end: u32) {
        // No offset is beyond 31 bits: the limit on the size is not.
        self.tape.tokens.push(Token {
            start: start as u32,
            end,
        });
    }

    fn open(&mut self) -> Result<(), ReadError> {
        if self.open.len() >= self.depth {
            let kind = ReadErrorKind::TooDeep { limit: self.depth };
            return Err(ReadError::new(kind, self.at));
        }
        self.open.push(self.tape.tokens.len() as u32);
        self.push(self.at, 0);
        if let Some(token) = self.tape.tokens.last_mut() {
            token.start |= NESTED;
        }
        self.in_object = self.byte() == Some(b'{');
        self.at += 1;
        Ok(())
    }

    /// Whether the array or object that begins here holds nothing, and so has ended. Else a value is ahead.
    fn is_empty(&mut self) -> Result<bool, ReadError> {
        self.skip_space();
        match (self.in_object, self.byte()) {
            (true, Some(b'}')) | (false, Some(b']')) => {
                self.close();
                Ok(true)
            }
            (true, _) => self.name().map(|()| false),
            (false, _) => Ok(false),
        }
    }

    /// Goes behind what follows a value: whether another value is ahead, or the document has ended.
    #[inline]
    fn goes_on(&mut self) -> Result<bool, ReadError> {
        loop {
            self.skip_space();
            if self.open.is_empty() {
                return match self.byte() {
                    None => Ok(false),
                    Some(_) => self.malformed("something stands behind the value"),
                };
            }
            match (self.in_object, self.byte()) {
                (true, Some(b',')) => {
                    self.at += 1;
                    self.skip_space();
                    return self.name().map(|()| true);
                }
                (false, Some(b',')) => {
                    self.at += 1;
                    self.skip_space();
                    return Ok(true);
                }
                (true, Some(b'}')) | (false, Some(b']')) => self.close(),
                (true, Some(_)) => return self.malformed("`,` or `}` is expected"),
                (false, Some(_)) => return self.malformed("`,` or `]` is expected"),
                (true, None) => return self.malformed("the document ends inside an object"),
                (false, None) => return self.malformed("the document ends inside an array"),
            }
        }
    }

    fn close(&mut self) {
        self.at += 1;
        let behind = self.tape.tokens.len() as u32;
        if let Some(open) = self.open.pop() {
            self.tape.tokens[open as usize].end = behind;
        }
        self.in_object = match self.open.last() {
            Some(open) => self.bytes()[self.tape.offset(*open as usize)] == b'{',
            None => false,
        };
    }

    /// Reads the name of a field and goes before its value.
    fn name(&mut self) -> Result<(), ReadError> {
        match self.byte() {
            Some(b'"') => self.string()?,
            Some(_) => return self.malformed("the name of a field is expected, in double quotes"),
            None => return self.malformed("the document ends inside an object"),
        }
        self.skip_space();
        if self.byte() != Some(b':') {
            // Perhaps a value with its quotes in disorder: what is no name for certain is not shown as one.
            self.tape.tokens.pop();
            return self.malformed("`:` is expected behind the name of a field");
        }
        self.at += 1;
        self.skip_space();
        Ok(())
    }

    #[inline]
    fn literal(&mut self, literal: &str) -> Result<(), ReadError> {
        if !self.bytes()[self.at..].starts_with(literal.as_bytes()) {
            return self.malformed("a value is expected");
        }
        let start = self.at;
        self.at += literal.len();
        self.push(start, self.at as u32);
        Ok(())
    }

    /// Reads a string (RFC 8259, section 7). Its escapes are checked here, so that whoever unescapes it need not.
    #[inline]
    fn string(&mut self) -> Result<(), ReadError> {
        let start = self.at;
        let mut escaped = 0;
        self.at += 1;
        loop {
            self.at += escape::plain_length(&self.bytes()[self.at..]);
            match self.byte() {
                Some(b'"') => {
                    self.push(start, self.at as u32 | escaped);
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => {
                    escaped = ESCAPED;
                    match escape::length(&self.bytes()[self.at..]) {
                        Ok(length) => self.at += length,
                        Err(reason) => return self.malformed(reason),
                    }
                }
                Some(_) => return self.malformed("a control character stands in a string unescaped"),
                None => return self.malformed("the document ends inside a string"),
            }
        }
    }

    /// Reads a number (RFC 8259, section 6).
    #[inline]
    fn number(&mut self) -> Result<(), ReadError> {
        let start = self.at;
        if self.byte() == Some(b'-') {
            self.at += 1;
        }
        let whole = self.at;
        self.digits("a number has no digit before the point")?;
        if self.bytes()[whole] == b'0' && self.at > whole + 1 {
            self.at = whole;
            return self.malformed("a number begins with a superfluous zero");
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits("a number has no digit behind the point")?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.byte() {
                self.at += 1;
            }
            self.digits("a number has no digit in the exponent")?;
        }
        self.push(start, self.at as u32);
        Ok(())
    }

    #[inline]
    fn digits(&mut self, missing: &'static str) -> Result<(), ReadError> {
        let first = self.at;
        while let Some(b'0'..=b'9') = self.byte() {
            self.at += 1;
        }
        if self.at == first {
            self.malformed(missing)
        } else {
            Ok(())
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
