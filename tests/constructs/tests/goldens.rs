//! What is generated for each fixture is what stands beside it: `expected.rs`, and for a shared module
//! `expected.<module>.rs`; `expected.mod.rs`, where there is one, is the service's own. `UPDATE_GOLDENS=1` writes them
//! anew.
#![allow(clippy::unwrap_used, missing_docs)]

use fk_constructs::fixture::{Fixture, SERVICE};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let trials = Fixture::all("constructs")
        .unwrap()
        .into_iter()
        .map(|fixture| Trial::test(fixture.name.clone(), move || check(&fixture)));
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit();
}

fn check(fixture: &Fixture) -> Result<(), Failed> {
    let files = fixture.generate(&fixture.registry()?)?;
    for (path, text) in files {
        let Some(module) = path
            .strip_prefix(SERVICE)
            .and_then(|path| path.strip_prefix('/'))
            .and_then(|path| path.strip_suffix(".rs"))
            .filter(|module| *module != "mod" || fixture.path.join("expected.mod.rs").exists())
        else {
            continue;
        };
        let golden = match module {
            "v1" => "expected.rs".to_owned(),
            module => format!("expected.{module}.rs"),
        };
        golden::compare(&fixture.path.join(golden), &text)?;
    }
    Ok(())
}

#[path = "support/golden.rs"]
mod golden;
