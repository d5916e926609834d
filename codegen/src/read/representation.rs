//! The rules about how components are written down that the grammar cannot state
//! (XSD 1.0 Part 1, "Schema Representation Constraint").

use roxmltree::Node;

use super::check::Attributes;
use super::error::ReadError;
use super::text::XSD;
use crate::place::Place;

/// Attributes that a reference to an element may not have beside `ref`.
const NOT_ON_ELEMENT_REF: &[&str] = &["type", "default", "fixed", "nillable", "block", "form"];
/// Attributes that a reference to an attribute may not have beside `ref`.
const NOT_ON_ATTRIBUTE_REF: &[&str] = &["type", "form"];

/// Checks one element, whose attributes follow the grammar.
pub(crate) fn check(
    node: Node<'_, '_>,
    attributes: &Attributes,
    place: impl Fn() -> Place,
) -> Result<(), ReadError> {
    let problem = match node.tag_name().name() {
        "element" => element(node, attributes),
        "attribute" => attribute(node, attributes),
        "schema" => attributes
            .get("targetNamespace")
            .filter(|target| target.is_empty())
            .map(|_| {
                (
                    "src-schema",
                    "a schema of no namespace has no attribute `targetNamespace`; remove it".to_owned(),
                )
            }),
        "restriction" => simple_restriction(node, attributes),
        "list" => one_of_two(
            attributes.contains_key("itemType"),
            has(node, "simpleType"),
            "itemType",
        )
        .map(|problem| ("src-list-itemType-or-simpleType", problem)),
        "union" => union(node, attributes),
        "import" => import(node, attributes),
        "notation" => notation(attributes),
        _ => None,
    };
    let problem = problem.or_else(|| occurrence(attributes));
    match problem {
        Some((rule, problem)) => Err(ReadError::Representation {
            place: Box::new(place()),
            rule,
            problem,
        }),
        None => Ok(()),
    }
}

