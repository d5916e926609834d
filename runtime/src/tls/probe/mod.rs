//! The connection test: whether a server and an identity get along, found out without sending it anything.

mod recorder;
mod report;
mod socket;

use std::io::{self, ErrorKind};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::client::Resumption;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection};

use super::{Certificate, Identity, Roots, TlsError, client_config, explain, find};
use recorder::{AskedFor, SeenChain};
use socket::Until;

pub use report::{Acceptance, ClientAuthentication, ProbeProblem, ProbeReport};

/// A connection test: resolves the host, connects, shakes hands, and then waits for a refusal.
///
/// In TLS 1.3 a client believes the handshake to be done before the server has seen its certificate, so a refusal
/// arrives later (RFC 8446, section 4.4.2.4). That is what the wait is for. Nothing is sent but the handshake.
///
/// Blocks the thread. Resolving takes as long as the system lets it.
#[derive(Clone, Debug)]
pub struct Probe {
    host: String,
    port: u16,
    roots: Roots,
    identity: Option<Identity>,
    timeout: Duration,
    wait: Duration,
}

impl Probe {
    /// A test of the server at a host name or IP address (IPv6 without brackets), with the web's roots and without an
    /// identity.
    #[must_use]
    pub fn new(host: impl Into<String>, port: u16) -> Self {
        Self {
            host: host.into(),
            port,
            roots: Roots::Web,
            identity: None,
            timeout: Duration::from_secs(10),
            wait: Duration::from_secs(2),
        }
    }

    /// Whom to believe about the server.
    #[must_use]
    pub fn with_roots(self, roots: Roots) -> Self {
        Self { roots, ..self }
    }

    /// What to show when the server asks who we are.
    #[must_use]
    pub fn with_identity(self, identity: Identity) -> Self {
        Self {
            identity: Some(identity),
            ..self
        }
    }

    /// How long connecting to an address may take, and the handshake; 10 s otherwise.
    #[must_use]
    pub fn with_timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    /// How long to wait for a refusal after the handshake; 2 s otherwise.
    #[must_use]
    pub fn with_wait(self, wait: Duration) -> Self {
        Self { wait, ..self }
    }

    /// Makes the test. What went well is in the report also when something later did not.
    #[must_use]
    pub fn run(&self) -> ProbeReport {
        let mut report = ProbeReport::new(self.host.clone(), self.port, self.identity.clone());
        report.problem = self.steps(&mut report).err();
        report
    }

    fn steps(&self, report: &mut ProbeReport) -> Result<(), ProbeProblem> {
        let name = ServerName::try_from(self.host.clone()).map_err(|_| ProbeProblem::HostName {
            host: self.host.clone(),
        })?;
        report.addresses = self.resolve()?;
        let (address, stream) = self.connect(&report.addresses)?;
        report.connected = Some(address);

        let chain = Arc::new(SeenChain::new(&self.roots).map_err(ProbeProblem::Configuration)?);
        let asked = Arc::new(AskedFor::new(self.identity.as_ref()));
        let config = self.recording(&chain, &asked)?;
        let mut connection = ClientConnection::new(config, name)
            .map_err(|error| ProbeProblem::Configuration(TlsError::Configuration(error)))?;
        let outcome = self.shake_hands(&mut connection, &stream);
        report.version = connection.protocol_version();
        report.cipher_suite = connection.negotiated_cipher_suite().map(|suite| suite.suite());
        let chain = chain.seen();
        report.server_chain = chain.iter().filter_map(|der| Certificate::read(der)).collect();
        report.client_authentication = asked.seen();
        outcome?;

        match report.client_authentication {
            ClientAuthentication::NotRequested if self.identity.is_some() => Err(ProbeProblem::NotAsked),
            ClientAuthentication::NotShown { .. } if self.identity.is_some() => Err(ProbeProblem::NotUsable),
            ClientAuthentication::NotShown { .. } => Err(ProbeProblem::IdentityMissing),
            _ => Ok(()),
        }
    }

    fn resolve(&self) -> Result<Vec<SocketAddr>, ProbeProblem> {
        let unresolved = |reason| ProbeProblem::Unresolved {
            host: self.host.clone(),
            reason,
        };
        let addresses = (self.host.as_str(), self.port).to_socket_addrs();
        let addresses: Vec<_> = addresses
            .map_err(|error| unresolved(error.to_string()))?
            .collect();
        if addresses.is_empty() {
            return Err(unresolved("it has no address".to_owned()));
        }
        Ok(addresses)
    }

    fn connect(&self, addresses: &[SocketAddr]) -> Result<(SocketAddr, TcpStream), ProbeProblem> {
        let mut attempts = Vec::new();
        for &address in addresses {
            match TcpStream::connect_timeout(&address, self.timeout) {
                Ok(stream) => return Ok((address, stream)),
                Err(error) => attempts.push((address, error.to_string())),
            }
        }
        Err(ProbeProblem::Unreachable { attempts })
    }

    /// The client's configuration as a call has it, with ears in it.
    fn recording(
        &self,
        chain: &Arc<SeenChain>,
        asked: &Arc<AskedFor>,
    ) -> Result<Arc<ClientConfig>, ProbeProblem> {
        let config =
            client_config(&self.roots, self.identity.as_ref()).map_err(ProbeProblem::Configuration)?;
        let mut config = ClientConfig::clone(&config);
        // A resumed session shows no certificates.
        config.resumption = Resumption::disabled();
        config
            .dangerous()
            .set_certificate_verifier(Arc::<SeenChain>::clone(chain));
        config.client_auth_cert_resolver = Arc::<AskedFor>::clone(asked);
        Ok(Arc::new(config))
    }

    fn shake_hands(&self, connection: &mut ClientConnection, stream: &TcpStream) -> Result<(), ProbeProblem> {
        let mut socket = Until::new(stream, Instant::now() + self.timeout);
        connection
            .complete_io(&mut socket)
            .map_err(|error| failure(&error, ProbeProblem::ClosedDuring))?;
        let mut socket = Until::new(stream, Instant::now() + self.wait);
        loop {
            match connection.read_tls(&mut socket) {
                Ok(0) => return Err(ProbeProblem::ClosedAfter),
                Ok(_) => {}
                Err(error) if is_timeout(&error) => return Ok(()),
                Err(error) => return Err(failure(&error, ProbeProblem::ClosedAfter)),
            }
            let state = connection
                .process_new_packets()
                .map_err(|error| ProbeProblem::Handshake(explain(&error)))?;
            if state.peer_has_closed() {
                return Err(ProbeProblem::ClosedAfter);
            }
            // A server that speaks first has let us in.
            if state.plaintext_bytes_to_read() > 0 {
                return Ok(());
            }
        }
    }
}

fn failure(error: &io::Error, closed: ProbeProblem) -> ProbeProblem {
    match find(error) {
        Some(error) => ProbeProblem::Handshake(explain(error)),
        None if is_timeout(error) => ProbeProblem::Silent,
        None => closed,
    }
}

fn is_timeout(error: &io::Error) -> bool {
    // Which one it is depends on the system.
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}
