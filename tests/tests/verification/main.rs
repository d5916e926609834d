//! Verification of BankID's signatures, by a made-up BankID: what is right is accepted, by `xmlsec1` and `openssl` too, and
//! everything else is refused, each defect with its own error and without anything personal in it.

#![allow(clippy::unwrap_used)]

mod accepted;
mod algorithms;
mod anchors;
mod attempt;
mod chain;
mod content;
mod damage;
mod input;
mod layout;
mod ocsp;
mod opinions;
mod refused;
mod signature;
mod status;
mod strangers;
mod time;
mod wrapping;

use libtest_mimic::{Arguments, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let mut trials: Vec<Trial> = Vec::new();
    trials.extend(accepted::trials());
    trials.extend(anchors::trials());
    trials.extend(refused::trials());
    trials.extend(damage::trials());
    trials.extend(opinions::trials());
    trials.extend(strangers::trials());
    libtest_mimic::run(&arguments, trials).exit();
}
