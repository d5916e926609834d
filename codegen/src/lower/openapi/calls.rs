//! Operations: parameters, bodies and answers by their types.

use super::{Lowering, inside, paragraphs, unsupported};
use crate::lower::{
    Answer, Api, Call, CallBody, CallKey, LowerError, Member, Object, Others, Shape, Step, TypeKey, TypeRef,
};
use crate::place::Place;
use crate::read::openapi::{
    BodyContent, Media, OpenApiDocument, Operation, OrRef, Parameter, ParameterLocation,
};

impl<'d> Lowering<'d> {
    /// The operations of a document.
    pub(super) fn api(&mut self, document: &'d OpenApiDocument) -> Result<Api, LowerError> {
        let calls = document
            .operations
            .iter()
            .map(|operation| self.call(document, operation));
        Ok(Api {
            calls: calls.collect::<Result<_, _>>()?,
        })
    }

    fn call(&mut self, document: &'d OpenApiDocument, operation: &'d Operation) -> Result<Call, LowerError> {
        let documents = self.documents;
        let owner = TypeKey {
            namespace: String::new(),
            path: vec![Step::Element(operation.id.clone())],
        };
        let mut parameters = Object {
            members: Vec::new(),
            others: Others::Refused,
            rules: Vec::new(),
        };
        let mut locations = Vec::new();
        // A parameter of the operation takes the place of one of its path (OpenAPI 3.0.3, section 4.7.10).
        let all: Vec<&'d Parameter> = operation
            .parameters
            .iter()
            .filter_map(|p| documents.parameter(p))
            .collect();
        for (index, parameter) in all.iter().enumerate() {
            let later = all.iter().skip(index + 1);
            let mut same =
                later.filter(|other| (&other.name, other.location) == (&parameter.name, parameter.location));
            if same.next().is_some() {
                continue;
            }
            parameters
                .members
                .push(self.parameter(&owner, &document.path, parameter)?);
            locations.push(parameter.location);
        }
        check_path(operation, &parameters, &locations)?;
        let body = operation
            .body
            .as_ref()
            .and_then(|body| documents.request_body(body));
        let body = body.map(|body| {
            let ty = self.body_type(&body.content)?;
            Ok(CallBody {
                media: body.content.media,
                required: body.required,
                ty,
                documentation: paragraphs(&body.documentation),
            })
        });
        let mut answers = Vec::new();
        for (status, response) in &operation.responses {
            let Some(response) = documents.response(response) else {
                continue;
            };
            let content = response.content.as_ref();
            answers.push(Answer {
                status: *status,
                ty: content.map(|content| self.body_type(content)).transpose()?,
                documentation: paragraphs(&response.documentation),
            });
        }
        // Exact statuses, then classes, then all others: the first that fits is meant (section 4.7.16).
        answers.sort_by_key(|answer| answer.status);
        let key = operation.security.as_ref().and_then(|name| {
            let schemes = &document.components.security_schemes;
            schemes.iter().find(|(known, _)| *known == name.text)
        });
        Ok(Call {
            id: operation.id.clone(),
            place: operation.place.clone(),
            documentation: paragraphs(&operation.documentation),
            receiver: operation.receiver,
            method: operation.method,
            path: operation.path.clone(),
            parameters,
            locations,
            body: body.transpose()?,
            answers,
            key: key.map(|(_, key)| CallKey {
                name: key.name.clone(),
                location: key.location,
            }),
        })
    }

    fn parameter(
        &mut self,
        owner: &TypeKey,
        file: &str,
        parameter: &'d Parameter,
    ) -> Result<Member, LowerError> {
        let key = inside(owner, Step::Element(parameter.name.clone()));
        let used = self.held(&parameter.schema, key, file)?;
        if used.held.list.is_some() || used.held.nullable || !self.is_single(&used.held.ty) {
            return Err(unsupported(
                &parameter.place,
                "a parameter that is not a single value",
            ));
        }
        let mut documentation = paragraphs(&parameter.documentation);
        if documentation.is_empty() {
            documentation = used.documentation;
        }
        Ok(Member {
            name: parameter.name.clone(),
            held: used.held,
            required: parameter.required,
            default: None,
            place: parameter.place.clone(),
            documentation,
        })
    }

    fn is_single(&self, ty: &TypeRef) -> bool {
        match ty {
            TypeRef::BuiltIn(_) => true,
            TypeRef::Type(key) => matches!(
                self.contract.types.get(key).map(|ty| &ty.shape),
                Some(Shape::Scalar(_) | Shape::Enumeration(_))
            ),
        }
    }

    /// The type of a body, which has a name.
    fn body_type(&self, content: &'d BodyContent) -> Result<TypeRef, LowerError> {
        let OrRef::Ref(reference) = &content.schema else {
            let construct = "the body of a message whose schema has no name (put it into `components/schemas`, and refer to it)";
            return Err(unsupported(content.schema.place(), construct));
        };
        let (name, _, target) = self.target(reference)?;
        if target.nullable {
            return Err(unsupported(&reference.place, "a body that may be null"));
        }
        let key = super::named(name);
        if content.media == Media::Form {
            self.check_form(&key, &reference.place)?;
        }
        Ok(TypeRef::Type(key))
    }

    /// A form is flat: names, each with a single value.
    fn check_form(&self, key: &TypeKey, place: &Place) -> Result<(), LowerError> {
        let Some(Shape::Object(object)) = self.contract.types.get(key).map(|ty| &ty.shape) else {
            return Err(unsupported(place, "a form that is no object"));
        };
        if object.others != Others::Refused {
            return Err(unsupported(
                place,
                "a form that is not closed with `additionalProperties: false`",
            ));
        }
        for member in &object.members {
            if member.held.list.is_some() || member.held.nullable || !self.is_single(&member.held.ty) {
                return Err(unsupported(
                    &member.place,
                    "a field of a form that is not a single value",
                ));
            }
        }
        Ok(())
    }
}

/// The parameters in the path are those that it has places for.
fn check_path(
    operation: &Operation,
    parameters: &Object,
    locations: &[ParameterLocation],
) -> Result<(), LowerError> {
    let wrong = |problem: String| LowerError::Path {
        place: Box::new(operation.place.clone()),
        path: operation.path.clone(),
        problem,
    };
    let mut places: Vec<&str> = Vec::new();
    let mut rest = operation.path.as_str();
    while let Some((before, behind)) = rest.split_once('{') {
        let name = behind
            .split_once('}')
            .filter(|(name, _)| !name.is_empty() && !name.contains('{'));
        let (Some((name, behind)), false) = (name, before.contains('}')) else {
            return Err(wrong("has a `{` without a name and a `}` behind it".to_owned()));
        };
        if places.contains(&name) {
            return Err(wrong(format!("has `{{{name}}}` twice")));
        }
        places.push(name);
        rest = behind;
    }
    if rest.contains('}') {
        return Err(wrong("has a `}` without a `{` before it".to_owned()));
    }
    let declared = parameters.members.iter().zip(locations);
    let declared = declared.filter(|(_, location)| **location == ParameterLocation::Path);
    let declared: Vec<&str> = declared.map(|(member, _)| member.name.as_str()).collect();
    if let Some(name) = places.iter().find(|name| !declared.contains(name)) {
        return Err(wrong(format!(
            "has `{{{name}}}`, which is no parameter of it; declare it with `in: path`"
        )));
    }
    if let Some(name) = declared.iter().find(|name| !places.contains(name)) {
        return Err(wrong(format!(
            "has no place for the parameter `{name}`; write `{{{name}}}`"
        )));
    }
    Ok(())
}
