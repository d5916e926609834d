//! The XPaths of identity constraints (XSD 1.0 Part 1, section 3.11.6).

use std::collections::BTreeMap;

use super::{Key, KeyKind, LowerError, NameTest, QName, XPath};
use crate::resolve::{IdentityConstraint, IdentityKind};

/// An identity constraint with its paths taken apart.
///
/// # Errors
/// A path outside the subset of XPath that constraints may use.
pub(super) fn key(constraint: &IdentityConstraint) -> Result<Key, LowerError> {
    let paths = |text: &str, role: Role| {
        paths(text, role, &constraint.prefixes).map_err(|problem| LowerError::XPath {
            place: Box::new(constraint.place.clone()),
            constraint: constraint.name.local.clone(),
            role: role.name(),
            path: text.to_owned(),
            problem,
        })
    };
    let fields = constraint.fields.iter().map(|field| paths(field, Role::Field));
    Ok(Key {
        name: constraint.name.clone(),
        kind: match &constraint.kind {
            IdentityKind::Unique => KeyKind::Unique,
            IdentityKind::Key => KeyKind::Key,
            IdentityKind::KeyRef(refer) => KeyKind::KeyRef(refer.clone()),
        },
        selector: paths(&constraint.selector, Role::Selector)?,
        fields: fields.collect::<Result<_, _>>()?,
    })
}

/// What a path is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Role {
    Selector,
    Field,
}

impl Role {
    const fn name(self) -> &'static str {
        match self {
            Self::Selector => "selector",
            Self::Field => "field",
        }
    }
}

type Prefixes = BTreeMap<String, String>;

fn paths(text: &str, role: Role, prefixes: &Prefixes) -> Result<Vec<XPath>, String> {
    text.split('|')
        .map(|path| self::path(path, role, prefixes))
        .collect()
}

/// `Path ::= ('.//')? Step ('/' Step)*`, and for a field `('.//')? (Step '/')* (Step | '@' NameTest)`. White space may
/// stand between tokens.
fn path(text: &str, role: Role, prefixes: &Prefixes) -> Result<XPath, String> {
    let mut path = XPath::default();
    let mut rest = text.trim_matches(is_space);
    if let Some(below) = below(rest) {
        path.anywhere = true;
        rest = below;
    }
    let steps: Vec<&str> = rest.split('/').map(|step| step.trim_matches(is_space)).collect();
    for (index, step) in steps.iter().enumerate() {
        if step.is_empty() {
            let problem = if text.trim_matches(is_space).is_empty() {
                "is empty where a path must stand"
            } else {
                "has an empty step; `//` may stand at the beginning alone, as `.//`"
            };
            return Err(problem.to_owned());
        }
        if *step == "." {
            continue;
        }
        match attribute(step) {
            Some(_) if role == Role::Selector => {
                return Err("names an attribute, but a selector selects elements".to_owned());
            }
            Some(_) if index + 1 < steps.len() => {
                return Err("goes on behind an attribute, in which nothing stands".to_owned());
            }
            Some(name) => path.attribute = Some(name_test(name, prefixes)?),
            None => path
                .steps
                .push(name_test(axis(step, "child").unwrap_or(step), prefixes)?),
        }
    }
    Ok(path)
}

/// What follows `.//` at the beginning.
fn below(text: &str) -> Option<&str> {
    text.strip_prefix('.')?
        .trim_start_matches(is_space)
        .strip_prefix("//")
}

/// The name test of a step that leads to an attribute.
fn attribute(step: &str) -> Option<&str> {
    let short = step
        .strip_prefix('@')
        .map(|name| name.trim_start_matches(is_space));
    short.or_else(|| axis(step, "attribute"))
}

/// The name test behind an axis.
fn axis<'t>(step: &'t str, name: &str) -> Option<&'t str> {
    let rest = step.strip_prefix(name)?.trim_start_matches(is_space);
    Some(rest.strip_prefix("::")?.trim_start_matches(is_space))
}

