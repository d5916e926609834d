//! What is counted, and how it is shown.

use std::collections::BTreeMap;
use std::fmt::Write;

/// So many of so many.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Share {
    right: usize,
    all: usize,
}

impl Share {
    pub(crate) fn count(&mut self, is_right: bool) {
        self.all += 1;
        self.right += usize::from(is_right);
    }

    fn add(&mut self, other: Self) {
        self.all += other.all;
        self.right += other.right;
    }

    /// `3953 of 3953 (100.00 %)`, rounded down.
    fn shown(self) -> String {
        if self.all == 0 {
            return "none".to_owned();
        }
        let hundredths = self.right * 10_000 / self.all;
        format!(
            "{} of {} ({}.{:02} %)",
            self.right,
            self.all,
            hundredths / 100,
            hundredths % 100
        )
    }
}

/// The counts of one set.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// Valid schemas: made into Rust that compiles.
    pub(crate) valid_schemas: Share,
    /// Invalid schemas: refused.
    pub(crate) invalid_schemas: Share,
    /// Valid instances: accepted, and written and read again with equal value.
    pub(crate) valid_instances: Share,
    /// What was written of those: valid for `xsd-schema`, where it has an opinion.
    pub(crate) written: Share,
    /// Invalid instances: refused.
    pub(crate) invalid_instances: Share,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.valid_schemas.add(other.valid_schemas);
        self.invalid_schemas.add(other.invalid_schemas);
        self.valid_instances.add(other.valid_instances);
        self.written.add(other.written);
        self.invalid_instances.add(other.invalid_instances);
    }
}

/// The counts as a table, and their sum.
pub(crate) fn table(tallies: &BTreeMap<&'static str, Tally>) -> String {
    let mut sum = Tally::default();
    tallies.values().for_each(|tally| sum.add(tally));
    let mut text = String::new();
    for (name, tally) in tallies
        .iter()
        .map(|(name, tally)| (*name, tally))
        .chain([("all", &sum)])
    {
        let lines = [
            ("valid schemas, generated and compiled", tally.valid_schemas),
            ("invalid schemas, refused", tally.invalid_schemas),
            (
                "valid instances, accepted and round-tripped",
                tally.valid_instances,
            ),
            ("what was written, valid for xsd-schema", tally.written),
            ("invalid instances, refused", tally.invalid_instances),
        ];
        for (what, share) in lines {
            // Writing into a string cannot fail.
            let _ = writeln!(text, "{name:8}{what:45}{}", share.shown());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Share;

    #[test]
    fn a_share_is_rounded_down() {
        let mut share = Share::default();
        (0..30_000).for_each(|number| share.count(number != 7));
        assert_eq!(share.shown(), "29999 of 30000 (99.99 %)");
        assert_eq!(Share::default().shown(), "none");
    }
}
