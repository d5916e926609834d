//! The tests are all there is of this crate.
