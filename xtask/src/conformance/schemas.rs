//! Schemas of the suite, made into Rust.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, bail};
use fk_codegen::generate::{GenerateError, generate, model};
use fk_codegen::plan::{FileTree, PlanError};
use fk_codegen::read::Source;
use fk_codegen::registry::parse_registry;

use super::catalogue::Group;
use crate::registry::merge;

/// What became of a schema.
#[derive(Debug)]
pub(crate) enum Made {
    /// Its Rust.
    Rust(Rust),
    /// It was refused, and why.
    Refused(String),
    /// Neither: a mistake of ours.
    Panicked(String),
}

/// The Rust of a schema.
#[derive(Debug)]
pub(crate) struct Rust {
    /// Files of its module, by path.
    pub(crate) files: FileTree,
    /// Types of its root elements, seen from [`ROOT_MODULE`].
    pub(crate) roots: Vec<String>,
    /// The `recursion_limit` of the crate that it stands in, when the compiler's own is not enough.
    pub(crate) recursion_limit: Option<u32>,
}

/// Stands for the schema's module in the types of its root elements.
pub(crate) const ROOT_MODULE: &str = "SCHEMA";

/// What every schema is called as a service.
const SERVICE: &str = "w3c";

/// Makes the Rust of all groups, on all cores.
pub(crate) fn make(suite: &Path, groups: &[Group]) -> Vec<Made> {
    let next = AtomicUsize::new(0);
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let mut made: Vec<(usize, Made)> = std::thread::scope(|scope| {
        let work = || {
            let mut made = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                match groups.get(at) {
                    Some(group) => made.push((at, make_one(suite, group))),
                    None => return made,
                }
            }
        };
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_default())
            .collect()
    });
    made.sort_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, made)| made).collect()
}

fn make_one(suite: &Path, group: &Group) -> Made {
    match catch_unwind(AssertUnwindSafe(|| rust(suite, group))) {
        Ok(Ok(rust)) => Made::Rust(rust),
        Ok(Err(error)) => Made::Refused(format!("{error:#}")),
        Err(_) => Made::Panicked("the generator panicked".to_owned()),
    }
}

/// Generates as a person would who does what each error says, until there is no more to do.
fn rust(suite: &Path, group: &Group) -> Result<Rust> {
    let source = Suite(suite);
    let mut files = group.schemas.clone();
    let mut names = String::new();
    loop {
        let registry = parse_registry(&registry(&files, &names)?, "contracts.toml")?;
        let generated = match generate(&source, &registry, "suite", &mut |_| {}) {
            Err(GenerateError::Plan(PlanError::Unlisted(unlisted))) => {
                files.extend(unlisted.files);
                continue;
            }
            Err(GenerateError::Plan(PlanError::Collisions(collisions))) => {
                let cured = merge(&names, &collisions.cure())?;
                if cured == names {
                    bail!("{collisions}");
                }
                names = cured;
                continue;
            }
            other => other?,
        };
        let (model, _) = model(&source, &registry, &registry.services[SERVICE], &mut |_| {})?;
        let roots = model.modules.iter().flat_map(|module| {
            let roots = module.items.iter().filter(|item| item.root.is_some());
            roots.map(|item| {
                let path = format!("{ROOT_MODULE}::{}::{}", module.name, item.ident);
                module.root_type(item, &path)
            })
        });
        let prefix = format!("{SERVICE}/");
        let files = generated.files.into_iter();
        let files = files.filter_map(|(path, text)| Some((path.strip_prefix(&prefix)?.to_owned(), text)));
        return Ok(Rust {
            files: files.collect(),
            roots: roots.collect(),
            recursion_limit: model.recursion_limit(),
        });
    }
}

/// A registry of one service with one version.
fn registry(files: &[String], names: &str) -> Result<String> {
    let mut text = format!(
        "[services.{SERVICE}]\ntitle = \"W3C\"\n\n[[services.{SERVICE}.versions]]\nid = \"1\"\nstatus = \
         \"current\"\nfiles = {files:?}\n\n"
    );
    for file in files {
        text.push_str(&format!(
            "[[services.{SERVICE}.files]]\npath = {file:?}\nprovenance = \"illustrative\"\n\n"
        ));
    }
    merge(&text, names).context("names that cure collisions")
}

/// The suite's folder.
struct Suite<'a>(&'a Path);

impl Source for Suite<'_> {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        std::fs::read(self.0.join(path))
    }

    fn show(&self, path: &str) -> String {
        path.to_owned()
    }
}
