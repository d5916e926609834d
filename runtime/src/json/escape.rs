//! Strings: what has to be escaped, and what escapes stand for (RFC 8259, section 7).

/// How many bytes at the start of `bytes` stand in a string as they are: no quote, backslash or control character.
#[inline]
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
    const HIGHS: u64 = u64::from_ne_bytes([0x80; 8]);
    const SPACES: u64 = u64::from_ne_bytes([0x20; 8]);
    const QUOTES: u64 = u64::from_ne_bytes([b'"'; 8]);
    const BACKSLASHES: u64 = u64::from_ne_bytes([b'\\'; 8]);
    let mut length = 0;
    // Eight bytes at a time. Each term has the high bit set of the first byte that it looks for; bytes behind that one
    // may be marked wrongly, which does not matter.
    while let Some(chunk) = bytes[length..].first_chunk::<8>() {
        let word = u64::from_le_bytes(*chunk);
        let zero = |word: u64| word.wrapping_sub(ONES) & !word;
        let found =
            (word.wrapping_sub(SPACES) & !word | zero(word ^ QUOTES) | zero(word ^ BACKSLASHES)) & HIGHS;
        if found != 0 {
            return length + found.trailing_zeros() as usize / 8;
        }
        length += 8;
    }
    let rest = &bytes[length..];
    let plain = |byte: &u8| *byte >= 0x20 && !matches!(byte, b'"' | b'\\');
    length + rest.iter().position(|byte| !plain(byte)).unwrap_or(rest.len())
}

/// The length of the escape that `bytes` begin with, both halves of a surrogate pair together.
///
/// # Errors
/// Why it is none.
pub(super) fn length(bytes: &[u8]) -> Result<usize, &'static str> {
    match bytes.get(1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(2),
        Some(b'u') => match code_unit(&bytes[2..]) {
            None => Err("`\\u` is not followed by four hexadecimal digits"),
            Some(0xDC00..=0xDFFF) => Err("the second half of a surrogate pair stands alone"),
            Some(0xD800..=0xDBFF) => match bytes.get(6..8).filter(|next| *next == b"\\u") {
                Some(_) if matches!(code_unit(&bytes[8..]), Some(0xDC00..=0xDFFF)) => Ok(12),
                _ => Err("the first half of a surrogate pair stands alone"),
            },
            Some(_) => Ok(6),
        },
        Some(_) => Err("a backslash is followed by what JSON has no escape for"),
        None => Err("the document ends inside a string"),
    }
}

/// The UTF-16 code unit that four hexadecimal digits say.
fn code_unit(bytes: &[u8]) -> Option<u16> {
    let digits = bytes.first_chunk::<4>()?;
    digits.iter().try_fold(0, |unit, digit| {
        let digit = char::from(*digit).to_digit(16)?;
        Some(unit << 4 | digit as u16)
    })
}

/// The text that a string of a well-formed document stands for, without its quotes.
pub(super) fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        let escape = &rest.as_bytes()[at..];
        let (character, length) = match escape.get(1) {
            Some(b'b') => ('\u{8}', 2),
            Some(b'f') => ('\u{C}', 2),
            Some(b'n') => ('\n', 2),
            Some(b'r') => ('\r', 2),
            Some(b't') => ('\t', 2),
            Some(b'u') => unicode(escape),
            Some(other) => (char::from(*other), 2),
            None => break,
        };
        text.push(character);
        rest = &rest[at + length..];
    }
    text.push_str(rest);
    text
}

/// The character of an escape with `\u`, and its length. Surrogates stand in pairs, which the tokeniser has seen to.
fn unicode(escape: &[u8]) -> (char, usize) {
    let units = [escape.get(2..), escape.get(8..)].map(|bytes| bytes.and_then(code_unit).unwrap_or(0xFFFD));
    match char::decode_utf16(units).next() {
        Some(Ok(character)) if character.len_utf16() == 2 => (character, 12),
        Some(Ok(character)) => (character, 6),
        _ => (char::REPLACEMENT_CHARACTER, 6),
    }
}

/// Writes a string with its quotes. Escaped is what must be and nothing else, in the shortest form.
#[inline]
pub(super) fn push_string(out: &mut String, text: &str) {
    out.push('"');
    push_escaped(out, text);
    out.push('"');
}

#[inline]
fn push_escaped(out: &mut String, text: &str) {
    let plain = plain_length(text.as_bytes());
    out.push_str(&text[..plain]);
    if plain < text.len() {
        push_rest(out, &text[plain..]);
    }
}

/// Writes text that begins with a character to be escaped.
#[cold]
fn push_rest(out: &mut String, mut text: &str) {
    while let Some(&byte) = text.as_bytes().first() {
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            0x08 => out.push_str("\\b"),
            0x0C => out.push_str("\\f"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            _ => {
                const DIGITS: &[u8; 16] = b"0123456789abcdef";
                out.push_str("\\u00");
                out.push(char::from(DIGITS[usize::from(byte >> 4)]));
                out.push(char::from(DIGITS[usize::from(byte & 0xF)]));
            }
        }
        let plain = plain_length(&text.as_bytes()[1..]);
        out.push_str(&text[1..1 + plain]);
        text = &text[1 + plain..];
    }
}

/// Escapes what was written from `start` on, and is not a string yet.
#[inline]
pub(super) fn escape_from(out: &mut String, start: usize) {
    let plain = plain_length(&out.as_bytes()[start..]);
    if start + plain < out.len() {
        let text = out.split_off(start + plain);
        push_rest(out, &text);
    }
}
