//! Connections: TLS, keep-alive, and their end.

use std::sync::Arc;
use std::time::{Duration, Instant};

use fk_contracts::elt::current::CONTRACT;
use fk_contracts::elt::envelope::SkickaTidredovisningResponderClient;
use fk_emulator::{Behaviour, Emulator, Options, Security, Service, StartError};
use fk_runtime::pacing::Pacer;
use fk_runtime::soap::{CallError, NotSentCause, Settings};
use fk_runtime::tls::rustls::crypto::ring;
use fk_runtime::tls::rustls::pki_types::ServerName;
use fk_runtime::tls::rustls::version::{TLS12, TLS13};
use fk_runtime::tls::rustls::{ClientConfig, ProtocolVersion, RootCertStore};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use crate::caller::{certificates, identity, roots, start, time_report, valid, words};

async fn not_sent(settings: Settings) -> String {
    let client = SkickaTidredovisningResponderClient::new(CONTRACT, settings.with_pacer(Pacer::unpaced()));
    let called = client
        .unwrap()
        .unverified()
        .skicka_tidredovisning(&time_report(&valid()))
        .await;
    match called {
        Err(CallError::NotSent(error)) => {
            assert!(matches!(error.cause, NotSentCause::Handshake(_)), "{error:?}");
            words(&error)
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_caller_without_certificate_is_refused_and_told_so() {
    let started = start(|options| options.with_security(Security::Mutual)).await;
    let settings = Settings::new(started.emulator.url(Service::Elt)).with_roots(roots(&started.emulator));
    let why = not_sent(settings).await;
    assert!(why.contains("identity"), "{why}");
    assert!(started.emulator.received().is_empty());
}

#[tokio::test]
async fn a_caller_of_another_authority_is_refused() {
    let started = start(|options| options.with_security(Security::Mutual)).await;
    let other = start(|options| options).await;
    let settings = started
        .settings(Service::Elt)
        .with_identity(identity(&other.emulator));
    not_sent(settings).await;
    assert!(started.emulator.received().is_empty());
}

#[tokio::test]
async fn a_caller_that_does_not_know_the_servers_authority_does_not_send() {
    let started = start(|options| options.with_security(Security::Mutual)).await;
    let other = start(|options| options).await;
    not_sent(started.settings(Service::Elt).with_roots(roots(&other.emulator))).await;
}

#[tokio::test]
async fn tls_1_2_and_1_3_are_spoken() {
    let started = start(|options| options.with_security(Security::Mutual)).await;
    let authority = std::fs::read(started.emulator.certificates().authority()).unwrap();
    let mut store = RootCertStore::empty();
    store.add(certificates(&authority)[0].clone()).unwrap();
    let chain = identity(&started.emulator).certificates();
    let key = std::fs::read(started.emulator.certificates().identity()).unwrap();
    for (version, expected) in [
        (&TLS12, ProtocolVersion::TLSv1_2),
        (&TLS13, ProtocolVersion::TLSv1_3),
    ] {
        use fk_runtime::tls::rustls::pki_types::PrivateKeyDer;
        use fk_runtime::tls::rustls::pki_types::pem::PemObject;
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(&[version])
            .unwrap()
            .with_root_certificates(store.clone())
            .with_client_auth_cert(chain.clone(), PrivateKeyDer::from_pem_slice(&key).unwrap())
            .unwrap();
        let stream = TcpStream::connect(started.emulator.address()).await.unwrap();
        let name = ServerName::try_from("localhost").unwrap();
        let mut stream = TlsConnector::from(Arc::new(config))
            .connect(name, stream)
            .await
            .unwrap();
        assert_eq!(stream.get_ref().1.protocol_version(), Some(expected));
        assert_eq!(get_received(&mut stream).await, "[]");
    }
}

/// Asks for the list over a connection that stays open.
async fn get_received<S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin>(stream: &mut S) -> String {
    stream
        .write_all(b"GET /received HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .await
        .unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"]") {
        let read = stream.read_buf(&mut answer).await.unwrap();
        assert_ne!(read, 0, "{}", String::from_utf8_lossy(&answer));
    }
    let text = String::from_utf8(answer).unwrap();
    text.split_once("\r\n\r\n").unwrap().1.to_owned()
}

#[tokio::test]
async fn a_connection_is_kept_open_for_several_requests() {
    let started = start(|options| options).await;
    let mut stream = TcpStream::connect(started.emulator.address()).await.unwrap();
    for _ in 0..3 {
        assert_eq!(get_received(&mut stream).await, "[]");
    }
}

#[tokio::test]
async fn stopping_does_not_wait_for_connections_that_are_kept_open() {
    for security in [Security::Plain, Security::Mutual] {
        let started = start(|options| options.with_security(security)).await;
        let mut unused = TcpStream::connect(started.emulator.address()).await.unwrap();
        let mut half = TcpStream::connect(started.emulator.address()).await.unwrap();
        half.write_all(b"GET /rec").await.unwrap();
        let mut kept = TcpStream::connect(started.emulator.address()).await.unwrap();
        if security == Security::Plain {
            get_received(&mut kept).await;
        }
        let begun = Instant::now();
        started.emulator.stop().await;
        assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
        // All of them are closed: read to their end, or reset.
        for stream in [&mut unused, &mut half, &mut kept] {
            let mut rest = Vec::new();
            let _ = stream.read_to_end(&mut rest).await;
        }
    }
}

#[tokio::test]
async fn stopping_lets_a_call_end_that_is_being_answered() {
    let late = Duration::from_millis(1500);
    let started = start(|options| options.with_behaviour(Behaviour::deserved().after(late))).await;
    let client = started.elt();
    let call = tokio::spawn(async move {
        client
            .unverified()
            .skicka_tidredovisning(&time_report(&valid()))
            .await
    });
    while started.emulator.received_count() == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let received = started.emulator.stop().await;
    assert_eq!(received.len(), 1);
    assert_eq!(call.await.unwrap().unwrap().tx_id, received[0].tx_id.to_string());
}

#[tokio::test]
async fn after_stopping_nobody_listens() {
    let started = start(|options| options).await;
    let address = started.emulator.address();
    started.emulator.stop().await;
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_port_that_is_taken_is_said_in_words() {
    let started = start(|options| options).await;
    let port = started.emulator.address().port();
    let error = Emulator::start(Options::new(started.folder.path()).with_port(port))
        .await
        .unwrap_err();
    assert!(
        matches!(error, StartError::PortTaken { port: taken, switch: "--port" } if taken == port),
        "{error:?}"
    );
    assert!(error.to_string().contains("--port"), "{error}");
}
