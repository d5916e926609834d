//! Operations of OpenAPI documents as Rust, and their names.

use std::collections::BTreeMap;

use super::fields::Scope;
use super::idents::Namer;
use super::types::Planner;
use super::{
    Answer, Call, CallBody, Field, Form, MemberForm, Named, Occurs, Parameters, Part, PlanError, names,
};
use crate::lower::{self, Contract, Step, TypeKey, TypeRef};
use crate::read::openapi::Media;
use crate::registry::Status;

/// The stem of an operation's names, by file and name.
pub(super) type CallStems = BTreeMap<(String, String), String>;

impl Namer<'_> {
    /// Names every operation of the OpenAPI documents.
    pub(super) fn name_calls(&mut self, contract: &Contract) -> Result<CallStems, PlanError> {
        let mut stems = CallStems::new();
        let each = || {
            contract
                .apis
                .iter()
                .flat_map(|(file, api)| api.calls.iter().map(move |call| (file, call)))
        };
        let natural = each().map(|(_, call)| names::operation_stem(&call.id));
        self.claims.avoid(natural);
        for (file, call) in each() {
            let module = self.module_of_file(file);
            let wire = format!("{{}}operation {}", call.id);
            let stem = self
                .override_of(&wire)
                .unwrap_or_else(|| names::operation_stem(&call.id));
            let mut idents = vec![names::operation_name(&stem), names::answer_name(&stem)];
            idents.extend((!call.parameters.members.is_empty()).then(|| names::parameters_name(&stem)));
            for ident in idents {
                let named = Named::new(format!("operation {}", call.id), &call.place);
                self.claims
                    .claim(&module, &ident, named, |claims| claims.cure(&wire, &stem))?;
            }
            stems.insert((file.clone(), call.id.clone()), stem);
        }
        Ok(stems)
    }
}

impl Planner<'_> {
    /// Plans every operation of the OpenAPI documents.
    pub(super) fn calls(&mut self, home: &BTreeMap<String, String>) -> Result<(), PlanError> {
        let contract = self.contract;
        for (file, api) in &contract.apis {
            let module = home.get(file).cloned().unwrap_or_default();
            let live = self.service.versions.iter();
            let live =
                live.filter(|version| version.status != Status::Retired && version.files.contains(file));
            let versions: Vec<String> = live.map(|version| version.id.clone()).collect();
            for call in &api.calls {
                let stem = self.idents.calls[&(file.clone(), call.id.clone())].clone();
                let call = self.call(&module, &stem, call)?;
                let calls = &mut self.gathered.entry(module.clone()).or_default().calls;
                calls.versions.clone_from(&versions);
                calls.calls.push(call);
            }
        }
        Ok(())
    }

    fn call(&mut self, module: &str, stem: &str, call: &lower::Call) -> Result<Call, PlanError> {
        let mut scope = Scope::of_fields();
        let mut fields = Vec::new();
        for (index, member) in call.parameters.members.iter().enumerate() {
            fields.push(self.parameter(module, index, call, member, &mut scope)?);
        }
        let parameters = (!fields.is_empty()).then(|| Parameters {
            ident: names::parameters_name(stem),
            fields,
            locations: call.locations.clone(),
        });
        let body = call.body.as_ref().map(|body| {
            Ok(CallBody {
                media: body.media,
                required: body.required,
                ty: self.path_from(module, &body.ty, &call.place)?,
            })
        });
        let mut answers = Vec::new();
        for answer in &call.answers {
            let ty = answer.ty.as_ref();
            answers.push(Answer {
                ident: names::status_name(answer.status),
                status: answer.status,
                ty: ty.map(|ty| self.path_from(module, ty, &call.place)).transpose()?,
                documentation: answer.documentation.clone(),
            });
        }
        Ok(Call {
            ident: names::operation_name(stem),
            name: call.id.clone(),
            documentation: call.documentation.clone(),
            receiver: call.receiver,
            method: call.method,
            path: call.path.clone(),
            parameters,
            key: call.key.as_ref().map(|key| (key.name.clone(), key.location)),
            body: body.transpose()?,
            answer: names::answer_name(stem),
            answers,
        })
    }

    fn parameter(
        &mut self,
        module: &str,
        index: usize,
        call: &lower::Call,
        member: &lower::Member,
        scope: &mut Scope,
    ) -> Result<Field, PlanError> {
        let owner = TypeKey {
            namespace: String::new(),
            path: vec![Step::Element(call.id.clone())],
        };
        Ok(Field {
            ident: scope.unique(names::field_name(&member.name)),
            documentation: member.documentation.clone(),
            segment: member.name.clone(),
            personal: self.is_personal(&owner, &member.name),
            part: Part {
                form: Form::Member(MemberForm {
                    index,
                    name: member.name.clone(),
                    list: None,
                    nullable: false,
                }),
                ty: self.path_from(module, &member.held.ty, &member.place)?,
                occurs: if member.required {
                    Occurs::One
                } else {
                    Occurs::Optional
                },
                boxed: false,
                declared: None,
            },
        })
    }

    /// Whether a type is sent as a form.
    pub(super) fn is_form(&self, key: &TypeKey) -> bool {
        let bodies = self
            .contract
            .apis
            .values()
            .flat_map(|api| &api.calls)
            .flat_map(|call| &call.body);
        bodies
            .filter(|body| body.media == Media::Form)
            .any(|body| body.ty == TypeRef::Type(key.clone()))
    }
}
