//! Collects every component as it is written, numbered in document order.

use xsd_parser::models::schema::xs;

use super::instances::{At, Instance};
use super::model::{AttributeId, ElementId, QName, Scope, TypeId, TypeOwner, TypeRole};
use super::sources::{
    AttributeSource, Component, ElementSource, Global, GroupSource, Sources, TypeItem, TypeSource,
};
use crate::read::NodeId;

/// Collects the components of all instances.
pub(super) fn collect<'a>(instances: &[Instance<'a>]) -> Sources<'a> {
    let mut sources = Sources::default();
    for (index, instance) in instances.iter().enumerate() {
        let mut collector = Collector {
            instance,
            index,
            sources: &mut sources,
        };
        collector.schema();
    }
    sources
}

struct Collector<'a, 's, 'i> {
    instance: &'i Instance<'a>,
    index: usize,
    sources: &'s mut Sources<'a>,
}

/// An index into an arena; a contract of 2^32 components does not fit the parser, which counts nodes in 32 bits.
fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl<'a> Collector<'a, '_, '_> {
    fn at(&self, node: NodeId) -> At {
        At {
            instance: self.index,
            node,
        }
    }

    fn child(&self, node: NodeId, index: usize) -> NodeId {
        self.instance.document.positions.child(node, index)
    }

    fn name(&self, local: Option<&String>) -> QName {
        QName {
            namespace: self.instance.namespace.clone(),
            local: local.cloned().unwrap_or_default(),
        }
    }

    fn global(&mut self, component: Component, name: QName, node: NodeId, redefines: bool) {
        let at = self.at(node);
        self.sources.globals.push(Global {
            component,
            name,
            at,
            redefines,
        });
    }

    fn schema(&mut self) {
        let document = self.instance.document;
        for (index, content) in document.tree.content.iter().enumerate() {
            let node = self.child(NodeId::ROOT, index);
            use xs::SchemaContent as C;
            match content {
                C::Redefine(redefine) => self.redefine(redefine, node),
                C::SimpleType(item) => self.global_simple(item, node, false),
                C::ComplexType(item) => self.global_complex(item, node, false),
                C::Group(item) => self.named_group(item, node, false),
                C::AttributeGroup(item) => self.named_attribute_group(item, node, false),
                C::Element(item) => {
                    let id = self.element(item, node, Scope::Schema);
                    let name = self.name(item.name.as_ref());
                    self.global(Component::Element(id), name, node, false);
                }
                C::Attribute(item) => {
                    let id = self.attribute(item, node, Scope::Schema);
                    let name = self.name(item.name.as_ref());
                    self.global(Component::Attribute(id), name, node, false);
                }
                C::Notation(item) => {
                    let index = self.sources.notations.len();
                    self.sources.notations.push((self.at(node), item));
                    let name = self.name(Some(&item.name));
                    self.global(Component::Notation(index), name, node, false);
                }
                // Imports and includes are followed by read. Annotations are kept beside the tree, and what XSD 1.1
                // adds is refused there.
                C::Include(_)
                | C::Import(_)
                | C::Override(_)
                | C::Annotation(_)
                | C::DefaultOpenContent(_) => {}
            }
        }
    }

    fn redefine(&mut self, redefine: &'a xs::Redefine, node: NodeId) {
        for (index, content) in redefine.content.iter().enumerate() {
            let node = self.child(node, index);
            use xs::RedefineContent as C;
            match content {
                C::SimpleType(item) => self.global_simple(item, node, true),
                C::ComplexType(item) => self.global_complex(item, node, true),
                C::Group(item) => self.named_group(item, node, true),
                C::AttributeGroup(item) => self.named_attribute_group(item, node, true),
                C::Annotation(_) => {}
            }
        }
    }

    fn global_simple(&mut self, item: &'a xs::SimpleBaseType, node: NodeId, redefines: bool) {
        let name = self.name(item.name.as_ref());
        let id = self.simple_type(item, node, Some(name.clone()), None);
        self.global(Component::Type(id), name, node, redefines);
    }

    fn global_complex(&mut self, item: &'a xs::ComplexBaseType, node: NodeId, redefines: bool) {
        let name = self.name(item.name.as_ref());
        let id = self.complex_type(item, node, Some(name.clone()), None);
        self.global(Component::Type(id), name, node, redefines);
    }

    fn named_group(&mut self, item: &'a xs::GroupType, node: NodeId, redefines: bool) {
        let name = self.name(item.name.as_ref());
        let index = self.sources.groups.len();
        let at = self.at(node);
        self.sources.groups.push(GroupSource {
            at,
            item,
            name: name.clone(),
            original: None,
        });
        self.group(item, node, &Scope::Group(name.clone()));
        self.global(Component::Group(index), name, node, redefines);
    }

    fn named_attribute_group(&mut self, item: &'a xs::AttributeGroupType, node: NodeId, redefines: bool) {
        let name = self.name(item.name.as_ref());
        let index = self.sources.attribute_groups.len();
        let at = self.at(node);
        self.sources.attribute_groups.push(GroupSource {
            at,
            item,
            name: name.clone(),
            original: None,
        });
        let scope = Scope::Group(name.clone());
        for (index, content) in item.content.iter().enumerate() {
            if let xs::AttributeGroupTypeContent::Attribute(item) = content {
                self.local_attribute(item, self.child(node, index), &scope);
            }
        }
        self.global(Component::AttributeGroup(index), name, node, redefines);
    }

    fn new_type(
        &mut self,
        node: NodeId,
        item: TypeItem<'a>,
        name: Option<QName>,
        owner: Option<TypeOwner>,
    ) -> TypeId {
        let id = TypeId(number(self.sources.types.len()));
        let at = self.at(node);
        self.sources.types.push(TypeSource {
            at,
            item,
            name,
            owner,
            original: None,
        });
        self.sources.type_at.insert(at, id);
        id
    }

    fn simple_type(
        &mut self,
        item: &'a xs::SimpleBaseType,
        node: NodeId,
        name: Option<QName>,
        owner: Option<TypeOwner>,
    ) -> TypeId {
        let id = self.new_type(node, TypeItem::Simple(item), name, owner);
        let owned = |role| Some(TypeOwner::Type { id, role });
        for (index, content) in item.content.iter().enumerate() {
            let step = self.child(node, index);
            match content {
                xs::SimpleBaseTypeContent::Restriction(restriction) => {
                    for (index, content) in restriction.content.iter().enumerate() {
                        if let xs::RestrictionContent::SimpleType(base) = content {
                            self.simple_type(base, self.child(step, index), None, owned(TypeRole::Base));
                        }
                    }
                }
                xs::SimpleBaseTypeContent::List(list) => {
                    if let Some(inner) = &list.simple_type {
                        self.simple_type(inner, self.child(step, 0), None, owned(TypeRole::Item));
                    }
                }
                xs::SimpleBaseTypeContent::Union(union) => {
                    let named = union.member_types.as_ref().map_or(0, |members| members.0.len());
                    for (index, member) in union.simple_type.iter().enumerate() {
                        let role = TypeRole::Member(number(named + index));
                        self.simple_type(member, self.child(step, index), None, owned(role));
                    }
                }
                xs::SimpleBaseTypeContent::Annotation(_) => {}
            }
        }
        id
    }

    fn complex_type(
        &mut self,
        item: &'a xs::ComplexBaseType,
        node: NodeId,
        name: Option<QName>,
        owner: Option<TypeOwner>,
    ) -> TypeId {
        let id = self.new_type(node, TypeItem::Complex(item), name, owner);
        let scope = Scope::Type(id);
        for (index, content) in item.content.iter().enumerate() {
            let child = self.child(node, index);
            use xs::ComplexBaseTypeContent as C;
            match content {
                C::SimpleContent(simple) => self.simple_content(simple, child, id, &scope),
                C::ComplexContent(complex) => self.complex_content(complex, child, &scope),
                C::All(group) | C::Choice(group) | C::Sequence(group) => self.group(group, child, &scope),
                C::Attribute(item) => self.local_attribute(item, child, &scope),
                // References declare nothing; the rest is refused in read.
                C::Group(_)
                | C::AttributeGroup(_)
                | C::AnyAttribute(_)
                | C::Annotation(_)
                | C::OpenContent(_)
                | C::Assert(_) => {}
            }
        }
        id
    }

    fn simple_content(&mut self, item: &'a xs::SimpleContent, node: NodeId, id: TypeId, scope: &Scope) {
        for (index, content) in item.content.iter().enumerate() {
            let step = self.child(node, index);
            match content {
                xs::SimpleContentContent::Restriction(restriction) => {
                    let narrows = restriction
                        .content
                        .iter()
                        .any(|content| matches!(content, xs::RestrictionTypeContent::Facet(_)));
                    let mut owner = TypeOwner::Type {
                        id,
                        role: TypeRole::Content,
                    };
                    if narrows {
                        let content = self.new_type(step, TypeItem::Content(restriction), None, Some(owner));
                        owner = TypeOwner::Type {
                            id: content,
                            role: TypeRole::Base,
                        };
                    }
                    self.restriction(restriction, step, Some(owner), scope);
                }
                xs::SimpleContentContent::Extension(extension) => self.extension(extension, step, scope),
                xs::SimpleContentContent::Annotation(_) => {}
            }
        }
    }

    fn complex_content(&mut self, item: &'a xs::ComplexContent, node: NodeId, scope: &Scope) {
        for (index, content) in item.content.iter().enumerate() {
            let step = self.child(node, index);
            match content {
                xs::ComplexContentContent::Restriction(restriction) => {
                    self.restriction(restriction, step, None, scope);
                }
                xs::ComplexContentContent::Extension(extension) => self.extension(extension, step, scope),
                xs::ComplexContentContent::Annotation(_) => {}
            }
        }
    }

    fn restriction(
        &mut self,
        item: &'a xs::RestrictionType,
        node: NodeId,
        owner: Option<TypeOwner>,
        scope: &Scope,
    ) {
        for (index, content) in item.content.iter().enumerate() {
            let child = self.child(node, index);
            use xs::RestrictionTypeContent as C;
            match content {
                C::SimpleType(item) => {
                    self.simple_type(item, child, None, owner.clone());
                }
                C::All(group) | C::Choice(group) | C::Sequence(group) => self.group(group, child, scope),
                C::Attribute(item) => self.local_attribute(item, child, scope),
                C::Group(_)
                | C::Facet(_)
                | C::AttributeGroup(_)
                | C::AnyAttribute(_)
                | C::Annotation(_)
                | C::OpenContent(_)
                | C::Assert(_) => {}
            }
        }
    }

    fn extension(&mut self, item: &'a xs::ExtensionType, node: NodeId, scope: &Scope) {
        for (index, content) in item.content.iter().enumerate() {
            let child = self.child(node, index);
            use xs::ExtensionTypeContent as C;
            match content {
                C::All(group) | C::Choice(group) | C::Sequence(group) => self.group(group, child, scope),
                C::Attribute(item) => self.local_attribute(item, child, scope),
                C::Group(_)
                | C::AttributeGroup(_)
                | C::AnyAttribute(_)
                | C::Annotation(_)
                | C::OpenContent(_)
                | C::Assert(_) => {}
            }
        }
    }

    fn group(&mut self, item: &'a xs::GroupType, node: NodeId, scope: &Scope) {
        for (index, content) in item.content.iter().enumerate() {
            let child = self.child(node, index);
            use xs::GroupTypeContent as C;
            match content {
                C::Element(item) if item.ref_.is_none() => {
                    self.element(item, child, scope.clone());
                }
                C::All(group) | C::Choice(group) | C::Sequence(group) => self.group(group, child, scope),
                C::Element(_) | C::Group(_) | C::Any(_) | C::Annotation(_) => {}
            }
        }
    }

    fn element(&mut self, item: &'a xs::ElementType, node: NodeId, scope: Scope) -> ElementId {
        let id = ElementId(number(self.sources.elements.len()));
        let at = self.at(node);
        self.sources.elements.push(ElementSource { at, item, scope });
        self.sources.element_at.insert(at, id);
        for (index, content) in item.content.iter().enumerate() {
            let child = self.child(node, index);
            match content {
                xs::ElementTypeContent::SimpleType(item) => {
                    self.simple_type(item, child, None, Some(TypeOwner::Element(id)));
                }
                xs::ElementTypeContent::ComplexType(item) => {
                    self.complex_type(item, child, None, Some(TypeOwner::Element(id)));
                }
                _ => {}
            }
        }
        id
    }

    /// A declaration inside a type or group. A reference declares nothing, nor does a prohibition.
    fn local_attribute(&mut self, item: &'a xs::AttributeInnerType, node: NodeId, scope: &Scope) {
        if item.ref_.is_none() && item.use_ != xs::AttributeUseType::Prohibited {
            self.attribute(item, node, scope.clone());
        }
    }

    fn attribute(&mut self, item: &'a xs::AttributeInnerType, node: NodeId, scope: Scope) -> AttributeId {
        let id = AttributeId(number(self.sources.attributes.len()));
        let at = self.at(node);
        self.sources.attributes.push(AttributeSource { at, item, scope });
        self.sources.attribute_at.insert(at, id);
        if let Some(simple) = &item.simple_type {
            self.simple_type(simple, self.child(node, 0), None, Some(TypeOwner::Attribute(id)));
        }
        id
    }
}
