//! Content models, brought to one form: no group that says nothing, and every alternative of a choice fills.

use super::types::Lowering;
use super::{Content, Element, LowerError, NamespaceConstraint, Particle, Term, lookahead, rounds};
use crate::resolve::{self, Compositor};

impl Lowering<'_> {
    /// The content of a complex type that consists of elements.
    pub(super) fn content(&self, particle: &resolve::Particle) -> Result<Content, LowerError> {
        let mut particles = match self.particle(particle)? {
            None => return Ok(Content::Empty),
            Some(Particle {
                min: 1,
                max: Some(1),
                term: Term::All(members),
                ..
            }) => {
                lookahead::check_all(self, &members)?;
                return Ok(Content::All(members));
            }
            Some(Particle {
                min: 1,
                max: Some(1),
                term: Term::Sequence(particles),
                ..
            }) => particles,
            Some(particle) => vec![particle],
        };
        let mut rounds = lookahead::check(self, &particles)?;
        while let Some(found) = rounds {
            rounds::arrange(&mut particles, &found.way);
            rounds = lookahead::next_rounds(self, &particles)?;
        }
        Ok(Content::Sequence(particles))
    }

    /// One particle; `None` when nothing can ever stand there.
    fn particle(&self, particle: &resolve::Particle) -> Result<Option<Particle>, LowerError> {
        let place = &particle.place;
        let (min, max) = (
            count(particle, particle.min)?,
            particle.max.map(|max| count(particle, max)).transpose()?,
        );
        if max == Some(0) {
            return Ok(None);
        }
        let mut documentation = super::types::paragraphs(&particle.documentation);
        let term = match &particle.term {
            resolve::Term::Element(id) => {
                if documentation.is_empty() {
                    documentation = super::types::paragraphs(&self.declaration(*id).documentation);
                }
                match self.substitutes(*id) {
                    Some(group) => Term::Substitutes(group),
                    None => Term::Element(Element {
                        documentation: Vec::new(),
                        ..self.element(*id)?
                    }),
                }
            }
            resolve::Term::Wildcard(wildcard) => Term::Wildcard(wildcard.clone()),
            resolve::Term::Group(group) => {
                let members = group.particles.iter().map(|member| self.particle(member));
                let members: Vec<_> = members.collect::<Result<_, _>>()?;
                match group.compositor {
                    Compositor::All => Term::All(members.into_iter().flatten().collect()),
                    Compositor::Sequence => Term::Sequence(members.into_iter().flatten().collect()),
                    Compositor::Choice => {
                        let empty = members.iter().any(Option::is_none);
                        let mut alternatives: Vec<_> = members.into_iter().flatten().collect();
                        alternatives.retain(|alternative| !self.is_impossible(alternative));
                        if alternatives.is_empty() && !empty {
                            // Nothing can stand here; but nothing need, when the choice is optional.
                            let nothing = Particle {
                                min,
                                max,
                                term: Term::Choice(alternatives),
                                place: place.clone(),
                                documentation,
                            };
                            return Ok(Some(nothing).filter(|_| min > 0));
                        }
                        return Ok(choice(alternatives, empty).map(|choice| {
                            let choice = Particle {
                                documentation,
                                place: place.clone(),
                                ..choice
                            };
                            repeat(choice, min, max)
                        }));
                    }
                }
            }
        };
        let term = match term {
            Term::Sequence(members) => {
                let members = splice(members);
                if members.is_empty() {
                    return Ok(None);
                }
                if max.is_none() && members.len() > 1 && members.iter().all(Particle::is_nullable) {
                    // Each round can be one member alone, so their order says nothing: `(a?, b?)*` is `(a | b)*`.
                    return Ok(choice(members, true).map(|choice| {
                        let choice = Particle {
                            documentation,
                            place: place.clone(),
                            ..choice
                        };
                        repeat(choice, min, max)
                    }));
                }
                Term::Sequence(members)
            }
            Term::All(members) if members.is_empty() => return Ok(None),
            term => term,
        };
        let once = match term {
            // A sequence of one is that one.
            Term::Sequence(mut members) | Term::All(mut members) if members.len() == 1 => members.remove(0),
            term => Particle {
                min: 1,
                max: Some(1),
                term,
                place: place.clone(),
                documentation,
            },
        };
        if min == 0 && self.is_impossible(&once) {
            return Ok(None);
        }
        // An `all` of optional elements is there or not, which is the same: it need not be told.
        let min = match &once.term {
            Term::All(members) if members.iter().all(Particle::is_nullable) => 1,
            _ => min,
        };
        Ok(Some(repeat(once, min, max)))
    }

    /// Whether nothing that a document could hold satisfies it.
    fn is_impossible(&self, particle: &Particle) -> bool {
        particle.min > 0
            && match &particle.term {
                Term::Element(_) | Term::Arranged(_) => false,
                Term::Wildcard(wildcard) => {
                    matches!(&wildcard.namespaces, NamespaceConstraint::OneOf(names) if names.is_empty())
                }
                Term::Substitutes(key) => self.substitute_names(key).is_empty(),
                Term::Choice(members) => members.iter().all(|member| self.is_impossible(member)),
                Term::Sequence(members) | Term::All(members) => {
                    members.iter().any(|member| self.is_impossible(member))
                }
            }
    }
}

