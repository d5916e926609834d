//! Arbitrary values of every root type, for property tests.
//!
//! Restricted types are made from the facets that their generated code states, so that a facet that changes is a
//! strategy that changes.

pub mod any;
pub mod eioa;
pub mod elt;
pub mod envelope;
mod persons;
pub mod simple;
pub mod text;
