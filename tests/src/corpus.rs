//! The documents below `tests/fixtures/documents`, a folder a contract: found by listing, never named one by one.

use std::path::{Path, PathBuf};

use fk_contracts::{eioa, elt};

use crate::roots::{Read, reader};

/// What is said of a document.
#[derive(Clone, Copy, Debug, Eq, PartialEq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It follows its contract.
    Valid,
    /// It does not.
    Invalid,
}

/// A folder of documents for one contract.
pub struct Group {
    /// The folder's name.
    pub name: &'static str,
    /// The contract's schema, relative to the repository.
    pub schema: &'static str,
    /// The types of its root elements.
    pub roots: &'static [Read],
}

/// Every group.
pub static GROUPS: [Group; 5] = [
    Group {
        name: "elt-1.0.2",
        schema: "schemas/elt/1.0.2/tidredovisning.xsd",
        roots: &[reader::<elt::v1_0_2::Tidredovisning>],
    },
    Group {
        name: "elt-1.0.1",
        schema: "schemas/elt/1.0.1/tidredovisning.xsd",
        roots: &[reader::<elt::v1_0_1::Tidredovisning>],
    },
    Group {
        name: "elt-envelope",
        schema: "schemas/elt/envelope/skicka-tidredovisning.xsd",
        roots: &[
            reader::<elt::envelope::SkickaTidredovisning>,
            reader::<elt::envelope::SkickaTidredovisningResponse>,
            reader::<elt::envelope::XmlValidationError>,
            reader::<elt::envelope::SignatureValidationError>,
        ],
    },
    Group {
        name: "eioa-1",
        schema: "schemas/eioa/1/anmalan.xsd",
        roots: &[reader::<eioa::v1::AnmalanFranArbetsgivare>],
    },
    Group {
        name: "eioa-envelope",
        schema: "schemas/eioa/envelope/skicka-anmalan-fran-arbetsgivare.xsd",
        roots: &[
            reader::<eioa::envelope::SkickaAnmalanFranArbetsgivare>,
            reader::<eioa::envelope::SkickaAnmalanFranArbetsgivareResponse>,
            reader::<eioa::envelope::XmlValidationError>,
            reader::<eioa::envelope::SignatureValidationError>,
        ],
    },
];

impl Group {
    /// The group of that name.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn named(name: &str) -> &'static Self {
        let group = GROUPS.iter().find(|group| group.name == name);
        group
            .unwrap_or_else(|| panic!("tests/fixtures/documents/{name} is a folder of no group in corpus.rs"))
    }
}

/// A document of the corpus.
pub struct Document {
    /// Its group.
    pub group: &'static Group,
    /// Its path below `tests/fixtures/documents`, for example `elt-1.0.2/valid/minimal.xml`.
    pub name: String,
    /// What its folder says of it.
    pub verdict: Verdict,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Document {
    /// Its path on disk.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        folder().join(&self.name)
    }
}

/// Where the documents are.
#[must_use]
pub fn folder() -> PathBuf {
    crate::fixtures().join("documents")
}

/// One document, by its path below `tests/fixtures/documents`.
///
/// # Panics
/// When it cannot be read.
#[must_use]
pub fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// All documents, by name.
///
/// # Panics
/// When a folder cannot be listed, belongs to no group, or holds no document.
#[must_use]
pub fn documents() -> Vec<Document> {
    let folders = entries(&folder()).into_iter().filter(|path| path.is_dir());
    let groups: Vec<_> = folders.map(|path| Group::named(&file_name(&path))).collect();
    assert_eq!(groups.len(), GROUPS.len(), "a group of corpus.rs has no folder");
    let mut documents = Vec::new();
    for group in groups {
        for (word, verdict) in [("valid", Verdict::Valid), ("invalid", Verdict::Invalid)] {
            let files = entries(&folder().join(group.name).join(word));
            assert!(!files.is_empty(), "{}/{word} holds no document", group.name);
            documents.extend(files.into_iter().map(|path| Document {
                group,
                name: format!("{}/{word}/{}", group.name, file_name(&path)),
                verdict,
                bytes: std::fs::read(&path).unwrap(),
            }));
        }
    }
    documents
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let listing = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = listing.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}
