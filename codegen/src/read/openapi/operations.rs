//! What can be called: paths, parameters, bodies and answers (OpenAPI 3.0.3, sections 4.7.8 to 4.7.17).

use super::cursor::{Cursor, Keyed, Keywords};
use super::{
    BodyContent, ComponentKind, Literal, Media, Method, NameSource, Operation, OrRef, Parameter,
    ParameterLocation, Receiver, RequestBody, Response, Status,
};
use super::{references, refused, schema};
use crate::place::Place;
use crate::read::error::ReadError;

const PATH: Keywords = Keywords {
    what: "a path",
    known: &[
        "get",
        "put",
        "post",
        "delete",
        "patch",
        "parameters",
        "summary",
        "description",
        "x-source",
        "x-receiver",
    ],
    refused: refused::OF_A_PATH,
};

const OPERATION: Keywords = Keywords {
    what: "an operation",
    known: &[
        "operationId",
        "summary",
        "description",
        "parameters",
        "requestBody",
        "responses",
        "security",
    ],
    refused: refused::OF_AN_OPERATION,
};

const PARAMETER: Keywords = Keywords {
    what: "a parameter",
    known: &[
        "name",
        "in",
        "description",
        "required",
        "schema",
        "example",
        "x-source",
    ],
    refused: refused::OF_A_PARAMETER,
};

const REQUEST_BODY: Keywords = Keywords {
    what: "the body of a request",
    known: &["description", "required", "content"],
    refused: &[],
};

const RESPONSE: Keywords = Keywords {
    what: "an answer",
    known: &["description", "content"],
    refused: refused::OF_A_RESPONSE,
};

const MEDIA_TYPE: Keywords = Keywords {
    what: "the content of a body",
    known: &["schema", "example"],
    refused: refused::OF_A_MEDIA_TYPE,
};

/// The operations of all paths. `everywhere` is the security of those that name none.
pub(super) fn operations(at: &Cursor<'_>, everywhere: Option<&Literal>) -> Result<Vec<Operation>, ReadError> {
    let mut operations: Vec<Operation> = Vec::new();
    for (path, at) in at.named()? {
        let keyed = at.keyed(PATH)?;
        if !path.starts_with('/') {
            return Err(at.invalid("no path; expected one that begins with `/`".to_owned()));
        }
        let of_the_path = OfThePath {
            path,
            source: schema::source(&keyed)?,
            receiver: keyed
                .get("x-receiver")
                .map(|at| at.word(&[("service", Receiver::Service), ("supplier", Receiver::Supplier)]))
                .transpose()?
                .unwrap_or_default(),
            parameters: parameters(&keyed)?,
        };
        for (word, method) in Method::WORDS {
            let Some(at) = keyed.get(word) else {
                continue;
            };
            let operation = operation(&at, &of_the_path, method, everywhere)?;
            if let Some(first) = operations.iter().find(|known| known.id == operation.id) {
                return Err(ReadError::Repeated {
                    place: Box::new(at.place()),
                    what: "the operation",
                    name: operation.id,
                    first: Box::new(first.place.clone()),
                    cure: "Give one of them another `operationId`",
                });
            }
            operations.push(operation);
        }
    }
    Ok(operations)
}

/// What the operations of a path have in common.
struct OfThePath<'d> {
    path: &'d str,
    source: Option<NameSource>,
    receiver: Receiver,
    parameters: Vec<OrRef<Parameter>>,
}

fn operation(
    at: &Cursor<'_>,
    of_the_path: &OfThePath<'_>,
    method: Method,
    everywhere: Option<&Literal>,
) -> Result<Operation, ReadError> {
    let keyed = at.keyed(OPERATION)?;
    let mut all = of_the_path.parameters.clone();
    all.extend(parameters(&keyed)?);
    let security = match keyed.get("security") {
        Some(at) => security(&at)?,
        None => everywhere.cloned(),
    };
    let body = keyed.get("requestBody").map(|at| {
        if at.has("$ref") {
            references::component(&at, ComponentKind::RequestBody).map(OrRef::Ref)
        } else {
            request_body(&at).map(OrRef::Here)
        }
    });
    Ok(Operation {
        place: at.place(),
        id: keyed.need("operationId")?.text()?,
        documentation: schema::documentation(&keyed, "summary")?,
        source: of_the_path.source,
        receiver: of_the_path.receiver,
        method,
        path: of_the_path.path.to_owned(),
        parameters: all,
        body: body.transpose()?,
        responses: responses(&keyed.need("responses")?)?,
        security,
    })
}

/// The one scheme of a list of requirements; `None` when the list is empty.
pub(super) fn security(at: &Cursor<'_>) -> Result<Option<Literal>, ReadError> {
    let mut found = None;
    for requirement in at.list()? {
        for (name, at) in requirement.named()? {
            if at.list()?.next().is_some() {
                return Err(at.invalid("a list of scopes, which a key has none of; expected `[]`".to_owned()));
            }
            if found.is_some() {
                return Err(at.unsupported(
                    "a second security scheme of an operation",
                    "an operation has one key. Leave all others out",
                ));
            }
            found = Some(Literal {
                place: at.place(),
                text: name.to_owned(),
                kind: super::model::LiteralKind::Text,
            });
        }
    }
    Ok(found)
}

// ---- parameters

