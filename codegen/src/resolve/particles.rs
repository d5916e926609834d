//! Particles and model groups, references to named groups replaced by their content (Part 1, sections 3.8, 3.9).

use std::collections::BTreeMap;

use xsd_parser::models::schema::{MaxOccurs, xs};

use super::error::ResolveError;
use super::instances::At;
use super::model::{Compositor, Documentation, ModelGroup, Particle, Term};
use super::references::Scene;
use super::wildcards;

/// The most particles that the content of one type may come to.
const PARTICLE_LIMIT: usize = 100_000;
/// How deep groups may be nested, references replaced by their content.
pub(super) const DEPTH_LIMIT: usize = 200;

/// Named groups whose content is worked out, by index, with the number of particles in them.
#[derive(Debug, Default)]
pub(super) struct Groups {
    done: BTreeMap<usize, Done>,
}

#[derive(Debug)]
struct Done {
    group: ModelGroup,
    /// The number of particles in it.
    count: usize,
    depth: usize,
}

/// What stands for a particle in a content model.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Written {
    Reference,
    Compositor(Compositor),
}

/// Works out the particles of one content model.
pub(super) struct Builder<'b, 'a> {
    pub(super) scene: &'b Scene<'a>,
    pub(super) groups: &'b mut Groups,
    /// Named groups that are open.
    open: Vec<usize>,
    count: usize,
    /// How many groups are open, named or not.
    depth: usize,
}

impl<'b, 'a> Builder<'b, 'a> {
    pub(super) fn new(scene: &'b Scene<'a>, groups: &'b mut Groups) -> Self {
        Self {
            scene,
            groups,
            open: Vec::new(),
            count: 0,
            depth: 0,
        }
    }

    /// The particle of a group; `None` when it may not occur at all.
    pub(super) fn particle(
        &mut self,
        at: At,
        written: Written,
        item: &xs::GroupType,
    ) -> Result<Option<Particle>, ResolveError> {
        let group = match written {
            Written::Compositor(compositor) => self.group(at, compositor, item)?,
            Written::Reference => self.reference(at, item)?,
        };
        if written == Written::Reference
            && group.compositor == Compositor::All
            && item.max_occurs != MaxOccurs::Bounded(1)
        {
            let problem = "a group of xs:all occurs once at most; set maxOccurs to 1";
            return Err(self.scene.rule(at, "cos-all-limited.1", problem));
        }
        Ok(self.occurring(at, item.min_occurs, item.max_occurs, Term::Group(group)))
    }

    /// Every named group, also one that nothing refers to, must make sense.
    pub(super) fn check_named(&mut self, index: usize) -> Result<(), ResolveError> {
        let at = self.scene.sources.groups[index].at;
        self.named(at, index).map(|_| ())
    }

    fn occurring(&self, at: At, min: usize, max: MaxOccurs, term: Term) -> Option<Particle> {
        let max = match max {
            MaxOccurs::Unbounded => None,
            // What occurs never is no particle at all.
            MaxOccurs::Bounded(0) => return None,
            MaxOccurs::Bounded(max) => Some(max as u64),
        };
        let documentation = match &term {
            Term::Element(id) if self.scene.sources.elements[id.0 as usize].at == at => {
                Documentation::default()
            }
            _ => self.scene.instance(at).documentation(at.node),
        };
        Some(Particle {
            min: min as u64,
            max,
            term,
            place: self.scene.place(at),
            documentation,
        })
    }

    fn group(
        &mut self,
        at: At,
        compositor: Compositor,
        item: &xs::GroupType,
    ) -> Result<ModelGroup, ResolveError> {
        self.depth += 1;
        self.check_depth(at, self.depth)?;
        let mut particles = Vec::new();
        for (index, content) in item.content.iter().enumerate() {
            let child = self.scene.child(at, index);
            self.count += 1;
            self.check_count(child)?;
            use xs::GroupTypeContent as C;
            let particle = match content {
                C::Element(item) => self.element(child, item)?,
                C::Any(item) => {
                    let namespace = item.namespace.as_ref();
                    let wildcard = wildcards::wildcard(self.scene, child, namespace, &item.process_contents);
                    self.occurring(child, item.min_occurs, item.max_occurs, Term::Wildcard(wildcard))
                }
                C::Group(item) => self.nested(child, Written::Reference, item)?,
                C::All(item) => self.nested(child, Written::Compositor(Compositor::All), item)?,
                C::Choice(item) => self.nested(child, Written::Compositor(Compositor::Choice), item)?,
                C::Sequence(item) => self.nested(child, Written::Compositor(Compositor::Sequence), item)?,
                C::Annotation(_) => None,
            };
            particles.extend(particle);
        }
        self.depth -= 1;
        Ok(ModelGroup {
            compositor,
            particles,
            name: None,
        })
    }

    /// A group inside a sequence or choice, where xs:all may not stand.
    fn nested(
        &mut self,
        at: At,
        written: Written,
        item: &xs::GroupType,
    ) -> Result<Option<Particle>, ResolveError> {
        let particle = self.particle(at, written, item)?;
        match &particle {
            Some(Particle {
                term:
                    Term::Group(ModelGroup {
                        compositor: Compositor::All,
                        ..
                    }),
                ..
            }) => {
                let problem =
                    "a group of xs:all stands alone in the content of a type, not inside another group";
                Err(self.scene.rule(at, "cos-all-limited.1", problem))
            }
            _ => Ok(particle),
        }
    }

