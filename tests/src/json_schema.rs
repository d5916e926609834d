//! OpenAPI documents, and JSON by them, as others judge them: `openapi-spec-validator` and `openapi-schema-validator`.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

/// What is to be judged.
#[derive(Debug, Default, Serialize)]
pub struct Question {
    /// OpenAPI documents.
    pub documents: Vec<PathBuf>,
    /// JSON by a schema.
    pub cases: Vec<Case>,
}

/// Texts to be judged by one schema.
#[derive(Clone, Debug, Serialize)]
pub struct Case {
    /// The OpenAPI document.
    pub document: PathBuf,
    /// The schema's name in it.
    pub schema: String,
    /// The texts.
    pub texts: Vec<String>,
}

/// What is wrong with each, in the order of the question; `None` when nothing is.
#[derive(Debug, Deserialize)]
pub struct Judged {
    /// With the documents.
    pub documents: Vec<Option<String>>,
    /// With the texts of each case.
    pub cases: Vec<Vec<Option<String>>>,
}

/// Asks them, once for all.
///
/// # Panics
/// When they cannot be asked.
#[must_use]
pub fn judged(question: &Question) -> Judged {
    let mut child = Command::new("python3")
        .args(["-c", include_str!("json_schema.py")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let asked = serde_json::to_vec(question).unwrap();
    // Closed when it is dropped; nothing is answered before all is read.
    child.stdin.take().unwrap().write_all(&asked).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "the validators ended with {}",
        output.status
    );
    serde_json::from_slice(&output.stdout).unwrap()
}
