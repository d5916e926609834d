//! What is added to a contract changes no name that was there, and the order of files changes no byte.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use fk_codegen::generate::{generate, model};
use fk_codegen::plan::{Group, ItemKind, Module, ServiceModel, Variant};
use fk_codegen::read::Source;
use fk_codegen::registry::{File, Provenance, Registry};
use fk_constructs::fixture::{Fixture, SERVICE};

/// A fixture with files changed or added.
struct Changed<'a> {
    fixture: &'a Fixture,
    files: BTreeMap<String, String>,
}

impl Source for Changed<'_> {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self.files.get(path) {
            Some(text) => Ok(text.clone().into_bytes()),
            None => self.fixture.read(path),
        }
    }

    fn show(&self, path: &str) -> String {
        path.to_owned()
    }
}

/// Every name in the Rust of a contract, with what it belongs to on the wire.
fn names(source: &dyn Source, registry: &Registry) -> Result<BTreeSet<String>, String> {
    let service = &registry.services[SERVICE];
    let (model, _) = model(source, registry, service, &mut |_| {}).map_err(|error| error.to_string())?;
    Ok(names_of(&model))
}

fn names_of(model: &ServiceModel) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for module in &model.modules {
        for item in &module.items {
            let item_name = format!("{}::{}", module.name, item.ident);
            let members: Vec<String> = match &item.kind {
                ItemKind::Record(record) => fields(&record.fields),
                ItemKind::Sequence(group) | ItemKind::All(group) => fields(&group.members),
                ItemKind::Choice(group) => alternatives(group),
                ItemKind::Arranged(arranged) => alternatives(&arranged.leaves),
                ItemKind::AnyOf(any_of) => any_of
                    .own
                    .iter()
                    .chain(&any_of.derived)
                    .map(|(name, ty)| format!("{name}({ty})"))
                    .collect(),
                ItemKind::Enumeration(enumeration) => enumeration
                    .values
                    .iter()
                    .map(|(text, name, _)| format!("{name} = {text:?}"))
                    .collect(),
                ItemKind::Union(union) => union
                    .members
                    .iter()
                    .map(|member| format!("{}({})", member.ident, member.ty))
                    .collect(),
                ItemKind::Restriction(restriction) => vec![restriction.base.clone()],
                ItemKind::Root(newtype) => vec![newtype.inner.clone()],
                ItemKind::Object(object) => fields(&object.fields()),
                ItemKind::OneOf(one_of) => one_of
                    .alternatives
                    .iter()
                    .map(|alternative| format!("{}({})", alternative.ident, alternative.ty))
                    .collect(),
                ItemKind::List(list) => vec![list.item.clone()],
            };
            names.extend(members.iter().map(|member| format!("{item_name} / {member}")));
            names.insert(item_name);
        }
        names.extend(stubs(module));
    }
    names
}

/// Every name that a module's WSDLs and OpenAPI documents give, and what it says.
fn stubs(module: &Module) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for operation in &module.stubs.operations {
        let name = format!("{}::{}({})", module.name, operation.ident, operation.action);
        for message in [&operation.request, &operation.answer] {
            if let Some(headers) = &message.headers {
                let members = fields(&headers.fields);
                names.extend(
                    members
                        .iter()
                        .map(|member| format!("{name} / {} / {member}", headers.ident)),
                );
            }
        }
        let bodies = [&operation.request.body, &operation.answer.body, &operation.fault];
        names.insert(format!(
            "{name} / {bodies:?} / {:?} / {:?}",
            operation.document, operation.receipt
        ));
    }
    for port in &module.stubs.ports {
        names.insert(format!("{}::{port:?}", module.name));
    }
    for call in &module.calls.calls {
        names.insert(format!("{}::{call:?}", module.name));
    }
    let request = module.signing.request.iter();
    for role in request.flat_map(|request| &request.roles) {
        names.insert(format!("{}::{role:?}", module.name));
    }
    names
}

fn alternatives(group: &Group<Variant>) -> Vec<String> {
    let names = group.members.iter();
    names
        .map(|variant| format!("{}({})", variant.ident, variant.part.ty))
        .collect()
}

