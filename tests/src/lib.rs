//! What the tests and benches of this crate share.
