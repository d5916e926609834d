//! Canonical XML 1.0 as others make it: of whole documents beside `lxml`, of subsets beside `xmlsec1`; and no panic,
//! whatever the bytes are.

#![allow(clippy::unwrap_used)]

mod corpus;
mod generated;
mod noise;
mod subsets;
mod whole;

use libtest_mimic::{Arguments, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let mut trials: Vec<Trial> = Vec::new();
    trials.extend(whole::trials());
    trials.extend(subsets::trials());
    trials.extend(noise::trials());
    libtest_mimic::run(&arguments, trials).exit();
}
