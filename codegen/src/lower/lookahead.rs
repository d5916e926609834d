//! Checks that one look ahead decides every choice, option and repetition (Unique Particle Attribution).

use std::collections::BTreeMap;

use super::{LowerError, NamespaceConstraint, Particle, QName, Term, Wildcard};

/// What can begin a particle, or follow it: names, each with the particle that it stands for.
#[derive(Clone, Debug, Default)]
struct Names<'a> {
    elements: BTreeMap<&'a QName, &'a Particle>,
    wildcards: Vec<(&'a Wildcard, &'a Particle)>,
}

/// What could stand for two parts of the content.
struct Overlap {
    name: String,
    /// The two are one particle, in this round of a repetition and in the next.
    is_one_particle: bool,
}

/// Checks the content of one type.
///
/// # Errors
/// An element that could stand for two parts of the content.
pub(super) fn check(content: &[Particle]) -> Result<(), LowerError> {
    sequence(content, &Names::default())
}

impl Overlap {
    fn between(name: String, one: &Particle, other: &Particle) -> Self {
        Self {
            name,
            is_one_particle: std::ptr::eq(one, other),
        }
    }

    fn at(self, particle: &Particle) -> LowerError {
        let place = particle.place.clone();
        if self.is_one_particle {
            LowerError::Rounds {
                place,
                name: self.name,
            }
        } else {
            LowerError::Ambiguous {
                place,
                name: self.name,
            }
        }
    }
}

impl<'a> Names<'a> {
    fn add(&mut self, other: &Names<'a>) {
        for (name, particle) in &other.elements {
            self.elements.entry(name).or_insert(particle);
        }
        self.wildcards.extend(&other.wildcards);
    }

    /// A name in both, if there is one.
    fn overlap(&self, other: &Names<'_>) -> Option<Overlap> {
        for (name, particle) in &self.elements {
            if let Some(another) = other.elements.get(name) {
                return Some(Overlap::between(
                    format!("element {}", name.local),
                    particle,
                    another,
                ));
            }
        }
        let caught = |elements: &BTreeMap<&QName, &Particle>, wildcards: &[(&Wildcard, &Particle)]| {
            let mut elements = elements.iter();
            elements.find_map(|(name, particle)| {
                let (_, another) = wildcards
                    .iter()
                    .find(|(wildcard, _)| admits(wildcard, &name.namespace))?;
                let name = format!("element {}, which a wildcard admits,", name.local);
                Some(Overlap::between(name, particle, another))
            })
        };
        caught(&self.elements, &other.wildcards)
            .or_else(|| caught(&other.elements, &self.wildcards))
            .or_else(|| self.wildcards_overlap(other))
    }

    fn wildcards_overlap(&self, other: &Names<'_>) -> Option<Overlap> {
        self.wildcards.iter().find_map(|(wildcard, particle)| {
            let (_, another) = other
                .wildcards
                .iter()
                .find(|(another, _)| intersect(wildcard, another))?;
            let name = "an element that a wildcard admits".to_owned();
            Some(Overlap::between(name, particle, another))
        })
    }
}

fn admits(wildcard: &Wildcard, namespace: &str) -> bool {
    match &wildcard.namespaces {
        NamespaceConstraint::Any => true,
        NamespaceConstraint::Not(target) => !namespace.is_empty() && namespace != target,
        NamespaceConstraint::OneOf(namespaces) => namespaces.iter().any(|known| known == namespace),
    }
}

fn intersect(a: &Wildcard, b: &Wildcard) -> bool {
    match (&a.namespaces, &b.namespaces) {
        (NamespaceConstraint::OneOf(names), _) => names.iter().any(|name| admits(b, name)),
        (_, NamespaceConstraint::OneOf(names)) => names.iter().any(|name| admits(a, name)),
        _ => true,
    }
}

/// What can begin it.
fn first(particle: &Particle) -> Names<'_> {
    let mut names = Names::default();
    match &particle.term {
        Term::Element(element) => {
            names.elements.insert(&element.name, particle);
        }
        Term::Wildcard(wildcard) => names.wildcards.push((wildcard, particle)),
        Term::Choice(alternatives) => alternatives
            .iter()
            .for_each(|alternative| names.add(&first(alternative))),
        Term::Sequence(members) => {
            for member in members {
                names.add(&first(member));
                if !member.is_nullable() {
                    break;
                }
            }
        }
    }
    names
}

fn sequence(members: &[Particle], follow: &Names<'_>) -> Result<(), LowerError> {
    // From the end, so that what follows each member is known.
    let mut after: Names<'_> = follow.clone();
    for member in members.iter().rev() {
        particle(member, &after)?;
        let begins = first(member);
        if member.is_nullable() {
            after.add(&begins);
        } else {
            after = begins;
        }
    }
    Ok(())
}

fn particle(particle: &Particle, follow: &Names<'_>) -> Result<(), LowerError> {
    let begins = first(particle);
    // Whether it goes on or ends here is decided by what stands ahead.
    let varies = particle.max != Some(particle.min) || particle.is_nullable();
    if varies && let Some(overlap) = begins.overlap(follow) {
        return Err(overlap.at(particle));
    }
    let (members, is_choice) = match &particle.term {
        Term::Element(_) | Term::Wildcard(_) => return Ok(()),
        Term::Sequence(members) => (members, false),
        Term::Choice(alternatives) => (alternatives, true),
    };
    let mut inside = follow.clone();
    if particle.max != Some(1) {
        inside.add(&begins);
    }
    if !is_choice {
        return sequence(members, &inside);
    }
    let mut seen = Names::default();
    for alternative in members {
        let begins = first(alternative);
        if let Some(overlap) = begins.overlap(&seen) {
            return Err(overlap.at(alternative));
        }
        seen.add(&begins);
        self::particle(alternative, &inside)?;
    }
    Ok(())
}
