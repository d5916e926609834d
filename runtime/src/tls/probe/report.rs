//! What a connection test found.

use std::fmt;
use std::net::SocketAddr;

use rustls::{CipherSuite, ProtocolVersion};

use super::super::{Certificate, HandshakeProblem, Identity, TlsError};

/// What a connection test found, step by step. A step that was not reached has left nothing.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ProbeReport {
    /// The host that was called.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// The addresses of the host.
    pub addresses: Vec<SocketAddr>,
    /// The one that was connected to.
    pub connected: Option<SocketAddr>,
    /// The version of TLS, if it was agreed on.
    pub version: Option<ProtocolVersion>,
    /// The algorithms, if they were agreed on.
    pub cipher_suite: Option<CipherSuite>,
    /// The certificates that the server showed, also when it was not believed.
    pub server_chain: Vec<Certificate>,
    /// Whether the server asked who we are.
    pub client_authentication: ClientAuthentication,
    /// Who we said we are, or would have said.
    pub identity: Option<Identity>,
    /// What is wrong; nothing, if a call can be made.
    pub problem: Option<ProbeProblem>,
}

impl ProbeReport {
    pub(super) fn new(host: String, port: u16, identity: Option<Identity>) -> Self {
        Self {
            host,
            port,
            addresses: Vec::new(),
            connected: None,
            version: None,
            cipher_suite: None,
            server_chain: Vec::new(),
            client_authentication: ClientAuthentication::NotRequested,
            identity,
            problem: None,
        }
    }
}

/// Whether the server asked for our certificate (RFC 8446, section 4.3.2).
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ClientAuthentication {
    /// It did not, or the handshake did not come so far.
    NotRequested,
    /// It did, and was shown it.
    Shown {
        /// The authorities that it named as acceptable. Many servers name none.
        issuers: Vec<String>,
        /// Whether ours is among them.
        acceptance: Acceptance,
    },
    /// It did, and was shown none: there is no identity, or its key can make no signature that the server takes.
    NotShown {
        /// The authorities that it named as acceptable.
        issuers: Vec<String>,
    },
}

/// Whether a server named our issuer as acceptable.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Acceptance {
    /// It named no issuers.
    Unsaid,
    /// It named one of our chain.
    Listed,
    /// It named others.
    NotListed,
}

/// Why a connection test failed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ProbeProblem {
    /// What was given is no host name.
    HostName {
        /// What was given.
        host: String,
    },
    /// The name cannot be resolved.
    Unresolved {
        /// The name.
        host: String,
        /// What the system says.
        reason: String,
    },
    /// No address takes connections.
    Unreachable {
        /// Each address, and what the system says of it.
        attempts: Vec<(SocketAddr, String)>,
    },
    /// TLS cannot be configured.
    Configuration(TlsError),
    /// The handshake was not done in time.
    Silent,
    /// The server closed the connection in the middle of the handshake, without an alert.
    ClosedDuring,
    /// The handshake failed; or, in TLS 1.3, was refused after its end.
    Handshake(HandshakeProblem),
    /// The server closed the connection right after the handshake, without an alert.
    ClosedAfter,
    /// There is an identity, and the server did not ask for it.
    NotAsked,
    /// The server asked for a certificate, and there is no identity.
    IdentityMissing,
    /// The server takes no signature that the identity's key can make.
    NotUsable,
}

impl fmt::Display for ProbeProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HostName { host } => write!(
                f,
                "\"{host}\" is neither a host name nor an IP address. Give the host alone, as it stands in the address"
            ),
            Self::Unresolved { host, reason } => write!(
                f,
                "{host} cannot be resolved: {reason}. Check its spelling, and whether this machine reaches its name \
                 server"
            ),
            Self::Unreachable { attempts } => {
                f.write_str("no connection: ")?;
                for (index, (address, reason)) in attempts.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "; " };
                    write!(f, "{comma}{address}: {reason}")?;
                }
                f.write_str(
                    ". Check the port, and whether a firewall lets this machine out to it; the server may also let in \
                     known addresses only",
                )
            }
            Self::Configuration(error) => error.fmt(f),
            Self::Silent => f.write_str(
                "connected, but the handshake was not done in time. Check the port; a firewall may let the connection \
                 through and then drop what is said",
            ),
            Self::ClosedDuring => f.write_str(
                "the server closed the connection in the middle of the handshake and did not say why. It may miss our \
                 certificate or not know its issuer, let in known addresses only, or not speak TLS at this port",
            ),
            Self::Handshake(problem) => problem.fmt(f),
            Self::ClosedAfter => f.write_str(
                "the server closed the connection right after the handshake and did not say why. Most likely it does \
                 not accept our certificate: check that the chain is whole and that the certificate is registered \
                 with who runs the server",
            ),
            Self::NotAsked => f.write_str(
                "the server did not ask for our certificate. A service with mutual TLS asks: check the address, and \
                 whether a proxy answers in its place",
            ),
            Self::IdentityMissing => f.write_str(
                "the server asks for a certificate and there is none to show. Configure an identity",
            ),
            Self::NotUsable => f.write_str(
                "the server takes no signature that our key can make, so our certificate was not shown. Use a \
                 certificate with the kind of key that the service asks for (RSA of 2048 bits is taken everywhere)",
            ),
        }
    }
}

impl std::error::Error for ProbeProblem {}
