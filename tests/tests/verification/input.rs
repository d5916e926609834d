//! Step 1.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fk_runtime::signing::Delivered;
use fk_runtime::verify::{Markup, OCSP_LIMIT, Part, SIGNATURE_LIMIT, VerificationError};
use fk_runtime::xml::Position;

use crate::attempt::{Attempt, Forge, replaced};
use crate::refused::{Case, Judge, case};

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = strings();
    cases.extend(markup());
    cases.extend(not_xml());
    cases
}

fn strings() -> Vec<Case> {
    use Judge::Nobody;
    vec![
        case("ten_megabytes_of_noise_for_a_signature", Nobody, || {
            let noise = noise(10 << 20);
            (
                Forge::new()
                    .deliver()
                    .with(|a| a.delivered = Delivered::new(&noise, a.delivered.ocsp_response())),
                VerificationError::TooLarge {
                    part: Part::Signature,
                    characters: noise.len(),
                    limit: SIGNATURE_LIMIT,
                },
            )
        }),
        case("ten_megabytes_of_noise_for_an_ocsp_response", Nobody, || {
            let noise = noise(10 << 20);
            (
                Forge::new()
                    .deliver()
                    .with(|a| a.delivered = Delivered::new(a.delivered.signature(), &noise)),
                VerificationError::TooLarge {
                    part: Part::OcspResponse,
                    characters: noise.len(),
                    limit: OCSP_LIMIT,
                },
            )
        }),
        case("noise_as_large_as_is_read", Nobody, || {
            let noise = noise(SIGNATURE_LIMIT / 4 * 3);
            assert_eq!(noise.len(), SIGNATURE_LIMIT);
            (
                Forge::new()
                    .deliver()
                    .with(|a| a.delivered = Delivered::new(&noise, a.delivered.ocsp_response())),
                VerificationError::Encoding,
            )
        }),
        case("no_signature", Nobody, || {
            (with_signature(|_| String::new()), VerificationError::Encoding)
        }),
        case("a_signature_in_lines_of_76_characters", Nobody, || {
            (with_signature(in_lines), not_base64(Part::Signature))
        }),
        case("a_signature_with_a_line_end_behind_it", Nobody, || {
            (
                with_signature(|text| format!("{text}\n")),
                not_base64(Part::Signature),
            )
        }),
        case("a_signature_with_a_space_before_it", Nobody, || {
            (
                with_signature(|text| format!(" {text}")),
                not_base64(Part::Signature),
            )
        }),
        case("a_signature_with_something_behind_its_padding", Nobody, || {
            (
                with_signature(|text| format!("{text}AAAA")),
                not_base64(Part::Signature),
            )
        }),
        case("a_signature_in_the_alphabet_of_addresses", Nobody, || {
            // Such a character stands in what is encoded of certificates, since the document is encoded as a whole.
            let attempt = padded().with(|a| {
                let text = a.delivered.signature().replace('+', "-").replace('/', "_");
                let text = if text == a.delivered.signature() {
                    format!("-{}", &text[1..])
                } else {
                    text
                };
                a.delivered = Delivered::new(text, a.delivered.ocsp_response());
            });
            (attempt, not_base64(Part::Signature))
        }),
        case("a_signature_without_its_padding", Nobody, || {
            let attempt = padded().with(|a| {
                let text = a.delivered.signature().trim_end_matches('=');
                a.delivered = Delivered::new(text, a.delivered.ocsp_response());
            });
            (attempt, not_base64(Part::Signature))
        }),
        case(
            "a_signature_whose_last_character_says_more_than_is_decoded",
            Nobody,
            || {
                let attempt = padded().with(|a| {
                    let text = a.delivered.signature().strip_suffix("==").unwrap();
                    let (rest, last) = text.split_at(text.len() - 1);
                    // Four of its six bits are left over, and are zero.
                    let other = char::from(last.as_bytes()[0] + 1);
                    a.delivered = Delivered::new(format!("{rest}{other}=="), a.delivered.ocsp_response());
                });
                (attempt, not_base64(Part::Signature))
            },
        ),
        case("an_ocsp_response_in_lines_of_76_characters", Nobody, || {
            let attempt = Forge::new().deliver();
            let lines = in_lines(attempt.delivered.ocsp_response());
            (
                attempt.with(|a| a.delivered = Delivered::new(a.delivered.signature(), lines)),
                not_base64(Part::OcspResponse),
            )
        }),
        case("a_signature_in_utf_16", Nobody, || {
            let document = Forge::new().document();
            let document = document.split_once("?>").unwrap().1;
            let wide: Vec<u8> = document.encode_utf16().flat_map(u16::to_le_bytes).collect();
            (Forge::new().deliver_document(wide), VerificationError::Encoding)
        }),
        case("a_signature_that_says_it_is_latin_1", Nobody, || {
            (
                Forge::new().deliver_altered("encoding=\"UTF-8\"", "encoding = 'ISO-8859-1'"),
                VerificationError::Encoding,
            )
        }),
        case("a_signature_with_a_byte_order_mark", Nobody, || {
            let document = format!("\u{FEFF}{}", Forge::new().document());
            (
                Forge::new().deliver_document(document),
                VerificationError::Encoding,
            )
        }),
        case("a_signature_with_a_zero_in_it", Nobody, || {
            (
                Forge::new().deliver_altered("<srvInfo>", "<srvInfo>\0"),
                VerificationError::Encoding,
            )
        }),
    ]
}

