//! Our transcription says what the agency's published files say.
//!
//! With the published files (environment variable `FK_PUBLISHED`) both are lowered and compared. Without, the
//! transcription is held against digests of the published components, which this test has written from the files
//! (`UPDATE_GOLDENS=1 FK_PUBLISHED=... cargo test -p fk-tests --test equivalence`).

#![allow(clippy::unwrap_used)]

mod generated;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::{Path, PathBuf};

use fk_tests::contracts::{Contracts, Digests, published_folder};
use libtest_mimic::{Arguments, Failed, Trial};

const SERVICES: [&str; 2] = ["elt", "eioa"];

fn main() {
    let arguments = Arguments::from_args();
    let published = published_folder();
    if let Some(folder) = &published
        && std::env::var_os("UPDATE_GOLDENS").is_some()
    {
        std::fs::write(digests_file(), digests_text(folder)).unwrap();
    }
    let mut trials = Vec::new();
    for service in SERVICES {
        trials.push(Trial::test(
            format!("the_transcription_of_{service}_has_the_digests_of_the_published_components"),
            move || compare_digests(&committed(), service),
        ));
        trials.push(with(
            &published,
            &format!("{service}_is_transcribed_as_published"),
            move |folder| is_equal(folder, service),
        ));
    }
    trials.push(with(
        &published,
        "the_committed_digests_are_those_of_the_published_files",
        digests_are_current,
    ));
    trials.push(with(
        &published,
        "code_generated_from_the_published_files_compiles_and_reads_and_writes",
        generated::reads_and_writes,
    ));
    libtest_mimic::run(&arguments, trials).exit();
}

/// A test that needs the published files, and is reported as ignored without them.
fn with(
    published: &Option<PathBuf>,
    name: &str,
    test: impl FnOnce(PathBuf) -> Result<(), Failed> + Send + 'static,
) -> Trial {
    let folder = published.clone();
    let is_missing = folder.is_none();
    Trial::test(name, move || match folder {
        Some(folder) => test(folder),
        None => Err("FK_PUBLISHED does not name the folder of the published files".into()),
    })
    .with_ignored_flag(is_missing)
}

fn is_equal(folder: PathBuf, service: &str) -> Result<(), Failed> {
    let published = Contracts::published(folder, service)
        .lowered(service)
        .without_documentation();
    let transcribed = Contracts::transcribed().lowered(service).without_documentation();
    let mut differences = Vec::new();
    compare("type", &published.types, &transcribed.types, &mut differences);
    compare(
        "element",
        &published.elements,
        &transcribed.elements,
        &mut differences,
    );
    compare(
        "service",
        &published.services,
        &transcribed.services,
        &mut differences,
    );
    if !differences.is_empty() {
        return Err(differences.join("\n").into());
    }
    if published != transcribed {
        return Err("they differ in something that this test does not compare by name".into());
    }
    Ok(())
}

fn compare<K: Debug + Ord, V: Debug + PartialEq>(
    what: &str,
    published: &BTreeMap<K, V>,
    transcribed: &BTreeMap<K, V>,
    differences: &mut Vec<String>,
) {
    for (name, wanted) in published {
        match transcribed.get(name) {
            Some(found) if found == wanted => {}
            Some(found) => differences.push(format!(
                "the {what} {name:?} differs\n published:   {wanted:?}\n transcribed: {found:?}"
            )),
            None => differences.push(format!("the {what} {name:?} is not transcribed")),
        }
    }
    let extra = transcribed.keys().filter(|name| !published.contains_key(name));
    differences.extend(extra.map(|name| format!("the {what} {name:?} is not published")));
}

/// The committed digests, by service.
fn committed() -> BTreeMap<String, Digests> {
    let text = std::fs::read_to_string(digests_file()).unwrap();
    toml::from_str(&text).unwrap()
}

fn digests_file() -> PathBuf {
    fk_tests::fixtures().join("published-digests.toml")
}

fn compare_digests(committed: &BTreeMap<String, Digests>, service: &str) -> Result<(), Failed> {
    let committed = committed
        .get(service)
        .ok_or("published-digests.toml has no such service")?;
    let mut differences = Vec::new();
    compare(
        "digest of",
        committed,
        &Contracts::transcribed().digests(service),
        &mut differences,
    );
    if differences.is_empty() {
        Ok(())
    } else {
        Err(differences.join("\n").into())
    }
}

/// The text of `published-digests.toml`, from the published files.
fn digests_text(folder: &Path) -> String {
    let mut text = String::from(
        "# SHA-256 of each component of the agency's published files, lowered, documentation aside. Written by\n\
         # UPDATE_GOLDENS=1 FK_PUBLISHED=... cargo test -p fk-tests --test equivalence\n",
    );
    for service in SERVICES {
        text.push_str(&format!("\n[{service}]\n"));
        for (component, digest) in Contracts::published(folder.to_owned(), service).digests(service) {
            text.push_str(&format!("{component:?} = {digest:?}\n"));
        }
    }
    text
}

fn digests_are_current(folder: PathBuf) -> Result<(), Failed> {
    if std::fs::read_to_string(digests_file())? == digests_text(&folder) {
        Ok(())
    } else {
        Err(
            "published-digests.toml is not what the published files give; run it again with UPDATE_GOLDENS=1"
                .into(),
        )
    }
}
