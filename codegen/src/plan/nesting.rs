//! Which types hold which: the cycles among them, and how deep they stand in each other.

use std::collections::BTreeMap;

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use super::objects::each_held;
use crate::lower::{Contract, Particle, Shape, Term, TypeKey, TypeRef};

/// The types of a contract, each with those that it holds.
pub(super) struct Nesting<'c> {
    /// By how many levels of Rust types a type stands in the one that holds it.
    graph: DiGraph<&'c TypeKey, u32>,
    /// Types that hold each other, behind all that they hold.
    components: Vec<Vec<NodeIndex>>,
}

/// The levels of a field: what it holds, and an `Option`. A `Box` in it counts, but not the `Option` around the `Box`.
const FIELD: u32 = 2;
/// `Nillable`
const NILLABLE: u32 = 1;

impl<'c> Nesting<'c> {
    pub(super) fn of(contract: &'c Contract) -> Self {
        let mut graph = DiGraph::new();
        let nodes: BTreeMap<&TypeKey, NodeIndex> = contract
            .types
            .keys()
            .map(|key| (key, graph.add_node(key)))
            .collect();
        for (key, ty) in &contract.types {
            let mut held: BTreeMap<NodeIndex, u32> = BTreeMap::new();
            let mut note = |key: &TypeKey, levels: u32| {
                if let Some(node) = nodes.get(key) {
                    let known = held.entry(*node).or_default();
                    *known = levels.max(*known);
                }
            };
            each_held(&ty.shape, &mut |key| note(key, FIELD));
            if let Shape::Record(record) = &ty.shape {
                each_part(record.content.particles(), FIELD, &mut note);
            }
            for (held, levels) in held {
                graph.add_edge(nodes[key], held, levels);
            }
        }
        // Not by recursion, and what is held comes before what holds it.
        let components = petgraph::algo::kosaraju_scc(&graph);
        Self { graph, components }
    }

    /// The types, those that hold each other together, behind all that they hold.
    pub(super) fn components(&self) -> impl Iterator<Item = impl Iterator<Item = &'c TypeKey>> {
        let graph = &self.graph;
        let components = self.components.iter();
        components.map(move |component| component.iter().map(move |node| graph[*node]))
    }

    /// Which cycle each type of a cycle belongs to: types that hold each other, or themselves.
    pub(super) fn cycles(&self) -> BTreeMap<TypeKey, usize> {
        let mut cycles = BTreeMap::new();
        for (index, component) in self.components.iter().enumerate() {
            if component.len() > 1 || self.graph.contains_edge(component[0], component[0]) {
                let keys = component.iter().map(|node| self.graph[*node].clone());
                cycles.extend(keys.map(|key| (key, index)));
            }
        }
        cycles
    }

    /// How many levels of Rust types stand in each other at most. In a cycle the compiler comes to each type once at
    /// most, so that all of them together are a bound.
    pub(super) fn depth(&self) -> u32 {
        let mut component_of = vec![0; self.graph.node_count()];
        for (index, component) in self.components.iter().enumerate() {
            for node in component {
                component_of[node.index()] = index;
            }
        }
        let mut depths: Vec<u32> = Vec::new();
        for (index, component) in self.components.iter().enumerate() {
            let (mut inside, mut below) = (0_u32, 0_u32);
            for node in component {
                let mut own = 0;
                for edge in self.graph.edges(*node) {
                    match component_of[edge.target().index()] {
                        same if same == index => own = own.max(*edge.weight()),
                        other => below = below.max(depths[other].saturating_add(*edge.weight())),
                    }
                }
                inside = inside.saturating_add(own);
            }
            depths.push(inside.saturating_add(below));
        }
        depths.into_iter().max().unwrap_or(0)
    }
}

