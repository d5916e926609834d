//! Identity constraints (Part 1, section 3.11).

use std::collections::BTreeMap;

use xsd_parser::models::schema::xs;

use super::error::ResolveError;
use super::instances::At;
use super::model::{IdentityConstraint, IdentityKind, QName};
use super::references::Scene;
use super::sources::ElementSource;
use super::tables::shown;

/// A constraint as others see it: where it stands, its number of fields, and whether a keyref may refer to it.
#[derive(Debug)]
pub(super) struct Key {
    at: At,
    fields: usize,
    referable: bool,
}

/// A constraint as written.
struct Written<'a> {
    at: At,
    name: Option<&'a String>,
    refer: Option<&'a xsd_parser::models::schema::QName>,
    selector: &'a str,
    fields: &'a [xs::Field],
    kind: IdentityKind,
}

fn written<'a>(scene: &Scene<'_>, source: &ElementSource<'a>) -> Vec<Written<'a>> {
    let constraint = |(index, content): (usize, &'a xs::ElementTypeContent)| {
        let at = scene.child(source.at, index);
        let plain = |item: &'a xs::KeybaseType, kind| {
            // The grammar demands a selector and fields.
            let content = item.content.as_ref()?;
            let (selector, fields) = (content.selector.xpath.as_str(), content.field.as_slice());
            Some(Written {
                at,
                name: item.name.as_ref(),
                refer: None,
                selector,
                fields,
                kind,
            })
        };
        match content {
            xs::ElementTypeContent::Unique(item) => plain(item, IdentityKind::Unique),
            xs::ElementTypeContent::Key(item) => plain(item, IdentityKind::Key),
            xs::ElementTypeContent::Keyref(item) => {
                let content = item.content.as_ref()?;
                let (selector, fields) = (content.selector.xpath.as_str(), content.field.as_slice());
                let kind = IdentityKind::KeyRef(QName::default());
                Some(Written {
                    at,
                    name: item.name.as_ref(),
                    refer: item.refer.as_ref(),
                    selector,
                    fields,
                    kind,
                })
            }
            _ => None,
        }
    };
    source
        .item
        .content
        .iter()
        .enumerate()
        .filter_map(constraint)
        .collect()
}

fn name(scene: &Scene<'_>, written: &Written<'_>) -> QName {
    QName {
        namespace: scene.instance(written.at).namespace.clone(),
        local: written.name.cloned().unwrap_or_default(),
    }
}

/// All constraints by name; they share one symbol space.
pub(super) fn keys(scene: &Scene<'_>) -> Result<BTreeMap<QName, Key>, ResolveError> {
    let mut keys: BTreeMap<QName, Key> = BTreeMap::new();
    for source in &scene.sources.elements {
        for written in written(scene, source) {
            let name = name(scene, &written);
            if let Some(first) = keys.get(&name) {
                return Err(ResolveError::Duplicate {
                    place: Box::new(scene.place(written.at)),
                    kind: "identity constraint",
                    name: shown(&name),
                    first: Box::new(scene.place(first.at)),
                });
            }
            let referable = !matches!(written.kind, IdentityKind::KeyRef(_));
            keys.insert(
                name,
                Key {
                    at: written.at,
                    fields: written.fields.len(),
                    referable,
                },
            );
        }
    }
    Ok(keys)
}

/// The constraints of an element.
pub(super) fn constraints(
    scene: &Scene<'_>,
    keys: &BTreeMap<QName, Key>,
    source: &ElementSource<'_>,
) -> Result<Vec<IdentityConstraint>, ResolveError> {
    let constraint = |written: Written<'_>| {
        let kind = match written.refer {
            Some(refer) => IdentityKind::KeyRef(referred(scene, keys, &written, refer)?),
            None => written.kind.clone(),
        };
        Ok(IdentityConstraint {
            name: name(scene, &written),
            kind,
            selector: written.selector.to_owned(),
            fields: written.fields.iter().map(|field| field.xpath.clone()).collect(),
            prefixes: scene.instance(written.at).prefixes(written.at.node).clone(),
            place: scene.place(written.at),
        })
    };
    written(scene, source).into_iter().map(constraint).collect()
}

fn referred(
    scene: &Scene<'_>,
    keys: &BTreeMap<QName, Key>,
    written: &Written<'_>,
    refer: &xsd_parser::models::schema::QName,
) -> Result<QName, ResolveError> {
    let name = scene.expand(written.at, refer);
    let key = scene.find(written.at, "key", &name, keys)?;
    if !key.referable {
        let problem = format!("{} is a keyref itself; refer to a key or unique", shown(&name));
        return Err(scene.rule(written.at, "c-props-correct.1", problem));
    }
    if key.fields != written.fields.len() {
        let problem = format!(
            "this has {} fields, but the key {} has {}",
            written.fields.len(),
            shown(&name),
            key.fields
        );
        return Err(scene.rule(written.at, "c-props-correct.2", problem));
    }
    Ok(name)
}