fn parameters(keyed: &Keyed<'_>) -> Result<Vec<OrRef<Parameter>>, ReadError> {
    let Some(at) = keyed.get("parameters") else {
        return Ok(Vec::new());
    };
    at.list()?
        .map(|at| {
            if at.has("$ref") {
                references::component(&at, ComponentKind::Parameter).map(OrRef::Ref)
            } else {
                parameter(&at).map(OrRef::Here)
            }
        })
        .collect()
}

/// A parameter that stands here.
pub(super) fn parameter(at: &Cursor<'_>) -> Result<Parameter, ReadError> {
    let keyed = at.keyed(PARAMETER)?;
    let location = keyed.need("in")?;
    if location.text()? == "cookie" {
        return Err(location.unsupported("a parameter in a cookie", "put it in a header or in the query"));
    }
    let parameter = Parameter {
        place: at.place(),
        name: keyed.need("name")?.text()?,
        source: schema::source(&keyed)?,
        documentation: schema::documentation(&keyed, "title")?,
        location: location.word(&[
            ("path", ParameterLocation::Path),
            ("query", ParameterLocation::Query),
            ("header", ParameterLocation::Header),
        ])?,
        required: keyed.flag("required")?,
        schema: schema::schema_or_ref(&keyed.need("schema")?)?,
    };
    if parameter.location == ParameterLocation::Path && !parameter.required {
        let problem = "a parameter in the path that may be left out; add `required: true`";
        return Err(at.invalid(problem.to_owned()));
    }
    let is_kept =
        ["accept", "content-type", "authorization"].contains(&parameter.name.to_ascii_lowercase().as_str());
    if parameter.location == ParameterLocation::Header && is_kept {
        return Err(keyed.need("name")?.unsupported(
            format!("the header `{}` as a parameter", parameter.name),
            "OpenAPI has it ignored, since what is sent decides it. Leave it out",
        ));
    }
    Ok(parameter)
}

// ---- bodies

/// A request body that stands here.
pub(super) fn request_body(at: &Cursor<'_>) -> Result<RequestBody, ReadError> {
    let keyed = at.keyed(REQUEST_BODY)?;
    let content = keyed.need("content")?;
    let Some(content) = body_content(&content)? else {
        return Err(content.invalid("an empty mapping; expected one media type".to_owned()));
    };
    Ok(RequestBody {
        place: at.place(),
        documentation: schema::documentation(&keyed, "title")?,
        required: keyed.flag("required")?,
        content,
    })
}

/// A response that stands here.
pub(super) fn response(at: &Cursor<'_>) -> Result<Response, ReadError> {
    let keyed = at.keyed(RESPONSE)?;
    keyed.need("description")?;
    let content = keyed.get("content").map(|at| {
        let content = body_content(&at)?;
        match &content {
            Some(content) if content.media == Media::Form => {
                Err(at.unsupported("an answer that is a form", "answers are `application/json`"))
            }
            _ => Ok(content),
        }
    });
    Ok(Response {
        place: at.place(),
        documentation: schema::documentation(&keyed, "title")?,
        content: content.transpose()?.flatten(),
    })
}

fn body_content(at: &Cursor<'_>) -> Result<Option<BodyContent>, ReadError> {
    let mut found: Option<BodyContent> = None;
    for (name, at) in at.named()? {
        if found.is_some() {
            return Err(at.unsupported(
                "a second media type of a body",
                "a body is written in one way. Leave all others out",
            ));
        }
        let media = match name {
            "application/json" => Media::Json,
            "application/x-www-form-urlencoded" => Media::Form,
            _ => {
                return Err(at.unsupported(
                    format!("the media type `{name}`"),
                    "bodies are `application/json` or `application/x-www-form-urlencoded`",
                ));
            }
        };
        found = Some(BodyContent {
            media,
            schema: schema::schema_or_ref(&at.keyed(MEDIA_TYPE)?.need("schema")?)?,
        });
    }
    Ok(found)
}

// ---- answers

fn responses(at: &Cursor<'_>) -> Result<Vec<(Status, OrRef<Response>)>, ReadError> {
    let mut responses: Vec<(Status, OrRef<Response>)> = Vec::new();
    let mut places: Vec<(Status, Place)> = Vec::new();
    for (key, at) in at.named()? {
        let status = status(key).ok_or_else(|| {
            at.invalid(
                "no status; expected one such as '200', a class such as '4XX', or `default`".to_owned(),
            )
        })?;
        if let Some((_, first)) = places.iter().find(|(known, _)| *known == status) {
            return Err(at.repeated("the answer", key, first));
        }
        places.push((status, at.place()));
        let response = if at.has("$ref") {
            OrRef::Ref(references::component(&at, ComponentKind::Response)?)
        } else {
            OrRef::Here(response(&at)?)
        };
        responses.push((status, response));
    }
    if responses.is_empty() {
        return Err(at.invalid("an empty mapping; expected at least one answer".to_owned()));
    }
    Ok(responses)
}

fn status(key: &str) -> Option<Status> {
    if key == "default" {
        return Some(Status::Default);
    }
    if let Some(class) = key.strip_suffix("XX") {
        return class
            .parse()
            .ok()
            .filter(|class| (1..=5).contains(class))
            .map(Status::Class);
    }
    key.parse()
        .ok()
        .filter(|status| key.len() == 3 && (100..600).contains(status))
        .map(Status::Exactly)
}
