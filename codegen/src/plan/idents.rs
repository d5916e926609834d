//! Which type gets which name in which module. Names come from the contract and the registry alone.

use std::collections::BTreeMap;

use super::names;
use super::{PlanError, hint};
use crate::lower::{Content, Contract, Particle, QName, Shape, Step, Term, TypeKey, TypeRef};
use crate::place::Place;
use crate::registry::{GroupName, Service};

/// A choice or sequence inside a type: the type, and the way down to it by position.
pub(super) type GroupKey = (TypeKey, Vec<usize>);

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
    /// Entries of the registry that were used.
    pub(super) used: Used,
}

/// Entries of the registry that fitted something.
#[derive(Debug, Default)]
pub(super) struct Used {
    pub(super) names: std::collections::BTreeSet<String>,
    pub(super) groups: std::collections::BTreeSet<u32>,
    pub(super) personal: std::collections::BTreeSet<String>,
}

/// A name with what has it, for collisions.
struct Claim {
    description: String,
    place: Place,
    cure: String,
}

/// Names of one version in the making.
pub(super) struct Namer<'a> {
    service: &'a Service,
    /// File → module.
    modules: &'a BTreeMap<String, String>,
    claims: BTreeMap<(String, String), Claim>,
    idents: Idents,
}

impl<'a> Namer<'a> {
    pub(super) fn new(service: &'a Service, modules: &'a BTreeMap<String, String>) -> Self {
        Self {
            service,
            modules,
            claims: BTreeMap::new(),
            idents: Idents::default(),
        }
    }

