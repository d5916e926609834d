//! Documents that are handed over by a program and signed by a person in the agency's own e-service.
//!
//! [`Protocol`] is what generated code says of such a service.

mod protocol;

pub use protocol::{BodyOf, Protocol, State};
