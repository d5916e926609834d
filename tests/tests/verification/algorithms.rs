//! Step 3.

use fk_bankid::{Hash, Reference, algorithms};
use fk_runtime::verify::{AlgorithmPlace, Target, VerificationError};

use crate::attempt::{Attempt, Forge, replaced};
use crate::refused::{Case, Judge, case};

const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const WITH_COMMENTS: &str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments";
const SHA1: &str = "http://www.w3.org/2000/09/xmldsig#sha1";

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = named();
    cases.extend(transforms());
    cases.extend(references());
    cases
}

fn named() -> Vec<Case> {
    use Judge::Nobody;
    vec![
        case("rsa_with_sha_1", Nobody, || {
            let forge = Forge::new();
            let draft = forge.draft();
            let info = replaced(
                &draft.signed_info(),
                algorithms::RSA_SHA256,
                "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
            );
            let document = draft.sign_info(&info, &forge.leaf.key, Hash::Sha1).unwrap();
            (forge.deliver_document(document), wrong(AlgorithmPlace::Signature))
        }),
        case("hmac_with_the_public_key", Nobody, || {
            method("http://www.w3.org/2001/04/xmldsig-more#hmac-sha256")
        }),
        case("ecdsa", Nobody, || {
            method("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256")
        }),
        case("no_signature_algorithm", Nobody, || method("")),
        case("exclusive_canonicalisation_of_signed_info", Nobody, || {
            canonicalization(EXCLUSIVE)
        }),
        case("canonicalisation_of_signed_info_with_comments", Nobody, || {
            canonicalization(WITH_COMMENTS)
        }),
        case("canonicalisation_of_signed_info_by_version_1_1", Nobody, || {
            canonicalization("http://www.w3.org/2006/12/xml-c14n11")
        }),
        case("sha_1_of_the_signed_data", Nobody, || {
            reference(
                0,
                |reference| reference.digest_method = SHA1.to_owned(),
                wrong(digest(Target::SignedData)),
            )
        }),
        case("sha_1_of_the_certificates", Nobody, || {
            reference(
                1,
                |reference| reference.digest_method = SHA1.to_owned(),
                wrong(digest(Target::KeyInfo)),
            )
        }),
        case("sha_512_of_the_signed_data", Nobody, || {
            let sha512 = "http://www.w3.org/2001/04/xmlenc#sha512".to_owned();
            reference(
                0,
                |reference| reference.digest_method = sha512,
                wrong(digest(Target::SignedData)),
            )
        }),
    ]
}

fn transforms() -> Vec<Case> {
    use Judge::Nobody;
    vec![
        case("an_exclusive_transform", Nobody, || {
            reference(
                0,
                |reference| reference.transforms = vec![EXCLUSIVE.to_owned()],
                wrong(transform(Target::SignedData)),
            )
        }),
        case("a_transform_with_comments", Nobody, || {
            reference(
                1,
                |reference| reference.transforms = vec![WITH_COMMENTS.to_owned()],
                wrong(transform(Target::KeyInfo)),
            )
        }),
        case("a_second_transform", Nobody, || {
            reference(
                0,
                |reference| reference.transforms.push(EXCLUSIVE.to_owned()),
                number(Target::SignedData, 2),
            )
        }),
        case("a_transform_that_leaves_everything_out", Nobody, || {
            let xpath = "http://www.w3.org/TR/1999/REC-xpath-19991116".to_owned();
            reference(
                1,
                |reference| reference.transforms.insert(0, xpath),
                number(Target::KeyInfo, 2),
            )
        }),
        case("the_same_transform_twice", Nobody, || {
            let again = algorithms::CANONICAL_XML.to_owned();
            reference(
                0,
                |reference| reference.transforms.push(again),
                number(Target::SignedData, 2),
            )
        }),
        case("the_transform_of_an_enveloped_signature", Nobody, || {
            let enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature".to_owned();
            reference(
                0,
                |reference| reference.transforms = vec![enveloped],
                wrong(transform(Target::SignedData)),
            )
        }),
        case("no_transform", Nobody, || {
            reference(
                1,
                |reference| reference.transforms.clear(),
                number(Target::KeyInfo, 0),
            )
        }),
    ]
}

