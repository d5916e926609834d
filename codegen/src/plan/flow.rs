//! Which operations and fields a flow is made of: a document is handed over, signed elsewhere, and asked about.

use super::idents::Namer;
use super::types::Planner;
use super::{
    Asking, Call, Field, Flow, Handing, Item, ItemKind, Led, Member, Named, Object, Occurs, PlanError,
    Signalled, VersionInput, hint, names,
};
use crate::lower::Contract;
use crate::read::openapi::{Receiver, Status};
use crate::registry;

impl Namer<'_> {
    /// Takes the names of a flow's types before any other is given, so that what collides with one is told how to be
    /// named otherwise.
    pub(super) fn claim_flow(&mut self, contract: &Contract) {
        let Some(flow) = &self.service.flow else {
            return;
        };
        for (file, api) in &contract.apis {
            if let Some(call) = api.calls.iter().find(|call| call.id == flow.create) {
                let module = self.module_of_file(file);
                for ident in names::flow_names() {
                    let description = format!("the flow of services.{}", self.service.id);
                    self.claims
                        .take(&module, ident, Named::new(description, &call.place));
                }
            }
        }
    }
}

/// The flow of one version, which stands in `module`; `None` when the version has no such operation.
///
/// # Errors
/// Operations that are missing, or not what they are said to be.
pub(super) fn find(
    planner: &Planner<'_>,
    flow: &registry::Flow,
    module: &str,
) -> Result<Option<Flow>, PlanError> {
    let finder = Finder {
        planner,
        flow,
        module,
    };
    if finder.calls().all(|call| call.name != flow.create) {
        return Ok(None);
    }
    finder.find().map(Some)
}

/// That no version has the operation that hands documents over.
pub(super) fn missing(
    service: &registry::Service,
    flow: &registry::Flow,
    inputs: &[VersionInput<'_>],
) -> PlanError {
    let apis = inputs.iter().flat_map(|input| input.contract.apis.values());
    let known = apis.flat_map(|api| &api.calls).map(|call| call.id.as_str());
    PlanError::NoSuchComponent {
        entry: format!("`create = \"{}\"` of `flow`", flow.create),
        service: service.id.clone(),
        hint: hint(&flow.create, known),
    }
}

struct Finder<'p> {
    planner: &'p Planner<'p>,
    flow: &'p registry::Flow,
    module: &'p str,
}

impl<'p> Finder<'p> {
    fn find(&self) -> Result<Flow, PlanError> {
        let flow = self.flow;
        let (status, states, values) = self.status()?;
        let variant = |key, value: &str| {
            let found = values.iter().find(|(text, _, _)| text == value);
            found.map(|(_, name, _)| name.clone()).ok_or_else(|| {
                let problem = format!("is no value of {states}, which `status` is answered with");
                self.wrong(key, value, &problem)
            })
        };
        let variants = [
            variant("started", &flow.states.started)?,
            variant("successful", &flow.states.successful)?,
            variant("absent", &flow.states.absent)?,
        ];
        if values.len() > variants.len() {
            let problem = format!("is answered with {states}, which has more values than the three states");
            return Err(self.wrong("status", &flow.status, &problem));
        }
        Ok(Flow {
            life: flow.life,
            source: flow.source.clone(),
            fingerprint: self.fingerprint()?.to_owned(),
            create: self.create()?,
            status,
            page: self.led("page", &flow.page, Receiver::Service)?,
            return_link: self.led("return", &flow.return_link, Receiver::Supplier)?,
            signal: self.signal(&states)?,
            states,
            variants,
        })
    }

