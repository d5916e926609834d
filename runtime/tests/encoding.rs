//! Bytes in every encoding that a contract may be in.

use fk_runtime::xml::{EncodingError, decode};

fn declared(encoding: &str, content: &[u8]) -> Vec<u8> {
    let mut bytes = format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>").into_bytes();
    bytes.extend(content);
    bytes
}

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

fn content(bytes: &[u8]) -> String {
    let text = decode(bytes)
        .expect("the bytes are in the encoding that they claim")
        .into_owned();
    text.split_once("?>")
        .map_or(text.clone(), |(_, content)| content.to_owned())
}

#[test]
fn utf_8_is_read_with_and_without_a_byte_order_mark() {
    assert_eq!(content("<å/>".as_bytes()), "<å/>");
    assert_eq!(content("\u{FEFF}<å/>".as_bytes()), "<å/>");
    assert_eq!(content(&declared("UTF-8", "<å/>".as_bytes())), "<å/>");
}

#[test]
fn utf_16_is_read_in_either_order_with_and_without_a_byte_order_mark() {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><å>𝄞</å>";
    for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        assert_eq!(content(&utf16(text, to_bytes)), "<å>𝄞</å>");
        assert_eq!(content(&utf16(&format!("\u{FEFF}{text}"), to_bytes)), "<å>𝄞</å>");
        assert_eq!(content(&utf16("\u{FEFF}<å/>", to_bytes)), "<å/>");
    }
}

#[test]
fn single_byte_encodings_are_read_as_their_declarations_name_them() {
    assert_eq!(content(&declared("ISO-8859-1", b"<\xE5/>\x85")), "<å/>\u{85}");
    assert_eq!(content(&declared("windows-1252", b"<\xE5/>\x85")), "<å/>…");
    assert_eq!(content(&declared("ISO-8859-15", b"\xA4")), "€");
    assert_eq!(content(&declared("windows-1251", b"\xC4")), "Д");
    assert_eq!(content(&declared("US-ASCII", b"<a/>")), "<a/>");
}

#[test]
fn a_byte_that_means_nothing_is_refused_with_its_offset() {
    let utf_8 = decode(b"<a>\xE5</a>").expect_err("no UTF-8");
    assert_eq!(
        utf_8,
        EncodingError::Undecodable {
            encoding: "UTF-8",
            offset: 3
        }
    );
    assert_eq!(
        utf_8.to_string(),
        "the byte at offset 3 (from 0) is not UTF-8. Save the file in the encoding that its XML declaration names"
    );
    let bytes = declared("US-ASCII", b"\xE5");
    let ascii = decode(&bytes).expect_err("no ASCII");
    assert_eq!(
        ascii,
        EncodingError::Undecodable {
            encoding: "windows-1252",
            offset: bytes.len() - 1
        }
    );
    assert!(decode(&declared("windows-1252", b"\x81")).is_err());
    assert!(decode(&declared("ISO-8859-9", b"\x80")).is_err());
}

#[test]
fn a_lone_surrogate_is_refused_with_its_offset() {
    let mut bytes = utf16("\u{FEFF}<a>", u16::to_le_bytes);
    bytes.extend([0x00, 0xD8]);
    bytes.extend(utf16("</a>", u16::to_le_bytes));
    let error = decode(&bytes).expect_err("a lone surrogate");
    assert_eq!(
        error,
        EncodingError::Undecodable {
            encoding: "UTF-16LE",
            offset: 8
        }
    );
}

#[test]
fn a_declaration_that_contradicts_the_bytes_is_refused() {
    let utf_8 = [b"\xEF\xBB\xBF".to_vec(), declared("ISO-8859-1", b"<a/>")].concat();
    assert_eq!(
        decode(&utf_8).expect_err("a contradiction").to_string(),
        "the bytes are UTF-8, but the XML declaration says `ISO-8859-1`. Correct the declaration"
    );
    assert_eq!(
        decode(&declared("UTF-16", b"<a/>"))
            .expect_err("a contradiction")
            .to_string(),
        "the bytes are in an encoding of 8 bits, but the XML declaration says `UTF-16`. Correct the declaration"
    );
    let utf_16 = utf16("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>", u16::to_le_bytes);
    assert!(matches!(
        decode(&utf_16),
        Err(EncodingError::Contradiction {
            found: "UTF-16LE",
            ..
        })
    ));
}

#[test]
fn an_encoding_that_is_not_read_is_named() {
    for encoding in ["Shift_JIS", "EBCDIC-CP-SE", "x-user-defined"] {
        let error = decode(&declared(encoding, b"<a/>")).expect_err("not read");
        assert_eq!(
            error,
            EncodingError::Unsupported {
                label: encoding.to_owned()
            }
        );
    }
}
