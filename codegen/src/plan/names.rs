//! Every naming rule, and nothing else: pure functions from the contract's names to Rust's.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use unicode_ident::{is_xid_continue, is_xid_start};

/// Names that generated code itself uses unqualified; a type may not be called so.
const TAKEN_TYPES: &[&str] = &[
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Eq",
    "Err",
    "Hash",
    "IntoIterator",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "Result",
    "Self",
    "Some",
    "String",
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
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_table() {
        for (wire, ty, field) in [
            ("RapportRad", "RapportRad", "rapport_rad"),
            ("fromTid", "FromTid", "from_tid"),
            ("tx-id", "TxId", "tx_id"),
            ("UUID", "Uuid", "uuid"),
            ("base64Binary", "Base64Binary", "base64_binary"),
            ("bosattInnanforEES", "BosattInnanforEes", "bosatt_innanfor_ees"),
            ("True", "True", "true_"),
            ("type", "Type", "type_"),
            ("self", "SelfTyp", "self_"),
            ("Result", "ResultTyp", "result"),
            ("ärende.Nr", "ÄrendeNr", "ärende_nr"),
            ("1a", "_1a", "_1a"),
            ("_", "U5f", "u5f"),
            ("😀", "U1f600", "u1f600"),
            ("½", "Ubd", "ubd"),
            ("a½b", "AB", "a_b"),
            ("", "Tom", "tom"),
        ] {
            assert_eq!(
                (type_name(wire).as_str(), field_name(wire).as_str()),
                (ty, field),
                "{wire}"
            );
        }
    }

    #[test]
    fn every_name_is_an_identifier() {
        for wire in [
            "a", "9", "-", "å-ä", "fn", "Self", "async", "٣", "x٣", "", "·", "日本",
        ] {
            for name in [
                type_name(wire),
                field_name(wire),
                variant_name(wire),
                constant_name(wire),
            ] {
                assert!(
                    syn::parse_str::<syn::Ident>(&name).is_ok(),
                    "{wire:?} became {name:?}"
                );
            }
        }
    }

    #[test]
    fn versions_become_modules_and_variants() {
        assert_eq!(
            (
                version_module("1.0.2").as_str(),
                version_variant("1.0.2").as_str()
            ),
            ("v1_0_2", "V1_0_2")
        );
    }
}
