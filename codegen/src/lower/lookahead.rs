//! Checks that one look ahead decides every choice, option and repetition (Unique Particle Attribution).

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::types::Lowering;
use super::{LowerError, NamespaceConstraint, Particle, QName, Term, Wildcard};

/// What can begin a particle, or follow it: names, each with the particles that it stands for.
#[derive(Clone, Debug, Default)]
struct Names<'a> {
    elements: BTreeMap<&'a QName, Owners<'a>>,
    /// Substitution groups, which are many names each.
    groups: Vec<(Rc<BTreeSet<QName>>, &'a Particle)>,
    wildcards: Vec<(&'a Wildcard, &'a Particle)>,
}

/// The particles that a name stands for, nearly always one.
#[derive(Clone, Debug)]
struct Owners<'a> {
    one: &'a Particle,
    others: Vec<&'a Particle>,
}

impl<'a> Owners<'a> {
    fn all(&self) -> impl Iterator<Item = &'a Particle> {
        std::iter::once(self.one).chain(self.others.iter().copied())
    }

    fn has(&self, particle: &Particle) -> bool {
        self.all().any(|known| std::ptr::eq(known, particle))
    }

    fn add(&mut self, more: &Self) {
        for particle in more.all() {
            if !self.has(particle) {
                self.others.push(particle);
            }
        }
    }

    /// What both stand for: one particle, several, or, when several are looked past, none.
    fn overlap(&self, other: &Self, looks_at: LooksAt) -> Option<bool> {
        let is_one = self.others.is_empty() && other.others.is_empty() && self.has(other.one);
        match looks_at {
            LooksAt::All => Some(is_one),
            LooksAt::Rounds => self.all().any(|particle| other.has(particle)).then_some(true),
        }
    }
}

/// What a check is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum LooksAt {
    /// Whatever is ambiguous.
    All,
    /// Rounds of repetitions alone. That nothing else is ambiguous was found before; what an [`super::Arranged`] can
    /// go on with is not known exactly.
    Rounds,
}

/// What could stand for two parts of the content.
struct Overlap {
    name: String,
    /// The two are one particle, in this round of a repetition and in the next.
    is_one_particle: bool,
}

/// An element that belongs to one particle, but to this round of a repetition around it or to the next.
#[derive(Debug)]
pub(super) struct Rounds {
    /// The way down to the particle that could go on or end there, by position.
    pub(super) way: Vec<usize>,
}

/// Checks the content of one type. Gives the first element that does not say which round it belongs to, if there is
/// one.
///
/// # Errors
/// An element that could stand for two parts of the content.
pub(super) fn check(lowering: &Lowering<'_>, content: &[Particle]) -> Result<Option<Rounds>, LowerError> {
    let mut check = Check::new(lowering, LooksAt::All);
    check.sequence(content, &Names::default())?;
    Ok(check.rounds)
}

/// Looks for the first such element in content that has been checked, once some of it is arranged by models.
pub(super) fn next_rounds(
    lowering: &Lowering<'_>,
    content: &[Particle],
) -> Result<Option<Rounds>, LowerError> {
    let mut check = Check::new(lowering, LooksAt::Rounds);
    check.sequence(content, &Names::default())?;
    Ok(check.rounds)
}

/// Checks the members of an `all`, each of which can stand where any other can.
///
/// # Errors
/// An element that could stand for two of them.
pub(super) fn check_all(lowering: &Lowering<'_>, members: &[Particle]) -> Result<(), LowerError> {
    let mut check = Check::new(lowering, LooksAt::All);
    check.alternatives(members, &Names::default())
}

impl<'a> Names<'a> {
    fn add(&mut self, other: &Names<'a>) {
        for (name, owners) in &other.elements {
            self.add_element(name, owners);
        }
        for (names, particle) in &other.groups {
            if !self
                .groups
                .iter()
                .any(|(_, known)| std::ptr::eq(*known, *particle))
            {
                self.groups.push((Rc::clone(names), particle));
            }
        }
        for (wildcard, particle) in &other.wildcards {
            if !self
                .wildcards
                .iter()
                .any(|(_, known)| std::ptr::eq(*known, *particle))
            {
                self.wildcards.push((wildcard, particle));
            }
        }
    }

