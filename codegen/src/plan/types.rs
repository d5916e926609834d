//! Types of one version as Rust items.

use std::collections::{BTreeMap, BTreeSet};

use super::declarations::Statics;
use super::idents::{Idents, step_name};
use super::paths::Namespaces;
use super::{
    Anything, AttributeWildcardStatic, Calls, DeclarationStatic, Item, ItemKind, NamespaceConst, Order,
    PlanError, Record, RootNewtype, Stubs, WildcardStatic, WireName,
};
use crate::lower::{CompoundBase, Content, Contract, Shape, Step, Type, TypeKey, TypeRef};
use crate::registry::Service;

/// What a module has gathered so far.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) namespaces: Vec<NamespaceConst>,
    pub(super) wildcards: Vec<WildcardStatic>,
    pub(super) attribute_wildcards: Vec<AttributeWildcardStatic>,
    pub(super) anything: Option<Anything>,
    pub(super) declarations: Vec<DeclarationStatic>,
    pub(super) items: Vec<Item>,
    pub(super) stubs: Stubs,
    pub(super) calls: Calls,
}

/// One version on its way to Rust.
pub(super) struct Planner<'a> {
    pub(super) service: &'a Service,
    pub(super) contract: &'a Contract,
    pub(super) idents: Idents,
    /// Modules that several versions share.
    pub(super) shared: &'a BTreeSet<String>,
    /// The prefixes of namespaces that are written with one, since attributes or values need it.
    pub(super) prefixes: BTreeMap<String, String>,
    /// Constants of namespaces, by module.
    pub(super) namespaces: BTreeMap<String, Namespaces>,
    /// Statics of declarations, by module.
    pub(super) statics: BTreeMap<String, Statics>,
    /// Which cycle a type belongs to.
    pub(super) cycles: BTreeMap<TypeKey, usize>,
    /// Types that are boxed where they stand in others.
    pub(super) large: BTreeSet<TypeKey>,
    /// The types that elements have which may be nil.
    pub(super) nillable: BTreeSet<TypeKey>,
    pub(super) gathered: BTreeMap<String, Gathered>,
    /// Items of the type at hand.
    pub(super) items: Vec<Item>,
}

