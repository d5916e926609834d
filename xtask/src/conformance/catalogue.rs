//! What the suite holds, and what it says of each file: NIST's labels, and the test sets of the others.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// What the suite says of a file.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Label {
    Valid,
    Invalid,
}

/// A schema and its instances.
#[derive(Debug)]
pub(crate) struct Group {
    /// The suite's part that it belongs to.
    pub(crate) set: &'static str,
    /// The schema documents, relative to the suite.
    pub(crate) schemas: Vec<String>,
    pub(crate) label: Label,
    pub(crate) instances: Vec<Instance>,
}

/// An instance, relative to the suite.
#[derive(Clone, Debug)]
pub(crate) struct Instance {
    pub(crate) path: String,
    pub(crate) label: Label,
}

impl Group {
    /// What the group is called: its first schema document.
    pub(crate) fn name(&self) -> &str {
        self.schemas.first().map_or("", String::as_str)
    }
}

/// NIST's labels, in the suite's folder.
const NIST_LABELS: &str = "nist_labels.tsv";

/// The folders with test sets.
const TEST_SETS: [(&str, &str); 2] = [("Sun", "sunMeta"), ("Boeing", "boeingMeta")];

/// All groups, by set and name.
pub(crate) fn read(suite: &Path) -> Result<Vec<Group>> {
    let mut groups = nist(suite)?;
    for (set, folder) in TEST_SETS {
        let folder = suite.join(folder);
        let files = std::fs::read_dir(&folder).with_context(|| {
            format!(
                "{} is no folder of the W3C's suite: it lacks {}",
                suite.display(),
                folder.display()
            )
        })?;
        let mut files: Vec<PathBuf> = files.map(|file| Ok(file?.path())).collect::<Result<_>>()?;
        files.retain(|file| file.extension().is_some_and(|extension| extension == "testSet"));
        files.sort();
        for file in files {
            groups.extend(test_set(suite, set, &file).with_context(|| format!("in {}", file.display()))?);
        }
    }
    groups.sort_by(|a, b| (a.set, a.name()).cmp(&(b.set, b.name())));
    Ok(merged(groups))
}

/// Several groups of a test set can be of one schema.
fn merged(groups: Vec<Group>) -> Vec<Group> {
    let mut merged: Vec<Group> = Vec::new();
    for group in groups {
        match merged.last_mut() {
            Some(last) if last.schemas == group.schemas && last.label == group.label => {
                last.instances.extend(group.instances);
            }
            _ => merged.push(group),
        }
    }
    for group in &mut merged {
        group.instances.sort_by(|a, b| a.path.cmp(&b.path));
        group.instances.dedup_by(|a, b| a.path == b.path);
    }
    merged
}

/// A line a file: its path and its label. An instance names its schema.
fn nist(suite: &Path) -> Result<Vec<Group>> {
    let path = suite.join(NIST_LABELS);
    let text = std::fs::read_to_string(&path).with_context(|| {
        format!(
            "{} is no folder of the W3C's suite: {} cannot be read",
            suite.display(),
            path.display()
        )
    })?;
    let mut groups = BTreeMap::new();
    let mut instances = Vec::new();
    for line in text.lines() {
        let Some((path, label)) = line.split_once('\t') else {
            bail!("{NIST_LABELS}: a line has no tab: {line}");
        };
        let label = label_of(label)?;
        if path.ends_with(".xsd") {
            let group = Group {
                set: "NIST",
                schemas: vec![path.to_owned()],
                label,
                instances: Vec::new(),
            };
            groups.insert(path.to_owned(), group);
        } else {
            instances.push(Instance {
                path: path.to_owned(),
                label,
            });
        }
    }
    for instance in instances {
        let schema = named_schema(suite, &instance.path)?;
        let Some(group) = groups.get_mut(&schema) else {
            bail!("{}: its schema {schema} is not in {NIST_LABELS}", instance.path);
        };
        group.instances.push(instance);
    }
    Ok(groups.into_values().collect())
}

fn label_of(text: &str) -> Result<Label> {
    match text.trim() {
        "valid" => Ok(Label::Valid),
        "invalid" => Ok(Label::Invalid),
        other => bail!("`{other}` is neither `valid` nor `invalid`"),
    }
}

/// The schema that an instance names in `xsi:schemaLocation`.
fn named_schema(suite: &Path, instance: &str) -> Result<String> {
    const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
    let text = std::fs::read_to_string(suite.join(instance)).with_context(|| instance.to_owned())?;
    let document = roxmltree::Document::parse(&text).with_context(|| instance.to_owned())?;
    let root = document.root_element();
    let location = root
        .attribute((XSI, "schemaLocation"))
        .or_else(|| root.attribute((XSI, "noNamespaceSchemaLocation")))
        .and_then(|value| value.split_whitespace().last());
    let location = location.with_context(|| format!("{instance} names no schema"))?;
    Ok(beside(instance, location))
}

/// The groups of one test set.
fn test_set(suite: &Path, set: &'static str, file: &Path) -> Result<Vec<Group>> {
    let text = std::fs::read_to_string(file)?;
    let document = roxmltree::Document::parse(&text)?;
    let meta = file.strip_prefix(suite)?.to_string_lossy().into_owned();
    let mut groups = Vec::new();
    for group in document
        .descendants()
        .filter(|node| node.has_tag_name((SUITE, "testGroup")))
    {
        let mut schema = None;
        let mut instances = Vec::new();
        for test in group.children().filter(|node| node.is_element()) {
            let documents = |kind| -> Vec<String> {
                let documents = test.children().filter(|node| node.has_tag_name((SUITE, kind)));
                let links = documents.filter_map(|node| node.attribute((XLINK, "href")));
                links.map(|link| beside(&meta, link)).collect()
            };
            let Some(label) = expected(test)? else { continue };
            match test.tag_name().name() {
                "schemaTest" => schema = Some((documents("schemaDocument"), label)),
                "instanceTest" => instances.extend(
                    documents("instanceDocument")
                        .into_iter()
                        .map(|path| Instance { path, label }),
                ),
                _ => {}
            }
        }
        if let Some((schemas, label)) = schema {
            groups.push(Group {
                set,
                schemas,
                label,
                instances,
            });
        }
    }
    Ok(groups)
}

const SUITE: &str = "http://www.w3.org/XML/2004/xml-schema-test-suite/";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// What is expected of a test by XSD 1.0; nothing when it is for another version.
fn expected(test: roxmltree::Node<'_, '_>) -> Result<Option<Label>> {
    let is_ours = |node: &roxmltree::Node<'_, '_>| {
        node.attribute("version")
            .is_none_or(|version| version.split_whitespace().any(|word| word == "1.0"))
    };
    if !is_ours(&test) {
        return Ok(None);
    }
    let mut expected = test
        .children()
        .filter(|node| node.has_tag_name((SUITE, "expected")))
        .filter(is_ours);
    expected
        .next()
        .and_then(|node| node.attribute("validity"))
        .map(label_of)
        .transpose()
}

/// A path that is named in a file of the suite.
fn beside(file: &str, named: &str) -> String {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in named.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn a_path_is_relative_to_the_file_that_names_it() {
        assert_eq!(
            beside("sunMeta/a.testSet", "../sunData/b/c.xsd"),
            "sunData/b/c.xsd"
        );
        assert_eq!(beside("n/i/x.xml", "x.xsd"), "n/i/x.xsd");
    }
}
