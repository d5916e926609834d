//! Every handshake that fails, and the one that does not, in TLS 1.2 and 1.3: what the connection test finds, and in
//! which words.

use std::time::Duration;

use chrono::Utc;
use fk_runtime::tls::rustls::{ProtocolVersion, SupportedProtocolVersion};
use fk_runtime::tls::{
    Acceptance, Authorities, ClientAuthentication, HandshakeProblem, Identity, Probe, ProbeProblem,
    ProbeReport, Refusal, Roots, UncheckedIdentity,
};

use crate::authority::{Authority, Issued, days};
use crate::server::{Server, VERSIONS, config, demands};

fn trusting(authority: &Authority) -> Roots {
    let root = authority.chain.last().unwrap().clone();
    Roots::Only(Authorities::from_certificates([root]).unwrap())
}

fn unchecked(issued: &Issued) -> Identity {
    UncheckedIdentity::parse(issued.pem().as_bytes(), None)
        .unwrap()
        .trust_anyway()
}

fn probe(server: &Server, roots: Roots) -> Probe {
    Probe::new("127.0.0.1", server.address.port())
        .with_roots(roots)
        .with_timeout(Duration::from_secs(10))
        .with_wait(Duration::from_millis(300))
}

fn handshake(report: &ProbeReport) -> &HandshakeProblem {
    match &report.problem {
        Some(ProbeProblem::Handshake(problem)) => problem,
        other => panic!("{other:?}"),
    }
}

fn says(problem: &impl ToString, words: &[&str]) {
    let text = problem.to_string();
    for word in words {
        assert!(text.contains(word), "{word:?} is not in {text:?}");
    }
}

/// A server with mutual TLS, and an identity that it may not like.
fn shown(
    version: &'static SupportedProtocolVersion,
    issued: Option<&Issued>,
    clients: &Authority,
) -> ProbeReport {
    let authority = Authority::root("Serverrot");
    let server = Server::tls(config(
        version,
        &authority.server(&["127.0.0.1"]),
        Some(demands(clients)),
    ));
    let mut probe = probe(&server, trusting(&authority));
    if let Some(issued) = issued {
        probe = probe.with_identity(unchecked(issued));
    }
    let report = probe.run();
    assert_eq!(server.received(), b"", "nothing is sent");
    report
}

#[test]
fn a_sound_handshake_is_reported_step_by_step() {
    let clients = Authority::root("Klientrot").intermediate("Klientutfärdare");
    for version in VERSIONS {
        let report = shown(version, Some(&clients.client("Bolaget AB")), &clients);
        assert!(report.problem.is_none(), "{:?}", report.problem);
        assert_eq!(report.addresses, [report.connected.unwrap()]);
        assert_eq!(report.version, Some(version.version));
        assert!(report.cipher_suite.is_some());
        let names: Vec<_> = report
            .server_chain
            .iter()
            .map(|certificate| certificate.name())
            .collect();
        assert_eq!(names, ["Testserver", "Serverrot"]);
        assert_eq!(report.server_chain[0].host_names(), ["127.0.0.1"]);
        assert_eq!(
            report.client_authentication,
            ClientAuthentication::Shown {
                issuers: vec!["Klientrot".to_owned()],
                acceptance: Acceptance::Listed
            }
        );
    }
}

#[test]
fn a_certificate_of_an_unknown_issuer_is_refused_and_the_candidates_named() {
    for version in VERSIONS {
        let stranger = Authority::root("Okänd rot").client("Bolaget AB");
        let report = shown(version, Some(&stranger), &Authority::root("Klientrot"));
        let problem = handshake(&report);
        assert_eq!(
            problem,
            &HandshakeProblem::IdentityRefused(Refusal::UnknownAuthority),
            "{version:?}"
        );
        assert!(problem.is_about_our_certificate());
        says(
            problem,
            &["unknown_ca", "does not know our issuer", "intermediate"],
        );
        assert!(matches!(
            report.client_authentication,
            ClientAuthentication::Shown {
                acceptance: Acceptance::NotListed,
                ..
            }
        ));
    }
}

#[test]
fn a_certificate_without_its_intermediate_is_refused_in_the_same_words() {
    for version in VERSIONS {
        let clients = Authority::root("Klientrot").intermediate("Klientutfärdare");
        let alone = clients.client("Bolaget AB").without_issuers();
        let report = shown(version, Some(&alone), &clients);
        let problem = handshake(&report);
        assert_eq!(
            problem,
            &HandshakeProblem::IdentityRefused(Refusal::UnknownAuthority),
            "{version:?}"
        );
        says(problem, &["intermediate certificate was not sent"]);
    }
}

#[test]
fn an_expired_certificate_is_refused() {
    for version in VERSIONS {
        let clients = Authority::root("Klientrot");
        let expired = clients.client_with("Bolaget AB", |params| {
            (params.not_before, params.not_after) = (days(-9).into(), days(-2).into());
        });
        let report = shown(version, Some(&expired), &clients);
        let problem = handshake(&report);
        assert_eq!(
            problem,
            &HandshakeProblem::IdentityRefused(Refusal::Expired),
            "{version:?}"
        );
        says(problem, &["certificate_expired", "Order a new one"]);
    }
}

