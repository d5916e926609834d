//! `cargo xtask connect`: whether a service and an identity get along, without sending anything.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::ValueEnum;
use fk_codegen::registry::{Environment, Service};

use crate::program;
use crate::registry::Folder;

/// Test the connection to a service: resolve, connect, shake hands. Nothing is sent.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The service, as `list` shows it.
    service: String,

    /// The file with our certificates and private key, PEM or PKCS#12.
    #[arg(long, value_name = "FILE")]
    identity: PathBuf,

    /// The environment variable that holds the file's password.
    #[arg(long, value_name = "VAR")]
    password_env: Option<String>,

    /// The address, if it is not the registry's; of it, host and port are used.
    #[arg(long)]
    url: Option<String>,

    /// A file with certificates of authorities to believe instead of the web's, PEM.
    #[arg(long, value_name = "PEM")]
    roots: Option<PathBuf>,

    /// Which of the registry's addresses.
    #[arg(long, value_enum, default_value_t = Choice::Test, conflicts_with = "url")]
    environment: Choice,

    /// The folder of a registry kept elsewhere (it holds contracts.toml).
    #[arg(long, value_name = "DIR")]
    schemas: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Choice {
    /// The agency's environment for connection tests.
    Test,
    /// The real one.
    Production,
}

impl From<Choice> for Environment {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::Test => Self::Test,
            Choice::Production => Self::Production,
        }
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let registry = Folder::chosen(arguments.schemas.as_deref()).registry()?;
    let service = registry.service(&arguments.service)?;
    let url = match &arguments.url {
        Some(url) => url,
        None => address(service, arguments.environment.into())?,
    };

    // Through cargo, so that the TLS that the test needs is not built for the commands that write code.
    let mut switches: Vec<OsString> = vec!["--url".into(), url.into(), "--identity".into()];
    switches.push(arguments.identity.clone().into());
    if let Some(variable) = &arguments.password_env {
        switches.extend(["--password-env".into(), variable.into()]);
    }
    if let Some(roots) = &arguments.roots {
        switches.extend(["--roots".into(), roots.into()]);
    }
    program::run("fk-connect", "fk-connect", &switches)
}

/// The one address of a service in an environment.
fn address(service: &Service, environment: Environment) -> Result<&str> {
    let addresses = service.addresses.iter();
    let found: Vec<&str> = addresses
        .filter(|address| address.environment == environment)
        .map(|address| address.url.as_str())
        .collect();
    let (id, word) = (&service.id, environment.word());
    match *found {
        [url] => Ok(url),
        [] => bail!("the registry has no {word} address of {id}; give the one that you were sent with --url"),
        _ => bail!(
            "the registry has several {word} addresses of {id}; give one of them with --url: {}",
            found.join(", ")
        ),
    }
}
