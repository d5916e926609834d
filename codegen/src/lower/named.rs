//! Which types `xsi:type` may name in place of a simple type, or of `xs:anyType`.
//!
//! That needs a table of types, which would be lines in every contract: nearly all of them have elements of `xs:string`
//! and types derived from it. So there is one just where types are there to be named: where nothing refers to a type that
//! is derived from one which elements have, and where elements have the type `xs:anyType` or `xs:anySimpleType`.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::successors;

use super::TypeKey;
use super::types::Lowering;
use crate::resolve::{
    BuiltIn, Content, Derivation, DerivationSet, ElementDeclaration, TypeDefinition, TypeId, TypeKind,
    TypeRef, Variety,
};

impl Lowering<'_> {
    /// Those types, each with the named simple type that it is derived from.
    pub(super) fn named_types(&self) -> BTreeMap<TypeId, Option<TypeRef>> {
        let elements = self.set.elements.iter().filter(|element| !element.abstract_);
        let mut elements: BTreeSet<TypeRef> = elements.map(|element| element.ty).collect();
        let members = elements.iter().flat_map(|ty| self.member_types(*ty));
        let members: Vec<TypeRef> = members.copied().collect();
        elements.extend(members);
        let has_any_type = elements.contains(&TypeRef::BuiltIn(BuiltIn::AnyType));
        let has_any_simple_type = elements.contains(&TypeRef::BuiltIn(BuiltIn::AnySimpleType));
        if !has_any_type && !has_any_simple_type && !self.has_types_to_name(&elements) {
            return BTreeMap::new();
        }
        let mut named = BTreeMap::new();
        for (id, definition) in self.global_types() {
            let base = self
                .simple_bases(TypeRef::Defined(id))
                .find(|base| self.is_named(*base));
            let is_simple = matches!(definition.kind, TypeKind::Simple(_));
            if self.is_instantiable(id) && (has_any_type || is_simple || base.is_some()) {
                named.insert(id, base);
            }
        }
        named
    }

    /// Whether a declaration rules out types that restrict its own, and there are such beside those of the contract.
    pub(super) fn is_unrestricted(&self, declaration: &ElementDeclaration) -> bool {
        declaration.block.restriction
            && match declaration.ty {
                TypeRef::BuiltIn(built_in) => built_in.has_restrictions(),
                TypeRef::Defined(_) => !self.member_types(declaration.ty).is_empty(),
            }
    }

    /// The member types of a union, or of a restriction of one.
    fn member_types(&self, ty: TypeRef) -> &[TypeRef] {
        match ty {
            TypeRef::BuiltIn(_) => &[],
            TypeRef::Defined(id) => match &self.definition(id).kind {
                TypeKind::Simple(simple) => match &simple.variety {
                    Variety::Union(members) => members,
                    Variety::Atomic(_) | Variety::List(_) => &[],
                },
                TypeKind::Complex(_) => &[],
            },
        }
    }

    /// The types that the declaration of an element of simple type, or of `xs:anyType`, rules out.
    pub(super) fn blocked_simple(&self, declaration: &ElementDeclaration) -> Vec<TypeKey> {
        let block = declaration.block;
        let is_any = declaration.ty == TypeRef::BuiltIn(BuiltIn::AnyType);
        let members = self.member_types(declaration.ty);
        let is_below = |id: &&TypeId| {
            if is_any {
                let steps = self.steps(TypeRef::Defined(**id));
                return block.extension && steps.extension || block.restriction && steps.restriction;
            }
            let bases = self.simple_bases(TypeRef::Defined(**id));
            let Some(steps) = bases
                .enumerate()
                .find_map(|(n, base)| (base == declaration.ty || members.contains(&base)).then_some(n))
            else {
                return false;
            };
            // A complex type extends a simple one; all steps before that restrict.
            match self.definition(**id).kind {
                TypeKind::Simple(_) => block.restriction,
                TypeKind::Complex(_) => block.extension || block.restriction && steps > 0,
            }
        };
        self.named
            .keys()
            .filter(is_below)
            .map(|id| self.key(*id))
            .collect()
    }

    /// How a type is derived from `xs:anyType`.
    fn steps(&self, mut ty: TypeRef) -> DerivationSet {
        let mut steps = DerivationSet::default();
        loop {
            match ty {
                TypeRef::BuiltIn(BuiltIn::AnyType) => return steps,
                TypeRef::BuiltIn(_) => {
                    steps.restriction = true;
                    return steps;
                }
                TypeRef::Defined(id) => match &self.definition(id).kind {
                    TypeKind::Simple(_) => {
                        steps.restriction = true;
                        return steps;
                    }
                    TypeKind::Complex(complex) => {
                        match complex.derivation {
                            Derivation::Extension => steps.extension = true,
                            Derivation::Restriction => steps.restriction = true,
                        }
                        ty = complex.base;
                    }
                },
            }
        }
    }

    /// Whether there are types that an author can only have meant to be named.
    fn has_types_to_name(&self, elements: &BTreeSet<TypeRef>) -> bool {
        let referred_to = self.referred_to();
        self.global_types().any(|(id, _)| {
            let ty = TypeRef::Defined(id);
            !referred_to.contains(&ty)
                && !elements.contains(&ty)
                && self.simple_bases(ty).any(|base| elements.contains(&base))
        })
    }

    fn global_types(&self) -> impl Iterator<Item = (TypeId, &TypeDefinition)> {
        let types = (0..).map(TypeId).zip(&self.set.types);
        types.filter(|(_, definition)| definition.name.is_some())
    }

    fn is_named(&self, ty: TypeRef) -> bool {
        match ty {
            TypeRef::BuiltIn(_) => true,
            TypeRef::Defined(id) => self.definition(id).name.is_some(),
        }
    }

    /// The simple types that a type is derived from, nearest first, up to `xs:anySimpleType`.
    fn simple_bases(&self, ty: TypeRef) -> impl Iterator<Item = TypeRef> {
        let base = |ty: &TypeRef| match *ty {
            TypeRef::BuiltIn(BuiltIn::AnySimpleType | BuiltIn::AnyType) => None,
            TypeRef::BuiltIn(built_in) => Some(TypeRef::BuiltIn(built_in.base())),
            TypeRef::Defined(id) => match &self.definition(id).kind {
                TypeKind::Simple(simple) => Some(simple.base),
                TypeKind::Complex(complex) => {
                    let is_simple = match complex.base {
                        TypeRef::BuiltIn(built_in) => built_in != BuiltIn::AnyType,
                        TypeRef::Defined(base) => matches!(self.definition(base).kind, TypeKind::Simple(_)),
                    };
                    is_simple.then_some(complex.base)
                }
            },
        };
        successors(base(&ty), base)
    }

    /// What types and attributes refer to.
    fn referred_to(&self) -> BTreeSet<TypeRef> {
        let mut found: BTreeSet<TypeRef> = self.set.attributes.iter().map(|attribute| attribute.ty).collect();
        for definition in &self.set.types {
            match &definition.kind {
                TypeKind::Simple(simple) => {
                    found.insert(simple.base);
                    match &simple.variety {
                        Variety::Atomic(_) => {}
                        Variety::List(item) => found.extend([*item]),
                        Variety::Union(members) => found.extend(members),
                    }
                }
                TypeKind::Complex(complex) => {
                    found.insert(complex.base);
                    if let Content::Simple(ty) = &complex.content {
                        found.insert(*ty);
                    }
                }
            }
        }
        found
    }
}
