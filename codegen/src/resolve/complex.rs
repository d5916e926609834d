//! Complex types (Part 1, section 3.4): effective content, with that of the base.

use xsd_parser::models::schema::xs;

use super::attributes;
use super::error::ResolveError;
use super::inheritance;
use super::instances::At;
use super::model::{
    BuiltIn, ComplexType, Compositor, Content, Derivation, Documentation, ModelGroup, NamespaceConstraint,
    Particle, ProcessContents, Term, TypeId, TypeKind, TypeRef, Wildcard,
};
use super::order::{Step, defined};
use super::particles::{self, DEPTH_LIMIT, Written};
use super::parts::{self, Form, Parts};
use super::sets;
use super::simple::simple_content;
use super::types::Types;
use crate::place::Place;

/// Works out a complex type whose base is worked out.
pub(super) fn complex_type<'a>(
    types: &mut Types<'_, 'a>,
    id: TypeId,
    item: &'a xs::ComplexBaseType,
) -> Result<ComplexType, ResolveError> {
    let scene = types.scene;
    let at = scene.sources.types[id.0 as usize].at;
    let parts = parts::parts(scene, at, item);
    let (base, derivation) = match types.step(id) {
        Step::Complex { base, derivation, .. } => (*base, *derivation),
        // Every complex type has this step.
        _ => (TypeRef::BuiltIn(BuiltIn::AnyType), Derivation::Restriction),
    };
    check_base(types, &parts, base, derivation)?;
    let own = attributes::Builder::new(scene, &mut types.attribute_groups)
        .set(parts.at, parts.attributes.iter().copied())?;
    let content = match parts.form {
        Form::Simple => simple(types, &parts, base, derivation)?,
        Form::Short | Form::Complex => complex(types, &parts, base, derivation)?,
    };
    let (attributes, any_attribute) = inheritance::attributes(types, parts.at, base, derivation, own)?;
    let schema = scene.schema(at);
    Ok(ComplexType {
        base,
        derivation,
        abstract_: item.abstract_,
        block: sets::complex_block(item.block.as_ref(), schema),
        final_: sets::complex_final(item.final_.as_ref(), schema),
        attributes,
        any_attribute,
        content,
    })
}

/// Whether this kind of derivation from this base is allowed at all.
fn check_base(
    types: &Types<'_, '_>,
    parts: &Parts<'_>,
    base: TypeRef,
    derivation: Derivation,
) -> Result<(), ResolveError> {
    let is_simple = types.variety(base).is_some();
    if is_simple && parts.form != Form::Simple {
        let problem = format!(
            "the base {} is a simple type; extend it in xs:simpleContent",
            types.shown(base)
        );
        return Err(types.scene.rule(parts.at, "src-ct.1", problem));
    }
    let TypeRef::Defined(id) = base else { return Ok(()) };
    let TypeKind::Complex(complex) = &types.definition(id).kind else {
        return Ok(());
    };
    let (ruled_out, rule, what) = match derivation {
        Derivation::Extension => (complex.final_.extension, "cos-ct-extends.1.1", "extension"),
        Derivation::Restriction => (
            complex.final_.restriction,
            "derivation-ok-restriction.1",
            "restriction",
        ),
    };
    if ruled_out {
        let problem = format!("the base {} is final for {what}", types.shown(base));
        return Err(types.scene.rule(parts.at, rule, problem));
    }
    Ok(())
}

/// The content of a type with simple content.
fn simple(
    types: &Types<'_, '_>,
    parts: &Parts<'_>,
    base: TypeRef,
    derivation: Derivation,
) -> Result<Content, ResolveError> {
    if derivation == Derivation::Extension {
        return match types.variety(base) {
            Some(_) => Ok(Content::Simple(base)),
            None => simple_content(types, parts.at, base).map(Content::Simple),
        };
    }
    let narrowed = types
        .scene
        .sources
        .type_at
        .get(&parts.at)
        .copied()
        .map(TypeRef::Defined);
    let inner = parts.inner.and_then(|at| defined(types.scene, at));
    let Some(inner) = inner else {
        let inherited = simple_content(types, parts.at, base)?;
        return Ok(Content::Simple(narrowed.unwrap_or(inherited)));
    };
    match types.content(base) {
        Some(Content::Simple(inherited)) if types.derivation(inner, inherited).is_none() => {
            let problem = format!(
                "the simple type inside is not derived from {}, the content of the base",
                types.shown(inherited)
            );
            Err(types
                .scene
                .rule(parts.at, "derivation-ok-restriction.5.1", problem))
        }
        Some(Content::Mixed(Some(particle))) if !particle.is_emptiable() => {
            let problem =
                "mixed content can be restricted to text alone only when all elements in it are optional";
            Err(types
                .scene
                .rule(parts.at, "derivation-ok-restriction.5.1", problem))
        }
        Some(Content::Simple(_) | Content::Mixed(_)) => Ok(Content::Simple(narrowed.unwrap_or(inner))),
        _ => simple_content(types, parts.at, base).map(Content::Simple),
    }
}

/// The content of a type with complex content.
fn complex(
    types: &mut Types<'_, '_>,
    parts: &Parts<'_>,
    base: TypeRef,
    derivation: Derivation,
) -> Result<Content, ResolveError> {
    let scene = types.scene;
    let particle = match parts.model {
        Some((at, written, item)) if !is_empty(written, item) => {
            particles::Builder::new(scene, &mut types.groups).particle(at, written, item)?
        }
        _ => None,
    };
    let own = match (parts.mixed, particle) {
        (true, particle) => Content::Mixed(particle),
        (false, Some(particle)) => Content::ElementOnly(particle),
        (false, None) => Content::Empty,
    };
    let inherited = types.content(base).unwrap_or(Content::Empty);
    match derivation {
        Derivation::Restriction => restricted(types, parts.at, base, &inherited, own),
        Derivation::Extension => extended(types, parts.at, base, inherited, own),
    }
}

