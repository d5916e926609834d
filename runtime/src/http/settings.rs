//! How a service is reached.

use std::fmt;
use std::time::Duration;

use url::Url;

#[cfg(doc)]
use super::NotSentCause;
use crate::clock::Clock;
use crate::contract::{Address, Contract, Environment, Pacing, Provenance};
use crate::pacing::Pacer;
use crate::tls::{Identity, Roots, TlsError};

/// How a service is reached: address, certificates, times, limits.
///
/// What is not said: the web's certificate authorities, no certificate of our own, 10 seconds to connect, 60 for the
/// whole call, answers of at most 16 MiB, three attempts, no proxy, the pace that the agency asks for, whose turns are
/// waited for, and the system's clock.
#[derive(Clone)]
pub struct Settings {
    pub(super) target: Target,
    pub(super) identity: Option<Identity>,
    pub(super) roots: Roots,
    pub(super) connect_timeout: Duration,
    pub(super) timeout: Duration,
    pub(super) answer_limit: usize,
    pub(super) attempts: u32,
    pub(super) proxy: Option<String>,
    pub(super) pacer: Option<Pacer>,
    pub(super) turns: Turns,
    pub(super) clock: Clock,
    pub(super) accepted: Option<Provenance>,
}

/// Where a service is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Target {
    /// The address that the registry knows for an environment.
    Environment(Environment),
    /// This one: an absolute URL, `https` unless the host is this machine.
    Url(String),
}

/// What a call does when there is no turn for it (see [`crate::pacing`]).
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Turns {
    /// It waits for one, after all that have asked before it.
    #[default]
    Awaited,
    /// It is not made, and the error says when there can be a turn ([`NotSentCause::NoTurn`]).
    AtHand,
}

impl From<Environment> for Target {
    fn from(environment: Environment) -> Self {
        Self::Environment(environment)
    }
}

impl From<&str> for Target {
    fn from(url: &str) -> Self {
        Self::Url(url.to_owned())
    }
}

impl From<String> for Target {
    fn from(url: String) -> Self {
        Self::Url(url)
    }
}

impl From<Url> for Target {
    fn from(url: Url) -> Self {
        Self::Url(url.into())
    }
}

impl Settings {
    /// For a URL, or for an [`Environment`] whose address is known. The agency tells each supplier its own address.
    #[must_use]
    pub fn new(target: impl Into<Target>) -> Self {
        Self {
            target: target.into(),
            identity: None,
            roots: Roots::Web,
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(60),
            answer_limit: 16 * 1024 * 1024,
            attempts: 3,
            proxy: None,
            pacer: None,
            turns: Turns::default(),
            clock: Clock::system(),
            accepted: None,
        }
    }

    /// With the certificate that we show.
    #[must_use]
    pub fn with_identity(mut self, identity: Identity) -> Self {
        self.identity = Some(identity);
        self
    }

    /// With the authorities that may vouch for the server.
    #[must_use]
    pub fn with_roots(mut self, roots: Roots) -> Self {
        self.roots = roots;
        self
    }

    /// With the time that one attempt to connect may take, the handshake included.
    #[must_use]
    pub fn with_connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// With the time that a call may take, from connecting to the last byte of the answer. Waiting for a turn does not
    /// count. It must be longer than that for connecting.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// With the most bytes of an answer that are taken in, after decompression too.
    #[must_use]
    pub fn with_answer_limit(mut self, bytes: usize) -> Self {
        self.answer_limit = bytes;
        self
    }

    /// With the number of attempts to connect, at least one. Only a connection that was never established is tried
    /// again, and each attempt takes a turn. A call that only asks (RFC 9110, section 9.2.1) has as many attempts in all,
    /// also when its answer is lost.
    #[must_use]
    pub fn with_connect_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// Through a proxy: a URL such as `http://proxy.example:3128`. The environment's proxies are never used.
    #[must_use]
    pub fn with_proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(url.into());
        self
    }

    /// With a pacer of one's own, which has a clock of its own, instead of the one that the process shares for the host.
    #[must_use]
    pub fn with_pacer(mut self, pacer: Pacer) -> Self {
        self.pacer = Some(pacer);
        self
    }

    /// With what a call does when there is no turn for it.
    #[must_use]
    pub fn with_turns(mut self, turns: Turns) -> Self {
        self.turns = turns;
        self
    }

    /// With another clock than the system's, for tests: what turns are counted and waited for by, and what the time of a
    /// call is told by. How long a connection and an answer may take goes by the system's all the same. Clients of a
    /// host share its turns when they have the same clock, and only then ([`Pacer::of_host_on`]).
    #[must_use]
    pub fn with_clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Sends to production although the version's contract is no surer than `provenance`: the confirmation that
    /// somebody has compared it with what the agency has published or said.
    #[must_use]
    pub fn accepting(mut self, provenance: Provenance) -> Self {
        self.accepted = Some(provenance);
        self
    }
}

