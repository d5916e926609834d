//! What is generated of signatures: who signs when, how a request is put together and taken apart, and where a document
//! says who signs.
#![allow(clippy::unwrap_used, missing_docs)]

use fk_constructs::signed_by_element::fixture::v1 as by_element;
use fk_constructs::signed_by_value::fixture as by_value;
use fk_constructs::signed_in_each_version::fixture as each_version;
use fk_runtime::signing::{
    Completes, Follows, Role, RoleSignature, Signable, SignableDocument, SignedRequest, Unsigned,
};
use fk_runtime::soap::Carrier;
use fk_runtime::xml;
use fk_runtime::xml::types::Date;

fn signature<'s>(role: &'static str, octets: &'s [u8]) -> RoleSignature<'s> {
    RoleSignature {
        role,
        signature: octets,
        ocsp_response: b"ocsp",
        day: "2026-11-02".parse::<Date>().unwrap(),
    }
}

/// Role, signature and OCSP response of each.
fn seen<R: SignedRequest>(request: &R) -> Vec<(&'static str, &[u8], &[u8], String)> {
    let signatures = request.signatures().into_iter();
    let seen = signatures.map(|one| (one.role, one.signature, one.ocsp_response, one.day.to_string()));
    seen.collect()
}

/// The names of a role and of the one before it. That it compiles is the proof that the one follows the other.
fn after<Earlier: Role, R: Follows<Earlier>>(_: Earlier, _: R) -> (Option<&'static str>, &'static str) {
    (Some(Earlier::NAME), R::NAME)
}

fn first<R: Follows<Unsigned>>(_: R) -> (Option<&'static str>, &'static str) {
    (None, R::NAME)
}

fn last<R: Completes>(_: R) -> &'static str {
    R::NAME
}

const THREE: [&str; 3] = ["sökande", "god.man-2", "Self"];

#[test]
fn roles_with_an_element_each_sign_in_the_order_of_the_registry() {
    use by_element::{Lamna, SomGodMan2, SomSelf, SomSökande};
    assert_eq!(
        Lamna::ORDER,
        [
            first(SomSökande),
            after(SomSökande, SomGodMan2),
            after(SomGodMan2, SomSelf)
        ]
    );
    assert_eq!(last(SomSelf), "Self");
    assert_eq!([SomSökande::NAME, SomGodMan2::NAME, SomSelf::NAME], THREE);
}

#[test]
fn a_request_with_an_element_a_role_is_put_together_and_taken_apart() {
    let signatures = THREE.map(|role| signature(role, &role.as_bytes()[..2]));
    let request = by_element::Lamna::assemble(b"dokument", &signatures).unwrap();
    assert_eq!(request.document(), b"dokument");
    let day = "2026-11-02".to_owned();
    // In the order of the request, which is not that of signing.
    assert_eq!(
        seen(&request),
        [
            ("god.man-2", &b"go"[..], &b"ocsp"[..], day.clone()),
            ("sökande", b"s\xC3", b"ocsp", day.clone()),
            ("Self", b"Se", b"ocsp", day),
        ]
    );
    let again: by_element::Lamna = xml::from_slice(&xml::to_vec(&request).unwrap()).unwrap();
    assert_eq!(again, request);
}

#[test]
fn a_request_with_an_element_a_role_needs_each_role_once_and_no_other() {
    let of = |roles: &[&'static str]| {
        let signatures: Vec<_> = roles.iter().map(|role| signature(role, b"s")).collect();
        by_element::Lamna::assemble(b"d", &signatures).map_err(|error| error.to_string())
    };
    assert!(of(&THREE).is_ok());
    for (roles, message) in [
        (
            &[][..],
            "sökande|god.man-2|Self occurs 0 times, but at least 1 are demanded",
        ),
        (&THREE[..2], "Self occurs 0 times, but 1 to 1 are allowed"),
        (
            &["sökande", "god.man-2", "Self", "Self"],
            "Self occurs 2 times, but 1 to 1 are allowed",
        ),
        (
            &["sökande", "god.man-2", "Self", "ombud"],
            "ombud occurs 1 times, but 0 to 0 are allowed",
        ),
    ] {
        assert_eq!(of(roles).unwrap_err(), message);
    }
}

#[test]
fn octets_that_the_contract_does_not_admit_are_refused_with_their_path() {
    let too_long = THREE.map(|role| signature(role, b"123456789"));
    let error = by_element::Lamna::assemble(b"d", &too_long).unwrap_err();
    assert_eq!(error.path(), "ombuds-underskrift/signatur");
    let signatures = THREE.map(|role| signature(role, b"12345678"));
    assert!(by_element::Lamna::assemble(&[0; 200], &signatures).is_ok());
    let error = by_element::Lamna::assemble(&[0; 201], &signatures).unwrap_err();
    assert_eq!(error.path(), "dokument");
    let early = THREE.map(|role| RoleSignature {
        day: "2019-12-31".parse().unwrap(),
        ..signature(role, b"s")
    });
    let error = by_element::Lamna::assemble(b"d", &early).unwrap_err();
    assert_eq!(error.path(), "ombuds-underskrift/dag");
}

