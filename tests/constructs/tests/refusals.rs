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
    match error.split_once("in contracts.toml:\n\n") {
        Some((_, cure)) => is_cured(fixture, cure),
        None => Ok(()),
    }
}

/// What is suggested is done, and again when that uncovers the next collision.
fn is_cured(fixture: &Fixture, cure: &str) -> Result<(), Failed> {
    let mut text = fixture.registry_text()?;
    let mut cure = cure.to_owned();
    for _ in 0..10 {
        text = with(&text, &cure);
        let registry = parse_registry(&text, "contracts.toml")
            .map_err(|error| format!("with what was suggested:\n{cure}\n{error}"))?;
        let error = match fixture.generate(&registry) {
            Ok(_) => return Ok(()),
            Err(error) => error.to_string(),
        };
        match error.split_once("in contracts.toml:\n\n") {
            Some((_, next)) if next != cure => cure = next.to_owned(),
            _ => return Err(format!("with what was suggested:\n{cure}\n{error}").into()),
        }
    }
    Err("no end of suggestions".into())
}

/// The registry with suggested lines; a table that is there already is not begun again.
fn with(registry: &str, cure: &str) -> String {
    let (table, entry) = cure.trim().split_once('\n').unwrap();
    let lines = entry.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    if !table.starts_with("[[") && registry.contains(table) {
        registry.replace(table, &format!("{table}\n{lines}"))
    } else {
        format!("{registry}\n{table}\n{lines}\n")
    }
}

#[path = "support/golden.rs"]
mod golden;
