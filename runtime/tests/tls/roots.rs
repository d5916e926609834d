//! Bundles of authorities.

use fk_runtime::tls::{Authorities, TlsError};

use crate::authority::{Authority, pem};

#[test]
fn a_bundle_of_several_is_read() {
    let bundle: String = ["A", "B"]
        .map(|name| pem("CERTIFICATE", &Authority::root(name).chain[0]))
        .concat();
    let authorities = Authorities::from_pem(bundle.as_bytes()).unwrap();
    assert_eq!(format!("{authorities:?}"), "Authorities(2)");
}

#[test]
fn an_empty_bundle_is_an_error() {
    for text in [
        "",
        "hej",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
    ] {
        let error = Authorities::from_pem(text.as_bytes()).unwrap_err();
        assert!(matches!(error, TlsError::NoAuthorities), "{error:?}");
        assert!(
            error.to_string().contains("-----BEGIN CERTIFICATE-----"),
            "{error}"
        );
    }
}

#[test]
fn a_broken_certificate_in_a_bundle_is_named_by_its_number() {
    let bundle = pem("CERTIFICATE", &Authority::root("A").chain[0]) + &pem("CERTIFICATE", b"no certificate");
    let error = Authorities::from_pem(bundle.as_bytes()).unwrap_err();
    assert!(error.to_string().contains("number 2"), "{error}");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = Authorities::from_file("no/such/bundle.pem").unwrap_err();
    assert!(error.to_string().contains("no/such/bundle.pem"), "{error}");
}
