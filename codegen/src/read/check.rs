//! Holds a schema document against the grammar of XSD 1.0, and notes where everything stands.
//!
//! The XSD parser is lenient where a contract must not be (it skips text, takes `Yes` for a boolean and `xs:name`
//! for `name`) and strict where XML is not (white space around names, runs of spaces in lists). So the document is
//! checked here and restated for it in the plainest spelling: no annotations, which are kept beside the tree, no
//! foreign attributes, white space normalised.

use std::collections::BTreeMap;

use roxmltree::{Attribute, Node};

use super::error::ReadError;
use super::grammar::{self, Production};
use super::lexical::{AttributeType, alternatives};
use super::positions::{NodeId, PositionNode, Positions};
use super::progress::Progress;
use super::representation;
use super::restate::Restated;
use super::text::{XSD, XmlText, shown_name};
use super::xsd11;
use crate::place::Place;
use crate::resolve::Documentation;

/// How deep elements may be nested.
pub(crate) const DEPTH_LIMIT: usize = 200;

/// A schema document that follows the grammar: places, and its text restated for the XSD parser.
pub(crate) fn check_schema(text: &XmlText, schema: Node<'_, '_>) -> Result<(Positions, String), ReadError> {
    let positions = Positions {
        file: text.show.clone(),
        ..Positions::default()
    };
    let free = (0..u32::MAX).map(|number| format!("xsd{number}"));
    let prefix = free
        .into_iter()
        .find(|prefix| !text.declares(prefix))
        .unwrap_or_default();
    let mut checker = Checker {
        text,
        positions,
        restated: Restated::new(prefix),
    };
    checker.element(schema, grammar::schema(), None, 0)?;
    Ok((checker.positions, checker.restated.finish()))
}

/// The attributes of an element that belong to XSD, normalised.
pub(crate) type Attributes = BTreeMap<&'static str, String>;

struct Checker<'a> {
    text: &'a XmlText,
    positions: Positions,
    restated: Restated,
}

