//! What a folder below `tests/fixtures/constructs` has to hold to prove its construct.
#![allow(clippy::unwrap_used, missing_docs)]

use fk_constructs::fixture::{Fixture, files_in};

/// How many documents each folder has at least.
const DOCUMENTS: [(&str, usize); 2] = [("valid", 2), ("invalid", 3)];

/// Fewer would prove little: a reader that admits all passes without refused documents, and one that is made for a single
/// document passes with one.
#[test]
fn each_construct_of_xsd_has_two_accepted_and_three_refused_documents() {
    let mut lacking = Vec::new();
    let mut folders = 0;
    for fixture in Fixture::all("constructs").unwrap() {
        // Those of OpenAPI have documents in JSON.
        if files_in(&fixture.path, "xsd").unwrap().is_empty() {
            continue;
        }
        folders += 1;
        for (kind, least) in DOCUMENTS {
            let found = files_in(&fixture.path.join(kind), "xml").unwrap().len();
            if found < least {
                let name = &fixture.name;
                lacking.push(format!(
                    "tests/fixtures/constructs/{name}/{kind}: {found} of {least}"
                ));
            }
        }
    }
    assert!(folders > 0, "no fixtures are found");
    assert!(
        lacking.is_empty(),
        "documents are missing; add them:\n{}",
        lacking.join("\n")
    );
}

/// A document and what is said of it stand together: an error left behind by a document that was renamed proves nothing.
#[test]
fn each_expected_error_belongs_to_a_document() {
    for fixture in Fixture::all("constructs").unwrap() {
        let folder = fixture.path.join("invalid");
        for error in files_in(&folder, "error").unwrap() {
            let error = folder.join(error);
            let documents = ["xml", "json"].map(|ending| error.with_extension(ending));
            let has_one = documents.iter().any(|document| document.exists());
            assert!(has_one, "{} belongs to no document", error.display());
        }
    }
}
