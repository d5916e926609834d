//! What is judged: the contract, the bills with every change of one place, and the documents of the fixtures.

use std::fs;
use std::path::{Path, PathBuf};

use fk_contracts::erak::current::{NyRakning, Rakning};
use fk_runtime::json;
use fk_tests::bills::SCENARIOS;
use fk_tests::json_schema::{Case, Question};
use fk_tests::{fixtures, repository};
use serde_json::{Value, json as value};

use crate::changes::{Of, changes};

/// What the validators are asked, and what we say to each text.
pub(crate) struct Asked {
    pub(crate) question: Question,
    /// One for each case of the question.
    pub(crate) groups: Vec<Group>,
}

/// The texts of a case.
pub(crate) struct Group {
    pub(crate) name: String,
    /// The name of each text, and what we find wrong with it.
    pub(crate) texts: Vec<(String, Option<String>)>,
}

pub(crate) fn material() -> Asked {
    let mut asked = Asked {
        question: Question::default(),
        groups: Vec::new(),
    };
    let contract = repository().join("schemas/erak/1/openapi.yaml");
    asked.question.documents.push(contract.clone());
    asked.bills(&contract);
    asked.fixtures();
    asked
}

impl Asked {
    fn bills(&mut self, contract: &Path) {
        for scenario in SCENARIOS {
            // The scenarios share the types of their fields: one of each kind of bill tries them.
            let of = if scenario.signer.is_none() {
                Of::Values
            } else {
                Of::Shape
            };
            let sizes = [
                ("smallest", scenario.smallest(), Of::Shape),
                ("fullest", scenario.fullest(), of),
            ];
            for (size, bill, of) in sizes {
                let group = format!("{}, {size}", scenario.name);
                let mut texts = Vec::new();
                let unchanged = ("as it is".to_owned(), bill.clone());
                for (what, bill) in std::iter::once(unchanged).chain(changes(&bill, of)) {
                    let text = bill.to_string();
                    let wrong = json::from_str::<Rakning>(&text).err();
                    let name = format!("{group}: {what}");
                    texts.push((name, text, wrong.map(|error| error.to_string())));
                }
                self.case(group, contract, "Rakning", texts);
            }
        }
        let mut texts = Vec::new();
        for (what, call) in changes(&call(), Of::Values)
            .into_iter()
            .filter(|(what, _)| !what.starts_with("/rakning/"))
        {
            let text = call.to_string();
            let wrong = json::from_str::<NyRakning>(&text).err();
            texts.push((
                format!("NyRakning: {what}"),
                text,
                wrong.map(|error| error.to_string()),
            ));
        }
        self.case("NyRakning".to_owned(), contract, "NyRakning", texts);
    }

    fn fixtures(&mut self) {
        for fixture in folders(&fixtures().join("constructs")) {
            let document = fixture.join("schema.yaml");
            if !document.exists() {
                continue;
            }
            self.question.documents.push(document.clone());
            let mut texts = Vec::new();
            for verdict in ["valid", "invalid"] {
                for path in files(&fixture.join(verdict)) {
                    let name = name(&path);
                    let Some(stem) = name.strip_suffix(".json") else {
                        continue;
                    };
                    let Ok(text) = fs::read_to_string(&path) else {
                        continue;
                    };
                    let name = format!("{}: {verdict}/{stem}", self::name(&fixture));
                    texts.push((
                        name,
                        text,
                        (verdict == "invalid").then(|| "its folder".to_owned()),
                    ));
                }
            }
            self.case(self::name(&fixture), &document, "Rot", texts);
        }
    }

    fn case(
        &mut self,
        name: String,
        document: &Path,
        schema: &str,
        texts: Vec<(String, String, Option<String>)>,
    ) {
        self.question.cases.push(Case {
            document: document.to_owned(),
            schema: schema.to_owned(),
            texts: texts.iter().map(|(_, text, _)| text.clone()).collect(),
        });
        let texts = texts.into_iter().map(|(name, _, wrong)| (name, wrong)).collect();
        self.groups.push(Group { name, texts });
    }
}

/// What a bill is handed over with.
fn call() -> Value {
    value!({
        "leverantor": "Prov AB",
        "returUrl": "https://leverantor.example/retur",
        "signalUrl": "https://leverantor.example/signal",
        "rakning": SCENARIOS[0].smallest(),
    })
}

fn folders(path: &Path) -> Vec<PathBuf> {
    files(path).into_iter().filter(|path| path.is_dir()).collect()
}

/// What is in a folder, by name; nothing when there is none.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}
