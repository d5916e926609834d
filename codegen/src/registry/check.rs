//! Rules for single values of the registry: names, paths, addresses, the dependency on `fk-runtime`.

use url::Url;

use super::error::Mistake;

/// Names that a service's module and features cannot have: crates in scope, and features and dependencies of the
/// generated crate.
const TAKEN_BY_THE_CRATE: [&str; 10] = [
    "alloc",
    "client",
    "core",
    "default",
    "fk_runtime",
    "serde",
    "server",
    "signing",
    "std",
    "test",
];

/// Modules that stand beside the versions of a service.
const TAKEN_BY_VERSIONS: [&str; 4] = ["current", "previous", "retired", "upcoming"];

/// A service's id becomes a module of the crate and a feature.
pub(super) fn service_id(name: &str) -> Result<(), Mistake> {
    const WHAT: &str = "a service's id";
    module_name(name, WHAT)?;
    if TAKEN_BY_THE_CRATE.contains(&name) {
        return Err(refused(
            name,
            WHAT,
            "the generated crate has that name in use already; choose another",
        ));
    }
    Ok(())
}

/// A shared file's module stands beside the modules of the versions.
pub(super) fn file_module(name: &str) -> Result<(), Mistake> {
    const WHAT: &str = "a module";
    module_name(name, WHAT)?;
    let version_like = name
        .strip_prefix('v')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if version_like || TAKEN_BY_VERSIONS.contains(&name) {
        return Err(refused(
            name,
            WHAT,
            "versions are generated under such names; choose another",
        ));
    }
    Ok(())
}

fn module_name(name: &str, what: &'static str) -> Result<(), Mistake> {
    let plain = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !plain {
        return Err(refused(
            name,
            what,
            "write a lower-case letter, then lower-case letters, digits and `_`",
        ));
    }
    rust_name(name, what)
}

/// Parts of lower-case letters and digits between dots, so that `1.0.2` ⇄ `v1_0_2` is one to one.
pub(super) fn version_id(id: &str) -> Result<(), Mistake> {
    let part =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    if id.split('.').all(part) {
        return Ok(());
    }
    Err(refused(
        id,
        "a version's id",
        "write lower-case letters and digits with dots between, such as `1.0.2`",
    ))
}

/// A type's name in Rust.
pub(super) fn type_name(name: &str) -> Result<(), Mistake> {
    const WHAT: &str = "the name of a Rust type";
    rust_name(name, WHAT)?;
    if name.starts_with(char::is_uppercase) {
        return Ok(());
    }
    Err(refused(name, WHAT, "start it with a capital letter"))
}

/// Any name in Rust, keywords excluded.
pub(super) fn rust_name(name: &str, what: &'static str) -> Result<(), Mistake> {
    // `gen` is a keyword since edition 2024, which syn's list has no notion of.
    if name.starts_with("r#") || name == "gen" || syn::parse_str::<syn::Ident>(name).is_err() {
        return Err(refused(
            name,
            what,
            "it is a keyword or no identifier of Rust; choose another",
        ));
    }
    Ok(())
}

/// A package's name, as Cargo demands it.
pub(super) fn package_name(name: &str) -> Result<(), Mistake> {
    let plain = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-');
    if plain {
        return Ok(());
    }
    const WHAT: &str = "the name of a package";
    Err(refused(
        name,
        WHAT,
        "write a lower-case letter, then lower-case letters, digits, `-` and `_`",
    ))
}

/// `{namespace}name`, the name of a component; an anonymous type has the path of its owners, as in
/// `{namespace}Brev/element rad`.
pub(super) fn component_name(text: &str) -> Result<(), Mistake> {
    let named = text
        .strip_prefix('{')
        .and_then(|rest| rest.split_once('}'))
        .is_some_and(|(namespace, path)| {
            !namespace.contains(char::is_whitespace) && (is_component_path(path) || is_service_path(path))
        });
    if named {
        return Ok(());
    }
    Err(refused(
        text,
        "the name of a component",
        "write `{namespace}name`, or `{}name` in no namespace",
    ))
}

