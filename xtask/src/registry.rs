//! A registry's folder on disk.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use fk_codegen::read::Source;
use fk_codegen::registry::{Registry, parse_registry};
use toml_edit::{DocumentMut, Item, Table};

/// The name of the registry in its folder.
pub(crate) const FILE: &str = "contracts.toml";

/// A folder with `contracts.toml` and the files that it names.
pub(crate) struct Folder {
    path: PathBuf,
    /// How it is called in messages: as a person can follow it from where the command runs.
    shown: String,
    /// How it is called in generated files, which are the same on every machine.
    pub(crate) name: String,
}

impl Folder {
    /// The folder of this repository, or the one that `--schemas` names.
    pub(crate) fn chosen(schemas: Option<&Path>) -> Self {
        match schemas {
            None => Self {
                path: crate::repository().join("schemas"),
                shown: "schemas".to_owned(),
                name: "schemas".to_owned(),
            },
            Some(path) => Self {
                path: path.to_owned(),
                shown: path.display().to_string().trim_end_matches('/').to_owned(),
                name: path
                    .file_name()
                    .map_or_else(|| ".".into(), |name| name.to_string_lossy().into_owned()),
            },
        }
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.path.join(FILE)
    }

    /// Reads the registry.
    pub(crate) fn registry(&self) -> Result<Registry> {
        let path = self.file();
        if !path.is_file() {
            bail!(
                "no registry: {} does not exist; run the command in a checkout of the repository, or name the folder \
                 that holds {FILE} with --schemas",
                path.display()
            );
        }
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        Ok(parse_registry(&text, &self.show(FILE))?)
    }
}

impl Source for Folder {
    fn read(&self, path: &str) -> std::io::Result<Vec<u8>> {
        std::fs::read(self.path.join(path))
    }

    fn show(&self, path: &str) -> String {
        format!("{}/{path}", self.shown)
    }
}

/// Adds lines to the text of a registry, such as an error proposes: tables come together, and so do lists of tables.
///
/// # Errors
/// One of the two is no TOML.
pub(crate) fn merge(text: &str, lines: &str) -> Result<String> {
    let mut document: DocumentMut = text.parse()?;
    let lines: DocumentMut = lines.parse()?;
    merge_table(document.as_table_mut(), lines.as_table());
    Ok(document.to_string())
}

fn merge_table(into: &mut Table, from: &Table) {
    for (key, item) in from {
        match (into.get_mut(key), item) {
            (Some(Item::Table(into)), Item::Table(from)) => merge_table(into, from),
            (Some(Item::ArrayOfTables(into)), Item::ArrayOfTables(from)) => {
                from.iter().for_each(|table| into.push(table.clone()));
            }
            _ => {
                into.insert(key, item.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::merge;

    #[test]
    fn lines_join_the_tables_that_are_there() {
        let text = "[a.names]\nx = \"X\"\n\n[[a.groups]]\nname = \"G\"\n";
        let merged = merge(text, "[a.names]\ny = \"Y\"\n\n[[a.groups]]\nname = \"H\"\n").unwrap();
        let table: toml_edit::DocumentMut = merged.parse().unwrap();
        assert_eq!(table["a"]["names"].as_table().unwrap().len(), 2, "{merged}");
        assert_eq!(
            table["a"]["groups"].as_array_of_tables().unwrap().len(),
            2,
            "{merged}"
        );
    }
}