type Problem = Option<(&'static str, String)>;

fn element(node: Node<'_, '_>, attributes: &Attributes) -> Problem {
    if attributes.contains_key("default") && attributes.contains_key("fixed") {
        return Some((
            "src-element.1",
            "an element has `default` or `fixed`, not both".to_owned(),
        ));
    }
    let (name, reference) = (attributes.contains_key("name"), attributes.contains_key("ref"));
    if name == reference {
        return Some((
            "src-element.2.1",
            "an element has either `name` or `ref`".to_owned(),
        ));
    }
    if reference {
        if let Some(attribute) = NOT_ON_ELEMENT_REF
            .iter()
            .find(|name| attributes.contains_key(**name))
        {
            let problem =
                format!("a reference to an element has no `{attribute}`; it belongs to the declaration");
            return Some(("src-element.2.2", problem));
        }
        if node
            .children()
            .any(|child| child.is_element() && !child.has_tag_name((XSD, "annotation")))
        {
            let problem = "a reference to an element holds an annotation at most".to_owned();
            return Some(("src-element.2.2", problem));
        }
    }
    if attributes.contains_key("type") && (has(node, "simpleType") || has(node, "complexType")) {
        let problem = "an element has the attribute `type` or a type inside, not both".to_owned();
        return Some(("src-element.3", problem));
    }
    None
}

fn attribute(node: Node<'_, '_>, attributes: &Attributes) -> Problem {
    let usage = attributes.get("use").map(String::as_str);
    if attributes.contains_key("default") && attributes.contains_key("fixed") {
        return Some((
            "src-attribute.1",
            "an attribute has `default` or `fixed`, not both".to_owned(),
        ));
    }
    if attributes.contains_key("default") && usage.is_some_and(|usage| usage != "optional") {
        return Some((
            "src-attribute.2",
            "an attribute with a `default` has use=\"optional\"".to_owned(),
        ));
    }
    let (name, reference) = (attributes.contains_key("name"), attributes.contains_key("ref"));
    if name == reference {
        return Some((
            "src-attribute.3.1",
            "an attribute has either `name` or `ref`".to_owned(),
        ));
    }
    if reference {
        if let Some(attribute) = NOT_ON_ATTRIBUTE_REF
            .iter()
            .find(|name| attributes.contains_key(**name))
        {
            let problem =
                format!("a reference to an attribute has no `{attribute}`; it belongs to the declaration");
            return Some(("src-attribute.3.2", problem));
        }
        if has(node, "simpleType") {
            let problem = "a reference to an attribute holds an annotation at most".to_owned();
            return Some(("src-attribute.3.2", problem));
        }
    }
    if attributes.contains_key("type") && has(node, "simpleType") {
        let problem = "an attribute has the attribute `type` or a type inside, not both".to_owned();
        return Some(("src-attribute.4", problem));
    }
    if attributes.get("name").is_some_and(|name| name == "xmlns") {
        return Some(("no-xmlns", "no attribute may be called `xmlns`".to_owned()));
    }
    None
}

fn simple_restriction(node: Node<'_, '_>, attributes: &Attributes) -> Problem {
    if !node
        .parent()
        .is_some_and(|parent| parent.has_tag_name((XSD, "simpleType")))
    {
        return None;
    }
    one_of_two(attributes.contains_key("base"), has(node, "simpleType"), "base")
        .map(|problem| ("src-restriction-base-or-simpleType", problem))
}

fn union(node: Node<'_, '_>, attributes: &Attributes) -> Problem {
    let named = attributes
        .get("memberTypes")
        .is_some_and(|members| !members.is_empty());
    if named || has(node, "simpleType") {
        return None;
    }
    let problem = "a union has members: in `memberTypes`, or as xs:simpleType inside".to_owned();
    Some(("src-union-memberTypes-or-simpleTypes", problem))
}

fn import(node: Node<'_, '_>, attributes: &Attributes) -> Problem {
    let target = node
        .parent()
        .and_then(|schema| schema.attribute("targetNamespace"));
    match (
        attributes.get("namespace").map(String::as_str),
        target.map(str::trim),
    ) {
        (Some(""), _) => Some((
            "src-import.1",
            "an import of what is in no namespace has no attribute `namespace`; remove it".to_owned(),
        )),
        (Some(namespace), Some(target)) if namespace == target => Some((
            "src-import.1.1",
            "a schema does not import its own target namespace; use xs:include".to_owned(),
        )),
        (None, None) => Some((
            "src-import.1.2",
            "an import without `namespace` stands in a schema with a targetNamespace only; use xs:include"
                .to_owned(),
        )),
        _ => None,
    }
}

fn notation(attributes: &Attributes) -> Problem {
    let identified = attributes.contains_key("public") || attributes.contains_key("system");
    (!identified).then(|| {
        (
            "n-props-correct",
            "a notation has `public`, `system` or both".to_owned(),
        )
    })
}

fn occurrence(attributes: &Attributes) -> Problem {
    let count = |name: &str| {
        attributes
            .get(name)
            .and_then(|value| value.trim_start_matches('+').parse::<u64>().ok())
    };
    if attributes
        .get("maxOccurs")
        .is_some_and(|value| value == "unbounded")
    {
        return None;
    }
    let (min, max) = (count("minOccurs").unwrap_or(1), count("maxOccurs").unwrap_or(1));
    (min > max).then(|| {
        (
            "p-props-correct.2.1",
            format!("minOccurs is {min}, but maxOccurs is {max}"),
        )
    })
}

/// Exactly one of an attribute and a type inside.
fn one_of_two(attribute: bool, inside: bool, name: &str) -> Option<String> {
    match (attribute, inside) {
        (true, true) => Some(format!(
            "there is both `{name}` and an xs:simpleType inside; keep one of them"
        )),
        (false, false) => Some(format!(
            "there is neither `{name}` nor an xs:simpleType inside; add one of them"
        )),
        _ => None,
    }
}

fn has(node: Node<'_, '_>, name: &str) -> bool {
    node.children().any(|child| child.has_tag_name((XSD, name)))
}
