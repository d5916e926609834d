//! The pages where somebody plays the person, in a real browser: Chromium without a window, driven over WebDriver.
#![allow(clippy::unwrap_used, missing_docs)]

mod driver;
mod erak;
mod supplier;
mod trials;

use std::process::{Command, Stdio};

use libtest_mimic::{Arguments, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let missing: Vec<_> = [("chromium", "chromium"), ("chromedriver", "chromium-driver")]
        .into_iter()
        .filter(|(program, _)| !is_there(program))
        .map(|(_, package)| package)
        .collect();
    let required = std::env::var_os("CI").is_some_and(|value| !value.is_empty());
    let trials = trials::ALL
        .iter()
        .chain(erak::ALL)
        .map(|(name, test)| {
            let missing = missing.join(" ");
            let ignored = !missing.is_empty() && !required;
            // Without the browser: reported as ignored, and failed in CI.
            let trial = Trial::test(*name, move || {
                if !missing.is_empty() {
                    return Err(format!("the browser is not installed: apt-get install {missing}").into());
                }
                test();
                Ok(())
            });
            trial.with_ignored_flag(ignored)
        })
        .collect();
    libtest_mimic::run(&arguments, trials).exit();
}

fn is_there(program: &str) -> bool {
    let probe = Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    probe.is_ok_and(|status| status.success())
}
