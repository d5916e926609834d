//! The other side of a service: a router that reads requests of operations, has them carried out and writes what is
//! answered.
//!
//! [`Serve`] is what carries an operation out, [`Server`] makes a router of it, and a [`Refusal`] is an answer that the
//! contract does not have.

mod read;
mod refusal;
mod router;
mod serve;

pub use read::parameters;
pub use refusal::Refusal;
pub use router::Server;
pub use serve::{Serve, ShownKey};
