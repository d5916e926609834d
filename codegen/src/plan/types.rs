//! Types of one version as Rust items.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::Scope;
use super::idents::{Idents, step_name};
use super::{
    Enumeration, Facet, Item, ItemKind, NamespaceConst, PlanError, Record, Restriction, RootNewtype,
    WildcardStatic, WireName, names,
};
use crate::builtin::{self, BaseKind};
use crate::lower::{Content, Contract, FacetKind, QName, Scalar, Shape, Type, TypeKey, TypeRef, Wildcard};
use crate::registry::Service;
use crate::resolve::ProcessContents;

/// What a module has gathered so far.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) namespaces: Vec<NamespaceConst>,
    pub(super) wildcards: Vec<WildcardStatic>,
    pub(super) items: Vec<Item>,
}

/// One version on its way to Rust.
pub(super) struct Planner<'a> {
    pub(super) service: &'a Service,
    pub(super) contract: &'a Contract,
    pub(super) idents: Idents,
    /// Modules that several versions share.
    pub(super) shared: &'a BTreeSet<String>,
    /// Namespaces that are written with a prefix, since attributes or values need one.
    pub(super) prefixed: BTreeSet<String>,
    /// Which cycle a type belongs to.
    pub(super) cycles: BTreeMap<TypeKey, usize>,
    pub(super) gathered: BTreeMap<String, Gathered>,
    /// Items of the type at hand.
    pub(super) items: Vec<Item>,
}

