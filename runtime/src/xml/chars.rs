//! Character classes of XML 1.0 (fifth edition), for the reader: one table look-up a byte.

/// Space, tab, line feed, carriage return (production `S`).
pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Nothing to look at in character data.
pub(super) const PLAIN: u8 = 0;
/// A space, tab or line feed: matters for white space rules alone.
pub(super) const SPACE: u8 = 1;
/// `&`, carriage return, `]`, a control character, or the first byte of U+FFFE and U+FFFF: needs the slow path.
pub(super) const SPECIAL: u8 = 2;
/// `<`: character data ends here.
pub(super) const MARKUP: u8 = 4;

/// The class of each byte in character data.
pub(super) static TEXT: [u8; 256] = {
    let mut table = [PLAIN; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = SPECIAL;
        byte += 1;
    }
    table[b' ' as usize] = SPACE;
    table[b'\t' as usize] = SPACE;
    table[b'\n' as usize] = SPACE;
    table[b'&' as usize] = SPECIAL;
    table[b']' as usize] = SPECIAL;
    table[0xEF] = SPECIAL;
    table[b'<' as usize] = MARKUP;
    table
};

/// A byte that stands in no name, the colon among them.
pub(super) const OUTSIDE: u8 = 0;
/// An ASCII character that may stand in a name, but not first.
const INSIDE: u8 = 1;
/// An ASCII character that may begin a name.
const FIRST: u8 = 2;
/// A byte of a character beyond ASCII, which must be looked at as a whole.
const BEYOND: u8 = 4;

/// The class of each byte in a name.
pub(super) static NAME: [u8; 256] = {
    let mut table = [OUTSIDE; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'A'..=b'Z' | b'a'..=b'z' | b'_' => FIRST,
            b'0'..=b'9' | b'-' | b'.' => INSIDE,
            0x80.. => BEYOND,
            _ => OUTSIDE,
        };
        byte += 1;
    }
    table
};

/// Whether XML admits the character (production `Char`).
pub(super) const fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

const fn is_name_start(c: char) -> bool {
    matches!(c, 'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

const fn is_name_char(c: char) -> bool {
    is_name_start(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// Whether `name` is an NCName (Namespaces in XML, production 4).
pub(super) fn is_nc_name(name: &str) -> bool {
    nc_name_length(name) == Some(name.len())
}

/// The length of the NCName that `text` begins with, as far as the bytes after it can stand in no name; `None` when
/// it begins with none.
#[inline]
pub(super) fn nc_name_length(text: &str) -> Option<usize> {
    let class = |at: usize| {
        text.as_bytes()
            .get(at)
            .map_or(OUTSIDE, |byte| NAME[usize::from(*byte)])
    };
    let first = class(0);
    let (mut length, mut seen) = (0, OUTSIDE);
    loop {
        match class(length) {
            OUTSIDE => break,
            class => seen |= class,
        }
        length += 1;
    }
    let admitted = if seen & BEYOND == 0 {
        first == FIRST
    } else {
        is_nc_name_beyond_ascii(&text[..length])
    };
    admitted.then_some(length)
}

#[cold]
fn is_nc_name_beyond_ascii(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(is_name_start) && chars.all(is_name_char)
}
