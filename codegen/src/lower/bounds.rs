//! How the facets of a step narrow those of the steps before it, by value (XSD 1.0 Part 2, sections 4.3.5 and 4.3.7
//! to 4.3.10). Facets that are counts are compared while resolving.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};

use fk_runtime::xml::Identity;

use super::LowerError;
use crate::builtin;
use crate::resolve::{BuiltIn, FacetKind, FacetValue, Facets};

const LOWER: [FacetKind; 2] = [FacetKind::MinInclusive, FacetKind::MinExclusive];
const UPPER: [FacetKind; 2] = [FacetKind::MaxInclusive, FacetKind::MaxExclusive];

/// What is in force after some steps.
#[derive(Debug)]
pub(super) struct InForce {
    base: BuiltIn,
    bounds: BTreeMap<FacetKind, String>,
    /// Enumerated values; `None` when no step enumerates.
    enumeration: Option<HashSet<Identity>>,
}

impl InForce {
    /// What the built-in type demands by itself.
    pub(super) fn of(base: BuiltIn) -> Self {
        let (min, max) = builtin::integer_bounds(base).unwrap_or_default();
        let bounds = [(FacetKind::MinInclusive, min), (FacetKind::MaxInclusive, max)];
        Self {
            base,
            bounds: bounds
                .into_iter()
                .filter_map(|(kind, bound)| Some((kind, bound?.to_string())))
                .collect(),
            enumeration: None,
        }
    }

    /// Takes in the next step. `enumeration` are its enumerated values with their literals.
    ///
    /// # Errors
    /// A facet that admits what an earlier one does not, or that leaves no value.
    pub(super) fn narrow(
        &mut self,
        facets: &Facets,
        enumeration: &[(&FacetValue, String)],
    ) -> Result<(), LowerError> {
        for (value, literal) in enumeration {
            self.check_enumerated(value, literal)?;
        }
        if !enumeration.is_empty() {
            let values = enumeration.iter();
            let values = values.filter_map(|(_, literal)| builtin::identity(self.base, literal));
            self.enumeration = Some(values.collect());
        }
        for kind in LOWER.into_iter().chain(UPPER) {
            if let Some(value) = facets.limits.get(&kind) {
                self.check_bound(kind, value)?;
            }
        }
        for kind in LOWER.into_iter().chain(UPPER) {
            if let Some(value) = facets.limits.get(&kind) {
                self.bounds.insert(kind, value.text.clone());
                self.check_rest(kind, value)?;
            }
        }
        Ok(())
    }

    fn check_enumerated(&self, value: &FacetValue, literal: &str) -> Result<(), LowerError> {
        let Some(values) = &self.enumeration else {
            return Ok(());
        };
        if builtin::identity(self.base, literal).is_some_and(|value| values.contains(&value)) {
            return Ok(());
        }
        let reason = "is not among the enumerated values of the type that it restricts".to_owned();
        Err(super::simple::wrong(value, "enumeration", reason))
    }

    /// A bound is no wider than those on its side.
    fn check_bound(&self, kind: FacetKind, value: &FacetValue) -> Result<(), LowerError> {
        let (side, wider) = if LOWER.contains(&kind) {
            (LOWER, Ordering::Less)
        } else {
            (UPPER, Ordering::Greater)
        };
        for known in side {
            let Some(limit) = self.bounds.get(&known) else {
                continue;
            };
            let order = builtin::compare(self.base, &value.text, limit);
            // Inclusive at an exclusive bound admits one value too many.
            let meets = order == Some(Ordering::Equal) && is_inclusive(kind) && !is_inclusive(known);
            if order == Some(wider) || meets {
                let reason = format!(
                    "admits what {} {limit} of the type that it restricts does not",
                    builtin::facet_name(known)
                );
                return Err(super::simple::wrong(value, builtin::facet_name(kind), reason));
            }
        }
        Ok(())
    }

    /// A bound and those on the other side leave something between them.
    fn check_rest(&self, kind: FacetKind, value: &FacetValue) -> Result<(), LowerError> {
        let (side, beyond) = if LOWER.contains(&kind) {
            (UPPER, Ordering::Greater)
        } else {
            (LOWER, Ordering::Less)
        };
        for known in side {
            let Some(limit) = self.bounds.get(&known) else {
                continue;
            };
            let order = builtin::compare(self.base, &value.text, limit);
            let meets = order == Some(Ordering::Equal) && is_inclusive(kind) != is_inclusive(known);
            if order == Some(beyond) || meets {
                let reason = format!("leaves no value, since {} is {limit}", builtin::facet_name(known));
                return Err(super::simple::wrong(value, builtin::facet_name(kind), reason));
            }
        }
        Ok(())
    }
}

fn is_inclusive(kind: FacetKind) -> bool {
    matches!(kind, FacetKind::MinInclusive | FacetKind::MaxInclusive)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::InForce;
    use crate::place::Place;
    use crate::resolve::{BuiltIn, Documentation, FacetValue, Facets};

    /// The next step, which enumerates these.
    fn narrow(in_force: &mut InForce, values: impl Iterator<Item = String>) -> Result<(), super::LowerError> {
        let values: Vec<FacetValue> = values
            .map(|text| FacetValue {
                text,
                place: Place::default(),
                fixed: false,
                prefixes: BTreeMap::new(),
                documentation: Documentation::default(),
            })
            .collect();
        let enumeration: Vec<_> = values.iter().map(|value| (value, value.text.clone())).collect();
        in_force.narrow(&Facets::default(), &enumeration)
    }

    /// Ninety thousand looked for among ninety thousand: one by one, that is four thousand million comparisons.
    #[test]
    fn many_values_restrict_as_many_whatever_they_are_written_like() {
        let mut in_force = InForce::of(BuiltIn::Decimal);
        let values = || 0..90_000;
        assert!(narrow(&mut in_force, values().map(|value| format!("{value}.50"))).is_ok());
        assert!(narrow(&mut in_force, values().rev().map(|value| format!("+{value}.5"))).is_ok());
        let Err(error) = narrow(&mut in_force, ["0.5", "0.51"].into_iter().map(str::to_owned)) else {
            panic!("0.51 is no value of the base");
        };
        assert!(error.to_string().contains("`0.51`"), "{error}");
    }
}
