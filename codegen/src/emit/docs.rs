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
            text.push_str(&format!(" (`{}`)", code(wire)));
            text.extend(end);
        }
        if index > 0 {
            lines.push(String::new());
        }
        lines.push(text);
    }
    if paragraphs.is_empty() && !wire.is_empty() {
        lines.push(format!("`{}`", code(wire)));
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
    let mut rest = text.char_indices();
    while let Some((at, c)) = rest.next() {
        let starts_line = at == 0;
        let special = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#' | '$')
            || (starts_line && matches!(c, '-' | '+' | '='))
            // A bare address would become a link, and rustdoc warns of it.
            || (c == ':' && text[at..].starts_with("://"))
            // `1.` at the beginning would become a list.
            || (c == '.' && !starts_line && text[..at].bytes().all(|byte| byte.is_ascii_digit()));
        if special {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A name between back quotes. Names of XML hold none, other contracts' may.
fn code(wire: &str) -> String {
    wire.replace('`', "'")
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
        assert_eq!(escape("Klockslag, HH.MM."), "Klockslag, HH.MM.");
    }

    #[test]
    fn the_wire_name_stands_before_the_full_stop() {
        let documented = documented(&["Dag i månaden.".to_owned(), "Mer.".to_owned()], "dag").to_string();
        assert!(documented.contains("Dag i månaden (`dag`)."), "{documented}");
    }
}
