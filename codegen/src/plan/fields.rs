//! Fields and alternatives: what stands where in a struct or enum.

use std::collections::BTreeSet;

use super::idents::{GroupKey, step_name};
use super::types::Planner;
use super::{Field, First, Form, Group, Item, ItemKind, Occurs, Part, PlanError, Variant};
use super::{declarations, names};
use crate::lower::{Attribute, Particle, Shape, Term, TypeKey, TypeRef};

/// The field of a wildcard.
pub(super) const ANY_FIELD: &str = "ovrigt";
/// The alternative of a wildcard.
const ANY_VARIANT: &str = "Ovrigt";

/// Names in one struct or enum: a second use of a name gets its number behind it.
pub(super) struct Scope {
    names: BTreeSet<String>,
    /// What stands before the number.
    separator: &'static str,
}

impl Scope {
    pub(super) fn of_fields() -> Self {
        Self {
            names: BTreeSet::new(),
            separator: "_",
        }
    }

    pub(super) fn of_variants() -> Self {
        Self {
            names: BTreeSet::new(),
            separator: "",
        }
    }

    pub(super) fn unique(&mut self, name: String) -> String {
        let stem = name.trim_end_matches('_'); // behind a keyword
        let numbered = (2..).map(|n| format!("{stem}{}{n}", self.separator));
        let mut names = std::iter::once(name.clone()).chain(numbered);
        let free = names.find(|name| !self.names.contains(name)).unwrap_or_default(); // infinitely many are tried
        self.names.insert(free.clone());
        free
    }
}

/// What the contract says of a particle, or what there is to say when it says nothing.
fn documentation(owner: &TypeKey, particle: &Particle) -> Vec<String> {
    let mut documentation = said_of(owner, particle);
    if let Term::Element(element) = &particle.term {
        documentation.extend(declarations::documented(element.value(), "Tomt"));
    }
    documentation
}

fn said_of(owner: &TypeKey, particle: &Particle) -> Vec<String> {
    if !particle.documentation.is_empty() {
        return particle.documentation.clone();
    }
    let owner = owner.path.last().and_then(step_name).unwrap_or_default();
    match &particle.term {
        // Its name on the wire is put there in any case.
        Term::Element(_) => Vec::new(),
        Term::Wildcard(_) => vec!["Element som kontraktet inte beskriver; de behålls som de är.".to_owned()],
        Term::Choice(_) => vec![format!("Ett av alternativen i {owner}.")],
        Term::Sequence(_) => vec![format!("En följd av element i {owner}.")],
        Term::All(_) => vec![format!("Element i valfri ordning i {owner}.")],
        Term::Arranged(_) => vec![format!("Element i {owner}, i den ordning som kontraktet medger.")],
        Term::Substitutes(key) => vec![super::derivation::field_documentation(key)],
    }
}