fn markup() -> Vec<Case> {
    use Judge::Nobody;
    vec![
        case("a_document_type", Judge::Nobody, || {
            marked(
                "?><Signature",
                "?><!DOCTYPE Signature><Signature",
                "<!DOCTYPE",
                Markup::DocumentType,
            )
        }),
        case("a_document_type_with_entities_in_entities", Nobody, || {
            let bomb = "?><!DOCTYPE Signature [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><Signature";
            marked("?><Signature", bomb, "<!DOCTYPE", Markup::DocumentType)
        }),
        case("an_entity", Nobody, || {
            marked("<srvInfo><name>", "<srvInfo><name>&who;", "&who;", Markup::Entity)
        }),
        case("an_entity_in_an_attribute", Nobody, || {
            marked(
                "charset=\"UTF-8\"",
                "charset=\"&utf8;\"",
                "&utf8;",
                Markup::Entity,
            )
        }),
        case("a_comment_that_cuts_a_signed_text_in_two", Nobody, || {
            marked(
                "<usrVisibleData charset=\"UTF-8\" visible=\"wysiwys\">",
                "<usrVisibleData charset=\"UTF-8\" visible=\"wysiwys\"><!---->",
                "<!--",
                Markup::Comment,
            )
        }),
        case("a_comment_between_elements", Nobody, || {
            marked("<Object>", "<!-- --><Object>", "<!--", Markup::Comment)
        }),
        case("a_comment_behind_the_root", Nobody, || {
            marked("</Signature>", "</Signature><!-- -->", "<!--", Markup::Comment)
        }),
        case("a_processing_instruction", Nobody, || {
            marked(
                "<Object>",
                "<?php ?><Object>",
                "<?php",
                Markup::ProcessingInstruction,
            )
        }),
        case("a_style_sheet", Nobody, || {
            marked(
                "<Signature",
                "<?xml-stylesheet href='x'?><Signature",
                "<?xml-s",
                Markup::ProcessingInstruction,
            )
        }),
        case("a_cdata_section", Nobody, || {
            marked(
                "<funcId>Signing<",
                "<funcId><![CDATA[Signing]]><",
                "<![CDATA[",
                Markup::Cdata,
            )
        }),
        case("a_conditional_section", Nobody, || {
            marked(
                "<Object>",
                "<![INCLUDE[]]><Object>",
                "<![INC",
                Markup::DocumentType,
            )
        }),
    ]
}

