//! What signatures cost: verifying one, beside `xmlsec1` as a whole process and beside the RSA verifications in it alone; and
//! canonicalising a large document, beside lxml.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod canonical;
mod verifying;

use std::time::{Duration, Instant};

fn main() {
    verifying::print();
    canonical::print();
}

/// The median of how long `work` takes, over so many rounds.
fn median(rounds: usize, mut work: impl FnMut()) -> Duration {
    let mut durations: Vec<Duration> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    durations.sort_unstable();
    durations[rounds / 2]
}
