//! Whether the content of a restriction is part of what its base admits (cos-particle-restrict).
//!
//! The rules of XSD 1.0 (Part 1, section 3.9.6) compare the two as they are written, and refuse some restrictions that are
//! none the less right: alternatives in another order, one of several alternatives, a repetition written out. Those are
//! taken here. What is refused admits something that the base does not.

mod leaves;
mod nodes;

use std::collections::HashMap;

use self::nodes::{Kind, Node, NodeId, ONCE, Range, admits_once, fits, fits_times, sum};
use super::error::ResolveError;
use super::model::{Compositor, ElementDeclaration, Particle, TypeRef};
use super::types::Types;

/// Compares the content of one restriction with that of its base.
struct Comparison<'c, 'a, 's> {
    types: &'c Types<'a, 's>,
    elements: &'c [ElementDeclaration],
    nodes: Vec<Node<'c>>,
    /// What has been compared, so that nothing is twice.
    known: HashMap<(NodeId, NodeId), bool>,
}

/// Refuses content that admits what the content of the base does not.
pub(super) fn check(
    types: &Types<'_, '_>,
    elements: &[ElementDeclaration],
    own: &Particle,
    base: &Particle,
    base_type: TypeRef,
) -> Result<(), ResolveError> {
    let mut comparison = Comparison {
        types,
        elements,
        nodes: Vec::new(),
        known: HashMap::new(),
    };
    let (own, base) = (comparison.add(own), comparison.add(base));
    if comparison.is_part(own, base) {
        return Ok(());
    }
    let (culprit, problem) = comparison.why(own, base, &types.shown(base_type));
    Err(ResolveError::Rule {
        place: Box::new(comparison.nodes[culprit].particle.place.clone()),
        rule: "cos-particle-restrict",
        problem,
    })
}

impl<'c> Comparison<'c, '_, '_> {
    fn is_part(&mut self, own: NodeId, base: NodeId) -> bool {
        if self.is_leaf(own) && self.is_leaf(base) {
            return fits(self.nodes[own].range, self.nodes[base].range) && self.leaf(own, base).is_ok();
        }
        if let Some(known) = self.known.get(&(own, base)) {
            return *known;
        }
        let is_part = self.compare(own, base)
            || self.leaves_are_part(own, base)
            // Nothing at all is part of what may be absent; what is left is there.
            || (self.nodes[own].range.0 == 0
                && self.is_emptiable(base)
                && self.occurring_is_part(own, base, |range| (1, range.1)));
        self.known.insert((own, base), is_part);
        is_part
    }

    /// Whether the first, occurring otherwise, is part of the second.
    fn occurring_is_part(&mut self, own: NodeId, base: NodeId, range: impl Fn(Range) -> Range) -> bool {
        let node = &self.nodes[own];
        let range = range(node.range);
        if range == node.range {
            return self.is_part(own, base);
        }
        let other = Node {
            range,
            kind: node.kind.clone(),
            particle: node.particle,
        };
        self.nodes.push(other);
        self.is_part(self.nodes.len() - 1, base)
    }

    /// As section 3.9.6 has it, by the kinds of both.
    fn compare(&mut self, own: NodeId, base: NodeId) -> bool {
        let fits = fits(self.nodes[own].range, self.nodes[base].range);
        let Kind::Group(of_base, in_base) = &self.nodes[base].kind else {
            // A group is part of a leaf through its leaves alone.
            return false;
        };
        let (of_base, in_base) = (*of_base, in_base.clone());
        let own_group = match &self.nodes[own].kind {
            Kind::Group(compositor, inner) => Some((*compositor, inner.clone())),
            Kind::Element(_) | Kind::Wildcard(_) => None,
        };
        match (own_group, of_base) {
            // Each alternative for itself.
            (Some((Compositor::Choice, alternatives)), _)
                if self.nodes[own].range == ONCE && !alternatives.is_empty() =>
            {
                alternatives
                    .into_iter()
                    .all(|alternative| self.is_part(alternative, base))
            }
            (Some((Compositor::Choice, alternatives)), Compositor::Choice) => {
                fits && alternatives
                    .into_iter()
                    .all(|alternative| in_base.iter().any(|other| self.is_part(alternative, *other)))
            }
            (Some((Compositor::Choice, _)), _) => false,
            (Some((Compositor::Sequence, inner)), Compositor::Sequence) => {
                fits && self.in_order(&inner, &in_base)
            }
            (Some((_, inner)), Compositor::All) => fits && self.in_any_order(&inner, &in_base),
            // What holds one thing has one order.
            (Some((Compositor::All, inner)), Compositor::Sequence) => {
                inner.len() < 2 && fits && self.in_order(&inner, &in_base)
            }
            (own_group, Compositor::Choice) => {
                let own_range = self.nodes[own].range;
                self.is_alternative(own, base, &in_base)
                    || own_group.is_some_and(|(_, inner)| {
                        fits_times(own_range, inner.len() as u64, self.nodes[base].range)
                            && inner
                                .iter()
                                .all(|one| in_base.iter().any(|other| self.is_part(*one, *other)))
                    })
            }
            // One thing: as a group of it alone.
            (None, Compositor::Sequence) => {
                admits_once(self.nodes[base].range) && self.in_order(&[own], &in_base)
            }
            (None, Compositor::All) => {
                admits_once(self.nodes[base].range) && self.in_any_order(&[own], &in_base)
            }
        }
    }

