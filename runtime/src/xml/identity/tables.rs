//! The keys that the elements so far have, for the keyrefs of elements around (XSD 1.0 Part 1, section 3.11.5).

use std::collections::HashSet;

use super::value::Identity;
use crate::xml::Name;

/// What the keys of one constraint are, at an element.
#[derive(Debug)]
pub(super) struct Table {
    /// The constraint.
    pub(super) key: Name,
    /// The depth of the element.
    pub(super) depth: usize,
    keys: HashSet<Identity>,
    /// Keys that two children have: neither counts here.
    in_conflict: HashSet<Identity>,
}

/// The tables of the open elements, outermost first: those of an element are gone before one around it gets its own.
#[derive(Debug, Default)]
pub(super) struct Tables(Vec<Table>);

impl Tables {
    /// Adds the keys of the element's own constraint, which go before those that its children have.
    pub(super) fn add_own(&mut self, key: Name, depth: usize, keys: HashSet<Identity>) {
        match self.find(key, depth) {
            Some(table) => self.0[table].keys.extend(keys),
            None => self.0.push(Table::new(key, depth, keys)),
        }
    }

    /// Whether the element at `depth` has a key.
    pub(super) fn has(&self, key: Name, depth: usize, value: &Identity) -> bool {
        self.find(key, depth)
            .is_some_and(|table| self.0[table].keys.contains(value))
    }

    /// Hands the tables of the element at `depth` to the one around it, where they are asked for.
    pub(super) fn hand_up(&mut self, depth: usize, is_asked_for: impl Fn(&Name) -> bool) {
        let first = self.0.iter().rposition(|table| table.depth < depth);
        for table in self.0.split_off(first.map_or(0, |last| last + 1)) {
            if !is_asked_for(&table.key) {
                continue;
            }
            match self.find(table.key, depth - 1) {
                Some(around) => self.0[around].take_in(table.keys),
                None => self.0.push(Table::new(table.key, depth - 1, table.keys)),
            }
        }
    }

    fn find(&self, key: Name, depth: usize) -> Option<usize> {
        let behind = self.0.iter().rev().take_while(|table| table.depth == depth);
        let position = behind.enumerate().find(|(_, table)| table.key == key)?.0;
        Some(self.0.len() - 1 - position)
    }
}

impl Table {
    fn new(key: Name, depth: usize, keys: HashSet<Identity>) -> Self {
        Self {
            key,
            depth,
            keys,
            in_conflict: HashSet::new(),
        }
    }

    /// Adds the keys of another child. The smaller of two sets is taken apart, so that a key is moved no more often
    /// than the number of keys can be halved, however deep it stands.
    fn take_in(&mut self, mut keys: HashSet<Identity>) {
        if keys.len() > self.keys.len() + self.in_conflict.len() {
            std::mem::swap(&mut keys, &mut self.keys);
            for other in &self.in_conflict {
                self.keys.remove(other);
            }
        }
        for key in keys {
            if self.in_conflict.contains(&key) {
                continue;
            }
            if self.keys.remove(&key) {
                self.in_conflict.insert(key);
            } else {
                self.keys.insert(key);
            }
        }
    }
}
