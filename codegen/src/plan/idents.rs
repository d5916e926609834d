//! Which type gets which name in which module. Names come from the contract and the registry alone.

use std::collections::BTreeMap;

use super::claims::Claims;
use super::stub_names::StubIdents;
use super::used::Used;
use super::walk::used_inside;
use super::{Named, PlanError};
use super::{groups, names};
use crate::lower::{Contract, Particle, QName, Shape, Step, TypeKey, TypeRef};
use crate::registry::Service;

/// A choice or sequence inside a type: the type, and the way down to it by position.
pub(super) type GroupKey = (TypeKey, Vec<usize>);

/// The module and the name of a type.
pub(super) type Ident = (String, String);

/// The names of one version.
#[derive(Debug, Default)]
pub(super) struct Idents {
    /// Module and name of every type.
    pub(super) types: BTreeMap<TypeKey, (String, String)>,
    /// Name of every group; it stands in its owner's module.
    pub(super) groups: BTreeMap<GroupKey, String>,
    /// Name of the newtype of a root element whose type is shared.
    pub(super) roots: BTreeMap<QName, (String, String)>,
    /// Root elements that a type is the content of itself.
    pub(super) own_roots: BTreeMap<TypeKey, QName>,
    /// The same, by root element.
    own_types: BTreeMap<QName, TypeKey>,
    /// Stems of the names of operations of OpenAPI documents.
    pub(super) calls: super::calls::CallStems,
    /// Names of what is made from WSDLs, by module.
    pub(super) stubs: BTreeMap<String, StubIdents>,
    /// Names of the roles in which somebody signs, as the registry lists them.
    pub(super) roles: Vec<String>,
    /// Entries of the registry that were used.
    pub(super) used: Used,
}

impl Idents {
    fn own_root(&mut self, key: &TypeKey, root: QName) {
        self.own_types.insert(root.clone(), key.clone());
        self.own_roots.insert(key.clone(), root);
    }

    /// Module and name of a root element's type. Roots are named before they are asked for.
    pub(super) fn root(&self, root: &QName) -> &(String, String) {
        match self.own_types.get(root) {
            Some(key) => &self.types[key],
            None => &self.roots[root],
        }
    }
}

/// Names of one version in the making.
pub(super) struct Namer<'a> {
    pub(super) service: &'a Service,
    /// File → module.
    modules: &'a BTreeMap<String, String>,
    pub(super) claims: Claims<'a>,
    pub(super) idents: Idents,
}

impl<'a> Namer<'a> {
    pub(super) fn new(service: &'a Service, modules: &'a BTreeMap<String, String>) -> Self {
        Self {
            service,
            modules,
            claims: Claims::new(service),
            idents: Idents::default(),
        }
    }

    /// Names every type, group and root element of `contract`.
    pub(super) fn name(mut self, contract: &Contract, roots: &[QName]) -> Result<Idents, PlanError> {
        self.assign_own_roots(contract, roots);
        self.note_natural(contract, roots);
        self.claim_flow(contract);
        for (key, ty) in &contract.types {
            let module = self.module_of_file(&ty.file);
            let ident = self.type_ident(key);
            let wire = format!("{{{}}}{key}", key.namespace);
            let named = Named::new(described(key), &ty.place);
            self.claims
                .claim_or_note(&module, &ident, named, |claims| claims.cure(&wire, &ident));
            self.idents.types.insert(key.clone(), (module, ident));
        }
        self.claims.check()?;
        for (key, ty) in &contract.types {
            if let Shape::Record(record) = &ty.shape {
                self.name_groups(key, record.content.particles());
            }
        }
        self.claims.check()?;
        for root in roots {
            let Some(element) = contract.elements.get(root) else {
                continue;
            };
            if self.idents.own_types.contains_key(root) {
                continue;
            }
            let module = self.module_of_file(&element.file);
            let wire = format!("{{{}}}element {}", root.namespace, root.local);
            let ident = self
                .override_of(&wire)
                .unwrap_or_else(|| names::type_name(&root.local));
            let named = Named::new(format!("element {}", root.local), &element.place);
            self.claims
                .claim_or_note(&module, &ident, named, |claims| claims.cure(&wire, &ident));
            self.idents.roots.insert(root.clone(), (module, ident));
        }
        self.claims.check()?;
        self.idents.stubs = self.name_stubs(contract)?;
        self.idents.calls = self.name_calls(contract)?;
        self.idents.roles = self.name_roles(contract)?;
        Ok(self.idents)
    }

    /// Notes the names that are not to be suggested.
    fn note_natural(&mut self, contract: &Contract, roots: &[QName]) {
        let types: Vec<String> = contract.types.keys().map(|key| self.type_ident(key)).collect();
        self.claims.avoid(types);
        self.claims
            .avoid(roots.iter().map(|root| names::type_name(&root.local)));
        let signatures = self.service.signatures.iter();
        let roles = signatures.flat_map(|signatures| signatures.roles.each());
        self.claims.avoid(roles.map(|role| names::role_name(&role.name)));
        let given = self.service.groups.iter().map(|group| &group.name);
        self.claims
            .avoid(given.chain(self.service.names.values()).cloned());
    }

