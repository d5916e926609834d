//! Programs that tests call and a machine may lack.

use std::process::{Command, Stdio};

use libtest_mimic::Trial;

/// A program that some tests need.
#[derive(Clone, Copy, Debug)]
pub struct Tool {
    /// What it is called, for a person.
    pub name: &'static str,
    /// How it is had on Debian.
    pub package: &'static str,
    /// A command that succeeds when it is there.
    probe: &'static [&'static str],
}

/// libxml2's validator.
pub const XMLLINT: Tool = Tool {
    name: "xmllint",
    package: "libxml2-utils",
    probe: &["xmllint", "--version"],
};

/// Python's binding of libxml2, for Canonical XML.
pub const LXML: Tool = Tool {
    name: "lxml for python3",
    package: "python3-lxml",
    probe: &["python3", "-c", "import lxml.etree"],
};

/// XML signatures on libxml2, for Canonical XML of subsets.
pub const XMLSEC1: Tool = Tool {
    name: "xmlsec1",
    package: "xmlsec1",
    probe: &["xmlsec1", "--version"],
};

/// OpenAPI and JSON Schema, and what tries a service with what its OpenAPI document admits and does not.
pub const OPENAPI: Tool = Tool {
    name: "openapi-spec-validator, openapi-schema-validator and schemathesis for python3",
    package: "python3-venv, and with its pip: openapi-spec-validator openapi-schema-validator schemathesis",
    probe: &[
        "python3",
        "-c",
        "import openapi_spec_validator, openapi_schema_validator, schemathesis",
    ],
};

/// A SOAP client of Python's.
pub const ZEEP: Tool = Tool {
    name: "zeep for python3",
    package: "python3-zeep",
    probe: &["python3", "-c", "import zeep"],
};

/// PHP with its own SOAP server.
pub const PHP: Tool = Tool {
    name: "PHP with SOAP",
    package: "php-cli php-soap",
    probe: &["php", "-r", "exit(extension_loaded('soap') ? 0 : 1);"],
};

/// OpenSSL's command line.
pub const OPENSSL: Tool = Tool {
    name: "openssl",
    package: "openssl",
    probe: &["openssl", "version"],
};

/// What becomes of the tests that need a tool.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Availability {
    /// It is there: they run.
    Present,
    /// It is not: they are reported as ignored.
    Missing,
    /// It is not, and this is CI (the environment variable `CI` is set): they fail.
    Required,
}

impl Tool {
    /// Looks for the tool.
    #[must_use]
    pub fn availability(&self) -> Availability {
        let probe = Command::new(self.probe[0])
            .args(&self.probe[1..])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if probe.is_ok_and(|status| status.success()) {
            Availability::Present
        } else if std::env::var_os("CI").is_some_and(|value| !value.is_empty()) {
            Availability::Required
        } else {
            Availability::Missing
        }
    }

    /// A test that needs the tool: reported as ignored when it is missing, and failing in CI.
    #[must_use]
    pub fn trial(&self, name: impl Into<String>, test: impl FnOnce() + Send + 'static) -> Trial {
        match self.availability() {
            Availability::Present => Trial::test(name, || {
                test();
                Ok(())
            }),
            Availability::Missing => Trial::test(name, || Ok(())).with_ignored_flag(true),
            Availability::Required => {
                let missing = self.missing();
                Trial::test(name, || Err(missing.into()))
            }
        }
    }

    /// What a test says that runs without it.
    #[must_use]
    pub fn missing(&self) -> String {
        format!("{} is not installed: apt-get install {}", self.name, self.package)
    }
}
