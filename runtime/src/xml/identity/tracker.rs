//! What is told of a document as it goes by, and what is wrong with its keys.

use std::collections::HashSet;

use super::key::{Key, Kind, Step};
use super::matching::Names;
use super::tables::Tables;
use super::value::Identity;
use crate::xml::{IdentityProblem, Name, Rule};

/// Judges identity constraints. It lives from the start of the outermost element that has some to its end, and is told
/// of every element, attribute and value between.
#[derive(Debug, Default)]
pub(in crate::xml) struct Tracker {
    names: Names,
    /// The constraints of open elements, outermost first.
    scopes: Vec<Scope>,
    /// Selected elements that are open, outermost first.
    nodes: Vec<Node>,
    /// Fields that the value of the element at hand is: node and field.
    values: Vec<(usize, usize)>,
    /// Fields that attributes of the element at hand can be: node, field and name test.
    attributes: Vec<(usize, usize, Step)>,
    tables: Tables,
    broken: Option<Broken>,
}

/// A constraint of an open element.
#[derive(Debug)]
struct Scope {
    key: &'static Key,
    depth: usize,
    /// How many elements it has selected.
    selected: usize,
    keys: HashSet<Identity>,
    references: Vec<Reference>,
}

/// A key that must be there when the element of a keyref ends.
#[derive(Debug)]
struct Reference {
    value: Identity,
    number: usize,
    at: usize,
}

/// A selected element.
#[derive(Debug)]
struct Node {
    scope: usize,
    depth: usize,
    /// Which of the selected it is, from 1.
    number: usize,
    at: usize,
    fields: Vec<Field>,
}

/// What is known of a field.
#[derive(Debug)]
enum Field {
    /// Not seen yet.
    Absent,
    /// An element whose value is not known yet.
    Begun,
    /// It has no value.
    Nil,
    Value(Identity),
}

/// A constraint that does not hold.
#[derive(Clone, Debug)]
pub(in crate::xml) struct Broken {
    pub(in crate::xml) rule: Rule,
    /// Where the selected element begins in the document read.
    pub(in crate::xml) at: usize,
}

impl Tracker {
    /// An element begins, with the constraints of its declaration.
    pub(in crate::xml) fn start(
        &mut self,
        (uri, local): (&str, &str),
        nillable: bool,
        keys: &'static [Key],
        at: usize,
    ) {
        self.names.push(uri, local, true);
        let depth = self.names.depth();
        self.values.clear();
        self.attributes.clear();
        self.scopes.extend(keys.iter().map(|key| Scope {
            key,
            depth,
            selected: 0,
            keys: HashSet::new(),
            references: Vec::new(),
        }));
        for (index, scope) in self.scopes.iter_mut().enumerate() {
            let reached = |path| self.names.reached(path, scope.depth);
            if scope.key.selector.iter().any(reached) {
                scope.selected += 1;
                self.nodes.push(Node {
                    scope: index,
                    depth,
                    number: scope.selected,
                    at,
                    fields: scope.key.fields.iter().map(|_| Field::Absent).collect(),
                });
            }
        }
        for node in 0..self.nodes.len() {
            self.find_fields(node, nillable);
        }
    }

    /// Finds the fields of a selected element that the element at hand, or one of its attributes, is.
    fn find_fields(&mut self, index: usize, nillable: bool) {
        let node = &mut self.nodes[index];
        let key = self.scopes[node.scope].key;
        for (number, paths) in key.fields.iter().enumerate() {
            let mut is_element = false;
            for path in paths.iter().filter(|path| self.names.reached(path, node.depth)) {
                match path.attribute {
                    Some(step) => self.attributes.push((index, number, step)),
                    None => is_element = true,
                }
            }
            if !is_element {
                continue;
            }
            if nillable && matches!(key.kind, Kind::Key) {
                let problem = IdentityProblem::Nillable { field: number + 1 };
                self.broken.get_or_insert_with(|| node.broken(key, problem));
            }
            if let Field::Absent = node.fields[number] {
                node.fields[number] = Field::Begun;
                self.values.push((index, number));
            } else {
                let problem = IdentityProblem::Twice { field: number + 1 };
                self.broken.get_or_insert_with(|| node.broken(key, problem));
            }
        }
    }

    /// An element begins that the contract does not know, nor what it would have as a value.
    pub(in crate::xml) fn start_undeclared(&mut self, uri: &str, local: &str) {
        self.names.push(uri, local, false);
        self.values.clear();
        self.attributes.clear();
    }

    /// Whether an attribute of the element at hand is a field.
    pub(in crate::xml) fn asks_for_attributes(&self) -> bool {
        !self.attributes.is_empty()
    }

