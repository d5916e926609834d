//! What a refusal says: where, and which rule; and what it does not: anything that the document says.

use std::sync::Arc;

use fk_runtime::xml::{ReadError, ReadErrorKind, decode};
use fk_tests::corpus::Document;
use fk_tests::roots::read;
use libtest_mimic::{Failed, Trial};

pub(crate) fn trial(document: &Arc<Document>) -> Trial {
    let document = Arc::clone(document);
    Trial::test(format!("refusal::{}", document.name), move || {
        // That it is refused at all is the business of the judges.
        match read(document.group.roots, &document.bytes) {
            Ok(_) => Ok(()),
            Err(error) => says_where(&document, &error).and_then(|()| says_nothing_of(&document, &error)),
        }
    })
}

fn says_where(document: &Document, error: &ReadError) -> Result<(), Failed> {
    if matches!(error.kind(), ReadErrorKind::Encoding(_)) {
        // There is no text to have lines; the message gives the offset of the byte, or what the encoding is called.
        return Ok(());
    }
    let position = error.position().ok_or("it says no line and column")?;
    let said = format!("line {}, column {}", position.line, position.column);
    if !error.to_string().contains(&said) {
        return Err(format!("`{error}` does not show {said}").into());
    }
    let text = decode(&document.bytes)?;
    let lines = text.split_inclusive('\n').take(position.line - 1);
    let offset = lines.map(str::len).sum::<usize>() + position.column - 1;
    if is_inside_root(&text, offset) && error.path().is_empty() {
        return Err(format!("`{error}` says no path").into());
    }
    Ok(())
}

/// Whether `offset` stands behind the root element's start tag and before its end tag, as far as the text has them.
fn is_inside_root(text: &str, offset: usize) -> bool {
    let is_name = |at: &usize| text[at + 1..].starts_with(|c: char| c.is_alphabetic() || c == '_');
    let Some(start) = text.match_indices('<').map(|(at, _)| at).find(is_name) else {
        return false;
    };
    let Some(length) = text[start..].find('>') else {
        return false;
    };
    let name = text[start + 1..]
        .split(|c: char| c.is_whitespace() || c == '>' || c == '/')
        .next();
    let end = text
        .rfind(&format!("</{}", name.unwrap_or_default()))
        .unwrap_or(text.len());
    (start + length + 1..end).contains(&offset)
}

fn says_nothing_of(document: &Document, error: &ReadError) -> Result<(), Failed> {
    let Ok(text) = decode(&document.bytes) else {
        return Ok(());
    };
    let said = error.to_string();
    for value in values(&text) {
        if said.contains(&value) {
            return Err(format!("`{said}` shows what the document says: {value}").into());
        }
    }
    Ok(())
}

/// Texts and attribute values longer than two characters, but for those that are also names in the document: names
/// are shown. Of a document that is not well-formed, what stands between tags and in quotes.
fn values(text: &str) -> Vec<String> {
    let (values, names) = match roxmltree::Document::parse(text) {
        Ok(tree) => of_tree(&tree),
        Err(_) => (of_text(text), Vec::new()),
    };
    let values = values.iter().map(|value| value.trim());
    let values = values.filter(|value| value.chars().count() > 2 && !names.iter().any(|name| name == value));
    values.map(str::to_owned).collect()
}

fn of_tree(tree: &roxmltree::Document<'_>) -> (Vec<String>, Vec<String>) {
    let (mut values, mut names) = (Vec::new(), Vec::new());
    for node in tree.descendants() {
        if node.is_text() {
            values.extend(node.text().map(str::to_owned));
        } else if node.is_element() {
            names.push(node.tag_name().name().to_owned());
        }
        for attribute in node.attributes() {
            values.push(attribute.value().to_owned());
            names.push(attribute.name().to_owned());
        }
    }
    (values, names)
}

fn of_text(text: &str) -> Vec<String> {
    let texts = text.split('>').skip(1).filter_map(|rest| rest.split('<').next());
    let quoted = text
        .split("=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    // A namespace's name is a name, and shown.
    let quoted = quoted.filter(|value| !value.starts_with("http:") && !value.starts_with("urn:"));
    texts.chain(quoted).map(str::to_owned).collect()
}
