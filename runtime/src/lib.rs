//! What generated contract types need at run time.
//!
//! Generated models (`fk-contracts`) hold names, structure and facets; everything that is the same for all of
//! them stands here, once. The default feature is `xml` alone: reading, checking and writing documents.
#![forbid(unsafe_code)]

#[cfg(feature = "bankid")]
pub mod bankid;
#[cfg(feature = "pacing")]
pub mod clock;
mod contract;
#[cfg(all(feature = "client", feature = "rest"))]
pub mod flow;
#[cfg(feature = "http")]
pub mod http;
#[cfg(feature = "json")]
pub mod json;
#[cfg(feature = "pacing")]
pub mod pacing;
#[cfg(feature = "rest")]
pub mod rest;
#[cfg(feature = "signing")]
pub mod signing;
#[cfg(feature = "soap")]
pub mod soap;
#[cfg(any(feature = "verify", all(feature = "client", feature = "rest")))]
mod stored;
#[cfg(feature = "tls")]
pub mod tls;
#[cfg(feature = "server")]
mod too_large;
#[cfg(feature = "verify")]
pub mod verify;
#[cfg(feature = "xml")]
pub mod xml;

pub use contract::{Address, Contract, Environment, Pacing, Provenance, Spread};

#[cfg(feature = "serde")]
pub use serde;
