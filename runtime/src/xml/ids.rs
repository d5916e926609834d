//! The IDs of a document and the references to them, judged for the whole of it (XSD 1.0 Part 1, section 3.15.5; cvc-id).

use std::cell::RefCell;
use std::collections::HashSet;

use super::{IdUse, Rule};

/// What the values of one document said of it so far.
///
/// A value takes its notes when it is read or written, before anybody knows whether a union will keep it; whoever knows
/// then judges them, at the value's place. A document without such values costs the look at an empty list.
#[derive(Debug, Default)]
pub(super) struct Ids {
    notes: RefCell<Vec<Note>>,
    /// No notes are taken: the value is read once more.
    hushed: bool,
    /// Made when first needed: most documents have no such values, and a small reader is made sooner.
    judged: Option<Box<Judged>>,
}

/// The notes that have been judged.
#[derive(Debug, Default)]
struct Judged {
    ids: HashSet<String>,
    /// References to IDs that had not been seen, with their places.
    open: Vec<(String, usize)>,
    /// The place of a reference of which it is known already that it has no ID.
    dangling: Option<usize>,
    /// How many values were judged without a place of their own.
    count: usize,
}

#[derive(Debug)]
enum Note {
    Id(String),
    Reference(String),
}

impl Ids {
    /// Takes a note.
    pub(super) fn note(&self, id: IdUse<'_>) {
        if self.hushed {
            return;
        }
        self.notes.borrow_mut().push(match id {
            IdUse::Id(text) => Note::Id(text.to_owned()),
            IdUse::Reference(text) => Note::Reference(text.to_owned()),
        });
    }

    /// Says whether notes are to be taken; gives what was said before.
    pub(super) fn hush(&mut self, hushed: bool) -> bool {
        std::mem::replace(&mut self.hushed, hushed)
    }

    /// How many notes are not judged.
    pub(super) fn noted(&self) -> usize {
        self.notes.borrow().len()
    }

    /// Drops the notes behind the first `noted`.
    pub(super) fn forget(&self, noted: usize) {
        self.notes.borrow_mut().truncate(noted);
    }

    /// Whether there is something to judge.
    #[inline]
    pub(super) fn has_notes(&mut self) -> bool {
        !self.notes.get_mut().is_empty()
    }

    /// Judges the notes of the value at `place`.
    ///
    /// # Errors
    /// [`Rule::DuplicateId`]; [`Rule::NoSuchId`] at the place that [`Self::expect_dangling`] named.
    #[cold]
    pub(super) fn judge(&mut self, place: usize) -> Result<(), Rule> {
        let judged = self.judged.get_or_insert_default();
        for note in std::mem::take(self.notes.get_mut()) {
            match note {
                Note::Id(id) => {
                    if !judged.ids.insert(id) {
                        return Err(Rule::DuplicateId);
                    }
                }
                Note::Reference(_) if judged.dangling == Some(place) => return Err(Rule::NoSuchId),
                Note::Reference(id) => {
                    if !judged.ids.contains(&id) {
                        judged.open.push((id, place));
                    }
                }
            }
        }
        Ok(())
    }

    /// The place of the first reference without an ID.
    #[inline]
    pub(super) fn dangling(&self) -> Option<usize> {
        self.judged.as_ref().and_then(|judged| judged.dangling())
    }

    /// Lets the reference at `place` be refused where it stands: only there its path is known.
    pub(super) fn expect_dangling(&mut self, place: usize) {
        self.judged.get_or_insert_default().dangling = Some(place);
    }

    /// [`Self::judge`] with the number of the value as its place.
    #[cold]
    pub(super) fn judge_next(&mut self) -> Result<(), Rule> {
        let judged = self.judged.get_or_insert_default();
        judged.count += 1;
        let place = judged.count;
        self.judge(place)
    }

    /// Takes in what a part of the document said that was read by itself.
    ///
    /// # Errors
    /// As [`Self::judge`].
    pub(super) fn absorb(&mut self, part: Self) -> Result<(), Rule> {
        let part = part.judged.unwrap_or_default();
        let ids = part.ids.into_iter().map(Note::Id);
        let open = part.open.into_iter().map(|(id, _)| Note::Reference(id));
        self.notes.get_mut().extend(ids.chain(open));
        self.judge_next()
    }
}

impl Judged {
    fn dangling(&self) -> Option<usize> {
        let mut open = self.open.iter();
        open.find(|(id, _)| !self.ids.contains(id))
            .map(|(_, place)| *place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(ids: &mut Ids, notes: &[IdUse<'_>], place: usize) -> Result<(), Rule> {
        notes.iter().for_each(|note| ids.note(*note));
        ids.judge(place)
    }

    #[test]
    fn an_id_is_one_of_a_kind_and_a_reference_may_come_before_it() {
        let mut ids = Ids::default();
        assert_eq!(judged(&mut ids, &[IdUse::Reference("b")], 1), Ok(()));
        assert_eq!(ids.dangling(), Some(1));
        assert_eq!(judged(&mut ids, &[IdUse::Id("b")], 2), Ok(()));
        assert_eq!(ids.dangling(), None);
        assert_eq!(judged(&mut ids, &[IdUse::Id("b")], 3), Err(Rule::DuplicateId));
    }

    #[test]
    fn notes_that_are_forgotten_are_not_judged() {
        let mut ids = Ids::default();
        ids.note(IdUse::Id("a"));
        let noted = ids.noted();
        ids.note(IdUse::Id("a"));
        ids.forget(noted);
        assert_eq!(ids.judge(1), Ok(()));
    }

    #[test]
    fn a_part_brings_its_ids_and_its_open_references() {
        let (mut ids, mut part) = (Ids::default(), Ids::default());
        let notes = [IdUse::Id("a"), IdUse::Reference("b")];
        assert_eq!(judged(&mut part, &notes, 1), Ok(()));
        assert_eq!(ids.absorb(part), Ok(()));
        assert_eq!(ids.dangling(), Some(1));
        assert_eq!(judged(&mut ids, &[IdUse::Id("a")], 8), Err(Rule::DuplicateId));
    }
}
