//! Faults: SOAP 1.1, section 4.4; SOAP 1.2 Part 1, section 5.4.

use std::fmt;

use super::{EnvelopeError, Rejection, Version};
use crate::xml::{
    ANYTHING, AnyElement, Content, Group, InvalidValue, NO_NAMESPACE, Name, Occurs, ReadError, Reader, Writer,
};

/// A fault that a service sent.
#[derive(Debug)]
pub(super) enum Fault<F> {
    /// One that the WSDL declares.
    Declared(F),
    /// Any other.
    Undeclared(UndeclaredFault),
}

/// A fault that the WSDL does not declare, as it was received. `Debug` shows its code alone: its text and detail may
/// quote what is personal.
#[derive(Clone, Eq, PartialEq)]
pub struct UndeclaredFault {
    code: String,
    reason: String,
    detail: Vec<AnyElement>,
}

impl UndeclaredFault {
    /// The local part of its code, such as `Server` or `Receiver`.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What it says in words. May quote what is personal: not for logs.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// What stands in its detail. May be personal: not for logs.
    #[must_use]
    pub fn detail(&self) -> &[AnyElement] {
        &self.detail
    }
}

impl fmt::Debug for UndeclaredFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UndeclaredFault")
            .field("code", &self.code)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for UndeclaredFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a fault that the contract does not declare, with the code {:?}",
            self.code
        )
    }
}

impl std::error::Error for UndeclaredFault {}

/// Text whose element may have attributes, such as `xml:lang` (WS-I Basic Profile 1.1, R1016).
struct Text(String);

impl Content for Text {
    const TYPE: Name = Name(NO_NAMESPACE, "");

    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        reader.value().map(Self)
    }

    fn write(&self, writer: &mut Writer) -> Result<(), InvalidValue> {
        writer.value(&self.0)
    }
}

const FAULT_CODE: Name = Name(NO_NAMESPACE, "faultcode");
const FAULT_STRING: Name = Name(NO_NAMESPACE, "faultstring");
const FAULT_ACTOR: Name = Name(NO_NAMESPACE, "faultactor");
const DETAIL: Name = Name(NO_NAMESPACE, "detail");

/// Reads a fault, when one stands ahead in the body.
pub(super) fn read<F: Group>(
    reader: &mut Reader<'_>,
    version: Version,
) -> Result<Option<Fault<F>>, EnvelopeError> {
    if !reader.at(&version.name("Fault"))? {
        return Ok(None);
    }
    let open = reader.enter()?;
    let fault = match version {
        Version::V1_1 => fault_1_1(reader)?,
        Version::V1_2 => fault_1_2(reader)?,
    };
    reader.leave(open)?;
    Ok(Some(fault))
}

fn fault_1_1<F: Group>(reader: &mut Reader<'_>) -> Result<Fault<F>, ReadError> {
    let Text(code) = reader.one(&FAULT_CODE)?;
    let Text(reason) = reader.one(&FAULT_STRING)?;
    reader.optional::<Text>(&FAULT_ACTOR)?;
    detail(reader, DETAIL, code, reason)
}

fn fault_1_2<F: Group>(reader: &mut Reader<'_>) -> Result<Fault<F>, ReadError> {
    const fn name(local: &'static str) -> Name {
        Version::V1_2.name(local)
    }
    within(reader, name("Code"), |reader| {
        let Text(code) = reader.one(const { &name("Value") })?;
        reader.any_optional(&ANYTHING)?;
        Ok(code)
    })
    .and_then(|code| {
        let reason = within(reader, name("Reason"), |reader| {
            let mut texts: Vec<Text> = reader.repeated(const { &name("Text") }, Occurs::SOME)?;
            Ok(texts.swap_remove(0).0)
        })?;
        reader.optional::<Text>(const { &name("Node") })?;
        reader.optional::<Text>(const { &name("Role") })?;
        detail(reader, name("Detail"), code, reason)
    })
}

