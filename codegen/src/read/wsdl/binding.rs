//! `wsdl:binding` with its SOAP extensions, as written.

use roxmltree::Node;

use super::model::SoapVersion;
use super::reader::{Reader, SOAP11, SOAP12, documentation};
use super::references::{Unbound, UnboundHeader, UnboundMessage, UnboundOperation};
use crate::read::error::ReadError;
use crate::read::lexical::alternatives;

const SOAP_OVER_HTTP: &[&str] = &[
    "http://schemas.xmlsoap.org/soap/http",
    "http://www.w3.org/2003/05/soap/bindings/HTTP/",
];
const RPC: &str =
    "only document style is, in which the body is one element of a schema (WS-I Basic Profile 1.1, R2705)";
const ENCODED: &str =
    "only use=\"literal\" is, in which messages follow their schema (WS-I Basic Profile 1.1, R2706)";

/// Reads a binding; its references are resolved later.
pub(super) fn read(reader: &Reader<'_>, node: Node<'_, '_>, target: &str) -> Result<Unbound, ReadError> {
    reader.attributes(node, &["name", "type"])?;
    let operations = reader.children(node, &["operation"])?;
    let versions = [(SOAP11, SoapVersion::V1_1), (SOAP12, SoapVersion::V1_2)];
    let found = versions.iter().find_map(|(namespace, version)| {
        node.children()
            .find(|child| child.has_tag_name((*namespace, "binding")))
            .map(|soap| (soap, *namespace, *version))
    });
    let Some((soap, namespace, version)) = found else {
        return Err(ReadError::MissingElement {
            place: Box::new(reader.place(node)),
            expected: "`soap:binding`, of SOAP 1.1 or 1.2".to_owned(),
        });
    };
    reader.attributes(soap, &["style", "transport", "required"])?;
    reader.leaf(soap)?;
    style(reader, soap)?;
    let transport = reader.required(soap, "transport")?;
    if !SOAP_OVER_HTTP.contains(&transport) {
        return Err(reader.invalid(soap, "transport", transport, alternatives(SOAP_OVER_HTTP)));
    }
    extensions(reader, node, namespace, &["binding"])?;
    Ok(Unbound {
        name: reader.name(node, target)?,
        port_type: reader.qname(node, "type")?,
        soap: version,
        operations: operations
            .into_iter()
            .map(|node| operation(reader, node, namespace))
            .collect::<Result<_, _>>()?,
        documentation: documentation(node),
        place: reader.place(node),
    })
}

fn style(reader: &Reader<'_>, node: Node<'_, '_>) -> Result<(), ReadError> {
    match node.attribute("style").map(str::trim) {
        None | Some("document") => Ok(()),
        Some("rpc") => Err(reader.unsupported(node, "style=\"rpc\"", RPC)),
        Some(other) => Err(reader.invalid(node, "style", other, "`document`".to_owned())),
    }
}

/// Refuses elements of SOAP that do not belong here, and those of the other version.
fn extensions(
    reader: &Reader<'_>,
    node: Node<'_, '_>,
    namespace: &str,
    allowed: &[&str],
) -> Result<(), ReadError> {
    let soap = node
        .children()
        .filter(|child| matches!(child.tag_name().namespace(), Some(SOAP11 | SOAP12)));
    for child in soap {
        let name = child.tag_name();
        if name.namespace() != Some(namespace) || !allowed.contains(&name.name()) {
            let names: Vec<String> = allowed.iter().map(|name| format!("soap:{name}")).collect();
            return Err(ReadError::UnexpectedElement {
                place: Box::new(reader.place(child)),
                found: crate::read::text::shown_name(name.namespace(), name.name()),
                expected: format!("{} of the binding's version of SOAP", alternatives(&names)),
            });
        }
    }
    Ok(())
}

