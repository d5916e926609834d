//! `xsi:type`: which of the types derived from the declared one an element has (XSD 1.0 Part 1, sections 2.6.1 and
//! 3.3.4, Element Locally Valid).

use std::collections::BTreeMap;

use super::any::{AnyAttribute, AnyElement};
use super::declaration::{InstanceText, Restricted};
use super::error::{ReadError, ReadErrorKind};
use super::known_type::{self, Check, KnownType};
use super::reader::Reader;
use super::tags::Tag;
use super::types::{AnySimpleType, QName};
use super::{Declaration, InvalidValue, Name, Rule, Simple, WhiteSpace, Writer, XSD, XSI};

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
        if found.is(declared) {
            return Ok(());
        }
        let named = derived.iter().find(|name| found.is(name));
        let blocked = declaration.map_or(&[][..], Declaration::blocked_types);
        let is_restricted =
            declaration.is_some_and(|declaration| declaration.restricted == Restricted::Blocked);
        if is_restricted && (found.uri == XSD.uri || named.is_some())
            || blocked.iter().any(|name| found.is(name))
        {
            return Err(other_type(*declared, at));
        }
        if let Some(member) = named {
            // Of a union, it says how the text is to be read; of other types, they ask for themselves.
            self.instance_text(WhiteSpace::Preserve, Some(*member));
            return Ok(());
        }
        let types = self.anything.types;
        let known = known_type::find(types, &found.uri, &found.local);
        if declared.0.uri == XSD.uri && matches!(declared.1, "anyType" | "anySimpleType") {
            // What it holds is held against that type where it is read, and it keeps the name.
            let is_admitted = match known {
                Some(known) => declared.1 == "anyType" || known_type::is_below(types, known, declared),
                // Where a contract says nothing of its types, the name alone is known.
                None => found.uri != XSD.uri && types.is_empty(),
            };
            return is_admitted.then_some(()).ok_or_else(|| other_type(*declared, at));
        }
        let is_below =
            |declared: &Name| known.is_some_and(|known| known_type::is_below(types, known, declared));
        let member = derived.iter().find(|member| is_below(member));
        let Some(known) = known.filter(|_| member.is_some() || is_below(declared)) else {
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
        let is_id = known_type::built_in_of(types, member.unwrap_or(declared)) == "ID";
        let loud = self.tokens.bindings.ids.hush(is_id);
        let checked = (known.check)(self);
        self.tokens.bindings.ids.hush(loud);
        self.assessment.tracker = tracker;
        self.tokens.pos = before;
        self.instance_text(known_type::white_space(types, known), member.copied());
        checked
    }

    /// Lets the text of the element at hand be read as `xsi:type` says.
    fn instance_text(&mut self, white_space: WhiteSpace, member: Option<Name>) {
        if !self.assessment.nil {
            self.assessment.instance = Some(InstanceText { white_space, member });
            self.assessment.update();
        }
    }

    /// The type that `xsi:type` names for the element at hand, of `xs:anyType` or `xs:anySimpleType`, in place of that.
    pub(super) fn instance(&self) -> Result<Option<Instance>, ReadError> {
        if self.tokens.attributes.is_empty() {
            return Ok(None);
        }
        let Some((found, _)) = self.named_type()? else {
            return Ok(None);
        };
        let Ok(name) = QName::new(&found.uri, &found.local) else {
            return Ok(None); // which it is: `check_type` found a type of that name
        };
        let known = known_type::find(self.anything.types, &found.uri, &found.local);
        Ok(Some(Instance { name, known }))
    }

    /// The text of the element at hand, which must be a value of the type that `xsi:type` names, and the prefixes that
    /// it may refer to.
    pub(super) fn text_of(
        &mut self,
        instance: &Instance,
    ) -> Result<(String, BTreeMap<String, String>), ReadError> {
        let said = self.assessment.value();
        let before = self.tokens.pos;
        match instance.known {
            // Which also tells identity constraints, and the document of an ID.
            Some(known) => (known.check)(self)?,
            None => self.value::<AnySimpleType>().map(drop)?,
        }
        self.tokens.pos = before;
        let mut element = AnyElement::of_nothing();
        let mut text = self.text(WhiteSpace::Preserve)?.0.into_owned();
        if let Some(said) = said.filter(|_| text.is_empty()) {
            said.text().clone_into(&mut text);
            element.prefixes = said.prefixes();
        } else {
            self.note_prefixes(&text, &mut element.prefixes);
        }
        let types = self.anything.types;
        let built_in = instance
            .known
            .map(|known| known_type::built_in_of(types, &known.name));
        // Which namespace is the default one is not kept, and may be another where the value is written.
        if let (Some("QName" | "NOTATION"), false, Some(namespace)) =
            (built_in, text.contains(':'), self.default_namespace())
        {
            let prefix = element.prefix_of(namespace);
            text = format!("{prefix}:{}", super::normalize(&text, WhiteSpace::Collapse));
        }
        Ok((text, element.prefixes))
    }

    /// The default namespace at the element at hand, if there is one.
    pub(super) fn default_namespace(&self) -> Option<&str> {
        let bindings = &self.tokens.bindings;
        let uri = bindings.resolve("").map(|uri| bindings.uri(uri));
        uri.filter(|uri| !uri.is_empty())
    }

    /// Checks attributes and content of the element at hand with `check`, and goes back behind its start tag if
    /// they are to be kept, which is the answer. If not, the reader stands before the end tag.
    pub(super) fn check_as(&mut self, check: Check) -> Result<bool, ReadError> {
        let tag = self.tokens.tag;
        let is_kept = !std::mem::replace(&mut self.checking, true);
        check(self)?;
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

/// The type that an element has in place of `xs:anyType` or `xs:anySimpleType`.
pub(super) struct Instance {
    pub(super) name: QName,
    /// What is known of it; nothing where a contract says nothing of its types.
    pub(super) known: Option<&'static KnownType>,
}

impl Instance {
    /// Whether it is the type of that name.
    pub(super) fn is(&self, name: &Name) -> bool {
        (self.name.namespace(), self.name.local()) == (name.0.uri, name.1)
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

    /// Attributes and text of an element of a union, with the member type that is meant.
    pub(super) fn member<T: Simple>(&mut self, member: &Name, value: &T) -> Result<(), InvalidValue> {
        let open = self.assessment.open;
        if open.is_some_and(|declaration| declaration.restricted == Restricted::Blocked) {
            return Err(InvalidValue::new(T::TYPE.1, Rule::EarlierMember));
        }
        self.instance_type(member)?;
        self.declared.member = Some(*member);
        let written = value.write_element(self);
        self.declared.member = None;
        written
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

    /// Writes attributes and content of an element that is said by `xsi:type` to have the simple type `ty`, in place of
    /// `xs:anySimpleType`. `element` has the text, and the prefixes that it may refer to.
    pub(super) fn typed_text(&mut self, element: &AnyElement, ty: &QName) -> Result<(), Rule> {
        let said = self.assessment.value();
        if element.children.is_empty() && said.is_some_and(|said| !said.text().is_empty()) {
            return Err(Rule::EmptyWithDefault);
        }
        let mut typed = element.clone();
        typed.put_type(ty);
        self.check_alone::<AnySimpleType>(&typed)?;
        // Its prefixes are settled before one is chosen for the type.
        self.any_attributes(&element.prefixes, &[])?;
        let hint = if ty.namespace() == XSD.uri {
            XSD.prefix
        } else {
            ty.prefix_hint()
        };
        let ty = AnyAttribute {
            namespace: XSI.uri.to_owned(),
            local: "type".to_owned(),
            value: self.type_name(ty.namespace(), ty.local(), hint)?,
        };
        self.any_attributes(&BTreeMap::new(), &[ty])?;
        self.any_nodes(&element.children)
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