impl Planner<'_> {
    /// Plans every type and root element.
    pub(super) fn run(&mut self) -> Result<(), PlanError> {
        let mut types: Vec<(&TypeKey, &Type)> = self.contract.types.iter().collect();
        // In the order of the contract's files, which is the order that a person reads them in.
        types.sort_by_key(|(key, ty)| (&ty.file, ty.place.line, ty.place.column, *key));
        for (key, ty) in types {
            let (module, ident) = self.idents.types[key].clone();
            self.items.clear();
            let kind = match &ty.shape {
                Shape::Record(record) => self.record(key, record)?,
                Shape::Scalar(scalar) => ItemKind::Restriction(self.restriction(key, scalar)),
                Shape::Enumeration(enumeration) => ItemKind::Enumeration(self.enumeration(key, enumeration)),
                Shape::Compound(compound) => ItemKind::Restriction(self.compound(key, compound)?),
                Shape::Union(union) => ItemKind::Union(self.union(key, union)?),
                Shape::Object(object) => self.object(key, object)?,
                Shape::OneOf(one_of) => self.one_of(key, one_of)?,
                Shape::List(list) => self.list(key, list)?,
                Shape::AnyOf(any_of) => self.any_of(key, any_of)?,
                Shape::Substitutes(substitutes) => self.substitutes(key, substitutes)?,
            };
            let root = self.idents.own_roots.get(key).cloned();
            let mut documentation = ty.documentation.clone();
            if let Some(element) = root.as_ref().and_then(|root| self.contract.elements.get(root)) {
                // The item is the element and its type: what the contract says of either belongs to it.
                documentation.extend(element.documentation.clone());
            }
            let element = root.as_ref().and_then(|root| self.contract.elements.get(root));
            let declared = element.and_then(|element| self.declaration(&module, element));
            let root = root.map(|root| self.element_name_in(&module, &root));
            documentation.extend(super::derivation::documentation(key));
            if documentation.is_empty() {
                documentation.push("Kontraktet beskriver inte typen.".to_owned());
            }
            let groups = std::mem::take(&mut self.items);
            let items = &mut self.gathered.entry(module).or_default().items;
            items.push(Item {
                ident,
                documentation,
                root,
                declared,
                kind,
            });
            items.extend(groups);
        }
        self.root_newtypes()?;
        self.anything();
        self.stubs()
    }

    fn root_newtypes(&mut self) -> Result<(), PlanError> {
        for (name, (module, ident)) in self.idents.roots.clone() {
            let element = &self.contract.elements[&name];
            let wire = match &element.ty {
                TypeRef::Type(key) => self.wire_type_in(&module, key),
                TypeRef::BuiltIn(_) => WireName {
                    namespace: None,
                    local: String::new(),
                },
            };
            let inner = self.path_from(&module, &element.ty, &element.place)?;
            let personal = self.is_personal_name(&name.local);
            let root = Some(self.element_name_in(&module, &name));
            let declared = self.declaration(&module, element);
            let mut documentation = element.documentation.clone();
            if documentation.is_empty() {
                documentation.push("Rotelement.".to_owned());
            }
            let kind = ItemKind::Root(RootNewtype {
                wire,
                inner,
                personal,
                derived: self.contract.has_stand_ins(&element.ty),
                nillable: element.is_nillable(),
            });
            self.gathered.entry(module).or_default().items.push(Item {
                ident,
                documentation,
                root,
                declared,
                kind,
            });
        }
        Ok(())
    }

    fn record(&mut self, key: &TypeKey, record: &crate::lower::Record) -> Result<ItemKind, PlanError> {
        let particles = record.content.particles();
        let mut fields = self.fields(key, &record.attributes, particles, &mut Vec::new())?;
        if let Content::Value(ty) = &record.content {
            fields.push(super::Field {
                ident: "varde".to_owned(),
                documentation: vec!["Elementets innehåll.".to_owned()],
                segment: String::new(),
                personal: self.is_personal(key, "varde"),
                part: super::Part {
                    form: super::Form::Value,
                    ty: self.type_path(ty, key)?,
                    occurs: super::Occurs::One,
                    boxed: false,
                    declared: None,
                },
            });
        }
        if let Some(wildcard) = &record.any_attribute {
            let field = self.any_attributes(key, record, wildcard, &fields);
            fields.insert(record.attributes.len(), field);
        }
        if record.mixed {
            fields.push(self.mixed_text(key, &fields));
        }
        let empty = matches!(record.content, Content::Empty) && !record.mixed;
        Ok(ItemKind::Record(Record {
            wire: self.wire_type(key),
            fields,
            empty,
            order: match &record.content {
                Content::All(_) => Order::Any,
                _ => Order::Given,
            },
            nillable: !(record.attributes.is_empty() && record.any_attribute.is_none())
                && self.nillable.contains(key),
        }))
    }

    /// Whether a type stands in another in a box: when both are of one cycle, or when it is large.
    pub(super) fn is_boxed(&self, owner: &TypeKey, ty: &TypeRef) -> bool {
        let TypeRef::Type(key) = ty else {
            return false;
        };
        let cycle = self.cycles.get(owner);
        self.large.contains(key) || cycle.is_some_and(|cycle| self.cycles.get(key) == Some(cycle))
    }

    // ---- personal data

    /// Whether the registry marks `segment` of the type, or the type as a whole; or one that it is derived from, whose
    /// data it has.
    pub(super) fn is_personal(&mut self, owner: &TypeKey, segment: &str) -> bool {
        let contract = self.contract;
        let bases = std::iter::successors(Some(owner), |key| contract.bases.get(*key));
        let mut personal = false;
        for name in bases.filter_map(|key| key.path.last().and_then(step_name)) {
            let path = format!("{name}/{segment}");
            let marked = self.service.personal.elements.contains(&path);
            if marked {
                self.idents.used.personal.insert(path.clone());
            }
            self.idents.used.known.personal.insert(path);
            personal |= self.is_personal_name(name) || marked;
        }
        personal
    }

    pub(super) fn is_personal_type(&mut self, key: &TypeKey) -> bool {
        key.path
            .last()
            .and_then(step_name)
            .is_some_and(|name| self.is_personal_name(name))
    }

    fn is_personal_name(&mut self, name: &str) -> bool {
        let marked = self
            .service
            .personal
            .types
            .iter()
            .any(|personal| personal == name);
        if marked {
            self.idents.used.personal.insert(name.to_owned());
        }
        self.idents.used.known.personal.insert(name.to_owned());
        marked
    }
}

impl Contract {
    /// Whether `xsi:type` may name other types in place of `ty`, beside those that restrict a simple one: derived types,
    /// and the member types of a union.
    fn has_stand_ins(&self, ty: &TypeRef) -> bool {
        let TypeRef::Type(key) = ty else { return false };
        let shape = self.types.get(key).map(|ty| &ty.shape);
        let is_union = match shape {
            Some(Shape::Union(_)) => true,
            Some(Shape::Compound(compound)) => matches!(compound.base, CompoundBase::Union(_)),
            _ => false,
        };
        is_union || key.path.last() == Some(&Step::Derived)
    }
}
