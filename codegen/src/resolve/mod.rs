//! Documents → [`SchemaSet`]: every reference resolved to a component.

mod model;

pub use model::*;
