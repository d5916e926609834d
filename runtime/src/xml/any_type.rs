//! `xs:anyType`: any attributes and any content, of which what is declared is checked (XSD 1.0 Part 1, section 3.4.7).

use std::collections::BTreeMap;
use std::fmt;

use super::any::{AnyAttribute, AnyElement, AnyNode};
use super::any_attributes::{AttributeWildcard, KnownAttribute};
use super::error::{ReadError, ReadErrorKind};
use super::known_type::KnownType;
use super::reader::Reader;
use super::types::QName;
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
        if let Some(known) = reader.instance()?.and_then(|instance| instance.known) {
            if !reader.check_as(known.check)? {
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
        if self.attributes.iter().any(AnyAttribute::is_type_of_no_namespace) && !writer.declared.has("", "") {
            // It would be read as one in the default namespace, which the element itself is in.
            return Err(InvalidValue::new("QName", Rule::UndeclaredPrefix).inside("@xsi:type"));
        }
        if let Some(said) = writer.assessment.value() {
            if self.children.is_empty() && !said.text().is_empty() {
                return Err(refused(Rule::EmptyWithDefault));
            }
            self.admitted_by(&said).map_err(refused)?;
        }
        writer
            .check_alone::<Self>(&self.element("anyType"))
            .map_err(|rule| match rule {
                Rule::DuplicateId | Rule::PrefixInUse | Rule::Identity { .. } => refused(rule),
                _ => refused(Rule::Wildcard),
            })?;
        writer
            .any_attributes(&self.prefixes, &self.attributes)
            .map_err(refused)?;
        writer.any_nodes(&self.children).map_err(refused)
    }
}

impl AnyAttribute {
    /// Whether it is an `xsi:type` without a prefix: where it is kept, that is in no namespace.
    pub(super) fn is_type_of_no_namespace(&self) -> bool {
        self.namespace == XSI.uri && self.local == "type" && !self.value.contains(':')
    }
}

impl AnyElement {
    /// Says by `xsi:type` which type it has, where nothing has said so.
    pub(super) fn put_type(&mut self, ty: &QName) {
        let value = match ty.namespace() {
            "" => ty.local().to_owned(),
            namespace => format!("{}:{}", self.prefix_of(namespace), ty.local()),
        };
        self.attributes.push(AnyAttribute {
            namespace: XSI.uri.to_owned(),
            local: "type".to_owned(),
            value,
        });
    }

    /// A prefix that values may refer to `namespace` by.
    pub(super) fn prefix_of(&mut self, namespace: &str) -> String {
        let numbered = (1..).map(|n| format!("type{n}"));
        let is_free = |prefix: &String| self.prefixes.get(prefix).is_none_or(|uri| uri == namespace);
        let mut all = std::iter::once("type".to_owned()).chain(numbered);
        let prefix = all.find(is_free).unwrap_or_default(); // infinitely many are tried
        self.prefixes.insert(prefix.clone(), namespace.to_owned());
        prefix
    }

    /// Gives the name in `xsi:type` a prefix for `namespace`, if it has none: which namespace is the default one is not
    /// kept, and may be another where the value is written.
    pub(super) fn prefix_type(&mut self, namespace: &str) {
        let is_type = |attribute: &AnyAttribute| attribute.namespace == XSI.uri && attribute.local == "type";
        let Some(attribute) = self.attributes.iter().position(is_type) else {
            return;
        };
        if self.attributes[attribute].value.contains(':') {
            return;
        }
        let prefix = self.prefix_of(namespace);
        let value = &mut self.attributes[attribute].value;
        *value = format!("{prefix}:{}", normalize(value, WhiteSpace::Collapse));
    }
}

impl Writer {
    /// Checks an element of the type `T` before it is written. What is declared of it must be as declared: the same
    /// reader judges that judges documents.
    ///
    /// # Errors
    /// The rule of `T` that it breaks, or [`Rule::Wildcard`] where something in it is wrong that has no rule.
    pub(super) fn check_alone<T: Content>(&mut self, element: &AnyElement) -> Result<(), Rule> {
        let alone = Self::alone(element)?;
        let declaration = self.assessment.open;
        let read = |reader: &mut Reader<'_>| {
            let open = reader.enter()?;
            reader.assessment.open = declaration;
            reader.assessment.update();
            reader.check_type(&T::TYPE, &[], declaration)?;
            T::read(reader)?;
            reader.leave(open)
        };
        let part = Reader::of_part(&alone, &mut self.assessment, self.anything, read);
        let part = part.map_err(|error| match error.kind() {
            ReadErrorKind::OtherType { .. } => Rule::BlockedType,
            _ => error.rule().cloned().unwrap_or(Rule::Wildcard),
        })?;
        self.declared.ids.absorb(part)
    }
}