    /// The Rust type of a fingerprint.
    fn fingerprint(&self) -> Result<&'p str, PlanError> {
        let wanted = &self.flow.fingerprint;
        let named =
            |item: &&Item| matches!(&item.kind, ItemKind::Restriction(of_it) if of_it.wire.local == *wanted);
        match self.items().iter().find(named) {
            Some(item) if is_personal(item) => Err(self.wrong(
                "fingerprint",
                wanted,
                "is personal, and what identifies a document goes into errors and logs",
            )),
            Some(item) => Ok(&item.ident),
            None => {
                let known = self.items().iter().filter_map(|item| match &item.kind {
                    ItemKind::Restriction(of_it) => Some(of_it.wire.local.as_str()),
                    _ => None,
                });
                Err(self.nothing("fingerprint", wanted, known))
            }
        }
    }

    fn create(&self) -> Result<Handing, PlanError> {
        let (key, name) = ("create", &self.flow.create);
        let call = self.call(key, name, Receiver::Service)?;
        if call.parameters.is_some() || call.body.is_none() {
            return Err(self.wrong(key, name, "must have a body and no parameters"));
        }
        let succeeds = |status| matches!(status, Status::Exactly(200..=299) | Status::Class(2));
        let (accepted, rejected) = match call.answers.as_slice() {
            [accepted, rejected] if succeeds(accepted.status) && !succeeds(rejected.status) => {
                (accepted, rejected)
            }
            _ => {
                return Err(self.wrong(
                    key,
                    name,
                    "must have two answers, one for success and one for rejection",
                ));
            }
        };
        let exact = |status| matches!(status, Status::Exactly(_));
        let (Some(held), Some(reason)) = (&accepted.ty, &rejected.ty) else {
            return Err(self.wrong(key, name, "must have a body in both its answers"));
        };
        if !exact(accepted.status) || !exact(rejected.status) {
            return Err(self.wrong(key, name, "must have answers of one status each"));
        }
        match self.only(held, self.fingerprint()?) {
            Some(field) => Ok(Handing {
                marker: call.ident.clone(),
                answer: call.answer.clone(),
                accepted: accepted.ident.clone(),
                field: field.ident.clone(),
                rejected: rejected.ident.clone(),
                reason: reason.clone(),
            }),
            None => {
                let problem =
                    "must be answered, when it succeeds, with an object that always holds one fingerprint";
                Err(self.wrong(key, name, problem))
            }
        }
    }

    /// The operation, the enumeration of its states, and the values of that.
    #[allow(clippy::type_complexity, reason = "the values are those of `Enumeration`")]
    fn status(&self) -> Result<(Asking, String, &'p [(String, String, Vec<String>)]), PlanError> {
        let (key, name) = ("status", &self.flow.status);
        let with = self.led(key, name, Receiver::Service)?;
        let call = self.call(key, name, Receiver::Service)?;
        let wrong = || {
            let problem = "must have one answer, an object that always holds one state, of an enumeration";
            self.wrong(key, name, problem)
        };
        let [answer] = call.answers.as_slice() else {
            return Err(wrong());
        };
        let held = answer
            .ty
            .as_ref()
            .filter(|_| matches!(answer.status, Status::Exactly(_)));
        let held = held.ok_or_else(wrong)?;
        let mut states = self.items().iter().filter_map(|item| match &item.kind {
            ItemKind::Enumeration(states) => self.only(held, &item.ident).map(|field| (item, field, states)),
            _ => None,
        });
        match (states.next(), states.next()) {
            (Some((item, field, states)), None) => Ok((
                Asking {
                    with,
                    answer: call.answer.clone(),
                    variant: answer.ident.clone(),
                    field: field.ident.clone(),
                },
                item.ident.clone(),
                &states.values,
            )),
            _ => Err(wrong()),
        }
    }

    fn signal(&self, states: &str) -> Result<Signalled, PlanError> {
        let (key, name) = ("signal", &self.flow.signal);
        let call = self.call(key, name, Receiver::Supplier)?;
        let fingerprint = self.fingerprint()?;
        let body = call
            .body
            .as_ref()
            .filter(|body| body.required && call.parameters.is_none());
        let found = body.and_then(|body| {
            let only = |ty: &str| self.only(&body.ty, ty);
            only(fingerprint).zip(only(states)).zip(Some(body))
        });
        match found {
            Some(((fingerprint, state), body)) => Ok(Signalled {
                marker: call.ident.clone(),
                body: body.ty.clone(),
                fingerprint: fingerprint.ident.clone(),
                state: state.ident.clone(),
            }),
            None => {
                let problem =
                    "must have a body that always holds one fingerprint and one state, and no parameters";
                Err(self.wrong(key, name, problem))
            }
        }
    }

    /// An operation without a body whose only parameter is a fingerprint.
    fn led(&self, key: &'static str, name: &str, receiver: Receiver) -> Result<Led, PlanError> {
        let call = self.call(key, name, receiver)?;
        let fingerprint = self.fingerprint()?;
        let parameters = call.parameters.as_ref().filter(|_| call.body.is_none());
        match parameters.map(|parameters| (parameters, parameters.fields.as_slice())) {
            Some((parameters, [field])) if is_one(field, fingerprint) => Ok(Led {
                marker: call.ident.clone(),
                parameters: parameters.ident.clone(),
                field: field.ident.clone(),
            }),
            _ => Err(self.wrong(
                key,
                name,
                "must have a fingerprint as its only parameter, and no body",
            )),
        }
    }

    fn call(&self, key: &'static str, name: &str, receiver: Receiver) -> Result<&'p Call, PlanError> {
        let call = self.calls().find(|call| call.name == name);
        let call =
            call.ok_or_else(|| self.nothing(key, name, self.calls().map(|call| call.name.as_str())))?;
        match (call.receiver == receiver, receiver) {
            (true, _) => Ok(call),
            (false, Receiver::Service) => Err(self.wrong(key, name, "must be the service's own")),
            (false, Receiver::Supplier) => {
                Err(self.wrong(key, name, "must be the supplier's own (`x-receiver: supplier`)"))
            }
        }
    }

    fn calls(&self) -> impl Iterator<Item = &'p Call> + use<'p> {
        let gathered = self.planner.gathered.get(self.module);
        gathered.into_iter().flat_map(|gathered| &gathered.calls.calls)
    }

    fn items(&self) -> &'p [Item] {
        let gathered = self.planner.gathered.get(self.module);
        gathered.map_or(&[], |gathered| &gathered.items)
    }

    /// The field of an object that is of a type, when one is: it is always there. What the object holds besides is no
    /// matter.
    fn only(&self, object: &str, ty: &str) -> Option<&'p Field> {
        let item = self.items().iter().find(|item| item.ident == object)?;
        let ItemKind::Object(Object { members, .. }) = &item.kind else {
            return None;
        };
        let mut of_type = members.iter().filter_map(|member| match member {
            Member::Field(field) if field.part.ty == ty => Some(field),
            _ => None,
        });
        match (of_type.next(), of_type.next()) {
            (Some(field), None) if is_one(field, ty) => Some(field),
            _ => None,
        }
    }

    fn nothing<'k>(&self, key: &str, value: &str, known: impl Iterator<Item = &'k str>) -> PlanError {
        PlanError::NoSuchComponent {
            entry: format!("`{key} = \"{value}\"` of `flow`"),
            service: self.planner.service.id.clone(),
            hint: hint(value, known),
        }
    }

    fn wrong(&self, key: &'static str, value: &str, problem: &str) -> PlanError {
        PlanError::Entry {
            table: format!("services.{}.flow", self.planner.service.id),
            key,
            value: value.to_owned(),
            problem: problem.to_owned(),
        }
    }
}

/// A field that is always there, of a type of the same module.
fn is_one(field: &Field, ty: &str) -> bool {
    let part = &field.part;
    let nullable =
        matches!(&part.form, super::Form::Member(member) if member.nullable || member.list.is_some());
    part.occurs == Occurs::One && !part.boxed && !nullable && part.ty == ty
}

fn is_personal(item: &Item) -> bool {
    matches!(&item.kind, ItemKind::Restriction(of_it) if of_it.personal)
}