/// A group without particles of its own (Part 1, section 3.4.2, the first rule of the content type).
fn is_empty(written: Written, item: &xs::GroupType) -> bool {
    item.content.is_empty()
        && match written {
            Written::Reference => false,
            Written::Compositor(Compositor::Choice) => item.min_occurs == 0,
            Written::Compositor(_) => true,
        }
}

/// What a restriction leaves of the kind of content (derivation-ok-restriction.5).
fn restricted(
    types: &Types<'_, '_>,
    at: At,
    base: TypeRef,
    inherited: &Content,
    own: Content,
) -> Result<Content, ResolveError> {
    let emptiable = |particle: &Option<Particle>| particle.as_ref().is_none_or(Particle::is_emptiable);
    let problem = match (&own, inherited) {
        (Content::Empty, Content::ElementOnly(particle)) if !particle.is_emptiable() => {
            format!(
                "this leaves no content, but the base {} demands elements",
                types.shown(base)
            )
        }
        (Content::Empty, Content::Mixed(particle)) if !emptiable(particle) => {
            format!(
                "this leaves no content, but the base {} demands elements",
                types.shown(base)
            )
        }
        (Content::ElementOnly(_) | Content::Mixed(_), Content::Empty) => {
            format!("this has content, but the base {} has none", types.shown(base))
        }
        (Content::Mixed(_), Content::ElementOnly(_)) => {
            format!("this is mixed, but the base {} is not", types.shown(base))
        }
        (Content::Empty | Content::ElementOnly(_) | Content::Mixed(_), Content::Simple(_)) => {
            format!(
                "the base {} has simple content; restrict it in xs:simpleContent",
                types.shown(base)
            )
        }
        _ => return Ok(own),
    };
    Err(types.scene.rule(at, "derivation-ok-restriction.5", problem))
}

/// The base's content, then the type's own (cos-ct-extends.1.4).
fn extended(
    types: &Types<'_, '_>,
    at: At,
    base: TypeRef,
    inherited: Content,
    own: Content,
) -> Result<Content, ResolveError> {
    let fails = |problem: String| Err(types.scene.rule(at, "cos-ct-extends.1.4", problem));
    match (inherited, own) {
        // Attributes alone may be added to simple content in xs:complexContent too (section 3.4.2, rule 3.2.1 of the
        // content type).
        (inherited @ Content::Simple(_), Content::Empty) => Ok(inherited),
        (Content::Simple(_), _) => fails(format!(
            "the base {} has text alone; elements cannot be added to it",
            types.shown(base)
        )),
        // A type with complex content adds no simple content.
        (inherited, Content::Empty | Content::Simple(_))
        | (inherited @ Content::Mixed(_), Content::Mixed(None)) => Ok(inherited),
        (Content::Empty, own) | (Content::Mixed(None), own @ Content::Mixed(_)) => Ok(own),
        (Content::ElementOnly(base), Content::ElementOnly(own)) => {
            sequence(types, at, base, own).map(Content::ElementOnly)
        }
        (Content::Mixed(Some(base)), Content::Mixed(Some(own))) => {
            sequence(types, at, base, own).map(|particle| Content::Mixed(Some(particle)))
        }
        (Content::Mixed(_), Content::ElementOnly(_)) => fails(format!(
            "the base {} is mixed, and so is what extends it; write mixed=\"true\"",
            types.shown(base)
        )),
        (Content::ElementOnly(_), Content::Mixed(_)) => fails(format!(
            "the base {} is not mixed, and so is nothing that extends it",
            types.shown(base)
        )),
    }
}

fn sequence(types: &Types<'_, '_>, at: At, base: Particle, own: Particle) -> Result<Particle, ResolveError> {
    let is_all = |particle: &Particle| {
        matches!(
            &particle.term,
            Term::Group(ModelGroup {
                compositor: Compositor::All,
                ..
            })
        )
    };
    if base.depth().max(own.depth()) >= DEPTH_LIMIT {
        let place = Box::new(types.scene.place(at));
        return Err(ResolveError::TooLarge {
            place,
            what: "the nesting of groups and extensions",
            limit: DEPTH_LIMIT,
        });
    }
    if is_all(&base) || is_all(&own) {
        let problem = "a group of xs:all stands alone in the content of a type: it can neither be extended nor \
                       extend other content";
        return Err(types.scene.rule(at, "cos-all-limited.1", problem));
    }
    let group = ModelGroup {
        compositor: Compositor::Sequence,
        particles: vec![base, own],
        name: None,
    };
    Ok(Particle {
        min: 1,
        max: Some(1),
        term: Term::Group(group),
        place: types.scene.place(at),
        documentation: Documentation::default(),
    })
}

/// The content of `xs:anyType` (Part 1, section 3.4.7).
pub(super) fn any_content() -> Content {
    let once = |term, min, max| Particle {
        min,
        max,
        term,
        place: Place::default(),
        documentation: Documentation::default(),
    };
    let anything = once(Term::Wildcard(any_wildcard()), 0, None);
    let group = ModelGroup {
        compositor: Compositor::Sequence,
        particles: vec![anything],
        name: None,
    };
    Content::Mixed(Some(once(Term::Group(group), 1, Some(1))))
}

/// The wildcard of `xs:anyType`, for elements and attributes.
pub(super) fn any_wildcard() -> Wildcard {
    Wildcard {
        namespaces: NamespaceConstraint::Any,
        process_contents: ProcessContents::Lax,
    }
}
