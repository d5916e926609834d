//! Schemas of any size, made in memory.

use std::fmt::Write;
use std::io::{Error, ErrorKind};

use fk_codegen::read::Source;
use fk_codegen::registry::{Registry, RegistryError, parse_registry};

/// A registry with one service, whose one schema stands in memory.
pub(crate) struct Synthetic {
    schema: String,
}

const FILE: &str = "synthetic.xsd";

impl Synthetic {
    /// A schema with so many types: restrictions, enumerations, records and choices, which refer to each other all
    /// over the file. `types` is at least 5.
    pub(crate) fn new(types: usize) -> Self {
        let mut body = String::new();
        for index in 0..types {
            push_type(&mut body, index, types);
        }
        let schema = format!(
            r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:synthetic" targetNamespace="urn:synthetic"
    elementFormDefault="qualified">
  <xs:element name="Root" type="Type{}"/>
{body}</xs:schema>
"#,
            types - 1
        );
        Self { schema }
    }

    /// The registry that names the schema.
    pub(crate) fn registry() -> Result<Registry, RegistryError> {
        let text = format!(
            r#"
[services.synthetic]
title = "Synthetic"

[[services.synthetic.versions]]
id = "1"
status = "current"
files = ["{FILE}"]

[[services.synthetic.files]]
path = "{FILE}"
provenance = "illustrative"
roots = ["Root"]
"#
        );
        parse_registry(&text, "contracts.toml")
    }
}

impl Source for Synthetic {
    fn read(&self, path: &str) -> std::io::Result<Vec<u8>> {
        match path {
            FILE => Ok(self.schema.clone().into_bytes()),
            _ => Err(Error::from(ErrorKind::NotFound)),
        }
    }

    fn show(&self, path: &str) -> String {
        path.to_owned()
    }
}

/// Of every five types, three are simple and two have fields.
fn push_type(out: &mut String, index: usize, types: usize) {
    let name = format!("Type{index}");
    let text = match index % 5 {
        0 => simple(
            &name,
            r#"<xs:restriction base="xs:token"><xs:pattern value="[A-Z]{2}\d{4}"/><xs:maxLength value="6"/></xs:restriction>"#,
        ),
        1 => {
            let values: String = (0..5)
                .map(|value| format!(r#"<xs:enumeration value="value {value}"/>"#))
                .collect();
            simple(
                &name,
                &format!(r#"<xs:restriction base="xs:string">{values}</xs:restriction>"#),
            )
        }
        2 => simple(
            &name,
            &format!(
                r#"<xs:restriction base="xs:integer"><xs:minInclusive value="1"/><xs:maxInclusive value="{}"/></xs:restriction>"#,
                index + 10
            ),
        ),
        3 => {
            let scattered = (0..3).map(|field| {
                let target = (index * 7919 + field * 104_729) % index / 5 * 5 + field;
                format!(
                    r#"<xs:element name="simple{field}" type="Type{}"/>"#,
                    target.min(index - 1)
                )
            });
            // A later type: what is optional or repeated may go in circles.
            let later = (index + 5 * (index % 17)) % types;
            format!(
                "<xs:complexType name=\"{name}\"><xs:sequence>{}<xs:element name=\"later\" type=\"Type{later}\" \
                 minOccurs=\"0\" maxOccurs=\"unbounded\"/></xs:sequence>\
                 <xs:attribute name=\"attribute\" type=\"Type{}\"/></xs:complexType>\n",
                scattered.collect::<String>(),
                index - 2
            )
        }
        _ => format!(
            "<xs:complexType name=\"{name}\"><xs:sequence><xs:element name=\"record\" type=\"Type{}\"/><xs:choice>\
             <xs:element name=\"left\" type=\"Type{}\"/><xs:element name=\"right\" type=\"Type{}\"/></xs:choice>\
             <xs:element name=\"day\" type=\"xs:date\" minOccurs=\"0\"/></xs:sequence></xs:complexType>\n",
            index - 1,
            index - 2,
            index - 3
        ),
    };
    // Writing into a string cannot fail.
    let _ = write!(out, "  {text}");
}

fn simple(name: &str, content: &str) -> String {
    format!("<xs:simpleType name=\"{name}\">{content}</xs:simpleType>\n")
}
