//! Bytes of an XML document → text.

use std::borrow::Cow;
use std::fmt;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a document its XML declaration may reach, in bytes.
const DECLARATION_LIMIT: usize = 1024;

/// Bytes that are no document in the encoding that they claim.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum EncodingError {
    /// The XML declaration names an encoding that is not known, or not one of those read here.
    Unsupported {
        /// The name in the declaration.
        label: String,
    },
    /// The bytes are in one encoding and the declaration names another.
    Contradiction {
        /// What the byte order mark or the first bytes show.
        found: &'static str,
        /// The name in the declaration.
        label: String,
    },
    /// A byte that means nothing in the encoding.
    Undecodable {
        /// The encoding.
        encoding: &'static str,
        /// Offset of the first such byte or unit, from 0.
        offset: usize,
    },
}

impl fmt::Display for EncodingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsupported { label } => write!(
                f,
                "the XML declaration names the encoding `{label}`; expected UTF-8, UTF-16 or a single-byte encoding \
                 such as ISO-8859-1. Save the file as UTF-8"
            ),
            Self::Contradiction { found, label } => write!(
                f,
                "the bytes are {found}, but the XML declaration says `{label}`. Correct the declaration"
            ),
            Self::Undecodable { encoding, offset } => write!(
                f,
                "the byte at offset {offset} (from 0) is not {encoding}. Save the file in the encoding that its XML \
                 declaration names"
            ),
        }
    }
}

impl std::error::Error for EncodingError {}

/// The text of an XML document, without its byte order mark (XML 1.0, section 4.3.3 and appendix F).
///
/// UTF-8 and UTF-16, with and without a byte order mark, and the single-byte encodings that an XML declaration
/// can name. The declaration stays in the text.
///
/// # Errors
/// An encoding that is not read here, a declaration that contradicts the bytes, a byte that cannot be decoded.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, EncodingError> {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return decode_unicode(encoding, bytes, bom);
    }
    match bytes {
        [b'<', 0, b'?' | b'!' | b'a'..=b'z' | b'A'..=b'Z', 0, ..] => decode_unicode(UTF_16LE, bytes, 0),
        [0, b'<', 0, b'?' | b'!' | b'a'..=b'z' | b'A'..=b'Z', ..] => decode_unicode(UTF_16BE, bytes, 0),
        _ => decode_declared(bytes),
    }
}

/// The text of an XML document whose encoding its transport names; that name wins over the document's own
/// declaration (RFC 7303, section 3; WS-I Basic Profile 1.1, R1012 and R1018).
///
/// # Errors
/// An encoding other than UTF-8 and UTF-16, a byte order mark of another one, a byte that cannot be decoded.
pub fn decode_as<'b>(bytes: &'b [u8], label: &str) -> Result<Cow<'b, str>, EncodingError> {
    let named = match label.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" | "us-ascii" => UTF_8,
        "utf-16be" => UTF_16BE,
        "utf-16le" => UTF_16LE,
        // Without a mark, UTF-16 is big-endian (RFC 2781, section 4.3).
        "utf-16" => Encoding::for_bom(bytes).map_or(UTF_16BE, |(encoding, _)| encoding),
        _ => {
            return Err(EncodingError::Unsupported {
                label: label.to_owned(),
            });
        }
    };
    let skip = match Encoding::for_bom(bytes) {
        Some((found, _)) if found != named || (found == UTF_8 && label.eq_ignore_ascii_case("utf-16")) => {
            return Err(EncodingError::Contradiction {
                found: found.name(),
                label: label.to_owned(),
            });
        }
        Some((_, length)) => length,
        None => 0,
    };
    strictly(named, bytes, skip)
}

/// Decodes what a byte order mark or the first bytes show to be UTF-8 or UTF-16.
fn decode_unicode<'b>(
    encoding: &'static Encoding,
    bytes: &'b [u8],
    bom: usize,
) -> Result<Cow<'b, str>, EncodingError> {
    let text = strictly(encoding, bytes, bom)?;
    let Some(label) = declared(&text) else {
        return Ok(text);
    };
    let agrees = match Encoding::for_label(label.as_bytes()) {
        // The label `utf-16` stands for either order in XML; encoding_rs takes it for little-endian.
        Some(named) if named == UTF_16LE && label.eq_ignore_ascii_case("utf-16") => encoding != UTF_8,
        Some(named) => named == encoding,
        None => false,
    };
    if agrees {
        Ok(text)
    } else {
        Err(EncodingError::Contradiction {
            found: encoding.name(),
            label: label.to_owned(),
        })
    }
}

/// Decodes bytes whose declaration, if any, can be read as ASCII.
fn decode_declared(bytes: &[u8]) -> Result<Cow<'_, str>, EncodingError> {
    if !bytes.starts_with(b"<?xml") {
        return strictly(UTF_8, bytes, 0);
    }
    let head = &bytes[..bytes.len().min(DECLARATION_LIMIT)];
    let head: String = head.iter().map(|&byte| char::from(byte)).collect();
    let Some(label) = declared(&head) else {
        return strictly(UTF_8, bytes, 0);
    };
    let Some(encoding) = Encoding::for_label(label.as_bytes()) else {
        return Err(EncodingError::Unsupported {
            label: label.to_owned(),
        });
    };
    if encoding == UTF_8 {
        return strictly(UTF_8, bytes, 0);
    }
    if encoding == UTF_16LE || encoding == UTF_16BE {
        return Err(EncodingError::Contradiction {
            found: "in an encoding of 8 bits",
            label: label.to_owned(),
        });
    }
    if !encoding.is_single_byte() || encoding == encoding_rs::X_USER_DEFINED {
        return Err(EncodingError::Unsupported {
            label: label.to_owned(),
        });
    }
    decode_single_byte(encoding, label, bytes)
}

