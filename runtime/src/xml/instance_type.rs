//! `xsi:type`: which of the types derived from the declared one an element has (XSD 1.0 Part 1, sections 2.6.1 and
//! 3.3.4, Element Locally Valid).

use super::error::{ReadError, ReadErrorKind};
use super::known_type::{self, KnownType};
use super::reader::Reader;
use super::tags::Tag;
use super::types::{self, Entity, Id, IdRef, Language, NameString, NcName, NmToken, NormalizedString, Token};
use super::{Declaration, InvalidValue, Name, Rule, WhiteSpace, Writer, XSD, XSI};

impl Reader<'_> {
    /// Which of `derived` the element at hand is said to be by `xsi:type`; `None` when it has the declared type.
    ///
    /// # Errors
    /// A type that is not one of those.
    pub fn derived_type(
        &self,
        declared: &'static Name,
        derived: &'static [Name],
    ) -> Result<Option<usize>, ReadError> {
        match self.named_type()? {
            None => Ok(None),
            Some((found, _)) if found.is(declared) => Ok(None),
            Some((found, at)) => match derived.iter().position(|name| found.is(name)) {
                Some(index) => Ok(Some(index)),
                None => Err(other_type(*declared, at)),
            },
        }
    }

    /// The name of that type.
    pub(super) fn derived_name(
        &self,
        declared: &'static Name,
        derived: &'static [Name],
    ) -> Result<Option<&'static Name>, ReadError> {
        if derived.is_empty() {
            return Ok(None);
        }
        let index = self.derived_type(declared, derived)?;
        Ok(index.and_then(|index| derived.get(index)))
    }

    /// Which of `derived` the element at hand is said to be by `xsi:type`, when the declared type is abstract.
    ///
    /// # Errors
    /// No type is named, or one that is not one of those.
    pub fn concrete_type(
        &self,
        declared: &'static Name,
        derived: &'static [Name],
    ) -> Result<usize, ReadError> {
        match self.derived_type(declared, derived)? {
            Some(index) => Ok(index),
            None => Err(self.abstract_type(declared)),
        }
    }

    /// The error for an element whose declared type is abstract, and which has no other.
    #[cold]
    #[must_use]
    pub fn abstract_type(&self, declared: &'static Name) -> ReadError {
        ReadError::new(ReadErrorKind::AbstractType { declared: *declared }, self.at)
    }

    /// Checks what `xsi:type` says of the element at hand, whose content has not been looked at.
    #[cold]
    pub(super) fn check_type(
        &mut self,
        declared: &Name,
        derived: &[Name],
        declaration: Option<&Declaration>,
    ) -> Result<(), ReadError> {
        let Some((found, at)) = self.named_type()? else {
            return Ok(());
        };
        let blocked = declaration.map_or(&[][..], Declaration::blocked_types);
        if blocked.iter().any(|name| found.is(name)) {
            return Err(other_type(*declared, at));
        }
        if found.is(declared) || derived.iter().any(|name| found.is(name)) {
            return Ok(());
        }
        if declared.0.uri == XSD.uri && matches!(declared.1, "anyType" | "anySimpleType") {
            return self.check_any(&found, *declared, at);
        }
        let check = if found.uri != XSD.uri {
            known_type::below(self.anything.types, &found.uri, &found.local, declared)
        } else if declared.0.uri == XSD.uri {
            built_in(&found.local, declared.1)
        } else {
            None
        };
        let Some(check) = check else {
            return Err(other_type(*declared, at));
        };
        if self.assessment.nil {
            return Ok(());
        }
        // Read twice: once as what it is said to be, then as what it is declared to be, which every value of a
        // derived type is.
        let before = self.tokens.pos;
        // Identity constraints are told of the value when it is read as what it is declared to be.
        let tracker = self.assessment.tracker.take();
        // And so is the document of an ID.
        let is_id = known_type::built_in_of(self.anything.types, declared) == "ID";
        let loud = self.tokens.bindings.ids.hush(is_id);
        let checked = check(self);
        self.tokens.bindings.ids.hush(loud);
        self.assessment.tracker = tracker;
        self.tokens.pos = before;
        checked
    }

    /// Checks what `xsi:type` says of an element of `xs:anyType` or `xs:anySimpleType`, which the others are derived
    /// from: a built-in type, or a type of the contract.
    fn check_any(&mut self, found: &Found, declared: Name, at: usize) -> Result<(), ReadError> {
        if found.uri != XSD.uri {
            let types = self.anything.types;
            let Some(known) = known_type::find(types, &found.uri, &found.local) else {
                // Where a contract says nothing of its types, the name alone is known.
                return if types.is_empty() {
                    Ok(())
                } else {
                    Err(other_type(declared, at))
                };
            };
            if declared.1 == "anyType" {
                // Checked where it is kept.
                return Ok(());
            }
            let Some(check) = known_type::below(types, &found.uri, &found.local, &declared) else {
                return Err(other_type(declared, at));
            };
            debug_assert!(std::ptr::fn_addr_eq(check, known.check));
            let before = self.tokens.pos;
            check(self)?;
            self.tokens.pos = before;
            return Ok(());
        }
        let Some(check) = any_built_in(&found.local) else {
            return Err(other_type(declared, at));
        };
        let before = self.tokens.pos;
        check(self)?;
        self.tokens.pos = before;
        Ok(())
    }

    /// The type of the contract that `xsi:type` names for the element at hand.
    pub(super) fn known_type(&self) -> Result<Option<&'static KnownType>, ReadError> {
        if self.tokens.attributes.is_empty() || self.anything.types.is_empty() {
            return Ok(None);
        }
        let found = self.named_type()?;
        Ok(found.and_then(|(found, _)| known_type::find(self.anything.types, &found.uri, &found.local)))
    }

    /// The default namespace at the element at hand, if there is one.
    pub(super) fn default_namespace(&self) -> Option<&str> {
        let bindings = &self.tokens.bindings;
        let uri = bindings.resolve("").map(|uri| bindings.uri(uri));
        uri.filter(|uri| !uri.is_empty())
    }

    /// Checks attributes and content of the element at hand as those of `known`, and goes back behind its start tag if
    /// they are to be kept, which is the answer. If not, the reader stands before the end tag.
    pub(super) fn check_as(&mut self, known: &KnownType) -> Result<bool, ReadError> {
        let tag = self.tokens.tag;
        let is_kept = !std::mem::replace(&mut self.checking, true);
        (known.check)(self)?;
        self.checking = !is_kept;
        if is_kept {
            self.go_back(&tag);
            self.tokens.start_tag()?;
            self.begin_again();
        }
        Ok(is_kept)
    }

    /// The name in `xsi:type` of the element at hand, and where it stands.
    fn named_type(&self) -> Result<Option<(Found, usize)>, ReadError> {
        let bindings = &self.tokens.bindings;
        let mut attributes = self.tokens.attributes.iter();
        let Some(attribute) =
            attributes.find(|found| found.local == "type" && bindings.uri(found.uri) == XSI.uri)
        else {
            return Ok(None);
        };
        let at = attribute.at;
        let value = self.tokens.attribute_value(attribute.value, at)?;
        let value = super::normalize(&value, WhiteSpace::Collapse);
        let (prefix, local) = value.split_once(':').unwrap_or(("", &value));
        let Some(uri) = bindings.resolve(prefix) else {
            let kind = ReadErrorKind::Value {
                type_name: "QName",
                rule: Rule::UndeclaredPrefix,
            };
            return Err(ReadError::new(kind, at));
        };
        let found = Found {
            uri: bindings.uri(uri).to_owned(),
            local: local.to_owned(),
        };
        Ok(Some((found, at)))
    }
}

