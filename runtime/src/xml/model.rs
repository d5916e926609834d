//! Content that no straight line of calls can read: a list of elements, held against a content model.
//!
//! In `(a{1,2}, b?){2,3}` the second of two `a` can belong to the first round or to the second. XSD finds nothing
//! wrong with it, since either way it is the same particle (Part 1, section 3.8.6), but rounds are then no part of the
//! value: that is the elements in their order. All ways in which they can be taken are followed at once.

use super::content::{First, Occurs};
use super::error::ReadError;
use super::reader::Reader;
use super::{InvalidValue, Rule, Writer};

/// A content model.
#[derive(Clone, Copy, Debug)]
pub enum Model {
    /// A leaf, by position in [`Leaf::FIRST`].
    Leaf(usize),
    /// These, one after the other.
    Sequence(&'static [Model]),
    /// One of these.
    Choice(&'static [Model]),
    /// This, so often.
    Repeat(&'static Model, Occurs),
}

/// One of the elements that a [`Model`] arranges: an enum of them all.
pub trait Leaf: Sized {
    /// What each of them begins with, by position.
    const FIRST: &'static [First];

    /// How they follow each other.
    const MODEL: Model;

    /// Reads the one at `position`, which stands ahead.
    ///
    /// # Errors
    /// What is wrong inside it.
    fn read(reader: &mut Reader<'_>, position: usize) -> Result<Self, ReadError>;

    /// Which of them this is.
    fn position(&self) -> usize;

    /// Writes it.
    ///
    /// # Errors
    /// A rule that the value breaks and its Rust type cannot hold back.
    fn write(&self, writer: &mut Writer) -> Result<(), InvalidValue>;
}

impl Reader<'_> {
    /// The elements that a model arranges, as many as stand here.
    ///
    /// # Errors
    /// They end where the model does not; what is wrong inside one.
    pub fn arranged<L: Leaf>(&mut self) -> Result<Vec<L>, ReadError> {
        let mut states = States::before(const { &L::MODEL });
        let mut values = Vec::new();
        while let Some(position) = self.next_leaf::<L>(&mut states)? {
            values.push(L::read(self, position)?);
        }
        if states.may_end() {
            return Ok(values);
        }
        let expected: Vec<First> = L::FIRST
            .iter()
            .enumerate()
            .filter(|(position, _)| states.clone().step(*position))
            .map(|(_, first)| *first)
            .collect();
        Err(self.expected(&expected))
    }

    /// The leaf that stands ahead, if the model can go on with it. No more than one can: leaves of one name are never
    /// possible at one place.
    fn next_leaf<L: Leaf>(&mut self, states: &mut States) -> Result<Option<usize>, ReadError> {
        if !self.start_ahead()? {
            return Ok(None);
        }
        let mut positions = 0..L::FIRST.len();
        Ok(positions.find(|position| self.is_first(&L::FIRST[*position]) && states.step(*position)))
    }
}

impl Writer {
    /// The elements that a model arranges.
    ///
    /// # Errors
    /// [`Rule::Arrangement`] when it does not admit them in this order; what is wrong inside one.
    pub fn arranged<L: Leaf>(&mut self, values: &[L]) -> Result<(), InvalidValue> {
        let mut states = States::before(const { &L::MODEL });
        let refused = |at: usize| InvalidValue::new("", Rule::Arrangement { at });
        for (index, value) in values.iter().enumerate() {
            if !states.step(value.position()) {
                return Err(refused(index + 1));
            }
            value.write(self)?;
        }
        if states.may_end() {
            Ok(())
        } else {
            Err(refused(values.len() + 1))
        }
    }
}

/// What is still to come on one way of taking what came: models, the next one last. A repetition has with it how many
/// rounds have been begun, which different ways have different numbers of: from the first to the second.
#[derive(Clone, Debug)]
struct Way(Vec<Todo>);

#[derive(Clone, Copy, Debug)]
struct Todo {
    model: &'static Model,
    /// Rounds begun of a repetition that stands open.
    rounds: Option<(u32, u32)>,
}

impl Todo {
    const fn new(model: &'static Model) -> Self {
        Self { model, rounds: None }
    }

    /// A repetition with one round more begun, if there is one.
    fn next_round(self, occurs: Occurs) -> Option<Self> {
        let (fewest, most) = self.rounds.unwrap_or((0, 0));
        let rounds = match occurs.max() {
            Some(max) if fewest >= max => return None,
            Some(max) => (fewest + 1, max.min(most + 1)),
            // Without a limit, rounds beyond those demanded are all alike.
            None => (occurs.min().min(fewest + 1), occurs.min().min(most + 1)),
        };
        Some(Self {
            rounds: Some(rounds),
            ..self
        })
    }

    /// Whether it can be left as it stands.
    fn may_be_empty(&self) -> bool {
        match (self.model, self.rounds) {
            (Model::Repeat(inner, occurs), Some((_, most))) => most >= occurs.min() || inner.is_nullable(),
            (model, _) => model.is_nullable(),
        }
    }
}

impl Model {
    /// Whether nothing at all satisfies it.
    fn is_nullable(&self) -> bool {
        match self {
            Self::Leaf(_) => false,
            Self::Sequence(members) => members.iter().all(Self::is_nullable),
            Self::Choice(alternatives) => alternatives.iter().any(Self::is_nullable),
            Self::Repeat(inner, occurs) => occurs.min() == 0 || inner.is_nullable(),
        }
    }
}

impl Way {
    /// Whether the two are the same but for the numbers of rounds, and those differ in one place at most, where they
    /// touch: then one way can stand for both, and takes in the other.
    fn take_in(&mut self, other: &Self) -> bool {
        if self.0.len() != other.0.len() {
            return false;
        }
        let mut differs = None;
        for (index, (one, another)) in self.0.iter().zip(&other.0).enumerate() {
            if !std::ptr::eq(one.model, another.model) || one.rounds.is_some() != another.rounds.is_some() {
                return false;
            }
            if one.rounds != another.rounds && differs.replace(index).is_some() {
                return false;
            }
        }
        let Some(index) = differs else { return true };
        let (Some(one), Some(another)) = (self.0[index].rounds, other.0[index].rounds) else {
            return false;
        };
        let touch = one.0 <= another.1.saturating_add(1) && another.0 <= one.1.saturating_add(1);
        if touch {
            self.0[index].rounds = Some((one.0.min(another.0), one.1.max(another.1)));
        }
        touch
    }
}

/// All ways of taking what came, none twice.
#[derive(Clone, Debug)]
struct States(Vec<Way>);

impl States {
    /// Nothing has come.
    fn before(model: &'static Model) -> Self {
        Self(vec![Way(vec![Todo::new(model)])])
    }

    fn add(&mut self, mut way: Way) {
        // One that has grown may touch another.
        while let Some(index) = self.0.iter_mut().position(|known| known.take_in(&way)) {
            way = self.0.swap_remove(index);
        }
        self.0.push(way);
    }

    /// Takes the leaf at `position`, if any way admits it next; if none does, nothing is changed.
    fn step(&mut self, position: usize) -> bool {
        let mut after = Self(Vec::new());
        for way in &self.0 {
            take(way.clone(), 0, position, &mut after);
        }
        let found = !after.0.is_empty();
        if found {
            *self = after;
        }
        found
    }

    /// Whether nothing more need come.
    fn may_end(&self) -> bool {
        self.0.iter().any(|way| way.0.iter().all(Todo::may_be_empty))
    }
}

/// Puts into `after` every way that `way` becomes by the leaf at `position`, taken by something above `floor`: else a
/// round of a repetition could be begun with nothing in it, and so without end.
fn take(mut way: Way, floor: usize, position: usize, after: &mut States) {
    while way.0.len() > floor
        && let Some(todo) = way.0.pop()
    {
        let mut begin = |opened: Option<Todo>, inner: &'static Model| {
            let mut inside = way.clone();
            inside.0.extend(opened);
            let floor = inside.0.len();
            inside.0.push(Todo::new(inner));
            take(inside, floor, position, after);
        };
        match todo.model {
            Model::Leaf(own) => {
                if *own == position {
                    after.add(way);
                }
                return;
            }
            Model::Sequence(members) => {
                way.0.extend(members.iter().rev().map(Todo::new));
                continue;
            }
            Model::Choice(alternatives) => alternatives.iter().for_each(|inner| begin(None, inner)),
            Model::Repeat(inner, occurs) => {
                if let Some(opened) = todo.next_round(*occurs) {
                    begin(Some(opened), inner);
                }
            }
        }
        if !todo.may_be_empty() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static A_OR_TWO: Model = Model::Repeat(&Model::Leaf(0), Occurs::between(1, 2));
    static B_OR_NONE: Model = Model::Repeat(&Model::Leaf(1), Occurs::between(0, 1));
    /// `(a{1,2}, b?){2,3}`
    static ROUNDS: Model = Model::Repeat(&Model::Sequence(&[A_OR_TWO, B_OR_NONE]), Occurs::between(2, 3));
    /// `(a{3,4}){1,3}`
    static GAPS: Model = Model::Repeat(
        &Model::Repeat(&Model::Leaf(0), Occurs::between(3, 4)),
        Occurs::between(1, 3),
    );
    /// `((a?, b?){0,2}, c)*`, in which rounds may be empty.
    static EMPTY_ROUNDS: Model = Model::Repeat(
        &Model::Sequence(&[
            Model::Repeat(
                &Model::Sequence(&[Model::Repeat(&Model::Leaf(0), Occurs::between(0, 1)), B_OR_NONE]),
                Occurs::between(0, 2),
            ),
            Model::Leaf(2),
        ]),
        Occurs::ANY,
    );
    static LARGE: Model = Model::Repeat(
        &Model::Sequence(&[Model::Repeat(&Model::Leaf(0), Occurs::between(1, 40)), B_OR_NONE]),
        Occurs::between(2, 1000),
    );

    fn admits(model: &'static Model, text: &str) -> bool {
        let mut states = States::before(model);
        let leaf = |letter: u8| usize::from(letter - b'a');
        text.bytes().all(|letter| states.step(leaf(letter))) && states.may_end()
    }

    /// The same by an engine of regular expressions.
    fn matches(pattern: &str, text: &str) -> bool {
        regex::Regex::new(&format!("^(?:{pattern})$")).is_ok_and(|pattern| pattern.is_match(text))
    }

    fn words(letters: &str, length: usize) -> Vec<String> {
        let mut all = vec![String::new()];
        let mut last = all.clone();
        for _ in 0..length {
            last = last
                .iter()
                .flat_map(|word| letters.chars().map(move |letter| format!("{word}{letter}")))
                .collect();
            all.extend(last.clone());
        }
        all
    }

    #[test]
    fn a_model_admits_what_the_same_regular_expression_does() {
        for (model, pattern, letters) in [
            (&ROUNDS, "(a{1,2}b?){2,3}", "ab"),
            (&GAPS, "(a{3,4}){1,3}", "a"),
            (&EMPTY_ROUNDS, "((a?b?){0,2}c)*", "abc"),
        ] {
            let mut admitted = 0;
            for word in words(letters, if letters.len() == 1 { 20 } else { 8 }) {
                assert_eq!(admits(model, &word), matches(pattern, &word), "{pattern}: {word}");
                admitted += usize::from(admits(model, &word));
            }
            assert!(admitted > 5, "{pattern}");
        }
    }

    #[test]
    fn ways_that_differ_in_the_number_of_rounds_are_one() {
        let mut states = States::before(&LARGE);
        for taken in 0..2000 {
            assert!(states.step(0));
            assert!(states.0.len() <= 40, "{} ways after {taken}", states.0.len());
        }
        assert!(states.may_end());
    }

    #[test]
    fn what_the_model_does_not_admit_changes_nothing() {
        let mut states = States::before(&ROUNDS);
        assert!(!states.step(1));
        assert!(states.step(0));
        assert!(!states.may_end());
        assert!(states.step(0));
        assert!(states.may_end());
    }
}
