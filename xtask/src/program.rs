//! Programs of other crates, started through cargo.
//!
//! A command that needs generated code is one of those: generated code that does not compile must never stand in the
//! way of `regen`, so nothing of it is linked here.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

/// Builds the program `name` of the workspace's crate `package` and runs it with these arguments, in the folder where
/// the command was called.
///
/// # Errors
/// When cargo cannot be started.
pub(crate) fn run(package: &str, name: &str, arguments: &[OsString]) -> Result<ExitCode> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(&cargo);
    command
        .args(["run", "--quiet", "--manifest-path"])
        .arg(crate::repository().join("Cargo.toml"))
        .args(["--package", package, "--bin", name, "--"])
        .args(arguments);
    become_it(&mut command).with_context(|| format!("{} cannot be started", cargo.display()))
}

/// Cargo takes the place of this process, so that Ctrl-C ends the program and nothing that waits for it.
#[cfg(unix)]
fn become_it(command: &mut Command) -> std::io::Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(command.exec())
}

#[cfg(not(unix))]
fn become_it(command: &mut Command) -> std::io::Result<ExitCode> {
    let status = command.status()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