fn not_xml() -> Vec<Case> {
    use Judge::Xmlsec1;
    vec![
        case("a_document_that_ends_too_early", Xmlsec1, || {
            malformed(
                "</Object></Signature>",
                "</Object>",
                "the document ends inside an element",
                "",
            )
        }),
        case("something_behind_the_root", Xmlsec1, || {
            malformed(
                "</Signature>",
                "</Signature><a/>",
                "something stands behind the root element",
                "<a/>",
            )
        }),
        case("an_attribute_twice", Xmlsec1, || {
            malformed(
                "<SignedInfo xmlns",
                "<SignedInfo a=\"\" a=\"\" xmlns",
                "an attribute stands twice on one element",
                "a=\"\" xmlns",
            )
        }),
        case("a_tag_that_does_not_match", Xmlsec1, || {
            malformed(
                "</srvInfo>",
                "</srvinfo>",
                "an end tag does not match its start tag",
                "</srvinfo>",
            )
        }),
        case("a_namespace_that_is_relative", Judge::Nobody, || {
            malformed(
                "<srvInfo>",
                "<x xmlns=\"x\"></x><srvInfo>",
                "a namespace name is relative",
                "<x xmlns",
            )
        }),
        case("more_levels_than_any_signature_has", Judge::Nobody, || {
            // Four elements are around them, and the 29th of them is the 33rd.
            let (from, deep) = ("<env>", format!("{}{}<env>", "<a>".repeat(40), "</a>".repeat(40)));
            let at = format!("{}</a>", "<a>".repeat(12));
            let reason = "more elements inside each other than are read";
            malformed(from, &deep, reason, &at)
        }),
        case("more_attributes_than_any_signature_has", Judge::Nobody, || {
            let attributes: String = (0..20).map(|number| format!(" a{number}=\"\"")).collect();
            malformed(
                "<env>",
                &format!("<env{attributes}>"),
                "more attributes than are read",
                "a16=",
            )
        }),
    ]
}

fn not_base64(part: Part) -> VerificationError {
    VerificationError::Base64 { part }
}

fn with_signature(change: impl FnOnce(&str) -> String) -> Attempt {
    let attempt = Forge::new().deliver();
    let signature = change(attempt.delivered.signature());
    attempt.with(|a| a.delivered = Delivered::new(signature, a.delivered.ocsp_response()))
}

/// A signature whose base64 ends in `==`.
fn padded() -> Attempt {
    let mut document = Forge::new().document();
    while document.len() % 3 != 1 {
        document.push('\n');
    }
    Forge::new().deliver_document(document)
}

fn in_lines(text: &str) -> String {
    let lines: Vec<&str> = text
        .as_bytes()
        .chunks(76)
        .map(|line| std::str::from_utf8(line).unwrap())
        .collect();
    lines.join("\n")
}

/// Octets that are always the same and look like nothing, in base64.
fn noise(octets: usize) -> String {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let octets: Vec<u8> = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[0]
    })
    .take(octets)
    .collect();
    STANDARD.encode(octets)
}

/// The document with `from` replaced, in which `found` is not allowed.
fn marked(from: &str, to: &str, found: &str, markup: Markup) -> (Attempt, VerificationError) {
    let document = replaced(&Forge::new().document(), from, to);
    let position = place(&document, found);
    let error = VerificationError::Markup {
        found: markup,
        position,
    };
    (Forge::new().deliver_document(document), error)
}

/// The document with `from` replaced, which is not XML at `at` (the end, if that is empty).
fn malformed(from: &str, to: &str, reason: &'static str, at: &str) -> (Attempt, VerificationError) {
    let document = replaced(&Forge::new().document(), from, to);
    let position = if at.is_empty() {
        end(&document)
    } else {
        place(&document, at)
    };
    let error = VerificationError::NotWellFormed {
        reason,
        position: Some(position),
    };
    (Forge::new().deliver_document(document), error)
}

/// The documents are one line, in ASCII.
fn place(document: &str, what: &str) -> Position {
    Position {
        line: 1,
        column: document.find(what).unwrap() + 1,
    }
}

fn end(document: &str) -> Position {
    Position {
        line: 1,
        column: document.len() + 1,
    }
}
