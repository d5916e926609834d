//! The registry `contracts.toml`: services, versions, files, and what a contract does not say.
//!
//! [`parse_registry`] reads the text in three steps: `raw` has the shape of the file, `parse` turns it into the
//! [`model`](Registry), and `check` holds the rules that the shape alone does not give. [`Selection`] is how a
//! person names a part of it on the command line.

mod check;
mod error;
mod flow;
mod model;
mod parse;
mod raw;
mod select;
mod signatures;

pub use error::{Mistake, RegistryError};
pub use model::*;
pub use parse::parse_registry;
pub use select::{SelectError, Selection};
