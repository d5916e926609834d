//! Reading the elements of a WSDL strictly.

use std::collections::BTreeMap;

use roxmltree::Node;

use crate::place::Place;
use crate::read::error::ReadError;
use crate::read::lexical::{AttributeType, alternatives};
use crate::read::text::{XmlText, shown_name};
use crate::resolve::QName;

/// The namespace of WSDL 1.1.
pub(crate) const WSDL: &str = "http://schemas.xmlsoap.org/wsdl/";
/// The namespace of its binding for SOAP 1.1.
pub(crate) const SOAP11: &str = "http://schemas.xmlsoap.org/wsdl/soap/";
/// The namespace of its binding for SOAP 1.2.
pub(crate) const SOAP12: &str = "http://schemas.xmlsoap.org/wsdl/soap12/";
const HTTP: &str = "http://schemas.xmlsoap.org/wsdl/http/";
const MIME: &str = "http://schemas.xmlsoap.org/wsdl/mime/";
/// WS-Policy, the submissions, the draft that was in use, and the recommendation.
const POLICY: &[&str] = &[
    "http://schemas.xmlsoap.org/ws/2002/12/policy",
    "http://schemas.xmlsoap.org/ws/2004/09/policy",
    "http://www.w3.org/2006/07/ws-policy",
    "http://www.w3.org/ns/ws-policy",
];
/// Assertions of MTOM, which some tools write without a policy around them.
const MTOM: &[&str] = &[
    "http://schemas.xmlsoap.org/ws/2004/09/policy/optimizedmimeserialization",
    "http://www.w3.org/2007/08/soap12-mtom-policy",
];

/// A WSDL under reading.
pub(super) struct Reader<'a> {
    pub(super) text: &'a XmlText,
}

