//! What may be sent where.

use url::{Host, Url};

use super::SetupError;
use crate::contract::{Address, Contract, Environment, Provenance};

/// Whether a host is this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Whether cases of real people may be behind a URL: every host does but this machine and the registry's test address.
fn is_production(url: &Url, addresses: &[Address]) -> bool {
    let same = |address: &Address| {
        Url::parse(address.url).is_ok_and(|test| {
            test.host() == url.host() && test.port_or_known_default() == url.port_or_known_default()
        })
    };
    let test = |address: &&Address| address.environment == Environment::Test;
    !is_loopback(url) && !addresses.iter().filter(test).any(same)
}

/// Checks that documents of a contract may be sent to a URL.
///
/// # Errors
/// Plain HTTP to another machine; a contract that is not sure enough for production.
pub(super) fn check(
    url: &Url,
    contract: Contract,
    addresses: &[Address],
    accepted: Option<Provenance>,
) -> Result<(), SetupError> {
    check_encrypted(url)?;
    let least = accepted
        .unwrap_or(Provenance::Transcribed)
        .min(Provenance::Transcribed);
    let sure = contract.provenance >= least;
    if is_production(url, addresses) && !sure {
        return Err(SetupError::Unproved {
            contract,
            host: host(url),
        });
    }
    Ok(())
}

/// Checks that what is sent to a URL can be read by nobody on the way.
///
/// # Errors
/// Plain HTTP to another machine.
pub(super) fn check_encrypted(url: &Url) -> Result<(), SetupError> {
    if url.scheme() == "http" && !is_loopback(url) {
        return Err(SetupError::Unencrypted { host: host(url) });
    }
    Ok(())
}

fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}
