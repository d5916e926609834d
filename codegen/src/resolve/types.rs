//! Types, worked out one after the other, each after what it is derived from.

use std::collections::BTreeMap;

use super::attributes::AttributeGroups;
use super::error::ResolveError;
use super::facets::Limits;
use super::model::{
    AttributeDeclaration, BuiltIn, Content, DerivationSet, Origin, SimpleType, TypeDefinition, TypeId,
    TypeKind, TypeRef, Variety,
};
use super::order::Step;
use super::particles::Groups;
use super::references::Scene;
use super::sources::TypeItem;
use super::{complex, consistency, facets, simple};

/// The types that are worked out so far.
pub(super) struct Types<'s, 'a> {
    pub(super) scene: &'s Scene<'a>,
    pub(super) steps: &'s [Step],
    pub(super) groups: Groups,
    pub(super) attribute_groups: AttributeGroups,
    done: Vec<Option<TypeDefinition>>,
    /// The limits in force in each simple type, inherited ones included.
    limits: BTreeMap<TypeId, Limits>,
}

/// Works out all types in `order`.
pub(super) fn types<'s, 'a>(
    scene: &'s Scene<'a>,
    steps: &'s [Step],
    order: &[TypeId],
) -> Result<Types<'s, 'a>, ResolveError> {
    let mut types = Types {
        scene,
        steps,
        groups: Groups::default(),
        attribute_groups: AttributeGroups::default(),
        done: (0..steps.len()).map(|_| None).collect(),
        limits: BTreeMap::new(),
    };
    for id in order {
        let definition = types.define(*id)?;
        types.done[id.0 as usize] = Some(definition);
    }
    Ok(types)
}

impl<'a> Types<'_, 'a> {
    fn define(&mut self, id: TypeId) -> Result<TypeDefinition, ResolveError> {
        let source = &self.scene.sources.types[id.0 as usize];
        let instance = self.scene.instance(source.at);
        let kind = match source.item {
            TypeItem::Simple(item) => {
                let (simple, limits) = simple::simple_type(self, id, item)?;
                self.limits.insert(id, limits);
                TypeKind::Simple(simple)
            }
            TypeItem::Content(item) => {
                let (simple, limits) = simple::content_type(self, id, item)?;
                self.limits.insert(id, limits);
                TypeKind::Simple(simple)
            }
            TypeItem::Complex(item) => TypeKind::Complex(Box::new(complex::complex_type(self, id, item)?)),
        };
        Ok(TypeDefinition {
            name: source.name.clone(),
            owner: source.owner.clone(),
            origin: self.scene.origin(source.at),
            documentation: instance.documentation(source.at.node),
            kind,
        })
    }

    /// All definitions, by id, with what only the declarations could tell.
    pub(super) fn complete(&self, attributes: &[AttributeDeclaration]) -> Vec<TypeDefinition> {
        let mut definitions: Vec<TypeDefinition> = self.done.iter().flatten().cloned().collect();
        consistency::complete_uses(self, &mut definitions, attributes);
        definitions
    }

    /// A type that is worked out.
    pub(super) fn definition(&self, id: TypeId) -> &TypeDefinition {
        // The order puts every type after those that it names as base, item or member, and what looks at other
        // types runs after all of them.
        self.done[id.0 as usize]
            .as_ref()
            .expect("a type is worked out before what is derived from it")
    }

    /// A defined simple type.
    pub(super) fn defined_simple(&self, ty: TypeRef) -> Option<&SimpleType> {
        match ty {
            TypeRef::BuiltIn(_) => None,
            TypeRef::Defined(id) => match &self.definition(id).kind {
                TypeKind::Simple(simple) => Some(simple),
                TypeKind::Complex(_) => None,
            },
        }
    }

    /// The variety of a simple type; `None` for a complex one.
    pub(super) fn variety(&self, ty: TypeRef) -> Option<Variety> {
        match ty {
            TypeRef::BuiltIn(BuiltIn::AnyType) => None,
            TypeRef::BuiltIn(built_in) => Some(match built_in.item() {
                Some(item) => Variety::List(TypeRef::BuiltIn(item)),
                None => Variety::Atomic(built_in),
            }),
            TypeRef::Defined(_) => self.defined_simple(ty).map(|simple| simple.variety.clone()),
        }
    }

    /// What `final` of a simple type rules out.
    pub(super) fn simple_final(&self, ty: TypeRef) -> DerivationSet {
        self.defined_simple(ty)
            .map(|simple| simple.final_)
            .unwrap_or_default()
    }

    /// The limits in force in a simple type.
    pub(super) fn limits(&self, ty: TypeRef) -> Limits {
        match ty {
            TypeRef::BuiltIn(built_in) => facets::built_in_limits(built_in),
            TypeRef::Defined(id) => self.limits.get(&id).cloned().unwrap_or_default(),
        }
    }

    /// The content of a type; `None` for a simple type.
    pub(super) fn content(&self, ty: TypeRef) -> Option<Content> {
        match ty {
            TypeRef::BuiltIn(BuiltIn::AnyType) => Some(complex::any_content()),
            TypeRef::BuiltIn(_) => None,
            TypeRef::Defined(id) => match &self.definition(id).kind {
                TypeKind::Complex(complex) => Some(complex.content.clone()),
                TypeKind::Simple(_) => None,
            },
        }
    }

    /// The simple type of the text in an element of this type, if it has text that is typed.
    pub(super) fn text_type(&self, ty: TypeRef) -> Option<TypeRef> {
        if self.variety(ty).is_some() {
            return Some(ty);
        }
        match self.content(ty) {
            Some(Content::Simple(simple)) => Some(simple),
            _ => None,
        }
    }

    /// Whether values of a type may hold prefixes, so that their meaning depends on the namespaces in scope.
    pub(super) fn holds_prefixes(&self, ty: TypeRef) -> bool {
        let Some(ty) = self.text_type(ty) else {
            return false;
        };
        std::iter::once(ty).chain(self.members(ty)).any(|ty| {
            let item = match self.variety(ty) {
                Some(Variety::List(item)) => self.members(item).into_iter().chain([item]).collect(),
                _ => vec![ty],
            };
            item.into_iter().any(|ty| matches!(self.variety(ty), Some(Variety::Atomic(built_in))
                if matches!(built_in.primitive(), BuiltIn::QName | BuiltIn::Notation | BuiltIn::AnySimpleType)))
        })
    }

    /// The name of a type for a person.
    pub(super) fn shown(&self, ty: TypeRef) -> String {
        match ty {
            TypeRef::BuiltIn(built_in) => format!("`xs:{}`", built_in.name()),
            TypeRef::Defined(id) => match &self.scene.sources.types[id.0 as usize].name {
                Some(name) => format!("`{}`", name.local),
                None => "the anonymous type".to_owned(),
            },
        }
    }

    /// How a type is derived.
    pub(super) fn step(&self, id: TypeId) -> &Step {
        &self.steps[id.0 as usize]
    }
}

impl Scene<'_> {
    pub(super) fn origin(&self, at: super::instances::At) -> Origin {
        Origin {
            file: self.instance(at).document.path.clone(),
            place: self.place(at),
        }
    }
}
