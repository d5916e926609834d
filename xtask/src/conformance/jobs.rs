//! What the programs of instances are asked, and what they answer.

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::catalogue::{Group, Instance};
use super::shards::module_name;

/// What is asked of one crate's program.
pub(crate) struct Jobs<'a> {
    /// The group and the instance of each question.
    pub(crate) asked: Vec<(&'a Group, &'a Instance)>,
    pub(crate) questions: Vec<String>,
}

/// As `fk_conformance::Job`, which nothing here may be linked with.
#[derive(Serialize)]
struct Job<'a> {
    id: usize,
    schema: String,
    schemas: Vec<PathBuf>,
    instance: &'a Path,
}

/// As `fk_conformance::Answer`, and so on.
#[derive(Deserialize)]
pub(crate) struct Answer {
    pub(crate) id: usize,
    pub(crate) outcome: Outcome,
}

#[derive(Deserialize)]
pub(crate) enum Outcome {
    Accepted {
        way_back: Option<String>,
        written: Written,
    },
    Refused {
        error: String,
    },
    Panicked {
        message: String,
    },
}

#[derive(Deserialize)]
pub(crate) enum Written {
    Valid,
    Invalid { error: String },
    NoOpinion,
}

impl<'a> Jobs<'a> {
    pub(crate) fn of(suite: &Path, groups: &'a [Group], schemas: &[usize]) -> Result<Self> {
        let mut jobs = Self {
            asked: Vec::new(),
            questions: Vec::new(),
        };
        for schema in schemas {
            let group = &groups[*schema];
            for instance in &group.instances {
                let job = Job {
                    id: jobs.asked.len(),
                    schema: module_name(*schema),
                    schemas: group.schemas.iter().map(|path| suite.join(path)).collect(),
                    instance: &suite.join(&instance.path),
                };
                jobs.questions.push(serde_json::to_string(&job)?);
                jobs.asked.push((group, instance));
            }
        }
        Ok(jobs)
    }
}
