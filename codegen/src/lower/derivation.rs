//! What may stand in for what: types by `xsi:type`, elements by substitution groups.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::types::Lowering;
use super::{AnyOf, Contract, Element, LowerError, QName, Shape, Step, Substitutes, Type, TypeKey, TypeRef};
use crate::resolve::{
    self, BuiltIn, ComplexType, Derivation, DerivationSet, ElementId, SchemaSet, TypeId, TypeKind, TypeOwner,
    TypeRole, Variety,
};

/// A type, and whether extension and restriction are blocked.
type Open = (TypeId, bool, bool);

/// Types by name.
type ByName = BTreeMap<QName, TypeId>;

/// Who is derived from whom, the other way round than the schema says it.
pub(super) struct Derivations {
    /// Complex types derived from a complex type, in one step.
    types: BTreeMap<TypeId, Vec<TypeId>>,
    /// Elements that name a head.
    elements: BTreeMap<ElementId, Vec<ElementId>>,
    /// Types whose derived ones stand in for them somewhere.
    used_types: RefCell<BTreeSet<TypeId>>,
    /// Heads that others stand in for somewhere.
    used_heads: RefCell<BTreeSet<ElementId>>,
    /// The members of substitution groups, by head, once they are worked out.
    members: RefCell<BTreeMap<ElementId, Rc<[ElementId]>>>,
    /// The names of those members, by the key of the group.
    names: RefCell<BTreeMap<TypeKey, Rc<BTreeSet<QName>>>>,
    /// The types that may stand in for a type, by it and whether extension and restriction are blocked.
    derived: RefCell<BTreeMap<Open, Rc<ByName>>>,
}

impl Derivations {
    pub(super) fn of(set: &SchemaSet) -> Self {
        let mut types: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
        for (id, definition) in (0..).map(TypeId).zip(&set.types) {
            if let TypeKind::Complex(complex) = &definition.kind
                && let resolve::TypeRef::Defined(base) = complex.base
            {
                types.entry(base).or_default().push(id);
            }
        }
        let mut elements: BTreeMap<ElementId, Vec<ElementId>> = BTreeMap::new();
        for (id, element) in (0..).map(ElementId).zip(&set.elements) {
            if let Some(head) = element.substitution_head {
                elements.entry(head).or_default().push(id);
            }
        }
        Self {
            types,
            elements,
            used_types: RefCell::default(),
            used_heads: RefCell::default(),
            members: RefCell::default(),
            names: RefCell::default(),
            derived: RefCell::default(),
        }
    }
}