impl Checker<'_> {
    fn element(
        &mut self,
        node: Node<'_, '_>,
        production: &'static Production,
        parent: Option<NodeId>,
        depth: usize,
    ) -> Result<(), ReadError> {
        let id = self.number(node, parent);
        if depth >= DEPTH_LIMIT {
            return Err(ReadError::TooDeep {
                place: self.place(id),
                limit: DEPTH_LIMIT,
            });
        }
        let attributes = self.attributes(node, production, id)?;
        let label = if attributes.contains_key("name") {
            "name"
        } else {
            "ref"
        };
        self.positions.nodes[id.index()].label = attributes.get(label).cloned();
        self.positions.nodes[id.index()].is_reference = label == "ref" && attributes.contains_key("ref");
        self.names_are_bound(id, production, &attributes)?;
        representation::check(node, &attributes, || self.positions.place(id))?;

        let outer = parent.map(|parent| self.positions.prefixes(parent));
        self.restated.start(
            node.tag_name().name(),
            &attributes,
            outer,
            self.positions.prefixes(id),
        );
        self.content(node, production, id, depth)?;
        self.restated.end(node.tag_name().name());
        Ok(())
    }

    /// Gives the element its number and notes where it stands.
    fn number(&mut self, node: Node<'_, '_>, parent: Option<NodeId>) -> NodeId {
        // A document of 2^32 elements does not fit the parser, which counts nodes in 32 bits.
        let id = NodeId(u32::try_from(self.positions.nodes.len()).unwrap_or(u32::MAX));
        let (line, column) = self.text.position(node.range().start);
        let inherited = parent.map(|parent| self.positions.node(parent).scope);
        let declares = node
            .parent_element()
            .is_none_or(|parent| !node.namespaces().eq(parent.namespaces()));
        let scope = match inherited {
            Some(scope) if !declares => scope,
            _ => {
                self.positions.scopes.push(scope_of(node));
                self.positions.scopes.len() - 1
            }
        };
        self.positions.nodes.push(PositionNode {
            kind: node.tag_name().name().to_owned(),
            label: None,
            is_reference: false,
            line,
            column,
            parent,
            children: Vec::new(),
            documentation: documentation(node),
            scope,
        });
        if let Some(parent) = parent {
            self.positions.nodes[parent.index()].children.push(id);
        }
        id
    }

    fn attributes(
        &self,
        node: Node<'_, '_>,
        production: &'static Production,
        id: NodeId,
    ) -> Result<Attributes, ReadError> {
        let mut attributes = Attributes::new();
        for attribute in node.attributes() {
            let place = || self.attribute_place(id, attribute);
            match attribute.namespace() {
                None => {}
                Some(xsd11::VERSIONING) => {
                    let construct = format!("the attribute `vc:{}`", attribute.name());
                    return Err(ReadError::Xsd11 {
                        place: place(),
                        construct,
                    });
                }
                Some(XSD) => {
                    return Err(unexpected(
                        place(),
                        format!("xs:{}", attribute.name()),
                        production,
                    ));
                }
                // XSD admits attributes of other namespaces everywhere and gives them no meaning.
                Some(_) => continue,
            }
            let name = attribute.name();
            let known = production
                .attributes
                .iter()
                .chain([&("id", AttributeType::NcName)]);
            let Some((name, ty)) = known.copied().find(|(known, _)| *known == name) else {
                if xsd11::is_attribute(node.tag_name().name(), name) {
                    let construct = format!("the attribute `{name}` of xs:{}", node.tag_name().name());
                    return Err(ReadError::Xsd11 {
                        place: place(),
                        construct,
                    });
                }
                return Err(unexpected(place(), name.to_owned(), production));
            };
            let value = ty.normalise(attribute.value());
            if !ty.admits(&value) {
                let (attribute, expected) = (name.to_owned(), ty.expected());
                return Err(ReadError::InvalidAttribute {
                    place: place(),
                    attribute,
                    value,
                    expected,
                });
            }
            attributes.insert(name, value);
        }
        match production
            .required
            .iter()
            .find(|required| !attributes.contains_key(**required))
        {
            Some(attribute) => Err(ReadError::MissingAttribute {
                place: self.labelled(id, &attributes),
                attribute,
            }),
            None => Ok(attributes),
        }
    }

    /// Every prefix in a name must be declared, and no name may be a type of XSD 1.1.
    fn names_are_bound(
        &self,
        id: NodeId,
        production: &'static Production,
        attributes: &Attributes,
    ) -> Result<(), ReadError> {
        for (name, ty) in production.attributes {
            let Some(value) = attributes.get(name) else {
                continue;
            };
            if !matches!(ty, AttributeType::QName | AttributeType::QNames) {
                continue;
            }
            for item in value.split(' ') {
                let (prefix, local) = item.split_once(':').unwrap_or(("", item));
                let namespace = match self.positions.prefixes(id).get(prefix) {
                    Some(namespace) => namespace.as_str(),
                    None if prefix == "xml" => roxmltree::NS_XML_URI,
                    None if prefix.is_empty() => "",
                    None => {
                        return Err(ReadError::InvalidAttribute {
                            place: self.place(id),
                            attribute: (*name).to_owned(),
                            value: value.clone(),
                            expected: format!("a declared prefix. Declare it: xmlns:{prefix}=\"...\""),
                        });
                    }
                };
                if xsd11::is_type(namespace, local) {
                    return Err(ReadError::Xsd11 {
                        place: self.place(id),
                        construct: format!("the type `xs:{local}`"),
                    });
                }
            }
        }
        Ok(())
    }

    fn content(
        &mut self,
        node: Node<'_, '_>,
        production: &'static Production,
        id: NodeId,
        depth: usize,
    ) -> Result<(), ReadError> {
        let mut progress = Progress::new(production);
        for child in node.children() {
            if child.is_text() && !child.text().unwrap_or_default().trim_ascii().is_empty() {
                let mut place = self.place(id);
                (place.line, place.column) = self.text.position(child.range().start);
                return Err(ReadError::UnexpectedText { place });
            }
            if !child.is_element() {
                continue;
            }
            match progress.admit(child) {
                Some(rule) if child.tag_name().name() == "annotation" => {
                    self.annotation(child, rule(), id)?
                }
                Some(rule) => self.element(child, rule(), Some(id), depth + 1)?,
                None => return Err(self.unexpected_element(child, id, &progress)),
            }
        }
        match progress.missing() {
            Some(expected) => Err(ReadError::MissingElement {
                place: self.place(id),
                expected,
            }),
            None => Ok(()),
        }
    }

    /// An annotation holds `xs:documentation` and `xs:appinfo`, and those hold anything.
    fn annotation(
        &self,
        node: Node<'_, '_>,
        production: &'static Production,
        parent: NodeId,
    ) -> Result<(), ReadError> {
        self.attributes(node, production, parent)?;
        for child in node.children().filter(Node::is_element) {
            let (namespace, local) = (child.tag_name().namespace(), child.tag_name().name());
            if namespace != Some(XSD) || !matches!(local, "documentation" | "appinfo") {
                return Err(ReadError::UnexpectedElement {
                    place: Box::new(self.text.place(child, self.positions.place(parent).component)),
                    found: shown_name(namespace, local),
                    expected: "`xs:documentation` or `xs:appinfo`".to_owned(),
                });
            }
        }
        Ok(())
    }

    fn unexpected_element(&self, child: Node<'_, '_>, parent: NodeId, progress: &Progress) -> ReadError {
        let place = Box::new(self.text.place(child, self.positions.place(parent).component));
        let (namespace, local) = (child.tag_name().namespace(), child.tag_name().name());
        if namespace == Some(XSD) && xsd11::is_element(local) {
            return ReadError::Xsd11 {
                place,
                construct: format!("xs:{local}"),
            };
        }
        ReadError::UnexpectedElement {
            place,
            found: shown_name(namespace, local),
            expected: progress.expected(),
        }
    }

    fn place(&self, id: NodeId) -> Box<Place> {
        Box::new(self.positions.place(id))
    }

    /// The place of an element whose label is not noted yet.
    fn labelled(&self, id: NodeId, attributes: &Attributes) -> Box<Place> {
        let mut place = self.place(id);
        if let Some(label) = attributes.get("name").or_else(|| attributes.get("ref")) {
            place.component = format!("{} {label}", place.component);
        }
        place
    }

    fn attribute_place(&self, id: NodeId, attribute: Attribute<'_, '_>) -> Box<Place> {
        let mut place = self.place(id);
        (place.line, place.column) = self.text.position(attribute.range().start);
        place
    }
}

