//! A service with all its versions: which modules there are, and what is shared.

use std::collections::{BTreeMap, BTreeSet};

use super::compound::is_name;
use super::declarations;
use super::idents::{Ident, Namer};
use super::nesting::Nesting;
use super::size::large;
use super::taken::Taken;
use super::types::{Gathered, Planner};
use super::used::{Used, check_used};
use super::walk::each_element;
use super::{
    AnyRoot, AnyVariant, Module, PlanError, ServiceModel, Signing, Unlisted, VersionModel, document, flow,
    hint, names, signatures,
};
use crate::lower::{BuiltIn, CompoundBase, Content, Contract, QName, Shape, TypeRef};
use crate::read::XML_PATH;
use crate::registry::{File, Service, Status, Version};

/// One version of a service, lowered.
#[derive(Clone, Debug)]
pub struct VersionInput<'a> {
    /// The registry's entry.
    pub version: &'a Version,
    /// Its contract.
    pub contract: Contract,
    /// Elements that messages of its WSDLs consist of: they are root elements too.
    pub messages: BTreeSet<QName>,
    /// Documentation of its schema documents, by file.
    pub documentation: BTreeMap<String, Vec<String>>,
}

/// Plans the Rust of a service.
///
/// # Errors
/// Names that collide, files that the registry does not list, entries of the registry that fit nothing.
pub fn plan(service: &Service, inputs: &[VersionInput<'_>]) -> Result<ServiceModel, PlanError> {
    let shared: BTreeSet<String> = service
        .files
        .iter()
        .filter_map(|file| file.module.clone())
        .collect();
    let mut modules: BTreeMap<String, Module> = BTreeMap::new();
    let mut roots_of = Vec::new();
    let mut documents = Vec::new();
    let mut signed = Vec::new();
    let mut used: Vec<Used> = Vec::new();
    let mut has_flow = false;
    let mut depth = 0;
    for input in inputs {
        let homes = homes(service, input)?;
        let roots = roots(service, input)?;
        let idents = Namer::new(service, &homes).name(&input.contract, &roots)?;
        let nesting = Nesting::of(&input.contract);
        depth = depth.max(nesting.depth());
        let mut planner = Planner {
            service,
            contract: &input.contract,
            idents,
            shared: &shared,
            prefixes: prefixes(&input.contract),
            namespaces: BTreeMap::new(),
            statics: BTreeMap::new(),
            cycles: nesting.cycles(),
            large: large(&input.contract, &nesting),
            nillable: declarations::nillable_types(&input.contract),
            gathered: BTreeMap::new(),
            items: Vec::new(),
        };
        planner.run()?;
        planner.calls(&homes)?;
        let own = names::version_module(&input.version.id);
        let flow = match &service.flow {
            Some(flow) => flow::find(&planner, flow, &own)?,
            None => None,
        };
        has_flow |= flow.is_some();
        let roots = document_roots(&planner, &shared);
        if let Some(document) = &service.document {
            let found = document::find(&planner, input.version, document, &roots)?;
            if let Some(signatures) = &service.signatures {
                signed.push(signatures::find(&mut planner, document, signatures, &found)?);
            }
            documents.push(found);
        }
        roots_of.push((input, roots));
        // A contract of abstract elements alone declares nothing, but has its module.
        planner.gathered.entry(own.clone()).or_default();
        for (name, gathered) in planner.gathered {
            let home = |file: &&String| homes.get(*file) == Some(&name);
            let mut files: Vec<String> = input.version.files.iter().filter(home).cloned().collect();
            files.sort();
            // A shared module is the same whichever version it is made for.
            modules
                .entry(name.clone())
                .or_insert_with(|| module(name, files, input, gathered));
        }
        if let Some(module) = modules.get_mut(&own) {
            module.flow = flow;
        }
        used.push(planner.idents.used);
    }
    check_used(service, &used.iter().collect::<Vec<_>>())?;
    if let Some(flow) = service.flow.as_ref().filter(|_| !has_flow) {
        return Err(flow::missing(service, flow, inputs));
    }
    if let Some(document) = &service.document {
        document::complete(&service.id, document, &documents, &mut modules)?;
        signatures::complete(&service.id, document, signed, &mut modules)?;
    }
    let mut any_roots = any_roots(service, &roots_of);
    for any in &mut any_roots {
        any.request = signatures::request_of(any, &modules);
    }
    let versions = inputs
        .iter()
        .map(|input| version_model(service, input.version))
        .collect();
    Ok(ServiceModel {
        id: service.id.clone(),
        title: service.title.split_whitespace().collect::<Vec<_>>().join(" "),
        page: service.page.clone(),
        versions,
        modules: modules.into_values().collect(),
        any_roots,
        depth,
        addresses: service.addresses.clone(),
        pacing: service.pacing.clone(),
    })
}

fn module(name: String, files: Vec<String>, input: &VersionInput<'_>, gathered: Gathered) -> Module {
    let Gathered {
        mut namespaces,
        wildcards,
        attribute_wildcards,
        anything,
        declarations,
        items,
        stubs,
        calls,
    } = gathered;
    namespaces.sort_by(|a, b| a.ident.cmp(&b.ident));
    let documentation = files
        .iter()
        .filter_map(|file| input.documentation.get(file))
        .flatten()
        .cloned()
        .collect();
    Module {
        name,
        files,
        documentation,
        namespaces,
        wildcards,
        attribute_wildcards,
        anything,
        declarations,
        items,
        stubs,
        calls,
        // Known when everything is named.
        flow: None,
        signing: Signing::default(),
    }
}

fn version_model(service: &Service, version: &Version) -> VersionModel {
    let listed = |path: &String| service.files.iter().find(move |file| file.path == *path);
    let shared: BTreeSet<_> = version
        .files
        .iter()
        .filter_map(listed)
        .filter_map(|file| file.module.clone())
        .collect();
    VersionModel {
        id: version.id.clone(),
        module: names::version_module(&version.id),
        status: version.status.word(),
        provenance: service.provenance(version),
        shared: shared.into_iter().collect(),
        files: version.files.clone(),
    }
}

/// File → module, for every file that declares something.
fn homes(service: &Service, input: &VersionInput<'_>) -> Result<BTreeMap<String, String>, PlanError> {
    let mut homes = BTreeMap::new();
    let listed: BTreeMap<&str, &File> = service
        .files
        .iter()
        .map(|file| (file.path.as_str(), file))
        .collect();
    for path in &input.version.files {
        let shared = listed.get(path.as_str()).and_then(|file| file.module.clone());
        homes.insert(
            path.clone(),
            shared.unwrap_or_else(|| names::version_module(&input.version.id)),
        );
    }
    // No version lists what is built in: who needs it has it.
    homes.insert(XML_PATH.to_owned(), names::version_module(&input.version.id));
    let types = input.contract.types.values().map(|ty| &ty.file);
    let elements = input.contract.elements.values().map(|element| &element.file);
    let services = input.contract.services.values().map(|service| &service.file);
    let apis = input.contract.apis.keys();
    let all = types.chain(elements).chain(services).chain(apis);
    let unlisted: BTreeSet<&String> = all.filter(|file| !homes.contains_key(*file)).collect();
    if unlisted.is_empty() {
        return Ok(homes);
    }
    let is_known = |path: &String| listed.contains_key(path.as_str());
    Err(PlanError::Unlisted(Box::new(Unlisted {
        unknown: unlisted
            .iter()
            .filter(|path| !is_known(path))
            .map(|path| (*path).clone())
            .collect(),
        files: unlisted.into_iter().cloned().collect(),
        listed: input.version.files.clone(),
        provenance: service.provenance(input.version),
        service: service.id.clone(),
        version: input.version.id.clone(),
    })))
}

/// The root elements: those of the registry, and those of messages.
fn roots(service: &Service, input: &VersionInput<'_>) -> Result<Vec<QName>, PlanError> {
    let mut roots = input.messages.clone();
    let mut by_file: BTreeMap<&str, Vec<&QName>> = BTreeMap::new();
    for (name, element) in &input.contract.elements {
        by_file.entry(&element.file).or_default().push(name);
    }
    for path in &input.version.files {
        let declared = by_file.remove(path.as_str()).unwrap_or_default();
        let Some(file) = service.files.iter().find(|file| file.path == *path) else {
            continue;
        };
        let Some(listed) = &file.roots else {
            roots.extend(declared.into_iter().cloned());
            continue;
        };
        for root in listed {
            match declared.iter().find(|name| name.local == *root) {
                Some(name) => roots.insert((*name).clone()),
                None => {
                    let hint = hint(root, declared.iter().map(|name| name.local.as_str()));
                    return Err(PlanError::NoSuchRoot {
                        file: path.clone(),
                        root: root.clone(),
                        hint,
                    });
                }
            };
        }
    }
    Ok(roots.into_iter().collect())
}

/// The prefixes of namespaces whose names are written with one, each different.
fn prefixes(contract: &Contract) -> BTreeMap<String, String> {
    let mut taken = Taken::default();
    let uris = prefixed(contract).into_iter();
    uris.map(|uri| {
        let wanted = names::prefix(&names::namespace_hint(contract, &uri));
        (uri, taken.free(&wanted, ""))
    })
    .collect()
}

/// Namespaces that names are written with a prefix in. Attributes need one always; elements when the default
/// namespace must stay free for elements or QName values in no namespace.
fn prefixed(contract: &Contract) -> BTreeSet<String> {
    let mut prefixed = BTreeSet::new();
    let mut elements: BTreeSet<&str> = contract
        .elements
        .keys()
        .map(|name| name.namespace.as_str())
        .collect();
    let mut needs_free_default = contract.named.keys().any(|key| key.namespace.is_empty());
    for ty in contract.types.values() {
        match &ty.shape {
            Shape::Record(record) => {
                for attribute in &record.attributes {
                    prefixed.insert(attribute.name.namespace.clone());
                    needs_free_default |= attribute.ty == TypeRef::BuiltIn(BuiltIn::QName);
                }
                if let Content::Value(ty) = &record.content {
                    needs_free_default |= *ty == TypeRef::BuiltIn(BuiltIn::QName);
                }
                each_element(record.content.particles(), &mut |element| {
                    elements.insert(&element.name.namespace);
                    needs_free_default |= element.ty == TypeRef::BuiltIn(BuiltIn::QName);
                });
            }
            Shape::Scalar(scalar) => needs_free_default |= is_name(&TypeRef::BuiltIn(scalar.base)),
            Shape::Compound(compound) => {
                needs_free_default |= matches!(&compound.base, CompoundBase::List(item) if is_name(item));
            }
            Shape::Union(union) => needs_free_default |= union.members.iter().any(is_name),
            // `xsi:type` holds the name of a type.
            Shape::AnyOf(any_of) => {
                needs_free_default |= any_of.derived.iter().any(|derived| derived.namespace.is_empty());
            }
            // Elements that stand in for others are global, and counted as such. Names of JSON have no namespaces.
            Shape::Substitutes(_) => {}
            Shape::Enumeration(_) | Shape::Object(_) | Shape::OneOf(_) | Shape::List(_) => {}
        }
    }
    if needs_free_default || elements.contains("") {
        prefixed.extend(elements.into_iter().map(str::to_owned));
    }
    prefixed.remove("");
    prefixed
}

/// Root elements outside shared modules, with module and name of their type.
fn document_roots(planner: &Planner<'_>, shared: &BTreeSet<String>) -> Vec<(QName, Ident)> {
    let own = planner
        .idents
        .own_roots
        .iter()
        .map(|(key, root)| (root, &planner.idents.types[key]));
    let all = own.chain(planner.idents.roots.iter());
    let documents = all.filter(|(_, (module, _))| !shared.contains(module));
    documents
        .map(|(root, ident)| (root.clone(), ident.clone()))
        .collect()
}

/// For a root element that the current and the previous version have: the choice between them. The document that
/// requests carry is one, whichever namespace a version gives it.
fn any_roots(service: &Service, roots_of: &[(&VersionInput<'_>, Vec<(QName, Ident)>)]) -> Vec<AnyRoot> {
    let mut live: Vec<_> = roots_of
        .iter()
        .filter(|(input, _)| matches!(input.version.status, Status::Current | Status::Previous))
        .collect();
    live.sort_by_key(|(input, _)| input.version.status);
    let document = service.document.as_ref().map(|document| document.root.as_str());
    let mut by_root: BTreeMap<_, Vec<(&Version, &Ident)>> = BTreeMap::new();
    for (input, roots) in live {
        for (root, ident) in roots {
            let namespace = if document == Some(root.local.as_str()) {
                ""
            } else {
                root.namespace.as_str()
            };
            let versions = by_root.entry((root.local.as_str(), namespace)).or_default();
            versions.push((input.version, ident));
        }
    }
    let several = by_root.into_iter().filter(|(_, versions)| versions.len() > 1);
    several
        .map(|((element, _), versions)| AnyRoot {
            // Two roots of one name in different namespaces have different types in Rust.
            ident: names::any_name(&versions[0].1.1),
            element: element.to_owned(),
            variants: versions.into_iter().map(any_variant).collect(),
            // Known when all versions are.
            request: None,
        })
        .collect()
}

fn any_variant((version, (module, ident)): (&Version, &Ident)) -> AnyVariant {
    AnyVariant {
        version: version.id.clone(),
        ident: names::version_variant(&version.id),
        module: module.clone(),
        ty: format!("{module}::{ident}"),
    }
}
