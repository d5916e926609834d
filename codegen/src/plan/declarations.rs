//! Statics for what declarations say, once for all declarations of a module that say the same.

use std::collections::{BTreeSet, HashMap};

use super::taken::Taken;
use super::types::Planner;
use super::{DeclarationStatic, Declared, Said};
use crate::lower::{Contract, Element, Shape, TypeKey, TypeRef, ValueConstraint};

/// The statics of a module.
#[derive(Debug, Default)]
pub(super) struct Statics {
    taken: Taken,
    /// Their names by what they say.
    idents: HashMap<Said, String>,
}

impl Planner<'_> {
    /// The static for an element, seen from `module`; `None` when its declaration says nothing.
    pub(super) fn declaration(&mut self, module: &str, element: &Element) -> Option<String> {
        let declared = element.declared.as_ref()?;
        let said = Declared {
            value: declared.value.clone(),
            nillable: declared.nillable,
            keys: declared
                .keys
                .iter()
                .map(|key| key.renamed(&mut |name| self.element_name_in(module, name)))
                .collect(),
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
        if !self.statics.contains_key(module) {
            let statics = self.statics_of(module);
            self.statics.insert(module.to_owned(), statics);
        }
        let statics = self.statics.entry(module.to_owned()).or_default();
        if let Some(ident) = statics.idents.get(&said) {
            return ident.clone();
        }
        let base = match said {
            Said::Attribute(_) => "VARDE",
            Said::Element(_) => "DEKLARATION",
        };
        let ident = statics.taken.free(base, "_");
        statics.idents.insert(said.clone(), ident.clone());
        let statics = &mut self.gathered.entry(module.to_owned()).or_default().declarations;
        statics.push(DeclarationStatic {
            ident: ident.clone(),
            said,
        });
        ident
    }

    /// No statics yet, but those of ports, which have their names already.
    fn statics_of(&self, module: &str) -> Statics {
        let stubs = self.idents.stubs.get(module);
        let ports = stubs.into_iter().flat_map(|stubs| &stubs.ports);
        Statics {
            taken: ports.map(|port| port.constant.clone()).collect(),
            idents: HashMap::new(),
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
            super::walk::each_element(record.content.particles(), &mut note);
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