/// The name of a type, as a document has it.
struct Found {
    uri: String,
    local: String,
}

impl Found {
    fn is(&self, name: &Name) -> bool {
        // An anonymous type has no name that could be named.
        !name.1.is_empty() && self.local == name.1 && self.uri == name.0.uri
    }
}

#[cold]
fn other_type(declared: Name, at: usize) -> ReadError {
    ReadError::new(ReadErrorKind::OtherType { declared }, at)
}

pub(super) type Check = fn(&mut Reader<'_>) -> Result<(), ReadError>;

macro_rules! built_in_types {
    ($($name:literal below $base:literal is $type:ty;)*) => {
        /// The built-in types below `xs:anySimpleType` (XSD 1.0 Part 2, section 3): name, base, and what reads a value of
        /// it.
        const BUILT_IN: &[(&str, &str, Check)] = &[
            $(($name, $base, |reader| reader.value::<$type>().map(drop)),)*
        ];
    };
}

built_in_types! {
    "string" below "anySimpleType" is String;
    "boolean" below "anySimpleType" is bool;
    "decimal" below "anySimpleType" is types::Decimal;
    "float" below "anySimpleType" is types::Float;
    "double" below "anySimpleType" is types::Double;
    "duration" below "anySimpleType" is types::Duration;
    "dateTime" below "anySimpleType" is types::DateTime;
    "time" below "anySimpleType" is types::Time;
    "date" below "anySimpleType" is types::Date;
    "gYearMonth" below "anySimpleType" is types::GYearMonth;
    "gYear" below "anySimpleType" is types::GYear;
    "gMonthDay" below "anySimpleType" is types::GMonthDay;
    "gDay" below "anySimpleType" is types::GDay;
    "gMonth" below "anySimpleType" is types::GMonth;
    "hexBinary" below "anySimpleType" is types::HexBinary;
    "base64Binary" below "anySimpleType" is types::Base64Binary;
    "anyURI" below "anySimpleType" is types::AnyUri;
    "QName" below "anySimpleType" is types::QName;
    "NMTOKENS" below "anySimpleType" is types::NmTokens;
    "IDREFS" below "anySimpleType" is types::IdRefs;
    "ENTITIES" below "anySimpleType" is types::Entities;
    "normalizedString" below "string" is NormalizedString;
    "token" below "normalizedString" is Token;
    "language" below "token" is Language;
    "NMTOKEN" below "token" is NmToken;
    "Name" below "token" is NameString;
    "NCName" below "Name" is NcName;
    "ID" below "NCName" is Id;
    "IDREF" below "NCName" is IdRef;
    "ENTITY" below "NCName" is Entity;
    "integer" below "decimal" is types::Integer;
    "nonPositiveInteger" below "integer" is types::NonPositiveInteger;
    "negativeInteger" below "nonPositiveInteger" is types::NegativeInteger;
    "long" below "integer" is i64;
    "int" below "long" is i32;
    "short" below "int" is i16;
    "byte" below "short" is i8;
    "nonNegativeInteger" below "integer" is types::NonNegativeInteger;
    "unsignedLong" below "nonNegativeInteger" is u64;
    "unsignedInt" below "unsignedLong" is u32;
    "unsignedShort" below "unsignedInt" is u16;
    "unsignedByte" below "unsignedShort" is u8;
    "positiveInteger" below "nonNegativeInteger" is types::PositiveInteger;
}

/// What reads a value of the built-in simple type `name`.
fn any_built_in(name: &str) -> Option<Check> {
    let derived = BUILT_IN.iter().find(|(known, ..)| *known == name);
    derived.map(|(.., check)| *check).or_else(|| {
        let check: Check = match name {
            "anySimpleType" => |reader| reader.value::<types::AnySimpleType>().map(drop),
            "string" => |reader| reader.value::<String>().map(drop),
            "boolean" => |reader| reader.value::<bool>().map(drop),
            "decimal" => |reader| reader.value::<types::Decimal>().map(drop),
            "float" => |reader| reader.value::<types::Float>().map(drop),
            "double" => |reader| reader.value::<types::Double>().map(drop),
            "duration" => |reader| reader.value::<types::Duration>().map(drop),
            "dateTime" => |reader| reader.value::<types::DateTime>().map(drop),
            "time" => |reader| reader.value::<types::Time>().map(drop),
            "date" => |reader| reader.value::<types::Date>().map(drop),
            "gYearMonth" => |reader| reader.value::<types::GYearMonth>().map(drop),
            "gYear" => |reader| reader.value::<types::GYear>().map(drop),
            "gMonthDay" => |reader| reader.value::<types::GMonthDay>().map(drop),
            "gDay" => |reader| reader.value::<types::GDay>().map(drop),
            "gMonth" => |reader| reader.value::<types::GMonth>().map(drop),
            "hexBinary" => |reader| reader.value::<types::HexBinary>().map(drop),
            "base64Binary" => |reader| reader.value::<types::Base64Binary>().map(drop),
            "anyURI" => |reader| reader.value::<types::AnyUri>().map(drop),
            "QName" => |reader| reader.value::<types::QName>().map(drop),
            "NMTOKENS" => |reader| reader.value::<types::NmTokens>().map(drop),
            "IDREFS" => |reader| reader.value::<types::IdRefs>().map(drop),
            "ENTITIES" => |reader| reader.value::<types::Entities>().map(drop),
            _ => return None,
        };
        Some(check)
    })
}

/// What reads a value of the built-in type `name`, if that is derived from `declared`.
pub(super) fn built_in(name: &str, declared: &str) -> Option<Check> {
    let entry = |name: &str| BUILT_IN.iter().find(|(known, ..)| *known == name);
    let (_, mut base, check) = *entry(name)?;
    // The table goes upwards to primitive types, which are not in it.
    while base != declared {
        base = entry(base)?.1;
    }
    Some(check)
}

impl Writer {
    /// Says by `xsi:type` which type the element at hand has. Called before its attributes are written, among which it
    /// finds its place.
    ///
    /// # Errors
    /// The declaration of the element rules it out. Or it is in no namespace, and the default namespace is taken by
    /// another; generated code keeps it free.
    pub fn instance_type(&mut self, name: &Name) -> Result<(), InvalidValue> {
        let blocked = self
            .assessment
            .open
            .map_or(&[][..], |declaration| declaration.blocked_types());
        if blocked.contains(name) {
            return Err(InvalidValue::new(name.1, Rule::BlockedType));
        }
        let refused = |rule| InvalidValue::new("QName", rule).inside("@xsi:type");
        self.instance = self
            .type_name(name.0.uri, name.1, name.0.prefix)
            .map_err(refused)?;
        self.tag = Tag::OpenSpecially;
        Ok(())
    }

    /// The name of a type as `xsi:type` of the open start tag has it.
    pub(super) fn type_name(&mut self, uri: &str, local: &str, hint: &str) -> Result<String, Rule> {
        match uri {
            // Unprefixed, it is in the default namespace, which the start tag has declared if need be.
            uri if self.declared.has("", uri) => Ok(local.to_owned()),
            "" => Err(Rule::UndeclaredPrefix),
            uri => Ok(format!("{}:{local}", self.declared.prefix_for(uri, hint))),
        }
    }

    /// Writes what [`Self::instance_type`] said, now that nothing can come before it.
    #[cold]
    pub(super) fn push_instance_type(&mut self) {
        let name = std::mem::take(&mut self.instance);
        self.start_attribute(XSI.uri, XSI.prefix, "type");
        // A name of the contract holds nothing that would have to be escaped.
        self.out.push_str(&name);
        self.out.push('"');
    }

    /// Whether an attribute comes behind `xsi:type` in canonical order: by namespace name, then by local name.
    pub(super) fn is_behind_type(uri: &str, local: &str) -> bool {
        (uri, local) > (XSI.uri, "type")
    }
}
