//! What is checked of an identity before it is used.

use chrono::{DateTime, Utc};
use fk_runtime::tls::{Identity, IdentityError, UncheckedIdentity};
use rcgen::{DnType, ExtendedKeyUsagePurpose, KeyPair, KeyUsagePurpose};

use crate::authority::{Authority, Issued, SERIAL_NUMBER, days, pem};

fn refused(text: &str) -> IdentityError {
    Identity::from_pem(text.as_bytes(), None).unwrap_err()
}

fn says(error: &IdentityError, words: &[&str]) {
    let text = error.to_string();
    for word in words {
        assert!(text.contains(word), "{word:?} is not in {text:?}");
    }
}

#[test]
fn two_keys_are_ambiguous() {
    let authority = Authority::root("Testrot");
    let [one, two] = ["A", "B"].map(|name| authority.client(name));
    let error = refused(&(one.pem() + &pem("PRIVATE KEY", &two.key)));
    assert!(
        matches!(error, IdentityError::KeyAmbiguous { count: 2 }),
        "{error:?}"
    );
    says(&error, &["2 private keys"]);
}

#[test]
fn a_key_without_certificate_is_refused() {
    let error = refused(&pem("PRIVATE KEY", &Authority::root("Testrot").client("A").key));
    assert!(matches!(error, IdentityError::CertificateMissing), "{error:?}");
}

#[test]
fn a_key_that_is_none_is_refused() {
    let issued = Authority::root("Testrot").client("A");
    let error = refused(&(issued.certificates_pem() + &pem("PRIVATE KEY", b"no key")));
    assert!(matches!(error, IdentityError::KeyUnusable), "{error:?}");
    says(&error, &["RSA of at least 2048 bits"]);
}

#[test]
fn a_key_that_belongs_to_no_certificate_is_refused() {
    let authority = Authority::root("Testrot");
    let other = authority.client("B");
    let error =
        refused(&(authority.client("Bolaget AB").certificates_pem() + &pem("PRIVATE KEY", &other.key)));
    let IdentityError::KeyMismatch { certificates } = &error else {
        panic!("{error:?}")
    };
    assert_eq!(certificates, &["Bolaget AB", "Testrot"]);
    says(&error, &["\"Bolaget AB\", \"Testrot\"", "renewed"]);

    // Whichever certificate comes first: nothing else is said of it.
    let root = pem("CERTIFICATE", &authority.chain[0]);
    let text = root + &authority.client("Bolaget AB").certificates_pem() + &pem("PRIVATE KEY", &other.key);
    let unchecked = UncheckedIdentity::parse(text.as_bytes(), None).unwrap();
    let problems = unchecked.problems(Utc::now());
    assert!(
        matches!(&*problems, [IdentityError::KeyMismatch { .. }]),
        "{problems:?}"
    );
}

#[test]
fn a_leaf_without_its_issuer_is_refused_and_the_issuer_named() {
    let authority = Authority::root("Testrot").intermediate("Testutfärdare");
    let error = refused(&authority.client("Bolaget AB").without_issuers().pem());
    assert!(
        matches!(&error, IdentityError::IssuerMissing { issuer } if issuer == "Testutfärdare"),
        "{error:?}"
    );
    says(
        &error,
        &[
            "\"Testutfärdare\"",
            "intermediate",
            "add the issuer's certificate",
        ],
    );
}

#[test]
fn the_root_may_be_left_out() {
    let mut issued = Authority::root("Testrot")
        .intermediate("Testutfärdare")
        .client("Bolaget AB");
    assert_eq!(issued.issuers.len(), 2);
    issued.issuers.pop();
    let identity = Identity::from_pem(issued.pem().as_bytes(), None).unwrap();
    assert_eq!(identity.chain().len(), 2);
}

#[test]
fn an_issuer_of_the_right_name_and_the_wrong_key_is_refused() {
    let mut issued = Authority::root("Testrot").client("Bolaget AB");
    issued.issuers = Authority::root("Testrot").chain;
    let error = refused(&issued.pem());
    assert!(matches!(error, IdentityError::IssuerMismatch { .. }), "{error:?}");
    says(&error, &["\"Bolaget AB\"", "\"Testrot\"", "did not sign"]);
}

