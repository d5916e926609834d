//! `cargo xtask list`: services and versions, with status and provenance.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::ValueEnum;
use serde::Serialize;

use crate::registry::Folder;

/// Show services and versions, with status and provenance.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// How to show them.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,

    /// The folder of a registry kept elsewhere (it holds contracts.toml).
    #[arg(long, value_name = "DIR")]
    schemas: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A table for a person.
    Table,
    /// JSON for a program: an array with an object a version.
    Json,
}

/// A version of a service.
#[derive(Serialize)]
struct Row {
    service: String,
    title: String,
    version: String,
    status: &'static str,
    provenance: &'static str,
    files: Vec<String>,
}

#[expect(clippy::print_stdout, reason = "the list is what the command prints")]
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let registry = Folder::chosen(arguments.schemas.as_deref()).registry()?;
    let rows = registry.select(None)?.into_iter().map(|(service, version)| Row {
        service: service.id.clone(),
        title: service.title.clone(),
        version: version.id.clone(),
        status: version.status.word(),
        provenance: service.provenance(version).word(),
        files: version.files.clone(),
    });
    let rows: Vec<Row> = rows.collect();
    match arguments.format {
        Format::Json => println!("{}", serde_json::to_string_pretty(&rows)?),
        Format::Table => print!("{}", table(&rows)),
    }
    Ok(ExitCode::SUCCESS)
}

fn table(rows: &[Row]) -> String {
    let head = ["service", "version", "status", "provenance", "title"];
    let cells: Vec<[&str; 5]> = rows
        .iter()
        .map(|row| {
            [
                &*row.service,
                &*row.version,
                row.status,
                row.provenance,
                &*row.title,
            ]
        })
        .collect();
    let width = |column: usize| {
        std::iter::once(&head)
            .chain(&cells)
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: [usize; 5] = std::array::from_fn(width);
    let mut text = String::new();
    for row in std::iter::once(&head).chain(&cells) {
        let line: Vec<String> = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        text.push_str(line.join("  ").trim_end());
        text.push('\n');
    }
    text
}
