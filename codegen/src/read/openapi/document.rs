//! The document: its head, and what has a name in it.

use super::cursor::{Cursor, File, Keywords};
use super::{ApiKey, ComponentKind, Components, OpenApiDocument, ParameterLocation};
use super::{operations, references, refused, schema, yaml};
use crate::read::error::ReadError;

const DOCUMENT: Keywords = Keywords {
    what: "an OpenAPI document",
    known: &["openapi", "info", "paths", "components", "security"],
    refused: refused::OF_A_DOCUMENT,
};

const INFO: Keywords = Keywords {
    what: "`info`",
    known: &["title", "version", "description"],
    refused: refused::OF_INFO,
};

const COMPONENTS: Keywords = Keywords {
    what: "`components`",
    known: &[
        "schemas",
        "parameters",
        "requestBodies",
        "responses",
        "securitySchemes",
    ],
    refused: refused::OF_COMPONENTS,
};

const SECURITY_SCHEME: Keywords = Keywords {
    what: "a security scheme",
    known: &["type", "name", "in", "description", "x-source"],
    refused: refused::OF_A_SECURITY_SCHEME,
};

/// Reads a document.
///
/// # Errors
/// The first thing in it that is not of the subset of OpenAPI that is carried out.
pub(super) fn document(file: File<'_>, text: &str) -> Result<OpenApiDocument, ReadError> {
    let tree = yaml::parse(text, file.show)?;
    let root = Cursor::root(file, &tree);
    let keyed = root.keyed(DOCUMENT)?;
    let version = keyed.need("openapi")?;
    let written = version.text()?;
    let patch = written.strip_prefix("3.0.").unwrap_or_default();
    if patch.is_empty() || !patch.chars().all(|c| c.is_ascii_digit()) {
        return Err(version.invalid(format!(
            "`{written}`; expected `3.0.3`: contracts are read as OpenAPI 3.0"
        )));
    }
    let info = keyed.need("info")?.keyed(INFO)?;
    info.need("version")?.text()?;
    let everywhere = keyed
        .get("security")
        .map(|at| operations::security(&at))
        .transpose()?;
    Ok(OpenApiDocument {
        path: file.path.to_owned(),
        title: info.need("title")?.text()?,
        description: info.text("description")?,
        operations: operations::operations(&keyed.need("paths")?, everywhere.flatten().as_ref())?,
        components: keyed
            .get("components")
            .map_or(Ok(Components::default()), |at| components(&at))?,
    })
}

fn components(at: &Cursor<'_>) -> Result<Components, ReadError> {
    let keyed = at.keyed(COMPONENTS)?;
    let section = |kind: ComponentKind| keyed.get(kind.key());
    Ok(Components {
        schemas: named(section(ComponentKind::Schema), schema::schema_or_ref)?,
        parameters: named(section(ComponentKind::Parameter), operations::parameter)?,
        request_bodies: named(section(ComponentKind::RequestBody), operations::request_body)?,
        responses: named(section(ComponentKind::Response), operations::response)?,
        security_schemes: named(section(ComponentKind::SecurityScheme), security_scheme)?,
    })
}

fn named<T>(
    at: Option<Cursor<'_>>,
    read: impl Fn(&Cursor<'_>) -> Result<T, ReadError>,
) -> Result<Vec<(String, T)>, ReadError> {
    let mut components = Vec::new();
    let Some(at) = at else {
        return Ok(components);
    };
    for (name, at) in at.named()? {
        if !references::is_component_name(name) {
            let problem = "no name of a component; expected letters of ASCII, digits, `.`, `-` and `_`";
            return Err(at.invalid(problem.to_owned()));
        }
        components.push((name.to_owned(), read(&at)?));
    }
    Ok(components)
}

fn security_scheme(at: &Cursor<'_>) -> Result<ApiKey, ReadError> {
    let keyed = at.keyed(SECURITY_SCHEME)?;
    let ty = keyed.need("type")?;
    if ty.text()? != "apiKey" {
        return Err(ty.unsupported(
            format!("a security scheme of the type `{}`", ty.text()?),
            "the only kind that is carried out is `apiKey`, in a header or in the query",
        ));
    }
    let location = keyed.need("in")?;
    if location.text()? == "cookie" {
        return Err(location.unsupported("a key in a cookie", "put it in a header or in the query"));
    }
    Ok(ApiKey {
        place: at.place(),
        documentation: schema::documentation(&keyed, "title")?,
        name: keyed.need("name")?.text()?,
        source: schema::source(&keyed)?,
        location: location.word(&[
            ("header", ParameterLocation::Header),
            ("query", ParameterLocation::Query),
        ])?,
    })
}
