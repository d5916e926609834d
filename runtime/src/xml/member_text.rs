//! The same for a value of a union whose text alone would be read as one of another member type: an object of the text and
//! the member type's name, as `xsi:type` has it in a document.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::deserialize_text;
use crate::xml::types::QName;
use crate::xml::{InvalidValue, Name, Rule, Scope, Simple, TextWriter};

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct OfMember {
    text: String,
    r#type: QName,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Form {
    Text(String),
    OfMember(OfMember),
}

/// Writes text and type.
pub(super) fn serialize<T: Simple, S: Serializer>(
    value: &T,
    member: Name,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let refused = |rule| serde::ser::Error::custom(InvalidValue::new(T::TYPE.local(), rule));
    let mut text = String::new();
    value
        .format(&mut TextWriter::plain_of_member(&mut text, Some(member)))
        .map_err(refused)?;
    let r#type = QName::new(member.uri(), member.local()).map_err(serde::ser::Error::custom)?;
    OfMember { text, r#type }.serialize(serializer)
}

/// Reads text with `read`, or what [`serialize`] writes of a union or a restriction of it.
pub(super) fn deserialize<'de, T, U: Simple, D: Deserializer<'de>>(
    deserializer: D,
    read: impl FnOnce(&str) -> Result<T, InvalidValue>,
    restrict: impl FnOnce(U) -> Result<T, InvalidValue>,
) -> Result<T, D::Error> {
    // Where nothing says what comes next, it is text: no value that is more than that is ever written there.
    if U::MEMBERS.is_empty() || !deserializer.is_human_readable() {
        return deserialize_text(deserializer, read);
    }
    let refused = |error: InvalidValue| serde::de::Error::custom(error);
    let OfMember { text, r#type } = match Form::deserialize(deserializer)? {
        Form::Text(text) => return read(&text).map_err(refused),
        Form::OfMember(of_member) => of_member,
    };
    let mut members = U::MEMBERS.iter();
    let is_it = |name: &&Name| (name.uri(), name.local()) == (r#type.namespace(), r#type.local());
    let parsed = match members.find(is_it) {
        Some(member) => U::parse(&text, &Literal(*member)),
        None => Err(Rule::BlockedType),
    };
    let value = parsed.map_err(|rule| refused(InvalidValue::new(U::TYPE.local(), rule)))?;
    restrict(value).map_err(refused)
}

/// The scope of a value of a member type that stands in no document.
struct Literal(Name);

impl Scope for Literal {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        match prefix {
            "xml" => Some(crate::xml::bindings::XML_URI),
            "" => Some(""),
            _ => None,
        }
    }

    fn is_document(&self) -> bool {
        false
    }

    fn member(&self) -> Option<Name> {
        Some(self.0)
    }
}