    /// Names every type, group and root element of `contract`.
    pub(super) fn name(mut self, contract: &Contract, roots: &[QName]) -> Result<Idents, PlanError> {
        self.assign_own_roots(contract, roots);
        for (key, ty) in &contract.types {
            let module = self.modules.get(&ty.file).cloned().unwrap_or_default();
            let ident = self.type_ident(key);
            let wire = format!("{{{}}}{key}", key.namespace);
            let cure = self.names_cure(&wire, &ident);
            self.claim(&module, &ident, format!("type {key}"), &ty.place, cure)?;
            self.idents.types.insert(key.clone(), (module, ident));
        }
        for (key, ty) in &contract.types {
            if let Shape::Record(record) = &ty.shape
                && let Content::Sequence(particles) = &record.content
            {
                self.groups(key, particles, &mut Vec::new())?;
            }
        }
        for root in roots {
            let Some(element) = contract.elements.get(root) else {
                continue;
            };
            if self.idents.own_roots.values().any(|own| own == root) {
                continue;
            }
            let module = self.modules.get(&element.file).cloned().unwrap_or_default();
            let wire = format!("{{{}}}element {}", root.namespace, root.local);
            let ident = self
                .override_of(&wire)
                .unwrap_or_else(|| names::type_name(&root.local));
            let cure = self.names_cure(&wire, &ident);
            self.claim(
                &module,
                &ident,
                format!("element {}", root.local),
                &element.place,
                cure,
            )?;
            self.idents.roots.insert(root.clone(), (module, ident));
        }
        Ok(self.idents)
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
            if let [root] = roots[..] {
                let same_name = key
                    .path
                    .last()
                    .and_then(step_name)
                    .is_some_and(|name| names::type_name(name) == names::type_name(&root.local));
                if same_name || !elsewhere.contains(key) {
                    self.idents.own_roots.insert(key.clone(), root.clone());
                }
            }
        }
    }

    fn type_ident(&mut self, key: &TypeKey) -> String {
        if let Some(name) = self.override_of(&format!("{{{}}}{key}", key.namespace)) {
            return name;
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

    fn override_of(&mut self, wire: &str) -> Option<String> {
        let name = self.service.names.get(wire)?;
        self.idents.used.names.insert(wire.to_owned());
        Some(name.clone())
    }

    fn names_cure(&self, wire: &str, ident: &str) -> String {
        format!(
            "[services.{}.names]\n    \"{wire}\" = \"{ident}2\"",
            self.service.id
        )
    }

    /// Names the groups among `particles`, which stand in the type `owner`.
    fn groups(
        &mut self,
        owner: &TypeKey,
        particles: &[Particle],
        way: &mut Vec<usize>,
    ) -> Result<(), PlanError> {
        for (index, particle) in particles.iter().enumerate() {
            way.push(index);
            if let Term::Choice(members) | Term::Sequence(members) = &particle.term {
                let (module, ident) = self.idents.types[owner].clone();
                let is_choice = matches!(particle.term, Term::Choice(_));
                let held = members.iter().find_map(|member| match &member.term {
                    Term::Element(element) => Some(element.name.local.as_str()),
                    _ => None,
                });
                let owner_name = owner.path.last().and_then(step_name).unwrap_or_default();
                let given = self
                    .service
                    .groups
                    .iter()
                    .find(|group| fits(group, owner_name, members));
                let ident = match given {
                    Some(group) => {
                        self.idents.used.groups.insert(group.line);
                        group.name.clone()
                    }
                    None if is_choice => names::choice_name(&ident),
                    None => names::sequence_name(&ident),
                };
                let cure = format!(
                    "[[services.{}.groups]]\n    owner = \"{owner_name}\"\n    holds = \"{}\"\n    name = \"{ident}2\"",
                    self.service.id,
                    held.unwrap_or("an element that it holds"),
                );
                let kind = if is_choice { "choice" } else { "sequence" };
                let description = format!("{kind} in type {owner} with {}", held.unwrap_or("no element"));
                self.claim(&module, &ident, description, &particle.place, cure)?;
                self.idents.groups.insert((owner.clone(), way.clone()), ident);
                self.groups(owner, members, way)?;
            }
            way.pop();
        }
        Ok(())
    }

    fn claim(
        &mut self,
        module: &str,
        ident: &str,
        description: String,
        place: &Place,
        cure: String,
    ) -> Result<(), PlanError> {
        let claim = Claim {
            description,
            place: place.clone(),
            cure,
        };
        match self.claims.get(&(module.to_owned(), ident.to_owned())) {
            None => {
                self.claims.insert((module.to_owned(), ident.to_owned()), claim);
                Ok(())
            }
            Some(first) => Err(PlanError::Collision {
                ident: ident.to_owned(),
                module: module.to_owned(),
                first: first.description.clone(),
                first_place: Box::new(first.place.clone()),
                second: claim.description,
                second_place: Box::new(claim.place),
                cure: claim.cure,
            }),
        }
    }
}

/// Whether an entry of the registry means the group of `members` in `owner`.
fn fits(group: &GroupName, owner: &str, members: &[Particle]) -> bool {
    group.owner == owner
        && members.iter().any(|member| match &member.term {
            Term::Element(element) => element.name.local == group.holds,
            _ => false,
        })
}

/// The contract's name in a step.
pub(super) fn step_name(step: &Step) -> Option<&str> {
    match step {
        Step::Type(name) | Step::Group(name) | Step::Element(name) | Step::Attribute(name) => Some(name),
        Step::Base | Step::Item | Step::Member(_) | Step::Content => None,
    }
}

/// Types that stand inside types.
fn used_inside(contract: &Contract) -> std::collections::BTreeSet<TypeKey> {
    let mut used = std::collections::BTreeSet::new();
    for ty in contract.types.values() {
        let Shape::Record(record) = &ty.shape else {
            continue;
        };
        let mut note = |ty: &TypeRef| {
            if let TypeRef::Type(key) = ty {
                used.insert(key.clone());
            }
        };
        record.attributes.iter().for_each(|attribute| note(&attribute.ty));
        match &record.content {
            Content::Empty => {}
            Content::Value(ty) => note(ty),
            Content::Sequence(particles) => each_element(particles, &mut |element| note(&element.ty)),
        }
    }
    used
}

/// Calls `visit` with every element among `particles`, at any depth of groups.
pub(super) fn each_element<'a>(particles: &'a [Particle], visit: &mut dyn FnMut(&'a crate::lower::Element)) {
    for particle in particles {
        match &particle.term {
            Term::Element(element) => visit(element),
            Term::Wildcard(_) => {}
            Term::Choice(members) | Term::Sequence(members) => each_element(members, visit),
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
    for name in service.names.keys() {
        if !used.iter().any(|used| used.names.contains(name)) {
            return refuse(format!("the entry `\"{name}\"` of `names`"), String::new());
        }
    }
    for group in &service.groups {
        if !used.iter().any(|used| used.groups.contains(&group.line)) {
            let entry = format!(
                "the group of `{}` that holds `{}` (line {})",
                group.owner, group.holds, group.line
            );
            return refuse(entry, String::new());
        }
    }
    let entries = service.personal.types.iter().chain(&service.personal.elements);
    for entry in entries {
        if !used.iter().any(|used| used.personal.contains(entry)) {
            let known = used
                .iter()
                .flat_map(|used| used.personal.iter().map(String::as_str));
            return refuse(format!("the entry `{entry}` of `personal`"), hint(entry, known));
        }
    }
    Ok(())
}
