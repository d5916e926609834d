//! Elements for wildcards.

use std::collections::BTreeMap;

use fk_runtime::xml::{self, AnyElement};
use proptest::prelude::*;

use super::text::text;

/// Namespaces of no contract, with characters that are escaped in attributes.
const NAMESPACES: &[&str] = &["urn:x", "urn:y:åäö", "http://example.org/?a=1&b=\"2\"", "urn:z"];

/// An element of a namespace that no contract here knows, with all that XML can put into it.
pub fn any_element() -> impl Strategy<Value = AnyElement> {
    (prop::sample::select(NAMESPACES), tree()).prop_map(|(namespace, tree)| {
        let mut xml = String::new();
        tree.write(namespace, &mut xml);
        xml::from_str(&xml).unwrap_or_else(|error| panic!("{error} in {xml}"))
    })
}

/// None to two of them, as wildcards of the envelopes admit.
pub fn any_elements() -> impl Strategy<Value = Vec<AnyElement>> {
    prop::collection::vec(any_element(), 0..=2)
}

#[derive(Clone, Debug)]
struct Tree {
    name: String,
    /// By namespace (none when it is empty) and name.
    attributes: BTreeMap<(String, String), String>,
    children: Vec<Child>,
}

#[derive(Clone, Debug)]
enum Child {
    Element(String, Tree),
    Text(String),
    Instruction(String, String),
    Comment,
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = (name(), attributes()).prop_map(|(name, attributes)| Tree {
        name,
        attributes,
        children: Vec::new(),
    });
    leaf.prop_recursive(3, 12, 4, |inner| {
        let child = prop_oneof![
            3 => (namespace(), inner).prop_map(|(namespace, tree)| Child::Element(namespace, tree)),
            3 => text().prop_map(Child::Text),
            1 => (name(), "[ -=@-~]{0,6}").prop_map(|(target, data)| Child::Instruction(format!("p{target}"), data)),
            1 => Just(Child::Comment),
        ];
        (name(), attributes(), prop::collection::vec(child, 0..4)).prop_map(|(name, attributes, children)| Tree {
            name,
            attributes,
            children,
        })
    })
}

fn attributes() -> impl Strategy<Value = BTreeMap<(String, String), String>> {
    prop::collection::btree_map((namespace(), name()), text(), 0..3)
}

fn namespace() -> impl Strategy<Value = String> {
    prop_oneof![Just(""), prop::sample::select(NAMESPACES)].prop_map(str::to_owned)
}

fn name() -> impl Strategy<Value = String> {
    "[A-Za-z_åÄ][A-Za-z0-9_.åÄ-]{0,5}"
}

impl Tree {
    fn write(&self, namespace: &str, out: &mut String) {
        out.push_str(&format!("<{} xmlns=\"{}\"", self.name, escaped(namespace)));
        for (index, ((namespace, name), value)) in self.attributes.iter().enumerate() {
            let value = escaped(value);
            if namespace.is_empty() {
                out.push_str(&format!(" {name}=\"{value}\""));
            } else {
                let namespace = escaped(namespace);
                out.push_str(&format!(
                    " xmlns:a{index}=\"{namespace}\" a{index}:{name}=\"{value}\""
                ));
            }
        }
        out.push('>');
        for child in &self.children {
            match child {
                Child::Element(namespace, tree) => tree.write(namespace, out),
                Child::Text(text) => out.push_str(&escaped(text)),
                Child::Instruction(target, data) => out.push_str(&format!("<?{target} {data}?>")),
                Child::Comment => out.push_str("<!-- a comment -->"),
            }
        }
        out.push_str(&format!("</{}>", self.name));
    }
}

/// With every character that a parser changes or that ends something, as a reference.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '<' | '>' | '&' | '"' | '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}
