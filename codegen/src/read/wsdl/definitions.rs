//! `wsdl:definitions`: messages, port types and services.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use roxmltree::Node;

use super::binding;
use super::inline::{imports, inline_schemas, is_definitions};
use super::model::{
    InlineSchema, Message, Operation, OperationMessage, Part, PartContent, Port, PortType, Service,
    WsdlDocument,
};
use super::reader::{Reader, SOAP11, SOAP12, documentation};
use super::references::{self, Unbound};
use crate::place::Place;
use crate::read::Source;
use crate::read::error::{NamedBy, ReadError};
use crate::read::location;
use crate::read::text::{XSD, XmlText, shown_name};
use crate::resolve::QName;

/// Reads a WSDL 1.1 and the WSDL files that it imports.
///
/// Its schemas are read by [`read_schemas`](crate::read::read_schemas) under the same path. `catalog` maps web
/// addresses to paths; nothing is fetched.
///
/// # Errors
/// A file that is missing, not well-formed or no WSDL; a construct that is refused; a reference that leads
/// nowhere, an unknown element or attribute, two components with one name.
pub fn read_wsdl(
    source: &dyn Source,
    catalog: &BTreeMap<String, String>,
    path: &str,
) -> Result<WsdlDocument, ReadError> {
    let Some(path) = location::normalise("", path) else {
        return Err(ReadError::Missing {
            file: source.show(path),
            named_by: NamedBy::Registry,
        });
    };
    let mut document = empty(&path);
    let mut unbound = Vec::new();
    let mut done = BTreeSet::from([path.clone()]);
    let mut queue = VecDeque::from([(path, NamedBy::Registry, None)]);
    while let Some((path, named_by, expected)) = queue.pop_front() {
        let text = XmlText::read(source, &path, named_by)?;
        let tree = text.parse()?;
        let reader = Reader { text: &text };
        let root = tree.root_element();
        check_root(&reader, root, expected.as_ref())?;
        unbound.extend(definitions(&reader, root, &mut document, done.len() == 1)?);
        for import in imports(&text, root, catalog)? {
            if done.insert(import.path.clone()) {
                let named_by = NamedBy::Reference(Box::new(import.place.clone()));
                queue.push_back((import.path, named_by, Some((import.namespace, import.place))));
            }
        }
    }
    references::resolve(&mut document, unbound)?;
    Ok(document)
}

fn empty(path: &str) -> WsdlDocument {
    WsdlDocument {
        path: path.to_owned(),
        name: None,
        target_namespace: String::new(),
        documentation: None,
        schemas: Vec::new(),
        messages: BTreeMap::new(),
        port_types: BTreeMap::new(),
        bindings: BTreeMap::new(),
        services: BTreeMap::new(),
    }
}

fn check_root(
    reader: &Reader<'_>,
    root: Node<'_, '_>,
    expected: Option<&(String, Place)>,
) -> Result<(), ReadError> {
    if !is_definitions(root) {
        return Err(ReadError::WrongRoot {
            place: Box::new(reader.place(root)),
            found: shown_name(root.tag_name().namespace(), root.tag_name().name()),
            expected: "`wsdl:definitions` of WSDL 1.1",
        });
    }
    let found = root.attribute("targetNamespace").unwrap_or_default();
    match expected {
        Some((namespace, place)) if namespace != found => Err(ReadError::WrongNamespace {
            place: Box::new(place.clone()),
            file: reader.text.show.clone(),
            found: format!("`{found}`"),
            expected: format!("`{namespace}`"),
        }),
        _ => Ok(()),
    }
}

