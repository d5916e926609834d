//! Contracts that are refused, a folder each below `tests/fixtures/refusals`, and exactly what is said:
//! `expected.error`. Lines for contracts.toml that an error suggests are tried: with them, the contract generates.
//! `UPDATE_GOLDENS=1` writes the errors anew.
#![allow(clippy::unwrap_used, missing_docs)]

use fk_codegen::registry::parse_registry;
use fk_constructs::fixture::Fixture;
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let trials = Fixture::all("refusals")
        .unwrap()
        .into_iter()
        .map(|fixture| Trial::test(fixture.name.clone(), move || check(&fixture)));
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit();
}

fn check(fixture: &Fixture) -> Result<(), Failed> {
    let error = match fixture.registry() {
        Err(error) => error.to_string(),
        Ok(registry) => match fixture.generate(&registry) {
            Ok(_) => return Err("it was generated".into()),
            Err(error) => error.to_string(),
        },
    };
    golden::compare(&fixture.path.join("expected.error"), &format!("{error}\n"))?;
    is_cured(fixture, &error)
}

/// What is suggested is done, and again when that uncovers the next mistake of its kind.
fn is_cured(fixture: &Fixture, error: &str) -> Result<(), Failed> {
    let mut text = fixture.registry_text()?;
    let mut error = error.to_owned();
    for round in 0..10 {
        text = match cure::apply(&text, &error) {
            Some(text) => text,
            // Nothing is suggested for most of what can be wrong.
            None if round == 0 => return Ok(()),
            None => return Err(format!("with what was suggested:\n{text}\n{error}").into()),
        };
        let registry = parse_registry(&text, "contracts.toml")
            .map_err(|error| format!("with what was suggested:\n{text}\n{error}"))?;
        let next = match fixture.generate(&registry) {
            Ok(_) => return Ok(()),
            Err(error) => error.to_string(),
        };
        if next == error {
            return Err(format!("what was suggested changes nothing:\n{text}\n{error}").into());
        }
        error = next;
    }
    Err("no end of suggestions".into())
}

#[path = "support/cure.rs"]
mod cure;
#[path = "support/golden.rs"]
mod golden;
