//! What has been found, and how it is shown.

use std::collections::BTreeMap;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use super::catalogue::{Group, Instance, Label};
use super::jobs::{Answer, Jobs, Outcome, Written};
use super::ledger::{Difference, Ledger};
use super::schemas::Made;
use super::tally::{self, Tally};

/// A difference: the test, what it is, and what was said.
type Found = (String, Difference, String);

/// What has been found so far.
#[derive(Default)]
pub(crate) struct Report {
    tallies: BTreeMap<&'static str, Tally>,
    found: Vec<Found>,
}

impl Report {
    fn differs(&mut self, test: &str, difference: Difference, said: &str) {
        self.found.push((test.to_owned(), difference, said.to_owned()));
    }

    /// Takes in what became of a schema. Instances of one that is not there are not right, whatever they are.
    pub(crate) fn schema(&mut self, group: &Group, made: &Made, broken: Option<&String>) {
        let tally = self.tallies.entry(group.set).or_default();
        let difference = match (group.label, made, broken) {
            (Label::Valid, Made::Rust(_), Some(error)) => Some((Difference::DoesNotCompile, error.as_str())),
            (Label::Valid, Made::Rust(_), None) | (Label::Invalid, Made::Refused(_), _) => None,
            (Label::Valid, Made::Refused(error), _) => Some((Difference::SchemaRefused, error.as_str())),
            (Label::Invalid, Made::Rust(_), _) => Some((Difference::SchemaAccepted, "")),
            (_, Made::Panicked(message), _) => Some((Difference::Panicked, message.as_str())),
        };
        match group.label {
            Label::Valid => tally.valid_schemas.count(difference.is_none()),
            Label::Invalid => tally.invalid_schemas.count(difference.is_none()),
        }
        if difference.is_some() && group.label == Label::Valid {
            for instance in &group.instances {
                match instance.label {
                    Label::Valid => tally.valid_instances.count(false),
                    Label::Invalid => tally.invalid_instances.count(false),
                }
            }
        }
        if let Some((difference, said)) = difference {
            self.differs(group.name(), difference, said);
        }
    }

    /// Takes in a program's answers.
    pub(crate) fn instances(&mut self, jobs: &Jobs<'_>, answers: &[String]) -> Result<()> {
        if answers.len() != jobs.asked.len() {
            bail!(
                "{} instances were asked about, and {} answers came",
                jobs.asked.len(),
                answers.len()
            );
        }
        for answer in answers {
            let answer: Answer = serde_json::from_str(answer)?;
            let (group, instance) = jobs
                .asked
                .get(answer.id)
                .context("an answer to nothing that was asked")?;
            self.instance(group, instance, &answer.outcome);
        }
        Ok(())
    }

    fn instance(&mut self, group: &Group, instance: &Instance, outcome: &Outcome) {
        let difference = match (instance.label, outcome) {
            (_, Outcome::Panicked { message }) => Some((Difference::Panicked, message.as_str())),
            (Label::Valid, Outcome::Refused { error }) => Some((Difference::InstanceRefused, error.as_str())),
            (Label::Valid, Outcome::Accepted { way_back, .. }) => way_back
                .as_ref()
                .map(|error| (Difference::WayBack, error.as_str())),
            (Label::Invalid, Outcome::Refused { .. }) => None,
            (Label::Invalid, Outcome::Accepted { .. }) => Some((Difference::InstanceAccepted, "")),
        };
        let tally = self.tallies.entry(group.set).or_default();
        match instance.label {
            Label::Valid => tally.valid_instances.count(difference.is_none()),
            Label::Invalid => tally.invalid_instances.count(difference.is_none()),
        }
        let mut written_invalid = None;
        if let (Label::Valid, Outcome::Accepted { written, .. }) = (instance.label, outcome) {
            match written {
                Written::Valid => tally.written.count(true),
                Written::Invalid { error } => {
                    tally.written.count(false);
                    written_invalid = Some((Difference::WrittenInvalid, error.as_str()));
                }
                Written::NoOpinion => {}
            }
        }
        for (difference, said) in difference.into_iter().chain(written_invalid) {
            self.differs(&instance.path, difference, said);
        }
    }

    /// Prints the counts, and what the ledger does not know or should not know any more.
    #[expect(clippy::print_stdout, reason = "the report is what the command prints")]
    pub(crate) fn print(&self, groups: &[Group], ledger: &Ledger, verbose: bool) -> ExitCode {
        let mut is_clean = true;
        for (test, difference, said) in &self.found {
            let is_known = ledger.knows(test, *difference);
            is_clean &= is_known;
            if verbose || !is_known {
                let known = if is_known { "in the ledger" } else { "NEW" };
                println!("{known}: {difference:?} {test}: {}", said.replace('\n', " "));
            }
        }
        let is_made = |test: &str| {
            groups.iter().any(|group| {
                group.name() == test || group.instances.iter().any(|instance| instance.path == test)
            })
        };
        for (test, difference) in ledger.gone(is_made, &self.found) {
            is_clean = false;
            println!("GONE: {difference:?} {test}: take it out of the ledger");
        }
        println!("{}", tally::table(&self.tallies));
        println!(
            "{} differences, {}",
            self.found.len(),
            if is_clean {
                "all in the ledger"
            } else {
                "not as in the ledger"
            }
        );
        if is_clean {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}
