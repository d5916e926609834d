//! Ports and operations of one version as Rust.

use super::fields::Scope;
use super::stub_names::{OperationIdent, PortIdent, StubIdents};
use super::types::Planner;
use super::{
    Field, First, Form, Group, Headers, Item, ItemKind, Message, Occurs, Operation, Part, PlanError, Port,
    Stubs, Variant, names,
};
use crate::lower::{self, QName};
use crate::place::Place;
use crate::registry::Status;

impl Planner<'_> {
    /// Plans every port and operation. The faults of an operation become items of the module.
    pub(super) fn stubs(&mut self) -> Result<(), PlanError> {
        for (module, idents) in self.idents.stubs.clone() {
            let stubs = self.stubs_in(&module, &idents)?;
            self.gathered.entry(module).or_default().stubs = stubs;
        }
        Ok(())
    }

    fn stubs_in(&mut self, module: &str, idents: &StubIdents) -> Result<Stubs, PlanError> {
        let mut operations: Vec<Operation> = Vec::new();
        for ident in &idents.operations {
            let operation = self.operation(module, ident)?;
            let is_new = !operations.iter().any(|other| other.fault == operation.fault);
            if let Some(fault) = operation.fault.clone().filter(|_| is_new) {
                let item = self.fault(module, fault, ident.bound.operation(self.contract))?;
                self.gathered
                    .entry(module.to_owned())
                    .or_default()
                    .items
                    .push(item);
            }
            operations.push(operation);
        }
        let ports = idents.ports.iter().map(|ident| self.port(ident)).collect();
        Ok(Stubs {
            operations,
            ports,
            carriers: Vec::new(),
        })
    }

    fn operation(&mut self, module: &str, ident: &OperationIdent) -> Result<Operation, PlanError> {
        let operation = ident.bound.operation(self.contract);
        let request = Message {
            body: self.body(module, operation.request.as_ref(), &operation.place)?,
            headers: self.headers(
                module,
                names::request_headers_name(&ident.stem),
                &operation.request_headers,
                &operation.place,
            )?,
        };
        let answer = Message {
            body: self.body(module, operation.answer.as_ref(), &operation.place)?,
            headers: self.headers(
                module,
                names::answer_headers_name(&ident.stem),
                &operation.answer_headers,
                &operation.place,
            )?,
        };
        Ok(Operation {
            ident: names::operation_name(&ident.stem),
            name: operation.name.clone(),
            action: operation.soap_action.clone().unwrap_or_default(),
            documentation: operation.documentation.clone(),
            request,
            answer,
            one_way: operation.one_way,
            fault: ident.fault.clone(),
            // Known when all versions are.
            signed: false,
            document: Vec::new(),
            receipt: self.receipt(operation)?,
        })
    }

    fn body(
        &self,
        module: &str,
        element: Option<&QName>,
        place: &Place,
    ) -> Result<Option<String>, PlanError> {
        element
            .map(|name| self.root_path(module, name, place))
            .transpose()
    }

    /// The struct for declared blocks of a header, each of which must be there (WS-I Basic Profile 1.1, R2738).
    fn headers(
        &mut self,
        module: &str,
        ident: String,
        blocks: &[QName],
        place: &Place,
    ) -> Result<Option<Headers>, PlanError> {
        if blocks.is_empty() {
            return Ok(None);
        }
        let mut scope = Scope::of_fields();
        let mut fields = Vec::new();
        for block in blocks {
            fields.push(Field {
                ident: scope.unique(names::field_name(&block.local)),
                documentation: self.documentation_of(block),
                segment: block.local.clone(),
                // A block's type masks itself.
                personal: false,
                part: self.element_part(module, block, place)?,
            });
        }
        Ok(Some(Headers { ident, fields }))
    }

    /// The choice among the faults of an operation: what stands in a fault's detail.
    fn fault(
        &mut self,
        module: &str,
        ident: String,
        operation: &lower::Operation,
    ) -> Result<Item, PlanError> {
        let mut scope = Scope::of_variants();
        let mut group = Group {
            members: Vec::new(),
            first: Vec::new(),
        };
        let mut elements: Vec<&QName> = Vec::new();
        for element in operation.faults.values() {
            // Two faults of one element look the same to whoever receives them.
            if elements.contains(&element) {
                continue;
            }
            elements.push(element);
            let part = self.element_part(module, element, &operation.place)?;
            if let Form::Element(wire) = &part.form {
                group.first.push(First::Element(wire.clone()));
            }
            group.members.push(Variant {
                ident: scope.unique(names::variant_name(&element.local)),
                documentation: self.documentation_of(element),
                part,
                constant: None,
                personal: false,
                firsts: 1,
            });
        }
        Ok(Item {
            ident,
            documentation: vec![format!(
                "Felen som operationen {} kan svara med i stället för ett svar.",
                operation.name
            )],
            root: None,
            declared: None,
            kind: ItemKind::Choice(group),
        })
    }

    /// A global element, once.
    fn element_part(&mut self, module: &str, element: &QName, place: &Place) -> Result<Part, PlanError> {
        let declaration = self.contract.elements.get(element);
        Ok(Part {
            form: Form::Element(self.element_name_in(module, element)),
            ty: self.root_path(module, element, place)?,
            occurs: Occurs::One,
            boxed: false,
            declared: declaration.and_then(|element| self.declaration(module, element)),
        })
    }

    fn documentation_of(&self, element: &QName) -> Vec<String> {
        let element = self.contract.elements.get(element);
        element.map_or_else(Vec::new, |element| element.documentation.clone())
    }

    fn port(&self, ident: &PortIdent) -> Port {
        let service = &self.contract.services[&ident.service];
        let port = &service.ports[ident.port];
        let live = self
            .service
            .versions
            .iter()
            .filter(|version| version.status != Status::Retired && version.files.contains(&service.file));
        Port {
            name: port.name.clone(),
            documentation: service.documentation.clone(),
            soap: port.soap,
            versions: live.map(|version| version.id.clone()).collect(),
            constant: ident.constant.clone(),
            client: names::client_name(&ident.stem),
            unverified: names::unverified_name(&ident.stem),
            service: names::service_name(&ident.stem),
            router: names::router_name(&ident.stem),
            methods: ident.methods.clone(),
        }
    }
}