#[test]
fn of_two_issuers_of_one_name_the_one_that_signed_is_taken() {
    let mut issued = Authority::root("Testrot").client("Bolaget AB");
    issued
        .issuers
        .insert(0, Authority::root("Testrot").chain[0].clone());
    let unchecked = UncheckedIdentity::parse(issued.pem().as_bytes(), None).unwrap();
    assert_eq!(unchecked.chain()[1].der(), &issued.issuers[1]);
}

#[test]
fn certificates_outside_the_chain_are_refused_by_name() {
    let mut issued = Authority::root("Testrot").client("Bolaget AB");
    issued.issuers.push(Authority::root("Annan rot").chain[0].clone());
    issued
        .issuers
        .push(Authority::root("Tredje rot").chain[0].clone());
    let error = refused(&issued.pem());
    let IdentityError::NotInChain { certificates } = &error else {
        panic!("{error:?}")
    };
    assert_eq!(certificates, &["Annan rot", "Tredje rot"]);
}

#[test]
fn a_certificate_that_is_there_twice_counts_once() {
    let mut issued = Authority::root("Testrot").client("Bolaget AB");
    issued.issuers.push(issued.leaf.clone());
    assert!(Identity::from_pem(issued.pem().as_bytes(), None).is_ok());
}

#[test]
fn of_two_certificates_for_one_key_the_newer_one_leads_and_the_old_one_is_named() {
    let authority = Authority::root("Testrot");
    let old = authority.client_with("Gamla", |params| params.not_after = days(10).into());
    let key = KeyPair::try_from(old.key.clone()).unwrap();
    let new = authority.issue("Nya", key, |_| {});
    let text = old.pem() + &pem("CERTIFICATE", &new.leaf);
    let unchecked = UncheckedIdentity::parse(text.as_bytes(), None).unwrap();
    assert_eq!(unchecked.chain()[0].name(), "Nya");
    let problems = unchecked.problems(Utc::now());
    assert!(
        matches!(&*problems, [IdentityError::NotInChain { certificates }] if certificates == &["Gamla"]),
        "{problems:?}"
    );
}

#[test]
fn a_self_signed_leaf_is_its_own_chain() {
    let key = KeyPair::generate().unwrap();
    let leaf = rcgen::CertificateParams::default().self_signed(&key).unwrap();
    let issued = Issued {
        leaf: leaf.der().clone(),
        issuers: Vec::new(),
        key: key.serialize_der(),
    };
    assert_eq!(
        Identity::from_pem(issued.pem().as_bytes(), None)
            .unwrap()
            .chain()
            .len(),
        1
    );
}

#[test]
fn a_servers_certificate_is_not_for_clients() {
    let error = refused(&Authority::root("Testrot").server(&["localhost"]).pem());
    assert!(matches!(error, IdentityError::NotForClients), "{error:?}");
    says(&error, &["client authentication"]);
}

#[test]
fn client_use_is_allowed_when_nothing_or_anything_is_said() {
    for usages in [
        vec![],
        vec![ExtendedKeyUsagePurpose::Any],
        vec![
            ExtendedKeyUsagePurpose::ServerAuth,
            ExtendedKeyUsagePurpose::ClientAuth,
        ],
    ] {
        let issued =
            Authority::root("Testrot").client_with("A", |params| params.extended_key_usages = usages);
        assert!(Identity::from_pem(issued.pem().as_bytes(), None).is_ok());
    }
}

#[test]
fn a_certificate_for_encryption_alone_is_refused() {
    let issued = Authority::root("Testrot").client_with("A", |params| {
        params.key_usages = vec![KeyUsagePurpose::KeyEncipherment];
    });
    let error = refused(&issued.pem());
    assert!(matches!(error, IdentityError::NotForSignatures), "{error:?}");
    says(&error, &["digitalSignature", "the other one"]);
}

#[test]
fn an_absent_key_usage_restricts_nothing() {
    let issued = Authority::root("Testrot").client_with("A", |params| params.key_usages = vec![]);
    assert!(Identity::from_pem(issued.pem().as_bytes(), None).is_ok());
}

