//! Attributes that an attribute wildcard admits (XSD 1.0 Part 1, section 3.10): kept as they stand.

use std::collections::BTreeMap;
use std::fmt;

use super::any::AnyAttribute;
use super::error::{ReadError, ReadErrorKind, shown};
use super::reader::Reader;
use super::wildcard::{Namespaces, Process};
use super::{Identity, InvalidValue, Name, Rule, Scope, Simple, Value, Writer, XSI, normalize};

/// An attribute wildcard.
#[derive(Clone, Copy, Debug)]
pub struct AttributeWildcard {
    /// The namespaces that it admits.
    pub namespaces: Namespaces,
    /// What is checked.
    pub process: Process,
    /// The global attributes whose declarations are known.
    pub known: &'static [KnownAttribute],
}

/// A global attribute whose declaration is known to a wildcard.
#[derive(Clone, Copy, Debug)]
pub struct KnownAttribute {
    name: Name,
    type_name: &'static str,
    check: Check,
    fixed: Option<Value>,
    id: IsId,
}

/// Whether an attribute is of the type `xs:ID` or one derived from it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum IsId {
    No,
    Yes,
    /// And may not stand beside one that the type of the element has.
    BesideAnother,
}

type Check = fn(&str, &dyn Scope, Option<&Value>) -> Result<Identity, Rule>;

impl KnownAttribute {
    /// The attribute `name` of the type `T`.
    #[must_use]
    pub const fn of<T: Simple>(name: Name) -> Self {
        Self {
            name,
            type_name: T::TYPE.1,
            check: |text, scope, fixed| {
                let value = T::parse(&normalize(text, T::WHITE_SPACE), scope)?;
                fixed.map_or(Ok(()), |fixed| fixed.admit(&value))?;
                Ok(Identity::of(&value))
            },
            fixed: None,
            id: if T::IS_ID { IsId::Yes } else { IsId::No },
        }
    }

    /// The same for the wildcard of a type that has an attribute of the type `xs:ID`, whether an element has it or not:
    /// beside it no other ID is admitted (XSD 1.0 Part 1, section 3.4.4, Element Locally Valid (Complex Type), 5.2).
    #[must_use]
    pub const fn beside_id(self) -> Self {
        Self {
            id: IsId::BesideAnother,
            ..self
        }
    }

    /// The same with a fixed value.
    #[must_use]
    pub const fn fixed(self, value: Value) -> Self {
        Self {
            fixed: Some(value),
            ..self
        }
    }
}

impl AttributeWildcard {
    /// The declaration of an attribute, where there is one that is to be checked.
    fn find(&self, uri: &str, local: &str) -> Result<Option<&KnownAttribute>, Refusal> {
        if !self.namespaces.admits(uri) {
            return Err(Refusal::Namespace);
        }
        if self.process == Process::Skip {
            return Ok(None);
        }
        let is_it = |known: &&KnownAttribute| known.name.1 == local && known.name.0.uri == uri;
        match self.known.iter().find(is_it) {
            None if self.process == Process::Strict => Err(Refusal::Undeclared),
            known => Ok(known),
        }
    }
}

/// Whether a wildcard has admitted an ID for the element at hand: it may admit one (section 3.4.4, clause 5.1).
#[derive(Default)]
struct OneId(Option<()>);

impl OneId {
    fn admit(&mut self, known: &KnownAttribute) -> Result<(), Rule> {
        let before = match known.id {
            IsId::No => None,
            IsId::Yes => self.0.replace(()),
            IsId::BesideAnother => Some(()),
        };
        before.map_or(Ok(()), |()| Err(Rule::SecondId))
    }
}

/// Why a wildcard does not admit an attribute.
enum Refusal {
    Namespace,
    Undeclared,
}

/// Attributes that a wildcard admitted, each name once, in canonical order: by namespace, then by local name.
///
/// Two are equal when names, values and the prefixes that values may refer to are. `Debug` shows how many there are:
/// they may be personal, and no contract says what they are.
#[derive(Clone, Default, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct AnyAttributes {
    /// Prefixes that values may refer to, with their namespaces.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeMap::is_empty"))]
    pub(super) prefixes: BTreeMap<String, String>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub(super) attributes: Vec<AnyAttribute>,
}

impl AnyAttributes {
    /// None.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            prefixes: BTreeMap::new(),
            attributes: Vec::new(),
        }
    }

    /// Adds an attribute; gives the one of that name that was there before.
    pub fn insert(&mut self, attribute: AnyAttribute) -> Option<AnyAttribute> {
        let name = (attribute.namespace.as_str(), attribute.local.as_str());
        let found = self
            .attributes
            .binary_search_by(|known| (known.namespace.as_str(), known.local.as_str()).cmp(&name));
        match found {
            Ok(at) => Some(std::mem::replace(&mut self.attributes[at], attribute)),
            Err(at) => {
                self.attributes.insert(at, attribute);
                None
            }
        }
    }

    /// The value of the attribute `local` in `namespace` (empty for none).
    #[must_use]
    pub fn get(&self, namespace: &str, local: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|known| known.namespace == namespace && known.local == local)?;
        Some(&found.value)
    }

    /// All of them, in canonical order.
    pub fn iter(&self) -> std::slice::Iter<'_, AnyAttribute> {
        self.attributes.iter()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.attributes.is_empty()
    }
}

impl<'a> IntoIterator for &'a AnyAttributes {
    type Item = &'a AnyAttribute;
    type IntoIter = std::slice::Iter<'a, AnyAttribute>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FromIterator<AnyAttribute> for AnyAttributes {
    fn from_iter<I: IntoIterator<Item = AnyAttribute>>(attributes: I) -> Self {
        let mut all = Self::new();
        for attribute in attributes {
            all.insert(attribute);
        }
        all
    }
}