/// Calls `visit` with the type of each element and substitution group among `particles`, and by how many levels it
/// stands inside. A group is a type of its own.
fn each_part<'c>(particles: &'c [Particle], levels: u32, visit: &mut dyn FnMut(&'c TypeKey, u32)) {
    for particle in particles {
        match &particle.term {
            Term::Element(element) => {
                let is_nillable = element
                    .declared
                    .as_ref()
                    .is_some_and(|declared| declared.nillable);
                if let TypeRef::Type(key) = &element.ty {
                    visit(key, levels + if is_nillable { NILLABLE } else { 0 });
                }
            }
            Term::Substitutes(key) => visit(key, levels),
            group => each_part(group.members(), levels + FIELD, visit),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{FIELD, Nesting};
    use crate::lower::{Contract, lower};
    use crate::read::{Source, read_schemas};
    use crate::resolve::resolve;

    /// A schema document, by itself.
    struct One(String);

    impl Source for One {
        fn read(&self, _: &str) -> std::io::Result<Vec<u8>> {
            Ok(self.0.clone().into_bytes())
        }

        fn show(&self, path: &str) -> String {
            path.to_owned()
        }
    }

    /// A contract of types `T0`, `T1` and so on, each with elements of these types; with a text when there are none.
    pub(in crate::plan) fn contract(holds: impl IntoIterator<Item = Vec<usize>>) -> Contract {
        let types = holds.into_iter().enumerate().map(|(number, held)| {
            let elements = held
                .iter()
                .map(|held| format!("<xs:element name=\"e{held}\" type=\"t:T{held}\" minOccurs=\"0\"/>"));
            let mut elements: String = elements.collect();
            if held.is_empty() {
                elements.push_str("<xs:element name=\"text\" type=\"xs:string\"/>");
            }
            format!(
                "<xs:complexType name=\"T{number}\"><xs:sequence>{elements}</xs:sequence></xs:complexType>\n"
            )
        });
        let text = format!(
            "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:t=\"urn:t\" targetNamespace=\"urn:t\">\n\
             {}</xs:schema>",
            types.collect::<String>()
        );
        let documents = read_schemas(&One(text), &Default::default(), &["t.xsd".to_owned()]).unwrap();
        lower(&resolve(&documents).unwrap()).unwrap()
    }

    fn depth(holds: impl IntoIterator<Item = Vec<usize>>) -> u32 {
        Nesting::of(&contract(holds)).depth()
    }

    /// Each but the last one holds the next one.
    fn chain(length: usize) -> impl Iterator<Item = Vec<usize>> {
        (1..=length).map(move |next| if next < length { vec![next] } else { vec![] })
    }

    #[test]
    fn a_chain_is_as_deep_as_it_has_links() {
        assert_eq!(depth(chain(1)), 0);
        assert_eq!(depth(chain(2)), FIELD);
        assert_eq!(depth(chain(400)), 399 * FIELD);
    }

    #[test]
    fn a_chain_of_many_thousand_types_needs_no_stack() {
        assert_eq!(depth(chain(20_000)), 19_999 * FIELD);
    }

    #[test]
    fn a_cycle_is_as_deep_as_it_has_types_and_what_it_holds_comes_below() {
        assert_eq!(depth([vec![0]]), FIELD);
        assert_eq!(depth([vec![1], vec![2], vec![0]]), 3 * FIELD);
        assert_eq!(depth([vec![1], vec![2, 3], vec![0], vec![4], vec![]]), 5 * FIELD);
    }

    #[test]
    fn types_that_are_held_in_two_ways_count_by_the_longer_one_and_are_looked_at_once() {
        assert_eq!(depth([vec![1, 3], vec![2], vec![3], vec![]]), 3 * FIELD);
        // Each holds the next two: as many ways to the last one as Fibonacci's numbers, but one look at each.
        let diamonds = (0..90).map(|number| (number + 1..90).take(2).collect());
        assert_eq!(depth(diamonds), 89 * FIELD);
    }

    #[test]
    fn groups_and_nil_are_levels_too() {
        let text = "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:t=\"urn:t\" \
                    targetNamespace=\"urn:t\"><xs:complexType name=\"A\"><xs:choice><xs:element name=\"x\" \
                    type=\"xs:int\"/><xs:sequence><xs:element name=\"b\" type=\"t:B\" nillable=\"true\"/><xs:element \
                    name=\"y\" type=\"xs:int\"/></xs:sequence></xs:choice></xs:complexType><xs:complexType \
                    name=\"B\"/></xs:schema>";
        let documents =
            read_schemas(&One(text.to_owned()), &Default::default(), &["t.xsd".to_owned()]).unwrap();
        let contract = lower(&resolve(&documents).unwrap()).unwrap();
        assert_eq!(Nesting::of(&contract).depth(), 3 * FIELD + 1);
    }
}
