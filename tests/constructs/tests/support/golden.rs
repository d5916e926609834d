//! A text that is kept beside a fixture.

use std::path::Path;

/// Compares `found` with the file; writes it there instead when the environment says `UPDATE_GOLDENS=1`.
pub(crate) fn compare(path: &Path, found: &str) -> Result<(), String> {
    if std::env::var("UPDATE_GOLDENS").is_ok_and(|value| value == "1") {
        return std::fs::write(path, found).map_err(|error| format!("{}: {error}", path.display()));
    }
    let expected = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    if expected == found {
        return Ok(());
    }
    let mut lines = expected.lines().zip(found.lines()).enumerate();
    let (line, expected, found) = lines
        .find(|(_, (expected, found))| expected != found)
        .map_or((0, "", "the number of lines"), |(line, (expected, found))| {
            (line + 1, expected, found)
        });
    Err(format!(
        "{}:{line} differs\n  expected: {expected}\n  found:    {found}\nif this is meant: UPDATE_GOLDENS=1",
        path.display()
    ))
}
