//! Step 6.

use fk_bankid::rcgen::{CertificateParams, CustomExtension, IsCa, KeyPair, KeyUsagePurpose};
use fk_bankid::{Authority, Hash, Key, OcspDraft, params};
use fk_runtime::Environment;
use fk_runtime::verify::{CERTIFICATES_LIMIT, CertificateDefect, CertificatePlace, VerificationError};

use crate::attempt::{Attempt, Forge, Roots, bankid, key, leaf_of, other_bankid, pinned, short_key, span};
use crate::refused::{Case, Judge, case};
use CertificateDefect::{
    Algorithm, Authority as IsAuthority, Expired, Form, KeyKind, KeyTooShort, KeyUsage, NotAnAuthority,
    NotYetValid, Order, PathLength, SelfIssued, Signature, Untrusted,
};
use CertificatePlace::{Intermediate, Root, Signer};

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = anchors();
    cases.extend(order());
    cases.extend(signers());
    cases.extend(intermediates());
    cases
}

fn anchors() -> Vec<Case> {
    use Judge::Xmlsec1;
    vec![
        case("a_root_of_the_same_name_with_another_key", Xmlsec1, || {
            let attempt = Forge::new().deliver().with(|a| a.roots = pinned(other_bankid()));
            (attempt, wrong(Signer, Signature))
        }),
        case("a_root_of_another_name", Xmlsec1, || {
            let other = root("fk-emulator another Test Root", 700);
            (
                Forge::new().deliver().with(|a| a.roots = anchor(&other)),
                wrong(Intermediate(2), Untrusted),
            )
        }),
        case("a_root_of_production_for_a_signature_of_test", Xmlsec1, || {
            let other = root("fk-emulator BankID Root CA", 700);
            let roots = Roots {
                environment: Environment::Production,
                pem: other.to_pem().unwrap(),
            };
            (
                Forge::new().deliver().with(|a| a.roots = roots),
                wrong(Intermediate(2), Untrusted),
            )
        }),
        case("a_root_that_had_expired", Judge::Nobody, || {
            let root = root(params::ROOT, -1);
            below(&root, |_| {}, |_| {}, wrong(Root, Expired))
        }),
        case("a_root_with_a_path_that_is_too_long", Xmlsec1, || {
            let params = params::authority(params::ROOT, Some(1), span(-100, 700));
            let root = Authority::root(params, key()).unwrap();
            below(&root, |_| {}, |_| {}, wrong(Root, PathLength))
        }),
    ]
}

fn order() -> Vec<Case> {
    use Judge::{Nobody, Xmlsec1};
    vec![
        case("no_certificate_of_the_bank", Xmlsec1, || {
            chained(|chain| drop(chain.pop()), wrong(Intermediate(1), Untrusted))
        }),
        case("no_certificate_of_the_signers_issuer", Xmlsec1, || {
            chained(|chain| drop(chain.remove(1)), wrong(Signer, Order))
        }),
        case("the_signers_certificate_alone", Xmlsec1, || {
            chained(|chain| chain.truncate(1), wrong(Signer, Untrusted))
        }),
        case("intermediate_certificates_in_another_order", Nobody, || {
            chained(|chain| chain.swap(1, 2), wrong(Signer, Order))
        }),
        case("a_root_among_the_certificates", Nobody, || {
            chained(
                |chain| chain.push(bankid().root().certificate().to_vec()),
                wrong(Intermediate(3), SelfIssued),
            )
        }),
        case("a_certificate_that_issued_none_of_the_others", Nobody, || {
            chained(
                |chain| chain.push(chain[1].clone()),
                wrong(Intermediate(2), Order),
            )
        }),
        case("too_many_certificates", Nobody, || {
            let error = VerificationError::TooManyCertificates {
                found: CERTIFICATES_LIMIT + 1,
                limit: CERTIFICATES_LIMIT,
            };
            chained(
                |chain| chain.resize(CERTIFICATES_LIMIT + 1, chain[2].clone()),
                error,
            )
        }),
        case("noise_for_an_intermediate_certificate", Nobody, || {
            chained(|chain| chain[2] = b"noise".to_vec(), wrong(Intermediate(2), Form))
        }),
    ]
}

