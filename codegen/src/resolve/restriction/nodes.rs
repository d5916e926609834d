//! Particles, made simple enough to be compared, and how often they occur.

use super::super::model::{Compositor, ElementId, Particle, QName, Term, Wildcard};
use super::Comparison;

/// How often something occurs: at least, and at most unless without bound.
pub(super) type Range = (u64, Option<u64>);

pub(super) const ONCE: Range = (1, Some(1));

/// A particle without groups that say nothing (section 3.9.6, "pointless").
#[derive(Debug)]
pub(super) struct Node<'p> {
    pub(super) range: Range,
    pub(super) kind: Kind<'p>,
    /// As it is written.
    pub(super) particle: &'p Particle,
}

#[derive(Clone, Debug)]
pub(super) enum Kind<'p> {
    Element(ElementId),
    Wildcard(&'p Wildcard),
    Group(Compositor, Vec<NodeId>),
}

/// Index into the nodes of a comparison.
pub(super) type NodeId = usize;

impl<'c> Comparison<'c, '_, '_> {
    /// A particle and what is in it, without pointless groups.
    pub(super) fn add(&mut self, particle: &'c Particle) -> NodeId {
        let range = (particle.min, particle.max);
        let kind = match &particle.term {
            Term::Element(id) => Kind::Element(*id),
            Term::Wildcard(wildcard) => Kind::Wildcard(wildcard),
            Term::Group(group) => {
                let mut inner = Vec::new();
                for child in &group.particles {
                    let child = self.add(child);
                    match &self.nodes[child].kind {
                        Kind::Group(_, particles)
                            if particles.is_empty() && group.compositor != Compositor::Choice => {}
                        // Sequences in sequences stay, because the other side may have them as a group.
                        Kind::Group(Compositor::Choice, particles)
                            if group.compositor == Compositor::Choice && self.nodes[child].range == ONCE =>
                        {
                            inner.extend(particles.clone());
                        }
                        _ => inner.push(child),
                    }
                }
                // Then the numbers between the least and the most are all possible.
                if let [only] = *inner.as_slice()
                    && (range == ONCE || self.nodes[only].range.0 <= 1)
                {
                    self.nodes[only].range = times(self.nodes[only].range, range);
                    return only;
                }
                Kind::Group(group.compositor, inner)
            }
        };
        self.nodes.push(Node {
            range,
            kind,
            particle,
        });
        self.nodes.len() - 1
    }

    pub(super) fn is_leaf(&self, node: NodeId) -> bool {
        !matches!(self.nodes[node].kind, Kind::Group(..))
    }

    pub(super) fn is_emptiable(&self, node: NodeId) -> bool {
        self.total(node).0 == 0
    }

    /// How many elements there are in all occurrences together (cos-seq-range, cos-choice-range).
    pub(super) fn total(&self, node: NodeId) -> Range {
        let range = self.nodes[node].range;
        let Kind::Group(compositor, inner) = &self.nodes[node].kind else {
            return range;
        };
        let mut inner = inner.iter().map(|one| self.total(*one));
        let once = match compositor {
            Compositor::Sequence | Compositor::All => inner.fold((0, Some(0)), sum),
            Compositor::Choice => match inner.next() {
                Some(first) => inner.fold(first, |(min, max), (other_min, other_max)| {
                    (
                        min.min(other_min),
                        max.zip(other_max).map(|(one, other)| one.max(other)),
                    )
                }),
                None => (0, Some(0)),
            },
        };
        times(once, range)
    }

    pub(super) fn leaves(&self, node: NodeId, found: &mut Vec<NodeId>) {
        match &self.nodes[node].kind {
            Kind::Group(_, inner) => inner.iter().for_each(|one| self.leaves(*one, found)),
            Kind::Element(_) | Kind::Wildcard(_) => found.push(node),
        }
    }

    pub(super) fn name(&self, node: NodeId) -> Option<&QName> {
        match &self.nodes[node].kind {
            Kind::Element(id) => Some(&self.elements[id.0 as usize].name),
            Kind::Wildcard(_) | Kind::Group(..) => None,
        }
    }
}

/// Whether each number of the first range is in the second (range-ok).
pub(super) fn fits(own: Range, base: Range) -> bool {
    own.0 >= base.0
        && match (own.1, base.1) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(own), Some(base)) => own <= base,
        }
}

pub(super) fn admits_once((min, max): Range) -> bool {
    min <= 1 && max.is_none_or(|max| max >= 1)
}

/// Whether so many times a range is in another.
pub(super) fn fits_times(own: Range, many: u64, base: Range) -> bool {
    fits(times((many, Some(many)), own), base)
}

pub(super) fn sum((min, max): Range, (other_min, other_max): Range) -> Range {
    let max = max.zip(other_max).map(|(one, other)| one.saturating_add(other));
    (min.saturating_add(other_min), max)
}

pub(super) fn times((min, max): Range, (times_min, times_max): Range) -> Range {
    let max = match (max, times_max) {
        // Nothing remains nothing, however often.
        (Some(0), _) | (_, Some(0)) => Some(0),
        (max, times) => max.zip(times).map(|(one, other)| one.saturating_mul(other)),
    };
    (min.saturating_mul(times_min), max)
}
