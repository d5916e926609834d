//! What answers is no server with TLS, or nothing answers.

use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use fk_runtime::tls::{HandshakeProblem, Probe, ProbeProblem};

use crate::authority::Authority;
use crate::server::{Server, VERSIONS, config};

fn problem(server: &Server) -> ProbeProblem {
    let probe = Probe::new("127.0.0.1", server.address.port()).with_timeout(Duration::from_millis(700));
    probe.run().problem.unwrap()
}

#[test]
fn a_server_of_plain_http_does_not_speak_tls() {
    let server = Server::answering(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    let problem = problem(&server);
    assert!(
        matches!(problem, ProbeProblem::Handshake(HandshakeProblem::NotTls)),
        "{problem:?}"
    );
    assert!(problem.to_string().contains("does not speak TLS"), "{problem}");
}

#[test]
fn a_server_of_old_versions_alone_is_named() {
    // An alert of TLS 1.0: fatal, protocol_version.
    let server = Server::answering(&[0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46]);
    let problem = problem(&server);
    assert!(
        matches!(problem, ProbeProblem::Handshake(HandshakeProblem::Version)),
        "{problem:?}"
    );
    assert!(problem.to_string().contains("TLS 1.2"), "{problem}");
}

#[test]
fn a_server_that_hangs_up_in_the_handshake_is_told_from_one_that_refuses() {
    let server = Server::answering(b"");
    let problem = problem(&server);
    assert!(matches!(problem, ProbeProblem::ClosedDuring), "{problem:?}");
}

#[test]
fn a_server_that_hangs_up_right_after_the_handshake_is_told_from_one_that_waits() {
    use fk_runtime::tls::rustls::ServerConnection;
    for version in VERSIONS {
        let root = Authority::root("Serverrot");
        let config = config(version, &root.server(&["127.0.0.1"]), None);
        let server = Server::doing(move |mut stream: TcpStream| {
            let mut connection = ServerConnection::new(config).unwrap();
            while connection.is_handshaking() {
                connection.complete_io(&mut stream).unwrap();
            }
            connection.send_close_notify();
            connection.write_tls(&mut stream).unwrap();
            Vec::new()
        });
        let roots = fk_runtime::tls::Authorities::from_certificates([root.chain[0].clone()]).unwrap();
        let report = Probe::new("127.0.0.1", server.address.port())
            .with_roots(fk_runtime::tls::Roots::Only(roots))
            .run();
        assert!(
            matches!(report.problem, Some(ProbeProblem::ClosedAfter)),
            "{:?}",
            report.problem
        );
    }
}

#[test]
fn a_server_that_says_nothing_is_given_up() {
    let server = Server::doing(|stream| {
        std::thread::sleep(Duration::from_secs(2));
        drop(stream);
        Vec::new()
    });
    let problem = problem(&server);
    assert!(matches!(problem, ProbeProblem::Silent), "{problem:?}");
}

#[test]
fn a_port_that_nobody_listens_at_is_named() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let problem = Probe::new("127.0.0.1", address.port()).run().problem.unwrap();
    let ProbeProblem::Unreachable { attempts } = &problem else {
        panic!("{problem:?}")
    };
    assert_eq!(attempts[0].0, address);
    assert!(problem.to_string().contains("firewall"), "{problem}");
}

#[test]
fn a_name_that_does_not_exist_is_named() {
    // RFC 6761, section 6.4: never resolves.
    let problem = Probe::new("no-such-host.invalid", 443).run().problem.unwrap();
    assert!(matches!(problem, ProbeProblem::Unresolved { .. }), "{problem:?}");
    assert!(problem.to_string().contains("no-such-host.invalid"), "{problem}");
}

#[test]
fn what_is_no_host_name_is_named() {
    let problem = Probe::new("https://a/", 443).run().problem.unwrap();
    assert!(matches!(problem, ProbeProblem::HostName { .. }), "{problem:?}");
}
