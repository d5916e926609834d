//! The commands of the toolkit.

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
    /// Start a local test environment of the services.
    Emulate(emulate::Arguments),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Regen(arguments) => regen::run(&arguments),
        Command::List(arguments) => list::run(&arguments),
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