impl Planner<'_> {
    /// Fields for attributes, then for `particles`. Groups among them become items of their own.
    pub(super) fn fields(
        &mut self,
        owner: &TypeKey,
        attributes: &[Attribute],
        particles: &[Particle],
        way: &mut Vec<usize>,
    ) -> Result<Vec<Field>, PlanError> {
        let mut scope = Scope::of_fields();
        let mut content = Vec::new();
        for (index, particle) in particles.iter().enumerate() {
            way.push(index);
            let part = self.part(owner, particle, way)?;
            let (ident, segment) = match &particle.term {
                Term::Element(element) => {
                    (names::field_name(&element.name.local), element.name.local.clone())
                }
                Term::Wildcard(_) => (ANY_FIELD.to_owned(), ANY_FIELD.to_owned()),
                Term::Substitutes(key) => {
                    let head = key.path.last().and_then(step_name).unwrap_or_default();
                    (names::field_name(head), head.to_owned())
                }
                Term::Choice(_) | Term::Sequence(_) | Term::All(_) | Term::Arranged(_) => {
                    (names::field_name(&part.ty), names::field_name(&part.ty))
                }
            };
            content.push(Field {
                ident: scope.unique(self.unlike_a_type(ident)),
                documentation: documentation(owner, particle),
                personal: self.is_personal(owner, &segment),
                segment,
                part,
            });
            way.pop();
        }
        let mut fields = Vec::new();
        for attribute in attributes {
            let mut ident = names::field_name(&attribute.name.local);
            if scope.names.contains(&ident) {
                ident = format!("{}_attribut", ident.trim_end_matches('_'));
            }
            let segment = format!("@{}", attribute.name.local);
            let module = self.module_of(owner);
            let value = attribute.value.as_ref();
            let declared = value.map(|value| self.attribute_value(&module, value));
            let mut documentation = attribute.documentation.clone();
            documentation.extend(declarations::documented(value, "Utelämnat"));
            fields.push(Field {
                ident: scope.unique(ident),
                documentation,
                personal: self.is_personal(owner, &segment),
                segment,
                part: Part {
                    form: Form::Attribute(self.element_name(owner, &attribute.name)),
                    ty: self.type_path(&attribute.ty, owner)?,
                    occurs: if attribute.required {
                        Occurs::One
                    } else {
                        Occurs::Optional
                    },
                    boxed: false,
                    declared,
                },
            });
        }
        fields.append(&mut content);
        Ok(fields)
    }

    /// A name without cases can be that of a tuple struct, too, which a parameter may not hide: then it gets `_` behind
    /// it.
    fn unlike_a_type(&self, ident: String) -> String {
        let is_type = |(_, name): &&(String, String)| *name == ident;
        let is_tuple = |key: &TypeKey| !matches!(self.contract.types[key].shape, Shape::Record(_));
        let types = || self.idents.types.iter().filter(|(key, _)| is_tuple(key));
        if !ident.contains(char::is_lowercase)
            && (self.idents.roots.values().any(|root| is_type(&root))
                || types().any(|(_, known)| is_type(&known)))
        {
            format!("{ident}_")
        } else {
            ident
        }
    }

    /// What one particle is in Rust. A group becomes an item on the way.
    pub(super) fn part(
        &mut self,
        owner: &TypeKey,
        particle: &Particle,
        way: &mut Vec<usize>,
    ) -> Result<Part, PlanError> {
        let occurs = match (particle.min, particle.max) {
            (1, Some(1)) => Occurs::One,
            (0, Some(1)) => Occurs::Optional,
            (min, max) => Occurs::Many { min, max },
        };
        let mut declared = None;
        let (form, ty, boxed) = match &particle.term {
            Term::Element(element) => {
                declared = self.declaration(&self.module_of(owner), element);
                let boxed = !matches!(occurs, Occurs::Many { .. }) && self.is_boxed(owner, &element.ty);
                (
                    Form::Element(self.element_name(owner, &element.name)),
                    declarations::content_type(element, self.type_path(&element.ty, owner)?),
                    boxed,
                )
            }
            Term::Wildcard(wildcard) => (
                Form::Any(self.wildcard(owner, wildcard)),
                "xml::AnyElement".to_owned(),
                false,
            ),
            Term::Choice(members) => {
                let ident = self.choice(owner, particle, members, way)?;
                (Form::Group, ident, false)
            }
            Term::Sequence(members) => {
                let ident = self.sequence(owner, particle, members, way)?;
                (Form::Group, ident, false)
            }
            Term::All(members) => {
                let ident = self.all(owner, particle, members, way)?;
                (Form::Group, ident, false)
            }
            Term::Substitutes(key) => {
                let ty = self.type_path(&TypeRef::Type(key.clone()), owner)?;
                (Form::Group, ty, false)
            }
            Term::Arranged(arranged) => return self.arranged(owner, particle, arranged, way),
        };
        Ok(Part {
            form,
            ty,
            occurs,
            boxed,
            declared,
        })
    }

    pub(super) fn group_ident(&self, owner: &TypeKey, way: &[usize]) -> String {
        let key: GroupKey = (owner.clone(), way.to_vec());
        self.idents.groups[&key].clone()
    }

    fn choice(
        &mut self,
        owner: &TypeKey,
        particle: &Particle,
        members: &[Particle],
        way: &mut Vec<usize>,
    ) -> Result<String, PlanError> {
        let ident = self.group_ident(owner, way);
        let group = self.alternatives(owner, members, way)?;
        self.push_group(owner, ident, particle, ItemKind::Choice(group))
    }

    /// What the alternatives of a choice are in an enum.
    pub(super) fn alternatives(
        &mut self,
        owner: &TypeKey,
        members: &[Particle],
        way: &mut Vec<usize>,
    ) -> Result<Group<Variant>, PlanError> {
        let mut scope = Scope::of_variants();
        let mut group = Group {
            members: Vec::new(),
            first: Vec::new(),
        };
        for (index, member) in members.iter().enumerate() {
            way.push(index);
            let part = self.part(owner, member, way)?;
            let first = self.first(owner, member)?;
            let (variant, segment) = match &member.term {
                Term::Element(element) => (
                    names::variant_name(&element.name.local),
                    element.name.local.as_str(),
                ),
                Term::Wildcard(_) => (ANY_VARIANT.to_owned(), ANY_FIELD),
                Term::Substitutes(key) => {
                    let head = key.path.last().and_then(step_name).unwrap_or_default();
                    (names::variant_name(head), head)
                }
                Term::Choice(_) | Term::Sequence(_) | Term::All(_) | Term::Arranged(_) => {
                    (part.ty.clone(), "")
                }
            };
            group.members.push(Variant {
                ident: scope.unique(variant),
                documentation: documentation(owner, member),
                constant: self.constant(member, &part),
                personal: self.is_personal(owner, segment),
                part,
                firsts: first.len(),
            });
            group.first.extend(first);
            way.pop();
        }
        Ok(group)
    }

    fn sequence(
        &mut self,
        owner: &TypeKey,
        particle: &Particle,
        members: &[Particle],
        way: &mut Vec<usize>,
    ) -> Result<String, PlanError> {
        let ident = self.group_ident(owner, way);
        let fields = self.fields(owner, &[], members, way)?;
        let mut first = Vec::new();
        for member in members {
            first.extend(self.first(owner, member)?);
            if !member.is_nullable() {
                break;
            }
        }
        self.push_group(
            owner,
            ident,
            particle,
            ItemKind::Sequence(Group {
                members: fields,
                first,
            }),
        )
    }

    pub(super) fn push_group(
        &mut self,
        owner: &TypeKey,
        ident: String,
        particle: &Particle,
        kind: ItemKind,
    ) -> Result<String, PlanError> {
        self.items.push(Item {
            ident: ident.clone(),
            documentation: documentation(owner, particle),
            root: None,
            declared: None,
            kind,
        });
        Ok(ident)
    }

    /// What a particle can begin with.
    pub(super) fn first(&mut self, owner: &TypeKey, particle: &Particle) -> Result<Vec<First>, PlanError> {
        let mut first = Vec::new();
        match &particle.term {
            Term::Element(element) => first.push(First::Element(self.element_name(owner, &element.name))),
            Term::Wildcard(wildcard) => first.push(First::Any(self.wildcard(owner, wildcard))),
            Term::Substitutes(key) => {
                first.push(First::Group(self.type_path(&TypeRef::Type(key.clone()), owner)?));
            }
            Term::Choice(members) | Term::All(members) => {
                for member in members {
                    first.extend(self.first(owner, member)?);
                }
            }
            Term::Arranged(arranged) => {
                for position in arranged.model.first() {
                    first.extend(self.first(owner, &arranged.leaves[position])?);
                }
            }
            Term::Sequence(members) => {
                for member in members {
                    first.extend(self.first(owner, member)?);
                    if !member.is_nullable() {
                        break;
                    }
                }
            }
        }
        Ok(first)
    }

    /// The one value of an alternative whose type has only one: the alternative then says it all.
    pub(super) fn constant(&self, member: &Particle, part: &Part) -> Option<String> {
        let Term::Element(element) = &member.term else {
            return None;
        };
        let TypeRef::Type(key) = &element.ty else {
            return None;
        };
        if element.is_nillable() {
            return None;
        }
        match (&self.contract.types.get(key)?.shape, part.occurs) {
            (Shape::Enumeration(enumeration), Occurs::One) if enumeration.values.len() == 1 => Some(format!(
                "{}::{}",
                part.ty,
                names::variant_name(&enumeration.values[0].0)
            )),
            _ => None,
        }
    }
}