    /// As one of the alternatives, or again and again one of them.
    fn is_alternative(&mut self, own: NodeId, base: NodeId, alternatives: &[NodeId]) -> bool {
        let range = self.nodes[base].range;
        let again = fits(self.nodes[own].range, range);
        alternatives.iter().any(|other| {
            (admits_once(range) && self.is_part(own, *other))
                || (again && self.occurring_is_part(own, *other, |_| ONCE))
        })
    }

    /// One after the other; what the base has in between may be absent.
    fn in_order(&mut self, own: &[NodeId], base: &[NodeId]) -> bool {
        let mut rest = Rest::of(own);
        self.take_all(&mut rest, base) && rest.next().is_none()
    }

    /// Takes away what is part of these, one after the other. There is one way at most, because the content of the base is
    /// not ambiguous.
    fn take_all(&mut self, rest: &mut Rest, base: &[NodeId]) -> bool {
        base.iter().all(|other| self.take(rest, *other))
    }

    /// Takes away what is part of this; nothing, when it may be absent.
    fn take(&mut self, rest: &mut Rest, other: NodeId) -> bool {
        let range = self.nodes[other].range;
        while let Some(first) = rest.next() {
            // Several of ours can be one of the base's, written out.
            let run = rest
                .iter()
                .take_while(|one| self.is_leaf_of(*one, other))
                .collect::<Vec<_>>();
            let total = run.iter().map(|one| self.total(*one)).fold((0, Some(0)), sum);
            if !run.is_empty() && fits(total, range) {
                rest.drop(run.len());
                return true;
            }
            if self.is_part(first, other) {
                rest.drop(1);
                return true;
            }
            match &self.nodes[first].kind {
                Kind::Group(Compositor::Sequence, inner) if self.nodes[first].range == ONCE => {
                    rest.open(inner)
                }
                _ => break,
            }
        }
        if let Kind::Group(Compositor::Sequence, inner) = &self.nodes[other].kind {
            let inner = inner.clone();
            let mut times = 0;
            while range.1.is_none_or(|max| times < max) {
                let mut after = rest.clone();
                if !self.take_all(&mut after, &inner) || after == *rest {
                    break;
                }
                *rest = after;
                times += 1;
            }
            if times > 0 {
                return times >= range.0;
            }
        }
        self.is_emptiable(other)
    }

    /// Each in one of the base's that no other is in; what is left of the base may be absent.
    fn in_any_order(&mut self, own: &[NodeId], base: &[NodeId]) -> bool {
        let mut left: Vec<NodeId> = base.to_vec();
        let mut rest = Rest::of(own);
        while let Some(one) = rest.next() {
            match left.iter().position(|other| self.is_part(one, *other)) {
                Some(found) => {
                    left.remove(found);
                    rest.drop(1);
                }
                None => match &self.nodes[one].kind {
                    Kind::Group(Compositor::Sequence, inner) if self.nodes[one].range == ONCE => {
                        rest.open(inner)
                    }
                    _ => return false,
                },
            }
        }
        left.into_iter().all(|other| self.is_emptiable(other))
    }

    /// Whether all leaves are occurrences of what the base has: a leaf, or a choice of leaves.
    fn leaves_are_part(&self, own: NodeId, base: NodeId) -> bool {
        fits(self.total(own), self.nodes[base].range) && self.is_leaf_of(own, base)
    }

    /// Whether all leaves of the first are what the second has, however often.
    fn is_leaf_of(&self, own: NodeId, base: NodeId) -> bool {
        if let Kind::Group(_, inner) = &self.nodes[own].kind {
            return inner.iter().all(|one| self.is_leaf_of(*one, base));
        }
        match &self.nodes[base].kind {
            Kind::Group(Compositor::Choice, alternatives) => alternatives.iter().any(|other| {
                admits_once(self.nodes[*other].range)
                    && self.is_leaf(*other)
                    && self.leaf(own, *other).is_ok()
            }),
            Kind::Group(..) => false,
            Kind::Element(_) | Kind::Wildcard(_) => self.leaf(own, base).is_ok(),
        }
    }
}

/// What is left of a sequence: the last one comes first.
#[derive(Clone, Eq, PartialEq)]
struct Rest(Vec<NodeId>);

impl Rest {
    fn of(own: &[NodeId]) -> Self {
        Self(own.iter().rev().copied().collect())
    }

    fn next(&self) -> Option<NodeId> {
        self.0.last().copied()
    }

    fn iter(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.0.iter().rev().copied()
    }

    fn drop(&mut self, count: usize) {
        self.0.truncate(self.0.len().saturating_sub(count));
    }

    /// Puts what the first one holds in its place.
    fn open(&mut self, inner: &[NodeId]) {
        self.0.pop();
        self.0.extend(inner.iter().rev());
    }
}
