//! Types, elements and attributes.

use std::collections::BTreeMap;

use super::derivation::Derivations;
use super::simple::{lower_simple, notation_without_values};
use super::{
    Attribute, Content, Contract, Declared, Element, LowerError, QName, Record, Shape, Step, Type, TypeKey,
    TypeRef,
};
use crate::place::Place;
use crate::resolve::{
    self, AttributeId, BuiltIn, ComplexType, Documentation, ElementId, SchemaSet, Scope, TypeId, TypeKind,
    TypeOwner, TypeRole,
};

/// Lowers all components of a schema set.
///
/// # Errors
/// A construct that is not carried out, by name; content that is ambiguous; a facet that makes no sense.
pub fn lower(set: &SchemaSet) -> Result<Contract, LowerError> {
    let mut lowering = Lowering {
        set,
        derivations: Derivations::of(set),
        named: BTreeMap::new(),
    };
    lowering.named = lowering.named_types();
    let mut contract = Contract::default();
    for file in &set.files {
        for (prefix, uri) in &file.prefixes {
            contract
                .prefixes
                .entry(uri.clone())
                .or_insert_with(|| prefix.clone());
        }
    }
    for (index, definition) in set.types.iter().enumerate() {
        let id = TypeId(u32::try_from(index).unwrap_or(u32::MAX));
        if !lowering.is_instantiable(id) {
            continue;
        }
        let shape = match &definition.kind {
            TypeKind::Simple(simple) => lower_simple(&lowering, definition, simple)?,
            TypeKind::Complex(complex) => Shape::Record(lowering.record(&definition.origin.place, complex)?),
        };
        let ty = Type {
            documentation: paragraphs(&definition.documentation),
            file: definition.origin.file.clone(),
            place: definition.origin.place.clone(),
            shape,
        };
        contract.types.insert(lowering.key(id), ty);
    }
    for (name, id) in &set.global_elements {
        // No document has an abstract element.
        if !lowering.declaration(*id).abstract_ {
            contract.elements.insert(name.clone(), lowering.element(*id)?);
        }
    }
    contract.attributes = lowering.global_attributes()?;
    lowering.add_derivations(&mut contract)?;
    for (id, base) in &lowering.named {
        let place = &lowering.definition(*id).origin.place;
        let base = base.map(|base| lowering.type_ref(place, base)).transpose()?;
        contract.named.insert(lowering.key(*id), base);
    }
    Ok(contract)
}

/// A schema set on its way down.
pub(super) struct Lowering<'a> {
    pub(super) set: &'a SchemaSet,
    pub(super) derivations: Derivations,
    /// As [`Contract::named`] has them.
    pub(super) named: BTreeMap<TypeId, Option<resolve::TypeRef>>,
}

/// Documentation as paragraphs with their white space collapsed.
pub(crate) fn paragraphs(documentation: &Documentation) -> Vec<String> {
    let text = documentation.0.iter().flat_map(|text| text.split("\n\n"));
    text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|text| !text.is_empty())
        .collect()
}