fn signers() -> Vec<Case> {
    use Judge::{Nobody, Xmlsec1};
    vec![
        case("a_signer_whose_certificate_was_not_valid_yet", Xmlsec1, || {
            signer(|params| span(1, 700).put_in(params), wrong(Signer, NotYetValid))
        }),
        case("a_signer_whose_certificate_had_expired", Xmlsec1, || {
            signer(|params| span(-700, -1).put_in(params), wrong(Signer, Expired))
        }),
        case("a_signer_who_is_an_authority", Nobody, || {
            signer(
                |params| {
                    *params = params::authority("fk-emulator", None, span(-1, 700));
                    params.key_usages.push(KeyUsagePurpose::DigitalSignature);
                },
                wrong(Signer, IsAuthority),
            )
        }),
        case("a_signer_whose_key_is_for_encryption", Nobody, || {
            signer(
                |params| params.key_usages = vec![KeyUsagePurpose::KeyEncipherment],
                wrong(Signer, KeyUsage),
            )
        }),
        case(
            "a_signer_whose_certificate_has_an_unknown_critical_extension",
            Xmlsec1,
            || {
                let error = wrong(
                    Signer,
                    CertificateDefect::Refused {
                        code: "UnsupportedCriticalExtension".to_owned(),
                    },
                );
                signer(
                    |params| {
                        let mut extension = CustomExtension::from_oid_content(&[1, 2, 3, 4], vec![5, 0]);
                        extension.set_criticality(true);
                        params.custom_extensions = vec![extension];
                    },
                    error,
                )
            },
        ),
        case("a_signer_certified_by_another_bankid", Xmlsec1, || {
            let certificate = leaf_of(other_bankid().customer(), &key(), |_| {});
            (
                Forge::new().with_leaf(certificate, key()).deliver(),
                wrong(Signer, Signature),
            )
        }),
        case("a_signer_whose_certificate_was_altered", Xmlsec1, || {
            let forge = Forge::new();
            let other = other_bankid().customer();
            // Signed by a key that is not the issuer's: what a certificate is when something in it has been altered.
            let certificate = other
                .reissue(&forge.leaf.certificate, Hash::Sha256, |_| {})
                .unwrap();
            let key = forge.leaf.key.clone();
            (
                forge.with_leaf(certificate, key).deliver(),
                wrong(Signer, Signature),
            )
        }),
        case("a_signer_certified_with_sha_1", Nobody, || {
            let forge = Forge::new();
            let certificate = bankid()
                .customer()
                .reissue(&forge.leaf.certificate, Hash::Sha1, |_| {})
                .unwrap();
            let key = forge.leaf.key.clone();
            (
                forge.with_leaf(certificate, key).deliver(),
                wrong(Signer, Algorithm),
            )
        }),
    ]
}

fn intermediates() -> Vec<Case> {
    use Judge::{Nobody, Xmlsec1};
    vec![
        case("a_bank_whose_authority_had_expired", Xmlsec1, || {
            banks(
                |params| span(-700, -1).put_in(params),
                |_| {},
                wrong(Intermediate(2), Expired),
            )
        }),
        case("a_bank_whose_authority_was_not_valid_yet", Xmlsec1, || {
            banks(
                |params| span(1, 700).put_in(params),
                |_| {},
                wrong(Intermediate(2), NotYetValid),
            )
        }),
        case("an_authority_for_customers_that_had_expired", Xmlsec1, || {
            banks(
                |_| {},
                |params| span(-700, -1).put_in(params),
                wrong(Intermediate(1), Expired),
            )
        }),
        case("an_issuer_that_is_no_authority", Xmlsec1, || {
            banks(
                |_| {},
                |params| params.is_ca = IsCa::NoCa,
                wrong(Intermediate(1), NotAnAuthority),
            )
        }),
        case("an_issuer_that_says_it_is_no_authority", Xmlsec1, || {
            banks(
                |_| {},
                |params| params.is_ca = IsCa::ExplicitNoCa,
                wrong(Intermediate(1), NotAnAuthority),
            )
        }),
        case("an_authority_below_one_that_may_have_none", Xmlsec1, || {
            let replace = |params: &mut CertificateParams| {
                *params = params::authority(params::BANK, Some(0), span(-100, 700));
            };
            banks(replace, |_| {}, wrong(Intermediate(2), PathLength))
        }),
        case("an_authority_whose_key_is_not_for_certificates", Xmlsec1, || {
            let replace = |params: &mut CertificateParams| params.key_usages = vec![KeyUsagePurpose::CrlSign];
            banks(|_| {}, replace, wrong(Intermediate(1), KeyUsage))
        }),
        case("an_authority_with_an_rsa_key_of_1024_bits", Nobody, || {
            let root = bankid().root();
            let bank = params::authority(params::BANK, Some(1), span(-100, 700));
            let bank = root.authority(bank, key()).unwrap();
            let customer = params::authority(params::CUSTOMER, Some(0), span(-100, 700));
            let customer = bank.authority(customer, short_key()).unwrap();
            (
                deliver(&customer, &bank, anchor(root)),
                wrong(Intermediate(1), KeyTooShort { bits: 1024 }),
            )
        }),
        case("an_authority_with_a_key_on_an_elliptic_curve", Xmlsec1, || {
            let curve = KeyPair::generate().unwrap();
            let customer = params::authority(params::CUSTOMER, Some(0), span(-100, 700));
            let customer = bankid().bank().issue(&customer, &curve).unwrap();
            chained(|chain| chain[1] = customer, wrong(Intermediate(1), KeyKind))
        }),
        case("a_bank_certified_by_another_root", Xmlsec1, || {
            let bank = other_bankid().bank().certificate().to_vec();
            chained(|chain| chain[2] = bank, wrong(Signer, Signature))
        }),
    ]
}