    fn element(&mut self, at: At, item: &xs::ElementType) -> Result<Option<Particle>, ResolveError> {
        let id = match &item.ref_ {
            Some(written) => Some(self.scene.element(at, written)?),
            None => self.scene.sources.element_at.get(&at).copied(),
        };
        // Every element that is no reference was collected as a declaration.
        Ok(id.and_then(|id| self.occurring(at, item.min_occurs, item.max_occurs, Term::Element(id))))
    }

    fn reference(&mut self, at: At, item: &xs::GroupType) -> Result<ModelGroup, ResolveError> {
        // The grammar demands `ref`.
        let Some(written) = &item.ref_ else {
            return Ok(ModelGroup {
                compositor: Compositor::Sequence,
                particles: Vec::new(),
                name: None,
            });
        };
        let index = self.scene.group(at, written, self.open.last().copied())?;
        self.named(at, index)
    }

    /// The content of a named group.
    fn named(&mut self, at: At, index: usize) -> Result<ModelGroup, ResolveError> {
        if let Some(done) = self.groups.done.get(&index) {
            let (group, count, depth) = (done.group.clone(), done.count, done.depth);
            self.count += count;
            self.check_count(at)?;
            self.check_depth(at, self.depth + depth)?;
            return Ok(group);
        }
        if let Some(from) = self.open.iter().position(|open| *open == index) {
            return Err(self.circular(&self.open[from..]));
        }
        let source = &self.scene.sources.groups[index];
        let before = self.count;
        self.open.push(index);
        let inner = self.scene.child(source.at, 0);
        let mut group = ModelGroup {
            compositor: Compositor::Sequence,
            particles: Vec::new(),
            name: None,
        };
        // The grammar has put exactly one compositor there.
        for content in &source.item.content {
            use xs::GroupTypeContent as C;
            group = match content {
                C::All(item) => self.group(inner, Compositor::All, item)?,
                C::Choice(item) => self.group(inner, Compositor::Choice, item)?,
                C::Sequence(item) => self.group(inner, Compositor::Sequence, item)?,
                C::Annotation(_) | C::Element(_) | C::Group(_) | C::Any(_) => continue,
            };
        }
        self.open.pop();
        group.name = Some(source.name.clone());
        let done = Done {
            group: group.clone(),
            count: self.count - before,
            depth: group.depth(),
        };
        self.groups.done.insert(index, done);
        Ok(group)
    }

    fn check_depth(&self, at: At, depth: usize) -> Result<(), ResolveError> {
        if depth <= DEPTH_LIMIT {
            return Ok(());
        }
        let place = Box::new(self.scene.place(at));
        Err(ResolveError::TooLarge {
            place,
            what: "the nesting of groups and extensions",
            limit: DEPTH_LIMIT,
        })
    }

    fn check_count(&self, at: At) -> Result<(), ResolveError> {
        if self.count <= PARTICLE_LIMIT {
            return Ok(());
        }
        let place = Box::new(self.scene.place(at));
        Err(ResolveError::TooLarge {
            place,
            what: "the number of particles in one content model",
            limit: PARTICLE_LIMIT,
        })
    }

    fn circular(&self, circle: &[usize]) -> ResolveError {
        let first = circle
            .iter()
            .enumerate()
            .min_by_key(|(_, index)| **index)
            .map_or(0, |(position, _)| position);
        let turned = circle[first..].iter().chain(&circle[..=first]);
        let names: Vec<&str> = turned
            .map(|index| self.scene.sources.groups[*index].name.local.as_str())
            .collect();
        let start = self.scene.sources.groups[circle[first]].at;
        ResolveError::Circular {
            place: Box::new(self.scene.place(start)),
            kind: "group",
            cycle: names.join(" → "),
        }
    }
}

impl Particle {
    /// How many groups are nested in each other.
    pub(super) fn depth(&self) -> usize {
        match &self.term {
            Term::Group(group) => group.depth(),
            Term::Element(_) | Term::Wildcard(_) => 0,
        }
    }

    /// Whether nothing at all satisfies it (cos-group-emptiable).
    #[must_use]
    pub fn is_emptiable(&self) -> bool {
        self.min == 0
            || match &self.term {
                Term::Element(_) | Term::Wildcard(_) => false,
                Term::Group(group) => group.is_emptiable(),
            }
    }
}

impl ModelGroup {
    /// How many groups are nested in each other, this one included.
    fn depth(&self) -> usize {
        let mut deepest = 0;
        let mut open = vec![(self, 1)];
        while let Some((group, depth)) = open.pop() {
            deepest = deepest.max(depth);
            open.extend(
                group
                    .particles
                    .iter()
                    .filter_map(|particle| match &particle.term {
                        Term::Group(group) => Some((group, depth + 1)),
                        Term::Element(_) | Term::Wildcard(_) => None,
                    }),
            );
        }
        deepest
    }

    /// Whether nothing at all satisfies it (cos-group-emptiable).
    #[must_use]
    pub fn is_emptiable(&self) -> bool {
        match self.compositor {
            Compositor::Sequence | Compositor::All => self.particles.iter().all(Particle::is_emptiable),
            // A choice of nothing has no alternative that could be empty.
            Compositor::Choice => self.particles.iter().any(Particle::is_emptiable),
        }
    }
}
