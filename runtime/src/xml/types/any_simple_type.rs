//! `xs:anySimpleType` (XSD 1.0 Part 2, section 3.2.1.1; Part 1, section 3.14.7).

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use super::QName;
use super::text::characters;
use crate::xml::any::{AnyElement, AnyNode};
use crate::xml::{
    InvalidValue, Measured, Name, ReadError, Reader, Rule, Scope, Simple, TextWriter, WhiteSpace, Writer, XSD,
};

/// `xs:anySimpleType`: a value of any simple type, as the document has it.
///
/// An element says by `xsi:type` which type that is. The name is kept and written again, since it is part of the value:
/// it says what the white space means, and identity constraints compare what the text is a value of, so that `1` and
/// `1.0` of `xs:decimal` are one value, and neither is the text `1`. Without such a name, as in every attribute, nobody
/// knows more of it than its characters.
///
/// Two are equal when text, type, and the prefixes that the text may refer to are.
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AnySimpleType {
    text: String,
    named: Option<Box<Named>>,
}

/// What `xsi:type` says.
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
struct Named {
    name: QName,
    /// Prefixes that the text may refer to, with their namespaces.
    prefixes: BTreeMap<String, String>,
}

impl AnySimpleType {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text.
    #[must_use]
    pub fn into_inner(self) -> String {
        self.text
    }

    /// The same as a value of the simple type `name`, which `xsi:type` then names. Whether it is one is seen when it is
    /// written. It can stand in elements, not in attributes.
    #[must_use]
    pub fn with_type(mut self, name: QName) -> Self {
        let is_own = (name.namespace(), name.local()) == (XSD.uri, Self::TYPE.1);
        let prefixes = self.named.map(|named| named.prefixes).unwrap_or_default();
        self.named = (!is_own).then(|| Box::new(Named { name, prefixes }));
        self
    }

    /// The same with a prefix that the text refers to, for a type of qualified names. Nothing is changed of a value
    /// without a type.
    #[must_use]
    pub fn with_prefix(mut self, prefix: &str, namespace: &str) -> Self {
        if let Some(named) = &mut self.named {
            named.prefixes.insert(prefix.to_owned(), namespace.to_owned());
        }
        self
    }

    /// The type that `xsi:type` names.
    #[must_use]
    pub fn instance_type(&self) -> Option<&QName> {
        self.named.as_deref().map(|named| &named.name)
    }

    fn of(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            named: None,
        }
    }
}

impl Simple for AnySimpleType {
    const TYPE: Name = Name(XSD, "anySimpleType");
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Preserve;

    fn parse(text: &str, _: &dyn Scope) -> Result<Self, Rule> {
        Ok(Self::of(text))
    }

    fn format(&self, out: &mut TextWriter<'_>) -> Result<(), Rule> {
        match self.named {
            None => out.push_text(&self.text),
            Some(_) => Err(Rule::BlockedType),
        }
    }

    fn read_element(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        reader.attributes(&[])?;
        match reader.instance()? {
            Some(instance) if !instance.is(&Self::TYPE) => {
                let (text, prefixes) = reader.text_of(&instance)?;
                let name = instance.name;
                let named = Some(Box::new(Named { name, prefixes }));
                Ok(Self { text, named })
            }
            _ => reader.value(),
        }
    }

    fn write_element(&self, writer: &mut Writer) -> Result<(), InvalidValue> {
        let Some(named) = &self.named else {
            return writer.value(self);
        };
        let mut element = AnyElement::of_nothing();
        Self::TYPE.1.clone_into(&mut element.local);
        element.prefixes.clone_from(&named.prefixes);
        if !self.text.is_empty() {
            element.children.push(AnyNode::Text(self.text.clone()));
        }
        writer
            .typed_text(&element, &named.name)
            .map_err(|rule| InvalidValue::new(Self::TYPE.1, rule))
    }
}

impl Measured for AnySimpleType {
    fn compare(&self, other: &Self) -> Option<Ordering> {
        (self == other).then_some(Ordering::Equal)
    }

    fn length(&self) -> Option<u64> {
        Some(characters(&self.text))
    }
}

impl AsRef<str> for AnySimpleType {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl From<AnySimpleType> for String {
    fn from(value: AnySimpleType) -> Self {
        value.text
    }
}

impl fmt::Display for AnySimpleType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for AnySimpleType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut tuple = f.debug_tuple("AnySimpleType");
        tuple.field(&self.text);
        if let Some(named) = &self.named {
            tuple.field(&named.name);
        }
        tuple.finish()
    }
}

crate::__from_text!(AnySimpleType, |text| Ok(AnySimpleType::of(text)));

/// In JSON and the like text, or an object of text and type.
#[cfg(feature = "serde")]
mod form {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{AnySimpleType, Named, QName};

    #[derive(Deserialize, Serialize)]
    #[serde(untagged)]
    enum Form {
        Text(String),
        Typed(Typed),
    }

    #[derive(Deserialize, Serialize)]
    #[serde(deny_unknown_fields)]
    struct Typed {
        text: String,
        r#type: QName,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        prefixes: BTreeMap<String, String>,
    }

    /// Where nothing says what comes next, that must be the same always.
    type Coded = (String, Option<(QName, BTreeMap<String, String>)>);

    impl crate::xml::serde_text::JsonForm for AnySimpleType {}

    impl Serialize for AnySimpleType {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let Self { text, named } = self.clone();
            let named = named.map(|named| (named.name, named.prefixes));
            if !serializer.is_human_readable() {
                let coded: Coded = (text, named);
                return coded.serialize(serializer);
            }
            let form = match named {
                None => Form::Text(text),
                Some((r#type, prefixes)) => Form::Typed(Typed {
                    text,
                    r#type,
                    prefixes,
                }),
            };
            form.serialize(serializer)
        }
    }

    impl<'de> Deserialize<'de> for AnySimpleType {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let (text, named) = if deserializer.is_human_readable() {
                match Form::deserialize(deserializer)? {
                    Form::Text(text) => (text, None),
                    Form::Typed(typed) => (typed.text, Some((typed.r#type, typed.prefixes))),
                }
            } else {
                Coded::deserialize(deserializer)?
            };
            let named = named.map(|(name, prefixes)| Box::new(Named { name, prefixes }));
            Ok(Self { text, named })
        }
    }
}
