//! Contracts lowered from the agency's published files and from our transcription of them.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use fk_codegen::generate::lower_version;
use fk_codegen::lower::{Contract, component_digests};
use fk_codegen::read::Source;
use fk_codegen::registry::{Registry, parse_registry};

/// A folder of contract files, with its registry.
pub struct Contracts {
    folder: PathBuf,
    shown: &'static str,
    /// What its registry says.
    pub registry: Registry,
}

impl Source for Contracts {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        std::fs::read(self.folder.join(path))
    }

    fn show(&self, path: &str) -> String {
        format!("{}/{path}", self.shown)
    }
}

/// Digests by component.
pub type Digests = BTreeMap<String, String>;

/// The folder of the published files (environment variable `FK_PUBLISHED`); `None` when it is not set.
#[must_use]
pub fn published_folder() -> Option<PathBuf> {
    std::env::var_os("FK_PUBLISHED")
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

impl Contracts {
    /// Our transcription, of the files alone that the agency has published.
    ///
    /// # Panics
    /// When the registry does not parse.
    #[must_use]
    pub fn transcribed() -> Self {
        let folder = crate::repository().join("schemas");
        let text = std::fs::read_to_string(folder.join("contracts.toml")).unwrap();
        let mut registry = parse_registry(&text, "schemas/contracts.toml").unwrap();
        for service in registry.services.values_mut() {
            service
                .versions
                .retain(|version| version.status == fk_codegen::registry::Status::Current);
            for version in &mut service.versions {
                // E-IOA's document is reconstructed: there is nothing published to compare with.
                version.files.retain(|path| path != "eioa/1/anmalan.xsd");
            }
        }
        Self {
            folder,
            shown: "schemas",
            registry,
        }
    }

    /// The published files of one service: a folder each, with an `xmlmime.xsd` of its own.
    ///
    /// # Panics
    /// For a service that nothing is published of.
    #[must_use]
    pub fn published(folder: PathBuf, service: &str) -> Self {
        let text = match service {
            "elt" => include_str!("published/elt.toml"),
            "eioa" => include_str!("published/eioa.toml"),
            _ => panic!("nothing is published of {service}"),
        };
        Self {
            folder,
            shown: "published",
            registry: parse_registry(text, "published").unwrap(),
        }
    }

    /// The current version of a service, read, resolved and lowered.
    ///
    /// # Panics
    /// When a file is missing or wrong, with the reason.
    #[must_use]
    pub fn lowered(&self, service: &str) -> Contract {
        let version = &self.registry.services[service].versions[0];
        let lowered = lower_version(self, &self.registry.catalog, version);
        lowered.unwrap_or_else(|error| panic!("{error}")).contract
    }

    /// Digests of that version's components.
    #[must_use]
    pub fn digests(&self, service: &str) -> Digests {
        component_digests(&self.lowered(service))
    }
}
