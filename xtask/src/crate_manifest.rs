//! The `Cargo.toml` of a generated crate: its feature table, and the whole of it for a crate kept elsewhere.

use std::path::Path;

use anyhow::{Context, Result, bail};
use fk_codegen::emit::Features;
use toml_edit::{Array, DocumentMut, Item, Table, Value, value};

/// What a new crate's manifest begins as.
const TEMPLATE: &str = r#"[package]
name = "contracts"
version = "0.1.0"
edition = "2024"
publish = false

[features]

[dependencies]
serde = { version = "1", features = ["derive"], optional = true }
"#;

/// The text of the manifest at `path` with the feature table `features`; of a new one when there is none.
///
/// `package` and `runtime` are the crate's name and its dependency on fk-runtime, when the registry gives them.
pub(crate) fn updated(
    path: &Path,
    features: &Features,
    package: Option<&str>,
    runtime: Option<&str>,
) -> Result<String> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => TEMPLATE.to_owned(),
        Err(error) => return Err(error).with_context(|| format!("{} cannot be read", path.display())),
    };
    let mut manifest: DocumentMut = text
        .parse()
        .with_context(|| format!("{} is not a Cargo manifest", path.display()))?;
    for name in ["package", "dependencies", "features"] {
        let is_table = manifest.get(name).is_none_or(Item::is_table_like);
        if !is_table {
            bail!(
                "{}: `{name}` is not a table; correct it, or remove the file and run the command again",
                path.display()
            );
        }
    }
    if let Some(name) = package {
        manifest["package"]["name"] = value(name);
    }
    if let Some(runtime) = runtime {
        manifest["dependencies"]["fk-runtime"] = Item::Value(dependency(runtime)?);
    }
    let decor = manifest
        .get("features")
        .and_then(Item::as_table)
        .map(|table| table.decor().clone());
    let mut table = Table::new();
    if let Some(decor) = decor {
        *table.decor_mut() = decor;
    }
    for (feature, enables) in features {
        let enables: Array = enables.iter().map(String::as_str).collect();
        table[feature] = value(enables);
    }
    let position = manifest
        .get("features")
        .and_then(Item::as_table)
        .and_then(Table::position);
    if let Some(position) = position {
        table.set_position(Some(position));
    }
    manifest["features"] = Item::Table(table);
    Ok(manifest.to_string())
}

/// The value of the line `fk-runtime = ...`, from `--runtime` or the registry.
pub(crate) fn dependency(spec: &str) -> Result<Value> {
    let text = match spec.split_once('=') {
        _ if spec.starts_with(['{', '"']) => spec.to_owned(),
        Some(("path", path)) => format!("{{ path = {path:?} }}"),
        Some(("git", url)) => format!("{{ git = {url:?} }}"),
        _ if spec.starts_with(|c: char| c.is_ascii_digit()) => format!("{spec:?}"),
        _ => bail!(
            "`{spec}` is no dependency on fk-runtime; write a version such as 0.1, path=DIR, git=URL, or what stands \
             behind `fk-runtime =` in a Cargo.toml, such as '{{ git = \"...\", tag = \"v0.1.0\" }}'"
        ),
    };
    text.parse::<Value>()
        .with_context(|| format!("`{spec}` is no dependency on fk-runtime"))
}
