//! WSDL → operations with request, answer and faults.

use std::collections::BTreeMap;

use super::{Contract, LowerError, Operation, Port, QName, Service};
use crate::place::Place;
use crate::read::{BindingOperation, PartContent, WsdlDocument};

/// Lowers the services of a WSDL whose schemas are in `contract`.
///
/// # Errors
/// A message whose element no schema declares.
pub fn lower_services(
    contract: &Contract,
    wsdl: &WsdlDocument,
) -> Result<BTreeMap<QName, Service>, LowerError> {
    let mut services = BTreeMap::new();
    for (name, service) in &wsdl.services {
        let mut ports = Vec::new();
        for port in &service.ports {
            // Reading has checked that ports have bindings, and bindings port types and operations.
            let Some(binding) = wsdl.bindings.get(&port.binding) else {
                continue;
            };
            let operations = binding
                .operations
                .iter()
                .map(|operation| lower_operation(contract, wsdl, &binding.port_type, operation));
            ports.push(Port {
                name: port.name.clone(),
                place: port.place.clone(),
                address: port.address.clone(),
                port_type: binding.port_type.clone(),
                soap: binding.soap,
                operations: operations.collect::<Result<_, _>>()?,
            });
        }
        let documentation = service
            .documentation
            .iter()
            .chain(&wsdl.documentation)
            .cloned()
            .collect();
        let lowered = Service {
            documentation,
            file: service.file.clone(),
            ports,
        };
        services.insert(name.clone(), lowered);
    }
    Ok(services)
}

fn lower_operation(
    contract: &Contract,
    wsdl: &WsdlDocument,
    port_type: &QName,
    bound: &BindingOperation,
) -> Result<Operation, LowerError> {
    let declared = wsdl.port_types.get(port_type);
    let declared = declared.and_then(|ty| {
        ty.operations
            .iter()
            .find(|operation| operation.name == bound.name)
    });
    let known = |name: &QName, place: &Place| {
        if contract.elements.contains_key(name) {
            return Ok(name.clone());
        }
        Err(LowerError::UnknownElement {
            place: Box::new(place.clone()),
            name: name.local.clone(),
            namespace: name.namespace.clone(),
        })
    };
    let mut faults = BTreeMap::new();
    for fault in declared.iter().flat_map(|operation| &operation.faults) {
        let parts = wsdl
            .messages
            .get(&fault.message)
            .map_or(&[][..], |message| &message.parts);
        for part in parts.iter().filter(|_| bound.faults.contains(&fault.name)) {
            if let PartContent::Element(element) = &part.content {
                faults.insert(fault.name.clone(), known(element, &part.place)?);
            }
        }
    }
    let body = |message: &crate::read::BoundMessage| {
        message
            .body
            .as_ref()
            .map(|name| known(name, &message.place))
            .transpose()
    };
    let headers = |message: &crate::read::BoundMessage| {
        message
            .headers
            .iter()
            .map(|header| known(&header.element, &header.place))
            .collect::<Result<Vec<_>, _>>()
    };
    Ok(Operation {
        name: bound.name.clone(),
        place: bound.place.clone(),
        soap_action: bound.soap_action.clone(),
        documentation: declared
            .iter()
            .flat_map(|operation| operation.documentation.clone())
            .collect(),
        request: body(&bound.input)?,
        request_headers: headers(&bound.input)?,
        one_way: bound.output.is_none(),
        answer: bound.output.as_ref().map(body).transpose()?.flatten(),
        answer_headers: bound
            .output
            .as_ref()
            .map(headers)
            .transpose()?
            .unwrap_or_default(),
        faults,
    })
}
