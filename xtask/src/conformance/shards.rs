//! Crates of many schemas each, below the target folder: written, built, and asked about instances.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::schemas::{ROOT_MODULE, Rust};

/// How many lines of Rust a crate has at most, so that its compiler fits beside another one into memory.
const LINES: usize = 20_000;

/// The crates, and what stands in each.
pub(crate) struct Shards {
    folder: PathBuf,
    /// Schemas by number.
    shards: Vec<Vec<usize>>,
}

/// What a schema is called in its crate.
pub(crate) fn module_name(schema: usize) -> String {
    format!("s{schema:05}")
}

impl Shards {
    /// Writes the crates into `folder`, which is emptied.
    pub(crate) fn write(folder: &Path, schemas: &BTreeMap<usize, &Rust>) -> Result<Self> {
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
        std::fs::create_dir_all(folder)?;
        let mut shards: Vec<Vec<usize>> = Vec::new();
        let mut lines = LINES;
        for (schema, rust) in schemas {
            let more = rust
                .files
                .values()
                .map(|text| text.lines().count())
                .sum::<usize>();
            if lines + more > LINES {
                shards.push(Vec::new());
                lines = 0;
            }
            lines += more;
            shards
                .last_mut()
                .into_iter()
                .for_each(|shard| shard.push(*schema));
        }
        let members: Vec<String> = (0..shards.len()).map(shard_name).collect();
        // As the workspace's own, so that what is built there is used here. Nobody looks at debug information.
        let workspace = format!(
            "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[profile.dev]\ndebug = false\nincremental = \
             false\n\n[profile.dev.package.\"*\"]\nopt-level = 1\n"
        );
        std::fs::write(folder.join("Cargo.toml"), workspace)?;
        std::fs::copy(crate::repository().join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let written = Self {
            folder: folder.to_owned(),
            shards,
        };
        for number in 0..written.shards.len() {
            written.write_shard(number, schemas)?;
        }
        Ok(written)
    }

    /// How many crates there are.
    pub(crate) fn len(&self) -> usize {
        self.shards.len()
    }

    fn write_shard(&self, number: usize, schemas: &BTreeMap<usize, &Rust>) -> Result<()> {
        let folder = self.folder.join(shard_name(number));
        let repository = crate::repository();
        let manifest = format!(
            "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[features]\nclient = \
             []\nserde = []\nserver = []\nsigning = []\n\n[dependencies]\nfk-conformance = {{ path = {:?} }}\nfk-runtime = \
             {{ path = {:?} }}\n",
            shard_name(number),
            repository.join("tests/conformance"),
            repository.join("runtime"),
        );
        std::fs::create_dir_all(folder.join("src"))?;
        std::fs::write(folder.join("Cargo.toml"), manifest)?;
        for schema in &self.shards[number] {
            for (path, text) in &schemas[schema].files {
                let path = folder.join("src").join(module_name(*schema)).join(path);
                std::fs::create_dir_all(path.parent().unwrap_or(&folder))?;
                std::fs::write(path, text)?;
            }
        }
        self.write_main(number, schemas)
    }

    fn write_main(&self, number: usize, schemas: &BTreeMap<usize, &Rust>) -> Result<()> {
        let mut modules =
            String::from("#![allow(dead_code, unused_imports, reason = \"only root elements are used\")]\n");
        modules
            .push_str("#![allow(confusable_idents, non_snake_case, uncommon_codepoints, reason = \"the suite's names\")]\n");
        let limits = self.shards[number]
            .iter()
            .filter_map(|schema| schemas[schema].recursion_limit);
        if let Some(limit) = limits.max() {
            modules.push_str(&format!("#![recursion_limit = \"{limit}\"]\n"));
        }
        modules.push('\n');
        let mut cases = String::new();
        for schema in &self.shards[number] {
            let module = module_name(*schema);
            modules.push_str(&format!("mod {module};\n"));
            let case = |made: &str, ty: &String| {
                let ty = ty.replacen(ROOT_MODULE, &module, 1);
                format!("fk_conformance::Case::{made}::<{ty}>(), ")
            };
            let rust = schemas[schema];
            let roots = rust.roots.iter().map(|root| case("of", root));
            let types = rust.types.iter().map(|ty| case("by_type", ty));
            let roots: String = roots.chain(types).collect();
            cases.push_str(&format!(
                "        fk_conformance::Cases {{ id: {module:?}, roots: &[{roots}] }},\n"
            ));
        }
        let text = format!(
            "{modules}\nstatic SCHEMAS: &[fk_conformance::Cases] = &[\n{cases}];\n\nfn main() -> std::process::ExitCode \
             {{\n    fk_conformance::run(SCHEMAS)\n}}\n"
        );
        let path = self.folder.join(shard_name(number)).join("src/main.rs");
        std::fs::write(path, text).map_err(Into::into)
    }

    /// Builds the crates. What does not compile is taken out, with what the compiler says, until the rest does.
    pub(crate) fn build(&mut self, schemas: &BTreeMap<usize, &Rust>) -> Result<BTreeMap<usize, String>> {
        let mut broken = BTreeMap::new();
        while !self.shards.is_empty() {
            let errors = self.compile()?;
            if errors.is_empty() {
                break;
            }
            let found: BTreeSet<usize> = errors.keys().copied().collect();
            for number in 0..self.shards.len() {
                if self.shards[number].iter().any(|schema| found.contains(schema)) {
                    self.shards[number].retain(|schema| !found.contains(schema));
                    self.write_main(number, schemas)?;
                }
            }
            broken.extend(errors);
        }
        Ok(broken)
    }

    /// The first error in each schema.
    fn compile(&self) -> Result<BTreeMap<usize, String>> {
        let output = cargo()
            .args([
                "build",
                "--quiet",
                "--keep-going",
                "--message-format=json",
                "--manifest-path",
            ])
            .arg(self.folder.join("Cargo.toml"))
            .stderr(Stdio::piped())
            .output()
            .context("cargo cannot be started")?;
        let mut errors = BTreeMap::new();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let Ok(Line {
                message: Some(message),
            }) = serde_json::from_str::<Line>(line)
            else {
                continue;
            };
            if message.level != "error" {
                continue;
            }
            let schema = message.spans.iter().find_map(Span::schema);
            if let Some(schema) = schema {
                errors.entry(schema).or_insert(message.message);
            }
        }
        if errors.is_empty() && !output.status.success() {
            bail!(
                "the crates do not build:\n{}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
        Ok(errors)
    }

    /// Asks the program of a crate, a line each; gives the lines that it answers.
    pub(crate) fn ask(&self, number: usize, questions: &[String]) -> Result<Vec<String>> {
        let mut program = cargo()
            .args(["run", "--quiet", "--manifest-path"])
            .arg(self.folder.join("Cargo.toml"))
            .args(["--package", &shard_name(number)])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("cargo cannot be started")?;
        let (stdin, stdout) = (program.stdin.take(), program.stdout.take());
        let (Some(mut stdin), Some(stdout)) = (stdin, stdout) else {
            bail!("the program has no standard input or output");
        };
        let questions = questions.to_vec();
        // Beside the answers, so that neither side waits for the other with a full pipe.
        let asking = std::thread::spawn(move || -> std::io::Result<()> {
            questions
                .iter()
                .try_for_each(|question| writeln!(stdin, "{question}"))
        });
        let answers: Vec<String> = BufReader::new(stdout).lines().collect::<std::io::Result<_>>()?;
        let asked = asking.join();
        let status = program.wait()?;
        if !status.success() {
            bail!("{} ended with {status}", shard_name(number));
        }
        match asked {
            Ok(asked) => asked?,
            Err(_) => bail!("{} could not be asked", shard_name(number)),
        }
        Ok(answers)
    }

    /// The schemas in a crate.
    pub(crate) fn schemas(&self, number: usize) -> &[usize] {
        &self.shards[number]
    }
}

fn shard_name(number: usize) -> String {
    format!("shard-{number:03}")
}

fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // What is said to the command that runs this is not for the crates.
    command.env_remove("CARGO_MANIFEST_DIR");
    // Beside what the workspace builds, much of which is the same.
    command.env("CARGO_TARGET_DIR", crate::target_folder());
    command
}

/// The schema that a source file belongs to.
fn schema_of(file: &str) -> Option<usize> {
    let mut parts = Path::new(file)
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    parts.find_map(|part| {
        part.strip_prefix('s')
            .filter(|digits| digits.len() == 5)?
            .parse()
            .ok()
    })
}

/// A line of cargo's.
#[derive(Deserialize)]
struct Line {
    message: Option<Message>,
}

/// What the compiler says.
#[derive(Deserialize)]
struct Message {
    level: String,
    message: String,
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    expansion: Option<Box<Expansion>>,
}

/// Where a macro was called, inside which something is wrong.
#[derive(Deserialize)]
struct Expansion {
    span: Span,
}

impl Span {
    fn schema(&self) -> Option<usize> {
        schema_of(&self.file_name).or_else(|| self.expansion.as_ref()?.span.schema())
    }
}
