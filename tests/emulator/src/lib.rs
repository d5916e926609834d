//! A local test environment of the agency's services, for suppliers' programs and for tests.
//!
//! The agency has no environment for tests of function or load. This is a stand-in on loopback: HTTPS with mutual TLS,
//! the services on the agency's paths, each envelope and the document inside read with the generated readers, in the
//! current version and the previous one. It answers with a tx-id or with the declared fault, and can be told to
//! answer late, with a fault, or not at all.
//!
//! BankID is there too: its API for relying parties on the same listener ([`Running::bankid_url`]), and a page where a
//! developer plays the person ([`Running::page_url`]), or [`AutoSign`] in their place. A made-up BankID signs, as the real
//! one does; its root is [`Certificates::bankid_root`].
//!
//! E-RÄK answers at the page's port too ([`Running::erak_url`]), and so does the page where a person signs a bill;
//! [`Running::erak`] acts as the person without a browser. Time goes by a clock that tests put forward
//! ([`Options::with_clock`]).
//!
//! Signatures are verified: `SignatureValidationError` says which one failed, and at which step. The agency's own rules
//! and words are not known; where it is not known how the agency behaves, the emulator says so.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! use fk_emulator::{Behaviour, Cut, Emulator, Options, Service};
//!
//! let folder = tempfile::tempdir()?;
//! let options = Options::new(folder.path()).with_script(|call| match call % 10 {
//!     9 => Behaviour::cut(Cut::After), // every tenth call is taken in, and never answered
//!     _ => Behaviour::deserved(),
//! });
//! let emulator = Emulator::start(options).await?;
//! println!("{}", emulator.url(Service::Elt));
//! assert!(emulator.received().is_empty());
//! emulator.stop().await;
//! # Ok(())
//! # })
//! # }
//! ```

mod archive;
mod arrivals;
mod bankid;
mod behaviour;
mod call;
mod certificates;
mod desk;
mod emulator;
mod erak;
mod error;
mod files;
mod inspection;
mod listener;
mod listing;
mod log;
mod options;
mod page;
mod rate;
mod register;
mod sample;
mod services;
mod site;

pub use bankid::AutoSign;
pub use behaviour::{Behaviour, Cut, Fault};
pub use certificates::{BankIdOrigin, Certificates, Origin};
pub use emulator::{Emulator, Running};
pub use erak::{
    Bill, BillError, BillState, Erak, ErakBehaviour, ErakOptions, Leaving, Moment, Opened, OutgoingSignal,
    SignalBehaviour,
};
pub use error::StartError;
pub use options::{Keeping, Options, Security, Signatures};
pub use register::Received;

pub use services::Service;

/// What makes BankID's signatures.
pub use fk_bankid::{self, BankId};
