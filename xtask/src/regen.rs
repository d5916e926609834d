//! `cargo xtask regen`: contracts in, Rust out.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use fk_codegen::generate::{Generated, ModuleReport, generate};
use fk_codegen::plan::{FileTree, names};
use fk_codegen::registry::{Registry, Selection};

use crate::crate_manifest;
use crate::registry::Folder;
use crate::tree;

/// Read the contracts and write the Rust.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// What to write: a service, or a service and a version such as elt@1.0.2; everything when left out.
    #[arg(value_name = "SERVICE[@VERSION]")]
    selection: Option<Selection>,

    /// Write nothing; fail when what stands on disk is not what would be written.
    #[arg(long)]
    check: bool,

    /// The folder of a registry kept elsewhere (it holds contracts.toml).
    #[arg(long, value_name = "DIR", requires = "out")]
    schemas: Option<PathBuf>,

    /// The folder of the crate to write from that registry.
    #[arg(long, value_name = "DIR", requires = "schemas")]
    out: Option<PathBuf>,

    /// That crate's dependency on fk-runtime: a version, path=DIR (relative to the crate) or git=URL. It is recorded
    /// in the registry, and need not be given again.
    #[arg(long, value_name = "SPEC", requires = "out")]
    runtime: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let started = Instant::now();
    let folder = Folder::chosen(arguments.schemas.as_deref());
    let registry = folder.registry()?;
    registry.select(arguments.selection.as_ref())?;
    let target = Target::chosen(arguments, &folder, &registry)?;
    let mut progress = Progress::new();
    let mut generated = generate(&folder, &registry, &folder.name, &mut |what| progress.at(what))?;
    progress.done();
    let src = target.path.join("src");
    if !arguments.check {
        tree::recover(&src)?;
    }
    if let Some(selection) = &arguments.selection {
        keep_the_rest(&src, selection, &mut generated)?;
    }
    let changed = if arguments.check {
        target.check(&generated)?
    } else {
        let changed = target.write(&generated)?;
        // Last, so that a run that fails has changed nothing.
        let recorded = match &arguments.runtime {
            Some(spec) => record_runtime(&folder, spec)?,
            None => false,
        };
        Some(changed || recorded)
    };
    let Some(changed) = changed else {
        return Ok(ExitCode::FAILURE);
    };
    report(&generated.modules, changed, arguments.check, started.elapsed());
    Ok(ExitCode::SUCCESS)
}

/// The crate that is written.
struct Target {
    path: PathBuf,
    /// Its name and its dependency on fk-runtime, for a crate kept elsewhere.
    package: Option<(String, String)>,
    /// The command to run when the check fails.
    command: String,
}

impl Target {
    fn chosen(arguments: &Arguments, folder: &Folder, registry: &Registry) -> Result<Self> {
        let Some(out) = &arguments.out else {
            let command = "cargo xtask regen".to_owned();
            return Ok(Self {
                path: crate::repository().join("generated"),
                package: None,
                command,
            });
        };
        let package = registry.package.as_ref();
        let Some(runtime) = arguments
            .runtime
            .clone()
            .or_else(|| package.and_then(|package| package.runtime.clone()))
        else {
            bail!(
                "the crate's dependency on fk-runtime is not known; give it once with --runtime, for example \
                 --runtime path=../fk/runtime, and it is recorded in {}",
                folder.file().display()
            );
        };
        crate_manifest::dependency(&runtime)?;
        let name = package.map_or(PACKAGE, |package| &package.name).to_owned();
        let schemas = arguments.schemas.as_deref().unwrap_or(Path::new("."));
        let command = format!(
            "cargo xtask regen --schemas {} --out {}",
            schemas.display(),
            out.display()
        );
        Ok(Self {
            path: out.clone(),
            package: Some((name, runtime)),
            command,
        })
    }

    fn manifest(&self, generated: &Generated) -> Result<(PathBuf, String)> {
        let path = self.path.join("Cargo.toml");
        let (name, runtime) = match &self.package {
            Some((name, runtime)) => (Some(name.as_str()), Some(runtime.as_str())),
            None => (None, None),
        };
        let text = crate_manifest::updated(&path, &generated.features, name, runtime)?;
        Ok((path, text))
    }

    /// Writes what is different; tells whether anything was.
    fn write(&self, generated: &Generated) -> Result<bool> {
        let (path, manifest) = self.manifest(generated)?;
        let files_changed = tree::replace(&self.path.join("src"), &generated.files)?;
        let manifest_changed = tree::replace_file(&path, &manifest)?;
        Ok(manifest_changed || files_changed)
    }

