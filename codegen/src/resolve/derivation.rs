//! Whether one type is derived from another, and how (cos-ct-derived-ok, cos-st-derived-ok).

use std::collections::BTreeSet;

use super::error::ResolveError;
use super::model::{AttributeId, BuiltIn, Derivation, DerivationSet, TypeId, TypeKind, TypeRef, Variety};
use super::order::{Step, defined};
use super::types::Types;

impl Types<'_, '_> {
    /// The methods that lead from `base` to `ty`; `None` when none do.
    pub(super) fn derivation(&self, ty: TypeRef, base: TypeRef) -> Option<DerivationSet> {
        if let Some(methods) = self.chain(ty, base) {
            return Some(methods);
        }
        // A member stands for its union.
        let mut methods = self
            .members(base)
            .into_iter()
            .find_map(|member| self.chain(ty, member))?;
        methods.restriction = true;
        Some(methods)
    }

    /// The methods along the chain of bases.
    fn chain(&self, ty: TypeRef, base: TypeRef) -> Option<DerivationSet> {
        let mut methods = DerivationSet::default();
        let mut current = ty;
        // A chain of bases ends, because circles have been refused.
        loop {
            if current == base {
                return Some(methods);
            }
            match current {
                TypeRef::BuiltIn(BuiltIn::AnyType) => return None,
                TypeRef::BuiltIn(built_in) => {
                    methods.restriction = true;
                    current = TypeRef::BuiltIn(built_in.base());
                }
                TypeRef::Defined(id) => current = self.towards_base(id, &mut methods),
            }
        }
    }

    /// The members of a union and of unions in it; nothing for any other type.
    pub(super) fn members(&self, ty: TypeRef) -> BTreeSet<TypeRef> {
        let mut found = BTreeSet::new();
        let mut open = vec![ty];
        while let Some(ty) = open.pop() {
            if let Some(Variety::Union(members)) = self.variety(ty) {
                open.extend(members.into_iter().filter(|member| found.insert(*member)));
            }
        }
        found
    }

    fn towards_base(&self, id: TypeId, methods: &mut DerivationSet) -> TypeRef {
        match self.step(id) {
            Step::Restriction(base) => {
                methods.restriction = true;
                *base
            }
            Step::Content { base, inner } => {
                methods.restriction = true;
                let simple = || match &self.definition(id).kind {
                    TypeKind::Simple(simple) => simple.base,
                    TypeKind::Complex(_) => *base,
                };
                inner.unwrap_or_else(simple)
            }
            Step::List(_) => {
                methods.list = true;
                TypeRef::BuiltIn(BuiltIn::AnySimpleType)
            }
            Step::Union(_) => {
                methods.union = true;
                TypeRef::BuiltIn(BuiltIn::AnySimpleType)
            }
            Step::Complex {
                base,
                derivation: Derivation::Extension,
                ..
            } => {
                methods.extension = true;
                *base
            }
            Step::Complex {
                base,
                derivation: Derivation::Restriction,
                ..
            } => {
                methods.restriction = true;
                *base
            }
        }
    }

    /// The type of an attribute declaration.
    pub(super) fn attribute_type(&self, id: AttributeId) -> Result<TypeRef, ResolveError> {
        let source = &self.scene.sources.attributes[id.0 as usize];
        match &source.item.type_ {
            Some(written) => self.scene.type_ref(source.at, written),
            None => {
                let inner = source.item.simple_type.as_ref();
                let inner = inner.and_then(|_| defined(self.scene, self.scene.child(source.at, 0)));
                Ok(inner.unwrap_or(TypeRef::BuiltIn(BuiltIn::AnySimpleType)))
            }
        }
    }

    /// Whether a simple type is `xs:ID` or derived from it.
    pub(super) fn is_id(&self, ty: TypeRef) -> bool {
        matches!(self.variety(ty), Some(Variety::Atomic(built_in)) if built_in.derives_from(BuiltIn::Id))
    }
}
