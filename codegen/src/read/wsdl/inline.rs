//! The schemas inside a WSDL, and the WSDL files that it imports.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::reader::{Reader, WSDL};
use crate::place::Place;
use crate::read::error::ReadError;
use crate::read::location;
use crate::read::text::{XSD, XmlText};

/// Whether an element is the root of a WSDL 1.1.
pub(crate) fn is_definitions(root: Node<'_, '_>) -> bool {
    root.has_tag_name((WSDL, "definitions"))
}

/// The schemas inside `wsdl:types`, in order.
pub(crate) fn inline_schemas<'n, 'i>(root: Node<'n, 'i>) -> impl Iterator<Item = Node<'n, 'i>> {
    root.children()
        .filter(|child| child.has_tag_name((WSDL, "types")))
        .flat_map(|types| types.children())
        .filter(|child| child.has_tag_name((XSD, "schema")))
}

/// A `wsdl:import`.
#[derive(Debug)]
pub(crate) struct WsdlImport {
    /// The file that it names.
    pub(crate) path: String,
    /// The namespace that it says the file has.
    pub(crate) namespace: String,
    /// Where it stands.
    pub(crate) place: Place,
}

/// The WSDL files that a WSDL imports.
pub(crate) fn imports(
    text: &XmlText,
    root: Node<'_, '_>,
    catalog: &BTreeMap<String, String>,
) -> Result<Vec<WsdlImport>, ReadError> {
    let reader = Reader { text };
    let imports = root
        .children()
        .filter(|child| child.has_tag_name((WSDL, "import")));
    imports
        .map(|import| {
            reader.attributes(import, &["namespace", "location"])?;
            reader.children(import, &[])?;
            let place = reader.place(import);
            let location = reader.required(import, "location")?;
            let path = location::resolve(&text.path, location, catalog, || Box::new(place.clone()))?;
            Ok(WsdlImport {
                path,
                namespace: reader.required(import, "namespace")?.to_owned(),
                place,
            })
        })
        .collect()
}
