//! Step 2: signature wrapping, and what would make it possible.

use fk_runtime::verify::VerificationError;
use fk_runtime::xml::Position;

use crate::attempt::{Attempt, Forge, replaced};
use crate::layout::{ATTRIBUTES, altered, data, layout, signed, twice};
use crate::refused::{Case, Judge, case};

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = wrapped();
    cases.extend(prefixes());
    cases.extend(identifiers());
    cases
}

/// Signature wrapping: what is verified, and what is read, are made to differ.
fn wrapped() -> Vec<Case> {
    use Judge::Nobody;
    vec![
        case("a_second_object_with_other_data", Nobody, || {
            altered(
                "</Object>",
                &format!("</Object><Object>{}</Object>", other_data("x")),
                twice("Object"),
            )
        }),
        case("a_second_object_before_the_signed_one", Nobody, || {
            altered(
                "<Object>",
                &format!("<Object>{}</Object><Object>", other_data("x")),
                twice("Object"),
            )
        }),
        case("other_data_beside_what_is_signed", Nobody, || {
            altered(
                "</Object>",
                &format!("{}</Object>", other_data("x")),
                twice("bankIdSignedData"),
            )
        }),
        case("other_data_with_the_same_identifier", Nobody, || {
            altered(
                "<Object>",
                &format!("<Object>{}", other_data("bidSignedData")),
                twice("bankIdSignedData"),
            )
        }),
        case("what_is_signed_moved_into_another_element", Nobody, || {
            let data = data();
            let moved = format!("{}<moved>{data}</moved>", other_data("x"));
            altered(&data, &moved, twice("bankIdSignedData"))
        }),
        case("what_is_signed_moved_and_nothing_in_its_place", Nobody, || {
            let data = data();
            altered(
                &data,
                &format!("<moved>{data}</moved>"),
                layout("Object", "bankIdSignedData"),
            )
        }),
        case("what_is_signed_moved_out_of_the_object", Nobody, || {
            let data = data();
            altered(
                &format!("<Object>{data}</Object>"),
                &format!("{data}<Object></Object>"),
                layout("Signature", "Object"),
            )
        }),
        case("other_data_inside_what_is_signed", Nobody, || {
            signed(
                |forge| forge.data.more = other_data("x"),
                twice("bankIdSignedData"),
            )
        }),
        case("a_second_signature_in_an_object", Nobody, || {
            let inner = "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"></Signature>";
            altered("<Object>", &format!("<Object>{inner}"), twice("Signature"))
        }),
        case("a_signature_in_another_document", Nobody, || {
            let document = Forge::new().document();
            let (declaration, signature) = document.split_at(document.find("<Signature").unwrap());
            let document = format!("{declaration}<Envelope>{signature}</Envelope>");
            (
                Forge::new().deliver_document(document),
                layout("the document", "Signature"),
            )
        }),
        case("a_second_key_info", Nobody, || {
            altered("<Object>", "<KeyInfo></KeyInfo><Object>", twice("KeyInfo"))
        }),
        case("a_second_signed_info", Nobody, || {
            altered(
                "<SignatureValue>",
                "<SignedInfo></SignedInfo><SignatureValue>",
                twice("SignedInfo"),
            )
        }),
        case("a_second_signature_value", Nobody, || {
            altered(
                "<KeyInfo",
                "<SignatureValue></SignatureValue><KeyInfo",
                twice("SignatureValue"),
            )
        }),
    ]
}

fn prefixes() -> Vec<Case> {
    use Judge::Nobody;
    vec![
        case("a_prefix_on_an_element", Nobody, || {
            prefixed("<Object>", "<a:b xmlns:a=\"urn:a\"></a:b><Object>", "<a:b")
        }),
        case("the_declaration_of_a_prefix", Nobody, || {
            prefixed(
                "<Signature xmlns",
                "<Signature xmlns:a=\"urn:a\" xmlns",
                "<Signature",
            )
        }),
        case("a_language_that_signed_elements_inherit", Nobody, || {
            prefixed(
                "<Signature xmlns",
                "<Signature xml:lang=\"sv\" xmlns",
                "<Signature",
            )
        }),
        case(
            "the_declaration_of_a_prefix_in_single_quotes_with_a_sign_in_them",
            Nobody,
            || prefixed("<Object>", "<Object><a b='>' xmlns:c='urn:c'></a>", "<a b="),
        ),
    ]
}

fn identifiers() -> Vec<Case> {
    use Judge::Nobody;
    vec![
        case("the_same_identifier_twice", Nobody, || {
            altered(
                "Id=\"bidKeyInfo\"",
                "Id=\"bidSignedData\"",
                VerificationError::SameIds,
            )
        }),
        case("key_info_without_an_identifier", Nobody, || {
            altered(" Id=\"bidKeyInfo\"", "", layout("KeyInfo", "Id=\"bidKeyInfo\""))
        }),
        case("key_info_with_another_identifier", Nobody, || {
            altered(
                "Id=\"bidKeyInfo\"",
                "Id=\"bidkeyinfo\"",
                layout("KeyInfo", "Id=\"bidKeyInfo\""),
            )
        }),
        case("signed_data_without_an_identifier", Nobody, || {
            altered(
                " Id=\"bidSignedData\"",
                "",
                layout("bankIdSignedData", "Id=\"bidSignedData\""),
            )
        }),
        case("an_identifier_in_lower_case", Nobody, || {
            altered(
                "Id=\"bidSignedData\"",
                "id=\"bidSignedData\"",
                layout("bankIdSignedData", ATTRIBUTES),
            )
        }),
    ]
}

fn prefixed(from: &str, to: &str, at: &str) -> (Attempt, VerificationError) {
    let document = replaced(&Forge::new().document(), from, to);
    let position = Position {
        line: 1,
        column: document.find(at).unwrap() + 1,
    };
    (
        Forge::new().deliver_document(document),
        VerificationError::Prefix { position },
    )
}

/// What an attacker would have read instead.
fn other_data(id: &str) -> String {
    let forge = Forge::new().with(|forge| {
        forge.data.id = id.to_owned();
        forge.data.visible = "QW5uYXQ=".to_owned();
    });
    forge.data.to_xml()
}
