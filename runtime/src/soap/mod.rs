//! SOAP 1.1 and 1.2, document/literal: envelopes and faults, both ways.
//!
//! A WSDL becomes, for each operation, a type that implements [`Operation`] and says what is sent and answered,
//! and for each port a client (feature `client`) and a service trait with a router (feature `server`).

mod carrier;
mod header;
mod operation;

pub use carrier::Carrier;
pub use header::Blocks;
pub use operation::{Body, Headers, NoFault, Nothing, Operation, Port, Version};
