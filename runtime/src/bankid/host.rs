//! Where BankID is, and how it is reached.

use std::fmt;
use std::time::Duration;

use url::Url;

use crate::http;
use crate::tls::{Authorities, Identity, Roots};

/// Where orders go.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Host {
    /// BankID's test environment, with test BankIDs. Its root is `Test BankID SSL Root CA v1 Test`.
    Test,
    /// Real people's BankIDs. Its root is `BankID SSL Root CA v1`.
    Production,
    /// A stand-in on this machine.
    Loopback(Loopback),
}

/// The base URL of a stand-in for BankID on this machine, such as `https://127.0.0.1:8020/rp/v6.0`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Loopback(Url);

impl TryFrom<&str> for Loopback {
    type Error = NotLoopback;

    fn try_from(url: &str) -> Result<Self, NotLoopback> {
        let url = Url::parse(url).map_err(|_| NotLoopback)?;
        let of_http = matches!(url.scheme(), "https" | "http");
        if of_http && http::is_loopback(&url) {
            Ok(Self(url))
        } else {
            Err(NotLoopback)
        }
    }
}

/// A URL that is not one of HTTP on this machine.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NotLoopback;

impl fmt::Display for NotLoopback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "the URL is not one of HTTP on this machine. Expected one such as https://127.0.0.1:8020/rp/v6.0; for BankID \
             itself, use Host::Test or Host::Production",
        )
    }
}

impl std::error::Error for NotLoopback {}

impl Host {
    fn base(&self) -> &str {
        match self {
            Self::Test => "https://appapi2.test.bankid.com/rp/v6.0",
            Self::Production => "https://appapi2.bankid.com/rp/v6.0",
            Self::Loopback(url) => url.0.as_str(),
        }
    }
}

/// How BankID is reached.
///
/// What is not said: 10 seconds to connect, 30 for the whole call, three attempts to connect, no proxy.
///
/// BankID shows a certificate of its own root, which is in no list of the web's: it is pinned, and the authorities given
/// here are the only ones that are believed.
#[derive(Clone, Debug)]
pub struct Settings(http::Settings);

/// The most bytes of an answer. A signature holds the hidden data twice in base64, which is at most 200,000 characters.
const ANSWER_LIMIT: usize = 4 * 1024 * 1024;

impl Settings {
    /// With the certificate that the relying party has of its bank, and the root that BankID publishes for its servers.
    #[must_use]
    pub fn new(host: Host, identity: Identity, roots: Authorities) -> Self {
        let settings = http::Settings::new(host.base())
            .with_identity(identity)
            .with_roots(Roots::Only(roots))
            .with_timeout(Duration::from_secs(30))
            .with_answer_limit(ANSWER_LIMIT);
        Self(settings)
    }

    /// With the time that one attempt to connect may take, the handshake included.
    #[must_use]
    pub fn with_connect_timeout(self, timeout: Duration) -> Self {
        Self(self.0.with_connect_timeout(timeout))
    }

    /// With the time that a call may take, from connecting to the last byte of the answer. It must be longer than that
    /// for connecting.
    #[must_use]
    pub fn with_timeout(self, timeout: Duration) -> Self {
        Self(self.0.with_timeout(timeout))
    }

    /// With the number of attempts to connect, at least one. Only a connection that was never established is tried
    /// again.
    #[must_use]
    pub fn with_connect_attempts(self, attempts: u32) -> Self {
        Self(self.0.with_connect_attempts(attempts))
    }

    /// Through a proxy: a URL such as `http://proxy.example:3128`. The environment's proxies are never used.
    #[must_use]
    pub fn with_proxy(self, url: impl Into<String>) -> Self {
        Self(self.0.with_proxy(url))
    }

    pub(super) const fn http(&self) -> &http::Settings {
        &self.0
    }
}
