//! Step 2.

use fk_runtime::verify::VerificationError;

use crate::attempt::{Attempt, Forge, replaced};
use crate::refused::{Case, Judge, case};
use crate::wrapping;

pub(crate) const ATTRIBUTES: &str = "no other attribute than those of BankID";
const NO_MORE: &str = "no further element";

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = wrapping::cases();
    cases.extend(outline());
    cases.extend(key_info());
    cases.extend(signed_data());
    cases
}

fn outline() -> Vec<Case> {
    use Judge::{Nobody, Xmlsec1};
    vec![
        case("a_root_in_another_namespace", Xmlsec1, || {
            altered(
                "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"",
                "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig\"",
                layout("the document", "Signature"),
            )
        }),
        case("a_root_in_no_namespace", Xmlsec1, || {
            altered(
                "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"",
                "<Signature",
                layout("the document", "Signature"),
            )
        }),
        case("an_attribute_of_the_root", Nobody, || {
            altered(
                "<Signature xmlns",
                "<Signature Id=\"s\" xmlns",
                layout("Signature", ATTRIBUTES),
            )
        }),
        case("an_attribute_of_the_object", Nobody, || {
            altered("<Object>", "<Object Id=\"o\">", layout("Object", ATTRIBUTES))
        }),
        case("an_attribute_of_the_signature_value", Nobody, || {
            altered(
                "<SignatureValue>",
                "<SignatureValue Id=\"v\">",
                layout("SignatureValue", ATTRIBUTES),
            )
        }),
        case("an_attribute_of_the_signed_info", Nobody, || {
            info(
                "<SignedInfo xmlns",
                "<SignedInfo Id=\"i\" xmlns",
                layout("SignedInfo", ATTRIBUTES),
            )
        }),
        case("no_signed_info", Xmlsec1, || {
            let info = Forge::new().draft().signed_info();
            let document = Forge::new().document();
            let start = document.find("<SignedInfo").unwrap();
            let document = format!("{}{}", &document[..start], &document[start + info.len()..]);
            (
                Forge::new().deliver_document(document),
                layout("Signature", "SignedInfo"),
            )
        }),
        case("no_signature_value", Xmlsec1, || {
            let document = Forge::new().document();
            let (start, end) = (
                document.find("<SignatureValue>").unwrap(),
                document.find("<KeyInfo").unwrap(),
            );
            let document = format!("{}{}", &document[..start], &document[end..]);
            (
                Forge::new().deliver_document(document),
                layout("Signature", "SignatureValue"),
            )
        }),
        case("no_object", Xmlsec1, || {
            altered(
                &format!("<Object>{}</Object>", data()),
                "",
                layout("Signature", "Object"),
            )
        }),
        case("an_empty_object", Xmlsec1, || {
            altered(&data(), "", layout("Object", "bankIdSignedData"))
        }),
        case("an_element_between_others", Xmlsec1, || {
            altered(
                "<KeyInfo",
                "<More></More><KeyInfo",
                layout("Signature", "KeyInfo"),
            )
        }),
        case("an_element_behind_the_object", Xmlsec1, || {
            altered(
                "</Object>",
                "</Object><More></More>",
                layout("Signature", NO_MORE),
            )
        }),
        case("an_element_beside_the_signed_data", Nobody, || {
            altered(
                "</bankIdSignedData>",
                "</bankIdSignedData><More></More>",
                layout("Object", NO_MORE),
            )
        }),
        case("text_between_elements", Nobody, || {
            altered(
                "<Object>",
                "text<Object>",
                layout("Signature", "elements, and no text between them"),
            )
        }),
        case("an_element_in_the_signature_value", Nobody, || {
            altered(
                "</SignatureValue>",
                "<a></a></SignatureValue>",
                layout("SignatureValue", "text alone"),
            )
        }),
        case("parameters_of_the_canonicalisation", Nobody, || {
            let parameters =
                "<InclusiveNamespaces PrefixList=\"a\"></InclusiveNamespaces></CanonicalizationMethod>";
            info(
                "</CanonicalizationMethod>",
                parameters,
                layout("CanonicalizationMethod", NO_MORE),
            )
        }),
        case("a_signature_that_is_cut_short", Nobody, || {
            let length = "<HMACOutputLength>1</HMACOutputLength></SignatureMethod>";
            info("</SignatureMethod>", length, layout("SignatureMethod", NO_MORE))
        }),
        case("a_transform_with_parameters", Nobody, || {
            info(
                "</Transform>",
                "<XPath>1</XPath></Transform>",
                layout("Transform", NO_MORE),
            )
        }),
        case("a_reference_without_transforms_around_it", Nobody, || {
            let transforms = "<Transforms><Transform Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\">\
                </Transform></Transforms>";
            info(transforms, "", layout("Reference", "Transforms"))
        }),
        case("a_reference_with_an_identifier", Nobody, || {
            info(
                "<Reference Type",
                "<Reference Id=\"r\" Type",
                layout("Reference", ATTRIBUTES),
            )
        }),
        case("something_behind_the_references", Xmlsec1, || {
            info(
                "</SignedInfo>",
                "<More></More></SignedInfo>",
                layout("SignedInfo", NO_MORE),
            )
        }),
    ]
}

