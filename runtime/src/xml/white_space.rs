//! White space before a value is looked at.

use std::borrow::Cow;

use super::WhiteSpace;

/// Applies a white space rule (XSD 1.0 Part 2, section 4.3.6). White space is what XML calls so: space, tab, line
/// feed and carriage return, and nothing else. Text that is in order already is not copied.
#[inline]
#[must_use]
pub fn normalize(text: &str, rule: WhiteSpace) -> Cow<'_, str> {
    match rule {
        WhiteSpace::Preserve => Cow::Borrowed(text),
        // Most values hold no white space at all, whatever their rule.
        _ if text.bytes().all(|byte| byte > b' ') => Cow::Borrowed(text),
        WhiteSpace::Replace => replace(text),
        WhiteSpace::Collapse => collapse(text),
    }
}

fn replace(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| matches!(byte, b'\t' | b'\n' | b'\r')) {
        Cow::Owned(text.replace(['\t', '\n', '\r'], " "))
    } else {
        Cow::Borrowed(text)
    }
}

fn collapse(text: &str) -> Cow<'_, str> {
    if is_collapsed(text) {
        return Cow::Borrowed(text);
    }
    let text = text.trim_matches(is_white_space);
    if is_collapsed(text) {
        return Cow::Borrowed(text);
    }
    let mut collapsed = String::with_capacity(text.len());
    for word in text.split(is_white_space).filter(|word| !word.is_empty()) {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    Cow::Owned(collapsed)
}

/// Whether the only white space is single spaces between words.
fn is_collapsed(text: &str) -> bool {
    let mut after_space = true;
    for byte in text.bytes() {
        if byte > b' ' {
            after_space = false;
        } else if byte == b' ' && !after_space {
            after_space = true;
        } else if is_white_space(char::from(byte)) {
            return false;
        } else {
            after_space = false;
        }
    }
    !after_space || text.is_empty()
}

fn is_white_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preserve_changes_nothing() {
        assert_eq!(normalize(" \ta\r\n ", WhiteSpace::Preserve), " \ta\r\n ");
    }

    #[test]
    fn replace_makes_each_white_space_character_a_space() {
        assert_eq!(normalize(" \ta\r\n b ", WhiteSpace::Replace), "  a   b ");
        assert!(matches!(
            normalize("  a  b ", WhiteSpace::Replace),
            Cow::Borrowed("  a  b ")
        ));
    }

    #[test]
    fn collapse_leaves_single_spaces_between_words() {
        assert_eq!(normalize(" \ta\r\n b  c ", WhiteSpace::Collapse), "a b c");
        assert_eq!(normalize(" \t\r\n ", WhiteSpace::Collapse), "");
        assert_eq!(normalize("", WhiteSpace::Collapse), "");
        assert_eq!(normalize("a\tb", WhiteSpace::Collapse), "a b");
    }

    #[test]
    fn collapse_copies_nothing_when_only_the_ends_have_white_space() {
        assert!(matches!(
            normalize("\n  a b\t", WhiteSpace::Collapse),
            Cow::Borrowed("a b")
        ));
        assert!(matches!(
            normalize("åäö", WhiteSpace::Collapse),
            Cow::Borrowed("åäö")
        ));
    }

    #[test]
    fn characters_below_a_space_that_xml_forbids_stay_for_others_to_refuse() {
        assert_eq!(normalize("\u{1}", WhiteSpace::Collapse), "\u{1}");
        assert_eq!(
            normalize(" \u{1}\u{1} \u{C}", WhiteSpace::Collapse),
            "\u{1}\u{1} \u{C}"
        );
    }

    #[test]
    fn other_spaces_of_unicode_are_characters_like_any() {
        let text = "\u{A0}a\u{2003}\u{85}";
        assert_eq!(normalize(text, WhiteSpace::Collapse), text);
    }
}
