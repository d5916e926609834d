//! Against software that others wrote, both ways: zeep as client of our server, and our client against PHP's own SOAP
//! server. Both read the WSDL by themselves.

#![allow(clippy::unwrap_used)]

mod our_client;
mod our_server;

use std::path::{Path, PathBuf};

use fk_tests::tools::{PHP, ZEEP};
use libtest_mimic::{Arguments, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let trials: Vec<Trial> = our_server::trials(ZEEP)
        .into_iter()
        .chain(our_client::trials(PHP))
        .collect();
    libtest_mimic::run(&arguments, trials).exit();
}

/// A script of this folder.
fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/interoperability")
        .join(name)
}

/// A file of a contract.
fn schema(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../schemas")
        .join(path)
}

/// The WSDL of ELT.
fn elt_wsdl() -> PathBuf {
    schema("elt/envelope/skicka-tidredovisning.wsdl")
}
