//! Finding services, versions and files in a registry, and what a version is worth.

use std::fmt;
use std::str::FromStr;

use super::model::{File, Provenance, Registry, Service, Status, Version};
use crate::suggest::{did_you_mean, nearest};

/// What a person asks for on the command line: `SERVICE` (all its versions) or `SERVICE@VERSION`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Selection {
    /// The service's id.
    pub service: String,
    /// The version's id; `None` is all.
    pub version: Option<String>,
}

/// A selection that the registry does not answer.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SelectError {
    /// Neither `SERVICE` nor `SERVICE@VERSION`.
    #[error("`{text}` is not a selection; write a service, or a service and a version such as `elt@1.0.2`")]
    Malformed {
        /// What was written.
        text: String,
    },
    /// No service of that id.
    #[error("unknown service `{name}`; the registry has {known}{}", did_you_mean(.nearest.as_deref()))]
    UnknownService {
        /// What was asked for.
        name: String,
        /// The most similar service.
        nearest: Option<String>,
        /// All services.
        known: String,
    },
    /// No version of that id in the service.
    #[error("unknown version `{id}` of `{service}`; the registry has {known}{}", did_you_mean(.nearest.as_deref()))]
    UnknownVersion {
        /// The service.
        service: String,
        /// What was asked for.
        id: String,
        /// The most similar version.
        nearest: Option<String>,
        /// All versions of the service.
        known: String,
    },
}

impl FromStr for Selection {
    type Err = SelectError;

    fn from_str(text: &str) -> Result<Self, SelectError> {
        let (service, version) = match text.split_once('@') {
            Some((service, version)) => (service, Some(version)),
            None => (text, None),
        };
        if service.is_empty() || version.is_some_and(|id| id.is_empty() || id.contains('@')) {
            return Err(SelectError::Malformed {
                text: text.to_owned(),
            });
        }
        Ok(Self {
            service: service.to_owned(),
            version: version.map(str::to_owned),
        })
    }
}

impl fmt::Display for Selection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.service)?;
        match &self.version {
            Some(version) => write!(f, "@{version}"),
            None => Ok(()),
        }
    }
}

impl Registry {
    /// The service with this id.
    ///
    /// # Errors
    /// [`SelectError::UnknownService`], with the most similar id.
    pub fn service(&self, id: &str) -> Result<&Service, SelectError> {
        self.services.get(id).ok_or_else(|| SelectError::UnknownService {
            name: id.to_owned(),
            nearest: nearest(id, self.services.keys().map(String::as_str)),
            known: list(self.services.keys().map(String::as_str)),
        })
    }

    /// The versions that a selection names, with their services: services by id, versions newest first. `None`
    /// selects everything.
    ///
    /// # Errors
    /// [`SelectError::UnknownService`] and [`SelectError::UnknownVersion`].
    pub fn select(&self, selection: Option<&Selection>) -> Result<Vec<(&Service, &Version)>, SelectError> {
        let Some(selection) = selection else {
            return Ok(self.services.values().flat_map(Service::pairs).collect());
        };
        let service = self.service(&selection.service)?;
        match &selection.version {
            Some(id) => Ok(vec![(service, service.version(id)?)]),
            None => Ok(service.pairs().collect()),
        }
    }
}

impl Service {
    /// The version with this id.
    ///
    /// # Errors
    /// [`SelectError::UnknownVersion`], with the most similar id.
    pub fn version(&self, id: &str) -> Result<&Version, SelectError> {
        let ids = || self.versions.iter().map(|version| version.id.as_str());
        self.versions
            .iter()
            .find(|version| version.id == id)
            .ok_or_else(|| SelectError::UnknownVersion {
                service: self.id.clone(),
                id: id.to_owned(),
                nearest: nearest(id, ids()),
                known: list(ids()),
            })
    }

    /// The version with this status; of `upcoming` and `retired` ones, the first listed.
    #[must_use]
    pub fn with_status(&self, status: Status) -> Option<&Version> {
        self.versions.iter().find(|version| version.status == status)
    }

    /// The entry of a file.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// How surely a version is the agency's: as surely as the weakest of its files. A file that is not listed
    /// says nothing, so it counts as the weakest there is.
    #[must_use]
    pub fn provenance(&self, version: &Version) -> Provenance {
        let of_file = |path: &String| {
            self.file(path)
                .map_or(Provenance::Illustrative, |file| file.provenance)
        };
        version
            .files
            .iter()
            .map(of_file)
            .min()
            .unwrap_or(Provenance::Illustrative)
    }

    fn pairs(&self) -> impl Iterator<Item = (&Self, &Version)> {
        self.versions.iter().map(move |version| (self, version))
    }
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
