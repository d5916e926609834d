//! Lists and unions.

use super::fields::Scope;
use super::idents::step_name;
use super::simple::{facets, spelled};
use super::types::Planner;
use super::{MemberType, PlanError, Restriction, Union, names};
use crate::builtin;
use crate::lower::{self, Compound, CompoundBase, Step, TypeKey, TypeRef};

impl Planner<'_> {
    /// A list, or a restriction of a list or union: a newtype with facets.
    pub(super) fn compound(&mut self, key: &TypeKey, compound: &Compound) -> Result<Restriction, PlanError> {
        let (kind, base) = match &compound.base {
            CompoundBase::List(item) => {
                let item = self.type_path(item, key)?;
                ("list", format!("xml::types::List<{item}>"))
            }
            CompoundBase::Union(union) => ("union", self.type_path(&TypeRef::Type(union.clone()), key)?),
        };
        let facets: Vec<_> = compound.steps.iter().flat_map(facets).collect();
        Ok(Restriction {
            wire: self.wire_type(key),
            kind: spelled(kind, &facets),
            base,
            hash: true,
            white_space: None,
            facets,
            personal: self.is_personal_type(key),
        })
    }

    /// A union: an enum with a variant for each member type.
    pub(super) fn union(&mut self, key: &TypeKey, union: &lower::Union) -> Result<Union, PlanError> {
        let mut scope = Scope::of_variants();
        let mut members = Vec::new();
        for member in &union.members {
            let (name, documentation) = match member {
                TypeRef::BuiltIn(built_in) => {
                    let name = built_in.name();
                    (name.to_owned(), vec![format!("Ett värde av typen xs:{name}.")])
                }
                TypeRef::Type(member) => match member.path.last() {
                    Some(Step::Member(index)) => {
                        let number = index + 1;
                        (
                            format!("member{number}"),
                            vec![format!("Ett värde av medlemstyp {number}.")],
                        )
                    }
                    step => {
                        let name = step.and_then(step_name).unwrap_or_default();
                        (name.to_owned(), vec![format!("Ett värde av typen {name}.")])
                    }
                },
            };
            members.push(MemberType {
                ident: scope.unique(names::variant_name(&name)),
                documentation,
                ty: self.type_path(member, key)?,
            });
        }
        Ok(Union {
            wire: self.wire_type(key),
            members,
            personal: self.is_personal_type(key),
        })
    }
}

/// Whether values of a built-in type are told from others by their namespaces alone.
pub(super) fn is_name(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::BuiltIn(built_in) if builtin::is_name(*built_in))
}
