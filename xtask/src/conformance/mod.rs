//! `cargo xtask conformance`: how right we are by the W3C's own test suite.
//!
//! Each schema of the suite is made into Rust, which is compiled in crates of many schemas each; each instance is read with
//! it, written, and read again. What differs from what the suite says is compared with the ledger.

mod catalogue;
mod jobs;
mod ledger;
mod monsters;
mod report;
mod schemas;
mod shards;
mod tally;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail};

use self::catalogue::{Group, Label};
use self::jobs::Jobs;
use self::report::Report;
use self::schemas::{Made, Rust};
use self::shards::Shards;

/// Run the W3C's XML Schema test suite, or a part of it.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The suite's folder, which holds nist_labels.tsv, sunMeta and boeingMeta.
    #[arg(
        long,
        value_name = "DIR",
        env = "XSD_SUITE",
        required_unless_present = "monsters"
    )]
    suite: Option<PathBuf>,

    /// Instead of the suite, contracts of our own that are very large, very circular, or have names that are hard on Rust.
    #[arg(long)]
    monsters: bool,

    /// Only schemas whose path holds this text, and their instances. More than one: any of them.
    #[arg(long, value_name = "TEXT")]
    filter: Vec<String>,

    /// Only every so-many-th schema, and its instances.
    #[arg(long, value_name = "N", default_value = "1")]
    every: std::num::NonZeroUsize,

    /// Show each difference, those in the ledger too.
    #[arg(long)]
    verbose: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let started = Instant::now();
    let ledger = ledger::read(&crate::repository().join("tests/conformance/ledger.toml"))?;
    let folder = crate::target_folder();
    let (suite, groups) = match &arguments.suite {
        Some(suite) if !arguments.monsters => (suite.clone(), catalogue::read(suite)?),
        _ => {
            let suite = folder.join("monsters");
            let groups = monsters::write(&suite)?;
            (suite, groups)
        }
    };
    let groups = selected(groups, arguments)?;
    let made = schemas::make(&suite, &groups);
    say(&format!(
        "{} schemas generated after {} s",
        groups.len(),
        started.elapsed().as_secs()
    ));

    let rust: BTreeMap<usize, &Rust> = made
        .iter()
        .enumerate()
        .filter(|(schema, _)| groups[*schema].label == Label::Valid)
        .filter_map(|(schema, made)| match made {
            Made::Rust(rust) => Some((schema, rust)),
            Made::Refused(_) | Made::Panicked(_) => None,
        })
        .collect();
    let mut shards = Shards::write(&folder.join("conformance"), &rust)?;
    let broken = shards.build(&rust)?;
    say(&format!(
        "{} crates built after {} s",
        shards.len(),
        started.elapsed().as_secs()
    ));

    let mut report = Report::default();
    for (schema, (group, made)) in groups.iter().zip(&made).enumerate() {
        report.schema(group, made, broken.get(&schema));
    }
    for number in 0..shards.len() {
        let jobs = Jobs::of(&suite, &groups, shards.schemas(number))?;
        report.instances(&jobs, &shards.ask(number, &jobs.questions)?)?;
    }
    say(&format!(
        "instances read after {} s\n",
        started.elapsed().as_secs()
    ));
    Ok(report.print(&groups, &ledger, arguments.verbose))
}

fn selected(mut groups: Vec<Group>, arguments: &Arguments) -> Result<Vec<Group>> {
    let is_chosen = |group: &Group| {
        let mut filters = arguments.filter.iter();
        filters.any(|filter| group.name().contains(filter.as_str()))
    };
    groups.retain(|group| arguments.filter.is_empty() || is_chosen(group));
    let groups: Vec<Group> = groups.into_iter().step_by(arguments.every.get()).collect();
    if groups.is_empty() {
        bail!("no schema of the suite has been chosen; take another --filter");
    }
    Ok(groups)
}

#[expect(clippy::print_stderr, reason = "progress, for a person who waits")]
fn say(what: &str) {
    eprintln!("{what}");
}
