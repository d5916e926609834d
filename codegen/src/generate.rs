//! The whole way, from a registry to source files.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use crate::emit::{self, Features};
use crate::lower::{self, LowerError};
use crate::plan::{self, FileTree, PlanError, ServiceModel, VersionInput};
use crate::read::{ReadError, Source, is_openapi, read_openapi, read_schemas, read_wsdl};
use crate::registry::{Registry, Service, Status, Version};
use crate::resolve::{ResolveError, resolve};

/// Source files made from a registry.
#[derive(Clone, Debug)]
pub struct Generated {
    /// Files by path, relative to the crate's `src`.
    pub files: FileTree,
    /// The feature table of its `Cargo.toml`.
    pub features: Features,
    /// What was made of each module.
    pub modules: Vec<ModuleReport>,
}

/// What was made of a module.
#[derive(Clone, Debug)]
pub struct ModuleReport {
    /// The service.
    pub service: String,
    /// The module.
    pub module: String,
    /// The version, when the module is that of one.
    pub version: Option<String>,
    /// How many types it declares.
    pub types: usize,
    /// How many lines its file has.
    pub lines: usize,
    /// How long it took: reading and lowering its version, when it is that of one, and emission.
    pub time: Duration,
}

/// Why a registry could not be made into source files.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GenerateError {
    /// A file could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A reference leads nowhere, or components contradict each other.
    #[error(transparent)]
    Resolve(#[from] ResolveError),
    /// A construct is not carried out.
    #[error(transparent)]
    Lower(#[from] LowerError),
    /// There is no Rust form as the registry stands.
    #[error(transparent)]
    Plan(#[from] PlanError),
}

/// Generates all services of a registry. `shown` is how its folder is called in the files' first lines, and
/// `progress` is told what is at hand.
///
/// # Errors
/// The first thing in a contract or in the registry that stands in the way.
pub fn generate(
    source: &dyn Source,
    registry: &Registry,
    shown: &str,
    progress: &mut dyn FnMut(&str),
) -> Result<Generated, GenerateError> {
    let mut files = FileTree::new();
    let mut models = Vec::new();
    let mut modules = Vec::new();
    for service in registry.services.values() {
        let (model, mut times) = model(source, registry, service, progress)?;
        files.insert(format!("{}/mod.rs", model.id), emit::service(&model, shown));
        for module in &model.modules {
            let started = Instant::now();
            let text = emit::module(&model, module, shown);
            modules.push(ModuleReport {
                service: model.id.clone(),
                module: module.name.clone(),
                version: model
                    .versions
                    .iter()
                    .find(|version| version.module == module.name)
                    .map(|v| v.id.clone()),
                types: module.items.len(),
                lines: text.lines().count(),
                time: started.elapsed() + times.remove(&module.name).unwrap_or_default(),
            });
            files.insert(format!("{}/{}.rs", model.id, module.name), text);
        }
        models.push(model);
    }
    files.insert("lib.rs".to_owned(), emit::library(&models, shown));
    let features = emit::features(registry.services.values());
    Ok(Generated {
        files,
        features,
        modules,
    })
}

/// The Rust of one service, before it is text, and how long each version's module took to read and lower.
///
/// # Errors
/// As [`generate`].
pub fn model(
    source: &dyn Source,
    registry: &Registry,
    service: &Service,
    progress: &mut dyn FnMut(&str),
) -> Result<(ServiceModel, BTreeMap<String, Duration>), GenerateError> {
    let mut inputs = Vec::new();
    let mut times = BTreeMap::new();
    for version in service
        .versions
        .iter()
        .filter(|version| version.status != Status::Retired)
    {
        progress(&format!("{}@{}", service.id, version.id));
        let started = Instant::now();
        inputs.push(lower_version(source, &registry.catalog, version)?);
        times.insert(plan::names::version_module(&version.id), started.elapsed());
    }
    Ok((plan::plan(service, &inputs)?, times))
}

/// Reads, resolves and lowers one version.
///
/// # Errors
/// As [`generate`].
pub fn lower_version<'a>(
    source: &dyn Source,
    catalog: &BTreeMap<String, String>,
    version: &'a Version,
) -> Result<VersionInput<'a>, GenerateError> {
    let (openapi, xml): (Vec<String>, Vec<String>) =
        version.files.iter().cloned().partition(|path| is_openapi(path));
    let documents = read_schemas(source, catalog, &xml)?;
    let set = resolve(&documents)?;
    let mut contract = lower::lower(&set)?;
    let described = read_openapi(source, &openapi)?;
    let of_json = lower::lower_openapi(&described)?;
    contract.types.extend(of_json.types);
    contract.apis.extend(of_json.apis);
    for path in version.files.iter().filter(|path| path.ends_with(".wsdl")) {
        let wsdl = read_wsdl(source, catalog, path)?;
        let services = lower::lower_services(&contract, &wsdl)?;
        contract.services.extend(services);
    }
    let operations = contract
        .services
        .values()
        .flat_map(|service| &service.ports)
        .flat_map(|port| &port.operations);
    let messages: BTreeSet<_> = operations.flat_map(lower::Operation::elements).cloned().collect();
    let documentation = set
        .files
        .iter()
        .map(|file| (file.path.clone(), lower::paragraphs(&file.documentation)));
    let documentation = documentation.chain(
        described
            .documents
            .values()
            .map(|document| (document.path.clone(), lower::openapi_paragraphs(document))),
    );
    Ok(VersionInput {
        version,
        documentation: documentation.collect(),
        contract,
        messages,
    })
}
