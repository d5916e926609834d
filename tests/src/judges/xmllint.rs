//! The judgement of libxml2, through its command `xmllint`.

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::Arc;

use super::Judgement;
use crate::corpus::{Document, GROUPS};

/// What `xmllint` says of every document, by name; one process a schema.
///
/// It says of each file on a line of its own that it validates or not, and of one that is not well-formed what is
/// wrong with it.
///
/// # Panics
/// When it cannot be run, or cannot read a schema.
#[must_use]
pub fn xmllint(documents: &[Arc<Document>]) -> BTreeMap<String, Judgement> {
    let mut judgements = BTreeMap::new();
    for group in &GROUPS {
        let documents: Vec<_> = documents
            .iter()
            .filter(|document| document.group.name == group.name)
            .collect();
        let output = Command::new("xmllint")
            .args(["--nonet", "--noout", "--schema"])
            .arg(crate::repository().join(group.schema))
            .args(documents.iter().map(|document| document.path()))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            !said.contains("failed to compile"),
            "xmllint cannot read {}: {said}",
            group.schema
        );
        for document in documents {
            let path = document.path();
            let path = path.display();
            let (validates, about) = (format!("{path} validates"), format!("{path}:"));
            let judgement = if said.lines().any(|line| line == validates) {
                Judgement::valid()
            } else {
                let reason = said.lines().find(|line| line.starts_with(&about));
                Judgement::invalid(reason.unwrap_or("no reason given"))
            };
            judgements.insert(document.name.clone(), judgement);
        }
    }
    judgements
}
