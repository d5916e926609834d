//! The references inside a WSDL: messages, port types, bindings.

use super::definitions::insert;
use super::model::{
    Binding, BindingOperation, BoundMessage, Header, Message, Operation, PartContent, Port, SoapVersion,
    WsdlDocument,
};
use super::reader::{look_up, unknown};
use crate::place::Place;
use crate::read::error::ReadError;
use crate::resolve::QName;

/// A binding as written.
#[derive(Debug)]
pub(super) struct Unbound {
    pub(super) name: QName,
    pub(super) port_type: QName,
    pub(super) soap: SoapVersion,
    pub(super) operations: Vec<UnboundOperation>,
    pub(super) documentation: Option<String>,
    pub(super) place: Place,
}

/// An operation in a binding as written.
#[derive(Debug)]
pub(super) struct UnboundOperation {
    pub(super) name: String,
    pub(super) soap_action: Option<String>,
    pub(super) input: Option<UnboundMessage>,
    pub(super) output: Option<UnboundMessage>,
    pub(super) faults: Vec<(String, Place)>,
    pub(super) place: Place,
}

/// How a message is carried, as written.
#[derive(Debug)]
pub(super) struct UnboundMessage {
    pub(super) parts: Option<Vec<String>>,
    pub(super) headers: Vec<UnboundHeader>,
    pub(super) place: Place,
}

/// A header as written.
#[derive(Debug)]
pub(super) struct UnboundHeader {
    pub(super) message: QName,
    pub(super) part: String,
    pub(super) place: Place,
}

/// Resolves every reference and adds the bindings.
pub(super) fn resolve(document: &mut WsdlDocument, unbound: Vec<Unbound>) -> Result<(), ReadError> {
    for operation in document
        .port_types
        .values()
        .flat_map(|port_type| &port_type.operations)
    {
        let messages = [Some(&operation.input), operation.output.as_ref()];
        for message in messages.into_iter().flatten().chain(&operation.faults) {
            look_up(&document.messages, &message.message, "message", &message.place)?;
        }
        for fault in &operation.faults {
            let message = look_up(&document.messages, &fault.message, "message", &fault.place)?;
            fault_element(message, &fault.place)?;
        }
    }
    for binding in unbound {
        let name = binding.name.clone();
        let bound = bind(document, binding)?;
        let place = bound.place.clone();
        insert(
            &mut document.bindings,
            name,
            bound,
            "binding",
            &place,
            |binding| &binding.place,
        )?;
    }
    let mut ports: Vec<&Port> = Vec::new();
    for port in document.services.values().flat_map(|service| &service.ports) {
        look_up(&document.bindings, &port.binding, "binding", &port.place)?;
        // Its name tells it from all ports of the document (WSDL 1.1, section 2.6).
        if let Some(first) = ports.iter().find(|other| other.name == port.name) {
            return Err(ReadError::Duplicate {
                place: Box::new(port.place.clone()),
                kind: "port",
                name: port.name.clone(),
                first: Box::new(first.place.clone()),
            });
        }
        ports.push(port);
    }
    Ok(())
}

fn bind(document: &WsdlDocument, binding: Unbound) -> Result<Binding, ReadError> {
    let port_type = look_up(
        &document.port_types,
        &binding.port_type,
        "port type",
        &binding.place,
    )?;
    let mut operations: Vec<BindingOperation> = Vec::new();
    for unbound in binding.operations {
        let names = port_type
            .operations
            .iter()
            .map(|operation| operation.name.as_str());
        let Some(operation) = port_type
            .operations
            .iter()
            .find(|operation| operation.name == unbound.name)
        else {
            return Err(unknown(
                "operation in the port type",
                &unbound.name,
                names,
                &unbound.place,
            ));
        };
        if let Some(first) = operations.iter().find(|other| other.name == unbound.name) {
            let first = Box::new(first.place.clone());
            let (place, name) = (Box::new(unbound.place), unbound.name);
            return Err(ReadError::Duplicate {
                place,
                kind: "bound operation",
                name,
                first,
            });
        }
        operations.push(bind_operation(document, operation, unbound)?);
    }
    let left_out = port_type
        .operations
        .iter()
        .find(|operation| !operations.iter().any(|bound| bound.name == operation.name));
    if let Some(operation) = left_out {
        let expected = format!(
            "a binding of the operation `{}` (WS-I Basic Profile 1.1, R2718)",
            operation.name
        );
        return Err(ReadError::MissingElement {
            place: Box::new(binding.place),
            expected,
        });
    }
    Ok(Binding {
        port_type: binding.port_type,
        soap: binding.soap,
        operations,
        documentation: binding.documentation,
        place: binding.place,
    })
}