fn key_info() -> Vec<Case> {
    use Judge::Nobody;
    vec![
        case("a_key_name_beside_the_certificates", Nobody, || {
            drafted(
                "</KeyInfo>",
                "<KeyName>k</KeyName></KeyInfo>",
                layout("KeyInfo", NO_MORE),
            )
        }),
        case("a_key_value_instead_of_certificates", Nobody, || {
            drafted(
                "<X509Data>",
                "<KeyValue></KeyValue><X509Data>",
                layout("KeyInfo", "X509Data"),
            )
        }),
        case("a_subject_name_beside_the_certificates", Nobody, || {
            drafted(
                "</X509Data>",
                "<X509SubjectName>s</X509SubjectName></X509Data>",
                layout("X509Data", NO_MORE),
            )
        }),
        case("an_attribute_of_a_certificate", Nobody, || {
            drafted(
                "<X509Certificate>",
                "<X509Certificate a=\"\">",
                layout("X509Certificate", ATTRIBUTES),
            )
        }),
        case("no_certificate", Judge::Xmlsec1, || {
            let forge = Forge::new().with(|forge| forge.chain.clear());
            (forge.deliver(), layout("X509Data", "X509Certificate"))
        }),
    ]
}

fn signed_data() -> Vec<Case> {
    use Judge::Nobody;
    vec![
        case("no_visible_data", Nobody, || {
            let (start, end) = ("<usrVisibleData", "</usrVisibleData>");
            let draft = Forge::new().draft();
            let data = &draft.signed_data;
            let whole = &data[data.find(start).unwrap()..data.find(end).unwrap() + end.len()];
            let whole = whole.to_owned();
            drafted(&whole, "", layout("bankIdSignedData", "usrVisibleData"))
        }),
        case("visible_data_twice", Nobody, || {
            drafted(
                "<usrNonVisibleData>",
                "<usrVisibleData></usrVisibleData><usrNonVisibleData>",
                twice("usrVisibleData"),
            )
        }),
        case("hidden_data_twice", Nobody, || {
            drafted(
                "<srvInfo>",
                "<usrNonVisibleData></usrNonVisibleData><srvInfo>",
                twice("usrNonVisibleData"),
            )
        }),
        case("hidden_data_before_the_visible", Nobody, || {
            let hidden = format!(
                "<usrNonVisibleData>{}</usrNonVisibleData>",
                Forge::new().data.hidden.unwrap()
            );
            let forge = Forge::new().with(|forge| forge.data.hidden = None);
            let attempt = forge.deliver_draft(|draft| {
                let data = replaced(
                    &draft.signed_data,
                    "<usrVisibleData",
                    &format!("{hidden}<usrVisibleData"),
                );
                draft.signed_data = data;
                *draft = draft.clone().with_digests();
            });
            (attempt, layout("bankIdSignedData", "usrVisibleData"))
        }),
        case("an_element_in_the_hidden_data", Nobody, || {
            drafted(
                "<usrNonVisibleData>",
                "<usrNonVisibleData><a></a>",
                layout("usrNonVisibleData", "text alone"),
            )
        }),
        case("an_attribute_of_the_hidden_data", Nobody, || {
            drafted(
                "<usrNonVisibleData>",
                "<usrNonVisibleData a=\"\">",
                layout("usrNonVisibleData", ATTRIBUTES),
            )
        }),
        case(
            "an_attribute_of_the_visible_data_that_bankid_has_not",
            Nobody,
            || {
                drafted(
                    "visible=\"wysiwys\"",
                    "visible=\"wysiwys\" zoom=\"1\"",
                    layout("usrVisibleData", ATTRIBUTES),
                )
            },
        ),
        case("no_information_of_the_server", Nobody, || {
            signed(|forge| forge.data.srv_info.clear(), layout("srvInfo", "name"))
        }),
        case("more_information_of_the_server_than_bankid_has", Nobody, || {
            signed(
                |forge| forge.data.srv_info.push_str("<more></more>"),
                layout("srvInfo", NO_MORE),
            )
        }),
        case("no_purpose", Nobody, || {
            drafted("<funcId>Signing</funcId>", "", layout("clientInfo", "funcId"))
        }),
        case("two_purposes", Nobody, || {
            drafted(
                "</clientInfo>",
                "<funcId>Signing</funcId></clientInfo>",
                twice("funcId"),
            )
        }),
        case("a_purpose_deeper_down", Nobody, || {
            drafted("<env>", "<env><funcId>Signing</funcId>", twice("funcId"))
        }),
        case("no_version_of_the_client", Nobody, || {
            signed(
                |forge| forge.data.client_info.clear(),
                layout("clientInfo", "version"),
            )
        }),
        case("signed_data_of_another_namespace", Nobody, || {
            drafted(
                "http://www.bankid.com/signature/v1.0.0/types",
                "http://www.bankid.com/signature/v2.0.0/types",
                layout("Object", "bankIdSignedData"),
            )
        }),
    ]
}