const fn wrong(certificate: CertificatePlace, defect: CertificateDefect) -> VerificationError {
    VerificationError::Certificate { certificate, defect }
}

/// The certificates replaced before they are signed.
fn chained(
    replace: impl FnOnce(&mut Vec<Vec<u8>>),
    error: VerificationError,
) -> (Attempt, VerificationError) {
    (
        Forge::new().with(|forge| replace(&mut forge.chain)).deliver(),
        error,
    )
}

/// The parameters of the signer's certificate replaced.
fn signer(
    replace: impl FnOnce(&mut CertificateParams),
    error: VerificationError,
) -> (Attempt, VerificationError) {
    (Forge::new().with_leaf_of(key(), replace).deliver(), error)
}

/// The parameters of the intermediate authorities replaced: the bank's, and its authority for customers.
fn banks(
    bank: impl FnOnce(&mut CertificateParams),
    customer: impl FnOnce(&mut CertificateParams),
    error: VerificationError,
) -> (Attempt, VerificationError) {
    below(bankid().root(), bank, customer, error)
}

/// New authorities below a root that is pinned.
fn below(
    root: &Authority,
    replace_bank: impl FnOnce(&mut CertificateParams),
    replace_customer: impl FnOnce(&mut CertificateParams),
    error: VerificationError,
) -> (Attempt, VerificationError) {
    let mut bank = params::authority(params::BANK, Some(1), span(-100, 700));
    replace_bank(&mut bank);
    let bank = root.authority(bank, key()).unwrap();
    let mut customer = params::authority(params::CUSTOMER, Some(0), span(-100, 700));
    replace_customer(&mut customer);
    let customer = bank.authority(customer, key()).unwrap();
    (deliver(&customer, &bank, anchor(root)), error)
}

/// A signature by a person whom `customer` has certified, with an OCSP response of its own responder.
fn deliver(customer: &Authority, bank: &Authority, roots: Roots) -> Attempt {
    let forge = Forge::new().with_leaf(leaf_of(customer, &key(), |_| {}), key());
    let forge = forge.with(|forge| {
        forge.chain[1] = customer.certificate().to_vec();
        forge.chain[2] = bank.certificate().to_vec();
    });
    let responder: Key = key();
    let certificate = customer
        .issue(&params::responder(span(-1, 700)), &responder)
        .unwrap();
    let leaf = forge.leaf.certificate.clone();
    let at = forge.at;
    let attempt = forge.deliver_ocsp_by(&responder, |draft| {
        let nonce = draft.data.response_extensions.take();
        *draft = OcspDraft::new(&leaf, customer.certificate(), &certificate, at).unwrap();
        draft.data.response_extensions = nonce;
    });
    attempt.with(|a| a.roots = roots)
}

fn root(name: &str, to: i64) -> Authority {
    Authority::root(params::authority(name, None, span(-100, to)), key()).unwrap()
}

fn anchor(root: &Authority) -> Roots {
    Roots {
        environment: Environment::Test,
        pem: root.to_pem().unwrap(),
    }
}
