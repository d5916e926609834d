//! `xs:anyType`: any attributes and any content, of which what is declared is checked (XSD 1.0 Part 1, section 3.4.7).

use std::collections::BTreeMap;
use std::fmt;

use super::any::{AnyAttribute, AnyElement, AnyNode};
use super::any_attributes::{AttributeWildcard, KnownAttribute};
use super::error::ReadError;
use super::known_type::KnownType;
use super::reader::Reader;
use super::wildcard::{Known, Namespaces, Process, Wildcard};
use super::{ANYTHING, Content, InvalidValue, Name, Rule, Value, WhiteSpace, Writer, XSD, XSI, normalize};

/// The declarations that a contract has for what stands in an element of `xs:anyType`, whose wildcards are lax, and the
/// types that `xsi:type` may name. Generated code has one where a contract needs it.
#[derive(Clone, Copy, Debug)]
pub struct Anything {
    pub(super) elements: Wildcard,
    pub(super) attributes: AttributeWildcard,
    pub(super) types: &'static [KnownType],
}

impl Anything {
    /// No declarations.
    pub const UNKNOWN: Self = Self {
        elements: Wildcard {
            namespaces: Namespaces::Any,
            process: Process::Lax,
            known: &[],
        },
        attributes: AttributeWildcard {
            namespaces: Namespaces::Any,
            process: Process::Lax,
            known: &[],
        },
        types: &[],
    };

    /// The same with these root elements.
    #[must_use]
    pub const fn elements(self, known: &'static [Known]) -> Self {
        let elements = Wildcard {
            known,
            ..self.elements
        };
        Self { elements, ..self }
    }

    /// The same with these global attributes.
    #[must_use]
    pub const fn attributes(self, known: &'static [KnownAttribute]) -> Self {
        let attributes = AttributeWildcard {
            known,
            ..self.attributes
        };
        Self { attributes, ..self }
    }

    /// The same with these types.
    #[must_use]
    pub const fn types(self, types: &'static [KnownType]) -> Self {
        Self { types, ..self }
    }
}

/// A value of `xs:anyType`: attributes and content, kept as they stand but for comments.
///
/// Two are equal when attributes, content and the prefixes that values may refer to are. `Debug` shows nothing of it:
/// it may be personal, and no contract says what it is.
#[derive(Clone, Default, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct AnyType {
    /// Prefixes that text or attribute values may refer to, with their namespaces.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeMap::is_empty"))]
    prefixes: BTreeMap<String, String>,
    /// By namespace and local name, which is their canonical order.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    attributes: Vec<AnyAttribute>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    children: Vec<AnyNode>,
}

impl AnyType {
    /// Its attributes, by namespace and local name.
    #[must_use]
    pub fn attributes(&self) -> &[AnyAttribute] {
        &self.attributes
    }

    /// What stands in it, in order.
    #[must_use]
    pub fn children(&self) -> &[AnyNode] {
        &self.children
    }

    /// What the declaration of its element says of it: with nothing in it, it has the declared value, and a fixed one is
    /// that text and no element (XSD 1.0 Part 1, section 3.3.4, clauses 5.1 and 5.2.2).
    fn take_said(&mut self, said: &Value) -> Result<(), Rule> {
        if self.children.is_empty() {
            self.children = Self::from(said.text()).children;
            Ok(())
        } else {
            self.admitted_by(said)
        }
    }

    /// Whether it is what the declaration fixes. Under `xsi:type` the type named has told.
    fn admitted_by(&self, said: &Value) -> Result<(), Rule> {
        let is_element = |child: &&AnyNode| matches!(child, AnyNode::Element(_));
        if self
            .attributes
            .iter()
            .any(|attribute| attribute.namespace == XSI.uri)
        {
            return Ok(());
        }
        let elements = self.children.iter().filter(is_element).count();
        said.admit_text(elements, &self.element("anyType").text())
    }

    /// The same as an element without a name.
    fn element(&self, local: &str) -> AnyElement {
        AnyElement {
            namespace: String::new(),
            local: local.to_owned(),
            prefixes: self.prefixes.clone(),
            attributes: self.attributes.clone(),
            children: self.children.clone(),
        }
    }
}

/// Text, and nothing else.
impl From<&str> for AnyType {
    fn from(text: &str) -> Self {
        let children = if text.is_empty() {
            Vec::new()
        } else {
            vec![AnyNode::Text(text.to_owned())]
        };
        Self {
            children,
            ..Self::default()
        }
    }
}

