//! Schemas of the suite, made into Rust.

use std::collections::BTreeSet;
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
    /// Types that root elements of instances name, which are not declared.
    pub(crate) types: Vec<String>,
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
        let named = types_named(suite, group)?;
        let types = model.modules.iter().flat_map(|module| {
            let items = module.items.iter().filter(|item| {
                let name = item.type_name();
                let name = name.map(|wire| (module.namespace_of(wire).to_owned(), wire.local.clone()));
                name.is_some_and(|name| named.contains(&name))
            });
            items.map(|item| format!("{ROOT_MODULE}::{}::{}", module.name, item.ident))
        });
        let prefix = format!("{SERVICE}/");
        let files = generated.files.into_iter();
        let files = files.filter_map(|(path, text)| Some((path.strip_prefix(&prefix)?.to_owned(), text)));
        return Ok(Rust {
            files: files.collect(),
            roots: roots.collect(),
            recursion_limit: model.recursion_limit(),
            types: types.collect(),
        });
    }
}

/// What `xsi:type` names on the root elements of the instances: a namespace name and a local part. Few instances have
/// it, and a program for every type of every schema would take long to build.
fn types_named(suite: &Path, group: &Group) -> Result<BTreeSet<(String, String)>> {
    const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
    let mut named = BTreeSet::new();
    for instance in &group.instances {
        let bytes = std::fs::read(suite.join(&instance.path)).with_context(|| instance.path.clone())?;
        // What is not UTF-8 or not well-formed is for the program to say.
        let Ok(text) = std::str::from_utf8(&bytes) else {
            continue;
        };
        if !text.contains(XSI) {
            continue;
        }
        let Ok(document) = roxmltree::Document::parse(text) else {
            continue;
        };
        let root = document.root_element();
        if let Some(name) = root.attribute((XSI, "type")).map(str::trim) {
            let (prefix, local) = match name.split_once(':') {
                Some((prefix, local)) => (Some(prefix), local),
                None => (None, name),
            };
            let namespace = root.lookup_namespace_uri(prefix).unwrap_or_default();
            named.insert((namespace.to_owned(), local.to_owned()));
        }
    }
    Ok(named)
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
