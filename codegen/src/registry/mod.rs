//! The registry `contracts.toml`: services, versions, files, and what a contract does not say.

mod model;

pub use model::*;
