//! References to components (`$ref`), in this document and in others below the registry's folder.

use super::cursor::{Cursor, Keywords};
use super::model::{ComponentKind, Reference};
use crate::read::error::ReadError;
use crate::read::location;

/// A reference.
const PLAIN: Keywords = Keywords {
    what: "a reference",
    known: &["$ref"],
    refused: &[
        (
            "description",
            "OpenAPI has it ignored beside `$ref`. Put it where the reference leads",
        ),
        (
            "nullable",
            "OpenAPI has it ignored beside `$ref`. Write `allOf` with the reference in it, and this beside",
        ),
        (
            "default",
            "OpenAPI has it ignored beside `$ref`. Write `allOf` with the reference in it, and this beside",
        ),
        (
            "example",
            "OpenAPI has it ignored beside `$ref`. Put it where the reference leads",
        ),
    ],
};

/// A reference with what is said of the property that holds it.
pub(super) const DESCRIBED: Keywords = Keywords {
    what: "a property that is a reference",
    known: &["$ref", "description", "x-source"],
    refused: PLAIN.refused,
};

/// A reference to a schema.
pub(super) fn schema(at: &Cursor<'_>) -> Result<Reference, ReadError> {
    component(at, ComponentKind::Schema)
}

/// A reference to a schema with what is said of the property that holds it.
pub(super) fn described(at: &Cursor<'_>) -> Result<Reference, ReadError> {
    let target = at.keyed(DESCRIBED)?.need("$ref")?;
    parse(&target, &target.text()?, ComponentKind::Schema)
}

/// A reference to a component.
pub(super) fn component(at: &Cursor<'_>, kind: ComponentKind) -> Result<Reference, ReadError> {
    let target = at.keyed(PLAIN)?.need("$ref")?;
    parse(&target, &target.text()?, kind)
}

/// The alternative that a value of a discriminator stands for: a reference, or the name of a schema.
pub(super) fn mapped(at: &Cursor<'_>) -> Result<Reference, ReadError> {
    let text = at.text()?;
    if text.contains(['#', '/']) {
        return parse(at, &text, ComponentKind::Schema);
    }
    Ok(Reference {
        place: at.place(),
        file: at.file.path.to_owned(),
        name: text,
    })
}

/// `#/components/schemas/Name`, with the path of another document in front.
fn parse(at: &Cursor<'_>, text: &str, kind: ComponentKind) -> Result<Reference, ReadError> {
    let expected = || {
        format!(
            "`{text}`; expected `#/components/{0}/Name` or `path.yaml#/components/{0}/Name`",
            kind.key()
        )
    };
    let (file, pointer) = text.split_once('#').ok_or_else(|| at.invalid(expected()))?;
    let name = pointer
        .strip_prefix("/components/")
        .and_then(|rest| rest.strip_prefix(kind.key()))
        .and_then(|rest| rest.strip_prefix('/'))
        .filter(|name| is_component_name(name))
        .ok_or_else(|| at.invalid(expected()))?;
    if file.contains(':') {
        return Err(at.unsupported(
            format!("a reference to the address `{file}`"),
            "nothing is fetched. Put the document below the registry's folder, and refer to it by its path from here",
        ));
    }
    let file = if file.is_empty() {
        at.file.path.to_owned()
    } else {
        let folder = at.file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        location::normalise(folder, file).ok_or_else(|| ReadError::OutsideRoot {
            place: Box::new(at.place()),
            location: file.to_owned(),
        })?
    };
    Ok(Reference {
        place: at.place(),
        file,
        name: name.to_owned(),
    })
}

/// What a component can be called (OpenAPI 3.0.3, section 4.7.7).
pub(super) fn is_component_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
}
