//! The time of `regen` without its compilation, and how it grows with the size of a schema.

use std::error::Error;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use fk_codegen::emit;
use fk_codegen::generate::{generate, lower_version};
use fk_codegen::lower::lower;
use fk_codegen::plan::plan;
use fk_codegen::read::{Source, read_schemas};
use fk_codegen::registry::{Registry, parse_registry};
use fk_codegen::resolve::resolve;

use crate::samples::Samples;
use crate::synthetic::Synthetic;
use crate::table;

/// The folder `schemas` of this repository.
pub(crate) struct Schemas;

impl Schemas {
    pub(crate) fn registry() -> Result<Registry, Box<dyn Error>> {
        let text = String::from_utf8(Self.read("contracts.toml")?)?;
        Ok(parse_registry(&text, "schemas/contracts.toml")?)
    }
}

impl Source for Schemas {
    fn read(&self, path: &str) -> std::io::Result<Vec<u8>> {
        std::fs::read(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas")).join(path))
    }

    fn show(&self, path: &str) -> String {
        format!("schemas/{path}")
    }
}

pub(crate) fn print() -> Result<(), Box<dyn Error>> {
    let samples = Samples::of(15, || {
        let registry = Schemas::registry()?;
        generate(&Schemas, &registry, "schemas", &mut |_| {}).map_err(Box::<dyn Error>::from)
    })?;
    println!(
        "\nregen of everything in schemas/, from files to text, without compilation: {:.1} ms (least {:.1} ms)",
        millis(samples.median()),
        millis(samples.min())
    );
    growth()
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

const STAGES: [&str; 5] = ["read", "resolve", "lower", "plan", "emit"];

fn growth() -> Result<(), Box<dyn Error>> {
    let mut rows = Vec::new();
    let mut before: Option<(usize, Duration)> = None;
    for (types, repetitions) in [(10, 25), (100, 15), (1_000, 7), (10_000, 3)] {
        let source = Synthetic::new(types);
        let runs: Result<Vec<_>, _> = (0..repetitions).map(|_| stages(&source)).collect();
        let runs = runs?;
        let stage = |stage: usize| Samples::new(runs.iter().map(|run| run[stage]).collect()).median();
        let total = Samples::new(runs.iter().map(|run| run.iter().sum()).collect()).median();
        let mut row = vec![types.to_string()];
        row.extend((0..STAGES.len()).map(|at| format!("{:.2}", millis(stage(at)))));
        row.push(format!("{:.2}", millis(total)));
        row.push(format!("{:.1}", millis(total) * 1e3 / types as f64));
        row.push(before.map_or_else(String::new, |(smaller, time)| {
            let grown =
                (total.as_secs_f64() / time.as_secs_f64()).ln() / (types as f64 / smaller as f64).ln();
            format!("{grown:.2}")
        }));
        rows.push(row);
        before = Some((types, total));
    }
    let mut head = vec!["types"];
    head.extend(STAGES);
    head.extend(["all", "µs a type", "exponent"]);
    table::print(
        "Growth of regen on synthetic schemas, in ms by stage (median); exponent 1 is linear",
        &head,
        &rows,
    );
    Ok(())
}

/// The time of each stage.
fn stages(source: &Synthetic) -> Result<[Duration; 5], Box<dyn Error>> {
    let registry = Synthetic::registry()?;
    let service = registry.service("synthetic")?;
    let version = service.version("1")?;
    let mut times = [Duration::ZERO; 5];
    let mut last = Instant::now();
    let mut lap = |stage: usize| {
        let now = Instant::now();
        times[stage] = now - std::mem::replace(&mut last, now);
    };
    let documents = read_schemas(source, &registry.catalog, &version.files)?;
    lap(0);
    let set = resolve(&documents)?;
    lap(1);
    std::hint::black_box(lower(&set)?);
    lap(2);
    // The stages so far once more, for what planning starts from.
    let input = lower_version(source, &registry.catalog, version)?;
    lap(3);
    let model = plan(service, &[input])?;
    lap(3);
    for module in &model.modules {
        std::hint::black_box(emit::module(&model, module, "schemas"));
    }
    lap(4);
    Ok(times)
}
