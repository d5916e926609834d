//! A crate generated from the published files themselves.

use std::path::{Path, PathBuf};
use std::process::Command;

use fk_codegen::generate::generate;
use fk_contracts::elt::{envelope, v1_0_2};
use fk_runtime::xml::{self, Root};
use fk_tests::contracts::Contracts;
use fk_tests::corpus;
use libtest_mimic::Failed;

/// Reads each document named by its type, and writes it to standard output with a line behind it.
const MAIN: &str = r#"
use fk_runtime::xml;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    while let (Some(root), Some(file)) = (arguments.next(), arguments.next()) {
        let bytes = std::fs::read(file)?;
        let text = match root.as_str() {
            "Tidredovisning" => xml::to_string(&xml::from_slice::<published::elt::v1_0_2::Tidredovisning>(&bytes)?)?,
            "SkickaTidredovisning" => {
                xml::to_string(&xml::from_slice::<published::elt::envelope::SkickaTidredovisning>(&bytes)?)?
            }
            other => return Err(format!("no root element {other}").into()),
        };
        println!("{text}");
    }
    Ok(())
}
"#;

/// Profiles as in the workspace, so that what is compiled there need not be compiled again.
const MANIFEST: &str = r#"
[package]
name = "published"
version = "0.1.0"
edition = "2024"
publish = false

[features]
default = ["elt"]
elt = []
serde = []

[dependencies]
fk-runtime = { path = "RUNTIME" }

[profile.dev.package."*"]
opt-level = 1

[workspace]
"#;

pub(crate) fn reads_and_writes(folder: PathBuf) -> Result<(), Failed> {
    let contracts = Contracts::published(folder, "elt");
    let generated = generate(&contracts, &contracts.registry, "published", &mut |_| {})?;
    let package = tempfile::tempdir()?;
    for (file, text) in &generated.files {
        write(&package.path().join("src").join(file), text)?;
    }
    let runtime = fk_tests::repository().join("runtime");
    let manifest = MANIFEST.replace("RUNTIME", &runtime.to_string_lossy());
    write(&package.path().join("Cargo.toml"), &manifest)?;
    write(&package.path().join("src/main.rs"), MAIN)?;
    // The versions that the workspace has, so that nothing need be fetched.
    std::fs::copy(
        fk_tests::repository().join("Cargo.lock"),
        package.path().join("Cargo.lock"),
    )?;

    let documents = ["elt-1.0.2/valid/minimal.xml", "elt-envelope/valid/request.xml"];
    let ours = [
        written_by_us::<v1_0_2::Tidredovisning>(documents[0])?,
        written_by_us::<envelope::SkickaTidredovisning>(documents[1])?,
    ];
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--manifest-path"])
        .arg(package.path().join("Cargo.toml"))
        .arg("--target-dir")
        .arg(target_folder()?)
        .arg("--")
        .arg(v1_0_2::Tidredovisning::NAME.local())
        .arg(corpus::folder().join(documents[0]))
        .arg(envelope::SkickaTidredovisning::NAME.local())
        .arg(corpus::folder().join(documents[1]))
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let written = String::from_utf8(output.stdout)?;
    if written.lines().eq(ours.iter().flat_map(|text| text.lines())) {
        Ok(())
    } else {
        Err(format!("it writes {written}").into())
    }
}

fn written_by_us<T: Root>(document: &str) -> Result<String, Failed> {
    Ok(xml::to_string(&xml::from_slice::<T>(&corpus::bytes(document))?)?)
}

/// The target folder that this test was built into.
fn target_folder() -> Result<PathBuf, Failed> {
    let executable = std::env::current_exe()?;
    let folder = executable
        .ancestors()
        .nth(3)
        .ok_or("the test is not in a target folder")?;
    Ok(folder.to_owned())
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(path.parent().unwrap())?;
    std::fs::write(path, text)
}
