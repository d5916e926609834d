//! The documents that are read and written, as others write them.

/// The same document as other programs write it: an XML declaration, a prefix on every element, indented.
pub(crate) fn restyled(canonical: &str) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let mut depth = 0;
    let mut after_text = false;
    for piece in canonical.split_inclusive('>') {
        let (text, tag) = piece.split_at(piece.find('<').unwrap_or(piece.len()));
        let closing = tag.starts_with("</");
        depth -= usize::from(closing);
        if text.is_empty() && !after_text {
            out.push('\n');
            out.push_str(&"  ".repeat(depth));
        }
        out.push_str(text);
        let (mark, name) = tag.split_at(if closing { 2 } else { 1 });
        out.push_str(mark);
        out.push_str("ns2:");
        out.push_str(&name.replace(" xmlns=", " xmlns:ns2="));
        depth += usize::from(!closing);
        after_text = false;
    }
    out
}
