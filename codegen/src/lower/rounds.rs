//! Content whose rounds one look ahead does not tell apart: held against a model instead.

use super::{Arranged, Model, Particle, Term};

/// Makes a list of elements with a model of the nearest repetition around the particle at `way`; of the outermost
/// particle when none is found, which holds it as well.
///
/// What is in a model is not looked at again, so that there is less to look at each time.
pub(super) fn arrange(content: &mut [Particle], way: &[usize]) {
    let depth = (1..way.len())
        .rev()
        .find(|depth| at(content, &way[..*depth]).is_some_and(|particle| particle.max != Some(1)));
    let outermost = way.len().min(1);
    let Some(particle) = at_mut(content, &way[..depth.unwrap_or(outermost)]) else {
        return;
    };
    let mut leaves = Vec::new();
    let model = model(particle, &mut leaves);
    particle.term = Term::Arranged(Arranged { leaves, model });
    (particle.min, particle.max) = (1, Some(1));
}

fn at<'c>(content: &'c [Particle], way: &[usize]) -> Option<&'c Particle> {
    let (first, rest) = way.split_first()?;
    let mut particle = content.get(*first)?;
    for index in rest {
        particle = particle.term.members().get(*index)?;
    }
    Some(particle)
}

fn at_mut<'c>(content: &'c mut [Particle], way: &[usize]) -> Option<&'c mut Particle> {
    let (first, rest) = way.split_first()?;
    let mut particle = content.get_mut(*first)?;
    for index in rest {
        particle = match &mut particle.term {
            Term::Choice(members) | Term::Sequence(members) | Term::All(members) => {
                members.get_mut(*index)?
            }
            Term::Element(_) | Term::Wildcard(_) | Term::Substitutes(_) | Term::Arranged(_) => return None,
        };
    }
    Some(particle)
}

/// The model of a particle, whose elements are put among `leaves`.
fn model(particle: &Particle, leaves: &mut Vec<Particle>) -> Model {
    let once = match &particle.term {
        Term::Element(_) | Term::Wildcard(_) | Term::Substitutes(_) => Model::Leaf(leaf(particle, leaves)),
        Term::Choice(members) => Model::Choice(models(members, leaves)),
        // A group of `all` stands alone in its content, so that none is repeated.
        Term::Sequence(members) | Term::All(members) => Model::Sequence(models(members, leaves)),
        Term::Arranged(arranged) => {
            let positions: Vec<usize> = arranged.leaves.iter().map(|inner| leaf(inner, leaves)).collect();
            renumbered(&arranged.model, &positions)
        }
    };
    match (particle.min, particle.max) {
        (1, Some(1)) => once,
        (min, max) => Model::Repeat(Box::new(once), min, max),
    }
}

fn models(members: &[Particle], leaves: &mut Vec<Particle>) -> Vec<Model> {
    members.iter().map(|member| model(member, leaves)).collect()
}

/// The position of a leaf; one that stands in several places is there once.
fn leaf(particle: &Particle, leaves: &mut Vec<Particle>) -> usize {
    let same = |known: &Particle| match (&known.term, &particle.term) {
        (Term::Element(one), Term::Element(other)) => one.is_declared_like(other),
        (one, other) => one == other,
    };
    if let Some(position) = leaves.iter().position(same) {
        return position;
    }
    leaves.push(Particle {
        min: 1,
        max: Some(1),
        ..particle.clone()
    });
    leaves.len() - 1
}

fn renumbered(model: &Model, positions: &[usize]) -> Model {
    let all = |models: &[Model]| models.iter().map(|model| renumbered(model, positions)).collect();
    match model {
        Model::Leaf(position) => Model::Leaf(positions[*position]),
        Model::Sequence(members) => Model::Sequence(all(members)),
        Model::Choice(alternatives) => Model::Choice(all(alternatives)),
        Model::Repeat(inner, min, max) => Model::Repeat(Box::new(renumbered(inner, positions)), *min, *max),
    }
}
