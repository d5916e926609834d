//! Which port and operation of a WSDL gets which names in which module.

use std::collections::BTreeMap;

use super::idents::Namer;
use super::{Named, PlanError, names};
use crate::lower::{Contract, Operation, QName};
use crate::place::Place;

/// The names that the WSDLs of one version give to one module.
#[derive(Clone, Debug, Default)]
pub(super) struct StubIdents {
    /// Operations, in the order of the contract.
    pub(super) operations: Vec<OperationIdent>,
    /// Ports, in the order of the contract.
    pub(super) ports: Vec<PortIdent>,
}

/// Names of an operation as one or more ports bind it.
#[derive(Clone, Debug)]
pub(super) struct OperationIdent {
    /// The first port that binds it so.
    pub(super) bound: Bound,
    /// The stem of its names. A binding that differs from the first one has its port's stem in front.
    pub(super) stem: String,
    /// The choice among its faults; `None` when it has none. The port type declares faults, not the binding: all
    /// bindings have the same.
    pub(super) fault: Option<String>,
}

/// Names of a port.
#[derive(Clone, Debug)]
pub(super) struct PortIdent {
    /// Its service.
    pub(super) service: QName,
    /// Its position there.
    pub(super) port: usize,
    /// The stem of its names.
    pub(super) stem: String,
    /// The static that says what it is.
    pub(super) constant: String,
    /// Its operations: the method, and the position in [`StubIdents::operations`].
    pub(super) methods: Vec<(String, usize)>,
}

/// Where an operation is bound: service, port and operation by position.
#[derive(Clone, Debug)]
pub(super) struct Bound(pub(super) QName, pub(super) usize, pub(super) usize);

impl Bound {
    /// The operation. Names are made from the same contract, so it is there.
    pub(super) fn operation<'c>(&self, contract: &'c Contract) -> &'c Operation {
        &contract.services[&self.0].ports[self.1].operations[self.2]
    }
}

/// What is claimed together, and what cures it.
struct Claimant<'a> {
    module: &'a str,
    description: String,
    place: &'a Place,
    /// How contracts.toml names it, and the name to put another in place of.
    wire: &'a str,
    stem: &'a str,
}

