//! What a location in a contract names.

use std::collections::BTreeMap;

use super::error::ReadError;
use crate::place::Place;

/// The path, in the source, of the file that `location` in the file `from` names.
///
/// A relative location is taken from the folder of `from`; a web address is looked up in the catalog.
pub(crate) fn resolve(
    from: &str,
    location: &str,
    catalog: &BTreeMap<String, String>,
    place: impl Fn() -> Box<Place>,
) -> Result<String, ReadError> {
    if is_address(location) {
        let answer = catalog.get(location).and_then(|path| normalise("", path));
        return answer.ok_or_else(|| ReadError::UnknownAddress {
            place: place(),
            address: location.to_owned(),
        });
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    normalise(folder, location).ok_or_else(|| ReadError::OutsideRoot {
        place: place(),
        location: location.to_owned(),
    })
}

/// Whether a location is a web address that the catalog does not know.
pub(crate) fn is_unanswered(location: &str, catalog: &BTreeMap<String, String>) -> bool {
    is_address(location) && !catalog.contains_key(location)
}

/// `path`, seen from `folder`, without `.` and `..`; `None` when it leads out of the root.
pub(crate) fn normalise(folder: &str, path: &str) -> Option<String> {
    if path.starts_with('/') || path.contains('\\') {
        return None;
    }
    let mut steps = Vec::new();
    for step in folder.split('/').chain(path.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop()?;
            }
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

/// Whether a location starts with the scheme of a URI (RFC 3986, section 3.1).
fn is_address(location: &str) -> bool {
    location.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character))
    })
}
