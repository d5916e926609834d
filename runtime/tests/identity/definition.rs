//! The definitions of XSD 1.0 Part 1, sections 3.11.4 and 3.11.5, word by word and without a thought for time.

use fk_runtime::xml::types::Decimal;

use super::nodes::Node;

/// An element of the document.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Element<'a> {
    Node(&'static str, Holder<'a>),
    Value(&'a Decimal),
}

/// A node is itself and no other that looks like it.
#[derive(Clone, Copy, Debug)]
struct Holder<'a>(&'a Node<false>);

impl PartialEq for Holder<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Holder<'_> {}

/// The value of a field: texts equal texts, numbers numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Value<'a> {
    Text(&'a str),
    Number(&'a Decimal),
}

type Sequence<'a> = Vec<Value<'a>>;
type Entry<'a> = (Element<'a>, Sequence<'a>);

impl<'a> Element<'a> {
    fn name(self) -> &'static str {
        match self {
            Self::Node(name, _) => name,
            Self::Value(_) => "v",
        }
    }

    fn children(self) -> Vec<Self> {
        let Self::Node(_, Holder(node)) = self else {
            return Vec::new();
        };
        let values = node.values.iter().map(Self::Value);
        let nodes = node.nodes.iter().map(|node| Self::Node("nod", Holder(node)));
        let scopes = node.scopes.iter().map(|node| Self::Node("omrade", Holder(node)));
        values.chain(nodes).chain(scopes).collect()
    }

    fn below(self) -> Vec<Self> {
        let children = self.children().into_iter();
        children
            .flat_map(|child| [vec![child], child.below()].concat())
            .collect()
    }

    fn named(elements: Vec<Self>, name: &str) -> Vec<Self> {
        elements
            .into_iter()
            .filter(|element| element.name() == name)
            .collect()
    }

    fn values(self) -> Vec<Value<'a>> {
        let values = self.children().into_iter();
        values
            .filter_map(|child| match child {
                Self::Value(value) => Some(Value::Number(value)),
                Self::Node(..) => None,
            })
            .collect()
    }

    fn attributes(self) -> Vec<Value<'a>> {
        let names = ["k", "r"].into_iter();
        names.filter_map(|name| self.attribute(name)).collect()
    }

    fn attribute(self, name: &str) -> Option<Value<'a>> {
        let Self::Node(_, Holder(node)) = self else {
            return None;
        };
        let value = if name == "k" { &node.key } else { &node.reference };
        value.as_deref().map(Value::Text)
    }
}

/// The key sequences of selected elements; `None` when a field has more than one member or is no simple value.
/// `demanded`: none may lack a field.
fn qualified<'a>(
    selected: Vec<Element<'a>>,
    fields: &[&dyn Fn(Element<'a>) -> Vec<Value<'a>>],
    demanded: bool,
) -> Option<Vec<Entry<'a>>> {
    let mut entries = Vec::new();
    for element in selected {
        let mut sequence = Vec::new();
        for field in fields {
            match field(element).as_slice() {
                [] if demanded => return None,
                [] => {}
                [one] => sequence.push(*one),
                _ => return None,
            }
        }
        if sequence.len() == fields.len() {
            entries.push((element, sequence));
        }
    }
    Some(entries)
}

fn are_different(entries: &[Entry<'_>]) -> bool {
    let pairs = entries.iter().enumerate();
    pairs
        .flat_map(|(index, one)| entries[..index].iter().map(move |other| (one, other)))
        .all(|(one, other)| one.1 != other.1)
}

/// The qualified node set of `K` at a scope: `nod`, field `@k`.
fn key<'a>(scope: Element<'a>) -> Option<Vec<Entry<'a>>> {
    let selected = Element::named(scope.children(), "nod");
    let field = |element: Element<'a>| element.attribute("k").into_iter().collect();
    qualified(selected, &[&field], true)
}

/// The node table of `K` at an element.
fn table(element: Element<'_>, is_scope: bool) -> Vec<Entry<'_>> {
    let own = if is_scope {
        key(element).unwrap_or_default()
    } else {
        Vec::new()
    };
    let of_children: Vec<Vec<Entry<'_>>> = element
        .children()
        .into_iter()
        .map(|child| table(child, child.name() == "omrade"))
        .collect();
    let mut all = own.clone();
    for (index, entries) in of_children.iter().enumerate() {
        for entry in entries {
            let others = of_children
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index);
            let in_conflict = others
                .flat_map(|(_, entries)| entries)
                .any(|other| other.1 == entry.1);
            if !in_conflict && !own.iter().any(|one| one.1 == entry.1) {
                all.push(entry.clone());
            }
        }
    }
    all
}

fn holds_at(scope: Element<'_>) -> Option<bool> {
    let keys = key(scope)?;
    // `nod/*|.//omrade`, fields `v` and `@*`.
    let mut selected: Vec<_> = Element::named(scope.children(), "nod")
        .into_iter()
        .flat_map(Element::children)
        .collect();
    for element in Element::named(scope.below(), "omrade") {
        if !selected.contains(&element) {
            selected.push(element);
        }
    }
    let unique = qualified(selected, &[&Element::values, &Element::attributes], false)?;
    // `.|.//nod`, field `@r`.
    let mut referring = vec![scope];
    referring.extend(Element::named(scope.below(), "nod"));
    let table = table(scope, true);
    let found = referring
        .into_iter()
        .filter_map(|element| element.attribute("r"))
        .all(|value| table.iter().any(|entry| entry.1 == [value]));
    Some(are_different(&keys) && are_different(&unique) && found)
}

/// Whether all constraints of the document hold.
pub(crate) fn holds(root: &Node<false>) -> bool {
    let root = Element::Node("omrade", Holder(root));
    let mut scopes = vec![root];
    scopes.extend(Element::named(root.below(), "omrade"));
    scopes.into_iter().all(|scope| holds_at(scope) == Some(true))
}
