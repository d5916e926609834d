//! The document that requests carry: where it stands, what it is read as, and what identifies it.

use std::collections::{BTreeMap, BTreeSet};

use super::idents::{Ident, step_name};
use super::lookup::{child, element_fields, octets, particles};
use super::types::Planner;
use super::{
    Carrier, ChildNamespace, DocumentId, DocumentType, Field, Module, Occurs, PlanError, hint, names,
};
use crate::builtin;
use crate::lower::{Element, QName, Shape, TypeKey, TypeRef};
use crate::registry::{Document, Status, Version};

/// What one version has of it.
pub(super) struct Part<'a> {
    pub(super) version: &'a Version,
    pub(super) root: Option<Root>,
    pub(super) carriers: Vec<Found>,
    /// Why something of the carrier's name is none.
    problem: Option<&'static str>,
    /// What the carrier could be, and the root, to suggest the nearest.
    elements: BTreeSet<String>,
    roots: BTreeSet<String>,
}

/// A document's root element.
pub(super) struct Root {
    pub(super) name: QName,
    /// Module and name of its type.
    pub(super) ident: Ident,
    /// The child that identifies it.
    pub(super) child: QName,
    /// Module and name of the child's type; no module when it is built in.
    child_type: Ident,
}

/// A body that carries the document.
pub(super) struct Found {
    /// The module of its type.
    pub(super) module: String,
    /// The type that has the field.
    pub(super) content: TypeKey,
    pub(super) carrier: Carrier,
    /// Module and name of the operations whose request it is.
    pub(super) operations: BTreeSet<Ident>,
}

/// Looks for the document in one version.
///
/// # Errors
/// A root element that is none, or without a child that could identify it.
pub(super) fn find<'a>(
    planner: &Planner<'_>,
    version: &'a Version,
    document: &Document,
    roots: &[(QName, Ident)],
) -> Result<Part<'a>, PlanError> {
    let mut part = Part {
        version,
        root: root(planner, document, roots)?,
        carriers: Vec::new(),
        problem: None,
        elements: BTreeSet::new(),
        roots: roots.iter().map(|(name, _)| name.local.clone()).collect(),
    };
    for key in planner.contract.types.keys() {
        for (field, element) in element_fields(planner, key) {
            let owner = key.path.last().and_then(step_name).unwrap_or_default();
            let path = format!("{owner}/{element}");
            if path == document.carrier {
                carriers(planner, key, field, &mut part);
            }
            part.elements.insert(path);
        }
    }
    Ok(part)
}

/// The bodies with the content `key`, whose `field` is to hold the document.
fn carriers(planner: &Planner<'_>, key: &TypeKey, field: &Field, part: &mut Part<'_>) {
    let Some(octets) = octets(planner, key, &field.segment) else {
        part.problem = Some("is not of the type xs:base64Binary");
        return;
    };
    if field.part.occurs != Occurs::One {
        part.problem = Some("may be missing or repeated, so it is not sure to hold a document");
        return;
    }
    let contract = planner.contract;
    let mut operations: BTreeMap<&QName, BTreeSet<Ident>> = BTreeMap::new();
    for (module, stubs) in &planner.idents.stubs {
        for ident in &stubs.operations {
            let request = ident.bound.operation(contract).request.as_ref();
            let is_carrier = |name: &&QName| contract.elements[*name].ty == TypeRef::Type(key.clone());
            if let Some(request) = request.filter(is_carrier) {
                let name = names::operation_name(&ident.stem);
                operations
                    .entry(request)
                    .or_default()
                    .insert((module.clone(), name));
            }
        }
    }
    if operations.is_empty() {
        part.problem = Some("is not in the request of any operation");
    }
    for (request, operations) in operations {
        let (module, ident) = planner.idents.root(request).clone();
        part.carriers.push(Found {
            module,
            content: key.clone(),
            carrier: Carrier {
                ident,
                newtype: planner.idents.own_roots.get(key) != Some(request),
                field: field.ident.clone(),
                octets,
                // Known when all versions are.
                document: DocumentType::Any(String::new()),
            },
            operations,
        });
    }
}

fn root(
    planner: &Planner<'_>,
    document: &Document,
    roots: &[(QName, Ident)],
) -> Result<Option<Root>, PlanError> {
    let mut named = roots.iter().filter(|(name, _)| name.local == document.root);
    let Some((name, ident)) = named.next() else {
        return Ok(None);
    };
    if named.next().is_some() {
        let problem =
            "is the name of two root elements, of different namespaces (leave one of them out of `roots`)";
        return Err(wrong(planner, "root", &document.root, problem));
    }
    let wrong = |problem| Err(wrong(planner, "id", &document.id, problem));
    let TypeRef::Type(owner) = &planner.contract.elements[name].ty else {
        return wrong("has no place: the root element has no child elements");
    };
    let particles = particles(planner, owner);
    let Some((element, repeated)) = child(particles, &document.id, false) else {
        let mut known = Vec::new();
        super::walk::each_element(particles, &mut |element| known.push(element.name.local.as_str()));
        return Err(PlanError::NoSuchComponent {
            entry: format!("`id = \"{}\"` of `document`", document.id),
            service: planner.service.id.clone(),
            hint: hint(&document.id, known),
        });
    };
    if repeated {
        return wrong("may be repeated, so it does not identify a document");
    }
    let child_type = match &element.ty {
        TypeRef::BuiltIn(built_in) => (String::new(), builtin::rust_type(*built_in).to_owned()),
        TypeRef::Type(key) if matches!(planner.contract.types[key].shape, Shape::Record(_)) => {
            return wrong("has no simple type, so it does not identify a document");
        }
        TypeRef::Type(key) => planner.idents.types[key].clone(),
    };
    if is_personal(planner, owner, element) {
        return wrong("is personal, and what identifies a document goes into errors and logs");
    }
    Ok(Some(Root {
        name: name.clone(),
        ident: ident.clone(),
        child: element.name.clone(),
        child_type,
    }))
}