/// Reads one file into the document. Bindings are left for when all messages and port types are known.
fn definitions(
    reader: &Reader<'_>,
    root: Node<'_, '_>,
    document: &mut WsdlDocument,
    first: bool,
) -> Result<Vec<Unbound>, ReadError> {
    reader.attributes(root, &["name", "targetNamespace"])?;
    let target = root.attribute("targetNamespace").unwrap_or_default();
    if first {
        document.name = root.attribute("name").map(str::to_owned);
        document.target_namespace = target.to_owned();
        document.documentation = documentation(root);
    }
    let mut unbound = Vec::new();
    let children = ["import", "types", "message", "portType", "binding", "service"];
    for child in reader.children(root, &children)? {
        match child.tag_name().name() {
            "types" => types(reader, child)?,
            "message" => {
                let (name, value) = (reader.name(child, target)?, message(reader, child)?);
                let first = value.place.clone();
                insert(&mut document.messages, name, value, "message", &first, |value| {
                    &value.place
                })?;
            }
            "portType" => {
                let (name, value) = (reader.name(child, target)?, port_type(reader, child)?);
                let first = value.place.clone();
                insert(
                    &mut document.port_types,
                    name,
                    value,
                    "port type",
                    &first,
                    |value| &value.place,
                )?;
            }
            "binding" => unbound.push(binding::read(reader, child, target)?),
            "service" => {
                let (name, value) = (reader.name(child, target)?, service(reader, child)?);
                let first = value.place.clone();
                insert(&mut document.services, name, value, "service", &first, |value| {
                    &value.place
                })?;
            }
            // Imports are followed by the caller.
            _ => {}
        }
    }
    document
        .schemas
        .extend(inline_schemas(root).map(|schema| InlineSchema {
            target_namespace: schema.attribute("targetNamespace").unwrap_or_default().to_owned(),
            place: reader.place(schema),
        }));
    Ok(unbound)
}

/// Adds a component, unless there is one of that name.
pub(super) fn insert<T>(
    map: &mut BTreeMap<QName, T>,
    name: QName,
    value: T,
    kind: &'static str,
    place: &Place,
    place_of: impl Fn(&T) -> &Place,
) -> Result<(), ReadError> {
    if let Some(first) = map.get(&name) {
        return Err(ReadError::Duplicate {
            place: Box::new(place.clone()),
            kind,
            name: name.local,
            first: Box::new(place_of(first).clone()),
        });
    }
    map.insert(name, value);
    Ok(())
}

/// Only schemas of XSD may stand in `wsdl:types`; they are read elsewhere.
fn types(reader: &Reader<'_>, node: Node<'_, '_>) -> Result<(), ReadError> {
    reader.attributes(node, &[])?;
    reader.children(node, &[])?;
    let other = node.children().find(|child| {
        child.is_element()
            && child.tag_name().namespace() != Some(super::reader::WSDL)
            && !child.has_tag_name((XSD, "schema"))
    });
    match other {
        Some(other) => Err(ReadError::UnexpectedElement {
            place: Box::new(reader.place(other)),
            found: shown_name(other.tag_name().namespace(), other.tag_name().name()),
            expected: "`xs:schema`".to_owned(),
        }),
        None => Ok(()),
    }
}

fn message(reader: &Reader<'_>, node: Node<'_, '_>) -> Result<Message, ReadError> {
    reader.attributes(node, &["name"])?;
    let mut parts: Vec<Part> = Vec::new();
    for child in reader.children(node, &["part"])? {
        reader.attributes(child, &["name", "element", "type"])?;
        reader.children(child, &[])?;
        let name = reader.name(child, "")?.local;
        let place = reader.place(child);
        if let Some(first) = parts.iter().find(|part| part.name == name) {
            let first = Box::new(first.place.clone());
            return Err(ReadError::Duplicate {
                place: Box::new(place),
                kind: "part",
                name,
                first,
            });
        }
        let content = match (child.has_attribute("element"), child.has_attribute("type")) {
            (true, false) => PartContent::Element(reader.qname(child, "element")?),
            (false, true) => PartContent::Type(reader.qname(child, "type")?),
            _ => {
                let problem = "a part has either `element` or `type`".to_owned();
                return Err(ReadError::Representation {
                    place: Box::new(place),
                    rule: "WSDL 1.1, section 2.3.1",
                    problem,
                });
            }
        };
        parts.push(Part { name, content, place });
    }
    Ok(Message {
        parts,
        documentation: documentation(node),
        place: reader.place(node),
    })
}