fn references() -> Vec<Case> {
    use Judge::Nobody;
    const DATA: VerificationError = VerificationError::Reference {
        expected: Target::SignedData,
    };
    const KEY: VerificationError = VerificationError::Reference {
        expected: Target::KeyInfo,
    };
    const fn references(found: usize) -> VerificationError {
        VerificationError::References { found }
    }
    vec![
        case("no_reference", Nobody, || all(Vec::clear, references(0))),
        case("no_reference_to_the_certificates", Nobody, || {
            all(|all| drop(all.pop()), references(1))
        }),
        case("no_reference_to_the_signed_data", Nobody, || {
            all(|all| drop(all.remove(0)), references(1))
        }),
        case("an_added_reference", Nobody, || {
            all(|all| all.push(Reference::new("#more", b"")), references(3))
        }),
        case("a_reference_twice", Nobody, || {
            all(|all| all[1] = all[0].clone(), KEY)
        }),
        case("references_in_another_order", Nobody, || {
            all(|all| all.swap(0, 1), DATA)
        }),
        case("a_reference_to_the_whole_document", Nobody, || uri(0, "", DATA)),
        case("a_reference_to_an_ancestor", Nobody, || uri(0, "#object", DATA)),
        case("a_reference_by_xpointer", Nobody, || {
            uri(0, "#xpointer(id('bidSignedData'))", DATA)
        }),
        case("a_reference_to_another_file", Nobody, || {
            uri(1, "http://localhost/key.xml", KEY)
        }),
        case("a_reference_without_an_address", Nobody, || {
            let attempt = Forge::new().deliver_info(" URI=\"#bidKeyInfo\"", "");
            (attempt, KEY)
        }),
        case("a_reference_without_its_type", Nobody, || {
            reference(0, |reference| reference.kind = None, DATA)
        }),
        case("a_reference_of_another_type", Nobody, || {
            let manifest = "http://www.w3.org/2000/09/xmldsig#Manifest".to_owned();
            reference(0, |reference| reference.kind = Some(manifest), DATA)
        }),
        case("a_reference_to_certificates_with_a_type", Nobody, || {
            let kind = "http://www.bankid.com/signature/v1.0.0/types".to_owned();
            reference(1, |reference| reference.kind = Some(kind), KEY)
        }),
    ]
}

fn wrong(of: AlgorithmPlace) -> VerificationError {
    VerificationError::Algorithm { of }
}

fn number(of: Target, found: usize) -> VerificationError {
    VerificationError::Transforms { of, found }
}

fn digest(target: Target) -> AlgorithmPlace {
    AlgorithmPlace::Digest(target)
}

fn transform(target: Target) -> AlgorithmPlace {
    AlgorithmPlace::Transform(target)
}

fn method(name: &str) -> (Attempt, VerificationError) {
    let attempt = Forge::new().deliver_draft(|draft| draft.signature_method = name.to_owned());
    (attempt, wrong(AlgorithmPlace::Signature))
}

fn canonicalization(name: &str) -> (Attempt, VerificationError) {
    let attempt = Forge::new().deliver_draft(|draft| draft.canonicalization = name.to_owned());
    (attempt, wrong(AlgorithmPlace::Canonicalization))
}

fn all(replace: impl FnOnce(&mut Vec<Reference>), error: VerificationError) -> (Attempt, VerificationError) {
    (
        Forge::new().deliver_draft(|draft| replace(&mut draft.references)),
        error,
    )
}

fn reference(
    index: usize,
    replace: impl FnOnce(&mut Reference),
    error: VerificationError,
) -> (Attempt, VerificationError) {
    all(|all| replace(&mut all[index]), error)
}

fn uri(index: usize, uri: &str, error: VerificationError) -> (Attempt, VerificationError) {
    reference(index, |reference| reference.uri = uri.to_owned(), error)
}
