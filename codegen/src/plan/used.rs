//! Which entries of the registry fit something in the contracts. One that fits nothing is a mistake.

use std::collections::BTreeSet;

use super::{PlanError, hint};
use crate::registry::Service;

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