fn count(particle: &resolve::Particle, value: u64) -> Result<u32, LowerError> {
    u32::try_from(value)
        .ok()
        .filter(|count| *count < u32::MAX)
        .ok_or_else(|| LowerError::Occurrence {
            place: Box::new(particle.place.clone()),
            value,
        })
}

/// Sequences that occur exactly once inside a sequence become part of it.
fn splice(members: Vec<Particle>) -> Vec<Particle> {
    let mut flat = Vec::new();
    for member in members {
        match member {
            Particle {
                min: 1,
                max: Some(1),
                term: Term::Sequence(inner),
                ..
            } => flat.extend(inner),
            member => flat.push(member),
        }
    }
    flat
}

/// A choice whose alternatives all fill: one that may be empty is made to fill, and the choice optional instead.
fn choice(alternatives: Vec<Particle>, mut may_be_empty: bool) -> Option<Particle> {
    let mut flat = Vec::new();
    for alternative in alternatives {
        match alternative {
            Particle {
                min,
                max: Some(1),
                term: Term::Choice(inner),
                ..
            } => {
                may_be_empty |= min == 0;
                flat.extend(inner);
            }
            mut alternative => {
                if alternative.min == 0 {
                    may_be_empty = true;
                    alternative.min = 1;
                }
                may_be_empty |= alternative.is_nullable();
                flat.push(alternative);
            }
        }
    }
    let place = flat.first()?.place.clone();
    let min = u32::from(!may_be_empty);
    if flat.len() == 1 {
        let only = flat.remove(0);
        return Some(repeat(only, min, Some(1)));
    }
    Some(Particle {
        min,
        max: Some(1),
        term: Term::Choice(flat),
        place,
        documentation: Vec::new(),
    })
}

/// `particle`, between `min` and `max` times. Counts are multiplied where that loses nothing.
fn repeat(particle: Particle, min: u32, max: Option<u32>) -> Particle {
    if (min, max) == (1, Some(1)) {
        return particle;
    }
    let Particle {
        min: inner_min,
        max: inner_max,
        ..
    } = particle;
    let multiplied = product((inner_min, inner_max), (min, max));
    match multiplied {
        Some((min, max)) => {
            // Inside what repeats without end, an alternative need not repeat of itself.
            let term = match particle.term {
                Term::Choice(mut alternatives) if max.is_none() => {
                    for alternative in &mut alternatives {
                        if alternative.min == 1 && min <= 1 {
                            alternative.max = Some(1);
                        }
                    }
                    Term::Choice(alternatives)
                }
                term => term,
            };
            Particle {
                min,
                max,
                term,
                ..particle
            }
        }
        None => {
            let place = particle.place.clone();
            Particle {
                min,
                max,
                term: Term::Sequence(vec![particle]),
                place,
                documentation: Vec::new(),
            }
        }
    }
}

/// The counts of a particle that occurs `inner` times, `outer` times over, when every number between the least and the
/// greatest can be had: 2 to 3 twice is 4 to 6, but 2 any number of times is no 3.
fn product(inner: (u32, Option<u32>), outer: (u32, Option<u32>)) -> Option<(u32, Option<u32>)> {
    let least = inner.0.checked_mul(outer.0)?;
    let greatest = match (inner.1, outer.1) {
        (Some(inner), Some(outer)) => Some(inner.checked_mul(outer)?),
        (Some(0), _) | (_, Some(0)) => Some(0),
        _ => None,
    };
    let varies = outer.1 != Some(outer.0);
    // Once there is no gap between one number of rounds and the next, there is none further on.
    let next_round = u64::from(inner.0) * (u64::from(outer.0) + 1);
    let this_round = inner.1.map(|max| u64::from(max) * u64::from(outer.0) + 1);
    let gap = match this_round {
        Some(reach) => next_round > reach,
        None => outer.0 == 0 && inner.0 > 1,
    };
    (!(varies && gap)).then_some((least, greatest))
}

impl Particle {
    /// Whether nothing at all satisfies it.
    pub(crate) fn is_nullable(&self) -> bool {
        self.min == 0
            || match &self.term {
                Term::Element(_) | Term::Wildcard(_) | Term::Substitutes(_) => false,
                Term::Choice(alternatives) => alternatives.iter().any(Self::is_nullable),
                Term::Sequence(members) | Term::All(members) => members.iter().all(Self::is_nullable),
                Term::Arranged(arranged) => arranged.model.is_nullable(),
            }
    }
}