    fn add_element(&mut self, name: &'a QName, owners: &Owners<'a>) {
        self.elements
            .entry(name)
            .and_modify(|known| known.add(owners))
            .or_insert_with(|| owners.clone());
    }

    /// A name in both, if there is one; two particles go before one in two rounds.
    fn overlap(&self, other: &Self, looks_at: LooksAt) -> Option<Overlap> {
        let mut rounds = None;
        for (name, owners) in &self.elements {
            let others = other.elements.get(name);
            let is_one = others.and_then(|others| owners.overlap(others, looks_at));
            if let Some(is_one_particle) = is_one {
                let overlap = Overlap {
                    name: format!("element {}", name.local),
                    is_one_particle,
                };
                if !overlap.is_one_particle {
                    return Some(overlap);
                }
                rounds.get_or_insert(overlap);
            }
        }
        if let Some(overlap) = self.groups_overlap(other, looks_at) {
            if !overlap.is_one_particle {
                return Some(overlap);
            }
            rounds.get_or_insert(overlap);
        }
        if looks_at == LooksAt::Rounds {
            return self.wildcards_overlap(other, rounds, looks_at);
        }
        // An element and a wildcard are never one particle.
        let caught = |names: &Self, wildcards: &[(&Wildcard, &Particle)]| {
            let is_caught = |name: &&QName| {
                wildcards
                    .iter()
                    .any(|(wildcard, _)| admits(wildcard, &name.namespace))
            };
            let grouped = names.groups.iter().filter(|_| !wildcards.is_empty());
            let grouped = grouped.flat_map(|(names, _)| names.iter());
            let mut all = names.elements.keys().copied().chain(grouped);
            let name = all.find(is_caught)?;
            Some(Overlap {
                name: format!("element {}, which a wildcard admits,", name.local),
                is_one_particle: false,
            })
        };
        caught(self, &other.wildcards)
            .or_else(|| caught(other, &self.wildcards))
            .or_else(|| self.wildcards_overlap(other, rounds, looks_at))
    }

    /// A name of a substitution group on either side that is on the other, too.
    fn groups_overlap(&self, other: &Self, looks_at: LooksAt) -> Option<Overlap> {
        let several = |name: &QName| Overlap {
            name: format!("element {}", name.local),
            is_one_particle: false,
        };
        let mut rounds = None;
        for (names, particle) in &self.groups {
            for (others, another) in &other.groups {
                if std::ptr::eq(*particle, *another) {
                    rounds = rounds.or_else(|| names.first());
                } else if looks_at == LooksAt::All
                    && let Some(name) = names.intersection(others).next()
                {
                    return Some(several(name));
                }
            }
        }
        let in_group = |elements: &BTreeMap<&QName, Owners<'_>>,
                        groups: &[(Rc<BTreeSet<QName>>, &Particle)]| {
            let is_named = |name: &&&QName| groups.iter().any(|(names, _)| names.contains(**name));
            elements.keys().find(is_named).map(|name| several(name))
        };
        if looks_at == LooksAt::All {
            let found =
                in_group(&self.elements, &other.groups).or_else(|| in_group(&other.elements, &self.groups));
            if found.is_some() {
                return found;
            }
        }
        rounds.map(|name| Overlap {
            is_one_particle: true,
            ..several(name)
        })
    }

    fn wildcards_overlap(
        &self,
        other: &Self,
        mut rounds: Option<Overlap>,
        looks_at: LooksAt,
    ) -> Option<Overlap> {
        for (wildcard, particle) in &self.wildcards {
            for (another, other_particle) in &other.wildcards {
                if !intersect(wildcard, another) {
                    continue;
                }
                let overlap = Overlap {
                    name: "an element that a wildcard admits".to_owned(),
                    is_one_particle: std::ptr::eq(*particle, *other_particle),
                };
                match (overlap.is_one_particle, looks_at) {
                    (true, _) => {
                        rounds.get_or_insert(overlap);
                    }
                    (false, LooksAt::All) => return Some(overlap),
                    (false, LooksAt::Rounds) => {}
                }
            }
        }
        rounds
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

/// The check of one type.
struct Check<'a> {
    lowering: &'a Lowering<'a>,
    looks_at: LooksAt,
    /// The way down to the particle at hand.
    way: Vec<usize>,
    rounds: Option<Rounds>,
}

impl<'a> Check<'a> {
    fn new(lowering: &'a Lowering<'a>, looks_at: LooksAt) -> Self {
        Self {
            lowering,
            looks_at,
            way: Vec::new(),
            rounds: None,
        }
    }

