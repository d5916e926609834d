//! What WS-I Basic Profile 1.1 demands of a receiver.

use fk_runtime::soap::{self, Reply, Version};

use crate::ping::{PingOperation, Pong, WithToken};
use crate::{PONG, envelope};

fn read(bytes: &[u8], content_type: &str) -> Pong {
    match soap::read_reply::<PingOperation>(Version::V1_1, bytes, Some(content_type)).unwrap() {
        Reply::Answer(answer, ()) => answer,
        other => panic!("expected the answer, got {other:?}"),
    }
}

fn accepts(text: &str) {
    assert_eq!(
        read(text.as_bytes(), "text/xml; charset=utf-8"),
        Pong("hi".into()),
        "{text}"
    );
}

#[test]
fn a_mark_a_declaration_and_space_around_are_accepted() {
    let plain = envelope(PONG);
    accepts(&plain);
    accepts(&format!("\u{FEFF}{plain}"));
    accepts(&format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{plain}\n"));
    accepts(&format!("\u{FEFF}<?xml version='1.0'?>\r\n<!-- c -->{plain}"));
}

#[test]
fn any_prefix_is_accepted() {
    accepts(
        &envelope(PONG)
            .replace("soap:", "SOAP-ENV:")
            .replace("xmlns:soap", "xmlns:SOAP-ENV"),
    );
    accepts(&envelope(PONG).replace("soap:", "").replace("xmlns:soap", "xmlns"));
    accepts(&envelope(
        "<p:Pong xmlns:p=\"urn:test:ping\"><p:text>hi</p:text></p:Pong>",
    ));
}

#[test]
fn an_empty_header_and_blocks_of_no_concern_are_accepted() {
    let with = |header: &str| envelope(PONG).replace("<soap:Body>", &format!("{header}<soap:Body>"));
    accepts(&with("<soap:Header/>"));
    accepts(&with("<soap:Header>\n</soap:Header>"));
    accepts(&with("<soap:Header><a xmlns=\"urn:a\"><b/></a></soap:Header>"));
    accepts(&with(
        "<soap:Header><a xmlns=\"urn:a\" soap:mustUnderstand=\"0\"/></soap:Header>",
    ));
    accepts(&with(
        "<soap:Header><a xmlns=\"urn:a\" soap:mustUnderstand=\"1\" soap:actor=\"urn:somebody-else\"/></soap:Header>",
    ));
}

#[test]
fn the_charset_of_the_transport_wins_over_the_declaration() {
    let text = envelope(&PONG.replace("hi", "å"));
    let declared = format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>{text}");
    assert_eq!(
        read(declared.as_bytes(), "text/xml; charset=\"UTF-8\""),
        Pong("å".into())
    );
    assert_eq!(
        read(declared.as_bytes(), "text/xml;charset=utf-8"),
        Pong("å".into())
    );
    // Without a charset the declaration counts, and the two bytes of å are two characters.
    assert_eq!(read(declared.as_bytes(), "text/xml"), Pong("Ã¥".into()));
}

#[test]
fn utf_16_is_accepted_in_both_orders() {
    let text = envelope(&PONG.replace("hi", "å"));
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = |mark: [u8; 2], bytes: &[u8]| [&mark, bytes].concat();
    assert_eq!(
        read(&marked([0xFE, 0xFF], &big), "text/xml; charset=utf-16"),
        Pong("å".into())
    );
    assert_eq!(
        read(&marked([0xFF, 0xFE], &little), "text/xml; charset=utf-16"),
        Pong("å".into())
    );
    assert_eq!(read(&marked([0xFF, 0xFE], &little), "text/xml"), Pong("å".into()));
    assert_eq!(read(&big, "text/xml; charset=utf-16"), Pong("å".into()));
    assert_eq!(read(&little, "text/xml; charset=UTF-16LE"), Pong("å".into()));
}

#[test]
fn declared_blocks_are_read_in_any_order_and_with_the_attributes_of_soap() {
    let text = envelope(PONG).replace(
        "<soap:Body>",
        "<soap:Header><x:y xmlns:x=\"urn:x\"/><Token xmlns=\"urn:test:ping\" soap:mustUnderstand=\"1\" \
         soap:actor=\"http://schemas.xmlsoap.org/soap/actor/next\"><text>t</text></Token></soap:Header><soap:Body>",
    );
    let reply = soap::read_reply::<WithToken>(Version::V1_1, text.as_bytes(), Some("text/xml")).unwrap();
    let Reply::Answer(_, headers) = reply else {
        panic!("expected the answer")
    };
    assert_eq!(headers.token.0, "t");
}
