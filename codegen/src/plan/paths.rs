//! Names and paths as a module sees them: types, namespaces, wildcards.

use std::collections::{BTreeMap, BTreeSet};

use super::taken::Taken;
use super::types::Planner;
use super::{NamespaceConst, PlanError, WildcardStatic, WireName, names};
use crate::builtin;
use crate::lower::{QName, Step, TypeKey, TypeRef, Wildcard};
use crate::resolve::ProcessContents;

/// The constants of namespaces in a module.
#[derive(Debug, Default)]
pub(super) struct Namespaces {
    /// The target namespace.
    primary: Option<String>,
    /// Constants by namespace.
    idents: BTreeMap<String, String>,
    taken: Taken,
}

impl Planner<'_> {
    pub(super) fn module_of(&self, key: &TypeKey) -> String {
        self.idents.types[key].0.clone()
    }

    pub(super) fn type_path(&self, ty: &TypeRef, owner: &TypeKey) -> Result<String, PlanError> {
        self.path_from(&self.module_of(owner), ty, &self.contract.types[owner].place)
    }

    pub(super) fn path_from(
        &self,
        module: &str,
        ty: &TypeRef,
        place: &crate::place::Place,
    ) -> Result<String, PlanError> {
        let key = match ty {
            TypeRef::BuiltIn(built_in) => return Ok(builtin::rust_type(*built_in).to_owned()),
            TypeRef::Type(key) => key,
        };
        let (home, ident) = &self.idents.types[key];
        self.visible(module, home, ident, place, || format!("type {key}"))
    }

    /// The type of a root element, as `module` names it.
    pub(super) fn root_path(
        &self,
        module: &str,
        root: &QName,
        place: &crate::place::Place,
    ) -> Result<String, PlanError> {
        let (home, ident) = self.idents.root(root);
        self.visible(module, home, ident, place, || format!("element {}", root.local))
    }

    fn visible(
        &self,
        module: &str,
        home: &str,
        ident: &str,
        place: &crate::place::Place,
        component: impl FnOnce() -> String,
    ) -> Result<String, PlanError> {
        if home == module {
            return Ok(ident.to_owned());
        }
        if self.shared.contains(module) && !self.shared.contains(home) {
            return Err(PlanError::SharedNeedsVersion {
                place: place.clone(),
                module: module.to_owned(),
                component: component(),
            });
        }
        Ok(format!("super::{home}::{ident}"))
    }

    pub(super) fn wire_type(&mut self, key: &TypeKey) -> WireName {
        self.wire_type_in(&self.module_of(key), key)
    }

    pub(super) fn wire_type_in(&mut self, module: &str, key: &TypeKey) -> WireName {
        let local = match key.path.as_slice() {
            [Step::Type(name)] | [Step::Type(name), Step::Derived] => name.clone(),
            _ => {
                return WireName {
                    namespace: None,
                    local: String::new(),
                };
            }
        };
        WireName {
            namespace: self.namespace(module, &key.namespace),
            local,
        }
    }

    pub(super) fn element_name(&mut self, owner: &TypeKey, name: &QName) -> WireName {
        self.element_name_in(&self.module_of(owner), name)
    }

    pub(super) fn element_name_in(&mut self, module: &str, name: &QName) -> WireName {
        WireName {
            namespace: self.namespace(module, &name.namespace),
            local: name.local.clone(),
        }
    }

    /// The constant for a namespace in a module; `None` for no namespace.
    fn namespace(&mut self, module: &str, uri: &str) -> Option<String> {
        if uri.is_empty() {
            return None;
        }
        // Every name of every type asks; what follows counts the types, and is done once a module.
        if !self.namespaces.contains_key(module) {
            let namespaces = self.namespaces_of(module);
            self.namespaces.insert(module.to_owned(), namespaces);
        }
        let namespaces = self.namespaces.entry(module.to_owned()).or_default();
        if let Some(ident) = namespaces.idents.get(uri) {
            return Some(ident.clone());
        }
        let hint = names::namespace_hint(self.contract, uri);
        let prefix = self.prefixes.get(uri).cloned().unwrap_or_default();
        let base = if namespaces.primary.as_deref() == Some(uri) {
            "NS".to_owned()
        } else {
            format!("NS_{}", names::constant_name(&hint))
        };
        let ident = namespaces.taken.free(&base, "_");
        namespaces.idents.insert(uri.to_owned(), ident.clone());
        let known = &mut self.gathered.entry(module.to_owned()).or_default().namespaces;
        known.push(NamespaceConst {
            ident: ident.clone(),
            uri: uri.to_owned(),
            prefix,
        });
        Some(ident)
    }

    /// No constants of namespaces yet, but those of ports, which have their names already.
    fn namespaces_of(&self, module: &str) -> Namespaces {
        let stubs = self.idents.stubs.get(module);
        let ports = stubs.into_iter().flat_map(|stubs| &stubs.ports);
        Namespaces {
            primary: self.primary_namespace(module),
            taken: ports.map(|port| port.constant.clone()).collect(),
            idents: BTreeMap::new(),
        }
    }

    /// The target namespace of a module: that of most of its types, by name when there are as many.
    fn primary_namespace(&self, module: &str) -> Option<String> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (key, (home, _)) in &self.idents.types {
            if home == module {
                *counts.entry(&key.namespace).or_default() += 1;
            }
        }
        counts
            .into_iter()
            .max_by_key(|(uri, count)| (*count, std::cmp::Reverse(*uri)))
            .map(|(uri, _)| uri.to_owned())
    }

    /// The static for a wildcard.
    pub(super) fn wildcard(&mut self, owner: &TypeKey, wildcard: &Wildcard) -> String {
        let module = self.module_of(owner);
        let statics = &self.gathered.entry(module.clone()).or_default().wildcards;
        if let Some(known) = statics.iter().find(|known| known.wildcard == *wildcard) {
            return known.ident.clone();
        }
        let known = if wildcard.process_contents == ProcessContents::Skip {
            Vec::new()
        } else {
            self.known_in(&module)
        };
        let statics = &mut self.gathered.entry(module).or_default().wildcards;
        let ident = match statics.len() {
            0 => "OVRIGT".to_owned(),
            n => format!("OVRIGT_{}", n + 1),
        };
        statics.push(WildcardStatic {
            ident: ident.clone(),
            wildcard: wildcard.clone(),
            known,
        });
        ident
    }

    /// Types of the root elements whose declarations a wildcard in `module` can know.
    pub(super) fn known_in(&self, module: &str) -> Vec<String> {
        let own = self.idents.own_roots.iter();
        let own = own.map(|(key, name)| (name, &self.idents.types[key]));
        let visible =
            |home: &str| home == module || !self.shared.contains(module) || self.shared.contains(home);
        let paths = own
            .chain(&self.idents.roots)
            .filter(|(_, (home, _))| visible(home));
        let paths = paths.map(|(name, (home, ident))| {
            let path = if home == module {
                ident.clone()
            } else {
                format!("super::{home}::{ident}")
            };
            super::declarations::content_type(&self.contract.elements[name], path)
        });
        paths.collect::<BTreeSet<_>>().into_iter().collect()
    }
}