fn bind_operation(
    document: &WsdlDocument,
    operation: &Operation,
    unbound: UnboundOperation,
) -> Result<BindingOperation, ReadError> {
    let missing = |what: &str| ReadError::MissingElement {
        place: Box::new(unbound.place.clone()),
        expected: format!("`wsdl:{what}`, which the operation of the port type has"),
    };
    let input = unbound.input.ok_or_else(|| missing("input"))?;
    let input = bind_message(document, &operation.input.message, input)?;
    let output = match (&operation.output, unbound.output) {
        (Some(output), Some(unbound)) => Some(bind_message(document, &output.message, unbound)?),
        (None, None) => None,
        (Some(_), None) => return Err(missing("output")),
        (None, Some(unbound)) => {
            return Err(unknown(
                "output in the operation",
                &operation.name,
                std::iter::empty(),
                &unbound.place,
            ));
        }
    };
    let mut faults = Vec::new();
    for (name, place) in unbound.faults {
        let mut declared = operation.faults.iter().map(|fault| fault.name.as_str());
        if !declared.clone().any(|declared| declared == name) {
            return Err(unknown("fault in the operation", &name, &mut declared, &place));
        }
        faults.push(name);
    }
    if let Some(fault) = operation
        .faults
        .iter()
        .find(|fault| !faults.contains(&fault.name))
    {
        return Err(missing(&format!("fault name=\"{}\"", fault.name)));
    }
    Ok(BindingOperation {
        name: unbound.name,
        soap_action: unbound.soap_action,
        input,
        output,
        faults,
        place: unbound.place,
    })
}

/// Finds the one part in the body, and the parts in the header.
fn bind_message(
    document: &WsdlDocument,
    name: &QName,
    unbound: UnboundMessage,
) -> Result<BoundMessage, ReadError> {
    let place = unbound.place;
    let message = look_up(&document.messages, name, "message", &place)?;
    let mut headers: Vec<Header> = Vec::new();
    for header in unbound.headers {
        let carried = look_up(&document.messages, &header.message, "message", &header.place)?;
        let element = part_element(carried, &header.part, &header.place)?;
        if headers.iter().any(|other| other.element == element) {
            return Err(ReadError::Unsupported {
                place: Box::new(header.place),
                construct: format!("a second header of the element `{}`", element.local),
                reason: "a message has each header block once. Remove one of them",
            });
        }
        headers.push(Header {
            message: header.message,
            part: header.part,
            element,
            place: header.place,
        });
    }
    let in_header = |part: &str| {
        headers
            .iter()
            .any(|header| header.message == *name && header.part == part)
    };
    let parts: Vec<String> = match unbound.parts {
        Some(parts) => parts,
        // Without `parts` the body holds all of the message that no header carries.
        None => message
            .parts
            .iter()
            .map(|part| part.name.clone())
            .filter(|part| !in_header(part))
            .collect(),
    };
    let body = match parts.as_slice() {
        [] => None,
        [part] => Some(part_element(message, part, &place)?),
        [_, second, ..] => {
            return Err(ReadError::Unsupported {
                place: Box::new(place),
                construct: format!("a body of several parts (`{second}` is the second)"),
                reason: "a body of document style has one part at most (WS-I Basic Profile 1.1, R2201). Name it in \
                         the attribute `parts`",
            });
        }
    };
    Ok(BoundMessage { body, headers, place })
}

fn part_element(message: &Message, part: &str, place: &Place) -> Result<QName, ReadError> {
    let names = message.parts.iter().map(|part| part.name.as_str());
    let found = message.parts.iter().find(|candidate| candidate.name == part);
    let found = found.ok_or_else(|| unknown("part in the message", part, names, place))?;
    match &found.content {
        PartContent::Element(element) => Ok(element.clone()),
        PartContent::Type(_) => Err(ReadError::Unsupported {
            place: Box::new(found.place.clone()),
            construct: format!("the part `{part}` with a `type`"),
            reason: "in document style a part is an element of a schema (WS-I Basic Profile 1.1, R2204). Declare an \
                     element and name it in `element`",
        }),
    }
}

fn fault_element(message: &Message, place: &Place) -> Result<(), ReadError> {
    match message.parts.as_slice() {
        [part] => part_element(message, &part.name, place).map(|_| ()),
        _ => Err(ReadError::Unsupported {
            place: Box::new(place.clone()),
            construct: format!("a fault with a message of {} parts", message.parts.len()),
            reason: "the message of a fault has exactly one part (WSDL 1.1, section 3.6)",
        }),
    }
}