#[test]
fn an_expired_leaf_and_one_before_its_time_are_refused() {
    let authority = Authority::root("Testrot");
    let expired = authority.client_with("Bolaget AB", |params| {
        (params.not_before, params.not_after) = (days(-10).into(), days(-2).into());
    });
    let error = refused(&expired.pem());
    assert!(matches!(error, IdentityError::Expired { .. }), "{error:?}");
    let date = DateTime::<Utc>::from(days(-2)).format("%Y-%m-%d").to_string();
    says(&error, &["\"Bolaget AB\"", &date, "Order a new one"]);

    let early = authority.client_with("Bolaget AB", |params| params.not_before = days(2).into());
    let error = refused(&early.pem());
    assert!(matches!(error, IdentityError::NotYetValid { .. }), "{error:?}");
    says(&error, &["clock"]);
}

#[test]
fn validity_ends_after_its_last_second() {
    let issued = Authority::root("Testrot").client("A");
    let unchecked = UncheckedIdentity::parse(issued.pem().as_bytes(), None).unwrap();
    let (from, to) = (
        unchecked.chain()[0].not_before(),
        unchecked.chain()[0].not_after(),
    );
    let second = chrono::TimeDelta::seconds(1);
    let sound = |at| unchecked.problems(at).is_empty();
    assert_eq!(
        [from - second, from, to, to + second].map(sound),
        [false, true, true, false]
    );
}

#[test]
fn an_expired_intermediate_takes_the_leaf_along() {
    let authority = Authority::root("Testrot").intermediate_with("Testutfärdare", |params| {
        params.not_after = days(-2).into();
    });
    let error = refused(&authority.client("A").pem());
    assert!(
        matches!(&error, IdentityError::Expired { certificate, .. } if certificate == "Testutfärdare"),
        "{error:?}"
    );
}

#[test]
fn all_problems_are_listed_and_it_can_be_held_anyway() {
    let issued = Authority::root("Testrot").client_with("A", |params| {
        params.not_after = days(-2).into();
        params.not_before = days(-4).into();
        params.key_usages = vec![KeyUsagePurpose::KeyAgreement];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    });
    let unchecked = UncheckedIdentity::parse(issued.without_issuers().pem().as_bytes(), None).unwrap();
    let problems = unchecked.problems(Utc::now());
    assert!(
        matches!(
            &*problems,
            [
                IdentityError::IssuerMissing { .. },
                IdentityError::NotForClients,
                IdentityError::NotForSignatures,
                IdentityError::Expired { .. }
            ]
        ),
        "{problems:?}"
    );
    assert_eq!(unchecked.trust_anyway().common_name(), "A");
}

fn with_serial_number(number: &str) -> Identity {
    let issued = Authority::root("Testrot").client_with("Bolaget AB", |params| {
        let kind = DnType::CustomDnType(SERIAL_NUMBER.to_vec());
        params.distinguished_name.push(kind, number);
    });
    Identity::from_pem(issued.pem().as_bytes(), None).unwrap()
}

#[test]
fn the_organisation_number_stands_behind_16_in_the_serial_number() {
    assert_eq!(
        with_serial_number("165566778899").organisation_number(),
        Some("5566778899")
    );
    for other in [
        "5566778899",
        "16556677889",
        "1655667788990",
        "16556677889X",
        "195566778899",
    ] {
        assert_eq!(with_serial_number(other).organisation_number(), None, "{other}");
    }
}

#[test]
fn the_subject_is_the_whole_name() {
    let identity = with_serial_number("165566778899");
    assert_eq!(identity.common_name(), "Bolaget AB");
    for part in ["Bolaget AB", "165566778899"] {
        assert!(identity.subject().contains(part), "{}", identity.subject());
    }
}

#[test]
fn the_earliest_end_in_the_chain_is_the_identitys() {
    let end = days(30);
    let authority = Authority::root("Testrot")
        .intermediate_with("Testutfärdare", |params| params.not_after = end.into());
    let identity = Identity::from_pem(authority.client("A").pem().as_bytes(), None).unwrap();
    assert_eq!(
        identity.expires_at().timestamp(),
        DateTime::<Utc>::from(end).timestamp()
    );
}