#[test]
fn a_certificate_that_is_absent_is_demanded() {
    for version in VERSIONS {
        let report = shown(version, None, &Authority::root("Klientrot"));
        let problem = handshake(&report);
        assert_eq!(
            problem,
            &HandshakeProblem::IdentityRefused(Refusal::Required),
            "{version:?}"
        );
        says(problem, &["Configure an identity"]);
        assert_eq!(
            report.client_authentication,
            ClientAuthentication::NotShown {
                issuers: vec!["Klientrot".to_owned()]
            }
        );
    }
}

/// A server whose certificate is not believed, seen by a client that trusts an authority.
fn believed(version: &'static SupportedProtocolVersion, server: &Issued, roots: Roots) -> ProbeReport {
    let server = Server::tls(config(version, server, None));
    let report = probe(&server, roots).run();
    assert!(!handshake(&report).is_about_our_certificate());
    assert_eq!(server.received(), b"");
    assert_eq!(
        report.server_chain[0].name(),
        "Testserver",
        "the chain is seen nevertheless"
    );
    assert_eq!(report.connected.map(|address| address.port()), Some(report.port));
    report
}

#[test]
fn a_servers_certificate_of_another_authority_is_not_believed() {
    for version in VERSIONS {
        for roots in [trusting(&Authority::root("Annan rot")), Roots::Web] {
            let report = believed(
                version,
                &Authority::root("Serverrot").server(&["127.0.0.1"]),
                roots,
            );
            assert_eq!(
                handshake(&report),
                &HandshakeProblem::ServerUnknown,
                "{version:?}"
            );
            says(
                handshake(&report),
                &["not among the roots", "left out its intermediate"],
            );
        }
    }
}

#[test]
fn a_server_that_leaves_out_its_intermediate_looks_the_same() {
    for version in VERSIONS {
        let root = Authority::root("Serverrot");
        let server = root
            .intermediate("Serverutfärdare")
            .server(&["127.0.0.1"])
            .without_issuers();
        let report = believed(version, &server, trusting(&root));
        assert_eq!(
            handshake(&report),
            &HandshakeProblem::ServerUnknown,
            "{version:?}"
        );
    }
}

#[test]
fn an_expired_server_is_not_believed_nor_one_before_its_time() {
    for version in VERSIONS {
        let root = Authority::root("Serverrot");
        let expired = root.server_with(&["127.0.0.1"], |params| {
            (params.not_before, params.not_after) = (days(-9).into(), days(-2).into());
        });
        let report = believed(version, &expired, trusting(&root));
        assert!(
            matches!(handshake(&report), HandshakeProblem::ServerExpired { not_after: Some(at) } if *at < Utc::now()),
            "{:?}",
            report.problem
        );
        says(handshake(&report), &["expired 20", "clock"]);

        let early = root.server_with(&["127.0.0.1"], |params| params.not_before = days(2).into());
        let report = believed(version, &early, trusting(&root));
        assert!(
            matches!(
                handshake(&report),
                HandshakeProblem::ServerNotYetValid { not_before: Some(_) }
            ),
            "{:?}",
            report.problem
        );
        says(handshake(&report), &["not valid yet", "clock"]);
    }
}

#[test]
fn a_server_of_another_host_is_not_believed() {
    for version in VERSIONS {
        let root = Authority::root("Serverrot");
        let report = believed(
            version,
            &root.server(&["annan.example", "10.0.0.1"]),
            trusting(&root),
        );
        let HandshakeProblem::ServerOfOtherHost { expected, presented } = handshake(&report) else {
            panic!("{:?}", report.problem)
        };
        assert_eq!(expected.as_deref(), Some("127.0.0.1"));
        assert_eq!(presented.len(), 2, "{presented:?}");
        says(
            handshake(&report),
            &["annan.example", "not for 127.0.0.1", "Check the address"],
        );
    }
}

#[test]
fn a_server_with_a_common_name_alone_is_not_believed() {
    for version in VERSIONS {
        let root = Authority::root("Serverrot");
        let report = believed(version, &root.server(&[]), trusting(&root));
        assert!(
            matches!(handshake(&report), HandshakeProblem::ServerWithoutHostNames { expected } if expected == "127.0.0.1"),
            "{:?}",
            report.problem
        );
        says(
            handshake(&report),
            &["subjectAltName", "common name does not count"],
        );
    }
}

#[test]
fn the_web_and_own_authorities_can_be_believed_together() {
    let root = Authority::root("Serverrot");
    let Roots::Only(own) = trusting(&root) else {
        panic!()
    };
    let server = Server::tls(config(VERSIONS[1], &root.server(&["127.0.0.1"]), None));
    let report = probe(&server, Roots::WebAnd(own)).run();
    assert!(report.problem.is_none(), "{:?}", report.problem);
    assert_eq!(report.version, Some(ProtocolVersion::TLSv1_3));
}

#[test]
fn a_server_that_does_not_ask_who_we_are_is_suspect_when_we_have_an_answer() {
    for version in VERSIONS {
        let root = Authority::root("Serverrot");
        let server = Server::tls(config(version, &root.server(&["127.0.0.1"]), None));
        let identity = unchecked(&Authority::root("Klientrot").client("A"));
        let report = probe(&server, trusting(&root)).with_identity(identity).run();
        assert!(
            matches!(report.problem, Some(ProbeProblem::NotAsked)),
            "{:?}",
            report.problem
        );
        says(&report.problem.unwrap(), &["did not ask", "proxy"]);
    }
}
