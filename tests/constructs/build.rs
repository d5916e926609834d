//! Generates every fixture below `tests/fixtures/constructs`, for this crate to compile.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

#[path = "src/fixture.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "the tests use the rest of it, from the library"
)]
mod fixture;

use fixture::{Fixture, SERVICE};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=../fixtures/constructs");
    let out = std::env::var("OUT_DIR")?;
    let (mut modules, mut cases, mut json_cases, mut failures) =
        (String::new(), String::new(), String::new(), String::new());
    for fixture in Fixture::all("constructs")? {
        match generate(&fixture, Path::new(&out)) {
            Ok(made) => {
                modules.push_str(&made.module);
                cases.push_str(&made.cases);
                json_cases.push_str(&made.json_cases);
            }
            Err(error) => writeln!(failures, "\nthe fixture {}: {error}", fixture.name)?,
        }
    }
    if !failures.is_empty() {
        return Err(failures.into());
    }
    std::fs::write(Path::new(&out).join("constructs.rs"), modules)?;
    std::fs::write(Path::new(&out).join("cases.rs"), format!("&[\n{cases}]\n"))?;
    std::fs::write(
        Path::new(&out).join("json_cases.rs"),
        format!("&[\n{json_cases}]\n"),
    )?;
    Ok(())
}

/// What is made of a fixture: its module, a `Case` for each of its root elements, or types where it has no such elements,
/// and a `JsonCase` for its schema `Rot`.
struct Made {
    module: String,
    cases: String,
    json_cases: String,
}

/// Writes the source files of a fixture.
fn generate(fixture: &Fixture, out: &Path) -> Result<Made, Box<dyn Error>> {
    let registry = fixture.registry()?;
    let folder = out.join(&fixture.name);
    for (name, text) in fixture.generate(&registry)? {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(&folder))?;
        std::fs::write(path, text)?;
    }
    let module = fixture.name.replace('-', "_");
    let entry = folder.join(SERVICE).join("mod.rs");
    let text = format!(
        "/// The fixture `{}`.\npub mod {module} {{\n    #[path = {entry:?}]\n    pub mod fixture;\n}}\n",
        fixture.name
    );
    let (mut cases, mut json_cases) = (String::new(), String::new());
    let modules = fixture.model(&registry, &registry.services[SERVICE])?.modules;
    let has_root = modules
        .iter()
        .any(|home| home.items.iter().any(|item| item.root.is_some()));
    for home in modules {
        let types = home.items.iter().filter(|item| item.type_name().is_some());
        for item in types.filter(|_| !has_root) {
            let ty = format!("{module}::fixture::{}::{}", home.name, item.ident);
            writeln!(cases, "    Case::by_type::<{ty}>({:?}),", fixture.name)?;
        }
        for item in home.items.iter().filter(|item| item.root.is_some()) {
            let ty = format!("{module}::fixture::{}::{}", home.name, item.ident);
            let ty = home.root_type(item, &ty);
            writeln!(cases, "    Case::of::<{ty}>({:?}),", fixture.name)?;
        }
        let is_json = home.files.iter().any(|file| file.ends_with(".yaml"));
        for item in home.items.iter().filter(|item| is_json && item.ident == "Rot") {
            let ty = format!("{module}::fixture::{}::{}", home.name, item.ident);
            writeln!(json_cases, "    JsonCase::of::<{ty}>({:?}),", fixture.name)?;
        }
    }
    Ok(Made {
        module: text,
        cases,
        json_cases,
    })
}
