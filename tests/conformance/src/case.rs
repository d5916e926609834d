//! A root element: documents of it are read, written and read again.

use fk_runtime::xml::{self, Name, Root};

/// A root element of a schema.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    root: Name,
    read: fn(&[u8]) -> Result<Read, String>,
}

/// A document that was read.
#[derive(Debug)]
pub(crate) struct Read {
    /// As it is written again, unless it could not be.
    pub(crate) written: Option<String>,
    /// What is wrong with the way back.
    pub(crate) way_back: Option<String>,
}

impl Case {
    /// The root element whose content is `T`.
    #[must_use]
    pub const fn of<T: Root + Eq>() -> Self {
        Self {
            root: T::NAME,
            read: read_as::<T>,
        }
    }
}

/// Reads a document with the type of its root element.
pub(crate) fn read(roots: &[Case], document: &[u8]) -> Result<Read, String> {
    let case = match root_of(document) {
        Ok((namespace, local)) => roots
            .iter()
            .find(|case| case.root.0.uri == namespace && case.root.1 == local)
            .ok_or_else(|| format!("there is no root element {{{namespace}}}{local}"))?,
        // What is not well-formed is for our reader to say.
        Err(error) => roots.first().ok_or(error)?,
    };
    (case.read)(document)
}

/// The name of the root element, in the opinion of another reader.
fn root_of(document: &[u8]) -> Result<(String, String), String> {
    let text = std::str::from_utf8(document).map_err(|error| error.to_string())?;
    let tree = roxmltree::Document::parse(text).map_err(|error| error.to_string())?;
    let name = tree.root_element().tag_name();
    Ok((
        name.namespace().unwrap_or_default().to_owned(),
        name.name().to_owned(),
    ))
}

fn read_as<T: Root + Eq>(document: &[u8]) -> Result<Read, String> {
    let value: T = xml::from_slice(document).map_err(|error| error.to_string())?;
    Ok(match xml::to_string(&value) {
        Err(error) => Read {
            written: None,
            way_back: Some(format!("not written again: {error}")),
        },
        Ok(written) => Read {
            way_back: way_back(&value, &written).err(),
            written: Some(written),
        },
    })
}

fn way_back<T: Root + Eq>(value: &T, written: &str) -> Result<(), String> {
    let again: T =
        xml::from_str(written).map_err(|error| format!("what was written is not read: {error}"))?;
    if again != *value {
        return Err("what was written is read as another value".to_owned());
    }
    match xml::to_string(&again) {
        Ok(twice) if twice == written => Ok(()),
        _ => Err("written twice, it is not the same".to_owned()),
    }
}