fn fields(fields: &[fk_codegen::plan::Field]) -> Vec<String> {
    fields
        .iter()
        .map(|field| format!("{}: {} ({})", field.ident, field.part.ty, field.segment))
        .collect()
}

/// Each fixture's names before, and after `change` has made texts of its main schema document.
fn no_name_changes(change: impl Fn(&str) -> Vec<String>) {
    no_name_changes_in("schema.xsd", change);
}

/// [`no_name_changes`] for the fixtures that have a file of that name.
fn no_name_changes_in(file: &str, change: impl Fn(&str) -> Vec<String>) {
    let mut changes = 0;
    for fixture in Fixture::all("constructs").unwrap() {
        if !fixture.path.join(file).exists() {
            continue;
        }
        let registry = fixture.registry().unwrap();
        let before = names(&fixture, &registry).unwrap();
        let schema = String::from_utf8(fixture.read(file).unwrap()).unwrap();
        for changed in change(&schema) {
            assert_ne!(changed, schema);
            let source = Changed {
                fixture: &fixture,
                files: [(file.to_owned(), changed.clone())].into(),
            };
            let after = names(&source, &registry)
                .unwrap_or_else(|error| panic!("{}: {error}\n{changed}", fixture.name));
            let lost: Vec<_> = before.difference(&after).collect();
            assert!(lost.is_empty(), "{}: lost {lost:?}\n{changed}", fixture.name);
            changes += 1;
        }
    }
    assert!(changes > 0, "nothing was changed");
}

/// The schema with a component before its first and behind its last one.
fn with_component(schema: &str, component: &str) -> Vec<String> {
    let end = schema.rfind("</xs:schema>").unwrap();
    let first = [
        "<xs:element",
        "<xs:complexType",
        "<xs:simpleType",
        "<xs:group",
        "<xs:attribute",
    ]
    .iter()
    .filter_map(|tag| schema.find(&format!("\n  {tag}")))
    .min()
    .unwrap();
    [first, end]
        .iter()
        .map(|at| format!("{}\n{component}\n{}", &schema[..*at], &schema[*at..]))
        .collect()
}

#[test]
fn a_type_more_changes_no_name() {
    no_name_changes(|schema| {
        let complex = r#"<xs:complexType name="Orelaterad"><xs:choice><xs:element name="a" type="xs:string"/>
            <xs:element name="b"><xs:complexType/></xs:element></xs:choice></xs:complexType>"#;
        let simple = r#"<xs:simpleType name="Aorelaterad"><xs:restriction base="xs:int"/></xs:simpleType>"#;
        [with_component(schema, complex), with_component(schema, simple)].concat()
    });
}

#[test]
fn an_element_more_changes_no_name() {
    no_name_changes(|schema| {
        let of_its_own = r#"<xs:element name="Orelaterat"><xs:complexType><xs:sequence>
            <xs:element name="rad" type="xs:string"/></xs:sequence></xs:complexType></xs:element>"#;
        let of_a_built_in_type = r#"<xs:element name="aorelaterat" type="xs:string"/>"#;
        [
            with_component(schema, of_its_own),
            with_component(schema, of_a_built_in_type),
        ]
        .concat()
    });
}

#[test]
fn a_group_more_changes_no_name() {
    no_name_changes(|schema| {
        let group = r#"<xs:group name="Orelaterad"><xs:choice><xs:element name="a" type="xs:string"/>
            <xs:element name="b" type="xs:string"/></xs:choice></xs:group>"#;
        let attributes = r#"<xs:attributeGroup name="Orelaterad"><xs:attribute name="a" type="xs:string"/>
            </xs:attributeGroup>"#;
        [with_component(schema, group), with_component(schema, attributes)].concat()
    });
}

