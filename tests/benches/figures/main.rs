//! The figures: how fast we read and write beside the rival, how much code there is, how long it compiles, how long
//! `regen` takes and how that grows.
//!
//! `cargo bench -p fk-tests --features rival` prints them all; with `-- speed`, `-- code` or `-- regen` behind it, a
//! part of them.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "printing is what this is for"
)]

mod code;
mod contestants;
mod crates;
mod documents;
mod regen;
mod samples;
mod speed;
mod synthetic;
mod table;

use std::error::Error;

/// What measures and prints.
type Part = fn() -> Result<(), Box<dyn Error>>;

fn main() -> Result<(), Box<dyn Error>> {
    let parts: [(&str, Part); 3] = [
        ("speed", speed::print),
        ("code", code::print),
        ("regen", regen::print),
    ];
    let asked: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    if let Some(unknown) = asked
        .iter()
        .find(|name| parts.iter().all(|(part, _)| part != name))
    {
        return Err(format!("there is no part `{unknown}`; expected speed, code or regen").into());
    }
    for (name, print) in parts {
        if asked.is_empty() || asked.iter().any(|asked| asked == name) {
            print()?;
        }
    }
    Ok(())
}
