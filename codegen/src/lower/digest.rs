//! A digest per component, documentation aside: what two contracts that say the same have in common.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{Api, Attribute, Content, Contract, Element, Particle, Record, Service, Shape, Term, Type};
use crate::place::Place;

impl Contract {
    /// The same without what does not count: documentation, and where things stand.
    #[must_use]
    pub fn without_documentation(&self) -> Self {
        Self {
            types: self
                .types
                .iter()
                .map(|(key, ty)| (key.clone(), bare_type(ty)))
                .collect(),
            elements: self
                .elements
                .iter()
                .map(|(name, element)| (name.clone(), bare_element(element)))
                .collect(),
            attributes: self
                .attributes
                .iter()
                .map(|(name, attribute)| (name.clone(), bare_attribute(attribute)))
                .collect(),
            services: self
                .services
                .iter()
                .map(|(name, service)| (name.clone(), bare_service(service)))
                .collect(),
            apis: self
                .apis
                .iter()
                .map(|(file, api)| (file.clone(), bare_api(api)))
                .collect(),
            bases: self.bases.clone(),
            named: self.named.clone(),
            prefixes: BTreeMap::new(),
        }
    }
}

/// SHA-256, in hex, of each type and global element, documentation and places aside.
///
/// Keys read `{namespace}RapportRad` for types and `{namespace}element Tidredovisning` for elements.
#[must_use]
pub fn component_digests(contract: &Contract) -> BTreeMap<String, String> {
    let bare = contract.without_documentation();
    let types = bare
        .types
        .iter()
        .map(|(key, ty)| (format!("{{{}}}{key}", key.namespace), format!("{ty:?}")));
    let elements = bare.elements.iter().map(|(name, element)| {
        (
            format!("{{{}}}global element {}", name.namespace, name.local),
            format!("{element:?}"),
        )
    });
    let services = bare.services.iter().map(|(name, service)| {
        (
            format!("{{{}}}service {}", name.namespace, name.local),
            format!("{service:?}"),
        )
    });
    types
        .chain(elements)
        .chain(services)
        .map(|(key, text)| {
            let digest = Sha256::digest(text.as_bytes());
            (key, digest.iter().map(|byte| format!("{byte:02x}")).collect())
        })
        .collect()
}

fn bare_attribute(attribute: &Attribute) -> Attribute {
    Attribute {
        documentation: Vec::new(),
        ..attribute.clone()
    }
}

fn bare_type(ty: &Type) -> Type {
    let shape = match &ty.shape {
        Shape::Record(record) => {
            let mut record: Record = record.clone();
            record.attributes = record.attributes.iter().map(bare_attribute).collect();
            if let Content::Sequence(particles) | Content::All(particles) = &mut record.content {
                particles.iter_mut().for_each(strip);
            }
            Shape::Record(record)
        }
        Shape::Enumeration(enumeration) => {
            let mut enumeration = enumeration.clone();
            enumeration
                .values
                .iter_mut()
                .for_each(|(_, documentation)| documentation.clear());
            Shape::Enumeration(enumeration)
        }
        Shape::Scalar(scalar) => Shape::Scalar(scalar.clone()),
        Shape::Compound(compound) => Shape::Compound(compound.clone()),
        Shape::Union(union) => Shape::Union(union.clone()),
        Shape::List(list) => Shape::List(list.clone()),
        Shape::Object(object) => {
            let mut object = object.clone();
            for member in &mut object.members {
                member.documentation.clear();
                member.place = Place::default();
            }
            Shape::Object(object)
        }
        Shape::OneOf(one_of) => {
            let mut one_of = one_of.clone();
            for alternative in &mut one_of.alternatives {
                alternative.place = Place::default();
            }
            Shape::OneOf(one_of)
        }
        Shape::AnyOf(any_of) => Shape::AnyOf(any_of.clone()),
        Shape::Substitutes(substitutes) => {
            let mut substitutes = substitutes.clone();
            substitutes
                .members
                .iter_mut()
                .for_each(|member| *member = bare_element(member));
            Shape::Substitutes(substitutes)
        }
    };
    Type {
        documentation: Vec::new(),
        file: String::new(),
        place: Place::default(),
        shape,
    }
}

fn bare_service(service: &Service) -> Service {
    let mut service = service.clone();
    service.documentation.clear();
    service.file.clear();
    for port in &mut service.ports {
        port.place = Place::default();
        for operation in &mut port.operations {
            operation.documentation.clear();
            operation.place = Place::default();
        }
    }
    service
}

fn bare_api(api: &Api) -> Api {
    let mut api = api.clone();
    for call in &mut api.calls {
        call.documentation.clear();
        call.place = Place::default();
        for member in &mut call.parameters.members {
            member.documentation.clear();
            member.place = Place::default();
        }
        call.body.iter_mut().for_each(|body| body.documentation.clear());
        call.answers
            .iter_mut()
            .for_each(|answer| answer.documentation.clear());
    }
    api
}

fn bare_element(element: &Element) -> Element {
    Element {
        file: String::new(),
        place: Place::default(),
        documentation: Vec::new(),
        ..element.clone()
    }
}

fn strip(particle: &mut Particle) {
    particle.documentation.clear();
    particle.place = Place::default();
    match &mut particle.term {
        Term::Element(element) => *element = bare_element(element),
        Term::Wildcard(_) | Term::Substitutes(_) => {}
        Term::Choice(members) | Term::Sequence(members) | Term::All(members) => {
            members.iter_mut().for_each(strip);
        }
        Term::Arranged(arranged) => arranged.leaves.iter_mut().for_each(strip),
    }
}
