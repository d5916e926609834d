//! Documents that are read by the type of their root element, which no contract declares (XSD 1.0 Part 1, section 5.2).

use super::document::{ToDocument, document};
use super::reader::Reader;
use super::tags::Tag;
use super::types::QName;
use super::writer::Writer;
use super::{Content, Document, InvalidValue, Limits, NO_NAMESPACE, Name, ReadError, XSD};

/// A document whose root element may have any name, and has the type `T`: for contracts that have types alone, and leave
/// it to each user to name elements of them.
///
/// It is read as all documents are. The root element need not say by `xsi:type` which type it has, since whoever reads
/// it as `T` says so; if it does, the type must be `T` or one derived from it. It is written with `xsi:type`, so that
/// whoever knows the contract alone can tell what it is.
///
/// ```
/// use fk_runtime::xml::{self, ByType, types::{Date, QName}};
///
/// let document = r#"<dag xmlns:xs="http://www.w3.org/2001/XMLSchema"
///     xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:date">2026-02-28</dag>"#;
/// let day: ByType<Date> = xml::from_str(document)?;
/// assert_eq!(day.name, QName::new("", "dag")?);
///
/// let plain: ByType<Date> = xml::from_str("<dag>2026-02-28</dag>")?;
/// assert_eq!(plain, day);
/// assert_eq!(xml::from_str::<ByType<Date>>(&xml::to_string(&plain)?)?, day);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// What stands in an element of `xs:anyType` below it, and is not declared by a wildcard's own contract, is kept
/// unchecked: the declarations for that belong to root elements of a contract.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ByType<T> {
    /// The name of the root element.
    pub name: QName,
    /// Its attributes and content.
    pub value: T,
}

/// How the root element is called in paths: its name is not one of the contract.
static ROOT: Name = Name(NO_NAMESPACE, "*");

impl<T: Content> ByType<T> {
    /// The root element `name` with this content.
    #[must_use]
    pub const fn new(name: QName, value: T) -> Self {
        Self { name, value }
    }
}

impl<T: Content> Document for ByType<T> {
    fn from_text(text: &str, limits: Limits) -> Result<Self, ReadError> {
        document(text, limits, |reader| {
            let name = reader.root_name()?;
            let value = reader.content(&ROOT, None)?;
            Ok(Self { name, value })
        })
    }
}

impl<T: Content> ToDocument for ByType<T> {
    fn to_text(&self) -> Result<String, InvalidValue> {
        Writer::document(|writer| {
            let written = writer.by_type(&self.name, &self.value);
            written.map_err(|error| error.inside(self.name.local()))
        })
    }
}

impl Reader<'_> {
    /// The name of the element whose start tag was read last.
    fn root_name(&self) -> Result<QName, ReadError> {
        let tag = &self.tokens.tag;
        let prefix = tag.raw.split_once(':').map_or("", |(prefix, _)| prefix);
        // The names of tags are NCNames, whose characters have been looked at.
        QName::new(self.tokens.bindings.uri(tag.uri), tag.local)
            .and_then(|name| name.with_prefix(prefix))
            .map_err(|error| ReadError::value("QName", error.rule().clone(), tag.at))
    }
}

impl Writer {
    /// The root element `name` with content of the type `T`.
    fn by_type<T: Content>(&mut self, name: &QName, value: &T) -> Result<(), InvalidValue> {
        let prefix = match name.namespace() {
            "" => "",
            // As elements of the contract are written.
            uri if uri == T::TYPE.0.uri => T::TYPE.0.prefix,
            _ => name.prefix_hint(),
        };
        self.out.push('<');
        self.push_qname(prefix, name.local());
        self.tag = Tag::Open;
        let outer = self.declared.enter(self.out.len());
        if !self.declared.has(prefix, name.namespace()) {
            self.declared
                .declare(prefix.to_owned().into(), name.namespace().to_owned().into());
        }
        // Any element is of `xs:anyType`, and values of `xs:anySimpleType` say themselves of which type they are.
        let is_any = T::TYPE.0.uri == XSD.uri && matches!(T::TYPE.1, "anyType" | "anySimpleType");
        if !T::TYPE.1.is_empty() && !is_any {
            self.instance_type(&T::TYPE)?;
        }
        value.write(self)?;
        self.close_tag();
        self.out.push_str("</");
        self.push_qname(prefix, name.local());
        self.out.push('>');
        self.declared.leave(outer);
        Ok(())
    }
}
