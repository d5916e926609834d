//! Servers on loopback, each for one connection.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::JoinHandle;

use fk_runtime::tls::rustls::crypto::{CryptoProvider, ring};
use fk_runtime::tls::rustls::server::WebPkiClientVerifier;
use fk_runtime::tls::rustls::server::danger::ClientCertVerifier;
use fk_runtime::tls::rustls::version::{TLS12, TLS13};
use fk_runtime::tls::rustls::{RootCertStore, ServerConfig, ServerConnection, SupportedProtocolVersion};

use crate::authority::{Authority, Issued};

/// Both versions that a handshake is tried in.
pub(crate) const VERSIONS: [&SupportedProtocolVersion; 2] = [&TLS12, &TLS13];

pub(crate) fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

/// Believes clients of an authority's root, and of no other.
pub(crate) fn demands(authority: &Authority) -> Arc<dyn ClientCertVerifier> {
    let mut roots = RootCertStore::empty();
    roots.add(authority.chain.last().unwrap().clone()).unwrap();
    WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider())
        .build()
        .unwrap()
}

pub(crate) fn config(
    version: &'static SupportedProtocolVersion,
    server: &Issued,
    clients: Option<Arc<dyn ClientCertVerifier>>,
) -> Arc<ServerConfig> {
    let builder = ServerConfig::builder_with_provider(provider())
        .with_protocol_versions(&[version])
        .unwrap();
    let builder = match clients {
        Some(verifier) => builder.with_client_cert_verifier(verifier),
        None => builder.with_no_client_auth(),
    };
    let mut chain = vec![server.leaf.clone()];
    chain.extend(server.issuers.iter().cloned());
    Arc::new(builder.with_single_cert(chain, server.private_key()).unwrap())
}

/// A server that does something with its one connection.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    thread: JoinHandle<Vec<u8>>,
}

impl Server {
    pub(crate) fn doing(act: impl FnOnce(TcpStream) -> Vec<u8> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        Self {
            address: listener.local_addr().unwrap(),
            thread: std::thread::spawn(move || act(listener.accept().unwrap().0)),
        }
    }

    /// Shakes hands, and reads until the client goes.
    pub(crate) fn tls(config: Arc<ServerConfig>) -> Self {
        Self::doing(move |mut stream| {
            let mut connection = ServerConnection::new(config).unwrap();
            let mut read = Vec::new();
            // A handshake that fails is what the tests are about; the alert is sent before the error comes out.
            while connection.is_handshaking() || connection.wants_read() {
                if connection.complete_io(&mut stream).is_err() {
                    break;
                }
                // Nothing more yet, or the client has gone, with or without a word.
                match connection.reader().read_to_end(&mut read) {
                    Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                    _ => break,
                }
            }
            linger(stream);
            read
        })
    }

    /// Answers whatever comes with bytes.
    pub(crate) fn answering(answer: &'static [u8]) -> Self {
        Self::doing(move |mut stream| {
            let mut buffer = [0; 1024];
            let count = stream.read(&mut buffer).unwrap();
            stream.write_all(answer).unwrap();
            linger(stream);
            buffer[..count].to_vec()
        })
    }

    /// What the client sent inside TLS.
    pub(crate) fn received(self) -> Vec<u8> {
        self.thread.join().unwrap()
    }
}

/// Closes the sending side and reads the rest: a close with unread bytes would reset the connection, and the reset
/// could overtake the alert.
fn linger(mut stream: TcpStream) {
    // The client may be gone.
    if stream.shutdown(std::net::Shutdown::Write).is_ok() {
        let _ = std::io::copy(&mut stream, &mut std::io::sink());
    }
}
