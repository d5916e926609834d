//! The bills of E-RÄK: the smallest and the fullest of each scenario, and each rule of theirs broken, one at a time.
#![allow(clippy::unwrap_used, missing_docs)]

mod built;
mod read;
mod report;
