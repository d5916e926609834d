//! Every naming rule, and nothing else: pure functions from the contract's names to Rust's.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use unicode_ident::{is_xid_continue, is_xid_start};

use crate::lower::Contract;
use crate::read::openapi::Status;

/// Names that generated code itself uses unqualified; a type may not be called so.
const TAKEN_TYPES: &[&str] = &[
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Eq",
    "Err",
    "Future",
    "Hash",
    "IntoIterator",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "R",
    "Result",
    "Self",
    "Send",
    "Some",
    "String",
    "Sync",
    "T",
    "Vec",
];

/// Keywords of Rust (edition 2024), strict and reserved.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

/// The name of a type: `rapportRad` and `rapport-rad` become `RapportRad`.
///
/// A name that generated code needs for itself gets `Typ` behind it.
#[must_use]
pub fn type_name(wire: &str) -> String {
    let name = lead(clean(wire).to_upper_camel_case());
    if TAKEN_TYPES.contains(&name.as_str()) {
        format!("{name}Typ")
    } else {
        name
    }
}

/// The name of an alternative of a choice, or of a value of an enumeration.
#[must_use]
pub fn variant_name(wire: &str) -> String {
    let name = lead(clean(wire).to_upper_camel_case());
    if name == "Self" {
        "SelfTyp".to_owned()
    } else {
        name
    }
}

/// The name of a field: `fromTid` and `from-tid` become `from_tid`; a keyword gets `_` behind it.
#[must_use]
pub fn field_name(wire: &str) -> String {
    let name = lead(clean(wire).to_snake_case());
    if KEYWORDS.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// The name of a constant.
#[must_use]
pub fn constant_name(wire: &str) -> String {
    lead(clean(wire).to_shouty_snake_case())
}

/// The module of a version: `1.0.2` becomes `v1_0_2`.
#[must_use]
pub fn version_module(id: &str) -> String {
    let parts: String = id
        .chars()
        .map(|c| {
            if c.is_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '_'
            }
        })
        .collect();
    format!("v{parts}")
}

/// The variant of a version in the choice among versions: `1.0.2` becomes `V1_0_2`.
#[must_use]
pub fn version_variant(id: &str) -> String {
    version_module(id).to_uppercase()
}

/// The choice among versions of a document whose type has this name.
#[must_use]
pub fn any_name(ident: &str) -> String {
    format!("Any{ident}")
}

/// The name of a choice that contracts.toml gives none: its owner and `Val`.
#[must_use]
pub fn choice_name(owner: &str) -> String {
    format!("{owner}Val")
}

/// The name of a sequence that contracts.toml gives none: its owner and `Grupp`.
#[must_use]
pub fn sequence_name(owner: &str) -> String {
    format!("{owner}Grupp")
}

/// The stem of all names that a port gives: `SkickaPort` and `skicka` become `Skicka`.
///
/// What is made from it says itself what it is: [`port_static`], [`client_name`], [`unverified_name`],
/// [`service_name`], [`router_name`].
#[must_use]
pub fn port_stem(wire: &str) -> String {
    let stem = lead(clean(wire).to_upper_camel_case());
    match stem.strip_suffix("Port") {
        Some(short) if !short.is_empty() => short.to_owned(),
        _ => stem,
    }
}

/// The stem of all names that an operation gives: `skickaIn` becomes `SkickaIn`.
///
/// What is made from it says itself what it is: [`method_name`], [`operation_name`], [`fault_name`],
/// [`request_headers_name`], [`answer_headers_name`].
#[must_use]
pub fn operation_stem(wire: &str) -> String {
    lead(clean(wire).to_upper_camel_case())
}

/// The static of a port: `Skicka` becomes `SKICKA_PORT`.
#[must_use]
pub fn port_static(stem: &str) -> String {
    format!("{}_PORT", constant_name(stem))
}

/// The type that says what a flow's operations are for.
pub const FLOW_PROTOCOL: &str = "SigningFlow";

/// The runtime's types that a flow gives names to.
pub const FLOW_TYPES: [&str; 3] = ["Client", "Flows", "Flow"];

/// Every name that a flow takes.
pub fn flow_names() -> impl Iterator<Item = &'static str> {
    FLOW_TYPES.into_iter().chain([FLOW_PROTOCOL])
}