/// A proxy's URL is not shown: it may hold a password.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("target", &self.target)
            .field("identity", &self.identity)
            .field("proxy", &self.proxy.is_some())
            .finish_non_exhaustive()
    }
}

/// Settings that cannot be used.
#[derive(Debug)]
#[non_exhaustive]
pub enum SetupError {
    /// The registry knows no address for the environment.
    NoAddress {
        /// The service.
        service: &'static str,
        /// The environment.
        environment: Environment,
    },
    /// The address is not an absolute URL of HTTP.
    Url {
        /// What is wrong with it.
        reason: String,
    },
    /// Plain HTTP to another machine: personal data would go unencrypted.
    Unencrypted {
        /// The host.
        host: String,
    },
    /// The contract belongs to another service, or to a version that does not have this port.
    OtherContract {
        /// The contract that was given.
        contract: Contract,
        /// The service of the port.
        service: &'static str,
        /// Its versions that have the port.
        versions: &'static [&'static str],
    },
    /// The contract is not sure enough for cases of real people.
    Unproved {
        /// The contract.
        contract: Contract,
        /// The host, which counts as production.
        host: String,
    },
    /// The time for connecting is not shorter than that for the whole call, so that it could not be told which one had
    /// run out.
    Timeouts {
        /// For connecting.
        connect: Duration,
        /// For the whole call.
        whole: Duration,
    },
    /// The proxy's address is not a URL.
    Proxy {
        /// What is wrong with it.
        reason: String,
    },
    /// The certificates cannot be used.
    Tls(TlsError),
    /// The HTTP client cannot be made.
    Http {
        /// What it says.
        reason: String,
    },
}

impl fmt::Display for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAddress { service, environment } => write!(
                f,
                "no address of {service} is known for {environment:?}. Give the URL that the agency has told you: \
                 Settings::new(\"https://...\")"
            ),
            Self::Url { reason } => write!(
                f,
                "the address cannot be used: {reason}. Expected an absolute URL such as https://host:8020/path"
            ),
            Self::Unencrypted { host } => write!(
                f,
                "plain HTTP to {host} would send personal data unencrypted. Use https; http is for this machine alone"
            ),
            Self::OtherContract {
                contract,
                service,
                versions,
            } => write!(
                f,
                "the contract is {} {}, but the client is that of {service} {}. Give a CONTRACT of the same module",
                contract.service,
                contract.version,
                versions.join(", ")
            ),
            Self::Unproved { contract, host } => write!(
                f,
                "the contract of {} {} is {:?}: nobody has compared it with the agency's own. {host} counts as \
                 production, as every host does but this machine and the registry's test address. Compare it, and say so \
                 with Settings::accepting(Provenance::{:?})",
                contract.service, contract.version, contract.provenance, contract.provenance
            ),
            Self::Timeouts { connect, whole } => write!(
                f,
                "the time for connecting is {connect:?} and that for the whole call {whole:?}. Make the first one shorter"
            ),
            Self::Proxy { reason } => write!(
                f,
                "the proxy's address cannot be used: {reason}. Expected a URL such as http://proxy.example:3128"
            ),
            Self::Tls(error) => error.fmt(f),
            Self::Http { reason } => write!(f, "the HTTP client cannot be made: {reason}"),
        }
    }
}

impl std::error::Error for SetupError {}

impl From<TlsError> for SetupError {
    fn from(error: TlsError) -> Self {
        Self::Tls(error)
    }
}

impl Settings {
    /// The clock.
    #[cfg(all(feature = "client", feature = "rest"))]
    pub(crate) fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The pacer of a host that asks for `pacing`, unless there is one of our own.
    pub(super) fn pacer(&self, host: &str, pacing: Pacing) -> Pacer {
        let of_host = || Pacer::of_host_on(host, pacing, &self.clock);
        self.pacer.clone().unwrap_or_else(of_host)
    }

    /// The URL that is called.
    pub(super) fn url(&self, service: &'static str, addresses: &[Address]) -> Result<Url, SetupError> {
        let text = match &self.target {
            Target::Url(url) => url.as_str(),
            Target::Environment(environment) => addresses
                .iter()
                .find(|address| address.environment == *environment)
                .map(|address| address.url)
                .ok_or(SetupError::NoAddress {
                    service,
                    environment: *environment,
                })?,
        };
        let url = Url::parse(text).map_err(|error| SetupError::Url {
            reason: error.to_string(),
        })?;
        let reason = match (url.scheme(), url.host_str()) {
            ("https" | "http", Some(_)) if url.username().is_empty() && url.password().is_none() => {
                return Ok(url);
            }
            ("https" | "http", Some(_)) => {
                "it holds a user name or a password, and the service asks for none".to_owned()
            }
            (scheme, _) => format!("the scheme is `{scheme}`"),
        };
        Err(SetupError::Url { reason })
    }
}
