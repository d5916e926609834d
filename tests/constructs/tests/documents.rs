//! Documents beside each fixture: those in `valid` are read, and are the same when they have been written and read
//! again, as XML and as JSON; those in `invalid` give the error that stands beside them.
//!
//! Beside a valid document may stand `<name>.written`, what becomes of it when it is written, and `<name>.debug`,
//! how its value shows itself. `UPDATE_GOLDENS=1` writes the errors, and those that exist of the others, anew.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::Path;

use fk_constructs::fixture::{Fixture, files_in};
use fk_constructs::{CASES, Case, JSON_CASES, Outcome};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let mut trials = Vec::new();
    for fixture in Fixture::all("constructs").unwrap() {
        let mut documents = 0;
        for kind in ["valid", "invalid"] {
            let folder = fixture.path.join(kind);
            let xml = files_in(&folder, "xml").unwrap();
            for name in xml.into_iter().chain(files_in(&folder, "json").unwrap()) {
                let (fixture, path) = (fixture.name.clone(), folder.join(&name));
                let label = format!("{fixture}: {kind}: {name}");
                trials.push(Trial::test(label, move || match kind {
                    "valid" => valid(&fixture, &path),
                    _ => invalid(&fixture, &path),
                }));
                documents += 1;
            }
        }
        assert!(documents > 0, "the fixture {} has no documents", fixture.name);
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn valid(fixture: &str, path: &Path) -> Result<(), Failed> {
    let Outcome {
        written,
        debug,
        way_back,
    } = read(fixture, path)?;
    way_back?;
    for (ending, found) in [("written", written), ("debug", debug)] {
        let golden = path.with_extension(ending);
        if golden.exists() {
            golden::compare(&golden, &format!("{found}\n"))?;
        }
    }
    Ok(())
}

fn invalid(fixture: &str, path: &Path) -> Result<(), Failed> {
    match read(fixture, path) {
        Ok(_) => Err("it was read".into()),
        Err(error) => Ok(golden::compare(
            &path.with_extension("error"),
            &format!("{error}\n"),
        )?),
    }
}

fn read(fixture: &str, path: &Path) -> Result<Outcome, String> {
    let document = std::fs::read(path).unwrap();
    if path.extension().is_some_and(|ending| ending == "json") {
        let case = JSON_CASES.iter().find(|case| case.fixture == fixture);
        return case.ok_or("the fixture has no schema `Rot`")?.read(&document);
    }
    case(fixture, &document).read(&document)
}

/// The fixture's root element of the document's name, its type of the name in `xsi:type`, or its first one for a document
/// of neither.
fn case(fixture: &str, document: &[u8]) -> Case {
    let text = String::from_utf8_lossy(document);
    let name = text
        .split('<')
        .find(|tag| tag.starts_with(char::is_alphabetic))
        .unwrap_or_default();
    let name = name.split(|c: char| c.is_whitespace() || ">/".contains(c)).next();
    let local = name.unwrap_or_default().rsplit(':').next().unwrap_or_default();
    let ty = text
        .split("xsi:type=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let ty = ty.and_then(|ty| ty.rsplit(':').next());
    let mine = || CASES.iter().filter(|case| case.fixture == fixture);
    let named = mine().filter(|case| case.root.local() == local);
    let of_type = || mine().find(|case| Some(case.root.local()) == ty);
    let in_namespace = |case: &&Case| text.contains(&format!("\"{}\"", case.root.uri()));
    let found = named.clone().find(in_namespace).or_else(|| named.clone().next());
    *found.or_else(of_type).or_else(|| mine().next()).unwrap()
}

#[path = "support/golden.rs"]
mod golden;
