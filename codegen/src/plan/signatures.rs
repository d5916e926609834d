//! The signatures of the document that requests carry: what each version has of them, and what its modules say then.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{self, Found, Root};
use super::idents::Ident;
use super::lookup::{child, particles};
use super::signature_places::Places;
use super::types::Planner;
use super::{AnyRoot, Module, PlanError, SignatureType, SignedDocument, SignedRequest, hint};
use crate::lower::{QName, Shape, TypeRef};
use crate::registry::{Document, Role, Signatures};

/// What one version has of them.
#[derive(Default)]
pub(super) struct Part {
    /// With the module, as those that follow.
    request: Option<(String, SignedRequest)>,
    signature: Option<(String, SignatureType)>,
    document: Option<(String, SignedDocument)>,
    /// Module and name of the operations that send the request.
    operations: BTreeSet<Ident>,
    /// The version, when it has the document but no request that carries it.
    without_request: Option<String>,
}

/// An entry of the registry, looked up in one version.
pub(super) struct Look<'p, 'a> {
    pub(super) planner: &'p Planner<'a>,
    /// The version's id.
    pub(super) version: &'p str,
    pub(super) document: &'p Document,
    pub(super) signatures: &'p Signatures,
}

/// Looks for signatures in one version.
///
/// # Errors
/// An entry that fits nothing there, or not what it should.
pub(super) fn find(
    planner: &mut Planner<'_>,
    document: &Document,
    signatures: &Signatures,
    found: &document::Part<'_>,
) -> Result<Part, PlanError> {
    let version = found.version.id.as_str();
    let look = Look {
        planner,
        version,
        document,
        signatures,
    };
    let Some(carrier) = look.carrier(&found.carriers)? else {
        return Ok(Part {
            without_request: found.root.as_ref().map(|_| version.to_owned()),
            ..Part::default()
        });
    };
    let Places { request, signature } = look.places(carrier)?;
    let signers = found.root.as_ref().map(|root| look.signers(root)).transpose()?;
    let request_ident = (carrier.module.clone(), request.ident.clone());
    let signed = found.root.as_ref().zip(signers);
    Ok(Part {
        request: Some((carrier.module.clone(), request)),
        signature: Some(signature),
        document: signed.map(|(root, signers)| signed_document(planner, root, &request_ident, &signers)),
        operations: carrier.operations.clone(),
        without_request: None,
    })
}

/// The root element, with its paths as its module writes them.
fn signed_document(
    planner: &mut Planner<'_>,
    root: &Root,
    request: &Ident,
    signers: &[(String, Vec<QName>)],
) -> (String, SignedDocument) {
    let (module, ident) = &root.ident;
    let mut wire = |name: &QName| planner.element_name_in(module, name);
    let document = SignedDocument {
        ident: ident.clone(),
        request: document::path(module, request),
        id: wire(&root.child),
        signers: signers
            .iter()
            .map(|(role, path)| (role.clone(), path.iter().map(&mut wire).collect()))
            .collect(),
    };
    (module.clone(), document)
}

