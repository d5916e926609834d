//! The text of `contracts.toml` → [`Registry`].

use std::collections::BTreeMap;
use std::ops::Range;

use super::check;
use super::error::{Mistake, RegistryError};
use super::model::{
    Address, Environment, File, GroupName, Pacing, Package, Personal, Provenance, Registry, Service, Spread,
    Status, Version,
};
use super::raw::{
    RawAddress, RawFile, RawGroup, RawPackage, RawPersonal, RawRegistry, RawService, RawVersion, Text,
};
use crate::place::Place;
use crate::suggest::nearest;

/// Reads a registry. `shown_path` is the file as errors should show it, for example `schemas/contracts.toml`.
///
/// What comes out holds: every file is in a version and every version's files are listed; at most one version of
/// a service is current and one previous; versions stand by status (upcoming, current, previous, retired), and
/// within one as the file has them; ids, modules and given names are usable in Rust; paths lie inside the
/// registry's folder. Whether files exist, and whether types and elements named here do, is for later stages.
///
/// # Errors
/// The first mistake, with line and column, what was expected and what to do.
pub fn parse_registry(text: &str, shown_path: &str) -> Result<Registry, RegistryError> {
    let reader = Reader { text, shown_path };
    let raw: RawRegistry = toml::from_str(text).map_err(|error| {
        let message = error.message().trim().replace('\n', ", ");
        reader.error(error.span().unwrap_or_default(), Mistake::Shape { message })
    })?;
    if raw.services.is_empty() {
        return Err(reader.error(0..0, Mistake::NoService));
    }
    Ok(Registry {
        package: raw.package.map(|package| reader.package(package)).transpose()?,
        catalog: reader.catalog(raw.catalog)?,
        services: raw
            .services
            .into_iter()
            .map(|(id, service)| Ok((id.get_ref().clone(), reader.service(&id, service)?)))
            .collect::<Result<_, _>>()?,
    })
}

/// The text, to turn offsets into places.
pub(super) struct Reader<'a> {
    text: &'a str,
    shown_path: &'a str,
}

