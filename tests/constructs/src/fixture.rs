//! A contract for a test: a folder with schema documents, and what the registry says of them.

use std::io;
use std::path::{Path, PathBuf};

use fk_codegen::generate::{GenerateError, generate, model};
use fk_codegen::plan::{FileTree, ServiceModel};
use fk_codegen::read::Source;
use fk_codegen::registry::{Registry, RegistryError, Service, parse_registry};

/// The service that every fixture is.
pub const SERVICE: &str = "fixture";

/// A folder below `tests/fixtures`.
#[derive(Clone, Debug)]
pub struct Fixture {
    /// The folder's name.
    pub name: String,
    /// The folder.
    pub path: PathBuf,
}

impl Fixture {
    /// The folders in `tests/fixtures/<kind>`, by name.
    ///
    /// # Errors
    /// What the file system reports.
    pub fn all(kind: &str) -> io::Result<Vec<Self>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../fixtures")
            .join(kind);
        let mut fixtures = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                let name = entry.file_name().to_string_lossy().into_owned();
                fixtures.push(Self {
                    name,
                    path: entry.path(),
                });
            }
        }
        fixtures.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(fixtures)
    }

    /// The text of its registry.
    ///
    /// Its `contracts.toml`, when that names versions. Otherwise one version of all its schema documents, WSDLs and
    /// OpenAPI documents, and what `contracts.toml` adds to that.
    ///
    /// # Errors
    /// What the file system reports.
    pub fn registry_text(&self) -> io::Result<String> {
        let own = self.path.join("contracts.toml");
        let own = if own.exists() {
            std::fs::read_to_string(own)?
        } else {
            String::new()
        };
        if own.contains("[[services.fixture.versions]]") {
            return Ok(own);
        }
        let mut files = files_in(&self.path, "xsd")?;
        files.extend(files_in(&self.path, "wsdl")?);
        files.extend(files_in(&self.path, "yaml")?);
        let mut text = format!(
            "[services.fixture]\ntitle = \"Prov\"\n\n[[services.fixture.versions]]\nid = \"1\"\nstatus = \
             \"current\"\nfiles = {files:?}\n\n"
        );
        for file in files {
            text.push_str(&format!(
                "[[services.fixture.files]]\npath = {file:?}\nprovenance = \"illustrative\"\n\n"
            ));
        }
        Ok(text + &own)
    }

    /// Its registry.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn registry(&self) -> Result<Registry, RegistryError> {
        let text = self.registry_text().unwrap_or_default();
        parse_registry(&text, "contracts.toml")
    }

    /// Its source files.
    ///
    /// # Errors
    /// What stands in the way.
    pub fn generate(&self, registry: &Registry) -> Result<FileTree, GenerateError> {
        generate(self, registry, "fixture", &mut |_| {}).map(|generated| generated.files)
    }

    /// Its Rust, before it is text.
    ///
    /// # Errors
    /// What stands in the way.
    pub fn model(&self, registry: &Registry, service: &Service) -> Result<ServiceModel, GenerateError> {
        model(self, registry, service, &mut |_| {}).map(|(model, _)| model)
    }
}

impl Source for Fixture {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        std::fs::read(self.path.join(path))
    }

    fn show(&self, path: &str) -> String {
        path.to_owned()
    }
}

/// The files with an ending in a folder, by name; none when there is no such folder.
///
/// # Errors
/// What the file system reports.
pub fn files_in(folder: &Path, ending: &str) -> io::Result<Vec<String>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == ending) {
            names.extend(path.file_name().map(|name| name.to_string_lossy().into_owned()));
        }
    }
    names.sort();
    Ok(names)
}
