//! What each type is derived from, and an order in which that comes first.

use xsd_parser::models::schema::xs;

use super::error::ResolveError;
use super::instances::At;
use super::model::{BuiltIn, Derivation, TypeId, TypeRef};
use super::references::Scene;
use super::sources::{TypeItem, TypeSource};
use super::tables::shown;

/// How a type is derived, before anything of it is worked out.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// `xs:restriction` of a simple type.
    Restriction(TypeRef),
    /// `xs:list` of this item.
    List(TypeRef),
    /// `xs:union` of these members.
    Union(Vec<TypeRef>),
    /// The restricted content type of the simple content of `base`, or of the type inside.
    Content {
        /// The complex type that is restricted.
        base: TypeRef,
        /// The simple type inside.
        inner: Option<TypeRef>,
    },
    /// A complex type.
    Complex {
        /// What it is derived from.
        base: TypeRef,
        /// How.
        derivation: Derivation,
        /// The simple type written inside a restriction of simple content, its facets included.
        content: Option<TypeRef>,
    },
}

impl Step {
    /// The types that must be known before this one.
    fn needs(&self) -> Vec<TypeRef> {
        match self {
            Self::Restriction(base) => vec![*base],
            Self::Complex { base, content, .. } => std::iter::once(*base).chain(*content).collect(),
            Self::List(item) => vec![*item],
            Self::Union(members) => members.clone(),
            Self::Content { base, inner } => std::iter::once(*base).chain(*inner).collect(),
        }
    }
}

/// The step of each type, by id.
pub(super) fn steps(scene: &Scene<'_>) -> Result<Vec<Step>, ResolveError> {
    scene
        .sources
        .types
        .iter()
        .map(|source| step(scene, source))
        .collect()
}

fn step(scene: &Scene<'_>, source: &TypeSource<'_>) -> Result<Step, ResolveError> {
    match source.item {
        TypeItem::Simple(item) => simple_step(scene, source, item),
        TypeItem::Complex(item) => complex_step(scene, source, item),
        TypeItem::Content(item) => {
            let inner = item
                .content
                .iter()
                .position(|content| matches!(content, xs::RestrictionTypeContent::SimpleType(_)))
                .and_then(|index| defined(scene, scene.child(source.at, index)));
            Ok(Step::Content {
                base: scene.type_ref(source.at, &item.base)?,
                inner,
            })
        }
    }
}

/// The type written at a place.
pub(super) fn defined(scene: &Scene<'_>, at: At) -> Option<TypeRef> {
    scene.sources.type_at.get(&at).copied().map(TypeRef::Defined)
}

fn simple_step(
    scene: &Scene<'_>,
    source: &TypeSource<'_>,
    item: &xs::SimpleBaseType,
) -> Result<Step, ResolveError> {
    // The grammar has put exactly one derivation there.
    for (index, content) in item.content.iter().enumerate() {
        let at = scene.child(source.at, index);
        match content {
            xs::SimpleBaseTypeContent::Restriction(restriction) => {
                let inner = || {
                    let position = |content: &xs::RestrictionContent| {
                        matches!(content, xs::RestrictionContent::SimpleType(_))
                    };
                    let index = restriction.content.iter().position(position)?;
                    defined(scene, scene.child(at, index))
                };
                let base = match &restriction.base {
                    Some(written) => base(scene, source, at, written)?,
                    None => inner().unwrap_or(TypeRef::BuiltIn(BuiltIn::AnySimpleType)),
                };
                return Ok(Step::Restriction(base));
            }
            xs::SimpleBaseTypeContent::List(list) => {
                let item = match &list.item_type {
                    Some(written) => scene.type_ref(at, written)?,
                    None => {
                        defined(scene, scene.child(at, 0)).unwrap_or(TypeRef::BuiltIn(BuiltIn::AnySimpleType))
                    }
                };
                return Ok(Step::List(item));
            }
            xs::SimpleBaseTypeContent::Union(union) => {
                let written = union.member_types.iter().flat_map(|members| &members.0);
                let mut members = written
                    .map(|name| scene.type_ref(at, name))
                    .collect::<Result<Vec<_>, _>>()?;
                let inside =
                    (0..union.simple_type.len()).filter_map(|index| defined(scene, scene.child(at, index)));
                members.extend(inside);
                return Ok(Step::Union(members));
            }
            xs::SimpleBaseTypeContent::Annotation(_) => {}
        }
    }
    Ok(Step::Restriction(TypeRef::BuiltIn(BuiltIn::AnySimpleType)))
}