    /// The module that a file is generated into.
    pub(super) fn module_of_file(&self, file: &str) -> String {
        self.modules.get(file).cloned().unwrap_or_default()
    }

    /// A root element with a type of its own is that type. A named type is an element's own when no other root
    /// element has it, and it is used nowhere else or is called the same.
    fn assign_own_roots(&mut self, contract: &Contract, roots: &[QName]) {
        let mut by_type: BTreeMap<&TypeKey, Vec<&QName>> = BTreeMap::new();
        for root in roots {
            if let Some(TypeRef::Type(key)) = contract.elements.get(root).map(|element| &element.ty) {
                by_type.entry(key).or_default().push(root);
            }
        }
        let elsewhere = used_inside(contract);
        for (key, roots) in by_type {
            if let [.., Step::Type(name), Step::Derived] = key.path.as_slice() {
                // A type that others stand in for is told from the choice among them, which then is the root's own
                // when root and type are called the same: else both would have one name.
                let named = |root: &&&QName| names::type_name(name) == names::type_name(&root.local);
                if let Some(root) = roots.iter().find(named) {
                    self.idents.own_root(key, (*root).clone());
                }
            } else if let [root] = roots[..] {
                let same_name = key
                    .path
                    .last()
                    .and_then(step_name)
                    .is_some_and(|name| names::type_name(name) == names::type_name(&root.local));
                if same_name || !elsewhere.contains(key) {
                    self.idents.own_root(key, root.clone());
                }
            }
        }
    }

    fn type_ident(&mut self, key: &TypeKey) -> String {
        if let Some(name) = self.override_of(&format!("{{{}}}{key}", key.namespace)) {
            return name;
        }
        match key.path.as_slice() {
            [owner @ .., Step::Derived] => {
                let owner: String = owner.iter().filter_map(step_name).map(names::type_name).collect();
                return names::any_name(&owner);
            }
            [Step::Substitutes(head)] => return names::sequence_name(&names::type_name(head)),
            _ => {}
        }
        if let Some(root) = self.idents.own_roots.get(key) {
            return names::type_name(&root.local);
        }
        let parts: Vec<String> = key
            .path
            .iter()
            .map(|step| match step {
                Step::Base => "base".to_owned(),
                Step::Item => "item".to_owned(),
                Step::Content => "varde".to_owned(),
                Step::Member(index) => format!("member{}", index + 1),
                step => step_name(step).unwrap_or_default().to_owned(),
            })
            .collect();
        match parts.as_slice() {
            [only] => names::type_name(only),
            parts => parts.iter().map(|part| names::type_name(part)).collect(),
        }
    }

    pub(super) fn override_of(&mut self, wire: &str) -> Option<String> {
        self.idents.used.known.names.insert(wire.to_owned());
        let name = self.service.names.get(wire)?;
        self.idents.used.names.insert(wire.to_owned());
        Some(name.clone())
    }

    /// Names the groups among `particles`, which are the content of the type `owner`.
    fn name_groups(&mut self, owner: &TypeKey, particles: &[Particle]) {
        let (module, owner_ident) = self.idents.types[owner].clone();
        let groups = groups::groups(particles);
        for (index, group) in groups.iter().enumerate() {
            let known = group
                .paths()
                .map(|path| (groups::owner_name(owner), path.to_owned()));
            self.idents.used.known.groups.extend(known);
            let ident = match groups::entry_for(&self.service.groups, owner, &groups, index) {
                Some(entry) => {
                    self.idents.used.groups.insert(entry.line);
                    entry.name.clone()
                }
                None if group.is_choice() => names::choice_name(&owner_ident),
                None => names::sequence_name(&owner_ident),
            };
            let kind = if group.is_choice() { "choice" } else { "sequence" };
            let description = format!("the {kind} of {} in type {owner}", group.held());
            let named = Named::new(description, &group.particle.place);
            self.claims.claim_or_note(&module, &ident, named, |claims| {
                let entry = [
                    ("owner", groups::owner_name(owner)),
                    ("holds", groups::holds(&groups, index)),
                    ("name", claims.another(&ident)),
                ];
                claims.entry("groups", &entry)
            });
            self.idents
                .groups
                .insert((owner.clone(), group.way.clone()), ident);
        }
    }
}

/// A type, for a person.
fn described(key: &TypeKey) -> String {
    match key.path.as_slice() {
        [Step::Type(name), Step::Derived] => {
            format!("the choice among the type {name} and those derived from it")
        }
        [Step::Substitutes(head)] => format!("the substitution group of element {head}"),
        _ => format!("type {key}"),
    }
}

/// The contract's name in a step.
pub(super) fn step_name(step: &Step) -> Option<&str> {
    match step {
        Step::Type(name)
        | Step::Group(name)
        | Step::Element(name)
        | Step::Attribute(name)
        | Step::Substitutes(name) => Some(name),
        Step::Base | Step::Item | Step::Member(_) | Step::Content | Step::Derived => None,
    }
}