/// Attributes and content of an element, whatever its name.
impl From<AnyElement> for AnyType {
    fn from(element: AnyElement) -> Self {
        Self {
            prefixes: element.prefixes,
            attributes: element.attributes,
            children: element.children,
        }
    }
}

impl fmt::Debug for AnyType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AnyType(***)")
    }
}

impl Content for AnyType {
    const TYPE: Name = Name(XSD, "anyType");

    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        let anything = reader.anything;
        let said = reader.assessment.value();
        let mut elements = &anything.elements;
        if let Some(known) = reader.known_type()? {
            if !reader.check_as(known)? {
                return Ok(Self::default());
            }
            // All that stands in it has been checked.
            elements = &ANYTHING;
        } else {
            // Checked by the wildcard, and then kept with those of `xsi`.
            reader.other_attributes(&[], &anything.attributes)?;
        }
        let mut element = AnyElement::of_nothing();
        reader.keep_attributes(&mut element)?;
        element
            .attributes
            .retain(|attribute| attribute.namespace != XSI.uri || attribute.local == "type");
        if !reader.empty {
            reader.any_children(&mut element, elements)?;
        }
        if let Some(namespace) = reader.default_namespace() {
            element.prefix_type(namespace);
        }
        let mut value = Self::from(element);
        if let Some(said) = said {
            value
                .take_said(&said)
                .map_err(|rule| ReadError::value("anyType", rule, reader.tokens.pos))?;
        }
        Ok(value)
    }

    fn write(&self, writer: &mut Writer) -> Result<(), InvalidValue> {
        let refused = |rule| InvalidValue::new("anyType", rule);
        let is_unusable =
            |attribute: &AnyAttribute| attribute.namespace == XSI.uri && attribute.local != "type";
        if self.attributes.iter().any(is_unusable) {
            return Err(refused(Rule::Wildcard));
        }
        if let Some(said) = writer.assessment.value() {
            if self.children.is_empty() && !said.text().is_empty() {
                return Err(refused(Rule::EmptyWithDefault));
            }
            self.admitted_by(&said).map_err(refused)?;
        }
        writer.check_any_type(&self.element("anyType"))?;
        writer
            .any_attributes(&self.prefixes, &self.attributes)
            .map_err(refused)?;
        writer.any_nodes(&self.children).map_err(refused)
    }
}

impl AnyElement {
    /// Gives the name in `xsi:type` a prefix for `namespace`, if it has none: which namespace is the default one is not
    /// kept, and may be another where the value is written.
    pub(super) fn prefix_type(&mut self, namespace: &str) {
        let is_type =
            |attribute: &&mut AnyAttribute| attribute.namespace == XSI.uri && attribute.local == "type";
        let Some(attribute) = self.attributes.iter_mut().find(is_type) else {
            return;
        };
        if attribute.value.contains(':') {
            return;
        }
        let numbered = (1..).map(|n| format!("t{n}"));
        let is_free = |prefix: &String| self.prefixes.get(prefix).is_none_or(|uri| uri == namespace);
        if let Some(prefix) = std::iter::once("t".to_owned()).chain(numbered).find(is_free) {
            attribute.value = format!("{prefix}:{}", normalize(&attribute.value, WhiteSpace::Collapse));
            self.prefixes.insert(prefix, namespace.to_owned());
        }
    }
}

impl Writer {
    /// What is declared inside must be as declared: the same reader judges that judges documents.
    fn check_any_type(&mut self, element: &AnyElement) -> Result<(), InvalidValue> {
        let refused = |rule| InvalidValue::new("anyType", rule);
        let alone = Self::alone(element).map_err(refused)?;
        let declaration = self.assessment.open;
        let read = |reader: &mut Reader<'_>| {
            let open = reader.enter()?;
            reader.assessment.open = declaration;
            reader.assessment.update();
            reader.check_type(&AnyType::TYPE, &[], declaration)?;
            <AnyType as Content>::read(reader)?;
            reader.leave(open)
        };
        let part = Reader::of_part(&alone, &mut self.assessment, self.anything, read);
        let part = part.map_err(|_| refused(Rule::Wildcard))?;
        self.declared.ids.absorb(part).map_err(refused)
    }
}
