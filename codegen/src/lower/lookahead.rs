//! Checks that one look ahead decides every choice, option and repetition (Unique Particle Attribution).

use std::collections::BTreeSet;

use super::{LowerError, NamespaceConstraint, Particle, QName, Term, Wildcard};

/// What can begin a particle, or follow it.
#[derive(Clone, Debug, Default)]
struct Names<'a> {
    elements: BTreeSet<&'a QName>,
    wildcards: Vec<&'a Wildcard>,
}

/// Checks the content of one type.
///
/// # Errors
/// An element that could stand for two parts of the content.
pub(super) fn check(content: &[Particle]) -> Result<(), LowerError> {
    sequence(content, &Names::default())
}

impl<'a> Names<'a> {
    fn add(&mut self, other: &Names<'a>) {
        self.elements.extend(&other.elements);
        self.wildcards.extend(&other.wildcards);
    }

    /// A name in both, if there is one.
    fn overlap(&self, other: &Names<'_>) -> Option<String> {
        if let Some(name) = self.elements.iter().find(|name| other.elements.contains(*name)) {
            return Some(format!("element {}", name.local));
        }
        let caught = |elements: &BTreeSet<&QName>, wildcards: &[&Wildcard]| {
            let mut elements = elements.iter();
            let found =
                elements.find(|name| wildcards.iter().any(|wildcard| admits(wildcard, &name.namespace)));
            found.map(|name| format!("element {}, which a wildcard admits,", name.local))
        };
        caught(&self.elements, &other.wildcards)
            .or_else(|| caught(&other.elements, &self.wildcards))
            .or_else(|| {
                let both = self
                    .wildcards
                    .iter()
                    .any(|a| other.wildcards.iter().any(|b| intersect(a, b)));
                both.then(|| "an element that two wildcards admit".to_owned())
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
            names.elements.insert(&element.name);
        }
        Term::Wildcard(wildcard) => names.wildcards.push(wildcard),
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
    if varies && let Some(name) = begins.overlap(follow) {
        return Err(LowerError::Ambiguous {
            place: particle.place.clone(),
            name,
        });
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
        if let Some(name) = begins.overlap(&seen) {
            return Err(LowerError::Ambiguous {
                place: alternative.place.clone(),
                name,
            });
        }
        seen.add(&begins);
        self::particle(alternative, &inside)?;
    }
    Ok(())
}