impl Lowering<'_> {
    fn complex(&self, id: TypeId) -> Option<&ComplexType> {
        match &self.definition(id).kind {
            TypeKind::Complex(complex) => Some(complex),
            TypeKind::Simple(_) => None,
        }
    }

    // ---- types

    /// Whether elements can have the type: not when it is abstract, nor when it is what a redefinition replaced.
    pub(super) fn is_instantiable(&self, id: TypeId) -> bool {
        let definition = self.definition(id);
        let replaced = matches!(
            definition.owner,
            Some(TypeOwner::Type {
                role: TypeRole::Base,
                ..
            })
        );
        self.complex(id)
            .is_none_or(|complex| !complex.abstract_ && !replaced)
    }

    /// The types that `xsi:type` may name in place of `id`, by name (Part 1, sections 3.3.4 and 3.4.6, Type
    /// Derivation OK). No step towards them may be blocked.
    fn derived(&self, id: TypeId, block: DerivationSet) -> Rc<ByName> {
        let key = (id, block.extension, block.restriction);
        if let Some(known) = self.derivations.derived.borrow().get(&key) {
            return Rc::clone(known);
        }
        let mut found = BTreeMap::new();
        let mut open = vec![id];
        while let Some(base) = open.pop() {
            for derived in self.derivations.types.get(&base).into_iter().flatten() {
                let Some(complex) = self.complex(*derived) else {
                    continue;
                };
                let is_blocked = match complex.derivation {
                    Derivation::Extension => block.extension,
                    Derivation::Restriction => block.restriction,
                };
                if is_blocked {
                    continue;
                }
                open.push(*derived);
                if let (Some(name), true) = (&self.definition(*derived).name, self.is_instantiable(*derived))
                {
                    found.insert(name.clone(), *derived);
                }
            }
        }
        let found = Rc::new(found);
        self.derivations
            .derived
            .borrow_mut()
            .insert(key, Rc::clone(&found));
        found
    }

    /// The type of an element, and the types that its declaration rules out of those that could stand in for it.
    pub(super) fn element_type(
        &self,
        declaration: &resolve::ElementDeclaration,
    ) -> Result<(TypeRef, Vec<TypeKey>), LowerError> {
        let place = &declaration.origin.place;
        let resolve::TypeRef::Defined(id) = declaration.ty else {
            return Ok((
                self.type_ref(place, declaration.ty)?,
                self.blocked_simple(declaration),
            ));
        };
        let Some(complex) = self.complex(id) else {
            return Ok((
                self.type_ref(place, declaration.ty)?,
                self.blocked_simple(declaration),
            ));
        };
        let derived = self.derived(id, complex.block);
        let allowed = self.derived(id, complex.block.or(declaration.block));
        if allowed.is_empty() && !complex.abstract_ {
            return Ok((TypeRef::Type(self.key(id)), Vec::new()));
        }
        self.derivations.used_types.borrow_mut().insert(id);
        // Nearly always the two are one map, whose types need not be looked at for every element.
        let blocked = if Rc::ptr_eq(&derived, &allowed) {
            Vec::new()
        } else {
            let ruled_out = derived.iter().filter(|(name, _)| !allowed.contains_key(*name));
            ruled_out.map(|(_, id)| self.key(*id)).collect()
        };
        Ok((TypeRef::Type(self.any_key(id)), blocked))
    }

    /// The key of the choice among a type and those derived from it.
    fn any_key(&self, id: TypeId) -> TypeKey {
        let mut key = self.key(id);
        key.path.push(Step::Derived);
        key
    }

    // ---- elements

    /// The elements that may stand where `head` is referred to, itself among them unless it is abstract (Part 1,
    /// section 3.3.6, Substitution Group).
    fn members(&self, head: ElementId) -> Rc<[ElementId]> {
        if let Some(known) = self.derivations.members.borrow().get(&head) {
            return Rc::clone(known);
        }
        let mut found = vec![head];
        let declaration = self.declaration(head);
        if !declaration.block.substitution {
            let mut open = vec![head];
            while let Some(next) = open.pop() {
                for member in self.derivations.elements.get(&next).into_iter().flatten() {
                    open.push(*member);
                    if self.may_substitute(*member, declaration) {
                        found.push(*member);
                    }
                }
            }
        }
        found.retain(|id| !self.declaration(*id).abstract_);
        found.sort_by_key(|id| (*id != head, &self.declaration(*id).name));
        let found: Rc<[ElementId]> = found.into();
        self.derivations
            .members
            .borrow_mut()
            .insert(head, Rc::clone(&found));
        found
    }

    /// Whether the way from the head's type to the member's is open (Substitution Group OK, 2.3): no step of it is
    /// ruled out by the head, by its type, or by a type in between.
    fn may_substitute(&self, member: ElementId, head: &resolve::ElementDeclaration) -> bool {
        let mut steps = DerivationSet::default();
        let mut blocked = head.block;
        let mut current = self.declaration(member).ty;
        // A chain of bases ends, because circles have been refused.
        while current != head.ty {
            current = match current {
                resolve::TypeRef::BuiltIn(BuiltIn::AnyType) => break,
                resolve::TypeRef::BuiltIn(built_in) => {
                    steps.restriction = true;
                    resolve::TypeRef::BuiltIn(built_in.base())
                }
                resolve::TypeRef::Defined(id) => match &self.definition(id).kind {
                    TypeKind::Complex(complex) => {
                        match complex.derivation {
                            Derivation::Extension => steps.extension = true,
                            Derivation::Restriction => steps.restriction = true,
                        }
                        complex.base
                    }
                    TypeKind::Simple(simple) => {
                        if matches!(simple.base, resolve::TypeRef::BuiltIn(BuiltIn::AnySimpleType)) {
                            match &simple.variety {
                                Variety::List(_) => steps.list = true,
                                Variety::Union(_) => steps.union = true,
                                Variety::Atomic(_) => steps.restriction = true,
                            }
                        } else {
                            steps.restriction = true;
                        }
                        simple.base
                    }
                },
            };
            if let resolve::TypeRef::Defined(id) = current
                && let Some(complex) = self.complex(id)
            {
                blocked = blocked.or(complex.block);
            }
        }
        !(steps.extension && blocked.extension || steps.restriction && blocked.restriction)
    }

    /// The key of the substitution group of `id`, when more than the element itself may stand where it is referred to,
    /// or not even that.
    pub(super) fn substitutes(&self, id: ElementId) -> Option<TypeKey> {
        let declaration = self.declaration(id);
        if !declaration.abstract_ && !self.derivations.elements.contains_key(&id) {
            return None;
        }
        if *self.members(id) == [id] {
            return None;
        }
        self.derivations.used_heads.borrow_mut().insert(id);
        Some(head_key(&declaration.name))
    }

    /// The names of the elements of a substitution group.
    pub(super) fn substitute_names(&self, key: &TypeKey) -> Rc<BTreeSet<QName>> {
        if let Some(known) = self.derivations.names.borrow().get(key) {
            return Rc::clone(known);
        }
        let head = match key.path.as_slice() {
            [Step::Substitutes(local)] => self.set.global_elements.get(&QName {
                namespace: key.namespace.clone(),
                local: local.clone(),
            }),
            _ => None,
        };
        let members = head.map(|head| self.members(*head));
        let names = members.iter().flat_map(|members| members.iter());
        let names: BTreeSet<QName> = names.map(|id| self.declaration(*id).name.clone()).collect();
        let names = Rc::new(names);
        self.derivations
            .names
            .borrow_mut()
            .insert(key.clone(), Rc::clone(&names));
        names
    }

    // ---- what the contract gets of it

    /// Adds the choices among types and the substitution groups that something refers to.
    pub(super) fn add_derivations(&self, contract: &mut Contract) -> Result<(), LowerError> {
        // Elements that stand in can themselves have types that others stand in for.
        for head in self.derivations.used_heads.borrow().iter() {
            let declaration = self.declaration(*head);
            let members = self.members(*head);
            let members: Vec<Element> = members
                .iter()
                .map(|id| self.element(*id))
                .collect::<Result<_, _>>()?;
            let ty = Type {
                documentation: super::paragraphs(&declaration.documentation),
                file: declaration.origin.file.clone(),
                place: declaration.origin.place.clone(),
                shape: Shape::Substitutes(Substitutes { members }),
            };
            contract.types.insert(head_key(&declaration.name), ty);
        }
        for id in self.derivations.used_types.borrow().iter() {
            let definition = self.definition(*id);
            let derived = self.complex(*id).map(|complex| self.derived(*id, complex.block));
            let ty = Type {
                documentation: super::paragraphs(&definition.documentation),
                file: definition.origin.file.clone(),
                place: definition.origin.place.clone(),
                shape: Shape::AnyOf(AnyOf {
                    own: self.is_instantiable(*id).then(|| self.key(*id)),
                    derived: derived
                        .into_iter()
                        .flat_map(|derived| derived.values().map(|id| self.key(*id)).collect::<Vec<_>>())
                        .collect(),
                }),
            };
            contract.types.insert(self.any_key(*id), ty);
        }
        for (id, definition) in (0..).map(TypeId).zip(&self.set.types) {
            if let TypeKind::Complex(complex) = &definition.kind
                && let resolve::TypeRef::Defined(base) = complex.base
                && self.complex(base).is_some()
            {
                contract.bases.insert(self.key(id), self.key(base));
            }
        }
        Ok(())
    }
}

fn head_key(name: &QName) -> TypeKey {
    TypeKey {
        namespace: name.namespace.clone(),
        path: vec![Step::Substitutes(name.local.clone())],
    }
}

impl DerivationSet {
    /// What either rules out.
    fn or(self, other: Self) -> Self {
        Self {
            extension: self.extension || other.extension,
            restriction: self.restriction || other.restriction,
            substitution: self.substitution || other.substitution,
            list: self.list || other.list,
            union: self.union || other.union,
        }
    }
}
