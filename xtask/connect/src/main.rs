//! The connection test behind `cargo xtask connect`: resolves, connects, shakes hands, and says what it saw. Sends
//! nothing else.
//!
//! A crate of its own, so that `cargo xtask regen` needs no TLS. xtask starts it with an address from the registry.

mod address;
mod show;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use chrono::Utc;
use clap::Parser;
use fk_runtime::tls::{Authorities, IdentityError, Password, Probe, Roots, UncheckedIdentity};

use address::Address;

/// Test the connection to a service, without sending anything.
#[derive(Parser)]
#[command(name = "fk-connect")]
struct Arguments {
    /// The service's address; of it, host and port are used.
    #[arg(long)]
    url: String,

    /// The file with our certificates and private key, PEM or PKCS#12.
    #[arg(long, value_name = "FILE")]
    identity: PathBuf,

    /// The environment variable that holds the file's password.
    #[arg(long, value_name = "VAR")]
    password_env: Option<String>,

    /// A file with certificates of authorities to believe instead of the web's, PEM.
    #[arg(long, value_name = "PEM")]
    roots: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
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

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the report is what the command prints"
)]
fn run(arguments: &Arguments) -> Result<ExitCode> {
    let address: Address = arguments.url.parse()?;
    let password = arguments.password_env.as_deref().map(password).transpose()?;
    let identity = read(&arguments.identity, password.as_ref())?;
    let roots = match &arguments.roots {
        Some(path) => Roots::Only(Authorities::from_file(path)?),
        None => Roots::Web,
    };

    let now = Utc::now();
    let mut problems: Vec<String> = identity.problems(now).iter().map(ToString::to_string).collect();
    // A bad identity is tried too: what else is wrong on the way is worth knowing in the same run.
    let report = Probe::new(address.host(), address.port())
        .with_roots(roots)
        .with_identity(identity.trust_anyway())
        .run();
    print!(
        "{}",
        show::report(&arguments.url, &arguments.identity, &report, now)
    );
    problems.extend(report.problem.as_ref().map(ToString::to_string));
    if problems.is_empty() {
        println!("\nThe connection is right. Nothing was sent.");
        return Ok(ExitCode::SUCCESS);
    }
    for problem in problems {
        eprintln!("error: {problem}");
    }
    Ok(ExitCode::FAILURE)
}

fn password(variable: &str) -> Result<Password> {
    let password = std::env::var(variable).with_context(|| {
        format!("the environment variable {variable}, named by --password-env, cannot be read; set it to the password")
    })?;
    Ok(Password::from(password))
}

fn read(path: &Path, password: Option<&Password>) -> Result<UncheckedIdentity> {
    let identity = UncheckedIdentity::from_file(path, password);
    identity.map_err(|error| match error.problem() {
        IdentityError::PasswordMissing => anyhow::Error::from(error)
            .context("put the password into an environment variable and name that with --password-env"),
        _ => error.into(),
    })
}