impl fmt::Debug for AnyAttributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AnyAttributes({}, ***)", self.attributes.len())
    }
}

impl Reader<'_> {
    /// The attributes of the element at hand beside those that are `declared` (and those of `xsi`), as a wildcard
    /// admits them.
    ///
    /// # Errors
    /// One that the wildcard does not admit: of another namespace, without a declaration where one is demanded, or with
    /// a value that its declaration does not admit.
    pub fn other_attributes(
        &mut self,
        declared: &[Name],
        wildcard: &AttributeWildcard,
    ) -> Result<AnyAttributes, ReadError> {
        let mut others = AnyAttributes::new();
        let mut ids = OneId::default();
        for index in 0..self.tokens.attributes.len() {
            let attribute = &self.tokens.attributes[index];
            let uri = self.tokens.bindings.uri(attribute.uri);
            let is_declared = |name: &Name| attribute.local == name.1 && uri == name.0.uri;
            if uri == XSI.uri || declared.iter().any(is_declared) {
                continue;
            }
            let at = attribute.at;
            let known = wildcard.find(uri, attribute.local).map_err(|refusal| {
                let found = shown(uri, attribute.local);
                let kind = match refusal {
                    Refusal::Namespace => ReadErrorKind::UnexpectedAttribute { found },
                    Refusal::Undeclared => ReadErrorKind::Undeclared { found },
                };
                ReadError::new(kind, at)
            })?;
            let value = self.tokens.attribute_value(attribute.value, at)?.into_owned();
            self.note_prefixes(&value, &mut others.prefixes);
            others.insert(AnyAttribute {
                namespace: uri.to_owned(),
                local: attribute.local.to_owned(),
                value: value.clone(),
            });
            if let Some(known) = known {
                let checked = (known.check)(&value, &self.tokens.bindings, known.fixed.as_ref());
                let judged = checked
                    .and_then(|value| ids.admit(known).map(|()| value))
                    .and_then(|value| self.judge(at).map(|()| value));
                let value = judged.map_err(|rule| {
                    ReadError::value(known.type_name, rule, at).inside_attribute(known.name.1)
                })?;
                self.assessment.note_any_attribute(&known.name, &value);
            }
        }
        Ok(others)
    }
}

impl Writer {
    /// The attributes beside those that are `declared`, which have been written, as a wildcard admits them.
    ///
    /// # Errors
    /// One that the wildcard does not admit, as in [`Reader::other_attributes`], or of the name of a declared one.
    pub fn other_attributes(
        &mut self,
        declared: &[Name],
        wildcard: &AttributeWildcard,
        others: &AnyAttributes,
    ) -> Result<(), InvalidValue> {
        if others.is_empty() {
            return Ok(());
        }
        let refused = |attribute: &AnyAttribute, rule| {
            InvalidValue::new("", rule).inside(format_args!("@{}", attribute.local))
        };
        let mut ids = OneId::default();
        for attribute in others {
            let is_declared = |name: &Name| attribute.local == name.1 && attribute.namespace == name.0.uri;
            if attribute.namespace == XSI.uri || declared.iter().any(is_declared) {
                return Err(refused(attribute, Rule::Wildcard));
            }
            let known = wildcard.find(&attribute.namespace, &attribute.local);
            let known = known.map_err(|_| refused(attribute, Rule::Wildcard))?;
            if let Some(known) = known {
                let scope = ValueScope { others, writer: self };
                let value = (known.check)(&attribute.value, &scope, known.fixed.as_ref())
                    .and_then(|value| ids.admit(known).map(|()| value))
                    .and_then(|value| self.judge().map(|()| value))
                    .map_err(|rule| refused(attribute, rule))?;
                self.assessment.note_any_attribute(&known.name, &value);
            }
        }
        self.end_attributes();
        self.any_attributes(&others.prefixes, &others.attributes)
            .map_err(|rule| InvalidValue::new("", rule))?;
        self.sort_attributes();
        Ok(())
    }

    /// Brings the attributes of the open start tag into canonical order (Canonical XML 1.0, section 2.2).
    fn sort_attributes(&mut self) {
        let begin = self.declared.written_to();
        let text = self.out.split_off(begin);
        // Each is ` name="value"`, and the writer lets no quotation mark stand in a value.
        let mut attributes: Vec<((String, String), &str)> = Vec::new();
        let mut rest = text.as_str();
        while let Some(end) = rest.match_indices('"').nth(1).map(|(at, _)| at + 1) {
            let (attribute, behind) = rest.split_at(end);
            let name = attribute.trim_start().split('=').next().unwrap_or_default();
            let (prefix, local) = name.split_once(':').unwrap_or(("", name));
            let uri = match prefix {
                "" => "",
                prefix => self.declared.uri_of(prefix),
            };
            attributes.push(((uri.to_owned(), local.to_owned()), attribute));
            rest = behind;
        }
        attributes.sort();
        for (_, attribute) in attributes {
            self.out.push_str(attribute);
        }
        self.out.push_str(rest);
    }
}

/// Where the value of a kept attribute is checked before it is written.
struct ValueScope<'s> {
    others: &'s AnyAttributes,
    writer: &'s Writer,
}

impl Scope for ValueScope<'_> {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        let kept = self.others.prefixes.get(prefix).map(String::as_str);
        kept.or_else(|| super::Prefixes::namespace(&self.writer.declared, prefix))
    }

    fn note(&self, id: super::IdUse<'_>) {
        self.writer.declared.ids.note(id);
    }
}