    /// What can begin it.
    fn first(&self, particle: &'a Particle) -> Names<'a> {
        let mut names = Names::default();
        let alone = Owners {
            one: particle,
            others: Vec::new(),
        };
        match &particle.term {
            Term::Element(element) => names.add_element(&element.name, &alone),
            Term::Substitutes(key) => {
                names.groups.push((self.lowering.substitute_names(key), particle));
            }
            Term::Wildcard(wildcard) => names.wildcards.push((wildcard, particle)),
            Term::Choice(members) | Term::All(members) => members
                .iter()
                .for_each(|alternative| names.add(&self.first(alternative))),
            Term::Arranged(arranged) => {
                for position in arranged.model.first() {
                    names.add(&self.first(&arranged.leaves[position]));
                }
            }
            Term::Sequence(members) => {
                for member in members {
                    names.add(&self.first(member));
                    if !member.is_nullable() {
                        break;
                    }
                }
            }
        }
        names
    }

    fn sequence(&mut self, members: &'a [Particle], follow: &Names<'a>) -> Result<(), LowerError> {
        // From the end, so that what follows each member is known.
        let mut after: Names<'a> = follow.clone();
        for (index, member) in members.iter().enumerate().rev() {
            self.way.push(index);
            self.particle(member, &after)?;
            self.way.pop();
            let begins = self.first(member);
            if member.is_nullable() {
                after.add(&begins);
            } else {
                after = begins;
            }
        }
        Ok(())
    }

    fn alternatives(&mut self, members: &'a [Particle], follow: &Names<'a>) -> Result<(), LowerError> {
        let mut seen = Names::default();
        for (index, alternative) in members.iter().enumerate() {
            let begins = self.first(alternative);
            self.way.push(index);
            if let Some(overlap) = begins.overlap(&seen, self.looks_at) {
                self.note(overlap, alternative)?;
            }
            seen.add(&begins);
            self.particle(alternative, follow)?;
            self.way.pop();
        }
        Ok(())
    }

    fn particle(&mut self, particle: &'a Particle, follow: &Names<'a>) -> Result<(), LowerError> {
        let begins = self.first(particle);
        // Whether it goes on or ends here is decided by what stands ahead.
        let varies = particle.max != Some(particle.min) || particle.is_nullable();
        let goes_on = match &particle.term {
            // It ends where its model does, and may go on with anything in it.
            Term::Arranged(arranged) => {
                let mut leaves = Names::default();
                for leaf in &arranged.leaves {
                    leaves.add(&self.first(leaf));
                }
                leaves.overlap(follow, self.looks_at)
            }
            _ if varies => begins.overlap(follow, self.looks_at),
            _ => None,
        };
        if let Some(overlap) = goes_on {
            self.note(overlap, particle)?;
        }
        let members = match &particle.term {
            Term::Element(_) | Term::Wildcard(_) | Term::Substitutes(_) | Term::Arranged(_) => return Ok(()),
            Term::Sequence(members) | Term::Choice(members) | Term::All(members) => members,
        };
        let mut inside = follow.clone();
        if particle.max != Some(1) {
            inside.add(&begins);
        }
        match &particle.term {
            Term::Sequence(_) => self.sequence(members, &inside),
            _ => self.alternatives(members, &inside),
        }
    }

    /// Refuses two particles, and remembers two rounds of one.
    fn note(&mut self, overlap: Overlap, particle: &Particle) -> Result<(), LowerError> {
        if !overlap.is_one_particle {
            return Err(LowerError::Ambiguous {
                place: Box::new(particle.place.clone()),
                name: overlap.name,
            });
        }
        let way = &self.way;
        self.rounds.get_or_insert_with(|| Rounds { way: way.clone() });
        Ok(())
    }
}