/// The path of a type, as errors show it: a local name, or the owners of an anonymous type with its role there.
fn is_component_path(path: &str) -> bool {
    path.split('/').all(|step| match step.split_once(' ') {
        Some(("element" | "group" | "substitutes", name)) => is_local_name(name),
        Some(("member", number)) => number.parse::<u32>().is_ok(),
        Some(_) => false,
        None => is_local_name(step.strip_prefix('@').unwrap_or(step)),
    })
}

/// The path of a port, an operation or a role, as errors show it: `port P`, `portType T/operation O`, `operation O`,
/// `role R`.
fn is_service_path(path: &str) -> bool {
    let steps: Vec<_> = path.split('/').map(|step| step.split_once(' ')).collect();
    match steps.as_slice() {
        [Some(("operation" | "port" | "role", name))] => is_local_name(name),
        [Some(("portType", owner)), Some(("operation", operation))] => {
            is_local_name(owner) && is_local_name(operation)
        }
        _ => false,
    }
}

/// The type that a group stands in.
pub(super) fn group_owner(text: &str) -> Result<(), Mistake> {
    if is_component_path(text) {
        return Ok(());
    }
    Err(refused(
        text,
        "the owner of a group",
        "write the type's local name, without prefix and namespace, or the path of an anonymous type such as \
         `Brev/element rad`",
    ))
}

/// What a group holds: `element`, `*/element` for one in a group inside it, `##any` for a wildcard; `[2]` behind it
/// for the second such group of the type.
pub(super) fn group_holds(text: &str) -> Result<(), Mistake> {
    let path = match text.strip_suffix(']').and_then(|text| text.rsplit_once('[')) {
        Some((path, number)) if number.parse::<u32>().is_ok_and(|number| number > 0) => path,
        _ => text,
    };
    let held = path.trim_start_matches("*/");
    if held == "##any" || is_local_name(held) {
        return Ok(());
    }
    Err(refused(
        text,
        "an element of a group",
        "write the local name, without prefix and namespace; `*/` before it for a group inside the group, `[2]` \
         behind it for the second group that holds it",
    ))
}

/// A local name: enough of `NCName` (Namespaces in XML 1.0, section 3) to catch a slip; the schema has the last
/// word.
pub(super) fn is_local_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// A local name, for an entry that names a component of the contract.
pub(super) fn local_name(name: &str, what: &'static str) -> Result<(), Mistake> {
    if is_local_name(name) {
        return Ok(());
    }
    Err(refused(
        name,
        what,
        "write the local name, without prefix and namespace",
    ))
}

/// `Type/element` or `Type/@attribute`.
pub(super) fn personal_element(text: &str) -> Result<(), Mistake> {
    let whole = text.split_once('/').is_some_and(|(owner, held)| {
        is_local_name(owner) && is_local_name(held.strip_prefix('@').unwrap_or(held))
    });
    if whole {
        return Ok(());
    }
    Err(Mistake::Personal {
        text: text.to_owned(),
        expected: "`Type/element` or `Type/@attribute`, in local names",
    })
}

/// `Type/element`: the element of an answer that identifies the call.
pub(super) fn receipt(text: &str) -> Result<(), Mistake> {
    element_of_a_type(text, "the element that identifies a call")
}

/// `Type/element`, in local names.
pub(super) fn element_of_a_type(text: &str, what: &'static str) -> Result<(), Mistake> {
    let parts = text.split_once('/');
    if parts.is_some_and(|(owner, held)| is_local_name(owner) && is_local_name(held)) {
        return Ok(());
    }
    Err(refused(text, what, "write `Type/element`, in local names"))
}

/// The local name of a type.
pub(super) fn personal_type(text: &str) -> Result<(), Mistake> {
    if is_local_name(text) {
        return Ok(());
    }
    Err(Mistake::Personal {
        text: text.to_owned(),
        expected: "the local name of a type; a place in one goes into `elements`",
    })
}

