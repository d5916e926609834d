//! Every reference in a document, with the kind of component that it leads to.

use super::{
    Additional, BodyContent, ComponentKind, OpenApiDocument, OrRef, Parameter, Reference, RequestBody,
    Response, SchemaKind, SchemaOrRef,
};

impl OpenApiDocument {
    /// Every reference in it.
    pub(super) fn references(&self) -> Vec<(ComponentKind, &Reference)> {
        let mut found = Found(Vec::new());
        for (_, schema) in &self.components.schemas {
            found.schema(schema);
        }
        for (_, parameter) in &self.components.parameters {
            found.schema(&parameter.schema);
        }
        for (_, body) in &self.components.request_bodies {
            found.schema(&body.content.schema);
        }
        for (_, response) in &self.components.responses {
            found.content(response.content.as_ref());
        }
        for operation in &self.operations {
            for parameter in &operation.parameters {
                found.parameter(parameter);
            }
            if let Some(body) = &operation.body {
                found.body(body);
            }
            for (_, response) in &operation.responses {
                found.response(response);
            }
        }
        found.0
    }
}

struct Found<'d>(Vec<(ComponentKind, &'d Reference)>);

impl<'d> Found<'d> {
    fn schema(&mut self, schema: &'d SchemaOrRef) {
        let schema = match schema {
            OrRef::Ref(reference) => return self.0.push((ComponentKind::Schema, reference)),
            OrRef::Here(schema) => schema,
        };
        match &schema.kind {
            SchemaKind::Object(object) => {
                object
                    .properties
                    .iter()
                    .for_each(|property| self.schema(&property.schema));
                if let Additional::Typed(schema) = &object.additional {
                    self.schema(schema);
                }
            }
            SchemaKind::Array(array) => self.schema(&array.items),
            SchemaKind::AllOf(parts) => parts.iter().for_each(|part| self.schema(part)),
            SchemaKind::OneOf(one_of) => {
                let mapped = one_of
                    .discriminator
                    .iter()
                    .flat_map(|discriminator| &discriminator.mapping);
                let mapped = mapped.map(|(_, reference)| reference);
                let all = one_of.alternatives.iter().chain(mapped);
                self.0
                    .extend(all.map(|reference| (ComponentKind::Schema, reference)));
            }
            SchemaKind::String(_) | SchemaKind::Number(_) | SchemaKind::Boolean(_) => {}
        }
    }

    fn content(&mut self, content: Option<&'d BodyContent>) {
        if let Some(content) = content {
            self.schema(&content.schema);
        }
    }

    fn parameter(&mut self, parameter: &'d OrRef<Parameter>) {
        match parameter {
            OrRef::Here(parameter) => self.schema(&parameter.schema),
            OrRef::Ref(reference) => self.0.push((ComponentKind::Parameter, reference)),
        }
    }

    fn body(&mut self, body: &'d OrRef<RequestBody>) {
        match body {
            OrRef::Here(body) => self.schema(&body.content.schema),
            OrRef::Ref(reference) => self.0.push((ComponentKind::RequestBody, reference)),
        }
    }

    fn response(&mut self, response: &'d OrRef<Response>) {
        match response {
            OrRef::Here(response) => self.content(response.content.as_ref()),
            OrRef::Ref(reference) => self.0.push((ComponentKind::Response, reference)),
        }
    }
}