fn operation(
    reader: &Reader<'_>,
    node: Node<'_, '_>,
    namespace: &str,
) -> Result<UnboundOperation, ReadError> {
    reader.attributes(node, &["name"])?;
    extensions(reader, node, namespace, &["operation"])?;
    let soap = node
        .children()
        .find(|child| child.has_tag_name((namespace, "operation")));
    let mut soap_action = None;
    if let Some(soap) = soap {
        reader.attributes(soap, &["soapAction", "soapActionRequired", "style", "required"])?;
        reader.leaf(soap)?;
        style(reader, soap)?;
        soap_action = soap.attribute("soapAction").map(str::to_owned);
        if let Some(action) = soap_action.as_deref().filter(|action| !is_uri(action)) {
            return Err(reader.invalid(soap, "soapAction", action, "a URI (RFC 3986)".to_owned()));
        }
    }
    let (mut input, mut output, mut faults) = (None, None, Vec::new());
    for child in reader.children(node, &["input", "output", "fault"])? {
        reader.attributes(child, &["name"])?;
        reader.children(child, &[])?;
        match child.tag_name().name() {
            "input" => input = Some(message(reader, child, namespace)?),
            "output" => output = Some(message(reader, child, namespace)?),
            _ => faults.push((fault(reader, child, namespace)?, reader.place(child))),
        }
    }
    Ok(UnboundOperation {
        name: reader.name(node, "")?.local,
        soap_action,
        input,
        output,
        faults,
        place: reader.place(node),
    })
}

/// Whether a text has the characters of a URI alone: what a header field can carry between quotes.
fn is_uri(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte))
}

fn message(reader: &Reader<'_>, node: Node<'_, '_>, namespace: &str) -> Result<UnboundMessage, ReadError> {
    extensions(reader, node, namespace, &["body", "header"])?;
    let Some(body) = node
        .children()
        .find(|child| child.has_tag_name((namespace, "body")))
    else {
        return Err(ReadError::MissingElement {
            place: Box::new(reader.place(node)),
            expected: "`soap:body`".to_owned(),
        });
    };
    reader.attributes(body, &["parts", "use", "encodingStyle", "namespace", "required"])?;
    reader.leaf(body)?;
    literal(reader, body)?;
    let parts = body
        .attribute("parts")
        .map(|parts| parts.split_ascii_whitespace().map(str::to_owned).collect());
    let headers = node
        .children()
        .filter(|child| child.has_tag_name((namespace, "header")));
    let headers = headers
        .map(|header| {
            reader.attributes(
                header,
                &["message", "part", "use", "encodingStyle", "namespace", "required"],
            )?;
            literal(reader, header)?;
            let fault = header
                .children()
                .find(|child| child.has_tag_name((namespace, "headerfault")));
            if let Some(fault) = fault {
                return Err(reader.unsupported(
                    fault,
                    "soap:headerfault",
                    "faults that concern a header are not modelled. Declare the fault on the operation",
                ));
            }
            reader.leaf(header)?;
            Ok(UnboundHeader {
                message: reader.qname(header, "message")?,
                part: reader.required(header, "part")?.to_owned(),
                place: reader.place(header),
            })
        })
        .collect::<Result<_, ReadError>>()?;
    Ok(UnboundMessage {
        parts,
        headers,
        place: reader.place(node),
    })
}

fn fault(reader: &Reader<'_>, node: Node<'_, '_>, namespace: &str) -> Result<String, ReadError> {
    extensions(reader, node, namespace, &["fault"])?;
    let name = reader.required(node, "name")?;
    let Some(fault) = node
        .children()
        .find(|child| child.has_tag_name((namespace, "fault")))
    else {
        return Err(ReadError::MissingElement {
            place: Box::new(reader.place(node)),
            expected: "`soap:fault`".to_owned(),
        });
    };
    reader.attributes(fault, &["name", "use", "encodingStyle", "namespace", "required"])?;
    reader.leaf(fault)?;
    literal(reader, fault)?;
    // WS-I Basic Profile 1.1, R2721 and R2754: it is there, and says the same as the wsdl:fault.
    let inner = reader.required(fault, "name")?;
    if inner != name {
        return Err(reader.invalid(fault, "name", inner, format!("`{name}`, as on the wsdl:fault")));
    }
    Ok(name.to_owned())
}

fn literal(reader: &Reader<'_>, node: Node<'_, '_>) -> Result<(), ReadError> {
    match node.attribute("use").map(str::trim) {
        None | Some("literal") => Ok(()),
        Some("encoded") => Err(reader.unsupported(node, "use=\"encoded\"", ENCODED)),
        Some(other) => Err(reader.invalid(node, "use", other, "`literal`".to_owned())),
    }
}
