//! A tree of generated files: written beside and swapped in whole, or compared.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use fk_codegen::plan::FileTree;

/// What every generated file begins with.
const MARK: &str = "// @generated ";

/// The first difference between what stands on disk and what should.
pub(crate) struct Difference {
    pub(crate) file: PathBuf,
    pub(crate) what: String,
}

/// Compares the folder `path` with `files`.
pub(crate) fn compare(path: &Path, files: &FileTree) -> Result<Option<Difference>> {
    let existing = load(path)?;
    for (name, wanted) in files {
        let file = path.join(name);
        match existing.get(name) {
            None => {
                return Ok(Some(Difference {
                    file,
                    what: "is missing".to_owned(),
                }));
            }
            Some(found) if found != wanted => {
                return Ok(Some(Difference {
                    file,
                    what: first_difference(found, wanted),
                }));
            }
            Some(_) => {}
        }
    }
    let stale = existing.keys().find(|name| !files.contains_key(*name));
    Ok(stale.map(|name| Difference {
        file: path.join(name),
        what: "belongs to no contract".to_owned(),
    }))
}

/// Puts right what a run that was killed has left: half of a new tree, or the old one moved aside.
pub(crate) fn recover(path: &Path) -> Result<()> {
    let (new, old) = (beside(path, "new"), beside(path, "old"));
    if !path.exists() && old.exists() {
        std::fs::rename(&old, path).with_context(|| format!("{} cannot be put back", old.display()))?;
    }
    remove(&new)?;
    remove(&old)
}

/// Replaces the folder `path` by `files`, whole. Tells whether anything was different.
///
/// The new tree is written beside it and put in its place by renaming, so that whatever happens one of them stands
/// there complete, or is put back by [`recover`]. A file that nothing has generated is never removed: the folder is
/// then left as it is.
pub(crate) fn replace(path: &Path, files: &FileTree) -> Result<bool> {
    recover(path)?;
    if compare(path, files)?.is_none() {
        return Ok(false);
    }
    if let Some((name, _)) = load(path)?.iter().find(|(_, text)| !text.starts_with(MARK)) {
        bail!(
            "{} is not a generated file, and everything in {} is written anew; move it elsewhere",
            path.join(name).display(),
            path.display()
        );
    }
    let (new, old) = (beside(path, "new"), beside(path, "old"));
    for (name, text) in files {
        let file = new.join(name);
        let folder = file.parent().unwrap_or(&new);
        std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        std::fs::write(&file, text).with_context(|| format!("{} cannot be written", file.display()))?;
    }
    if path.exists() {
        std::fs::rename(path, &old).with_context(|| format!("{} cannot be moved aside", path.display()))?;
    }
    std::fs::rename(&new, path).with_context(|| format!("{} cannot be put in place", path.display()))?;
    remove(&old)?;
    Ok(true)
}

/// The files below a folder, by path with `/`; none when it does not exist.
pub(crate) fn load(path: &Path) -> Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![(path.to_owned(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        if !folder.exists() {
            continue;
        }
        let entries =
            std::fs::read_dir(&folder).with_context(|| format!("{} cannot be listed", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                folders.push((entry.path(), format!("{name}/")));
            } else {
                let bytes = std::fs::read(entry.path())
                    .with_context(|| format!("{} cannot be read", entry.path().display()))?;
                files.insert(name, String::from_utf8_lossy(&bytes).into_owned());
            }
        }
    }
    Ok(files)
}

/// Replaces one file, whole. Tells whether it was different.
pub(crate) fn replace_file(path: &Path, text: &str) -> Result<bool> {
    if std::fs::read_to_string(path).is_ok_and(|found| found == text) {
        return Ok(false);
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let file = tempfile::NamedTempFile::new_in(folder)
        .and_then(|file| std::fs::write(file.path(), text).map(|()| file))
        .with_context(|| format!("{} cannot be written", path.display()))?;
    file.persist(path)
        .with_context(|| format!("{} cannot be put in place", path.display()))?;
    Ok(true)
}

/// The first line in which two texts differ, with both.
pub(crate) fn first_difference(found: &str, wanted: &str) -> String {
    let mut lines = found.lines().zip(wanted.lines()).enumerate();
    match lines.find(|(_, (found, wanted))| found != wanted) {
        Some((index, (found, wanted))) => {
            format!(
                "differs in line {}:\n  found:    {found}\n  expected: {wanted}",
                index + 1
            )
        }
        None => {
            let (found, wanted) = (found.lines().count(), wanted.lines().count());
            format!("has {found} lines where {wanted} are expected")
        }
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

fn remove(path: &Path) -> Result<()> {
    if path.exists() {
        std::fs::remove_dir_all(path).with_context(|| format!("{} cannot be removed", path.display()))?;
    }
    Ok(())
}
