//! Who has which name. Of two that come to one, the second is told what to be called instead.

use std::collections::{BTreeMap, BTreeSet};

use super::{Collision, Collisions, Cure, Named, PlanError, Table, toml_text};
use crate::registry::Service;

/// The names that are taken in one version.
pub(super) struct Claims<'a> {
    service: &'a Service,
    /// Who has which name in which module.
    taken: BTreeMap<(String, String), Named>,
    /// Names that are not suggested, since something is called so or comes to be.
    avoided: BTreeSet<String>,
    /// The least number that may be free behind a name which others have been suggested for already.
    numbers: BTreeMap<String, usize>,
    /// Collisions that have not been told of yet.
    collisions: Vec<Collision>,
}

impl<'a> Claims<'a> {
    pub(super) fn new(service: &'a Service) -> Self {
        Self {
            service,
            taken: BTreeMap::new(),
            avoided: BTreeSet::new(),
            numbers: BTreeMap::new(),
            collisions: Vec::new(),
        }
    }

    /// Never suggests these names.
    pub(super) fn avoid(&mut self, names: impl IntoIterator<Item = String>) {
        self.avoided.extend(names);
    }

    /// Takes a name before anybody else can have it.
    pub(super) fn take(&mut self, module: &str, ident: &str, named: Named) {
        self.taken
            .entry((module.to_owned(), ident.to_owned()))
            .or_insert(named);
    }

    /// Takes a name.
    ///
    /// # Errors
    /// Somebody has it.
    pub(super) fn claim(
        &mut self,
        module: &str,
        ident: &str,
        named: Named,
        cure: impl FnOnce(&Self) -> Cure,
    ) -> Result<(), PlanError> {
        self.claim_or_note(module, ident, named, cure);
        self.check()
    }

    /// Takes a name, or goes on when somebody has it: the collision is told of with others of its kind.
    pub(super) fn claim_or_note(
        &mut self,
        module: &str,
        ident: &str,
        named: Named,
        cure: impl FnOnce(&Self) -> Cure,
    ) {
        let key = (module.to_owned(), ident.to_owned());
        let Some(first) = self.taken.get(&key) else {
            self.taken.insert(key, named);
            return;
        };
        self.collisions.push(Collision {
            ident: ident.to_owned(),
            module: module.to_owned(),
            first: first.clone(),
            second: named,
            cure: cure(self),
        });
        // What has just been suggested is not suggested again.
        let number = self.free_number(ident);
        self.avoided.insert(format!("{ident}{number}"));
        self.numbers.insert(ident.to_owned(), number + 1);
    }

    /// Tells of the collisions so far.
    ///
    /// # Errors
    /// All of them.
    pub(super) fn check(&mut self) -> Result<(), PlanError> {
        match std::mem::take(&mut self.collisions) {
            none if none.is_empty() => Ok(()),
            collisions => Err(PlanError::Collisions(Box::new(Collisions(collisions)))),
        }
    }

    /// An entry of `names` that calls a component another name than `ident`.
    pub(super) fn cure(&self, wire: &str, ident: &str) -> Cure {
        let table = match self.service.names.is_empty() {
            true => Table::New,
            false => Table::There,
        };
        Cure {
            header: format!("[services.{}.names]", self.service.id),
            table,
            lines: vec![format!(
                "{} = {}",
                toml_text(wire),
                toml_text(&self.another(ident))
            )],
        }
    }

    /// An entry of a list of tables.
    pub(super) fn entry(&self, list: &str, keys: &[(&str, String)]) -> Cure {
        let lines = keys
            .iter()
            .map(|(key, value)| format!("{key} = {}", toml_text(value)));
        Cure {
            header: format!("[[services.{}.{list}]]", self.service.id),
            table: Table::New,
            lines: lines.collect(),
        }
    }

    /// `ident` with a number behind it, as nothing is called.
    pub(super) fn another(&self, ident: &str) -> String {
        format!("{ident}{}", self.free_number(ident))
    }

    fn free_number(&self, ident: &str) -> usize {
        let is_free = |number: &usize| !self.avoided.contains(&format!("{ident}{number}"));
        let from = self.numbers.get(ident).copied().unwrap_or(2);
        (from..).find(is_free).unwrap_or(from) // infinitely many are tried
    }
}
