//! Documentation comments: the contract's text, escaped so that it makes neither links nor doctests.

use proc_macro2::TokenStream;
use quote::quote;

/// Paragraphs as doc attributes, the wire name behind the first.
pub(super) fn documented(paragraphs: &[String], wire: &str) -> TokenStream {
    let mut lines = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let mut text = escape(paragraph);
        if index == 0 && !wire.is_empty() {
            let end = if text.ends_with('.') { text.pop() } else { None };
            text.push_str(&format!(" ({})", code(wire)));
            text.extend(end);
        }
        if index > 0 {
            lines.push(String::new());
        }
        lines.push(text);
    }
    if paragraphs.is_empty() && !wire.is_empty() {
        lines.push(code(wire));
    }
    attributes(&lines)
}

/// Lines as doc attributes, as they are.
pub(super) fn attributes(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// Text as Markdown that shows as itself.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if turns_direction(c) {
            continue;
        }
        let starts_line = at == 0;
        let special = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#' | '$')
            || (starts_line && matches!(c, '-' | '+' | '='))
            // A bare address would become a link, and rustdoc warns of it.
            || (c == ':' && text[at..].starts_with("://"))
            // `1.` and `1)` at the beginning would become a list.
            || (matches!(c, '.' | ')') && !starts_line && text[..at].bytes().all(|byte| byte.is_ascii_digit()));
        if special {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A name or an enumerated value as a code span (CommonMark, section 6.1).
pub(super) fn code(wire: &str) -> String {
    let shown: String = wire
        .chars()
        .filter(|c| !turns_direction(*c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let fence = (1..)
        .map(|n| "`".repeat(n))
        .find(|fence| !shown.contains(fence.as_str()))
        .unwrap_or_default(); // infinitely many are tried
    if fence.len() > 1 {
        format!("{fence} {shown} {fence}")
    } else {
        format!("{fence}{shown}{fence}")
    }
}

/// Whether a character turns the direction of what is shown behind it: source text may read otherwise than it is,
/// and the compiler refuses it (Unicode Standard Annex 9, section 2).
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_a_contract_makes_no_markup() {
        assert_eq!(
            escape("[a](b) `c` <d> http://e_f"),
            "\\[a\\](b) \\`c\\` \\<d\\> http\\://e\\_f"
        );
        assert_eq!(escape("- punkt"), "\\- punkt");
        assert_eq!(escape("1. punkt 1.5"), "1\\. punkt 1.5");
        assert_eq!(escape("1) punkt"), "1\\) punkt");
        assert_eq!(escape("a\u{202E}b"), "ab");
        assert_eq!(escape("Klockslag, HH.MM."), "Klockslag, HH.MM.");
    }

    #[test]
    fn a_name_with_back_quotes_stands_in_a_longer_fence() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(code("a\nb"), "`a b`");
    }

    #[test]
    fn the_wire_name_stands_before_the_full_stop() {
        let documented = documented(&["Dag i månaden.".to_owned(), "Mer.".to_owned()], "dag").to_string();
        assert!(documented.contains("Dag i månaden (`dag`)."), "{documented}");
    }
}
