//! Types that stand in for a type, elements that stand in for an element, and groups that are more than a line of
//! fields.

use super::fields::Scope;
use super::idents::step_name;
use super::types::Planner;
use super::{AnyOf, Arranged, Form, Group, ItemKind, Occurs, Part, PlanError, names};
use crate::lower::{self, Particle, Step, Term, TypeKey, TypeRef};

/// What there is to say of a field that holds a substitution group.
pub(super) fn field_documentation(key: &TypeKey) -> String {
    let head = key.path.last().and_then(step_name).unwrap_or_default();
    format!("Ett element {head}, eller ett som får stå i dess ställe.")
}

/// What there is to say of a choice among types, or among elements.
pub(super) fn documentation(key: &TypeKey) -> Option<String> {
    match key.path.as_slice() {
        [Step::Type(name), Step::Derived] => Some(format!(
            "Innehållet i ett element av typen {name}: den eller en härledd typ."
        )),
        [Step::Substitutes(head)] => Some(format!(
            "Ett element {head}, eller ett som får stå i dess ställe."
        )),
        _ => None,
    }
}

impl Planner<'_> {
    /// A type or one derived from it.
    pub(super) fn any_of(&mut self, key: &TypeKey, any_of: &lower::AnyOf) -> Result<ItemKind, PlanError> {
        let mut scope = Scope::of_variants();
        let mut variant = |planner: &Self, ty: &TypeKey| {
            let name = ty.path.last().and_then(step_name).unwrap_or_default();
            let ident = scope.unique(names::variant_name(name));
            let path = planner.type_path(&TypeRef::Type(ty.clone()), key)?;
            Ok::<_, PlanError>((ident, path))
        };
        let own = any_of.own.as_ref().map(|own| variant(self, own)).transpose()?;
        let derived = any_of.derived.iter().map(|ty| variant(self, ty));
        let derived = derived.collect::<Result<_, _>>()?;
        Ok(ItemKind::AnyOf(AnyOf {
            wire: self.wire_type(key),
            own,
            derived,
            nillable: self.nillable.contains(key),
        }))
    }

    /// The elements of a substitution group, as a choice among them.
    pub(super) fn substitutes(
        &mut self,
        key: &TypeKey,
        substitutes: &lower::Substitutes,
    ) -> Result<ItemKind, PlanError> {
        let members = substitutes.members.iter().map(|element| Particle {
            min: 1,
            max: Some(1),
            term: Term::Element(element.clone()),
            place: element.place.clone(),
            documentation: element.documentation.clone(),
        });
        let members: Vec<_> = members.collect();
        self.alternatives(key, &members, &mut Vec::new())
            .map(ItemKind::Choice)
    }

    /// An `all` that is there or not.
    pub(super) fn all(
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
        }
        let group = Group {
            members: fields,
            first,
        };
        self.push_group(owner, ident, particle, ItemKind::All(group))
    }

    /// A list of elements that a model arranges.
    pub(super) fn arranged(
        &mut self,
        owner: &TypeKey,
        particle: &Particle,
        arranged: &lower::Arranged,
        way: &mut Vec<usize>,
    ) -> Result<Part, PlanError> {
        let ident = self.group_ident(owner, way);
        let leaves = self.alternatives(owner, &arranged.leaves, way)?;
        let ty = self.push_group(
            owner,
            ident,
            particle,
            ItemKind::Arranged(Arranged {
                leaves,
                model: arranged.model.clone(),
            }),
        )?;
        let min = u32::from(!arranged.model.is_nullable());
        Ok(Part {
            form: Form::Arranged,
            ty,
            occurs: Occurs::Many { min, max: None },
            boxed: false,
            declared: None,
        })
    }
}
