//! Keywords of OpenAPI 3.0.3 that are not carried out, and what to do instead.

/// In a schema.
pub(super) const OF_A_SCHEMA: &[(&str, &str)] = &[
    ("anyOf", "which of its parts hold cannot be a type. Use `oneOf`"),
    ("not", "a type can only say what it admits. Say that instead"),
    (
        "uniqueItems",
        "nothing checks it. Leave it out, and say it in the description",
    ),
    ("minProperties", "nothing checks it. Leave it out"),
    ("maxProperties", "nothing checks it. Leave it out"),
    (
        "readOnly",
        "a type is the same in requests and answers. Write a schema for each",
    ),
    (
        "writeOnly",
        "a type is the same in requests and answers. Write a schema for each",
    ),
    (
        "deprecated",
        "nothing would come of it. Say it in the description",
    ),
    (
        "externalDocs",
        "nothing would come of it. Say it in the description",
    ),
    ("xml", "bodies are JSON or forms. Leave it out"),
    ("const", "it belongs to OpenAPI 3.1. Use `enum` with one value"),
    ("examples", "it belongs to OpenAPI 3.1. Use `example`"),
    (
        "patternProperties",
        "it is no keyword of OpenAPI 3.0. Use `additionalProperties`",
    ),
    ("$defs", "it belongs to OpenAPI 3.1. Use `components/schemas`"),
    (
        "definitions",
        "it is no keyword of OpenAPI 3. Use `components/schemas`",
    ),
    ("if", "it belongs to OpenAPI 3.1. Use `oneOf`"),
    ("dependencies", "it is no keyword of OpenAPI 3. Use `x-rules`"),
    ("dependentRequired", "it belongs to OpenAPI 3.1. Use `x-rules`"),
];

/// In the document.
pub(super) const OF_A_DOCUMENT: &[(&str, &str)] = &[
    ("servers", "addresses stand in contracts.toml. Leave it out"),
    ("tags", "operations are not grouped. Leave them out"),
    (
        "externalDocs",
        "nothing would come of it. Say it in `info/description`",
    ),
    ("webhooks", "it belongs to OpenAPI 3.1. Leave it out"),
];

/// In `components`.
pub(super) const OF_COMPONENTS: &[(&str, &str)] = &[
    (
        "examples",
        "nothing would come of them. Use `example` of a schema",
    ),
    ("headers", "headers of answers are not read. Leave them out"),
    ("links", "they are not carried out. Leave them out"),
    ("callbacks", "they are not carried out. Leave them out"),
];

/// In a path.
pub(super) const OF_A_PATH: &[(&str, &str)] = &[
    ("options", "no service answers it to a program. Leave it out"),
    ("head", "nothing would be answered. Leave it out"),
    ("trace", "no service answers it to a program. Leave it out"),
    ("servers", "addresses stand in contracts.toml. Leave it out"),
    ("$ref", "a path cannot be referred to. Write it out"),
];

/// In an operation.
pub(super) const OF_AN_OPERATION: &[(&str, &str)] = &[
    ("tags", "operations are not grouped. Leave them out"),
    ("callbacks", "they are not carried out. Leave them out"),
    (
        "deprecated",
        "nothing would come of it. Say it in the description",
    ),
    (
        "externalDocs",
        "nothing would come of it. Say it in the description",
    ),
    ("servers", "addresses stand in contracts.toml. Leave it out"),
];

/// In a parameter.
pub(super) const OF_A_PARAMETER: &[(&str, &str)] = &[
    (
        "deprecated",
        "nothing would come of it. Say it in the description",
    ),
    (
        "allowEmptyValue",
        "an empty value is text like any other. Leave it out",
    ),
    (
        "allowReserved",
        "reserved characters are always encoded. Leave it out",
    ),
    (
        "style",
        "parameters are written in the style that OpenAPI takes for granted. Leave it out",
    ),
    (
        "explode",
        "parameters are written in the style that OpenAPI takes for granted. Leave it out",
    ),
    ("content", "a parameter is a single value. Use `schema`"),
    ("examples", "nothing would come of them. Use `example`"),
];

/// In a body or an answer.
pub(super) const OF_A_MEDIA_TYPE: &[(&str, &str)] = &[
    ("examples", "nothing would come of them. Use `example`"),
    (
        "encoding",
        "forms are written in the style that OpenAPI takes for granted. Leave it out",
    ),
];

/// In an answer.
pub(super) const OF_A_RESPONSE: &[(&str, &str)] = &[
    ("headers", "headers of answers are not read. Leave them out"),
    ("links", "they are not carried out. Leave them out"),
];

/// In a security scheme.
pub(super) const OF_A_SECURITY_SCHEME: &[(&str, &str)] = &[
    ("scheme", "the only kind that is carried out is `apiKey`"),
    ("bearerFormat", "the only kind that is carried out is `apiKey`"),
    ("flows", "the only kind that is carried out is `apiKey`"),
    (
        "openIdConnectUrl",
        "the only kind that is carried out is `apiKey`",
    ),
];

/// In `info`.
pub(super) const OF_INFO: &[(&str, &str)] = &[
    (
        "termsOfService",
        "nothing would come of it. Say it in the description",
    ),
    ("contact", "nothing would come of it. Say it in the description"),
    ("license", "nothing would come of it. Say it in the description"),
];
