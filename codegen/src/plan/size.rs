//! Which types are too large to be moved about: they stand in boxes, or reading a document would need a stack that
//! nobody has. A type of which each part holds two of the next doubles with every level.

use std::collections::{BTreeMap, BTreeSet};

use super::nesting::Nesting;
use crate::lower::{Content, Contract, Element, Others, Particle, Record, Shape, Term, TypeKey, TypeRef};

/// From how many bytes on a type is boxed where it stands in another. A document of 128 levels, which is what a reader
/// goes down to, then fits the two MiB of a thread, also when each level has its value in hand several times.
const LARGE: usize = 1024;

/// The bytes of a text or a list.
const TEXT: usize = 24;
/// Those of a box.
const BOX: usize = 8;
/// Those of an element that a wildcard admits.
const ANY: usize = 96;

/// The types that are boxed where they stand in another.
pub(super) fn large(contract: &Contract, nesting: &Nesting<'_>) -> BTreeSet<TypeKey> {
    let mut sizes = Sizes(BTreeMap::new());
    for component in nesting.components() {
        let mut keys: Vec<&TypeKey> = component.collect();
        // In a cycle, elements are boxed: those that stand in for others first, then what has them by value.
        keys.sort_by_key(|key| match &contract.types[*key].shape {
            Shape::Substitutes(_) => 0,
            Shape::AnyOf(_) => 2,
            _ => 1,
        });
        for key in keys {
            let size = sizes.shape(&contract.types[key].shape);
            sizes.0.insert(key, size);
        }
    }
    let large = sizes.0.into_iter().filter(|(_, size)| *size > LARGE);
    large.map(|(key, _)| key.clone()).collect()
}

/// How many bytes types have, about; of those that are known so far.
struct Sizes<'c>(BTreeMap<&'c TypeKey, usize>);

impl Sizes<'_> {
    fn shape(&self, shape: &Shape) -> usize {
        let largest = |sizes: &mut dyn Iterator<Item = usize>| sizes.max().unwrap_or(0) + BOX;
        match shape {
            Shape::Record(record) => self.record(record),
            Shape::Scalar(_) | Shape::Enumeration(_) | Shape::Compound(_) | Shape::List(_) => TEXT,
            Shape::Union(union) => largest(&mut union.members.iter().map(|ty| self.held(ty))),
            Shape::Object(object) => {
                let members = object.members.iter().map(|member| match member.held.list {
                    Some(_) => TEXT,
                    None => self.held(&member.held.ty),
                });
                let others = if object.others == Others::Refused { 0 } else { TEXT };
                members.sum::<usize>() + others
            }
            Shape::OneOf(one_of) => {
                let alternatives = one_of.alternatives.iter();
                largest(&mut alternatives.map(|alternative| self.by_key(&alternative.ty)))
            }
            Shape::AnyOf(any_of) => {
                let types = any_of.own.iter().chain(&any_of.derived);
                largest(&mut types.map(|key| self.0.get(key).copied().unwrap_or(BOX)))
            }
            Shape::Substitutes(substitutes) => {
                largest(&mut substitutes.members.iter().map(|element| self.element(element)))
            }
        }
    }

    fn record(&self, record: &Record) -> usize {
        let attributes = record.attributes.iter().map(|attribute| self.held(&attribute.ty));
        let besides = usize::from(record.any_attribute.is_some()) + usize::from(record.mixed);
        let content = match &record.content {
            Content::Empty => 0,
            Content::Value(ty) => self.held(ty),
            Content::Sequence(particles) | Content::All(particles) => {
                particles.iter().map(|particle| self.particle(particle)).sum()
            }
        };
        attributes.sum::<usize>() + besides * TEXT + content
    }

    fn particle(&self, particle: &Particle) -> usize {
        if particle.max != Some(1) {
            return TEXT;
        }
        match &particle.term {
            Term::Element(element) => self.element(element),
            Term::Wildcard(_) => ANY,
            // Stands in the content without a box.
            Term::Substitutes(key) => self.0.get(key).copied().unwrap_or(BOX),
            Term::Choice(members) => {
                let members = members.iter().map(|member| self.particle(member));
                members.max().unwrap_or(0) + BOX
            }
            Term::Sequence(members) | Term::All(members) => {
                members.iter().map(|member| self.particle(member)).sum()
            }
            Term::Arranged(_) => TEXT,
        }
    }

    fn element(&self, element: &Element) -> usize {
        let is_nillable = element
            .declared
            .as_ref()
            .is_some_and(|declared| declared.nillable);
        // What may be nil is that, or attributes.
        self.held(&element.ty).max(if is_nillable { TEXT } else { 0 })
    }

    fn held(&self, ty: &TypeRef) -> usize {
        match ty {
            TypeRef::BuiltIn(_) => TEXT,
            TypeRef::Type(key) => self.by_key(key),
        }
    }

    /// A type in another one: in a box when it is large, or of a cycle and not yet known.
    fn by_key(&self, key: &TypeKey) -> usize {
        let size = self.0.get(key).copied();
        size.filter(|size| *size <= LARGE).unwrap_or(BOX)
    }
}

#[cfg(test)]
mod tests {
    use super::large;
    use crate::plan::nesting::Nesting;
    use crate::plan::nesting::tests::contract;

    /// The types that are boxed when each of these holds the given ones.
    fn boxed(holds: impl IntoIterator<Item = Vec<usize>>) -> Vec<String> {
        let contract = contract(holds);
        let large = large(&contract, &Nesting::of(&contract));
        large.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn small_types_stand_in_each_other_without_a_box() {
        assert!(boxed([vec![1, 2, 3], vec![2], vec![3], vec![]]).is_empty());
    }

    #[test]
    fn types_are_boxed_from_where_they_get_large() {
        // Each holds the next two, so that sizes grow as Fibonacci's numbers; the last one holds a text.
        let large = boxed((0..90).map(|number| (number + 1..90).take(2).collect()));
        let is_large = |number: usize| large.contains(&format!("T{number}"));
        // 24 bytes, 24, 48, 72, 120, 192, 312, 504, 816, 1320; then a box and 816.
        assert!((81..90).all(|number| !is_large(number)), "{large:?}");
        assert!(is_large(80) && !is_large(79), "{large:?}");
    }
}
