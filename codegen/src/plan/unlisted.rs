//! Schemas that a version imports, but does not list, and what to write into contracts.toml so that it does.

use std::fmt;

use super::toml_text;
use crate::registry::Provenance;

/// Schemas that are reached by imports, but stand in no version of the registry.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Unlisted {
    /// The files.
    pub files: Vec<String>,
    /// Those that the service does not list either.
    pub unknown: Vec<String>,
    /// The files that the version lists.
    pub listed: Vec<String>,
    /// That of the listed ones.
    pub provenance: Provenance,
    /// The service.
    pub service: String,
    /// The version.
    pub version: String,
}

/// How many files are named before what is to be written, which names all.
const SHOWN: usize = 10;

impl fmt::Display for Unlisted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (service, version) = (&self.service, &self.version);
        let several = self.files.len() > 1;
        let shown = self.files.iter().take(SHOWN).map(String::as_str);
        f.write_str(&shown.collect::<Vec<_>>().join(", "))?;
        if self.files.len() > SHOWN {
            write!(f, " and {} more", self.files.len() - SHOWN)?;
        }
        let (are, them) = if several { ("are", "them") } else { ("is", "it") };
        write!(
            f,
            " {are} imported by version {version} of {service}, but contracts.toml does not list {them} there; put in \
             place of the `files` of version {version}:\n\n    files = [\n"
        )?;
        for file in self.listed.iter().chain(&self.files) {
            writeln!(f, "        {},", toml_text(file))?;
        }
        f.write_str("    ]")?;
        if self.unknown.is_empty() {
            return Ok(());
        }
        let provenance = self.provenance.word();
        write!(
            f,
            "\n\nand at the end of contracts.toml ({provenance} as what the version lists; correct it where that is not \
             so):"
        )?;
        for file in &self.unknown {
            let path = toml_text(file);
            write!(
                f,
                "\n\n    [[services.{service}.files]]\n    path = {path}\n    provenance = \"{provenance}\""
            )?;
        }
        Ok(())
    }
}

impl std::error::Error for Unlisted {}
