//! The contract of E-RÄK and JSON by it, and JSON by every OpenAPI fixture, judged by validators that others wrote: the
//! same verdict as ours, or a line in the ledger that says who is wrong and why.

#![allow(clippy::unwrap_used)]

mod changes;
mod ledger;
mod material;

use std::sync::Arc;

use fk_tests::json_schema::judged;
use fk_tests::tools::{Availability, OPENAPI};
use libtest_mimic::{Arguments, Failed, Trial};

use crate::ledger::Ledger;
use crate::material::{Asked, material};

fn main() {
    let arguments = Arguments::from_args();
    let asked = material();
    let ledger = Arc::new(Ledger::read());
    let trials = match OPENAPI.availability() {
        Availability::Present => trials(asked, &ledger),
        availability => vec![
            Trial::test("the_validators_are_there", || Err(OPENAPI.missing().into()))
                .with_ignored_flag(availability == Availability::Missing),
        ],
    };
    libtest_mimic::run(&arguments, trials).exit();
}

fn trials(asked: Asked, ledger: &Arc<Ledger>) -> Vec<Trial> {
    let said = judged(&asked.question);
    let documents = asked.question.documents.iter().zip(said.documents);
    let mut trials: Vec<_> = documents
        .map(|(path, said)| {
            let fixture = path.parent().unwrap().file_name().unwrap().to_string_lossy();
            let name = format!("{fixture}/{}", path.file_name().unwrap().to_string_lossy());
            Trial::test(name, || said.map_or(Ok(()), |wrong| Err(wrong.into())))
        })
        .collect();
    let mut different = Vec::new();
    for (group, theirs) in asked.groups.into_iter().zip(said.cases) {
        let opinions: Vec<_> = group.texts.into_iter().zip(theirs).map(Opinion::new).collect();
        let differ = |opinion: &&Opinion| opinion.they_refuse() != opinion.we_refuse();
        different.extend(opinions.iter().filter(differ).map(|opinion| opinion.name.clone()));
        let ledger = Arc::clone(ledger);
        trials.push(Trial::test(group.name, move || compare(&opinions, &ledger)));
    }
    trials.push(ledger.every_entry_explains_something(different));
    trials
}

/// What is said of a text.
struct Opinion {
    name: String,
    ours: Option<String>,
    theirs: Option<String>,
}

impl Opinion {
    fn new(((name, ours), theirs): ((String, Option<String>), Option<String>)) -> Self {
        Self { name, ours, theirs }
    }

    fn we_refuse(&self) -> bool {
        self.ours.is_some()
    }

    fn they_refuse(&self) -> bool {
        self.theirs.is_some()
    }
}

/// Whether both find something wrong with each text, or neither, or the ledger says why not.
fn compare(opinions: &[Opinion], ledger: &Ledger) -> Result<(), Failed> {
    assert!(!opinions.is_empty(), "nothing was judged");
    let unexplained: Vec<_> = opinions
        .iter()
        .filter(|opinion| opinion.we_refuse() != opinion.they_refuse())
        .filter(|opinion| !ledger.explains(&opinion.name, opinion.they_refuse()))
        .map(|Opinion { name, ours, theirs }| format!("{name}\n  we: {ours:?}\n  they: {theirs:?}"))
        .collect();
    if unexplained.is_empty() {
        return Ok(());
    }
    Err(format!(
        "{} of {} differ:\n{}",
        unexplained.len(),
        opinions.len(),
        unexplained.join("\n")
    )
    .into())
}
