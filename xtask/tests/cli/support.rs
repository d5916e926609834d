//! A registry in a folder of its own, and the crate that is written from it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A registry of two services, of which one has two versions.
const REGISTRY: &str = r#"[package]
name = "egna-kontrakt"
runtime = "0.1"

[services.brev]
title = "Brev"

[[services.brev.versions]]
id = "2"
status = "current"
files = ["brev-2.xsd"]

[[services.brev.versions]]
id = "1"
status = "previous"
files = ["brev-1.xsd"]

[[services.brev.files]]
path = "brev-2.xsd"
provenance = "published"

[[services.brev.files]]
path = "brev-1.xsd"
provenance = "reconstructed"

[services.svar]
title = "Svar på brev"

[[services.svar.versions]]
id = "1"
status = "upcoming"
files = ["svar.xsd"]

[[services.svar.files]]
path = "svar.xsd"
provenance = "illustrative"
"#;

/// What a command printed, and whether it went well.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) success: bool,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A folder `kontrakt` with a registry, and a folder `crate` beside it.
pub(crate) struct Scene {
    folder: TempDir,
}

impl Scene {
    pub(crate) fn new() -> Self {
        let scene = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        scene.put("kontrakt/contracts.toml", REGISTRY);
        for file in ["brev-1.xsd", "brev-2.xsd", "svar.xsd"] {
            scene.put(
                &format!("kontrakt/{file}"),
                &schema(r#"<xs:element name="Rot"><xs:complexType><xs:sequence><xs:element name="a" type="xs:string"/>
</xs:sequence></xs:complexType></xs:element>"#),
            );
        }
        scene
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    /// Replaces a piece of a file, which must be there.
    pub(crate) fn change(&self, path: &str, from: &str, to: &str) {
        let text = self.text(path);
        assert!(text.contains(from), "{path} has no {from}");
        self.put(path, &text.replace(from, to));
    }

    /// Every file with its text.
    pub(crate) fn everything(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        gather(self.folder.path(), &mut files);
        files
    }

    /// Runs a command in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(arguments)
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        Output {
            success: output.status.success(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs `regen` on the registry and the crate.
    pub(crate) fn regen(&self, arguments: &[&str]) -> Output {
        let all = [&["regen", "--schemas", "kontrakt", "--out", "crate"], arguments].concat();
        self.run(&all)
    }

    /// Runs `regen`, which must go well.
    pub(crate) fn regenerated(&self, arguments: &[&str]) -> String {
        let output = self.regen(arguments);
        assert!(output.success, "{output:?}");
        output.out
    }

    /// Runs `regen`, which must fail with these words first and change nothing.
    pub(crate) fn refused(&self, arguments: &[&str], words: &str) {
        let before = self.everything();
        let output = self.regen(arguments);
        assert!(!output.success, "{output:?}");
        assert!(
            output.err.starts_with(words),
            "expected: {words}\nfound:    {}",
            output.err
        );
        assert_eq!(before, self.everything(), "something was changed");
    }
}

/// A schema document with these components.
pub(crate) fn schema(components: &str) -> String {
    format!(
        r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t">
{components}
</xs:schema>
"#
    )
}

fn gather(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, files);
        } else {
            files.insert(path.clone(), std::fs::read(path).unwrap());
        }
    }
}
