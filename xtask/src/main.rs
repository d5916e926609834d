//! The commands of the toolkit.

mod conformance;
mod connect;
mod crate_manifest;
mod emulate;
mod list;
mod program;
mod regen;
mod registry;
mod tree;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Contracts of Försäkringskassan as typed Rust.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read the contracts and write the Rust.
    Regen(regen::Arguments),
    /// Show services and versions, with status and provenance.
    List(list::Arguments),
    /// Test the connection to a service with a certificate, without sending anything.
    Connect(connect::Arguments),
    /// Run the W3C's XML Schema test suite, or a part of it.
    Conformance(conformance::Arguments),
    /// Start a local test environment of the services.
    Emulate(emulate::Arguments),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Regen(arguments) => regen::run(&arguments),
        Command::List(arguments) => list::run(&arguments),
        Command::Conformance(arguments) => conformance::run(&arguments),
        Command::Connect(arguments) => connect::run(&arguments),
        Command::Emulate(arguments) => emulate::run(&arguments),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            #[expect(
                clippy::print_stderr,
                reason = "this is where a command tells a person what is wrong"
            )]
            {
                eprintln!("error: {error:#}");
            }
            ExitCode::FAILURE
        }
    }
}

/// The repository that this program was built in.
fn repository() -> PathBuf {
    let manifest = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().map_or(manifest.clone(), PathBuf::from)
}

/// Where cargo builds.
fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| repository().join("target"), PathBuf::from)
}