impl Namer<'_> {
    /// Names every port and operation.
    pub(super) fn name_stubs(
        &mut self,
        contract: &Contract,
    ) -> Result<BTreeMap<String, StubIdents>, PlanError> {
        self.note_stems(contract);
        let mut modules: BTreeMap<String, StubIdents> = BTreeMap::new();
        for (service_name, service) in &contract.services {
            let module = self.module_of_file(&service.file);
            let stubs = modules.entry(module.clone()).or_default();
            for (index, port) in service.ports.iter().enumerate() {
                let wire = port_wire(service_name, &port.name);
                let stem = self
                    .override_of(&wire)
                    .unwrap_or_else(|| names::port_stem(&port.name));
                let claimant = Claimant {
                    module: &module,
                    description: format!("port {}", port.name),
                    place: &port.place,
                    wire: &wire,
                    stem: &stem,
                };
                let constant = names::port_static(&stem);
                self.claim_all(
                    &claimant,
                    [
                        constant.clone(),
                        names::client_name(&stem),
                        names::service_name(&stem),
                        names::router_name(&stem),
                    ],
                )?;
                if port
                    .operations
                    .iter()
                    .any(|operation| self.is_signed(contract, operation))
                {
                    self.claim_all(&claimant, [names::unverified_name(&stem)])?;
                }
                let mut methods: Vec<(String, usize)> = Vec::new();
                for position in 0..port.operations.len() {
                    let bound = Bound(service_name.clone(), index, position);
                    let (method, operation) = self.operation(contract, &module, &stem, bound, stubs)?;
                    methods.push((method, operation));
                }
                stubs.ports.push(PortIdent {
                    service: service_name.clone(),
                    port: index,
                    stem,
                    constant,
                    methods,
                });
            }
        }
        Ok(modules)
    }

    /// None of the names of ports and operations is suggested for another.
    fn note_stems(&mut self, contract: &Contract) {
        for port in contract.services.values().flat_map(|service| &service.ports) {
            self.claims.avoid([names::port_stem(&port.name)]);
            let operations = port.operations.iter();
            self.claims
                .avoid(operations.map(|operation| names::operation_stem(&operation.name)));
        }
    }

    /// The method of an operation, and its position among those of the module; named when it is the first of its
    /// kind there.
    fn operation(
        &mut self,
        contract: &Contract,
        module: &str,
        port_stem: &str,
        bound: Bound,
        stubs: &mut StubIdents,
    ) -> Result<(String, usize), PlanError> {
        let operation = bound.operation(contract);
        let port_type = type_of_port(contract, &bound);
        let wire = operation_wire(port_type, &operation.name);
        let stem = self
            .override_of(&wire)
            .unwrap_or_else(|| names::operation_stem(&operation.name));
        let claimant = Claimant {
            module,
            description: format!("operation {} of port type {}", operation.name, port_type.local),
            place: &operation.place,
            wire: &wire,
            stem: &stem,
        };
        let method = names::method_name(&stem);
        self.claim_all(
            &claimant,
            [format!("{}::{method}", names::client_name(port_stem))],
        )?;
        let is_of_this_type = |other: &&OperationIdent| {
            let found = other.bound.operation(contract);
            found.name == operation.name && type_of_port(contract, &other.bound) == port_type
        };
        let known = stubs.operations.iter().position(|other| {
            is_of_this_type(&other) && is_bound_alike(other.bound.operation(contract), operation)
        });
        if let Some(known) = known {
            return Ok((method, known));
        }
        let first = stubs.operations.iter().find(is_of_this_type);
        let fault = match first {
            Some(first) => first.fault.clone(),
            None if operation.faults.is_empty() => None,
            None => Some(names::fault_name(&stem)),
        };
        let own_stem = match first {
            Some(_) => format!("{port_stem}{stem}"),
            None => stem.clone(),
        };
        let headers = [
            (!operation.request_headers.is_empty()).then(|| names::request_headers_name(&own_stem)),
            (!operation.answer_headers.is_empty()).then(|| names::answer_headers_name(&own_stem)),
        ];
        let fault_of_its_own = fault.clone().filter(|_| first.is_none());
        let idents = headers.into_iter().flatten().chain(fault_of_its_own);
        self.claim_all(&claimant, idents.chain([names::operation_name(&own_stem)]))?;
        stubs.operations.push(OperationIdent {
            bound,
            stem: own_stem,
            fault,
        });
        Ok((method, stubs.operations.len() - 1))
    }

    fn claim_all(
        &mut self,
        claimant: &Claimant<'_>,
        idents: impl IntoIterator<Item = String>,
    ) -> Result<(), PlanError> {
        for ident in idents {
            let named = Named::new(claimant.description.clone(), claimant.place);
            self.claims.claim(claimant.module, &ident, named, |claims| {
                claims.cure(claimant.wire, claimant.stem)
            })?;
        }
        Ok(())
    }
}

fn type_of_port<'c>(contract: &'c Contract, bound: &Bound) -> &'c QName {
    &contract.services[&bound.0].ports[bound.1].port_type
}

/// How contracts.toml names a port.
fn port_wire(service: &QName, port: &str) -> String {
    format!("{{{}}}port {port}", service.namespace)
}

/// How contracts.toml names an operation.
fn operation_wire(port_type: &QName, operation: &str) -> String {
    format!(
        "{{{}}}portType {}/operation {operation}",
        port_type.namespace, port_type.local
    )
}

/// Whether two bindings of an operation put the same on the wire, inside the envelope and beside it.
fn is_bound_alike(one: &Operation, other: &Operation) -> bool {
    one.soap_action.as_deref().unwrap_or_default() == other.soap_action.as_deref().unwrap_or_default()
        && (&one.request, &one.request_headers) == (&other.request, &other.request_headers)
        && (&one.answer, &one.answer_headers) == (&other.answer, &other.answer_headers)
}
