//! schemathesis tries the emulated E-RÄK with what the contract admits and what it does not: what is admitted is taken
//! in, what is not is refused, and every answer is one that the contract has.
//!
//! It knows the contract file alone, and nothing of what was generated from it.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use fk_emulator::{Emulator, ErakBehaviour, ErakOptions, Options};
use fk_runtime::clock::Clock;
use fk_tests::bills::scenario_of;
use fk_tests::repository;
use fk_tests::tools::OPENAPI;
use libtest_mimic::{Arguments, Trial};

/// The supplier's key.
const TOKEN: &str = "schemathesis";

fn main() {
    let arguments = Arguments::from_args();
    let trials: Vec<Trial> = vec![OPENAPI.trial("the_emulated_service_is_as_its_contract_says", tried)];
    libtest_mimic::run(&arguments, trials).exit();
}

#[tokio::main]
async fn tried() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::manual("2026-11-01T08:00:00Z".parse().unwrap());
    let (at_create, at_status) = (clock.clone(), clock.clone());
    let passing = |clock: &Clock| {
        clock.advance(Duration::from_millis(310)).unwrap();
        ErakBehaviour::deserved()
    };
    // The limit of 200 calls in 60 seconds is tried elsewhere: time passes with each call, and by itself, for those that
    // are turned away. All of it is hardly more than two hours.
    let erak = ErakOptions::new()
        .with_tokens([TOKEN])
        .with_create_script(move |_| passing(&at_create))
        .with_status_script(move |_| passing(&at_status));
    let options = Options::new(folder.path())
        .with_clock(clock.clone())
        .with_erak(erak);
    let emulator = Emulator::start(options).await.unwrap();
    let minutes = tokio::spawn(async move {
        loop {
            tokio::time::sleep(Duration::from_millis(400)).await;
            clock.advance(Duration::from_secs(60)).unwrap();
        }
    });
    let (url, path) = (emulator.erak_url(), folder.path().to_owned());
    let asked = tokio::task::spawn_blocking(move || schemathesis(&url, &path));
    asked.await.unwrap().unwrap_or_else(|said| panic!("{said}"));
    minutes.abort();
    let bills = emulator.erak().bills();
    let scenarios: BTreeSet<_> = bills
        .iter()
        .filter_map(|bill| bill.sent.as_ref())
        .map(|sent| scenario_of(&sent.rakning))
        .collect();
    assert!(bills.len() >= 100, "only {} bills were taken in", bills.len());
    assert_eq!(scenarios.len(), 6, "{scenarios:?}");
}

/// Runs it, and gives what it said when it has found anything.
fn schemathesis(url: &str, folder: &Path) -> Result<(), String> {
    std::fs::write(folder.join("hooks.py"), include_str!("hooks.py")).unwrap();
    let output = Command::new("python3")
        .args(["-m", "schemathesis.cli", "run"])
        .arg(repository().join("schemas/erak/1/openapi.yaml"))
        .args(["--url", url, "--header", &format!("Token: {TOKEN}")])
        // The other operations are pages for people, and the supplier's own.
        .args([
            "--include-operation-id",
            "create",
            "--include-operation-id",
            "status",
        ])
        .args(["--seed", "1", "--max-examples", "300", "--workers", "2"])
        .args([
            "--generation-database",
            "none",
            "--no-color",
            "--continue-on-failure",
        ])
        .args(["--suppress-health-check", "all", "--request-timeout", "10"])
        .args([
            "--exclude-checks",
            "status_code_conformance,positive_data_acceptance",
        ])
        .current_dir(folder)
        .env("SCHEMATHESIS_HOOKS", "hooks")
        .env("PYTHONPATH", folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        Ok(())
    } else {
        Err(said + &String::from_utf8_lossy(&output.stderr))
    }
}
