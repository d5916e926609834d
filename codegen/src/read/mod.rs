//! Files → documents.

/// Where the files of a registry come from: a folder on disk, or a map in tests.
///
/// Paths are relative to the registry's folder and use `/`.
pub trait Source {
    /// The content of a file.
    ///
    /// # Errors
    /// As `std::fs::read`.
    fn read(&self, path: &str) -> std::io::Result<Vec<u8>>;

    /// How `path` is shown to a person, for example `schemas/elt/1.0.2/tidredovisning.xsd`.
    fn show(&self, path: &str) -> String;
}