impl Lowering<'_> {
    pub(super) fn definition(&self, id: TypeId) -> &resolve::TypeDefinition {
        &self.set.types[id.0 as usize]
    }

    pub(super) fn declaration(&self, id: ElementId) -> &resolve::ElementDeclaration {
        &self.set.elements[id.0 as usize]
    }

    /// The key of a type: its name, or its owners' names and its role.
    pub(super) fn key(&self, id: TypeId) -> TypeKey {
        let definition = self.definition(id);
        if let Some(name) = &definition.name {
            return TypeKey {
                namespace: name.namespace.clone(),
                path: vec![Step::Type(name.local.clone())],
            };
        }
        match &definition.owner {
            Some(TypeOwner::Element(element)) => {
                let declaration = self.declaration(*element);
                let step = Step::Element(declaration.name.local.clone());
                self.key_in_scope(&declaration.scope, &declaration.target_namespace, step)
            }
            Some(TypeOwner::Attribute(attribute)) => {
                let declaration = &self.set.attributes[attribute.0 as usize];
                let step = Step::Attribute(declaration.name.local.clone());
                self.key_in_scope(&declaration.scope, &declaration.target_namespace, step)
            }
            Some(TypeOwner::Type { id, role }) => {
                let step = match role {
                    TypeRole::Base => Step::Base,
                    TypeRole::Item => Step::Item,
                    TypeRole::Member(index) => Step::Member(*index),
                    TypeRole::Content => Step::Content,
                };
                let mut key = self.key(*id);
                key.path.push(step);
                key
            }
            None => TypeKey {
                namespace: String::new(),
                path: vec![Step::Type(format!("anonymous {}", id.0))],
            },
        }
    }

    fn key_in_scope(&self, scope: &Scope, namespace: &str, step: Step) -> TypeKey {
        let mut key = match scope {
            Scope::Schema => TypeKey {
                namespace: namespace.to_owned(),
                path: Vec::new(),
            },
            Scope::Type(owner) => self.key(*owner),
            Scope::Group(name) => TypeKey {
                namespace: name.namespace.clone(),
                path: vec![Step::Group(name.local.clone())],
            },
        };
        key.path.push(step);
        key
    }

    pub(super) fn type_ref(&self, place: &Place, ty: resolve::TypeRef) -> Result<TypeRef, LowerError> {
        match ty {
            resolve::TypeRef::Defined(id) => Ok(TypeRef::Type(self.key(id))),
            resolve::TypeRef::BuiltIn(built_in) => match built_in {
                BuiltIn::Notation => Err(notation_without_values(place)),
                built_in => Ok(TypeRef::BuiltIn(built_in)),
            },
        }
    }

    pub(super) fn element(&self, id: ElementId) -> Result<Element, LowerError> {
        let declaration = self.declaration(id);
        let place = &declaration.origin.place;
        let (ty, blocked) = self.element_type(declaration)?;
        Ok(Element {
            name: declaration.name.clone(),
            ty,
            file: declaration.origin.file.clone(),
            place: place.clone(),
            documentation: paragraphs(&declaration.documentation),
            declared: self.declared(declaration, blocked)?,
        })
    }

    /// What a declaration says beyond name and type.
    fn declared(
        &self,
        declaration: &resolve::ElementDeclaration,
        blocked: Vec<TypeKey>,
    ) -> Result<Option<Box<Declared>>, LowerError> {
        let place = &declaration.origin.place;
        let value = declaration.value.as_ref();
        let value = value.map(|value| super::values::constraint(self.set, place, declaration.ty, value));
        let declared = Declared {
            value: value.transpose()?,
            nillable: declaration.nillable,
            keys: declaration
                .identity
                .iter()
                .map(super::identity::key)
                .collect::<Result<_, _>>()?,
            blocked,
            unrestricted: self.is_unrestricted(declaration),
        };
        Ok((declared != Declared::default()).then(|| Box::new(declared)))
    }

    fn record(&self, place: &Place, complex: &ComplexType) -> Result<Record, LowerError> {
        let content = match &complex.content {
            resolve::Content::Empty => Content::Empty,
            resolve::Content::Simple(ty) => Content::Value(self.type_ref(place, *ty)?),
            resolve::Content::Mixed(None) => Content::Empty,
            resolve::Content::ElementOnly(particle) | resolve::Content::Mixed(Some(particle)) => {
                self.content(particle)?
            }
        };
        let mut attributes = BTreeMap::new();
        for attribute_use in &complex.attributes {
            let attribute = self.attribute(attribute_use)?;
            attributes.insert(
                (attribute.name.namespace.clone(), attribute.name.local.clone()),
                attribute,
            );
        }
        Ok(Record {
            attributes: attributes.into_values().collect(),
            any_attribute: complex.any_attribute.clone(),
            content,
            mixed: matches!(complex.content, resolve::Content::Mixed(_)),
        })
    }

    /// The global attributes, which attribute wildcards may admit.
    fn global_attributes(&self) -> Result<BTreeMap<QName, Attribute>, LowerError> {
        let declared = self.set.global_attributes.iter().map(|(name, id)| {
            let attribute_use = resolve::AttributeUse {
                attribute: *id,
                required: false,
                value: None,
                documentation: Documentation::default(),
            };
            Ok((name.clone(), self.attribute(&attribute_use)?))
        });
        declared.collect()
    }

    fn attribute(&self, attribute_use: &resolve::AttributeUse) -> Result<Attribute, LowerError> {
        let AttributeId(index) = attribute_use.attribute;
        let declaration = &self.set.attributes[index as usize];
        let place = &declaration.origin.place;
        let value = attribute_use.value.as_ref().or(declaration.value.as_ref());
        let value = value.map(|value| super::values::constraint(self.set, place, declaration.ty, value));
        let mut documentation = paragraphs(&attribute_use.documentation);
        if documentation.is_empty() {
            documentation = paragraphs(&declaration.documentation);
        }
        Ok(Attribute {
            name: declaration.name.clone(),
            ty: self.type_ref(place, declaration.ty)?,
            required: attribute_use.required,
            documentation,
            value: value.transpose()?,
        })
    }
}