/// Whether the registry marks an element of `owner`, its type, or the owner as a whole.
pub(super) fn is_personal(planner: &Planner<'_>, owner: &TypeKey, element: &Element) -> bool {
    let personal = &planner.service.personal;
    let name = |key: &TypeKey| key.path.last().and_then(step_name).unwrap_or_default().to_owned();
    let mut types = vec![name(owner)];
    if let TypeRef::Type(key) = &element.ty {
        types.push(name(key));
    }
    personal.types.iter().any(|marked| types.contains(marked))
        || personal
            .elements
            .contains(&format!("{}/{}", types[0], element.name.local))
}

fn wrong(planner: &Planner<'_>, key: &'static str, value: &str, problem: &'static str) -> PlanError {
    PlanError::Entry {
        table: format!("services.{}.document", planner.service.id),
        key,
        value: value.to_owned(),
        problem: problem.to_owned(),
    }
}

/// Completes the modules with what all versions say together.
///
/// # Errors
/// An entry that fits nothing, or not what it should.
pub(super) fn complete(
    service: &str,
    document: &Document,
    parts: &[Part<'_>],
    modules: &mut BTreeMap<String, Module>,
) -> Result<(), PlanError> {
    check(service, document, parts)?;
    for (name, module) in modules.iter_mut() {
        let has_carriers = |part: &&Part<'_>| part.carriers.iter().any(|found| found.module == *name);
        let Some(first) = parts.iter().find(has_carriers) else {
            continue;
        };
        let roots = roots_for(parts, |part| has_carriers(&part));
        let Some(document_type) = document_type(name, &roots) else {
            continue;
        };
        let here = first.carriers.iter().filter(|found| found.module == *name);
        module.stubs.carriers = here
            .map(|found| Carrier {
                document: document_type.clone(),
                ..found.carrier.clone()
            })
            .collect();
    }
    for (name, module) in modules.iter_mut() {
        for operation in &mut module.stubs.operations {
            let here = (name.clone(), operation.ident.clone());
            let sends = |part: &Part<'_>| part.carriers.iter().any(|found| found.operations.contains(&here));
            operation.document = document_ids(name, &roots_for(parts, sends));
        }
    }
    Ok(())
}

fn check(service: &str, document: &Document, parts: &[Part<'_>]) -> Result<(), PlanError> {
    let nothing = |key: &str, value: &str, known: &dyn Fn(&Part<'_>) -> BTreeSet<String>| {
        let known: BTreeSet<String> = parts.iter().flat_map(known).collect();
        Err(PlanError::NoSuchComponent {
            entry: format!("`{key} = \"{value}\"` of `document`"),
            service: service.to_owned(),
            hint: hint(value, known.iter().map(String::as_str)),
        })
    };
    if parts.iter().all(|part| part.carriers.is_empty()) {
        return match parts.iter().find_map(|part| part.problem) {
            Some(problem) => Err(PlanError::Entry {
                table: format!("services.{service}.document"),
                key: "carrier",
                value: document.carrier.clone(),
                problem: problem.to_owned(),
            }),
            None => nothing("carrier", &document.carrier, &|part| part.elements.clone()),
        };
    }
    if parts.iter().all(|part| part.root.is_none()) {
        return nothing("root", &document.root, &|part| part.roots.clone());
    }
    Ok(())
}

/// The root elements of versions, with those: the current version first, then the previous one, then others.
fn roots_for<'p>(parts: &'p [Part<'_>], of: impl Fn(&Part<'_>) -> bool) -> Vec<(Status, &'p Root)> {
    let mut roots: Vec<_> = parts
        .iter()
        .filter(|part| of(part))
        .filter_map(|part| Some((part.version.status, part.root.as_ref()?)))
        .collect();
    roots.sort_by_key(|(status, _)| (*status == Status::Upcoming, *status));
    roots
}

/// What a body in `module` carries: a document of the current or the previous version, if there is one of both.
fn document_type(module: &str, roots: &[(Status, &Root)]) -> Option<DocumentType> {
    let is_live = |(status, _): &&(Status, &Root)| matches!(status, Status::Current | Status::Previous);
    let (_, first) = roots.first()?;
    if roots.iter().filter(is_live).count() > 1 {
        return Some(DocumentType::Any(format!(
            "super::{}",
            names::any_name(&first.ident.1)
        )));
    }
    Some(DocumentType::One {
        path: path(module, &first.ident),
        version: if first.ident.0 == module {
            String::new()
        } else {
            format!("super::{}", first.ident.0)
        },
    })
}

/// Where the identity of a document stands, once for each name of root and child.
fn document_ids(module: &str, roots: &[(Status, &Root)]) -> Vec<DocumentId> {
    let mut names = BTreeSet::new();
    let new = roots
        .iter()
        .filter(|(_, root)| names.insert((&root.name, &root.child)));
    new.map(|(_, root)| DocumentId {
        root: path(module, &root.ident),
        child: root.child.local.clone(),
        namespace: match root.child.namespace.as_str() {
            "" => ChildNamespace::None,
            uri if uri == root.name.namespace => ChildNamespace::OfRoot,
            uri => ChildNamespace::Other(uri.to_owned()),
        },
        ty: if root.child_type.0.is_empty() {
            root.child_type.1.clone()
        } else {
            path(module, &root.child_type)
        },
    })
    .collect()
}

pub(super) fn path(module: &str, (home, ident): &Ident) -> String {
    if home == module {
        ident.clone()
    } else {
        format!("super::{home}::{ident}")
    }
}
