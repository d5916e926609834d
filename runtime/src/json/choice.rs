//! Choices (`oneOf`): which alternative a value is, before anything of it is read.

use super::error::{ReadErrorKind, Segment};
use super::{Kind, Misfit, ReadError, Reader, Value};

/// How a choice is decided: constant tables that are computed when code is generated. Nothing is tried.
///
/// Alternatives are numbered in the order of the table.
#[derive(Clone, Copy, Debug)]
pub struct Choice(Decided);

#[derive(Clone, Copy, Debug)]
enum Decided {
    ByFields {
        names: &'static [&'static str],
        alternatives: &'static [Alternative],
    },
    ByDiscriminator {
        name: &'static str,
        values: &'static [(&'static str, &'static str)],
    },
}

impl Choice {
    /// Decided by which of the fields `names` are there, and by the kind of value. The alternatives must exclude each
    /// other; `names` are at most 64.
    #[must_use]
    pub const fn by_fields(names: &'static [&'static str], alternatives: &'static [Alternative]) -> Self {
        assert!(names.len() <= 64, "more names than there are bits");
        Self(Decided::ByFields { names, alternatives })
    }

    /// Decided by the string in the field `name` (OpenAPI 3.0.3, Discriminator Object): values, each with the
    /// alternative that it stands for.
    #[must_use]
    pub const fn by_discriminator(
        name: &'static str,
        values: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self(Decided::ByDiscriminator { name, values })
    }

    /// The name of an alternative.
    fn alternative(&self, index: usize) -> &'static str {
        match self.0 {
            Decided::ByFields { alternatives, .. } => alternatives.get(index).map_or("", |one| one.name),
            Decided::ByDiscriminator { values, .. } => values.get(index).map_or("", |(_, name)| name),
        }
    }

    /// The name and value of the discriminator of an alternative, when that is what decides.
    pub(super) fn discriminator(&self, index: usize) -> Option<(&'static str, &'static str)> {
        match self.0 {
            Decided::ByFields { .. } => None,
            Decided::ByDiscriminator { name, values } => values.get(index).map(|(value, _)| (name, *value)),
        }
    }
}

/// An alternative of a choice that the fields decide.
#[derive(Clone, Copy, Debug)]
pub struct Alternative {
    name: &'static str,
    kind: Kind,
    with: u64,
    without: u64,
}

impl Alternative {
    /// An object that has all fields of `with` and none of `without`, which are all among `names`, those of the choice.
    #[must_use]
    pub const fn object(name: &'static str, names: &[&str], with: &[&str], without: &[&str]) -> Self {
        Self {
            name,
            kind: Kind::Object,
            with: mask(names, with),
            without: mask(names, without),
        }
    }

    /// Any value of a kind.
    #[must_use]
    pub const fn of(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            with: 0,
            without: 0,
        }
    }
}

/// A bit for each of `some`, by its place in `names`.
const fn mask(names: &[&str], some: &[&str]) -> u64 {
    let mut mask = 0;
    let mut one = 0;
    while one < some.len() {
        let mut at = 0;
        while !same(names[at], some[one]) {
            at += 1;
            assert!(at < names.len(), "a name that is not among those of the choice");
        }
        mask |= 1 << at;
        one += 1;
    }
    mask
}

const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

impl Reader<'_> {
    /// Which alternative the value at hand is, by its number.
    ///
    /// # Errors
    /// Why it is none of them.
    pub fn choose(&mut self, choice: &Choice) -> Result<usize, ReadError> {
        match choice.0 {
            Decided::ByFields { names, alternatives } => self.choose_by_fields(names, alternatives),
            Decided::ByDiscriminator { name, values } => self.choose_by_discriminator(name, values),
        }
    }

    /// The value at hand, as alternative number `index`.
    ///
    /// # Errors
    /// What is wrong with it; the error knows the alternative.
    pub fn alternative<T: Value>(&mut self, choice: &Choice, index: usize) -> Result<T, ReadError> {
        T::read(self).map_err(|error| error.inside(Segment::Alternative(choice.alternative(index))))
    }

    fn choose_by_fields(
        &self,
        names: &[&'static str],
        alternatives: &[Alternative],
    ) -> Result<usize, ReadError> {
        let kind = self.kind();
        let present = if kind == Kind::Object {
            self.present(names)
        } else {
            0
        };
        let fits = |one: &Alternative| {
            one.kind == kind && present & one.with == one.with && present & one.without == 0
        };
        alternatives
            .iter()
            .position(fits)
            .ok_or_else(|| self.none(names, alternatives, present))
    }

    /// A bit for each of `names` that the object at hand has.
    fn present(&self, names: &[&str]) -> u64 {
        let end = self.tape.end(self.at);
        let (mut present, mut name) = (0, self.at + 1);
        while name < end {
            if let Some(position) = names.iter().position(|one| self.tape.is(name, one)) {
                present |= 1 << position;
            }
            name = self.tape.next(name + 1);
        }
        present
    }

    #[cold]
    fn none(&self, names: &[&'static str], alternatives: &[Alternative], present: u64) -> ReadError {
        let found = self.kind();
        let named = |mask: u64| {
            let names = names.iter().enumerate();
            names
                .filter(|(at, _)| mask & 1 << at != 0)
                .map(|(_, name)| *name)
                .collect()
        };
        let misfits = alternatives.iter().map(|one| {
            let same_kind = one.kind == found;
            Misfit {
                alternative: one.name,
                kind: (!same_kind).then_some(one.kind),
                missing: if same_kind {
                    named(one.with & !present)
                } else {
                    Vec::new()
                },
                unwanted: if same_kind {
                    named(one.without & present)
                } else {
                    Vec::new()
                },
            }
        });
        let misfits = misfits.collect();
        self.error(ReadErrorKind::NoAlternative { misfits })
    }

    fn choose_by_discriminator(
        &mut self,
        name: &'static str,
        values: &[(&'static str, &'static str)],
    ) -> Result<usize, ReadError> {
        self.expect(Kind::Object)?;
        let (object, end) = (self.at, self.tape.end(self.at));
        let mut field = object + 1;
        while field < end && !self.tape.is(field, name) {
            field = self.tape.next(field + 1);
        }
        if field >= end {
            return Err(self.error(ReadErrorKind::MissingField { expected: name }));
        }
        self.at = field + 1;
        let text = self.string().map_err(|error| error.inside_field(name))?;
        let found = values
            .iter()
            .position(|(value, _)| *value == text)
            .ok_or_else(|| {
                let expected = values.iter().map(|(value, _)| *value).collect();
                self.error(ReadErrorKind::UnknownAlternative { expected })
                    .inside_field(name)
            });
        self.at = object;
        found
    }
}
