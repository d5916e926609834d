//! How the registry tells the choices and sequences of a type apart: by an element that they hold.

use crate::lower::{Particle, Term, TypeKey};
use crate::registry::GroupName;

use super::idents::step_name;

/// How a path says that a wildcard stands there.
const WILDCARD: &str = "##any";

/// A choice or sequence inside a type.
pub(super) struct Group<'a> {
    /// The way down to it, by position.
    pub(super) way: Vec<usize>,
    pub(super) particle: &'a Particle,
    /// What it holds: `element`, or `*/element` in a group inside it, and so on; the nearest first.
    paths: Vec<String>,
}

impl Group<'_> {
    /// What it holds, for a person.
    pub(super) fn held(&self) -> &str {
        self.paths.first().map_or("nothing", String::as_str)
    }

    /// All that it holds, at any depth.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(String::as_str)
    }

    pub(super) fn is_choice(&self) -> bool {
        matches!(self.particle.term, Term::Choice(_) | Term::Arranged(_))
    }
}

/// The groups among `particles`, at any depth, in the order of the contract.
pub(super) fn groups(particles: &[Particle]) -> Vec<Group<'_>> {
    let mut found = Vec::new();
    gather(particles, &mut Vec::new(), &mut found);
    found
}

fn gather<'a>(particles: &'a [Particle], way: &mut Vec<usize>, found: &mut Vec<Group<'a>>) {
    for (index, particle) in particles.iter().enumerate() {
        let members = particle.term.members();
        if matches!(&particle.term, Term::Choice(_)) || !members.is_empty() {
            way.push(index);
            let mut paths = paths(members);
            paths.sort_by_key(|path| path.matches('/').count());
            found.push(Group {
                way: way.clone(),
                particle,
                paths,
            });
            gather(members, way, found);
            way.pop();
        }
    }
}

fn paths(members: &[Particle]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for member in members {
        let here = match &member.term {
            Term::Element(element) => vec![element.name.local.clone()],
            Term::Wildcard(_) => vec![WILDCARD.to_owned()],
            Term::Substitutes(key) => key.path.iter().filter_map(step_name).map(str::to_owned).collect(),
            group => {
                let inside = paths(group.members()).into_iter();
                inside.map(|path| format!("*/{path}")).collect()
            }
        };
        for path in here {
            if !found.contains(&path) {
                found.push(path);
            }
        }
    }
    found
}

/// The entry of the registry that names the group at `index`, one with a number before one without.
pub(super) fn entry_for<'a>(
    entries: &'a [GroupName],
    owner: &TypeKey,
    groups: &[Group<'_>],
    index: usize,
) -> Option<&'a GroupName> {
    let mine = entries.iter().filter(|entry| is_owner(&entry.owner, owner));
    let fitting = mine.filter_map(|entry| {
        let (path, number) = numbered(&entry.holds);
        let holds = groups[index].paths.iter().any(|held| held == path);
        let counts = number.is_none_or(|number| number == nth(groups, index, path));
        (holds && counts).then_some((number.is_some(), entry))
    });
    let mut best: Option<(bool, &GroupName)> = None;
    for (numbered, entry) in fitting {
        if best.is_none_or(|(already, _)| numbered && !already) {
            best = Some((numbered, entry));
        }
    }
    best.map(|(_, entry)| entry)
}

/// What an entry for the group at `index` has to hold, so that it fits no other group of the type.
pub(super) fn holds(groups: &[Group<'_>], index: usize) -> String {
    let paths = &groups[index].paths;
    let depth = |path: &str| path.matches('/').count();
    let nearest = paths.first().map_or(0, |path| depth(path));
    let alone = |path: &&String| {
        depth(path) == nearest && groups.iter().filter(|group| group.paths.contains(path)).count() == 1
    };
    match (paths.iter().find(alone), paths.first()) {
        (Some(path), _) => path.clone(),
        (None, Some(path)) => format!("{path}[{}]", nth(groups, index, path)),
        // A group that holds nothing is left out while lowering.
        (None, None) => WILDCARD.to_owned(),
    }
}

/// The number of the group at `index` among those that hold `path`, from 1.
fn nth(groups: &[Group<'_>], index: usize, path: &str) -> usize {
    let upto = groups.iter().take(index + 1);
    upto.filter(|group| group.paths.iter().any(|held| held == path))
        .count()
}

/// `a[2]` as `a` and 2.
fn numbered(holds: &str) -> (&str, Option<usize>) {
    let split = holds.strip_suffix(']').and_then(|text| text.rsplit_once('['));
    match split.and_then(|(path, number)| Some((path, number.parse().ok()?))) {
        Some((path, number)) => (path, Some(number)),
        None => (holds, None),
    }
}

/// Whether an entry's owner is the type: its own name, or the names of all that it stands in.
fn is_owner(named: &str, owner: &TypeKey) -> bool {
    owner.path.last().and_then(step_name) == Some(named) || owner.to_string() == named
}

/// How an entry names the type.
pub(super) fn owner_name(owner: &TypeKey) -> String {
    match owner.path.as_slice() {
        [only] => step_name(only).unwrap_or_default().to_owned(),
        _ => owner.to_string(),
    }
}