fn port_type(reader: &Reader<'_>, node: Node<'_, '_>) -> Result<PortType, ReadError> {
    reader.attributes(node, &["name"])?;
    let mut operations: Vec<Operation> = Vec::new();
    for child in reader.children(node, &["operation"])? {
        let operation = operation(reader, child)?;
        if operations.iter().any(|other| other.name == operation.name) {
            let construct = format!("a second operation `{}` in one port type", operation.name);
            return Err(reader.unsupported(
                child,
                construct,
                "operations cannot be overloaded. Rename one of them",
            ));
        }
        operations.push(operation);
    }
    Ok(PortType {
        operations,
        documentation: documentation(node),
        place: reader.place(node),
    })
}

fn operation(reader: &Reader<'_>, node: Node<'_, '_>) -> Result<Operation, ReadError> {
    reader.attributes(node, &["name", "parameterOrder"])?;
    let (mut input, mut output, mut faults) = (None, None, Vec::new());
    for child in reader.children(node, &["input", "output", "fault"])? {
        reader.attributes(child, &["name", "message"])?;
        reader.children(child, &[])?;
        let is_fault = child.tag_name().name() == "fault";
        let name = if is_fault {
            reader.required(child, "name")?
        } else {
            child.attribute("name").unwrap_or_default()
        };
        let message = OperationMessage {
            name: name.trim().to_owned(),
            message: reader.qname(child, "message")?,
            documentation: documentation(child),
            place: reader.place(child),
        };
        let slot = match child.tag_name().name() {
            "input" if output.is_some() => {
                return Err(reader.unsupported(
                    node,
                    "an operation that starts with its output",
                    "only one-way and request-response operations are; there the input comes first",
                ));
            }
            "input" => &mut input,
            "output" => &mut output,
            _ => {
                if let Some(first) = faults
                    .iter()
                    .find(|fault: &&OperationMessage| fault.name == message.name)
                {
                    let first = Box::new(first.place.clone());
                    let (place, name) = (Box::new(message.place), message.name);
                    return Err(ReadError::Duplicate {
                        place,
                        kind: "fault",
                        name,
                        first,
                    });
                }
                faults.push(message);
                continue;
            }
        };
        if let Some(first) = slot.replace(message) {
            return Err(ReadError::Duplicate {
                place: Box::new(reader.place(child)),
                kind: "message of that kind in this operation, named",
                name: first.name,
                first: Box::new(first.place),
            });
        }
    }
    let Some(input) = input else {
        return Err(reader.unsupported(
            node,
            "an operation without an input",
            "only one-way and request-response operations are; there the input comes first",
        ));
    };
    let name = reader.name(node, "")?.local;
    Ok(Operation {
        name,
        documentation: documentation(node),
        input,
        output,
        faults,
        place: reader.place(node),
    })
}

fn service(reader: &Reader<'_>, node: Node<'_, '_>) -> Result<Service, ReadError> {
    reader.attributes(node, &["name"])?;
    let mut ports = Vec::new();
    for child in reader.children(node, &["port"])? {
        reader.attributes(child, &["name", "binding"])?;
        reader.children(child, &[])?;
        let addresses = child.children().find(|extension| {
            extension.has_tag_name((SOAP11, "address")) || extension.has_tag_name((SOAP12, "address"))
        });
        let Some(address) = addresses else {
            return Err(ReadError::MissingElement {
                place: Box::new(reader.place(child)),
                expected: "`soap:address`".to_owned(),
            });
        };
        reader.attributes(address, &["location"])?;
        reader.leaf(address)?;
        ports.push(Port {
            name: reader.name(child, "")?.local,
            binding: reader.qname(child, "binding")?,
            address: reader.required(address, "location")?.to_owned(),
            place: reader.place(child),
        });
    }
    Ok(Service {
        ports,
        file: reader.text.path.clone(),
        documentation: documentation(node),
        place: reader.place(node),
    })
}
