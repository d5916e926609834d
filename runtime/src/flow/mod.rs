//! Documents that are handed over by a program and signed by a person in the agency's own e-service.
//!
//! [`Protocol`] is what generated code says of such a service. [`Client`] makes single calls: it hands a document over,
//! and asks how far it has come. [`Flows`] follows many documents to their [`Outcome`] within the calls that the service
//! asks for; each is a [`Flow`]. [`receiver`] takes in what comes back from the person's browser, as hints.
//!
//! The way through, from the bottom:
//!
//! | module | subject |
//! |---|---|
//! | `life` | how old a document is, as surely as two clocks can tell |
//! | `pace` | how the calls are shared out |
//! | `watch` | one document: when to look next, and what looks mean |
//! | `agenda` | all documents: which one is looked at next |
//! | `scheduler` | the task that looks |
//! | `admission` | which documents may be handed over, and when |
//!
//! None of these knows HTTP, and the first four know no tasks. All wait on a [`Clock`](crate::clock::Clock), so that one
//! that is put forward drives everything.

mod admission;
mod agenda;
mod client;
mod error;
mod flows;
mod handle;
mod kept;
mod life;
mod outcome;
mod pace;
mod protocol;
#[cfg(feature = "server")]
pub mod receiver;
mod scheduler;
#[cfg(test)]
mod tests;
mod watch;

pub use client::{Accepted, Client};
pub use error::{CreateError, OpenError, ResumeError, StatusError};
pub use flows::Flows;
pub use handle::Flow;
pub use outcome::{Outcome, Seen};
pub use protocol::{BodyOf, Protocol, State};
