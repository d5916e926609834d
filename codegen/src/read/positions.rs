//! The places of the components of a schema document.

use std::collections::BTreeMap;

use crate::place::Place;
use crate::resolve::Documentation;

/// An element of a schema document, numbered in document order; `xs:schema` is 0. Annotations have no number.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) struct NodeId(pub(crate) u32);

impl NodeId {
    /// The `xs:schema` element.
    pub(crate) const ROOT: Self = Self(0);

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// An element of a schema document: what the tree of components lacks.
#[derive(Clone, Debug)]
pub(crate) struct PositionNode {
    /// The element's local name.
    pub(crate) kind: String,
    /// Its `name` or `ref`.
    pub(crate) label: Option<String>,
    /// Whether it is a reference.
    pub(crate) is_reference: bool,
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) parent: Option<NodeId>,
    /// The elements in it, annotations aside.
    pub(crate) children: Vec<NodeId>,
    /// The text of each `xs:documentation` in its annotations.
    pub(crate) documentation: Documentation,
    /// Index of its namespaces in scope.
    pub(crate) scope: usize,
}

/// Places, documentation and namespaces in scope of all elements of a schema document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Positions {
    pub(crate) file: String,
    pub(crate) nodes: Vec<PositionNode>,
    /// Prefix → namespace, the empty prefix for the default namespace.
    pub(crate) scopes: Vec<BTreeMap<String, String>>,
}

impl Positions {
    /// The node with that number.
    pub(crate) fn node(&self, id: NodeId) -> &PositionNode {
        // Numbers are handed out by these positions alone, one per entry.
        &self.nodes[id.index()]
    }

    /// Child `index` of a node. A node without such a child answers for it: a place less exact, never a panic.
    pub(crate) fn child(&self, id: NodeId, index: usize) -> NodeId {
        self.node(id).children.get(index).copied().unwrap_or(id)
    }

    /// Prefixes in scope.
    pub(crate) fn prefixes(&self, id: NodeId) -> &BTreeMap<String, String> {
        &self.scopes[self.node(id).scope]
    }

    /// Where a node stands.
    pub(crate) fn place(&self, id: NodeId) -> Place {
        let node = self.node(id);
        Place {
            file: self.file.clone(),
            line: node.line,
            column: node.column,
            component: self.component(id),
        }
    }

    /// The path of components down to a node, for example `complexType RapportRad / sequence / element dag`.
    fn component(&self, id: NodeId) -> String {
        let mut steps = Vec::new();
        let mut next = Some(id);
        while let Some(id) = next {
            let node = self.node(id);
            next = node.parent;
            // The schema itself says nothing in a path, except when it is all of it.
            if next.is_none() && !steps.is_empty() {
                break;
            }
            steps.push(match &node.label {
                Some(label) if node.is_reference => format!("{} ref {label}", node.kind),
                Some(label) => format!("{} {label}", node.kind),
                None => node.kind.clone(),
            });
        }
        steps.reverse();
        steps.join(" / ")
    }
}
