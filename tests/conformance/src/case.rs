//! A root element, or a type: documents of it are read, written and read again.

use fk_runtime::xml::{self, ByType, Content, Document, Name, Root, ToDocument};

/// A root element of a schema, or a type that a root element may name.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    by: By,
    name: Name,
    read: fn(&[u8]) -> Result<Read, String>,
}

/// What a document is known by.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum By {
    /// The name of its root element.
    Root,
    /// The type that its root element, which nobody declares, has by `xsi:type`.
    Type,
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
            by: By::Root,
            name: T::NAME,
            read: read_as::<T>,
        }
    }

    /// A root element of any name that has the type `T`.
    #[must_use]
    pub const fn by_type<T: Content + Eq>() -> Self {
        Self {
            by: By::Type,
            name: T::TYPE,
            read: read_as::<ByType<T>>,
        }
    }

    fn is(&self, by: By, (namespace, local): &Expanded) -> bool {
        self.by == by && self.name.uri() == namespace && self.name.local() == local
    }
}

/// Reads a document with the type of its root element.
pub(crate) fn read(cases: &[Case], document: &[u8]) -> Result<Read, String> {
    let case = match names_of(document) {
        Ok(Names { root, ty }) => cases
            .iter()
            .find(|case| case.is(By::Root, &root))
            .or_else(|| {
                cases
                    .iter()
                    .find(|case| ty.as_ref().is_some_and(|ty| case.is(By::Type, ty)))
            })
            .ok_or_else(|| format!("there is no root element {{{}}}{}", root.0, root.1))?,
        // What is not well-formed is for our reader to say.
        Err(error) => cases.first().ok_or(error)?,
    };
    (case.read)(document)
}

/// A namespace name and a local part.
type Expanded = (String, String);

/// The name of a root element, and that of its type.
struct Names {
    root: Expanded,
    ty: Option<Expanded>,
}

/// What they are in the opinion of another reader.
fn names_of(document: &[u8]) -> Result<Names, String> {
    let text = std::str::from_utf8(document).map_err(|error| error.to_string())?;
    let tree = roxmltree::Document::parse(text).map_err(|error| error.to_string())?;
    let root = tree.root_element();
    let expanded = |namespace: Option<&str>, local: &str| {
        let namespace = namespace.unwrap_or_default().to_owned();
        (namespace, local.to_owned())
    };
    let ty = root.attribute((xml::XSI.uri, "type")).map(str::trim);
    let ty = ty.map(|ty| match ty.split_once(':') {
        Some((prefix, local)) => expanded(root.lookup_namespace_uri(Some(prefix)), local),
        None => expanded(root.lookup_namespace_uri(None), ty),
    });
    let name = root.tag_name();
    Ok(Names {
        root: expanded(name.namespace(), name.name()),
        ty,
    })
}

fn read_as<T: Document + ToDocument + Eq>(document: &[u8]) -> Result<Read, String> {
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

fn way_back<T: Document + ToDocument + Eq>(value: &T, written: &str) -> Result<(), String> {
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
