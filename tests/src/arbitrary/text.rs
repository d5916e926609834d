//! Texts, with the characters that writers and readers of XML get wrong.

use proptest::prelude::*;

/// Characters that XML 1.0 forbids (section 2.2, production `Char`) and a `String` can hold.
pub const FORBIDDEN: &[char] = &[
    '\0', '\u{1}', '\u{8}', '\u{B}', '\u{C}', '\u{E}', '\u{1F}', '\u{FFFE}', '\u{FFFF}',
];

/// What is markup, white space, a line end for someone, or long in some encoding.
const AWKWARD: &[char] = &[
    '<',
    '>',
    '&',
    '"',
    '\'',
    ']',
    '-',
    '?',
    ':',
    ' ',
    '\t',
    '\n',
    '\r',
    '\u{7F}',
    '\u{85}',
    '\u{A0}',
    '\u{AD}',
    'å',
    'Ö',
    '\u{301}',
    '\u{200B}',
    '\u{2028}',
    '\u{D7FF}',
    '\u{E000}',
    '\u{FEFF}',
    '\u{FFFD}',
    '\u{1F600}',
    '\u{10FFFF}',
];

/// Sequences that mean something where a character alone does not.
const SEQUENCES: &[&str] = &[
    "]]>",
    "-->",
    "<!--",
    "<![CDATA[",
    "&amp;",
    "&#13;",
    "\r\n",
    "?>",
    "</a>",
    "  ",
    "a:b",
];

/// Any text that XML can hold.
pub fn text() -> impl Strategy<Value = String> {
    pieces(0)
}

/// Such a text of at least `least` characters.
pub fn text_of_at_least(least: usize) -> impl Strategy<Value = String> {
    pieces(least)
}

/// A text with a character somewhere in it that XML forbids.
pub fn forbidden_text() -> impl Strategy<Value = String> {
    (text(), prop::sample::select(FORBIDDEN), text())
        .prop_map(|(before, c, after)| format!("{before}{c}{after}"))
}

/// Any character that XML 1.0 allows, the awkward ones often.
pub fn character() -> impl Strategy<Value = char> {
    prop_oneof![
        4 => prop::sample::select(AWKWARD),
        4 => prop::char::range('a', 'z'),
        2 => any::<char>().prop_filter("XML allows it", |c| is_char(*c)),
    ]
}

fn pieces(least: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => character().prop_map(String::from),
        1 => prop::sample::select(SEQUENCES).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, least..least + 12).prop_map(|pieces| pieces.concat())
}

/// XML 1.0, section 2.2, production `Char`.
fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}
