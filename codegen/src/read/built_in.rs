//! The schema of the namespace `xml`, which contracts import and nobody hands out with them.

use std::io;

use super::Source;

/// The namespace of `xml:lang`, `xml:space`, `xml:base` and `xml:id`.
pub(super) const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The path that its schema is read under when neither an import nor the catalog names a file.
pub(crate) const XML_PATH: &str = "(built in) xml.xsd";

/// Our transcription of what the W3C has at <https://www.w3.org/2001/xml.xsd>.
const XML_SCHEMA: &str = include_str!("xml.xsd");

/// The files of a source, and what is built in.
pub(super) struct WithBuiltIn<'a>(pub(super) &'a dyn Source);

impl Source for WithBuiltIn<'_> {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match path {
            XML_PATH => Ok(XML_SCHEMA.into()),
            path => self.0.read(path),
        }
    }

    fn show(&self, path: &str) -> String {
        match path {
            XML_PATH => XML_PATH.to_owned(),
            path => self.0.show(path),
        }
    }
}
