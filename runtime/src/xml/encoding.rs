//! Bytes → text: byte order marks, UTF-16, and the encoding that the XML declaration names.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decodes an XML entity as XML 1.0 section 4.3.3 and appendix F say: a byte order mark first, then UTF-16 by its
/// look, then the encoding named in the XML declaration, else UTF-8. The mark is taken off.
///
/// # Errors
/// What is wrong, in words: an unknown encoding, one that contradicts the bytes, or bytes that are not text in it.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, &'static str> {
    let (encoding, skip) = sniff(bytes)?;
    let bytes = &bytes[skip..];
    match encoding {
        Charset::Utf8 => std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| "the document is not valid UTF-8"),
        Charset::Ascii if bytes.is_ascii() => Ok(String::from_utf8_lossy(bytes)),
        Charset::Ascii => Err(FOREIGN),
        Charset::Latin1 => Ok(encoding_rs::mem::decode_latin1(bytes)),
        Charset::Other(encoding) => {
            encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or(FOREIGN)
        }
    }
}

const FOREIGN: &str = "the document holds bytes that its encoding does not have";
const CONTRADICTION: &str = "the XML declaration names another encoding than the document is in";

/// An encoding. The web reads ISO-8859-1 and US-ASCII as windows-1252, and so does `encoding_rs`; XML does not.
#[derive(Clone, Copy)]
enum Charset {
    Utf8,
    Ascii,
    Latin1,
    Other(&'static Encoding),
}

/// The encoding, and the length of the byte order mark.
fn sniff(bytes: &[u8]) -> Result<(Charset, usize), &'static str> {
    let (seen, skip) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (Some(encoding), length),
        None if bytes.starts_with(&[b'<', 0]) => (Some(UTF_16LE), 0),
        None if bytes.starts_with(&[0, b'<']) => (Some(UTF_16BE), 0),
        None => (None, 0),
    };
    if let Some(encoding) = seen.filter(|encoding| *encoding != UTF_8) {
        // The declaration is in UTF-16 itself: it can only be compared, once decoded.
        let head = &bytes[skip..bytes.len().min(skip + 400)];
        let (head, _) = encoding.decode_without_bom_handling(head);
        return match declared(head.as_bytes()) {
            Some(label) if !label.to_ascii_lowercase().starts_with(b"utf-16") => Err(CONTRADICTION),
            _ => Ok((Charset::Other(encoding), skip)),
        };
    }
    let Some(label) = declared(&bytes[skip..]) else { return Ok((Charset::Utf8, skip)) };
    let charset = match label.to_ascii_lowercase().as_slice() {
        b"us-ascii" | b"ascii" => Charset::Ascii,
        b"iso-8859-1" | b"latin1" | b"iso_8859-1" => Charset::Latin1,
        label => match Encoding::for_label_no_replacement(label) {
            Some(encoding) if encoding == UTF_8 => Charset::Utf8,
            Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => return Err(CONTRADICTION),
            Some(encoding) => Charset::Other(encoding),
            None => return Err("the XML declaration names an unknown encoding"),
        },
    };
    if seen.is_some() && !matches!(charset, Charset::Utf8) { Err(CONTRADICTION) } else { Ok((charset, skip)) }
}

/// The encoding named in the XML declaration, when there is one.
fn declared(bytes: &[u8]) -> Option<&[u8]> {
    let head = bytes.strip_prefix(b"<?xml")?;
    let head = &head[..head.windows(2).position(|pair| pair == b"?>")?];
    let at = head.windows(8).position(|word| word == b"encoding")?;
    let value = head[at + 8..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let quote = *value.first()?;
    let value = &value[1..];
    Some(&value[..value.iter().position(|byte| *byte == quote)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_found_by_mark_look_and_declaration() {
        let wide: Vec<u8> = "<å/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&wide).as_deref(), Ok("<å/>"));
        let mut marked = vec![0xFE, 0xFF];
        marked.extend("<å/>".encode_utf16().flat_map(u16::to_be_bytes));
        assert_eq!(decode(&marked).as_deref(), Ok("<å/>"));
        let mut latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>".to_vec();
        latin.extend([0xE5]);
        latin.extend(b"</a>");
        assert!(decode(&latin).is_ok_and(|text| text.ends_with("<a>å</a>")));
        assert_eq!(decode(b"\xEF\xBB\xBF<a/>").as_deref(), Ok("<a/>"));
    }

    #[test]
    fn a_contradicting_or_unknown_encoding_and_foreign_bytes_are_refused() {
        assert!(decode(b"<?xml version='1.0' encoding='UTF-16'?><a/>").is_err());
        assert!(decode(b"<?xml version='1.0' encoding='no-such'?><a/>").is_err());
        assert!(decode(b"<a>\xE5</a>").is_err());
        assert!(decode(b"\xEF\xBB\xBF<?xml version='1.0' encoding='iso-8859-1'?><a/>").is_err());
    }
}