/// Decodes a single-byte encoding as XML means it.
///
/// The web takes the ISO labels for supersets by Windows; XML means the ISO encodings, where 0x80 to 0x9F are
/// control characters.
fn decode_single_byte<'b>(
    encoding: &'static Encoding,
    label: &str,
    bytes: &'b [u8],
) -> Result<Cow<'b, str>, EncodingError> {
    let windows = label.to_ascii_lowercase().contains("125") || label.to_ascii_lowercase().contains("874");
    let undefined: fn(&u8) -> bool = if label.to_ascii_lowercase().contains("ascii") {
        |byte| *byte >= 0x80
    } else if windows && encoding == WINDOWS_1252 {
        |byte| matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D)
    } else if !windows && encoding == WINDOWS_1252 {
        return Ok(encoding_rs::mem::decode_latin1(bytes));
    } else if !windows && encoding.name().starts_with("windows") {
        |byte| matches!(byte, 0x80..=0x9F)
    } else {
        |_| false
    };
    if let Some(offset) = bytes.iter().position(undefined) {
        return Err(EncodingError::Undecodable {
            encoding: encoding.name(),
            offset,
        });
    }
    strictly(encoding, bytes, 0)
}

/// Decodes all of `bytes` after `skip`, or says where it cannot.
fn strictly<'b>(
    encoding: &'static Encoding,
    bytes: &'b [u8],
    skip: usize,
) -> Result<Cow<'b, str>, EncodingError> {
    let rest = &bytes[skip..];
    let undecodable = |offset| EncodingError::Undecodable {
        encoding: encoding.name(),
        offset: skip + offset,
    };
    if encoding == UTF_8 {
        return match std::str::from_utf8(rest) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(error) => Err(undecodable(error.valid_up_to())),
        };
    }
    encoding
        .decode_without_bom_handling_and_without_replacement(rest)
        .ok_or_else(|| {
            let unit = if encoding.is_single_byte() { 1 } else { 2 };
            undecodable(first_failure(encoding, rest, unit))
        })
}

/// The offset of the first code unit (of `unit` bytes) that does not decode.
fn first_failure(encoding: &'static Encoding, bytes: &[u8], unit: usize) -> usize {
    let fails = |end: usize| {
        let (_, malformed) = encoding.decode_without_bom_handling(&bytes[..end]);
        malformed
    };
    // A prefix fails once it holds the failure; one that ends inside a surrogate pair fails too, one unit early.
    let (mut good, mut bad) = (0, bytes.len());
    while bad - good > unit {
        let middle = good + (bad - good) / unit / 2 * unit;
        if middle == good {
            break;
        }
        if fails(middle) {
            bad = middle
        } else {
            good = middle
        }
    }
    good
}

/// The encoding that the XML declaration at the start of `text` names.
fn declared(text: &str) -> Option<&str> {
    // Without the white space it is another instruction, such as `<?xml-model ...?>`.
    let declaration = text
        .strip_prefix("<?xml")?
        .strip_prefix([' ', '\t', '\n', '\r'])?
        .split_once("?>")?
        .0;
    let value = declaration
        .split_once("encoding")?
        .1
        .trim_start()
        .strip_prefix('=')?
        .trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    Some(value[1..].split_once(quote)?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_found_by_mark_look_and_declaration() {
        let wide: Vec<u8> = "<å/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut marked = vec![0xFE, 0xFF];
        marked.extend("<å/>".encode_utf16().flat_map(u16::to_be_bytes));
        assert_eq!(decode(&marked).as_deref(), Ok("<å/>"));
        let mut unmarked: Vec<u8> = "<a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        unmarked.extend(wide);
        assert_eq!(decode(&unmarked).as_deref(), Ok("<a><å/>"));
        let mut latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>".to_vec();
        latin.extend([0xE5]);
        latin.extend(b"</a>");
        assert!(decode(&latin).is_ok_and(|text| text.ends_with("<a>å</a>")));
        assert_eq!(decode(b"\xEF\xBB\xBF<a/>").as_deref(), Ok("<a/>"));
    }

    #[test]
    fn an_instruction_whose_target_begins_with_xml_names_no_encoding() {
        assert!(decode(b"<?xml-model href='a' encoding='utf-16'?><a/>").is_ok());
        assert!(decode(b"<?xml\nversion='1.0' encoding='utf-16'?><a/>").is_err());
    }

    #[test]
    fn utf_8_is_not_copied() {
        assert!(matches!(decode("<å/>".as_bytes()), Ok(Cow::Borrowed(_))));
    }

    #[test]
    fn a_contradicting_or_unknown_encoding_and_foreign_bytes_are_refused() {
        assert!(matches!(
            decode(b"<?xml version='1.0' encoding='UTF-16'?><a/>"),
            Err(EncodingError::Contradiction { .. })
        ));
        assert!(matches!(
            decode(b"<?xml version='1.0' encoding='no-such'?><a/>"),
            Err(EncodingError::Unsupported { .. })
        ));
        assert!(matches!(
            decode(b"<a>\xE5</a>"),
            Err(EncodingError::Undecodable { offset: 3, .. })
        ));
        assert!(decode(b"\xEF\xBB\xBF<?xml version='1.0' encoding='iso-8859-1'?><a/>").is_err());
    }
}