impl Reader<'_> {
    /// The place of an element, with the path of WSDL components down to it.
    pub(super) fn place(&self, node: Node<'_, '_>) -> Place {
        let mut steps: Vec<String> = node
            .ancestors()
            .filter(|ancestor| ancestor.parent_element().is_some())
            .map(|ancestor| match ancestor.attribute("name") {
                Some(name) => format!("{} {name}", ancestor.tag_name().name()),
                None => ancestor.tag_name().name().to_owned(),
            })
            .collect();
        steps.reverse();
        self.text.place(node, steps.join(" / "))
    }

    /// The elements in `node` that are WSDL's own: `allowed` ones, documentation aside. Extensions that may not be
    /// ignored are refused; those of SOAP are left to the caller.
    pub(super) fn children<'n, 'i>(
        &self,
        node: Node<'n, 'i>,
        allowed: &[&str],
    ) -> Result<Vec<Node<'n, 'i>>, ReadError> {
        let mut children = Vec::new();
        for child in node.children() {
            if child.is_text() && !child.text().unwrap_or_default().trim_ascii().is_empty() {
                return Err(ReadError::UnexpectedText {
                    place: Box::new(self.place(node)),
                });
            }
            if !child.is_element() {
                continue;
            }
            let name = child.tag_name();
            if name.namespace() != Some(WSDL) {
                self.extension(child)?;
            } else if allowed.contains(&name.name()) {
                children.push(child);
            } else if name.name() != "documentation" {
                let names: Vec<String> = allowed
                    .iter()
                    .chain(&["documentation"])
                    .map(|name| format!("wsdl:{name}"))
                    .collect();
                return Err(ReadError::UnexpectedElement {
                    place: Box::new(self.place(child)),
                    found: format!("`wsdl:{}`", name.name()),
                    expected: alternatives(&names),
                });
            }
        }
        Ok(children)
    }

    /// Refuses anything inside an element of SOAP, which has no content of its own: WSDL's elements and the
    /// extensions that may not be ignored. What is allowed all the same is left to the caller.
    pub(super) fn leaf(&self, node: Node<'_, '_>) -> Result<(), ReadError> {
        self.children(node, &[])?;
        let inner = node
            .children()
            .find(|child| matches!(child.tag_name().namespace(), Some(SOAP11 | SOAP12)));
        match inner {
            Some(inner) => Err(ReadError::UnexpectedElement {
                place: Box::new(self.place(inner)),
                found: shown_name(inner.tag_name().namespace(), inner.tag_name().name()),
                expected: "nothing of SOAP's".to_owned(),
            }),
            None => Ok(()),
        }
    }

    /// Refuses an extension that changes the meaning of the whole and is not known.
    fn extension(&self, node: Node<'_, '_>) -> Result<(), ReadError> {
        let namespace = node.tag_name().namespace().unwrap_or_default();
        let local = node.tag_name().name();
        let reason = match namespace {
            SOAP11 | SOAP12 => return Ok(()),
            HTTP => "bindings of plain HTTP have no SOAP envelope. Remove that binding and its port",
            MIME => {
                "attachments outside the SOAP envelope are not carried. Use a part of type xs:base64Binary"
            }
            namespace if MTOM.contains(&namespace) => {
                "messages in several parts (MTOM) are not carried. Remove it; the binary data then stands in the \
                 message as base64"
            }
            namespace if POLICY.contains(&namespace) => {
                "policies state demands on security and transport that cannot be met unseen. Remove the policy, \
                 after meeting it in the program"
            }
            _ if matches!(
                node.attribute((WSDL, "required")).map(str::trim),
                Some("true" | "1")
            ) =>
            {
                "it is an extension marked as required, and not one that is known"
            }
            _ => return Ok(()),
        };
        let construct = format!("the extension {}", shown_name(Some(namespace), local));
        Err(ReadError::Unsupported {
            place: Box::new(self.place(node)),
            construct,
            reason,
        })
    }

    /// Refuses attributes that are not WSDL's own, and policies attached by attribute.
    pub(super) fn attributes(&self, node: Node<'_, '_>, allowed: &[&str]) -> Result<(), ReadError> {
        for attribute in node.attributes() {
            match attribute.namespace() {
                None if allowed.contains(&attribute.name()) => {}
                Some(namespace) if POLICY.contains(&namespace) => {
                    return Err(ReadError::Unsupported {
                        place: Box::new(self.place(node)),
                        construct: format!("the attribute `{}` of WS-Policy", attribute.name()),
                        reason: "policies state demands that cannot be met unseen",
                    });
                }
                Some(_) => {}
                None => {
                    return Err(ReadError::UnexpectedAttribute {
                        place: Box::new(self.place(node)),
                        attribute: attribute.name().to_owned(),
                        expected: alternatives(allowed),
                    });
                }
            }
        }
        Ok(())
    }

    /// An attribute that must be there.
    pub(super) fn required<'n>(&self, node: Node<'n, '_>, name: &'static str) -> Result<&'n str, ReadError> {
        node.attribute(name)
            .map(str::trim)
            .ok_or_else(|| ReadError::MissingAttribute {
                place: Box::new(self.place(node)),
                attribute: name,
            })
    }

    /// The name of a component, in the target namespace.
    pub(super) fn name(&self, node: Node<'_, '_>, target_namespace: &str) -> Result<QName, ReadError> {
        let name = self.required(node, "name")?;
        if !AttributeType::NcName.admits(name) {
            return Err(self.invalid(node, "name", name, AttributeType::NcName.expected()));
        }
        Ok(QName {
            namespace: target_namespace.to_owned(),
            local: name.to_owned(),
        })
    }

    /// A name in an attribute, its prefix resolved.
    pub(super) fn qname(&self, node: Node<'_, '_>, attribute: &'static str) -> Result<QName, ReadError> {
        let value = self.required(node, attribute)?;
        if !AttributeType::QName.admits(value) {
            return Err(self.invalid(node, attribute, value, AttributeType::QName.expected()));
        }
        let (prefix, local) = value
            .split_once(':')
            .map_or((None, value), |(prefix, local)| (Some(prefix), local));
        match node.lookup_namespace_uri(prefix) {
            Some(namespace) => Ok(QName {
                namespace: namespace.to_owned(),
                local: local.to_owned(),
            }),
            None if prefix.is_none() => Ok(QName {
                namespace: String::new(),
                local: local.to_owned(),
            }),
            None => {
                let expected = format!(
                    "a declared prefix. Declare it: xmlns:{}=\"...\"",
                    prefix.unwrap_or_default()
                );
                Err(self.invalid(node, attribute, value, expected))
            }
        }
    }

    pub(super) fn invalid(
        &self,
        node: Node<'_, '_>,
        attribute: &str,
        value: &str,
        expected: String,
    ) -> ReadError {
        ReadError::InvalidAttribute {
            place: Box::new(self.place(node)),
            attribute: attribute.to_owned(),
            value: value.to_owned(),
            expected,
        }
    }

    pub(super) fn unsupported(
        &self,
        node: Node<'_, '_>,
        construct: impl Into<String>,
        reason: &'static str,
    ) -> ReadError {
        ReadError::Unsupported {
            place: Box::new(self.place(node)),
            construct: construct.into(),
            reason,
        }
    }
}

/// The text of an element's `wsdl:documentation`.
pub(super) fn documentation(node: Node<'_, '_>) -> Option<String> {
    let documentation = node
        .children()
        .find(|child| child.has_tag_name((WSDL, "documentation")))?;
    Some(
        documentation
            .descendants()
            .filter(Node::is_text)
            .filter_map(|text| text.text())
            .collect(),
    )
}

/// What a reference names, or an error that suggests the nearest name.
pub(super) fn look_up<'m, T>(
    map: &'m BTreeMap<QName, T>,
    name: &QName,
    kind: &'static str,
    place: &Place,
) -> Result<&'m T, ReadError> {
    map.get(name).ok_or_else(|| {
        unknown(
            kind,
            &name.local,
            map.keys().map(|known| known.local.as_str()),
            place,
        )
    })
}

/// The error for a name that nothing has.
pub(super) fn unknown<'n>(
    kind: &'static str,
    name: &str,
    known: impl Iterator<Item = &'n str>,
    place: &Place,
) -> ReadError {
    let suggestion = crate::suggest::nearest(name, known)
        .map_or(String::new(), |nearest| format!(". Did you mean `{nearest}`?"));
    ReadError::UnknownReference {
        place: Box::new(place.clone()),
        kind,
        name: name.to_owned(),
        suggestion,
    }
}
