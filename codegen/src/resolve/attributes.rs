//! Attribute uses (Part 1, sections 3.2, 3.5 and 3.6): those of attribute groups and base types included.

use std::collections::{BTreeMap, BTreeSet};

use xsd_parser::models::schema::xs;

use super::error::ResolveError;
use super::instances::At;
use super::model::{AttributeId, AttributeUse, Documentation, QName, ValueConstraint, Wildcard};
use super::references::Scene;
use super::tables::shown;
use super::wildcards;

/// How deep references to attribute groups may be nested.
const DEPTH_LIMIT: usize = 200;

/// The attributes that a type or attribute group has of its own, through attribute groups too.
#[derive(Clone, Debug, Default)]
pub(super) struct AttributeSet {
    /// By name, with the place of the use.
    pub(super) uses: BTreeMap<QName, (AttributeUse, At)>,
    /// Names that `use="prohibited"` takes away from a restriction.
    pub(super) prohibited: BTreeSet<QName>,
    /// Its own wildcard and those of its attribute groups, combined.
    pub(super) wildcard: Option<Wildcard>,
}

/// Attribute groups that are worked out, by index.
#[derive(Debug, Default)]
pub(super) struct AttributeGroups {
    done: BTreeMap<usize, AttributeSet>,
}

/// A piece of a type or attribute group that concerns attributes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'a> {
    Attribute(&'a xs::AttributeInnerType),
    Group(&'a xs::AttributeGroupType),
    Any(&'a xs::AnyAttribute),
}

/// The name of a local declaration: in the target namespace when it is qualified.
pub(super) fn local_name(
    scene: &Scene<'_>,
    at: At,
    local: Option<&String>,
    form: &xs::FormChoiceType,
) -> QName {
    let namespace = match form {
        xs::FormChoiceType::Qualified => scene.instance(at).namespace.clone(),
        xs::FormChoiceType::Unqualified => String::new(),
    };
    QName {
        namespace,
        local: local.cloned().unwrap_or_default(),
    }
}

/// The name of an attribute declaration.
pub(super) fn declared_name(scene: &Scene<'_>, id: AttributeId) -> QName {
    let source = &scene.sources.attributes[id.0 as usize];
    let default = &scene.schema(source.at).attribute_form_default;
    let form = match source.scope {
        super::model::Scope::Schema => &xs::FormChoiceType::Qualified,
        _ => source.item.form.as_ref().unwrap_or(default),
    };
    local_name(scene, source.at, source.item.name.as_ref(), form)
}

/// Works out attribute sets.
pub(super) struct Builder<'b, 'a> {
    scene: &'b Scene<'a>,
    groups: &'b mut AttributeGroups,
    open: Vec<usize>,
}

impl<'b, 'a> Builder<'b, 'a> {
    pub(super) fn new(scene: &'b Scene<'a>, groups: &'b mut AttributeGroups) -> Self {
        Self {
            scene,
            groups,
            open: Vec::new(),
        }
    }

    /// The attributes of the parts of the component at `at`.
    pub(super) fn set(
        &mut self,
        at: At,
        parts: impl Iterator<Item = (At, Part<'a>)>,
    ) -> Result<AttributeSet, ResolveError> {
        let mut set = AttributeSet::default();
        let (mut own, mut inherited) = (None, Vec::new());
        for (at, part) in parts {
            match part {
                Part::Attribute(item) => self.attribute(at, item, &mut set)?,
                Part::Group(item) => {
                    let Some(written) = &item.ref_ else { continue };
                    let index = self
                        .scene
                        .attribute_group(at, written, self.open.last().copied())?;
                    let group = self.named(at, index)?;
                    for (name, entry) in group.uses {
                        insert(self.scene, at, &mut set, name, entry)?;
                    }
                    inherited.extend(group.wildcard);
                }
                Part::Any(item) => {
                    let namespace = item.namespace.as_ref();
                    own = Some(wildcards::wildcard(
                        self.scene,
                        at,
                        namespace,
                        &item.process_contents,
                    ));
                }
            }
        }
        set.wildcard = wildcards::complete(self.scene, at, own, inherited.into_iter())?;
        Ok(set)
    }

    /// Every attribute group, also one that nothing refers to, must make sense.
    pub(super) fn check_named(&mut self, index: usize) -> Result<(), ResolveError> {
        self.named(self.scene.sources.attribute_groups[index].at, index)
            .map(|_| ())
    }

    fn named(&mut self, at: At, index: usize) -> Result<AttributeSet, ResolveError> {
        if let Some(set) = self.groups.done.get(&index) {
            return Ok(set.clone());
        }
        if let Some(from) = self.open.iter().position(|open| *open == index) {
            return Err(self.circular(&self.open[from..]));
        }
        if self.open.len() >= DEPTH_LIMIT {
            let place = Box::new(self.scene.place(at));
            return Err(ResolveError::TooLarge {
                place,
                what: "the nesting of attribute groups",
                limit: DEPTH_LIMIT,
            });
        }
        let scene = self.scene;
        let source = &scene.sources.attribute_groups[index];
        self.open.push(index);
        let parts = source
            .item
            .content
            .iter()
            .enumerate()
            .filter_map(|(index, content)| {
                let part = match content {
                    xs::AttributeGroupTypeContent::Attribute(item) => Part::Attribute(item),
                    xs::AttributeGroupTypeContent::AttributeGroup(item) => Part::Group(item),
                    xs::AttributeGroupTypeContent::AnyAttribute(item) => Part::Any(item),
                    xs::AttributeGroupTypeContent::Annotation(_) => return None,
                };
                Some((scene.child(source.at, index), part))
            });
        let set = self.set(source.at, parts)?;
        self.open.pop();
        self.groups.done.insert(index, set.clone());
        Ok(set)
    }

    fn attribute(
        &mut self,
        at: At,
        item: &'a xs::AttributeInnerType,
        set: &mut AttributeSet,
    ) -> Result<(), ResolveError> {
        let scene = self.scene;
        let prohibited = item.use_ == xs::AttributeUseType::Prohibited;
        let (name, id) = match &item.ref_ {
            Some(written) => {
                let id = scene.attribute(at, written)?;
                (declared_name(scene, id), Some(id))
            }
            None => {
                let form = item
                    .form
                    .as_ref()
                    .unwrap_or(&scene.schema(at).attribute_form_default);
                (
                    local_name(scene, at, item.name.as_ref(), form),
                    scene.sources.attribute_at.get(&at).copied(),
                )
            }
        };
        if prohibited {
            set.prohibited.insert(name);
            return Ok(());
        }
        // A declaration that is not prohibited was collected.
        let Some(attribute) = id else { return Ok(()) };
        let value = value(item.default.as_ref(), item.fixed.as_ref());
        if item.ref_.is_some() {
            self.keeps_fixed(at, attribute, value.as_ref())?;
        }
        let documentation = match &item.ref_ {
            Some(_) => scene.instance(at).documentation(at.node),
            None => Documentation::default(),
        };
        let required = item.use_ == xs::AttributeUseType::Required;
        insert(
            scene,
            at,
            set,
            name,
            (
                AttributeUse {
                    attribute,
                    required,
                    value,
                    documentation,
                },
                at,
            ),
        )
    }

    /// The use of an attribute whose declaration fixes its value cannot give another.
    fn keeps_fixed(
        &self,
        at: At,
        id: AttributeId,
        value: Option<&ValueConstraint>,
    ) -> Result<(), ResolveError> {
        let declared = self.scene.sources.attributes[id.0 as usize].item.fixed.as_deref();
        match (declared, value) {
            (Some(fixed), Some(value)) if !value.fixed || value.text != fixed => {
                let problem =
                    format!("the declaration fixes this attribute to \"{fixed}\"; remove the value here");
                Err(self.scene.rule(at, "au-props-correct.2", problem))
            }
            _ => Ok(()),
        }
    }

    fn circular(&self, circle: &[usize]) -> ResolveError {
        let first = circle
            .iter()
            .enumerate()
            .min_by_key(|(_, index)| **index)
            .map_or(0, |(position, _)| position);
        let turned = circle[first..].iter().chain(&circle[..=first]);
        let names: Vec<&str> = turned
            .map(|index| self.scene.sources.attribute_groups[*index].name.local.as_str())
            .collect();
        let start = self.scene.sources.attribute_groups[circle[first]].at;
        ResolveError::Circular {
            place: Box::new(self.scene.place(start)),
            kind: "attribute group",
            cycle: names.join(" → "),
        }
    }
}

/// `default` or `fixed`; prefixes are added once the type is known.
pub(super) fn value(default: Option<&String>, fixed: Option<&String>) -> Option<ValueConstraint> {
    let text = fixed.or(default)?.clone();
    Some(ValueConstraint {
        fixed: fixed.is_some(),
        text,
        prefixes: BTreeMap::new(),
    })
}

fn insert(
    scene: &Scene<'_>,
    at: At,
    set: &mut AttributeSet,
    name: QName,
    entry: (AttributeUse, At),
) -> Result<(), ResolveError> {
    match set.uses.get(&name) {
        // One and the same use may be reached through several attribute groups.
        Some((_, first)) if *first == entry.1 => Ok(()),
        Some(_) => {
            let problem = format!(
                "there is already an attribute {} here; keep one of them",
                shown(&name)
            );
            Err(scene.rule(at, "ct-props-correct.4", problem))
        }
        None => {
            set.uses.insert(name, entry);
            Ok(())
        }
    }
}
