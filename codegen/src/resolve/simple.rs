//! Simple types (Part 1, section 3.14).

use xsd_parser::models::schema::xs;

use super::error::ResolveError;
use super::facets::{self, Limits};
use super::instances::At;
use super::model::{BuiltIn, Content, Facets, SimpleType, TypeId, TypeRef, Variety};
use super::order::Step;
use super::sets;
use super::types::Types;

const ANY_SIMPLE_TYPE: TypeRef = TypeRef::BuiltIn(BuiltIn::AnySimpleType);

/// A simple type and the limits in force in it.
pub(super) fn simple_type(
    types: &Types<'_, '_>,
    id: TypeId,
    item: &xs::SimpleBaseType,
) -> Result<(SimpleType, Limits), ResolveError> {
    let scene = types.scene;
    let source = &scene.sources.types[id.0 as usize];
    // The place of the derivation, the only element in a simple type.
    let at = scene.child(source.at, 0);
    let final_ = sets::simple_final(item.final_.as_ref(), scene.schema(source.at));
    let any = ANY_SIMPLE_TYPE;
    match types.step(id) {
        Step::List(item) => {
            check_item(types, at, *item)?;
            let simple = SimpleType {
                base: any,
                variety: Variety::List(*item),
                facets: Facets::default(),
                final_,
            };
            Ok((simple, facets::list_limits()))
        }
        Step::Union(members) => {
            check_members(types, at, members)?;
            let variety = Variety::Union(members.clone());
            Ok((
                SimpleType {
                    base: any,
                    variety,
                    facets: Facets::default(),
                    final_,
                },
                Limits::new(),
            ))
        }
        Step::Restriction(base) | Step::Content { base, .. } | Step::Complex { base, .. } => {
            let written = item.content.iter().find_map(|content| match content {
                xs::SimpleBaseTypeContent::Restriction(restriction) => Some(restriction.content.as_slice()),
                _ => None,
            });
            let written = written
                .unwrap_or_default()
                .iter()
                .enumerate()
                .filter_map(|(index, content)| match content {
                    xs::RestrictionContent::Facet(facet) => Some((scene.child(at, index), facet)),
                    _ => None,
                });
            let variety = restricted_variety(types, at, *base)?;
            let (facets, limits) = facets::facets(types, at, *base, &variety, written)?;
            Ok((
                SimpleType {
                    base: *base,
                    variety,
                    facets,
                    final_,
                },
                limits,
            ))
        }
    }
}

/// The simple type that a restriction of simple content makes of its base's (Part 1, section 3.4.2).
pub(super) fn content_type(
    types: &Types<'_, '_>,
    id: TypeId,
    item: &xs::RestrictionType,
) -> Result<(SimpleType, Limits), ResolveError> {
    let scene = types.scene;
    let at = scene.sources.types[id.0 as usize].at;
    let base = match types.step(id) {
        Step::Content {
            inner: Some(inner), ..
        } => *inner,
        Step::Content { base, inner: None } => simple_content(types, at, *base)?,
        // A type of this origin has this step.
        _ => TypeRef::BuiltIn(BuiltIn::AnySimpleType),
    };
    let written = item
        .content
        .iter()
        .enumerate()
        .filter_map(|(index, content)| match content {
            xs::RestrictionTypeContent::Facet(facet) => Some((scene.child(at, index), facet)),
            _ => None,
        });
    let variety = restricted_variety(types, at, base)?;
    let (facets, limits) = facets::facets(types, at, base, &variety, written)?;
    Ok((
        SimpleType {
            base,
            variety,
            facets,
            final_: super::model::DerivationSet::default(),
        },
        limits,
    ))
}

/// The simple type of the simple content of `base`.
pub(super) fn simple_content(types: &Types<'_, '_>, at: At, base: TypeRef) -> Result<TypeRef, ResolveError> {
    match types.content(base) {
        Some(Content::Simple(content)) => Ok(content),
        Some(_) => {
            let problem = format!(
                "the base {} has no simple content. Restrict a type with simple content, or use xs:complexContent",
                types.shown(base)
            );
            Err(types.scene.rule(at, "src-ct.2", problem))
        }
        None => {
            let problem = format!(
                "the base {} is a simple type, which simple content can extend but not restrict. Restrict it in an \
                 xs:simpleType of its own",
                types.shown(base)
            );
            Err(types.scene.rule(at, "src-ct.2", problem))
        }
    }
}

fn restricted_variety(types: &Types<'_, '_>, at: At, base: TypeRef) -> Result<Variety, ResolveError> {
    let Some(variety) = types.variety(base) else {
        let problem = format!(
            "the base {} is a complex type; a simple type restricts a simple one",
            types.shown(base)
        );
        return Err(types.scene.rule(at, "st-props-correct.1", problem));
    };
    if base == ANY_SIMPLE_TYPE {
        let problem = "xs:anySimpleType cannot be restricted; restrict one of the other built-in types";
        return Err(types.scene.rule(at, "cos-st-restricts.1.1", problem));
    }
    if types.simple_final(base).restriction {
        let problem = format!("the base {} is final for restriction", types.shown(base));
        return Err(types.scene.rule(at, "st-props-correct.3", problem));
    }
    Ok(variety)
}

fn check_item(types: &Types<'_, '_>, at: At, item: TypeRef) -> Result<(), ResolveError> {
    if types.variety(item).is_none() {
        let problem = format!(
            "the item type {} is a complex type; a list has items of a simple one",
            types.shown(item)
        );
        return Err(types.scene.rule(at, "cos-st-restricts.2.1", problem));
    }
    if item == ANY_SIMPLE_TYPE {
        let problem = "the item type `xs:anySimpleType` is neither atomic nor a union; name one of the other built-in types";
        return Err(types.scene.rule(at, "cos-list-of-atomic", problem));
    }
    if holds_list(types, item) {
        let problem = format!(
            "the item type {} is a list or holds one; lists do not nest",
            types.shown(item)
        );
        return Err(types.scene.rule(at, "cos-list-of-atomic", problem));
    }
    if types.simple_final(item).list {
        let problem = format!("the item type {} is final for lists", types.shown(item));
        return Err(types.scene.rule(at, "cos-st-restricts.2.3.1", problem));
    }
    Ok(())
}

/// Whether values of a type may be lists.
fn holds_list(types: &Types<'_, '_>, ty: TypeRef) -> bool {
    let mut candidates = types.members(ty).into_iter().chain([ty]);
    candidates.any(|ty| matches!(types.variety(ty), Some(Variety::List(_))))
}

fn check_members(types: &Types<'_, '_>, at: At, members: &[TypeRef]) -> Result<(), ResolveError> {
    for member in members {
        if types.variety(*member).is_none() {
            let problem = format!(
                "the member type {} is a complex type; a union has simple members",
                types.shown(*member)
            );
            return Err(types.scene.rule(at, "cos-st-restricts.3.1", problem));
        }
        if *member == ANY_SIMPLE_TYPE {
            let problem = "the member type `xs:anySimpleType` is neither atomic nor a list, and would leave nothing to \
                           the other members; name one of the other built-in types";
            return Err(types.scene.rule(at, "cos-st-restricts.3.1", problem));
        }
        if types.simple_final(*member).union {
            let problem = format!("the member type {} is final for unions", types.shown(*member));
            return Err(types.scene.rule(at, "cos-st-restricts.3.3.1", problem));
        }
    }
    Ok(())
}
