//! Bytes in, canonical bytes out.

use std::borrow::Cow;

use super::super::encoding::decode;
use super::super::error::{Position, ReadError, ReadErrorKind};
use super::super::limits::Limits;
use super::error::CanonicalError;
use super::pass::Pass;
use super::selector::Selector;

/// The canonical form of a whole document, in UTF-8.
///
/// Comments, the XML declaration and a byte order mark are left out; processing instructions stay, those outside the
/// root element on lines of their own (section 2.3, Root Node and Processing Instruction Nodes).
///
/// # Errors
/// The first thing that is wrong with the document, with line and column.
pub fn document(bytes: &[u8]) -> Result<Vec<u8>, CanonicalError> {
    document_with(bytes, Limits::default())
}

/// [`document`] with other limits. No stack is used per level, so the depth can be raised as far as wished.
///
/// # Errors
/// As [`document`].
pub fn document_with(bytes: &[u8], limits: Limits) -> Result<Vec<u8>, CanonicalError> {
    let text = decoded(bytes, limits)?;
    Pass::over(&text, limits).document()
}

/// The canonical form, in UTF-8, of the document subset that is one element with everything in it: all namespaces in
/// scope are declared on it, and it inherits the attributes in the namespace of `xml:` that its ancestors have and it
/// has not, `xml:id` and `xml:base` among them, as version 1.0 says (section 2.4).
///
/// # Errors
/// What is wrong with the document, anywhere in it; no element, or more than one, is as the selector says.
pub fn element(bytes: &[u8], selector: &Selector<'_>) -> Result<Vec<u8>, CanonicalError> {
    element_with(bytes, selector, Limits::default())
}

/// [`element`] with other limits.
///
/// # Errors
/// As [`element`].
pub fn element_with(
    bytes: &[u8],
    selector: &Selector<'_>,
    limits: Limits,
) -> Result<Vec<u8>, CanonicalError> {
    let text = decoded(bytes, limits)?;
    Pass::over(&text, limits).element(selector)
}

fn decoded(bytes: &[u8], limits: Limits) -> Result<Cow<'_, str>, CanonicalError> {
    let too_large = || ReadError::new(ReadErrorKind::TooLarge { limit: limits.size() }, 0);
    if bytes.len() > limits.size() {
        return Err(too_large().into());
    }
    let text = decode(bytes).map_err(|error| ReadError::new(ReadErrorKind::Encoding(error), 0))?;
    if text.len() > limits.size() {
        return Err(too_large().into());
    }
    // Only what is not UTF-8 is a copy.
    if matches!(text, Cow::Owned(_)) && !is_utf_16(bytes) {
        check_composed(&text)?;
    }
    Ok(text)
}

/// Whether bytes that have been decoded were UTF-16: it begins with a mark or with one of the two bytes of `<`.
fn is_utf_16(bytes: &[u8]) -> bool {
    matches!(bytes, [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0, ..] | [_, 0, ..])
}

/// Refuses combining characters in text from an encoding other than Unicode's.
///
/// Such text is to be brought into Normalization Form C (section 2.1), and few implementations do it. All single-byte
/// encodings but those of Vietnamese, Hebrew, Arabic and Thai hold composed characters alone, which are in that form
/// already; of the others, only the characters named here can be out of it. Better no hash than one that differs.
fn check_composed(text: &str) -> Result<(), CanonicalError> {
    let combines = |c: char| {
        matches!(c, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{670}'
            | '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}')
    };
    match text.find(combines) {
        Some(at) => Err(CanonicalError::NotComposed {
            position: Position::of(text, at),
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn combining_characters_are_refused_in_other_encodings_and_kept_in_those_of_unicode() {
        let mut vietnamese = b"<?xml version='1.0' encoding='windows-1258'?>\n<a>e".to_vec();
        vietnamese.extend(b"\xCC</a>");
        assert!(matches!(
            document(&vietnamese),
            Err(CanonicalError::NotComposed {
                position: Position { line: 2, column: 5 }
            })
        ));
        let kept = "<a>e\u{300}</a>";
        assert_eq!(document(kept.as_bytes()).unwrap(), kept.as_bytes());
        for wide in [u16::to_le_bytes, u16::to_be_bytes] {
            let bytes: Vec<u8> = kept.encode_utf16().flat_map(wide).collect();
            assert_eq!(document(&bytes).unwrap(), kept.as_bytes());
        }
    }
}