impl<'p> Look<'p, '_> {
    /// The one request that carries the document.
    fn carrier<'f>(&self, found: &'f [Found]) -> Result<Option<&'f Found>, PlanError> {
        match found {
            [] => Ok(None),
            [one] => Ok(Some(one)),
            several => {
                let idents: Vec<_> = several.iter().map(|found| found.carrier.ident.as_str()).collect();
                let problem = format!(
                    "is in several requests ({}), and a document is signed for one of them",
                    idents.join(", ")
                );
                Err(self.wrong_carrier(problem))
            }
        }
    }

    /// Where the document says who signs, place after place.
    fn signers(&self, root: &Root) -> Result<Vec<(String, Vec<QName>)>, PlanError> {
        let mut signers = Vec::new();
        for role in self.signatures.roles.each() {
            for path in &role.signers {
                signers.push((role.name.clone(), self.signer(root, role, path)?));
            }
        }
        Ok(signers)
    }

    fn signer(&self, root: &Root, role: &Role, path: &[String]) -> Result<Vec<QName>, PlanError> {
        let contract = self.planner.contract;
        let shown = path.join("/");
        let wrong = |problem: &str| Err(self.wrong_in(role, "signer", &shown, problem));
        let mut names = Vec::new();
        let mut ty = &contract.elements[&root.name].ty;
        for local in path {
            let children = match ty {
                TypeRef::Type(key) => particles(self.planner, key),
                TypeRef::BuiltIn(_) => &[],
            };
            let Some((element, repeated)) = child(children, local, false) else {
                let above: String = names
                    .iter()
                    .map(|name: &QName| format!("{}/", name.local))
                    .collect();
                let mut known = Vec::new();
                super::walk::each_element(children, &mut |element| {
                    known.push(format!("{above}{}", element.name.local));
                });
                let hint = hint(&format!("{above}{local}"), known.iter().map(String::as_str));
                return Err(self.nothing_in(role, "signer", &shown, hint));
            };
            if repeated {
                return wrong("may be repeated, so it does not say who signs");
            }
            names.push(element.name.clone());
            ty = &element.ty;
        }
        match ty {
            TypeRef::Type(key) if matches!(contract.types[key].shape, Shape::Record(_)) => {
                wrong("has no simple type, so it does not say who signs")
            }
            _ => Ok(names),
        }
    }

    pub(super) fn wrong_carrier(&self, problem: String) -> PlanError {
        let table = format!("services.{}.document", self.planner.service.id);
        entry(table, "carrier", &self.document.carrier, problem)
    }

    /// An entry of the table `signatures` that fits something, but not what it should.
    pub(super) fn wrong(&self, key: &'static str, value: &str, problem: impl Into<String>) -> PlanError {
        let table = format!(
            "services.{}.signatures (version {})",
            self.planner.service.id, self.version
        );
        entry(table, key, value, problem.into())
    }

    /// [`Self::wrong`], in a role.
    pub(super) fn wrong_in(
        &self,
        role: &Role,
        key: &'static str,
        value: &str,
        problem: impl Into<String>,
    ) -> PlanError {
        let table = format!(
            "services.{}.signatures.roles ({}, version {})",
            self.planner.service.id, role.name, self.version
        );
        entry(table, key, value, problem.into())
    }

    /// An entry of the table `signatures` that fits nothing.
    pub(super) fn nothing(&self, key: &'static str, value: &str, hint: String) -> PlanError {
        self.no_such(
            format!("`{key} = \"{value}\"` of `signatures` (version {})", self.version),
            hint,
        )
    }

    /// [`Self::nothing`], in a role.
    pub(super) fn nothing_in(&self, role: &Role, key: &'static str, value: &str, hint: String) -> PlanError {
        let entry = format!(
            "`{key} = \"{value}\"` of `signatures.roles` ({}, version {})",
            role.name, self.version
        );
        self.no_such(entry, hint)
    }

    fn no_such(&self, entry: String, hint: String) -> PlanError {
        PlanError::NoSuchComponent {
            entry,
            service: self.planner.service.id.clone(),
            hint,
        }
    }
}

fn entry(table: String, key: &'static str, value: &str, problem: String) -> PlanError {
    PlanError::Entry {
        table,
        key,
        value: value.to_owned(),
        problem,
    }
}

/// Completes the modules with what the versions have.
///
/// # Errors
/// A version with the document, but without a request that carries it.
pub(super) fn complete(
    service: &str,
    document: &Document,
    parts: Vec<Part>,
    modules: &mut BTreeMap<String, Module>,
) -> Result<(), PlanError> {
    for part in parts {
        if let Some(version) = part.without_request {
            let problem = format!(
                "is in version {version} the root of a document that no request carries, so it cannot be signed there \
                 (list the WSDL and its schemas in the version's `files`)"
            );
            let table = format!("services.{service}.document");
            return Err(entry(table, "root", &document.root, problem));
        }
        // A module that several versions share says the same whichever version it is made for.
        if let Some((module, request)) = part.request
            && let Some(module) = modules.get_mut(&module)
        {
            module.signing.request.get_or_insert(request);
        }
        if let Some((module, signature)) = part.signature
            && let Some(module) = modules.get_mut(&module)
        {
            module.signing.signature.get_or_insert(signature);
        }
        if let Some((module, document)) = part.document
            && let Some(module) = modules.get_mut(&module)
        {
            module.signing.document.get_or_insert(document);
        }
        for (module, ident) in part.operations {
            let operations = modules.get_mut(&module).into_iter();
            let mut operations = operations.flat_map(|module| &mut module.stubs.operations);
            if let Some(operation) = operations.find(|operation| operation.ident == ident) {
                operation.signed = true;
            }
        }
    }
    Ok(())
}

/// The path of the request that carries a signed document of whichever version, from the service's module. None when
/// the versions differ in it.
pub(super) fn request_of(any: &AnyRoot, modules: &BTreeMap<String, Module>) -> Option<String> {
    let mut requests = BTreeSet::new();
    for variant in &any.variants {
        let document = modules.get(&variant.module)?.signing.document.as_ref()?;
        if variant.ty != format!("{}::{}", variant.module, document.ident) {
            return None;
        }
        requests.insert(match document.request.strip_prefix("super::") {
            Some(path) => path.to_owned(),
            None => format!("{}::{}", variant.module, document.request),
        });
    }
    let request = requests.pop_first()?;
    requests.is_empty().then_some(request)
}
