//! Identity constraints (XSD 1.0 Part 1, section 3.11): `key`, `keyref` and `unique`, judged while a document is read
//! or written, in time linear in its size.
//!
//! [`Key`] and [`Path`] are what a contract says, [`Identity`] is how values are compared; a [`Tracker`] is told what
//! goes by, and keeps [tables](tables) of what it saw.

mod key;
mod matching;
mod tables;
#[cfg(test)]
mod tests;
mod tracker;
mod value;

pub use key::{Key, Path, Step};
pub(super) use tracker::{Broken, Tracker};
pub use value::Identity;
