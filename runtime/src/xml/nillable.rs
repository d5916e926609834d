//! Elements that may be nil (XSD 1.0 Part 1, sections 2.6.2 and 3.3.4, clause 3).

use std::collections::BTreeMap;
use std::fmt;

use super::any::{AnyAttribute, AnyElement};
use super::content::{Content, Root};
use super::declaration::Declaration;
use super::reader::Reader;
use super::types::QName;
use super::writer::Writer;
use super::{IntoValue, InvalidValue, Name, ReadError, Rule};

/// The content of an element that is nillable: what its type says, or nothing (`xsi:nil="true"`). An element that is
/// not there is neither, and one with nothing in it has a value.
///
/// A root element that is nillable is read as `Nillable<T>` for its type `T`; read as `T`, one that is nil is refused.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Nillable<T> {
    /// What its type says.
    Value(T),
    /// Nothing but attributes.
    Nil(Nil),
}

/// The attributes of an element that is nil: those of its type, of which the required ones must be there.
///
/// `Debug` shows their names alone: the values may be personal.
#[derive(Clone, Default, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Nil {
    /// Prefixes that the values may refer to, with their namespaces.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeMap::is_empty"))]
    pub(super) prefixes: BTreeMap<String, String>,
    /// By namespace and local name.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub(super) attributes: Vec<AnyAttribute>,
    /// The type derived from the declared one that `xsi:type` names, whose attributes they then are.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub(super) instance_type: Option<QName>,
}

impl<T> Nillable<T> {
    /// Nil, without attributes.
    #[must_use]
    pub fn nil() -> Self {
        Self::Nil(Nil::default())
    }

    /// A value, from whatever can be turned into one.
    ///
    /// # Errors
    /// The rule that the value breaks.
    pub fn of(value: impl IntoValue<T>) -> Result<Self, InvalidValue> {
        value.into_value().map(Self::Value)
    }

    /// The value, if it is not nil.
    #[must_use]
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Nil(_) => None,
        }
    }

    /// The value, if it is not nil.
    #[must_use]
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Nil(_) => None,
        }
    }

    /// Whether it is nil.
    #[must_use]
    pub const fn is_nil(&self) -> bool {
        matches!(self, Self::Nil(_))
    }
}

impl<T> From<T> for Nillable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl Nil {
    /// These attributes, in any order. Whether they are those of the type is seen when they are written.
    #[must_use]
    pub fn with_attributes(mut attributes: Vec<AnyAttribute>) -> Self {
        attributes.sort();
        Self {
            attributes,
            ..Self::default()
        }
    }

    /// The same with a type derived from the declared one (`xsi:type`), whose attributes they are.
    #[must_use]
    pub fn with_type(mut self, name: QName) -> Self {
        self.instance_type = Some(name);
        self
    }

    /// The type derived from the declared one that it has, if it has one.
    #[must_use]
    pub const fn instance_type(&self) -> Option<&QName> {
        self.instance_type.as_ref()
    }

    /// The same with a prefix that a value refers to (a QName).
    #[must_use]
    pub fn with_prefix(mut self, prefix: &str, namespace: &str) -> Self {
        self.prefixes.insert(prefix.to_owned(), namespace.to_owned());
        self
    }

    /// The attributes, by namespace and local name.
    #[must_use]
    pub fn attributes(&self) -> &[AnyAttribute] {
        &self.attributes
    }
}

impl fmt::Debug for Nil {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Nil").field(&self.attributes).finish()
    }
}

impl<T: Content> Content for Nillable<T> {
    const TYPE: Name = T::TYPE;
    const DERIVED: &'static [Name] = T::DERIVED;
    const TEXT: Option<super::WhiteSpace> = T::TEXT;
    const HOLDS_NIL: bool = true;

    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        if !reader.assessment.nil {
            return T::read(reader).map(Self::Value);
        }
        let mut nil = reader.nil()?;
        if let Some(name) = reader.derived_name(const { &T::TYPE }, T::DERIVED)? {
            let name = QName::new(name.uri(), name.local());
            nil.instance_type = name.ok(); // the name of a type of the contract, which is an NCName
        }
        T::read_nil(reader)?;
        // Neither a character nor an element may stand in it (clause 3.2.1).
        reader.empty()?;
        reader.assessment.note_nil();
        Ok(Self::Nil(nil))
    }

    fn read_nil(reader: &mut Reader<'_>) -> Result<(), ReadError> {
        T::read_nil(reader)
    }

    fn write(&self, writer: &mut Writer) -> Result<(), InvalidValue> {
        match self {
            Self::Value(value) => value.write(writer),
            Self::Nil(nil) => writer.nil::<T>(nil),
        }
    }
}