/// A path of a contract file, inside the registry's folder.
pub(super) fn path(path: &str) -> Result<(), Mistake> {
    let wrong = |why| {
        Err(Mistake::Path {
            path: path.to_owned(),
            why,
        })
    };
    if path.contains('\\') {
        return wrong("holds a `\\`");
    }
    // `C:` of Windows would be absolute there, and a stream elsewhere.
    if path.starts_with('/') || path.contains(':') {
        return wrong("is not relative");
    }
    if path.split('/').any(|name| name == ".." || name == ".") {
        return wrong("holds `.` or `..`");
    }
    if path
        .split('/')
        .any(|name| name.trim() != name || name.is_empty() || name.contains(char::is_control))
    {
        return wrong("has a name in it that is empty, or that begins or ends in white space");
    }
    if ![".xsd", ".wsdl", ".yaml"]
        .iter()
        .any(|ending| path.ends_with(ending))
    {
        return Err(Mistake::Ending {
            path: path.to_owned(),
        });
    }
    Ok(())
}

/// An address that can be called: http(s), with a host, without credentials, written in the URL standard's own
/// form so that two spellings of one address cannot pass for two.
pub(super) fn web_address(text: &str) -> Result<(), Mistake> {
    let wrong = |why: &str| {
        Err(Mistake::Url {
            url: text.to_owned(),
            why: why.to_owned(),
        })
    };
    let Ok(parsed) = Url::parse(text) else {
        return wrong("is not an address");
    };
    if !matches!(parsed.scheme(), "http" | "https") {
        return wrong("is neither http nor https");
    }
    if !parsed.username().is_empty() || parsed.password().is_some() {
        // Not repeated in the message: it may be a secret.
        return Err(Mistake::Url {
            url: "the address".to_owned(),
            why: "holds a user or a password".to_owned(),
        });
    }
    let normal = parsed.as_str();
    if normal != text && normal.strip_suffix('/') != Some(text) {
        return wrong(&format!("is the same address as `{normal}`"));
    }
    Ok(())
}

/// An address of a service: what is sent there is personal, so it is encrypted.
pub(super) fn service_address(text: &str) -> Result<(), Mistake> {
    web_address(text)?;
    if text.starts_with("https:") {
        return Ok(());
    }
    Err(Mistake::Url {
        url: text.to_owned(),
        why: "would send personal data unencrypted".to_owned(),
    })
}

/// What a schema may import by: any absolute URI.
pub(super) fn catalog_key(text: &str) -> Result<(), Mistake> {
    match Url::parse(text) {
        Ok(_) => Ok(()),
        Err(_) => Err(Mistake::Url {
            url: text.to_owned(),
            why: "is not an address".to_owned(),
        }),
    }
}

/// The dependency on `fk-runtime`, as it stands in a line of `[dependencies]`.
pub(super) fn runtime_dependency(value: &toml::Value) -> Result<String, Mistake> {
    const KEYS: [&str; 6] = ["version", "git", "branch", "tag", "rev", "path"];
    let wrong = |why: String| Err(Mistake::Runtime { why });
    let table = match value {
        toml::Value::String(version) if !version.trim().is_empty() => return Ok(value.to_string()),
        toml::Value::Table(table) => table,
        _ => return wrong("is neither a version nor a table".to_owned()),
    };
    if let Some(key) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return wrong(format!("has an unknown key `{key}`"));
    }
    if let Some((key, _)) = table.iter().find(|(_, value)| !value.is_str()) {
        return wrong(format!("has a `{key}` that is not text"));
    }
    if !["version", "git", "path"]
        .iter()
        .any(|key| table.contains_key(*key))
    {
        return wrong("does not say where it is".to_owned());
    }
    let pairs = KEYS
        .iter()
        .filter_map(|key| table.get(*key).map(|value| format!("{key} = {value}")));
    Ok(format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", ")))
}

pub(super) fn refused(name: &str, what: &'static str, why: &str) -> Mistake {
    Mistake::Name {
        name: name.to_owned(),
        what,
        why: why.to_owned(),
    }
}
