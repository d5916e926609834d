//! Attribute wildcards, and the character data of mixed content.

use super::types::{Gathered, Planner};
use super::walk::each_element;
use super::{Anything, AttributeWildcardStatic, Field, Form, KnownAttribute, Occurs, Part};
use crate::lower::{
    BuiltIn, Contract, Element, NamespaceConstraint, ProcessContents, QName, Record, Shape, TypeKey, TypeRef,
    Wildcard,
};
use crate::place::Place;

/// The field of an attribute wildcard.
const ATTRIBUTES_FIELD: &str = "ovriga_attribut";
/// The field of the character data of mixed content.
const TEXT_FIELD: &str = "text";

impl Planner<'_> {
    /// The field of an attribute wildcard, among `fields` with other names.
    pub(super) fn any_attributes(
        &mut self,
        owner: &TypeKey,
        record: &Record,
        wildcard: &Wildcard,
        fields: &[Field],
    ) -> Field {
        let mut attributes = record.attributes.iter();
        let has_id = attributes.any(|attribute| self.contract.is_id(&attribute.ty));
        let wildcard = self.attribute_wildcard(owner, wildcard, has_id);
        let declared = fields.iter().filter_map(|field| match &field.part.form {
            Form::Attribute(wire) => Some(wire.clone()),
            _ => None,
        });
        let declared = declared.collect();
        Field {
            ident: free(ATTRIBUTES_FIELD, fields),
            documentation: vec!["Attribut som kontraktet inte namnger; de behålls som de är.".to_owned()],
            segment: ATTRIBUTES_FIELD.to_owned(),
            personal: self.is_personal(owner, ATTRIBUTES_FIELD),
            part: part(Form::AnyAttributes { wildcard, declared }, "xml::AnyAttributes"),
        }
    }

    /// The field of the character data of mixed content, among `fields` with other names.
    pub(super) fn mixed_text(&mut self, owner: &TypeKey, fields: &[Field]) -> Field {
        Field {
            ident: free(TEXT_FIELD, fields),
            documentation: vec!["Text mellan elementen.".to_owned()],
            segment: TEXT_FIELD.to_owned(),
            personal: self.is_personal(owner, TEXT_FIELD),
            part: part(Form::MixedText, "xml::MixedText"),
        }
    }

    /// The static for an attribute wildcard of a type that has, or has not, an attribute of the type `xs:ID`.
    fn attribute_wildcard(&mut self, owner: &TypeKey, wildcard: &Wildcard, has_id: bool) -> String {
        let module = self.module_of(owner);
        let statics = &self
            .gathered
            .entry(module.clone())
            .or_default()
            .attribute_wildcards;
        // What is known differs no further than in what stands beside an ID.
        let is_it = |found: &&AttributeWildcardStatic| {
            found.wildcard == *wildcard && !has_id && found.known.iter().all(|known| !known.beside_id)
        };
        if let Some(found) = statics.iter().find(is_it) {
            return found.ident.clone();
        }
        let mut known = if wildcard.process_contents == ProcessContents::Skip {
            Vec::new()
        } else {
            self.known_attributes(&module, &wildcard.namespaces)
        };
        for known in &mut known {
            known.beside_id &= has_id;
        }
        let statics = &mut self.gathered.entry(module).or_default().attribute_wildcards;
        let is_it = |found: &&AttributeWildcardStatic| found.wildcard == *wildcard && found.known == known;
        if let Some(found) = statics.iter().find(is_it) {
            return found.ident.clone();
        }
        let ident = match statics.len() {
            0 => "OVRIGA_ATTRIBUT".to_owned(),
            n => format!("OVRIGA_ATTRIBUT_{}", n + 1),
        };
        statics.push(AttributeWildcardStatic {
            ident: ident.clone(),
            wildcard: wildcard.clone(),
            known,
        });
        ident
    }

    /// The global attributes in these namespaces whose types `module` sees.
    fn known_attributes(&mut self, module: &str, namespaces: &NamespaceConstraint) -> Vec<KnownAttribute> {
        let contract = self.contract;
        let admitted = |name: &QName| namespaces.admits(&name.namespace);
        let mut known = Vec::new();
        for (name, attribute) in contract.attributes.iter().filter(|(name, _)| admitted(name)) {
            if let Ok(ty) = self.path_from(module, &attribute.ty, &Place::default()) {
                known.push(KnownAttribute {
                    wire: self.element_name_in(module, name),
                    ty,
                    fixed: attribute.value.clone().filter(|value| value.fixed),
                    beside_id: contract.is_id(&attribute.ty),
                });
            }
        }
        known
    }

    /// The types that `xsi:type` may name in documents of a module's root elements, as far as it sees them.
    fn named_in(&self, module: &str) -> Vec<(String, Option<String>)> {
        let path = |ty: &TypeRef| self.path_from(module, ty, &Place::default()).ok();
        let named = self.contract.named.iter().filter_map(|(key, base)| {
            let base = base.as_ref().and_then(path);
            Some((path(&TypeRef::Type(key.clone()))?, base))
        });
        named.collect()
    }

    /// What each module with root elements says of what stands in elements of `xs:anyType`, if there are any.
    pub(super) fn anything(&mut self) {
        let has_any_type = self.contract.has_any_type();
        if !has_any_type && self.contract.named.is_empty() {
            return;
        }
        let has_root = |gathered: &Gathered| gathered.items.iter().any(|item| item.root.is_some());
        let modules = self.gathered.iter().filter(|(_, gathered)| has_root(gathered));
        let modules: Vec<String> = modules.map(|(name, _)| name.clone()).collect();
        for module in modules {
            let mut anything = Anything {
                elements: Vec::new(),
                attributes: Vec::new(),
                types: self.named_in(&module),
            };
            if has_any_type {
                anything.elements = self.known_in(&module);
                anything.attributes = self.known_attributes(&module, &NamespaceConstraint::Any);
                // `xs:anyType` has no attribute of its own.
                for known in &mut anything.attributes {
                    known.beside_id = false;
                }
            }
            self.gathered.entry(module).or_default().anything = Some(anything);
        }
    }
}