#[test]
fn roles_with_a_value_each_sign_in_any_order_and_again() {
    use by_value::kuvert::{Lamna, SomOmbud, SomSokande};
    assert_eq!(
        Lamna::ORDER,
        [
            first(SomOmbud),
            after(SomOmbud, SomOmbud),
            after(SomSokande, SomOmbud),
            first(SomSokande),
            after(SomOmbud, SomSokande),
            after(SomSokande, SomSokande),
        ]
    );
    assert_eq!([last(SomOmbud), last(SomSokande)], ["ombud", "sokande"]);
}

#[test]
fn a_request_with_one_element_for_all_roles_keeps_the_order_of_signing() {
    let signatures = [
        signature("sokande", b"1"),
        signature("ombud", b"2"),
        signature("sokande", b"3"),
    ];
    let request = by_value::kuvert::Lamna::assemble(b"dokument", &signatures).unwrap();
    let roles: Vec<_> = seen(&request)
        .into_iter()
        .map(|(role, octets, ..)| (role, octets))
        .collect();
    assert_eq!(
        roles,
        [("sokande", &b"1"[..]), ("ombud", b"2"), ("sokande", b"3")]
    );
    assert_eq!(request.document(), b"dokument");
    let text = xml::to_string(&request).unwrap();
    assert_eq!(text.matches(">SÖKANDE</roll>").count(), 2, "{text}");
    assert_eq!(text.matches(">1:A OMBUD</roll>").count(), 1, "{text}");
    assert_eq!(xml::from_str::<by_value::kuvert::Lamna>(&text).unwrap(), request);
}

#[test]
fn a_request_with_one_element_for_all_roles_needs_a_signature_and_no_other_role() {
    let error = by_value::kuvert::Lamna::assemble(b"d", &[])
        .unwrap_err()
        .to_string();
    assert_eq!(error, "ombud|sokande occurs 0 times, but at least 1 are demanded");
    let vittne = [signature("ombud", b"1"), signature("vittne", b"2")];
    let error = by_value::kuvert::Lamna::assemble(b"d", &vittne).unwrap_err();
    assert_eq!(error.path(), "vittne");
    // The type of a signature refuses it by itself, too.
    let error = by_value::underskrift::Underskrift::try_from(&vittne[1]).unwrap_err();
    assert_eq!(error.path(), "vittne");
    // How many the contract admits, writing sees to.
    let four = [signature("ombud", b"1"); 4];
    let error = xml::to_vec(&by_value::kuvert::Lamna::assemble(b"d", &four).unwrap()).unwrap_err();
    assert_eq!(error.path(), "Lamna/underskrift");
}

#[test]
fn a_document_says_who_signs_at_the_first_place_that_it_has() {
    use by_element::Ansökan;
    let made = |number: &str| {
        let text =
            format!("<Ansökan xmlns=\"urn:prov\"><nummer>7</nummer><person>{number}</person></Ansökan>");
        SignableDocument::<Ansökan>::from_bytes(text).unwrap()
    };
    for number in [
        "<personnummer>189001019802</personnummer>",
        "<samordningsnummer>189001619809</samordningsnummer>",
    ] {
        let document = made(number);
        assert_eq!(
            (document.document_id(), document.contract()),
            ("7", by_element::CONTRACT)
        );
        let digits = &number[number.find("1890").unwrap()..][..12];
        assert_eq!(document.signer("sökande"), Some(digits.parse().unwrap()));
        assert_eq!(
            (document.signer("god.man-2"), document.signer("Self")),
            (None, None)
        );
    }
}

#[test]
fn a_document_of_whichever_version_is_signed_in_that_version() {
    let two = "<Anmalan xmlns=\"urn:anmalan:2\"><id>12</id><ombud><personnummer>189001019802</personnummer></ombud></Anmalan>";
    let one = "<Anmalan xmlns=\"urn:anmalan:1\"><id>ab</id></Anmalan>";
    for (text, id, contract) in [
        (two, "12", by_value::v2::CONTRACT),
        (one, "ab", by_value::v1::CONTRACT),
    ] {
        let document = SignableDocument::<by_value::AnyAnmalan>::from_bytes(text).unwrap();
        assert_eq!((document.document_id(), document.contract()), (id, contract));
        let named = text
            .contains("189001019802")
            .then(|| "189001019802".parse().unwrap());
        assert_eq!(document.signer("ombud"), named);
    }
}

#[test]
fn versions_with_an_envelope_each_have_roles_and_requests_of_their_own() {
    fn request_of<T: Signable>() -> &'static str {
        std::any::type_name::<T::Request>()
    }
    let (two, one) = (
        request_of::<each_version::v2::Brev>(),
        request_of::<each_version::v1::Brev>(),
    );
    assert!(
        two.ends_with("v2::Skicka") && one.ends_with("v1::Skicka"),
        "{two} {one}"
    );
    let alone = [signature("avsandare", b"s")];
    let request = each_version::v1::Skicka::assemble(b"d", &alone).unwrap();
    assert_eq!(seen(&request).len(), 1);
    assert_eq!(
        [
            last(each_version::v1::SomAvsandare),
            last(each_version::v2::SomAvsandare)
        ],
        ["avsandare"; 2]
    );
}
