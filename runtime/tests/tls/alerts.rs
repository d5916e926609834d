//! What each error of rustls' means in words, and how it is found in what wraps it.

use std::error::Error;
use std::{fmt, io};

use fk_runtime::tls::rustls::{AlertDescription as Alert, CertificateError, Error as Tls, PeerIncompatible};
use fk_runtime::tls::{HandshakeProblem, Refusal, explain, find};

#[test]
fn every_alert_about_our_certificate_says_so_and_what_to_do() {
    for (alert, refusal, word, cure) in [
        (
            Alert::BadCertificate,
            Refusal::Bad,
            "bad_certificate",
            "Export the identity again",
        ),
        (
            Alert::UnsupportedCertificate,
            Refusal::Unsupported,
            "unsupported_certificate",
            "ordered for this service",
        ),
        (
            Alert::CertificateRevoked,
            Refusal::Revoked,
            "certificate_revoked",
            "Order a new one",
        ),
        (
            Alert::CertificateExpired,
            Refusal::Expired,
            "certificate_expired",
            "Order a new one",
        ),
        (
            Alert::CertificateUnknown,
            Refusal::Unknown,
            "certificate_unknown",
            "registered",
        ),
        (
            Alert::UnknownCA,
            Refusal::UnknownAuthority,
            "unknown_ca",
            "issuer's certificate",
        ),
        (
            Alert::AccessDenied,
            Refusal::AccessDenied,
            "access_denied",
            "Have it registered",
        ),
        (
            Alert::CertificateRequired,
            Refusal::Required,
            "certificate_required",
            "Configure an identity",
        ),
    ] {
        let problem = explain(&Tls::AlertReceived(alert));
        assert_eq!(problem, HandshakeProblem::IdentityRefused(refusal));
        assert!(problem.is_about_our_certificate());
        let text = problem.to_string();
        assert!(text.contains(word) && text.contains(cure), "{text}");
    }
}

#[test]
fn an_alert_without_a_reason_names_the_candidates() {
    for alert in [Alert::HandshakeFailure, Alert::InternalError, Alert::DecryptError] {
        let problem = explain(&Tls::AlertReceived(alert));
        assert!(matches!(problem, HandshakeProblem::Refused { .. }), "{problem:?}");
        assert!(!problem.is_about_our_certificate());
        let text = problem.to_string();
        for candidate in [
            "miss our certificate",
            "issuer",
            "intermediate",
            "registered",
            "algorithms",
        ] {
            assert!(text.contains(candidate), "{candidate} is not in {text}");
        }
    }
}

#[test]
fn the_rest_is_told_apart() {
    use HandshakeProblem as P;
    let alert = |alert| explain(&Tls::AlertReceived(alert));
    assert_eq!(alert(Alert::ProtocolVersion), P::Version);
    assert_eq!(alert(Alert::UnrecognisedName), P::UnknownHost);
    assert!(matches!(alert(Alert::InsufficientSecurity), P::Algorithms { .. }));
    let incompatible = |reason| explain(&Tls::PeerIncompatible(reason));
    assert_eq!(
        incompatible(PeerIncompatible::ServerDoesNotSupportTls12Or13),
        P::Version
    );
    assert!(matches!(
        incompatible(PeerIncompatible::NoCipherSuitesInCommon),
        P::Algorithms { .. }
    ));
    let certificate = |reason| explain(&Tls::InvalidCertificate(reason));
    assert_eq!(certificate(CertificateError::Revoked), P::ServerRevoked);
    assert!(matches!(
        certificate(CertificateError::BadSignature),
        P::ServerInvalid { .. }
    ));
    assert!(matches!(explain(&Tls::EncryptError), P::Other { .. }));
}

/// An error that has another as its source.
#[derive(Debug)]
struct Wrapper(Box<dyn Error + Send + Sync>);

impl fmt::Display for Wrapper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("wrapped")
    }
}

impl Error for Wrapper {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.0)
    }
}

#[test]
fn it_is_found_behind_wrappers_and_inside_errors_of_input_and_output() {
    let inner = Tls::AlertReceived(Alert::UnknownCA);
    let hidden = io::Error::new(io::ErrorKind::InvalidData, inner.clone());
    assert!(hidden.source().is_none(), "what makes this needed");
    let twice = io::Error::other(Wrapper(Box::new(hidden)));
    let error = Wrapper(Box::new(Wrapper(Box::new(twice))));
    assert_eq!(find(&error), Some(&inner));
    assert_eq!(find(&inner), Some(&inner));
}

#[test]
fn what_has_nothing_to_do_with_tls_is_not_found() {
    let error = Wrapper(Box::new(io::Error::from(io::ErrorKind::ConnectionRefused)));
    assert_eq!(find(&error), None);
}
