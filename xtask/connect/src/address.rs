//! Host and port of a service's address.

use std::str::FromStr;

use anyhow::{Context, Error, bail};
use url::{Host, Url};

/// Where to connect to.
pub(crate) struct Address {
    host: String,
    port: u16,
}

impl Address {
    /// The host name or IP address, IPv6 without brackets.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }
}

impl FromStr for Address {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        const EXPECTED: &str = "expected an address such as https://host:8020/path";
        let url: Url = text
            .parse()
            .with_context(|| format!("`{text}` is no URL; {EXPECTED}"))?;
        if url.scheme() != "https" {
            bail!("`{text}` is not https, and without TLS there is no handshake to test; {EXPECTED}");
        }
        let host = match url.host() {
            Some(Host::Domain(name)) => name.to_owned(),
            Some(Host::Ipv4(address)) => address.to_string(),
            Some(Host::Ipv6(address)) => address.to_string(),
            None => bail!("`{text}` names no host; {EXPECTED}"),
        };
        Ok(Self {
            host,
            // https has a default.
            port: url.port_or_known_default().unwrap_or(443),
        })
    }
}
