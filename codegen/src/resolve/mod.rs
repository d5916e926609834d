//! Documents → [`SchemaSet`]: every reference resolved to a component.
//!
//! The way through: documents become *instances* (a chameleon document is there once per namespace), their
//! components are collected as *sources* in document order, which numbers them, and entered in the symbol *tables*.
//! Types are put in an *order* in which bases come first and worked out one by one; then come the declarations, and
//! the checks that need all of them.

mod attributes;
mod built_in;
mod collect;
mod complex;
mod consistency;
mod declarations;
mod derivation;
mod error;
mod facets;
mod identity;
mod inheritance;
mod instances;
mod model;
mod order;
mod particles;
mod parts;
mod references;
mod restriction;
mod set;
mod sets;
mod simple;
mod sources;
mod substitution;
mod tables;
mod types;
mod wildcards;

pub use error::ResolveError;
pub use model::*;
pub use set::resolve;