fn name_test(text: &str, prefixes: &Prefixes) -> Result<NameTest, String> {
    if text == "*" {
        return Ok(NameTest::Any);
    }
    let unknown = || {
        format!(
            "has the step `{text}`, which is no name; a step is `.`, `*`, `p:*` or a name, and an attribute ends it"
        )
    };
    let Some((prefix, local)) = text.split_once(':') else {
        // A name without a prefix is in no namespace (XPath 1.0, section 2.3).
        return is_ncname(text)
            .then(|| {
                NameTest::Name(QName {
                    namespace: String::new(),
                    local: text.to_owned(),
                })
            })
            .ok_or_else(unknown);
    };
    if !is_ncname(prefix) || local != "*" && !is_ncname(local) {
        return Err(unknown());
    }
    let namespace = match prefixes.get(prefix) {
        Some(namespace) => namespace.clone(),
        None if prefix == "xml" => "http://www.w3.org/XML/1998/namespace".to_owned(),
        None => return Err(format!("uses the prefix `{prefix}`, which is not declared there")),
    };
    Ok(if local == "*" {
        NameTest::Namespace(namespace)
    } else {
        NameTest::Name(QName {
            namespace,
            local: local.to_owned(),
        })
    })
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

fn is_ncname(text: &str) -> bool {
    text.parse::<fk_runtime::xml::types::NcName>()
        .is_ok_and(|name| name.as_str() == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, role: Role) -> Result<Vec<XPath>, String> {
        let prefixes = BTreeMap::from([
            ("p".to_owned(), "urn:p".to_owned()),
            (String::new(), "urn:standard".to_owned()),
        ]);
        paths(text, role, &prefixes)
    }

    fn name(namespace: &str, local: &str) -> NameTest {
        NameTest::Name(QName {
            namespace: namespace.to_owned(),
            local: local.to_owned(),
        })
    }

    #[test]
    fn a_path_is_its_steps_without_those_that_lead_nowhere() {
        let path = XPath {
            anywhere: true,
            steps: vec![name("urn:p", "a"), NameTest::Any, name("", "b")],
            attribute: None,
        };
        for text in [
            ".//p:a/*/b",
            " . // p:a / . / child :: * / child::b ",
            ".//./p:a/*/b/.",
        ] {
            assert_eq!(read(text, Role::Selector), Ok(vec![path.clone()]), "{text}");
        }
    }

    #[test]
    fn a_name_without_a_prefix_is_in_no_namespace_whatever_the_default_one_is() {
        let path = XPath {
            steps: vec![name("", "a")],
            ..XPath::default()
        };
        assert_eq!(read("a", Role::Selector), Ok(vec![path]));
    }

    #[test]
    fn a_field_may_end_with_an_attribute_and_have_alternatives() {
        let own = XPath {
            attribute: Some(name("", "a")),
            ..XPath::default()
        };
        let other = XPath {
            steps: vec![NameTest::Any],
            attribute: Some(NameTest::Namespace("urn:p".to_owned())),
            ..XPath::default()
        };
        for text in ["@a|*/@p:*", "./attribute::a | */attribute :: p:*"] {
            assert_eq!(
                read(text, Role::Field),
                Ok(vec![own.clone(), other.clone()]),
                "{text}"
            );
        }
        assert_eq!(read(".", Role::Field), Ok(vec![XPath::default()]));
    }

    #[test]
    fn what_is_outside_the_subset_is_refused() {
        for text in [
            "",
            " ",
            "|a",
            "a|",
            "/a",
            "//a",
            "a//b",
            "a/",
            "..",
            "../a",
            "a[1]",
            "@a/b",
            "a/.//b",
            "q:a",
            "p:",
            ":a",
            "child::",
            "descendant::a",
            "self::a",
            "a b",
            "text()",
            "p:a:b",
            "1a",
            "**",
            "@",
            "@@a",
            "@.",
        ] {
            assert!(read(text, Role::Field).is_err(), "{text}");
        }
        for text in ["@a", "a/@b", "attribute::a"] {
            assert!(read(text, Role::Selector).is_err(), "{text}");
        }
    }
}
