//! Which type gets which name in which module. Names come from the contract and the registry alone.

use std::collections::{BTreeMap, BTreeSet};

use super::stub_names::StubIdents;
use super::{Collision, Collisions, Named, PlanError, hint};
use super::{groups, names};
use crate::lower::{CompoundBase, Content, Contract, Particle, QName, Shape, Step, Term, TypeKey, TypeRef};
use crate::place::Place;
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

/// Entries of the registry that fitted something.
#[derive(Debug, Default)]
pub(super) struct Used {
    pub(super) names: BTreeSet<String>,
    pub(super) groups: BTreeSet<u32>,
    pub(super) personal: BTreeSet<String>,
    pub(super) receipt: bool,
    /// What entries could name, to suggest the nearest.
    pub(super) known: Known,
}

/// What entries of the registry could name.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) names: BTreeSet<String>,
    /// Owner and what a group of it holds.
    pub(super) groups: BTreeSet<(String, String)>,
    pub(super) personal: BTreeSet<String>,
    /// Elements of answers.
    pub(super) receipts: BTreeSet<String>,
}

/// Names of one version in the making.
pub(super) struct Namer<'a> {
    pub(super) service: &'a Service,
    /// File → module.
    modules: &'a BTreeMap<String, String>,
    /// Who has which name in which module.
    claims: BTreeMap<(String, String), Named>,
    /// The names that types have or come to have: none of them is suggested for another.
    pub(super) natural: BTreeSet<String>,
    /// Collisions that have not been told of yet.
    collisions: Vec<Collision>,
    /// The least number that may be free behind a name which has been suggested with others.
    numbers: BTreeMap<String, usize>,
    pub(super) idents: Idents,
}

impl<'a> Namer<'a> {
    pub(super) fn new(service: &'a Service, modules: &'a BTreeMap<String, String>) -> Self {
        Self {
            service,
            modules,
            claims: BTreeMap::new(),
            natural: BTreeSet::new(),
            collisions: Vec::new(),
            numbers: BTreeMap::new(),
            idents: Idents::default(),
        }
    }

    /// Names every type, group and root element of `contract`.
    pub(super) fn name(mut self, contract: &Contract, roots: &[QName]) -> Result<Idents, PlanError> {
        self.assign_own_roots(contract, roots);
        self.natural = contract.types.keys().map(|key| self.type_ident(key)).collect();
        let elements = roots.iter().map(|root| names::type_name(&root.local));
        self.natural.extend(elements);
        let signatures = self.service.signatures.iter();
        let roles = signatures.flat_map(|signatures| signatures.roles.each());
        self.natural
            .extend(roles.map(|role| names::role_name(&role.name)));
        let given = self.service.groups.iter().map(|group| &group.name);
        self.natural
            .extend(given.chain(self.service.names.values()).cloned());
        self.claim_flow(contract)?;
        for (key, ty) in &contract.types {
            let module = self.module_of_file(&ty.file);
            let ident = self.type_ident(key);
            let wire = format!("{{{}}}{key}", key.namespace);
            let cure = self.names_cure(&wire, &ident);
            let claimed = self.claim(&module, &ident, described(key), &ty.place, cure);
            self.note(claimed)?;
            self.idents.types.insert(key.clone(), (module, ident));
        }
        self.check_collisions()?;
        for (key, ty) in &contract.types {
            if let Shape::Record(record) = &ty.shape {
                self.name_groups(key, record.content.particles())?;
            }
        }
        self.check_collisions()?;
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
            let cure = self.names_cure(&wire, &ident);
            let description = format!("element {}", root.local);
            let claimed = self.claim(&module, &ident, description, &element.place, cure);
            self.note(claimed)?;
            self.idents.roots.insert(root.clone(), (module, ident));
        }
        self.check_collisions()?;
        self.idents.stubs = self.name_stubs(contract)?;
        self.idents.calls = self.name_calls(contract)?;
        self.idents.roles = self.name_roles(contract)?;
        Ok(self.idents)
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

    pub(super) fn names_cure(&self, wire: &str, ident: &str) -> String {
        format!(
            "[services.{}.names]\n    \"{wire}\" = \"{}\"",
            self.service.id,
            self.another(ident),
        )
    }

    /// Goes on behind a collision, which is told of with others of its kind.
    fn note(&mut self, claimed: Result<(), PlanError>) -> Result<(), PlanError> {
        let Err(PlanError::Collisions(Collisions(collisions))) = claimed else {
            return claimed;
        };
        for collision in collisions {
            // What has just been suggested is taken by now.
            let suggested = self.another(&collision.ident);
            self.natural.insert(suggested);
            *self.numbers.entry(collision.ident.clone()).or_insert(2) += 1;
            self.collisions.push(collision);
        }
        Ok(())
    }

    fn check_collisions(&mut self) -> Result<(), PlanError> {
        match std::mem::take(&mut self.collisions) {
            none if none.is_empty() => Ok(()),
            collisions => Err(PlanError::Collisions(Collisions(collisions))),
        }
    }

    /// `ident` with a number behind it, as no type is called.
    fn another(&self, ident: &str) -> String {
        let free = |name: &String| !self.natural.contains(name);
        (self.numbers.get(ident).copied().unwrap_or(2)..)
            .map(|n| format!("{ident}{n}"))
            .find(free)
            .unwrap_or_default() // infinitely many are tried
    }