    /// The element at hand has an attribute.
    pub(in crate::xml) fn attribute(&mut self, uri: &str, local: &str, value: &Identity) {
        let mut last = None;
        for (node, field, step) in &self.attributes {
            // Several paths to one attribute make one field of it.
            if last == Some((*node, *field)) || !step.admits(uri, local) {
                continue;
            }
            last = Some((*node, *field));
            let node = &mut self.nodes[*node];
            if let Field::Absent = node.fields[*field] {
                node.fields[*field] = Field::Value(value.clone());
            } else {
                let key = self.scopes[node.scope].key;
                let problem = IdentityProblem::Twice { field: field + 1 };
                self.broken.get_or_insert_with(|| node.broken(key, problem));
            }
        }
    }

    /// Whether the value of the element at hand is a field.
    pub(in crate::xml) fn asks_for_value(&self) -> bool {
        !self.values.is_empty()
    }

    /// The element at hand has this value; `None` when it is nil.
    pub(in crate::xml) fn value(&mut self, value: Option<&Identity>) {
        for (node, field) in self.values.drain(..) {
            self.nodes[node].fields[field] = match value {
                Some(value) => Field::Value(value.clone()),
                None => Field::Nil,
            };
        }
    }

    /// The innermost element ends.
    ///
    /// # Errors
    /// What does not hold, of all that is known by now.
    pub(in crate::xml) fn end(&mut self) -> Result<(), Broken> {
        let depth = self.names.depth();
        self.values.clear();
        self.attributes.clear();
        while self.nodes.last().is_some_and(|node| node.depth == depth)
            && let Some(node) = self.nodes.pop()
        {
            let found = self.scopes[node.scope].enter(node);
            if let Err(broken) = found {
                self.broken.get_or_insert(broken);
            }
        }
        self.end_scopes(depth);
        self.names.pop();
        self.broken.take().map_or(Ok(()), Err)
    }

    /// Whether no constraint is left.
    pub(in crate::xml) fn is_done(&self) -> bool {
        self.scopes.is_empty()
    }

    fn end_scopes(&mut self, depth: usize) {
        let first = self
            .scopes
            .iter()
            .rposition(|scope| scope.depth < depth)
            .map_or(0, |last| last + 1);
        let refers = |scope: &Scope, key: &Name| matches!(&scope.key.kind, Kind::KeyRef(to) if to == key);
        for index in first..self.scopes.len() {
            let key = self.scopes[index].key;
            if !matches!(key.kind, Kind::KeyRef(_))
                && self.scopes.iter().any(|scope| refers(scope, &key.name))
            {
                let keys = std::mem::take(&mut self.scopes[index].keys);
                self.tables.add_own(key.name, depth, keys);
            }
        }
        for scope in self.scopes.drain(first..) {
            let Kind::KeyRef(refer) = scope.key.kind else {
                continue;
            };
            let missing = |reference: &&Reference| !self.tables.has(refer, depth, &reference.value);
            if let Some(reference) = scope.references.iter().find(missing) {
                let problem = IdentityProblem::NoSuchKey { refer: refer.1 };
                let broken = broken(scope.key, problem, reference.number, reference.at);
                self.broken.get_or_insert(broken);
            }
        }
        self.tables
            .hand_up(depth, |key| self.scopes.iter().any(|scope| refers(scope, key)));
    }
}

impl Scope {
    /// Takes in a selected element that has ended.
    fn enter(&mut self, node: Node) -> Result<(), Broken> {
        let mut key = Identity::default();
        let mut missing = None;
        for (index, field) in node.fields.iter().enumerate() {
            let number = index + 1;
            match field {
                Field::Value(value) => key.append(value),
                Field::Absent | Field::Nil => missing = missing.or(Some(number)),
                Field::Begun => {
                    return Err(node.broken(self.key, IdentityProblem::NotSimple { field: number }));
                }
            }
        }
        match (missing, self.key.kind) {
            (Some(field), Kind::Key) => Err(node.broken(self.key, IdentityProblem::Missing { field })),
            (Some(_), _) => Ok(()),
            (None, Kind::KeyRef(_)) => {
                self.references.push(Reference {
                    value: key,
                    number: node.number,
                    at: node.at,
                });
                Ok(())
            }
            (None, Kind::Unique | Kind::Key) => {
                if self.keys.insert(key) {
                    Ok(())
                } else {
                    Err(node.broken(self.key, IdentityProblem::Repeated))
                }
            }
        }
    }
}

impl Node {
    fn broken(&self, key: &Key, problem: IdentityProblem) -> Broken {
        broken(key, problem, self.number, self.at)
    }
}

#[cold]
fn broken(key: &Key, problem: IdentityProblem, number: usize, at: usize) -> Broken {
    Broken {
        rule: Rule::Identity {
            constraint: key.name.1,
            problem,
            number,
        },
        at,
    }
}