impl Contract {
    /// Whether a type is `xs:ID` or derived from it.
    fn is_id(&self, ty: &TypeRef) -> bool {
        match ty {
            TypeRef::BuiltIn(built_in) => *built_in == BuiltIn::Id,
            TypeRef::Type(key) => match self.types.get(key).map(|ty| &ty.shape) {
                Some(Shape::Scalar(scalar)) => scalar.base == BuiltIn::Id,
                _ => false,
            },
        }
    }

    /// Whether an element may have the type `xs:anyType`.
    fn has_any_type(&self) -> bool {
        let mut found = false;
        let mut look = |element: &Element| found |= element.ty == TypeRef::BuiltIn(BuiltIn::AnyType);
        self.elements.values().for_each(&mut look);
        for ty in self.types.values() {
            match &ty.shape {
                Shape::Record(record) => each_element(record.content.particles(), &mut look),
                Shape::Substitutes(substitutes) => substitutes.members.iter().for_each(&mut look),
                _ => {}
            }
        }
        found
    }
}

/// What may be empty, but is always there.
fn part(form: Form, ty: &str) -> Part {
    Part {
        form,
        ty: ty.to_owned(),
        occurs: Occurs::Many { min: 0, max: None },
        boxed: false,
        declared: None,
    }
}

/// `name`, or with a number behind it where a field is called so.
fn free(name: &str, fields: &[Field]) -> String {
    let numbered = (2..).map(|n| format!("{name}_{n}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    let is_free = |name: &String| fields.iter().all(|field| field.ident != *name);
    names.find(is_free).unwrap_or_default() // infinitely many are tried
}
