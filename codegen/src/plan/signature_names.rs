//! Which role gets which name in which module, and which operations send what is signed.

use super::idents::{Namer, step_name};
use super::{Named, PlanError, names};
use crate::lower::{Contract, Operation, QName, TypeRef};

impl Namer<'_> {
    /// Whether an operation sends the document that is signed.
    pub(super) fn is_signed(&self, contract: &Contract, operation: &Operation) -> bool {
        self.signed_request(contract, operation).is_some()
    }

    /// The request of an operation, when it is of the type that holds the document, and the document is signed.
    fn signed_request<'c>(&self, contract: &Contract, operation: &'c Operation) -> Option<&'c QName> {
        self.service.signatures.as_ref()?;
        let (owner, _) = self.service.document.as_ref()?.carrier.split_once('/')?;
        let request = operation.request.as_ref()?;
        match &contract.elements.get(request)?.ty {
            TypeRef::Type(key) => (key.path.last().and_then(step_name) == Some(owner)).then_some(request),
            TypeRef::BuiltIn(_) => None,
        }
    }

    /// Names the roles, as the registry lists them, in the module of the request that they sign for. Root elements
    /// have their names.
    pub(super) fn name_roles(&mut self, contract: &Contract) -> Result<Vec<String>, PlanError> {
        let mut operations = contract
            .services
            .values()
            .flat_map(|service| &service.ports)
            .flat_map(|port| &port.operations);
        let request = operations.find_map(|operation| self.signed_request(contract, operation));
        let (Some(request), Some(signatures)) = (request, &self.service.signatures) else {
            return Ok(Vec::new());
        };
        let module = self.idents.root(request).0.clone();
        let place = &contract.elements[request].place;
        let mut idents = Vec::new();
        for role in signatures.roles.each() {
            let wire = format!("{{{}}}role {}", request.namespace, role.name);
            let ident = self
                .override_of(&wire)
                .unwrap_or_else(|| names::role_name(&role.name));
            let named = Named::new(format!("role {} of element {}", role.name, request.local), place);
            self.claims
                .claim(&module, &ident, named, |claims| claims.cure(&wire, &ident))?;
            idents.push(ident);
        }
        Ok(idents)
    }
}
