//! `cargo xtask emulate`: the local test environment, a program of the crate in tests/emulator.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;

use crate::program;

/// Start a local test environment: both services on this machine, with mutual TLS (`emulate --help` says more).
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Arguments {
    /// The switches of the emulator.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "SWITCHES")]
    switches: Vec<OsString>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    program::run("fk-emulator", "emulate", &arguments.switches)
}