/// Reads an element that must stand here with `read`.
fn within<T>(
    reader: &mut Reader<'_>,
    name: Name,
    read: impl FnOnce(&mut Reader<'_>) -> Result<T, ReadError>,
) -> Result<T, ReadError> {
    if !reader.at(&name)? {
        return Err(reader.expected(&[crate::xml::First::Element(name)]));
    }
    let open = reader.enter()?;
    let value = read(reader)?;
    reader.leave(open)?;
    Ok(value)
}

/// A fault is declared when its detail holds one element and the WSDL declares that one.
fn detail<F: Group>(
    reader: &mut Reader<'_>,
    name: Name,
    code: String,
    reason: String,
) -> Result<Fault<F>, ReadError> {
    let mut fault = UndeclaredFault {
        code: code_of(&code),
        reason,
        detail: Vec::new(),
    };
    if !reader.at(&name)? {
        return Ok(Fault::Undeclared(fault));
    }
    let open = reader.enter()?;
    let declared = match reader.first(F::FIRST)? {
        Some(_) => Some(F::read(reader)?),
        None => None,
    };
    fault.detail = reader.any_repeated(&ANYTHING, Occurs::ANY)?;
    reader.leave(open)?;
    Ok(match declared {
        Some(declared) if fault.detail.is_empty() => Fault::Declared(declared),
        _ => Fault::Undeclared(fault),
    })
}

/// The local part of a fault's code; empty when it is no name, so that nothing else can be shown in its place.
fn code_of(code: &str) -> String {
    let local = code.trim().rsplit(':').next().unwrap_or_default();
    let name = local.len() <= 64
        && local
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
    if name { local.to_owned() } else { String::new() }
}

/// Writes a fault. `reason` is its text when it is one that the WSDL declares.
pub(super) fn write<F: Group>(
    writer: &mut Writer,
    version: Version,
    rejection: &Rejection<F>,
) -> Result<(), InvalidValue> {
    let (ours, reason) = match rejection {
        // The message has to be changed before it is sent again: that is the caller's class of faults.
        Rejection::Fault(_) => (false, "the message is refused; the detail says why"),
        Rejection::Sender(reason) => (false, reason.as_str()),
        Rejection::Receiver(reason) => (true, reason.as_str()),
    };
    let code = match (version, ours) {
        (Version::V1_1, false) => "Client",
        (Version::V1_1, true) => "Server",
        (Version::V1_2, false) => "Sender",
        (Version::V1_2, true) => "Receiver",
    };
    let detail = match rejection {
        Rejection::Fault(fault) => Some(fault),
        _ => None,
    };
    parts(writer, version, code, reason, detail)
}

/// Writes a fault about the envelope itself.
pub(super) fn write_refusal(
    writer: &mut Writer,
    version: Version,
    error: &EnvelopeError,
) -> Result<(), InvalidValue> {
    let code = match (version, error) {
        (_, EnvelopeError::OtherVersion { .. }) => "VersionMismatch",
        (_, EnvelopeError::NotUnderstood { .. }) => "MustUnderstand",
        (Version::V1_1, _) => "Client",
        (Version::V1_2, _) => "Sender",
    };
    parts::<super::NoFault>(writer, version, code, &error.to_string(), None)
}

fn parts<F: Group>(
    writer: &mut Writer,
    version: Version,
    code: &str,
    reason: &str,
    detail: Option<&F>,
) -> Result<(), InvalidValue> {
    let code = Text(format!("{}:{code}", version.envelope().prefix));
    writer.element(&version.name("Fault"), |w| match version {
        Version::V1_1 => {
            w.one(&FAULT_CODE, &code)?;
            w.one(&FAULT_STRING, &Text(reason.to_owned()))?;
            detail.map_or(Ok(()), |fault| w.element(&DETAIL, |w| fault.write(w)))
        }
        Version::V1_2 => {
            w.element(&version.name("Code"), |w| w.one(&version.name("Value"), &code))?;
            w.element(&version.name("Reason"), |w| {
                w.one(&version.name("Text"), &Reason(reason.to_owned()))
            })?;
            detail.map_or(Ok(()), |fault| {
                w.element(&version.name("Detail"), |w| fault.write(w))
            })
        }
    })
}

/// A reason in words, with the language that SOAP 1.2 demands.
struct Reason(String);

impl Content for Reason {
    const TYPE: Name = Name(NO_NAMESPACE, "");

    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        reader.value().map(Self)
    }

    fn write(&self, writer: &mut Writer) -> Result<(), InvalidValue> {
        writer.attribute(&XML_LANG, &"en".to_owned())?;
        writer.value(&self.0)
    }
}

/// `xml:lang` (XML 1.0, section 2.12).
const XML_LANG: Name = Name(
    crate::xml::Namespace {
        uri: "http://www.w3.org/XML/1998/namespace",
        prefix: "xml",
    },
    "lang",
);