impl Planner<'_> {
    /// Plans every type and root element.
    pub(super) fn run(&mut self) -> Result<(), PlanError> {
        let mut types: Vec<(&TypeKey, &Type)> = self.contract.types.iter().collect();
        // In the order of the contract's files, which is the order that a person reads them in.
        types.sort_by_key(|(key, ty)| (&ty.file, ty.place.line, ty.place.column, *key));
        for (key, ty) in types {
            let (module, ident) = self.idents.types[key].clone();
            self.items.clear();
            let kind = match &ty.shape {
                Shape::Record(record) => self.record(key, record)?,
                Shape::Scalar(scalar) => ItemKind::Restriction(self.restriction(key, scalar)),
                Shape::Enumeration(enumeration) => ItemKind::Enumeration(self.enumeration(key, enumeration)),
            };
            let root = self.idents.own_roots.get(key).cloned();
            let mut documentation = ty.documentation.clone();
            if let Some(element) = root.as_ref().and_then(|root| self.contract.elements.get(root)) {
                // The item is the element and its type: what the contract says of either belongs to it.
                documentation.extend(element.documentation.clone());
            }
            let root = root.map(|root| self.element_name_in(&module, &root));
            if documentation.is_empty() {
                documentation.push("Kontraktet beskriver inte typen.".to_owned());
            }
            let groups = std::mem::take(&mut self.items);
            let items = &mut self.gathered.entry(module).or_default().items;
            items.push(Item {
                ident,
                documentation,
                root,
                kind,
            });
            items.extend(groups);
        }
        self.root_newtypes()
    }

    fn root_newtypes(&mut self) -> Result<(), PlanError> {
        for (name, (module, ident)) in self.idents.roots.clone() {
            let element = &self.contract.elements[&name];
            let wire = match &element.ty {
                TypeRef::Type(key) => self.wire_type_in(&module, key),
                TypeRef::BuiltIn(_) => WireName {
                    namespace: None,
                    local: String::new(),
                },
            };
            let inner = self.path_from(&module, &element.ty, &element.place)?;
            let personal = self.is_personal_name(&name.local);
            let root = Some(self.element_name_in(&module, &name));
            let mut documentation = element.documentation.clone();
            if documentation.is_empty() {
                documentation.push("Rotelement.".to_owned());
            }
            let kind = ItemKind::Root(RootNewtype {
                wire,
                inner,
                personal,
            });
            self.gathered.entry(module).or_default().items.push(Item {
                ident,
                documentation,
                root,
                kind,
            });
        }
        Ok(())
    }

    fn record(&mut self, key: &TypeKey, record: &crate::lower::Record) -> Result<ItemKind, PlanError> {
        let particles = match &record.content {
            Content::Sequence(particles) => particles.as_slice(),
            _ => &[],
        };
        let mut fields = self.fields(key, &record.attributes, particles, &mut Vec::new())?;
        if let Content::Value(ty) = &record.content {
            fields.push(super::Field {
                ident: "varde".to_owned(),
                documentation: vec!["Elementets innehåll.".to_owned()],
                segment: String::new(),
                personal: self.is_personal(key, "varde"),
                part: super::Part {
                    form: super::Form::Value,
                    ty: self.type_path(ty, key)?,
                    occurs: super::Occurs::One,
                    boxed: false,
                },
            });
        }
        let empty = matches!(record.content, Content::Empty);
        Ok(ItemKind::Record(Record {
            wire: self.wire_type(key),
            fields,
            empty,
        }))
    }

    fn restriction(&mut self, key: &TypeKey, scalar: &Scalar) -> Restriction {
        let mut facets = Vec::new();
        let (kind, base) = match builtin::base_kind(scalar.base) {
            BaseKind::Text => ("text", builtin::rust_type(scalar.base)),
            BaseKind::Value => ("value", builtin::rust_type(scalar.base)),
            BaseKind::Integer => {
                let (min, max) = integer_range(scalar);
                let (own_min, own_max) = builtin::integer_bounds(scalar.base).unwrap_or_default();
                let base = primitive(min, max);
                if base == BIG_INTEGER {
                    // The bounds of the built-in type, which the big integer does not have of itself.
                    facets.extend(own_min.map(|min| Facet::Bound("MinInclusive", min.to_string())));
                    facets.extend(own_max.map(|max| Facet::Bound("MaxInclusive", max.to_string())));
                }
                ("integer", base)
            }
        };
        let mut white_space = None;
        for step in &scalar.steps {
            if let Some(rule) = step
                .limits
                .get(&FacetKind::WhiteSpace)
                .and_then(|name| rule_name(name))
            {
                white_space = Some(rule);
            }
            if !step.patterns.is_empty() {
                facets.push(Facet::Patterns(step.patterns.clone()));
            }
            if !step.enumeration.is_empty() {
                facets.push(Facet::Enumeration(step.enumeration.clone()));
            }
            facets.extend(step.limits.iter().filter_map(|(kind, value)| facet(*kind, value)));
        }
        Restriction {
            wire: self.wire_type(key),
            kind,
            base: base.to_owned(),
            hash: true,
            white_space,
            facets,
            personal: self.is_personal_type(key),
        }
    }

    fn enumeration(&mut self, key: &TypeKey, enumeration: &crate::lower::Enumeration) -> Enumeration {
        let rule = builtin::white_space(enumeration.base);
        let rule = enumeration
            .white_space
            .as_deref()
            .and_then(builtin::white_space_named)
            .unwrap_or(rule);
        let mut scope = Scope::of_variants();
        let values = enumeration.values.iter().map(|(text, documentation)| {
            let name = scope.unique(names::variant_name(text));
            (text.clone(), name, documentation.clone())
        });
        let values = values.collect();
        let white_space = match rule {
            fk_runtime::xml::WhiteSpace::Preserve => "Preserve",
            fk_runtime::xml::WhiteSpace::Replace => "Replace",
            fk_runtime::xml::WhiteSpace::Collapse => "Collapse",
        };
        Enumeration {
            wire: self.wire_type(key),
            white_space,
            values,
            personal: self.is_personal_type(key),
        }
    }

    // ---- names and paths

    fn module_of(&self, key: &TypeKey) -> String {
        self.idents.types[key].0.clone()
    }

    pub(super) fn type_path(&self, ty: &TypeRef, owner: &TypeKey) -> Result<String, PlanError> {
        self.path_from(&self.module_of(owner), ty, &self.contract.types[owner].place)
    }

    fn path_from(
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
        if home == module {
            return Ok(ident.clone());
        }
        if self.shared.contains(module) && !self.shared.contains(home) {
            return Err(PlanError::SharedNeedsVersion {
                place: place.clone(),
                module: module.to_owned(),
                component: format!("type {key}"),
            });
        }
        Ok(format!("super::{home}::{ident}"))
    }

    fn wire_type(&mut self, key: &TypeKey) -> WireName {
        self.wire_type_in(&self.module_of(key), key)
    }

    fn wire_type_in(&mut self, module: &str, key: &TypeKey) -> WireName {
        let local = match key.path.as_slice() {
            [crate::lower::Step::Type(name)] => name.clone(),
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

    fn element_name_in(&mut self, module: &str, name: &QName) -> WireName {
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
        // Every name of every type asks; what follows counts the types, and must not be done for each of them.
        let known = self
            .gathered
            .get(module)
            .and_then(|gathered| gathered.namespaces.iter().find(|known| known.uri == uri));
        if let Some(known) = known {
            return Some(known.ident.clone());
        }
        let hint = self
            .contract
            .prefixes
            .get(uri)
            .filter(|prefix| !prefix.is_empty())
            .cloned();
        let hint = hint.unwrap_or_else(|| {
            uri.rsplit(['/', ':', '#'])
                .find(|part| !part.is_empty())
                .unwrap_or("ns")
                .into()
        });
        let prefix = if self.prefixed.contains(uri) {
            names::prefix(&hint)
        } else {
            String::new()
        };
        let primary = self.primary_namespace(module);
        let known = &mut self.gathered.entry(module.to_owned()).or_default().namespaces;
        let base = if primary.as_deref() == Some(uri) {
            "NS".to_owned()
        } else {
            format!("NS_{}", names::constant_name(&hint))
        };
        let taken = |ident: &String| known.iter().any(|known| &known.ident == ident);
        let ident = (1..)
            .map(|n| {
                if n == 1 {
                    base.clone()
                } else {
                    format!("{base}_{n}")
                }
            })
            .find(|i| !taken(i));
        let ident = ident.unwrap_or_default(); // infinitely many are tried
        known.push(NamespaceConst {
            ident: ident.clone(),
            uri: uri.to_owned(),
            prefix,
        });
        Some(ident)
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
        let known = if wildcard.process_contents == ProcessContents::Skip {
            Vec::new()
        } else {
            self.known_in(&module)
        };
        let statics = &mut self.gathered.entry(module).or_default().wildcards;
        if let Some(known) = statics.iter().find(|known| known.wildcard == *wildcard) {
            return known.ident.clone();
        }
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
    fn known_in(&self, module: &str) -> Vec<String> {
        let own = self.idents.own_roots.keys().map(|key| &self.idents.types[key]);
        let visible =
            |home: &str| home == module || !self.shared.contains(module) || self.shared.contains(home);
        let paths = own
            .chain(self.idents.roots.values())
            .filter(|(home, _)| visible(home));
        let paths = paths.map(|(home, ident)| {
            if home == module {
                ident.clone()
            } else {
                format!("super::{home}::{ident}")
            }
        });
        paths.collect::<BTreeSet<_>>().into_iter().collect()
    }

    pub(super) fn is_cycle(&self, owner: &TypeKey, ty: &TypeRef) -> bool {
        match ty {
            TypeRef::BuiltIn(_) => false,
            TypeRef::Type(key) => self
                .cycles
                .get(owner)
                .is_some_and(|cycle| self.cycles.get(key) == Some(cycle)),
        }
    }

    // ---- personal data

    /// Whether the registry marks `segment` of the type, or the type as a whole.
    pub(super) fn is_personal(&mut self, owner: &TypeKey, segment: &str) -> bool {
        let Some(name) = owner.path.last().and_then(step_name) else {
            return false;
        };
        let path = format!("{name}/{segment}");
        let marked = self.service.personal.elements.contains(&path);
        if marked {
            self.idents.used.personal.insert(path);
        }
        self.is_personal_name(name) || marked
    }

    fn is_personal_type(&mut self, key: &TypeKey) -> bool {
        key.path
            .last()
            .and_then(step_name)
            .is_some_and(|name| self.is_personal_name(name))
    }

    fn is_personal_name(&mut self, name: &str) -> bool {
        let marked = self
            .service
            .personal
            .types
            .iter()
            .any(|personal| personal == name);
        if marked {
            self.idents.used.personal.insert(name.to_owned());
        }
        marked
    }
}

const BIG_INTEGER: &str = "xml::types::Integer";

/// The bounds that all facets together leave of an integer type.
fn integer_range(scalar: &Scalar) -> (Option<i128>, Option<i128>) {
    let (mut min, mut max) = builtin::integer_bounds(scalar.base).unwrap_or_default();
    let mut at_least = |value: i128| min = Some(min.map_or(value, |min: i128| min.max(value)));
    let mut at_most = |value: i128| max = Some(max.map_or(value, |max: i128| max.min(value)));
    for (kind, value) in scalar.steps.iter().flat_map(|step| &step.limits) {
        let Ok(value) = value.trim().trim_start_matches('+').parse::<i128>() else {
            continue;
        };
        match kind {
            FacetKind::MinInclusive => at_least(value),
            FacetKind::MinExclusive => at_least(value.saturating_add(1)),
            FacetKind::MaxInclusive => at_most(value),
            FacetKind::MaxExclusive => at_most(value.saturating_sub(1)),
            FacetKind::TotalDigits => {
                if let Some(limit) = u32::try_from(value)
                    .ok()
                    .and_then(|digits| 10_i128.checked_pow(digits))
                {
                    at_least(1 - limit);
                    at_most(limit - 1);
                }
            }
            _ => {}
        }
    }
    (min, max)
}

/// The smallest primitive integer that holds all values between the bounds.
fn primitive(min: Option<i128>, max: Option<i128>) -> &'static str {
    let (Some(min), Some(max)) = (min, max) else {
        return BIG_INTEGER;
    };
    let holds = |low: i128, high: i128| low <= min && max <= high;
    [
        ("u8", 0, u8::MAX.into()),
        ("u16", 0, u16::MAX.into()),
        ("u32", 0, u32::MAX.into()),
        ("u64", 0, u64::MAX.into()),
        ("i8", i8::MIN.into(), i8::MAX.into()),
        ("i16", i16::MIN.into(), i16::MAX.into()),
        ("i32", i32::MIN.into(), i32::MAX.into()),
        ("i64", i64::MIN.into(), i64::MAX.into()),
    ]
    .into_iter()
    .find(|(_, low, high)| holds(*low, *high))
    .map_or(BIG_INTEGER, |(name, _, _)| name)
}

fn rule_name(facet: &str) -> Option<&'static str> {
    match facet {
        "preserve" => Some("Preserve"),
        "replace" => Some("Replace"),
        "collapse" => Some("Collapse"),
        _ => None,
    }
}

fn facet(kind: FacetKind, value: &str) -> Option<Facet> {
    let count = |name| value.trim().parse().ok().map(|count| Facet::Count(name, count));
    let bound = |name| Some(Facet::Bound(name, value.to_owned()));
    match kind {
        FacetKind::WhiteSpace => None,
        FacetKind::Length => count("Length"),
        FacetKind::MinLength => count("MinLength"),
        FacetKind::MaxLength => count("MaxLength"),
        FacetKind::TotalDigits => count("TotalDigits"),
        FacetKind::FractionDigits => count("FractionDigits"),
        FacetKind::MinInclusive => bound("MinInclusive"),
        FacetKind::MinExclusive => bound("MinExclusive"),
        FacetKind::MaxInclusive => bound("MaxInclusive"),
        FacetKind::MaxExclusive => bound("MaxExclusive"),
    }
}