    /// Compares; `None` when something is different, which has been said.
    fn check(&self, generated: &Generated) -> Result<Option<bool>> {
        let (path, manifest) = self.manifest(generated)?;
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        let mut difference = tree::compare(&self.path.join("src"), &generated.files)?;
        if found != manifest {
            let what = tree::first_difference(&found, &manifest);
            difference.get_or_insert(tree::Difference { file: path, what });
        }
        let Some(difference) = difference else {
            return Ok(Some(false));
        };
        let shown = difference
            .file
            .strip_prefix(crate::repository())
            .unwrap_or(&difference.file);
        #[expect(clippy::print_stderr, reason = "this is what the command was asked")]
        {
            eprintln!("{} {}\nrun: {}", shown.display(), difference.what, self.command);
        }
        Ok(None)
    }
}

/// The name of the crate when the registry gives none.
const PACKAGE: &str = "contracts";

/// Writes `--runtime` into the registry, where the next run finds it. Tells whether it was different.
fn record_runtime(folder: &Folder, spec: &str) -> Result<bool> {
    let value = crate_manifest::dependency(spec)?;
    let path = folder.file();
    let text =
        std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut document: toml_edit::DocumentMut = text.parse()?;
    if !document.contains_key("package") {
        let mut table = toml_edit::Table::new();
        table["name"] = toml_edit::value(PACKAGE);
        document["package"] = toml_edit::Item::Table(table);
    }
    document["package"]["runtime"] = toml_edit::Item::Value(value);
    tree::replace_file(&path, &document.to_string())
}

/// Takes from disk what is not selected, so that only the selection is replaced. What is not there yet is made in any
/// case: without it, the crate would not compile.
fn keep_the_rest(src: &Path, selection: &Selection, generated: &mut Generated) -> Result<()> {
    let is_selected = |file: &str| match &selection.version {
        None => file.starts_with(&format!("{}/", selection.service)),
        // The module of the service lists its versions.
        Some(version) => {
            file == format!("{}/{}.rs", selection.service, names::version_module(version))
                || file == format!("{}/mod.rs", selection.service)
        }
    };
    let mut kept: FileTree = tree::load(src)?
        .into_iter()
        .filter(|(file, _)| !is_selected(file))
        .collect();
    generated
        .modules
        .retain(|module| !kept.contains_key(&format!("{}/{}.rs", module.service, module.module)));
    for (file, text) in std::mem::take(&mut generated.files) {
        kept.entry(file).or_insert(text);
    }
    generated.files = kept;
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the report is what the command prints")]
fn report(modules: &[ModuleReport], changed: bool, check: bool, time: Duration) {
    let width = modules
        .iter()
        .map(|module| module.service.len() + module.module.len() + 2)
        .max()
        .unwrap_or(0);
    for module in modules {
        let name = format!("{}::{}", module.service, module.module);
        let millis = module.time.as_secs_f64() * 1e3;
        println!(
            "{name:width$}  {:>5} types  {:>7} lines  {millis:>8.1} ms",
            module.types, module.lines
        );
    }
    let types: usize = modules.iter().map(|module| module.types).sum();
    let lines: usize = modules.iter().map(|module| module.lines).sum();
    let outcome = match (check, changed) {
        (true, _) => "up to date",
        (false, true) => "written",
        (false, false) => "nothing to change",
    };
    let millis = time.as_secs_f64() * 1e3;
    println!(
        "{} modules, {types} types, {lines} lines in {millis:.0} ms: {outcome}",
        modules.len()
    );
}

/// Says on a terminal what is at hand, once it has taken a second; nothing in a pipe.
struct Progress {
    started: Instant,
    terminal: bool,
    shown: bool,
}

#[expect(clippy::print_stderr, reason = "progress is for a person at a terminal")]
impl Progress {
    fn new() -> Self {
        Self {
            started: Instant::now(),
            terminal: std::io::stderr().is_terminal(),
            shown: false,
        }
    }

    fn at(&mut self, what: &str) {
        if self.terminal && self.started.elapsed() > Duration::from_secs(1) {
            eprint!("\r\x1b[K{what} ...");
            self.shown = true;
        }
    }

    fn done(&self) {
        if self.shown {
            eprint!("\r\x1b[K");
        }
    }
}