/// The client of a port.
#[must_use]
pub fn client_name(stem: &str) -> String {
    format!("{stem}Client")
}

/// What sends through a client what it has not checked.
#[must_use]
pub fn unverified_name(stem: &str) -> String {
    format!("{stem}Unverified")
}

/// The trait of what answers at a port.
#[must_use]
pub fn service_name(stem: &str) -> String {
    format!("{stem}Service")
}

/// The function that makes a router of what answers at a port: `Skicka` becomes `skicka_router`.
#[must_use]
pub fn router_name(stem: &str) -> String {
    format!("{}_router", lead(clean(stem).to_snake_case()))
}

/// The method of an operation, in a client and in a service: `Skicka` becomes `skicka`.
///
/// A client has methods of its own, `new` and `unverified`, so an operation of such a name gets `_` behind it, as a
/// keyword does.
#[must_use]
pub fn method_name(stem: &str) -> String {
    match field_name(stem) {
        name if ["new", "unverified"].contains(&name.as_str()) => format!("{name}_"),
        name => name,
    }
}

/// The type that says what an operation is.
#[must_use]
pub fn operation_name(stem: &str) -> String {
    format!("{stem}Operation")
}

/// The parameters of an operation.
#[must_use]
pub fn parameters_name(stem: &str) -> String {
    format!("{stem}Parameters")
}

/// The answers of an operation.
#[must_use]
pub fn answer_name(stem: &str) -> String {
    format!("{stem}Answer")
}

/// The answer with a status.
#[must_use]
pub fn status_name(status: Status) -> String {
    match status {
        Status::Exactly(status) => format!("Status{status}"),
        Status::Class(class) => format!("Status{class}xx"),
        Status::Default => "AnnanStatus".to_owned(),
    }
}

/// The choice among the faults of an operation.
#[must_use]
pub fn fault_name(stem: &str) -> String {
    format!("{stem}Fault")
}

/// The header of an operation's request.
#[must_use]
pub fn request_headers_name(stem: &str) -> String {
    format!("{stem}RequestHeaders")
}

/// The header of an operation's answer.
#[must_use]
pub fn answer_headers_name(stem: &str) -> String {
    format!("{stem}AnswerHeaders")
}

/// The role in which somebody signs: `assistent` becomes `SomAssistent`.
#[must_use]
pub fn role_name(role: &str) -> String {
    format!("Som{}", clean(role).to_upper_camel_case())
}

/// What a namespace is called: the prefix that the contract's own files use, or the end of its name.
pub(super) fn namespace_hint(contract: &Contract, uri: &str) -> String {
    let used = contract.prefixes.get(uri).filter(|prefix| !prefix.is_empty());
    match (used, uri.rsplit(['/', ':', '#']).find(|part| !part.is_empty())) {
        (Some(prefix), _) => prefix.clone(),
        (None, Some(end)) => end.to_owned(),
        (None, None) => "ns".to_owned(),
    }
}

/// A prefix to write a namespace with: `hint` where it is an NCName that XML does not keep for itself.
#[must_use]
pub fn prefix(hint: &str) -> String {
    let clean: String = hint
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    let usable = clean.starts_with(|c: char| c.is_ascii_alphabetic())
        && !clean.to_ascii_lowercase().starts_with("xml");
    if usable { clean } else { "ns".to_owned() }
}

/// What cannot stand in an identifier separates words. A name of nothing else is spelt out by its code points, so
/// that it stays a name of the contract and not of a counter; the empty text (an enumeration can have it) is `Tom`.
fn clean(wire: &str) -> String {
    if wire.is_empty() {
        return "tom".to_owned();
    }
    let cleaned: String = wire
        .chars()
        .map(|c| {
            if c.is_alphanumeric() && is_xid_continue(c) {
                c
            } else {
                ' '
            }
        })
        .collect();
    if cleaned.trim().is_empty() {
        wire.chars().map(|c| format!("u{:x} ", u32::from(c))).collect()
    } else {
        cleaned
    }
}

/// An identifier cannot begin with a digit, nor with a character that only continues one.
fn lead(name: String) -> String {
    match name.chars().next() {
        Some(first) if is_xid_start(first) => name,
        _ => format!("_{name}"),
    }
}

#[cfg(test)]
mod tests;
