//! Names that are taken in one place, and free ones.

use std::collections::{BTreeMap, BTreeSet};

/// Names that are taken.
#[derive(Debug, Default)]
pub(super) struct Taken {
    names: BTreeSet<String>,
    /// Per name, the least number that may be free behind it: hundreds may want the same name.
    numbers: BTreeMap<String, usize>,
}

impl Taken {
    /// `wanted`, or with a separator and a number behind it when that is taken. It is taken from then on.
    pub(super) fn free(&mut self, wanted: &str, separator: &str) -> String {
        let next = self.numbers.entry(wanted.to_owned()).or_insert(1);
        loop {
            let name = match *next {
                1 => wanted.to_owned(),
                number => format!("{wanted}{separator}{number}"),
            };
            *next += 1;
            if self.names.insert(name.clone()) {
                return name;
            }
        }
    }
}

impl FromIterator<String> for Taken {
    fn from_iter<I: IntoIterator<Item = String>>(names: I) -> Self {
        Self {
            names: names.into_iter().collect(),
            numbers: BTreeMap::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Taken;

    #[test]
    fn a_name_that_is_taken_gets_the_least_number_that_makes_it_free() {
        let mut taken: Taken = ["a_3".to_owned()].into_iter().collect();
        let names: Vec<String> = (0..4).map(|_| taken.free("a", "_")).collect();
        assert_eq!(names, ["a", "a_2", "a_4", "a_5"]);
        assert_eq!(taken.free("a_2", "_"), "a_2_2");
    }
}