#[test]
fn an_alternative_more_changes_no_name() {
    no_name_changes(|schema| {
        let alternative = r#"<xs:element name="nyttAlternativ" type="xs:string"/>"#;
        let begins = schema.match_indices("<xs:choice").filter_map(|(at, _)| {
            let end = at + schema[at..].find('>')?;
            // Not before the annotation, which comes first.
            let is_plain = !schema[end..]
                .trim_start_matches('>')
                .trim_start()
                .starts_with("<xs:annotation");
            (is_plain && !schema[..end].ends_with('/')).then_some(end + 1)
        });
        let ends = schema.match_indices("</xs:choice>").map(|(at, _)| at);
        begins
            .chain(ends)
            .map(|at| format!("{}{alternative}{}", &schema[..at], &schema[at..]))
            .collect()
    });
}

#[test]
fn an_optional_element_more_changes_no_name() {
    no_name_changes(|schema| {
        let element = r#"<xs:element name="nyttElement" type="xs:string" minOccurs="0"/>"#;
        // A sequence of nothing is not there in Rust, and one of one is that one: those are other contents then.
        if !schema.contains("</xs:sequence>") || schema.contains("<xs:restriction>") {
            return Vec::new();
        }
        let at = schema.rfind("</xs:sequence>").unwrap();
        let holds = schema[..at]
            .rfind("<xs:sequence")
            .map(|begin| schema[begin..at].matches("<xs:element").count());
        if holds.is_none_or(|holds| holds < 2) {
            return Vec::new();
        }
        vec![format!("{}{element}{}", &schema[..at], &schema[at..])]
    });
}

#[test]
fn a_schema_of_openapi_more_changes_no_name() {
    no_name_changes_in("schema.yaml", |document| {
        ["Aorelaterad", "Orelaterad"]
            .iter()
            .map(|name| {
                let schema = format!(
                    "  schemas:\n    {name}: {{ type: object, properties: {{ a: {{ type: string, enum: [X, Y] }} }} }}\n"
                );
                document.replacen("  schemas:\n", &schema, 1)
            })
            .collect()
    });
}

#[test]
fn an_optional_property_more_changes_no_name() {
    no_name_changes_in("schema.yaml", |document| {
        let begins = document
            .match_indices(" properties:\n")
            .map(|(at, found)| at + found.len());
        begins
            .map(|at| {
                let rest = &document[at..];
                let indent = &rest[..rest.len() - rest.trim_start_matches(' ').len()];
                let property = format!("{indent}nyEgenskap: {{ type: integer, minimum: 0 }}\n");
                format!("{}{property}{rest}", &document[..at])
            })
            .collect()
    });
}

#[test]
fn a_file_more_changes_no_name() {
    for fixture in Fixture::all("constructs").unwrap() {
        let mut registry = fixture.registry().unwrap();
        let before = names(&fixture, &registry).unwrap();
        let path = "annan.xsd".to_owned();
        let service = registry.services.get_mut(SERVICE).unwrap();
        service.versions[0].files.insert(0, path.clone());
        service.files.insert(
            0,
            File {
                path: path.clone(),
                provenance: Provenance::Illustrative,
                source: None,
                module: None,
                roots: None,
            },
        );
        let text = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:aaa">
            <xs:element name="Orelaterat"><xs:complexType><xs:attribute name="a" type="xs:int" form="qualified"/>
            </xs:complexType></xs:element></xs:schema>"#;
        let source = Changed {
            fixture: &fixture,
            files: [(path, text.to_owned())].into(),
        };
        let after = names(&source, &registry).unwrap();
        let lost: Vec<_> = before.difference(&after).collect();
        assert!(lost.is_empty(), "{}: lost {lost:?}", fixture.name);
    }
}

#[test]
fn generating_twice_gives_the_same_bytes_whatever_the_order_of_files() {
    for fixture in Fixture::all("constructs").unwrap() {
        let registry = fixture.registry().unwrap();
        let first = fixture.generate(&registry).unwrap();
        assert_eq!(first, fixture.generate(&registry).unwrap(), "{}", fixture.name);
        let mut reversed = registry.clone();
        let service = reversed.services.get_mut(SERVICE).unwrap();
        service.files.reverse();
        service.versions[0].files.reverse();
        let again = generate(&fixture, &reversed, "fixture", &mut |_| {})
            .unwrap()
            .files;
        assert_eq!(
            first, again,
            "{} with its files the other way round",
            fixture.name
        );
    }
}