impl Reader<'_> {
    pub(super) fn error(&self, span: Range<usize>, mistake: Mistake) -> RegistryError {
        let before = self.text.get(..span.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before[line_start..].chars().filter(|c| *c != '\u{feff}').count() + 1;
        let place = Place {
            line: self.line(span.start),
            column: u32::try_from(column).unwrap_or(u32::MAX),
            ..Place::file(self.shown_path)
        };
        RegistryError {
            place,
            mistake: Box::new(mistake),
        }
    }

    fn line(&self, offset: usize) -> u32 {
        let before = self.text.get(..offset).unwrap_or_default();
        u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX)
    }

    /// The text of a value that a rule admits.
    pub(super) fn checked(
        &self,
        value: Text,
        rule: impl FnOnce(&str) -> Result<(), Mistake>,
    ) -> Result<String, RegistryError> {
        rule(value.get_ref()).map_err(|mistake| self.error(value.span(), mistake))?;
        Ok(value.into_inner())
    }

    pub(super) fn filled(&self, value: Text, key: &'static str) -> Result<String, RegistryError> {
        let rule = |text: &str| match text.trim() {
            "" => Err(Mistake::Empty { key }),
            _ => Ok(()),
        };
        self.checked(value, rule)
    }

    /// The value that a word stands for.
    fn word<T: Copy>(
        &self,
        key: &'static str,
        value: &Text,
        words: &[(&'static str, T)],
    ) -> Result<T, RegistryError> {
        let word = value.get_ref();
        let found = words
            .iter()
            .find(|(name, _)| name == word)
            .map(|(_, meaning)| *meaning);
        found.ok_or_else(|| {
            let names = || words.iter().map(|(name, _)| *name);
            let mistake = Mistake::UnknownWord {
                key,
                word: word.clone(),
                expected: names().collect::<Vec<_>>().join(", "),
                nearest: nearest(word, names()),
            };
            self.error(value.span(), mistake)
        })
    }

    /// Refuses a name that was seen before, at the place where it stands again.
    pub(super) fn distinct<'v>(
        &self,
        what: &'static str,
        names: impl IntoIterator<Item = &'v Text>,
    ) -> Result<(), RegistryError> {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for name in names {
            if let Some(first) = seen.insert(name.get_ref(), name.span().start) {
                let mistake = Mistake::Twice {
                    what,
                    name: name.get_ref().clone(),
                    first_line: self.line(first),
                };
                return Err(self.error(name.span(), mistake));
            }
        }
        Ok(())
    }

    fn package(&self, raw: RawPackage) -> Result<Package, RegistryError> {
        let runtime = raw.runtime.map(|value| {
            check::runtime_dependency(value.get_ref()).map_err(|mistake| self.error(value.span(), mistake))
        });
        Ok(Package {
            name: self.checked(raw.name, check::package_name)?,
            runtime: runtime.transpose()?,
        })
    }

    fn catalog(&self, raw: BTreeMap<Text, Text>) -> Result<BTreeMap<String, String>, RegistryError> {
        let entry = |(address, path): (Text, Text)| {
            Ok((
                self.checked(address, check::catalog_key)?,
                self.checked(path, check::path)?,
            ))
        };
        raw.into_iter().map(entry).collect()
    }

    fn service(&self, id: &Text, raw: RawService) -> Result<Service, RegistryError> {
        self.checked(id.clone(), check::service_id)?;
        self.distinct("file", raw.files.iter().map(|file| &file.path))?;
        self.distinct("version", raw.versions.iter().map(|version| &version.id))?;
        self.distinct("address", raw.addresses.iter().map(|address| &address.url))?;
        self.groups_are_distinct(&raw.groups)?;
        let paths: Vec<Text> = raw.files.iter().map(|file| file.path.clone()).collect();
        let files = self.each(raw.files, Self::file)?;
        let versions = self.versions(id, raw.versions, &files)?;
        self.files_have_a_home(id.get_ref(), &paths, &files, &versions)?;
        Ok(Service {
            id: id.get_ref().clone(),
            title: self.filled(raw.title, "title")?,
            page: raw
                .page
                .map(|page| self.checked(page, check::web_address))
                .transpose()?,
            files,
            versions,
            personal: self.personal(raw.personal)?,
            groups: self.each(raw.groups, Self::group)?,
            names: self.names(raw.names)?,
            signatures: self.signatures(id.get_ref(), raw.signatures, raw.document.as_ref())?,
            document: raw.document.map(|document| self.document(document)).transpose()?,
            receipt: raw
                .receipt
                .map(|receipt| self.checked(receipt, check::receipt))
                .transpose()?,
            addresses: self.each(raw.addresses, Self::address)?,
            pacing: match raw.pacing {
                Some(pacing) => Some(Pacing {
                    calls: pacing.calls.get(),
                    seconds: pacing.seconds.get(),
                    spread: self.word("spread", &pacing.spread, &Spread::WORDS)?,
                    source: self.filled(pacing.source, "source")?,
                }),
                None => None,
            },
            flow: raw.flow.map(|flow| self.flow(flow)).transpose()?,
        })
    }

    pub(super) fn each<R, T>(
        &self,
        raw: Vec<R>,
        convert: fn(&Self, R) -> Result<T, RegistryError>,
    ) -> Result<Vec<T>, RegistryError> {
        raw.into_iter().map(|item| convert(self, item)).collect()
    }

    fn file(&self, raw: RawFile) -> Result<File, RegistryError> {
        let root = |name: Text| self.checked(name, |text| check::local_name(text, "a root element"));
        if let Some(roots) = &raw.roots {
            self.distinct("root", roots)?;
        }
        Ok(File {
            path: self.checked(raw.path, check::path)?,
            provenance: self.word("provenance", &raw.provenance, &Provenance::WORDS)?,
            source: raw
                .source
                .map(|source| self.filled(source, "source"))
                .transpose()?,
            module: raw
                .module
                .map(|module| self.checked(module, check::file_module))
                .transpose()?,
            roots: raw
                .roots
                .map(|roots| roots.into_iter().map(root).collect())
                .transpose()?,
        })
    }

    fn versions(
        &self,
        service: &Text,
        raw: Vec<RawVersion>,
        files: &[File],
    ) -> Result<Vec<Version>, RegistryError> {
        if raw.is_empty() {
            let mistake = Mistake::NoVersion {
                service: service.get_ref().clone(),
            };
            return Err(self.error(service.span(), mistake));
        }
        let mut versions = Vec::new();
        let mut taken: BTreeMap<Status, (String, u32)> = BTreeMap::new();
        for version in raw {
            let (id_span, status_span) = (version.id.span(), version.status.span());
            let read = self.version(service.get_ref(), version, files)?;
            let line = self.line(id_span.start);
            let before = taken.insert(read.status, (read.id.clone(), line));
            if let (Status::Current | Status::Previous, Some((other, other_line))) = (read.status, before) {
                let mistake = Mistake::SecondWithStatus {
                    service: service.get_ref().clone(),
                    version: read.id,
                    status: read.status.word(),
                    other,
                    other_line,
                };
                return Err(self.error(status_span, mistake));
            }
            versions.push(read);
        }
        // Stable: versions of one status stay as the file has them.
        versions.sort_by_key(|version| version.status);
        Ok(versions)
    }

    fn version(&self, service: &str, raw: RawVersion, files: &[File]) -> Result<Version, RegistryError> {
        let span = raw.id.span();
        let id = self.checked(raw.id, check::version_id)?;
        let status = self.word("status", &raw.status, &Status::WORDS)?;
        if raw.files.is_empty() {
            let mistake = Mistake::NoFile {
                service: service.to_owned(),
                version: id,
            };
            return Err(self.error(span, mistake));
        }
        self.distinct("file", &raw.files)?;
        let listed = |path: Text| {
            if files.iter().any(|file| file.path == *path.get_ref()) {
                return Ok(path.into_inner());
            }
            let mistake = Mistake::UnlistedFile {
                service: service.to_owned(),
                version: id.clone(),
                path: path.get_ref().clone(),
                nearest: nearest(path.get_ref(), files.iter().map(|file| file.path.as_str())),
            };
            Err(self.error(path.span(), mistake))
        };
        let files = raw.files.into_iter().map(listed).collect::<Result<_, _>>()?;
        Ok(Version { id, status, files })
    }

    /// Every file belongs to a version, and to one alone unless it has a module of its own.
    fn files_have_a_home(
        &self,
        service: &str,
        paths: &[Text],
        files: &[File],
        versions: &[Version],
    ) -> Result<(), RegistryError> {
        for (file, place) in files.iter().zip(paths) {
            let homes: Vec<&str> = versions
                .iter()
                .filter(|version| version.files.contains(&file.path))
                .map(|version| version.id.as_str())
                .collect();
            let path = file.path.clone();
            let mistake = match homes.len() {
                0 => Mistake::UnusedFile {
                    service: service.to_owned(),
                    path,
                },
                1 => continue,
                _ if file.module.is_some() => continue,
                _ => Mistake::SharedWithoutModule {
                    path,
                    versions: homes.join(", "),
                },
            };
            return Err(self.error(place.span(), mistake));
        }
        Ok(())
    }

    fn personal(&self, raw: RawPersonal) -> Result<Personal, RegistryError> {
        self.distinct("personal type", &raw.types)?;
        self.distinct("personal element", &raw.elements)?;
        let all = |texts: Vec<Text>, rule: fn(&str) -> Result<(), Mistake>| {
            texts
                .into_iter()
                .map(|text| self.checked(text, rule))
                .collect::<Result<_, _>>()
        };
        Ok(Personal {
            types: all(raw.types, check::personal_type)?,
            elements: all(raw.elements, check::personal_element)?,
        })
    }

    fn groups_are_distinct(&self, groups: &[RawGroup]) -> Result<(), RegistryError> {
        let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for group in groups {
            let key = (group.owner.get_ref().as_str(), group.holds.get_ref().as_str());
            if let Some(first) = seen.insert(key, group.owner.span().start) {
                let mistake = Mistake::Twice {
                    what: "group",
                    name: format!("{}/{}", key.0, key.1),
                    first_line: self.line(first),
                };
                return Err(self.error(group.owner.span(), mistake));
            }
        }
        Ok(())
    }

    fn group(&self, raw: RawGroup) -> Result<GroupName, RegistryError> {
        Ok(GroupName {
            line: self.line(raw.owner.span().start),
            owner: self.checked(raw.owner, check::group_owner)?,
            holds: self.checked(raw.holds, check::group_holds)?,
            name: self.checked(raw.name, check::type_name)?,
        })
    }

    fn names(&self, raw: BTreeMap<Text, Text>) -> Result<BTreeMap<String, String>, RegistryError> {
        let entry = |(component, name): (Text, Text)| {
            let component = self.checked(component, check::component_name)?;
            Ok((
                component,
                self.checked(name, |text| check::rust_name(text, "a name in Rust"))?,
            ))
        };
        raw.into_iter().map(entry).collect()
    }

    fn address(&self, raw: RawAddress) -> Result<Address, RegistryError> {
        Ok(Address {
            environment: self.word("environment", &raw.environment, &Environment::WORDS)?,
            url: self.checked(raw.url, check::service_address)?,
            source: self.filled(raw.source, "source")?,
        })
    }
}