pub(crate) fn twice(element: &'static str) -> VerificationError {
    VerificationError::Twice { element }
}

pub(crate) fn layout(inside: &'static str, expected: &'static str) -> VerificationError {
    VerificationError::Layout { inside, expected }
}

/// The document with something replaced after it was signed.
pub(crate) fn altered(from: &str, to: &str, error: VerificationError) -> (Attempt, VerificationError) {
    (Forge::new().deliver_altered(from, to), error)
}

/// The data that are signed, replaced before they are.
pub(crate) fn signed(
    replace: impl FnOnce(&mut Forge),
    error: VerificationError,
) -> (Attempt, VerificationError) {
    (Forge::new().with(replace).deliver(), error)
}

/// `SignedInfo` with something replaced, and then signed.
fn info(from: &str, to: &str, error: VerificationError) -> (Attempt, VerificationError) {
    (Forge::new().deliver_info(from, to), error)
}

/// One of the two elements that are referred to, with something replaced before it is signed.
fn drafted(from: &str, to: &str, error: VerificationError) -> (Attempt, VerificationError) {
    let attempt = Forge::new().deliver_draft(|draft| {
        let part = match draft.key_info.contains(from) {
            true => &mut draft.key_info,
            false => &mut draft.signed_data,
        };
        *part = replaced(part, from, to);
        *draft = draft.clone().with_digests();
    });
    (attempt, error)
}

/// The element that is signed.
pub(crate) fn data() -> String {
    Forge::new().draft().signed_data
}
