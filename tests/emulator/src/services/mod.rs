//! The services that are emulated. What is common to them is the [desk](crate::desk)'s; a service's own is which
//! types its answer and faults are.

mod eioa;
mod elt;

use std::fmt;

use axum::http::Uri;
use fk_runtime::{Address, Environment, soap};

use crate::desk::Desk;

/// A service that is emulated.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Service {
    /// ELT, an assistant's hours.
    Elt,
    /// E-IOA, the employer's notice about an assistant.
    Eioa,
}

impl Service {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Elt, Self::Eioa];

    /// The name in the registry, for example `elt`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Elt => fk_contracts::elt::SERVICE,
            Self::Eioa => fk_contracts::eioa::SERVICE,
        }
    }

    /// The path at the agency, in an environment whose address is known.
    #[must_use]
    pub fn path(self, environment: Environment) -> Option<&'static str> {
        let address = self
            .addresses()
            .iter()
            .find(|address| address.environment == environment)?;
        path(address)
    }

    /// Every path at the agency.
    pub(crate) fn paths(self) -> impl Iterator<Item = &'static str> {
        self.addresses().iter().filter_map(path)
    }

    fn addresses(self) -> &'static [Address] {
        match self {
            Self::Elt => fk_contracts::elt::ADDRESSES,
            Self::Eioa => fk_contracts::eioa::ADDRESSES,
        }
    }

    /// The service, answering at `/`.
    pub(crate) fn router(self, desk: Desk) -> soap::Router {
        match self {
            Self::Elt => elt::router(desk),
            Self::Eioa => eioa::router(desk),
        }
    }
}

impl fmt::Display for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// From `https://host:port/path` the path.
fn path(address: &Address) -> Option<&'static str> {
    // A URL without a path has the path `/`, and the text does not have it.
    let path = Uri::from_static(address.url).path().len();
    address.url.get(address.url.len().checked_sub(path)?..)
}
