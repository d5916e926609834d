//! The parts of a complex type, whichever of the three ways it is written.

use xsd_parser::models::schema::xs;

use super::attributes::Part;
use super::instances::At;
use super::model::Compositor;
use super::particles::Written;
use super::references::Scene;

/// How a complex type is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Form {
    /// Content and attributes directly inside.
    Short,
    /// In `xs:simpleContent`.
    Simple,
    /// In `xs:complexContent`.
    Complex,
}

/// The parts of a complex type.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    /// Where the derivation stands; the type itself in the short form.
    pub(super) at: At,
    pub(super) form: Form,
    pub(super) mixed: bool,
    /// The group, choice, sequence or all.
    pub(super) model: Option<(At, Written, &'a xs::GroupType)>,
    pub(super) attributes: Vec<(At, Part<'a>)>,
    /// The type inside a restriction of simple content.
    pub(super) inner: Option<At>,
}

/// Takes a complex type apart.
pub(super) fn parts<'a>(scene: &Scene<'a>, at: At, item: &'a xs::ComplexBaseType) -> Parts<'a> {
    let mixed = item.mixed.unwrap_or(false);
    let mut parts = Parts {
        at,
        form: Form::Short,
        mixed,
        model: None,
        attributes: Vec::new(),
        inner: None,
    };
    for (index, content) in item.content.iter().enumerate() {
        let child = scene.child(at, index);
        use xs::ComplexBaseTypeContent as C;
        match content {
            C::SimpleContent(content) => {
                parts.form = Form::Simple;
                parts.simple_content(scene, child, content);
            }
            C::ComplexContent(content) => {
                parts.form = Form::Complex;
                parts.mixed = content.mixed.unwrap_or(mixed);
                parts.complex_content(scene, child, content);
            }
            C::Group(item) => parts.model(child, Written::Reference, item),
            C::All(item) => parts.model(child, Written::Compositor(Compositor::All), item),
            C::Choice(item) => parts.model(child, Written::Compositor(Compositor::Choice), item),
            C::Sequence(item) => parts.model(child, Written::Compositor(Compositor::Sequence), item),
            C::Attribute(item) => parts.attributes.push((child, Part::Attribute(item))),
            C::AttributeGroup(item) => parts.attributes.push((child, Part::Group(item))),
            C::AnyAttribute(item) => parts.attributes.push((child, Part::Any(item))),
            C::Annotation(_) | C::OpenContent(_) | C::Assert(_) => {}
        }
    }
    parts
}

impl<'a> Parts<'a> {
    fn model(&mut self, at: At, written: Written, item: &'a xs::GroupType) {
        self.model = Some((at, written, item));
    }

    fn simple_content(&mut self, scene: &Scene<'a>, at: At, item: &'a xs::SimpleContent) {
        for (index, content) in item.content.iter().enumerate() {
            let step = scene.child(at, index);
            match content {
                xs::SimpleContentContent::Restriction(item) => self.restriction(scene, step, item),
                xs::SimpleContentContent::Extension(item) => self.extension(scene, step, item),
                xs::SimpleContentContent::Annotation(_) => {}
            }
        }
    }

    fn complex_content(&mut self, scene: &Scene<'a>, at: At, item: &'a xs::ComplexContent) {
        for (index, content) in item.content.iter().enumerate() {
            let step = scene.child(at, index);
            match content {
                xs::ComplexContentContent::Restriction(item) => self.restriction(scene, step, item),
                xs::ComplexContentContent::Extension(item) => self.extension(scene, step, item),
                xs::ComplexContentContent::Annotation(_) => {}
            }
        }
    }

    fn restriction(&mut self, scene: &Scene<'a>, at: At, item: &'a xs::RestrictionType) {
        self.at = at;
        for (index, content) in item.content.iter().enumerate() {
            let child = scene.child(at, index);
            use xs::RestrictionTypeContent as C;
            match content {
                C::SimpleType(_) => self.inner = Some(child),
                C::Group(item) => self.model(child, Written::Reference, item),
                C::All(item) => self.model(child, Written::Compositor(Compositor::All), item),
                C::Choice(item) => self.model(child, Written::Compositor(Compositor::Choice), item),
                C::Sequence(item) => self.model(child, Written::Compositor(Compositor::Sequence), item),
                C::Attribute(item) => self.attributes.push((child, Part::Attribute(item))),
                C::AttributeGroup(item) => self.attributes.push((child, Part::Group(item))),
                C::AnyAttribute(item) => self.attributes.push((child, Part::Any(item))),
                C::Facet(_) | C::Annotation(_) | C::OpenContent(_) | C::Assert(_) => {}
            }
        }
    }

    fn extension(&mut self, scene: &Scene<'a>, at: At, item: &'a xs::ExtensionType) {
        self.at = at;
        for (index, content) in item.content.iter().enumerate() {
            let child = scene.child(at, index);
            use xs::ExtensionTypeContent as C;
            match content {
                C::Group(item) => self.model(child, Written::Reference, item),
                C::All(item) => self.model(child, Written::Compositor(Compositor::All), item),
                C::Choice(item) => self.model(child, Written::Compositor(Compositor::Choice), item),
                C::Sequence(item) => self.model(child, Written::Compositor(Compositor::Sequence), item),
                C::Attribute(item) => self.attributes.push((child, Part::Attribute(item))),
                C::AttributeGroup(item) => self.attributes.push((child, Part::Group(item))),
                C::AnyAttribute(item) => self.attributes.push((child, Part::Any(item))),
                C::Annotation(_) | C::OpenContent(_) | C::Assert(_) => {}
            }
        }
    }
}
