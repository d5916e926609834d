//! The tokens of a document: where each value begins and ends.

use std::borrow::Cow;

use super::escape::unescape;
use super::{Kind, Number};

/// A token: a value, or the name of a field, which stands before its value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Where it begins, and [`NESTED`].
    pub(super) start: u32,
    /// Of an array or object: the number of the token behind it. Of a string: where its closing quote stands, and
    /// [`ESCAPED`]. Of all else: where it ends.
    pub(super) end: u32,
}

/// Set in the start of an array or object.
pub(super) const NESTED: u32 = 1 << 31;

/// Set in the end of a string that holds escapes.
pub(super) const ESCAPED: u32 = 1 << 31;

/// A document that is well-formed, and its tokens in the order of the document.
#[derive(Debug)]
pub(super) struct Tape<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
}

impl<'a> Tape<'a> {
    /// Where a token begins.
    #[inline]
    pub(super) fn offset(&self, token: usize) -> usize {
        (self.tokens[token].start & !NESTED) as usize
    }

    #[inline]
    pub(super) fn kind(&self, token: usize) -> Kind {
        Kind::of(self.text.as_bytes()[self.offset(token)])
    }

    /// The token behind a value.
    #[inline]
    pub(super) fn next(&self, token: usize) -> usize {
        let Token { start, end } = self.tokens[token];
        if start & NESTED == 0 {
            token + 1
        } else {
            end as usize
        }
    }

    /// The token behind an array or object.
    #[inline]
    pub(super) fn end(&self, token: usize) -> usize {
        self.tokens[token].end as usize
    }

    /// The text of a string.
    #[inline]
    pub(super) fn string(&self, token: usize) -> Cow<'a, str> {
        let Token { start, end } = self.tokens[token];
        let raw = &self.text[start as usize + 1..(end & !ESCAPED) as usize];
        if end & ESCAPED == 0 {
            Cow::Borrowed(raw)
        } else {
            Cow::Owned(unescape(raw))
        }
    }

    /// Whether the text of a string is `expected`.
    #[inline]
    pub(super) fn is(&self, token: usize, expected: &str) -> bool {
        let Token { start, end } = self.tokens[token];
        if end & ESCAPED == 0 {
            self.text.as_bytes()[start as usize + 1..end as usize] == *expected.as_bytes()
        } else {
            self.string(token) == expected
        }
    }

    /// A number.
    #[inline]
    pub(super) fn number(&self, token: usize) -> Number<'a> {
        Number::new(self.raw(token))
    }

    /// A number, truth value or null as it is written.
    #[inline]
    pub(super) fn raw(&self, token: usize) -> &'a str {
        let Token { start, end } = self.tokens[token];
        &self.text[start as usize..end as usize]
    }

    /// A string as it is written, with its quotes.
    #[inline]
    pub(super) fn quoted(&self, token: usize) -> &'a str {
        let Token { start, end } = self.tokens[token];
        &self.text[start as usize..=(end & !ESCAPED) as usize]
    }
}