fn unexpected(place: Box<Place>, attribute: String, production: &'static Production) -> ReadError {
    let names: Vec<&str> = production
        .attributes
        .iter()
        .map(|(name, _)| *name)
        .chain(["id"])
        .collect();
    ReadError::UnexpectedAttribute {
        place,
        attribute,
        expected: alternatives(&names),
    }
}

fn scope_of(node: Node<'_, '_>) -> BTreeMap<String, String> {
    node.namespaces()
        .filter(|namespace| namespace.uri() != roxmltree::NS_XML_URI)
        .map(|namespace| {
            (
                namespace.name().unwrap_or_default().to_owned(),
                namespace.uri().to_owned(),
            )
        })
        .collect()
}

/// The text of each `xs:documentation` in the annotations directly under an element.
fn documentation(node: Node<'_, '_>) -> Documentation {
    let annotations = node
        .children()
        .filter(|child| child.has_tag_name((XSD, "annotation")));
    let texts = annotations.flat_map(|annotation| annotation.children());
    Documentation(
        texts
            .filter(|child| child.has_tag_name((XSD, "documentation")))
            .map(|entry| {
                entry
                    .descendants()
                    .filter(Node::is_text)
                    .filter_map(|text| text.text())
                    .collect()
            })
            .collect(),
    )
}
