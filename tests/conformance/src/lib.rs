//! What the crates that `cargo xtask conformance` writes are linked with: a schema's root elements, and what is done with
//! each instance.
//!
//! Such a crate is a program. It takes a [`Job`] a line from its standard input, as JSON, and answers each with an
//! [`Answer`] a line.

mod case;
mod judge;
mod protocol;

use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub use case::Case;
pub use judge::Schema;
pub use protocol::{Answer, Job, Outcome, Written};

/// The root elements of one schema, and types that root elements have which it does not declare.
#[derive(Clone, Copy, Debug)]
pub struct Cases {
    /// How jobs name the schema.
    pub id: &'static str,
    /// Its root elements and types.
    pub roots: &'static [Case],
}

/// Does the jobs on the standard input.
#[must_use]
pub fn run(schemas: &[Cases]) -> ExitCode {
    // Where something panicked is said in its answer.
    std::panic::set_hook(Box::new(|_| {}));
    let mut oracle = Oracle::default();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let done = line.map_err(|error| error.to_string()).and_then(|line| {
            let job: Job = serde_json::from_str(&line).map_err(|error| format!("no job: {error}"))?;
            let answer = answer(&job, schemas, &mut oracle)?;
            serde_json::to_writer(&mut out, &answer).map_err(|error| error.to_string())?;
            out.write_all(b"\n").map_err(|error| error.to_string())
        });
        if let Err(reason) = done {
            #[expect(
                clippy::print_stderr,
                reason = "it is a program, and this is how it says that it cannot go on"
            )]
            {
                eprintln!("{reason}");
            }
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn answer(job: &Job, schemas: &[Cases], oracle: &mut Oracle) -> Result<Answer, String> {
    let roots = schemas.iter().find(|schema| schema.id == job.schema);
    let roots = roots
        .ok_or_else(|| format!("there is no schema {}", job.schema))?
        .roots;
    let bytes =
        std::fs::read(&job.instance).map_err(|error| format!("{}: {error}", job.instance.display()))?;
    let read = catch_unwind(AssertUnwindSafe(|| case::read(roots, &bytes)));
    let outcome = match read {
        Err(payload) => Outcome::Panicked {
            message: message(&*payload),
        },
        Ok(Err(error)) => Outcome::Refused { error },
        Ok(Ok(read)) => Outcome::Accepted {
            way_back: read.way_back,
            written: match &read.written {
                Some(written) => oracle.judge(&job.schemas, &bytes, written),
                None => Written::NoOpinion,
            },
        },
    };
    Ok(Answer { id: job.id, outcome })
}

fn message(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "without a message".to_owned())
}

/// The schema that was asked about last: jobs come in the order of their schemas.
#[derive(Default)]
struct Oracle {
    last: Option<(Vec<PathBuf>, Option<Schema>)>,
}

impl Oracle {
    /// What another implementation says of what we have written.
    fn judge(&mut self, schemas: &[PathBuf], document: &[u8], written: &str) -> Written {
        if self.last.as_ref().is_none_or(|(last, _)| last != schemas) {
            let paths: Vec<&Path> = schemas.iter().map(PathBuf::as_path).collect();
            let compiled = catch_unwind(AssertUnwindSafe(|| Schema::compile(&paths).ok()));
            self.last = Some((schemas.to_vec(), compiled.ok().flatten()));
        }
        let Some((_, Some(schema))) = &self.last else {
            return Written::NoOpinion;
        };
        let judge = |bytes: &[u8]| catch_unwind(AssertUnwindSafe(|| schema.judge(bytes)));
        match judge(written.as_bytes()) {
            Ok(Ok(())) => Written::Valid,
            // It may be wrong itself: then it refuses the suite's document as well.
            Ok(Err(_)) if !matches!(judge(document), Ok(Ok(()))) => Written::NoOpinion,
            Ok(Err(error)) => Written::Invalid { error },
            Err(_) => Written::NoOpinion,
        }
    }
}