    /// Names the groups among `particles`, which are the content of the type `owner`.
    fn name_groups(&mut self, owner: &TypeKey, particles: &[Particle]) -> Result<(), PlanError> {
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
            let cure = format!(
                "[[services.{}.groups]]\n    owner = \"{}\"\n    holds = \"{}\"\n    name = \"{}\"",
                self.service.id,
                groups::owner_name(owner),
                groups::holds(&groups, index),
                self.another(&ident),
            );
            let kind = if group.is_choice() { "choice" } else { "sequence" };
            let description = format!("the {kind} of {} in type {owner}", group.held());
            let claimed = self.claim(&module, &ident, description, &group.particle.place, cure);
            self.note(claimed)?;
            self.idents
                .groups
                .insert((owner.clone(), group.way.clone()), ident);
        }
        Ok(())
    }

    pub(super) fn claim(
        &mut self,
        module: &str,
        ident: &str,
        description: String,
        place: &Place,
        cure: String,
    ) -> Result<(), PlanError> {
        let named = Named {
            description,
            place: place.clone(),
        };
        let key = (module.to_owned(), ident.to_owned());
        if let Some(first) = self.claims.get(&key) {
            return Err(PlanError::Collisions(Collisions(vec![Collision {
                ident: ident.to_owned(),
                module: module.to_owned(),
                first: first.clone(),
                second: named,
                cure,
            }])));
        }
        self.claims.insert(key, named);
        Ok(())
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

/// Types that stand inside types.
fn used_inside(contract: &Contract) -> BTreeSet<TypeKey> {
    let mut used = BTreeSet::new();
    for ty in contract.types.values() {
        let mut note = |ty: &TypeRef| {
            if let TypeRef::Type(key) = ty {
                used.insert(key.clone());
            }
        };
        match &ty.shape {
            Shape::Record(record) => {
                record.attributes.iter().for_each(|attribute| note(&attribute.ty));
                if let Content::Value(ty) = &record.content {
                    note(ty);
                }
                each_element(record.content.particles(), &mut |element| note(&element.ty));
            }
            Shape::Substitutes(substitutes) => {
                substitutes.members.iter().for_each(|element| note(&element.ty));
            }
            Shape::AnyOf(any_of) => {
                used.extend(any_of.own.iter().chain(&any_of.derived).cloned());
            }
            Shape::Union(union) => union.members.iter().for_each(note),
            Shape::Compound(compound) => match &compound.base {
                CompoundBase::List(item) => note(item),
                CompoundBase::Union(union) => note(&TypeRef::Type(union.clone())),
            },
            _ => {}
        }
    }
    used
}

/// Calls `visit` with every element among `particles`, at any depth of groups. Those of substitution groups are not
/// among them.
pub(super) fn each_element<'a>(particles: &'a [Particle], visit: &mut dyn FnMut(&'a crate::lower::Element)) {
    for particle in particles {
        match &particle.term {
            Term::Element(element) => visit(element),
            group => each_element(group.members(), visit),
        }
    }
}

/// Calls `visit` with every substitution group that `particles` refer to, at any depth of groups.
pub(super) fn each_head<'a>(particles: &'a [Particle], visit: &mut dyn FnMut(&'a TypeKey)) {
    for particle in particles {
        match &particle.term {
            Term::Substitutes(key) => visit(key),
            group => each_head(group.members(), visit),
        }
    }
}

/// Refuses entries of the registry that fitted nothing in any version.
pub(super) fn check_used(service: &Service, used: &[&Used]) -> Result<(), PlanError> {
    let refuse = |entry: String, hint: String| {
        Err(PlanError::NoSuchComponent {
            entry,
            service: service.id.clone(),
            hint,
        })
    };
    let known = || used.iter().map(|used| &used.known);
    for name in service.names.keys() {
        if !used.iter().any(|used| used.names.contains(name)) {
            let names = known().flat_map(|known| known.names.iter().map(String::as_str));
            return refuse(format!("the entry `\"{name}\"` of `names`"), hint(name, names));
        }
    }
    for group in &service.groups {
        if !used.iter().any(|used| used.groups.contains(&group.line)) {
            let entry = format!(
                "the group of `{}` that holds `{}` (line {})",
                group.owner, group.holds, group.line
            );
            let groups: Vec<_> = known().flat_map(|known| &known.groups).collect();
            let held: Vec<&str> = groups
                .iter()
                .filter(|(owner, _)| *owner == group.owner)
                .map(|(_, held)| held.as_str())
                .collect();
            let hint = if held.is_empty() {
                hint(&group.owner, groups.iter().map(|(owner, _)| owner.as_str()))
            } else {
                hint(&group.holds, held)
            };
            return refuse(entry, hint);
        }
    }
    if let Some(receipt) = &service.receipt
        && !used.iter().any(|used| used.receipt)
    {
        let receipts = known().flat_map(|known| known.receipts.iter().map(String::as_str));
        return refuse(format!("`receipt = \"{receipt}\"`"), hint(receipt, receipts));
    }
    let entries = service.personal.types.iter().chain(&service.personal.elements);
    for entry in entries {
        if !used.iter().any(|used| used.personal.contains(entry)) {
            let personal = known().flat_map(|known| known.personal.iter().map(String::as_str));
            return refuse(
                format!("the entry `{entry}` of `personal`"),
                hint(entry, personal),
            );
        }
    }
    Ok(())
}