fn complex_step(
    scene: &Scene<'_>,
    source: &TypeSource<'_>,
    item: &xs::ComplexBaseType,
) -> Result<Step, ResolveError> {
    let derivation = derivation(item);
    let Some((index, written, derivation)) = derivation else {
        if source.original.is_some() {
            let problem =
                "a redefinition of a type restricts or extends the type itself; name it as the base";
            return Err(scene.rule(source.at, "src-redefine.5", problem));
        }
        return Ok(Step::Complex {
            base: TypeRef::BuiltIn(BuiltIn::AnyType),
            derivation: Derivation::Restriction,
            content: None,
        });
    };
    let at = scene.child(scene.child(source.at, index), 0);
    let content = defined(scene, at).or_else(|| {
        let inside = scene
            .instance(at)
            .document
            .positions
            .node(at.node)
            .children
            .iter();
        inside
            .filter_map(|node| defined(scene, At { node: *node, ..at }))
            .next()
    });
    Ok(Step::Complex {
        base: base(scene, source, at, written)?,
        derivation,
        content,
    })
}

/// The base that a complex type names, and the place of the derivation in its content.
fn derivation(item: &xs::ComplexBaseType) -> Option<(usize, &xsd_parser::models::schema::QName, Derivation)> {
    item.content
        .iter()
        .enumerate()
        .find_map(|(index, content)| match content {
            xs::ComplexBaseTypeContent::SimpleContent(content) => {
                content.content.iter().find_map(|step| match step {
                    xs::SimpleContentContent::Restriction(step) => {
                        Some((index, &step.base, Derivation::Restriction))
                    }
                    xs::SimpleContentContent::Extension(step) => {
                        Some((index, &step.base, Derivation::Extension))
                    }
                    xs::SimpleContentContent::Annotation(_) => None,
                })
            }
            xs::ComplexBaseTypeContent::ComplexContent(content) => {
                content.content.iter().find_map(|step| match step {
                    xs::ComplexContentContent::Restriction(step) => {
                        Some((index, &step.base, Derivation::Restriction))
                    }
                    xs::ComplexContentContent::Extension(step) => {
                        Some((index, &step.base, Derivation::Extension))
                    }
                    xs::ComplexContentContent::Annotation(_) => None,
                })
            }
            _ => None,
        })
}

/// The base of a derivation. A redefinition derives from the type that it redefines, under its own name.
fn base(
    scene: &Scene<'_>,
    source: &TypeSource<'_>,
    at: At,
    written: &xsd_parser::models::schema::QName,
) -> Result<TypeRef, ResolveError> {
    let Some(original) = source.original else {
        return scene.type_ref(at, written);
    };
    let name = scene.expand(at, written);
    if source.name.as_ref() == Some(&name) {
        return Ok(TypeRef::Defined(original));
    }
    let problem = format!(
        "a redefinition of a type restricts or extends the type itself, but the base is {}",
        shown(&name)
    );
    Err(scene.rule(at, "src-redefine.5", problem))
}

/// All types, each after those that it needs.
pub(super) fn order(scene: &Scene<'_>, steps: &[Step]) -> Result<Vec<TypeId>, ResolveError> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    let mut marks = vec![Mark::New; steps.len()];
    let mut order = Vec::with_capacity(steps.len());
    for start in 0..steps.len() {
        // Depth first without recursion, because a chain of derivations may be long.
        let mut open: Vec<(usize, std::vec::IntoIter<TypeRef>)> = Vec::new();
        let mut next = Some(start);
        loop {
            if let Some(index) = next.take().filter(|index| marks[*index] == Mark::New) {
                marks[index] = Mark::Open;
                open.push((index, steps[index].needs().into_iter()));
            }
            let Some((index, needs)) = open.last_mut() else {
                break;
            };
            match needs.next() {
                Some(TypeRef::Defined(TypeId(need))) => {
                    if marks[need as usize] == Mark::Open {
                        let from = open
                            .iter()
                            .position(|(index, _)| *index == need as usize)
                            .unwrap_or_default();
                        let circle = open[from..].iter().map(|(index, _)| *index).collect::<Vec<_>>();
                        return Err(circular(scene, &circle));
                    }
                    next = Some(need as usize);
                }
                Some(TypeRef::BuiltIn(_)) => {}
                None => {
                    marks[*index] = Mark::Done;
                    order.push(scene.type_id(*index));
                    open.pop();
                }
            }
        }
    }
    Ok(order)
}

fn circular(scene: &Scene<'_>, circle: &[usize]) -> ResolveError {
    // From the first in document order, so that the message does not depend on where the search began.
    let first = circle
        .iter()
        .enumerate()
        .min_by_key(|(_, index)| **index)
        .map_or(0, |(position, _)| position);
    let turned = circle[first..].iter().chain(&circle[..=first]);
    let names: Vec<String> = turned
        .map(|index| match &scene.sources.types[*index].name {
            Some(name) => name.local.clone(),
            None => "(anonymous)".to_owned(),
        })
        .collect();
    let start = &scene.sources.types[circle[first]];
    ResolveError::Circular {
        place: Box::new(scene.place(start.at)),
        kind: "type",
        cycle: names.join(" → "),
    }
}

impl Scene<'_> {
    /// The id of the type at an index of the sources.
    fn type_id(&self, index: usize) -> TypeId {
        // Ids are 32 bits wide, and so is every index of the sources.
        TypeId(u32::try_from(index).unwrap_or(u32::MAX))
    }
}
