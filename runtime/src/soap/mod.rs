//! SOAP 1.1 and 1.2, document/literal: envelopes and faults, both ways.
//!
//! A WSDL becomes, for each operation, a type that implements [`Operation`] and says what is sent and answered,
//! and for each port a client (feature `client`) and a service trait with a router (feature `server`).

mod carrier;
#[cfg(feature = "client")]
mod client;
mod content_type;
mod envelope;
mod error;
mod fault;
mod header;
mod message;
mod operation;
#[cfg(feature = "server")]
mod server;
#[cfg(all(feature = "client", feature = "verify"))]
mod signed;

#[cfg(feature = "client")]
pub use crate::http::{
    Call, NotSent, NotSentCause, OutcomeUnknown, Refused, Repeat, Seen, Settings, SetupError, Target, Turns,
};
pub use carrier::Carrier;
#[cfg(feature = "client")]
pub use client::{Answered, CallError, Client, UnexpectedStatus};
pub use error::{EnvelopeError, Rejection};
pub use fault::UndeclaredFault;
pub use header::Blocks;
pub use message::{Reply, read_reply, write_answer, write_fault, write_refusal, write_request};
pub use operation::{Body, Headers, NoFault, Nothing, Operation, Outcome, Port, Version};
#[cfg(feature = "server")]
pub use server::{Router, Service};