impl<T: Root> Root for Nillable<T> {
    const NAME: Name = T::NAME;
    const DECLARATION: Option<&'static Declaration> = T::DECLARATION;
}

impl Reader<'_> {
    /// The attributes of the element at hand, which is nil, but for those of XSI.
    fn nil(&self) -> Result<Nil, ReadError> {
        let mut nil = Nil::default();
        for attribute in &self.tokens.attributes {
            let namespace = self.tokens.bindings.uri(attribute.uri);
            if namespace == super::XSI.uri {
                continue;
            }
            let value = self.tokens.attribute_value(attribute.value, attribute.at)?;
            let value = value.into_owned();
            self.note_prefixes(&value, &mut nil.prefixes);
            nil.attributes.push(AnyAttribute {
                namespace: namespace.to_owned(),
                local: attribute.local.to_owned(),
                value,
            });
        }
        nil.attributes.sort();
        Ok(nil)
    }
}

impl Writer {
    /// Nothing but attributes, where the declaration admits it.
    fn nil<T: Content>(&mut self, nil: &Nil) -> Result<(), InvalidValue> {
        let refused = |rule| InvalidValue::new(T::TYPE.1, rule);
        let declaration = self.assessment.open;
        if !declaration.is_some_and(|declaration| declaration.nillable) {
            return Err(refused(Rule::NotNillable));
        }
        if declaration.is_some_and(Declaration::is_fixed) {
            return Err(refused(Rule::NilAndFixed));
        }
        let blocked = declaration.map_or(&[][..], Declaration::blocked_types);
        if let Some(ty) = &nil.instance_type {
            let is_it = |name: &Name| (name.uri(), name.local()) == (ty.namespace(), ty.local());
            if blocked.iter().any(is_it) || !T::DERIVED.iter().any(is_it) {
                return Err(refused(Rule::BlockedType));
            }
        }
        self.nil_attributes(nil).map_err(refused)?;
        self.check_nil::<T>(nil)?;
        self.assessment.note_nil();
        Ok(())
    }

    /// Writes `xsi:nil` among the attributes, in canonical order.
    fn nil_attributes(&mut self, nil: &Nil) -> Result<(), Rule> {
        // Its prefixes are settled before one is chosen for the type.
        self.any_attributes(&nil.prefixes, &[])?;
        let mut attributes = nil.attributes.clone();
        attributes.push(AnyAttribute {
            namespace: super::XSI.uri.to_owned(),
            local: "nil".to_owned(),
            value: "true".to_owned(),
        });
        if let Some(ty) = &nil.instance_type {
            attributes.push(AnyAttribute {
                namespace: super::XSI.uri.to_owned(),
                local: "type".to_owned(),
                value: self.type_name(ty.namespace(), ty.local(), "")?,
            });
        }
        attributes.sort();
        self.any_attributes(&BTreeMap::new(), &attributes)
    }

    /// The attributes must be those of the type: the same reader judges that judges documents.
    fn check_nil<T: Content>(&mut self, nil: &Nil) -> Result<(), InvalidValue> {
        let mut alone = Self::new();
        let mut element = AnyElement {
            namespace: String::new(),
            local: "nil".to_owned(),
            prefixes: nil.prefixes.clone(),
            attributes: nil.attributes.clone(),
            children: Vec::new(),
        };
        if let Some(ty) = &nil.instance_type {
            element.put_type(ty);
        }
        let refused = |rule| InvalidValue::new(T::TYPE.1, rule);
        alone.any_element(&element).map_err(refused)?;
        let read = |reader: &mut Reader<'_>| {
            let open = reader.enter()?;
            T::read_nil(reader)?;
            reader.leave(open)
        };
        let part = Reader::of_part(&alone.finish(), &mut self.assessment, self.anything, read)
            .map_err(|error| refused(error.rule().cloned().unwrap_or(Rule::NilAttributes)))?;
        self.declared.ids.absorb(part).map_err(refused)
    }
}
