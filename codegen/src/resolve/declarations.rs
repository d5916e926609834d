//! Element and attribute declarations (Part 1, sections 3.2 and 3.3).

use xsd_parser::models::schema::xs;

use super::attributes::{declared_name, local_name, value};
use super::error::ResolveError;
use super::instances::At;
use super::model::{
    AttributeDeclaration, BuiltIn, Content, ElementDeclaration, ElementId, Particle, QName, Scope, TypeRef,
    ValueConstraint,
};
use super::order::defined;
use super::references::Scene;
use super::sources::ElementSource;
use super::types::Types;
use super::{identity, sets, substitution};

/// The attribute declarations, by id.
pub(super) fn attributes(types: &Types<'_, '_>) -> Result<Vec<AttributeDeclaration>, ResolveError> {
    let scene = types.scene;
    let ids = (0..scene.sources.attributes.len()).map(|index| super::model::AttributeId(narrow(index)));
    ids.map(|id| {
        let source = &scene.sources.attributes[id.0 as usize];
        let ty = types.attribute_type(id)?;
        if types.variety(ty).is_none() {
            let problem = format!(
                "the type {} is a complex type; an attribute has a simple one",
                types.shown(ty)
            );
            return Err(scene.rule(source.at, "a-props-correct.1", problem));
        }
        let mut value = value(source.item.default.as_ref(), source.item.fixed.as_ref());
        if value.is_some() && types.is_id(ty) {
            let problem =
                "an attribute of type xs:ID has neither `default` nor `fixed`; its values are unique";
            return Err(scene.rule(source.at, "a-props-correct.3", problem));
        }
        add_prefixes(types, source.at, ty, value.as_mut());
        // The value of a local attribute belongs to its use (Part 1, section 3.2.2).
        let value = if source.scope == Scope::Schema {
            value
        } else {
            None
        };
        Ok(AttributeDeclaration {
            name: declared_name(scene, id),
            scope: source.scope.clone(),
            target_namespace: scene.instance(source.at).namespace.clone(),
            ty,
            value,
            origin: scene.origin(source.at),
            documentation: scene.instance(source.at).documentation(source.at.node),
        })
    })
    .collect()
}

/// The element declarations, by id.
pub(super) fn elements(types: &Types<'_, '_>) -> Result<Vec<ElementDeclaration>, ResolveError> {
    let scene = types.scene;
    let heads = substitution::heads(scene)?;
    let element_types = element_types(scene, &heads)?;
    let keys = identity::keys(scene)?;
    let mut elements = Vec::with_capacity(scene.sources.elements.len());
    for (index, source) in scene.sources.elements.iter().enumerate() {
        let (ty, head) = (element_types[index], heads[index]);
        let item = source.item;
        let schema = scene.schema(source.at);
        let mut value = value(item.default.as_ref(), item.fixed.as_ref());
        if value.is_some() {
            may_have_value(types, source.at, ty)?;
        }
        add_prefixes(types, source.at, ty, value.as_mut());
        let final_ = sets::element_final(item.final_.as_ref(), schema);
        elements.push(ElementDeclaration {
            name: element_name(scene, source),
            scope: source.scope.clone(),
            target_namespace: scene.instance(source.at).namespace.clone(),
            ty,
            nillable: item.nillable.unwrap_or(false),
            value,
            substitution_head: head,
            abstract_: item.abstract_,
            block: sets::element_block(item.block.as_ref(), schema),
            final_,
            identity: identity::constraints(scene, &keys, source)?,
            origin: scene.origin(source.at),
            documentation: scene.instance(source.at).documentation(source.at.node),
        });
    }
    substitution::check(types, &elements)?;
    Ok(elements)
}

pub(super) fn element_name(scene: &Scene<'_>, source: &ElementSource<'_>) -> QName {
    let default = &scene.schema(source.at).element_form_default;
    let form = match source.scope {
        Scope::Schema => &xs::FormChoiceType::Qualified,
        _ => source.item.form.as_ref().unwrap_or(default),
    };
    local_name(scene, source.at, source.item.name.as_ref(), form)
}

/// The type of each element: its own, else that of the head that it stands in for, else `xs:anyType`.
fn element_types(scene: &Scene<'_>, heads: &[Option<ElementId>]) -> Result<Vec<TypeRef>, ResolveError> {
    let own = scene.sources.elements.iter().map(|source| {
        if let Some(written) = &source.item.type_ {
            return scene.type_ref(source.at, written).map(Some);
        }
        let inner = source.item.content.iter().position(|content| {
            matches!(
                content,
                xs::ElementTypeContent::SimpleType(_) | xs::ElementTypeContent::ComplexType(_)
            )
        });
        Ok(inner.and_then(|index| defined(scene, scene.child(source.at, index))))
    });
    let own = own.collect::<Result<Vec<_>, _>>()?;
    let of = |index: usize| {
        let mut index = index;
        // Circles of heads have been refused.
        loop {
            match (own[index], heads[index]) {
                (Some(ty), _) => return ty,
                (None, Some(head)) => index = head.0 as usize,
                (None, None) => return TypeRef::BuiltIn(BuiltIn::AnyType),
            }
        }
    };
    Ok((0..own.len()).map(of).collect())
}

/// A value for an empty element needs a type with text (cos-valid-default).
fn may_have_value(types: &Types<'_, '_>, at: At, ty: TypeRef) -> Result<(), ResolveError> {
    if types.text_type(ty).is_some_and(|ty| types.is_id(ty)) {
        let problem = "an element of type xs:ID has neither `default` nor `fixed`; its values are unique";
        return Err(types.scene.rule(at, "e-props-correct.5", problem));
    }
    let problem = match types.content(ty) {
        None | Some(Content::Simple(_)) => return Ok(()),
        Some(Content::Mixed(particle)) if particle.as_ref().is_none_or(Particle::is_emptiable) => {
            return Ok(());
        }
        Some(Content::Mixed(_)) => {
            "an element whose content demands elements has neither `default` nor `fixed`"
        }
        Some(Content::Empty | Content::ElementOnly(_)) => {
            "an element without text in its content has neither `default` nor `fixed`"
        }
    };
    Err(types.scene.rule(at, "cos-valid-default", problem))
}

pub(super) fn add_prefixes(types: &Types<'_, '_>, at: At, ty: TypeRef, value: Option<&mut ValueConstraint>) {
    if let Some(value) = value.filter(|_| types.holds_prefixes(ty)) {
        value.prefixes = types.scene.instance(at).prefixes(at.node).clone();
    }
}

/// An index as an id; read refuses documents that would overflow it.
fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
