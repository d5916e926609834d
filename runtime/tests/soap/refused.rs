//! What is not the SOAP message that was expected, each with its own error.

use fk_runtime::soap::{self, EnvelopeError, Version};
use fk_runtime::xml::ReadErrorKind;

use crate::ping::{PingOperation, WithToken};
use crate::{PONG, envelope};

fn error_of(bytes: &[u8], content_type: Option<&str>) -> EnvelopeError {
    soap::read_reply::<PingOperation>(Version::V1_1, bytes, content_type).unwrap_err()
}

fn refused(text: &str) -> EnvelopeError {
    error_of(text.as_bytes(), Some("text/xml; charset=utf-8"))
}

#[test]
fn a_page_in_html_is_told_by_its_media_type() {
    let error = error_of(b"<html><body>502</body></html>", Some("text/html; charset=utf-8"));
    assert!(
        matches!(&error, EnvelopeError::ContentType { found: Some(found), .. } if found.starts_with("text/html"))
    );
    assert!(error.to_string().contains("proxy"));
    let error = refused("<html><body><p>502</p></body></html>");
    assert!(matches!(error, EnvelopeError::NotSoap { root } if root == "html"));
}

#[test]
fn another_media_type_or_none_is_refused() {
    let message = envelope(PONG);
    for found in [
        "application/soap+xml",
        "application/xml",
        "text/plain",
        "nonsense",
    ] {
        assert!(matches!(
            error_of(message.as_bytes(), Some(found)),
            EnvelopeError::ContentType { .. }
        ));
    }
    assert!(matches!(
        error_of(message.as_bytes(), None),
        EnvelopeError::ContentType { found: None, .. }
    ));
    assert!(matches!(
        error_of(
            message.as_bytes(),
            Some("multipart/related; boundary=b; type=\"application/xop+xml\"")
        ),
        EnvelopeError::Multipart
    ));
}

#[test]
fn an_unknown_charset_and_bytes_that_are_not_in_it_are_refused() {
    let message = envelope(PONG);
    for charset in ["text/xml; charset=iso-8859-1", "text/xml; charset=klingon"] {
        assert!(matches!(
            error_of(message.as_bytes(), Some(charset)),
            EnvelopeError::Encoding(_)
        ));
    }
    assert!(matches!(
        error_of(b"<a>\xFF</a>", Some("text/xml; charset=utf-8")),
        EnvelopeError::Encoding(_)
    ));
    let marked = [b"\xEF\xBB\xBF", message.as_bytes()].concat();
    assert!(matches!(
        error_of(&marked, Some("text/xml; charset=utf-16")),
        EnvelopeError::Encoding(_)
    ));
}

#[test]
fn an_envelope_of_another_version_is_named() {
    let twelve = envelope(PONG).replace(
        "http://schemas.xmlsoap.org/soap/envelope/",
        "http://www.w3.org/2003/05/soap-envelope",
    );
    assert_eq!(
        refused(&twelve).to_string(),
        "the envelope is one of SOAP 1.2, expected SOAP 1.1"
    );
    let other = envelope(PONG).replace("http://schemas.xmlsoap.org/soap/envelope/", "urn:own");
    assert_eq!(
        refused(&other).to_string(),
        "the envelope's namespace is `urn:own`, expected SOAP 1.1"
    );
    let eleven = envelope(PONG);
    let error =
        soap::read_reply::<PingOperation>(Version::V1_2, eleven.as_bytes(), Some("application/soap+xml"));
    assert!(matches!(error, Err(EnvelopeError::OtherVersion { .. })));
}

#[test]
fn a_block_that_must_be_understood_is_named() {
    for block in [
        "<a xmlns=\"urn:a\" soap:mustUnderstand=\"1\"/>",
        "<a xmlns=\"urn:a\" soap:mustUnderstand=\"1\" soap:actor=\"http://schemas.xmlsoap.org/soap/actor/next\"/>",
        "<b xmlns=\"urn:b\"/><a xmlns=\"urn:a\" soap:mustUnderstand=\" 1 \"/>",
    ] {
        let text = envelope(PONG).replace(
            "<soap:Body>",
            &format!("<soap:Header>{block}</soap:Header><soap:Body>"),
        );
        assert!(matches!(refused(&text), EnvelopeError::NotUnderstood { block } if block == "a"));
    }
}

#[test]
fn a_missing_declared_block_is_named() {
    let text = envelope(PONG);
    let error = soap::read_reply::<WithToken>(Version::V1_1, text.as_bytes(), Some("text/xml")).unwrap_err();
    assert!(error.to_string().contains("Token"), "{error}");
}

#[test]
fn contents_in_soaps_own_encoding_are_refused() {
    let error = refused(&envelope(
        "<Pong xmlns=\"urn:test:ping\"><text href=\"#id0\"/></Pong><multiRef id=\"id0\">hi</multiRef>",
    ));
    assert!(matches!(error, EnvelopeError::MultiReference), "{error:?}");
}

#[test]
fn what_stands_behind_is_refused() {
    let bodies = envelope(PONG).replace("</soap:Body>", "</soap:Body><soap:Body/>");
    let behind = envelope(PONG).replace("</soap:Body>", "</soap:Body><a xmlns=\"urn:a\"/>");
    let twice = envelope(&format!("{PONG}{PONG}"));
    for (text, name) in [(bodies, "Body"), (behind, "a"), (twice, "Pong")] {
        let EnvelopeError::Xml(error) = refused(&text) else {
            panic!("expected an error of XML: {text}")
        };
        assert!(
            matches!(error.kind(), ReadErrorKind::UnexpectedElement { found } if found.ends_with(name)),
            "{error}"
        );
    }
    let two = format!("{0}{0}", envelope(PONG));
    assert!(matches!(refused(&two), EnvelopeError::Xml(_)));
}

#[test]
fn what_is_not_xml_is_refused() {
    let doctype = format!("<!DOCTYPE a [<!ENTITY b \"c\">]>{}", envelope(PONG));
    for text in ["", "not xml", "<", "{\"a\":1}", &doctype, &envelope("<Pong>")] {
        assert!(matches!(refused(text), EnvelopeError::Xml(_)), "{text}");
    }
}

#[test]
fn an_answer_to_another_question_is_refused() {
    for body in [
        "",
        "<Ping xmlns=\"urn:test:ping\"><text>hi</text></Ping>",
        "<Pong xmlns=\"urn:test:ping\"/>",
    ] {
        assert!(
            matches!(refused(&envelope(body)), EnvelopeError::Xml(_)),
            "{body}"
        );
    }
    let headless = envelope(PONG).replace("soap:Body", "soap:Torso");
    assert!(refused(&headless).to_string().contains("Body"));
}
