//! Statics for what declarations say, once for all declarations of a module that say the same.

use std::collections::BTreeSet;

use super::types::Planner;
use super::{DeclarationStatic, Declared, Key, KeyKind, NameTest, Said, XPath};
use crate::lower::{self, Contract, Element, Shape, TypeKey, TypeRef, ValueConstraint};

impl Planner<'_> {
    /// The static for an element, seen from `module`; `None` when its declaration says nothing.
    pub(super) fn declaration(&mut self, module: &str, element: &Element) -> Option<String> {
        let declared = element.declared.as_ref()?;
        let said = Declared {
            value: declared.value.clone(),
            nillable: declared.nillable,
            keys: declared.keys.iter().map(|key| self.key(module, key)).collect(),
            blocked: declared
                .blocked
                .iter()
                .map(|key| self.wire_type_in(module, key))
                .collect(),
            unrestricted: declared.unrestricted,
        };
        Some(self.said(module, Said::Element(said)))
    }

    /// The static for a value of an attribute.
    pub(super) fn attribute_value(&mut self, module: &str, value: &ValueConstraint) -> String {
        self.said(module, Said::Attribute(value.clone()))
    }

    fn said(&mut self, module: &str, said: Said) -> String {
        let statics = &mut self.gathered.entry(module.to_owned()).or_default().declarations;
        if let Some(known) = statics.iter().find(|known| known.said == said) {
            return known.ident.clone();
        }
        let base = match said {
            Said::Attribute(_) => "VARDE",
            Said::Element(_) => "DEKLARATION",
        };
        let stubs = self.idents.stubs.get(module);
        let taken = |ident: &String| {
            let is_port = stubs.is_some_and(|stubs| stubs.ports.iter().any(|port| port.constant == *ident));
            is_port || statics.iter().any(|known| known.ident == *ident)
        };
        let numbered = (2..).map(|n| format!("{base}_{n}"));
        let mut idents = std::iter::once(base.to_owned()).chain(numbered);
        let ident = idents.find(|ident| !taken(ident)).unwrap_or_default(); // infinitely many are tried
        statics.push(DeclarationStatic {
            ident: ident.clone(),
            said,
        });
        ident
    }

    fn key(&mut self, module: &str, key: &lower::Key) -> Key {
        Key {
            name: self.element_name_in(module, &key.name),
            kind: match &key.kind {
                lower::KeyKind::Unique => KeyKind::Unique,
                lower::KeyKind::Key => KeyKind::Key,
                lower::KeyKind::KeyRef(refer) => KeyKind::KeyRef(self.element_name_in(module, refer)),
            },
            selector: self.paths(module, &key.selector),
            fields: key.fields.iter().map(|field| self.paths(module, field)).collect(),
        }
    }

    fn paths(&mut self, module: &str, paths: &[lower::XPath]) -> Vec<XPath> {
        let path = |path: &lower::XPath| XPath {
            anywhere: path.anywhere,
            steps: path
                .steps
                .iter()
                .map(|step| self.name_test(module, step))
                .collect(),
            attribute: path.attribute.as_ref().map(|test| self.name_test(module, test)),
        };
        paths.iter().map(path).collect()
    }

    fn name_test(&mut self, module: &str, test: &lower::NameTest) -> NameTest {
        match test {
            lower::NameTest::Any => NameTest::Any,
            lower::NameTest::Namespace(uri) => NameTest::Namespace(uri.clone()),
            lower::NameTest::Name(name) => NameTest::Name(self.element_name_in(module, name)),
        }
    }
}

/// The Rust type of an element: that of its type, or what holds that it is nil, too.
pub(super) fn content_type(element: &Element, ty: String) -> String {
    if element.is_nillable() {
        format!("xml::Nillable<{ty}>")
    } else {
        ty
    }
}

/// What the contract says of a value, for the documentation.
pub(super) fn documented(value: Option<&ValueConstraint>, when: &str) -> Option<String> {
    let ValueConstraint { fixed, text, .. } = value?;
    Some(if *fixed {
        format!("Alltid {text}.")
    } else {
        format!("{when} betyder det {text}.")
    })
}

/// The types that elements have which may be nil.
pub(super) fn nillable_types(contract: &Contract) -> BTreeSet<TypeKey> {
    let mut types = BTreeSet::new();
    let mut note = |element: &Element| {
        if let (true, TypeRef::Type(key)) = (element.is_nillable(), &element.ty) {
            types.insert(key.clone());
        }
    };
    contract.elements.values().for_each(&mut note);
    for ty in contract.types.values() {
        if let Shape::Record(record) = &ty.shape {
            super::idents::each_element(record.content.particles(), &mut note);
        }
    }
    // What is nil has the attributes of the type that it is said to have.
    let mut inside = Vec::new();
    for key in &types {
        if let Some(Shape::AnyOf(any_of)) = contract.types.get(key).map(|ty| &ty.shape) {
            inside.extend(any_of.own.iter().chain(&any_of.derived).cloned());
        }
    }
    types.extend(inside);
    types
}
