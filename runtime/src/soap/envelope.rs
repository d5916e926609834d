//! Envelopes: header and body, read and written.

use super::{Blocks, EnvelopeError, Headers, Version};
use crate::xml::{InvalidValue, Limits, Name, ReadError, ReadErrorKind, Reader, Writer};

/// Reads an envelope; `body` reads what stands in its body.
///
/// Accepted is what WS-I Basic Profile 1.1 demands of a receiver: any prefix, an XML declaration, an empty header, blocks
/// that need not be understood.
///
/// # Errors
/// What is not SOAP, not the version, not XML, or what `body` refuses.
pub(super) fn read<T>(
    text: &str,
    version: Version,
    body: impl FnOnce(&mut Reader<'_>, Blocks) -> Result<T, EnvelopeError>,
) -> Result<T, EnvelopeError> {
    // A reader's errors know their place once the whole document is gone through; ours are carried around it.
    let mut problem = None;
    let read = Reader::new(text, Limits::default()).root(|reader| {
        envelope(reader, version, body).map_err(|error| match error {
            EnvelopeError::Xml(error) => error,
            error => {
                problem = Some(error);
                ReadError::given_up()
            }
        })
    });
    match (read, problem) {
        (_, Some(problem)) => Err(problem),
        (Ok(value), None) => Ok(value),
        (Err(error), None) => Err(encoded(error)),
    }
}

fn envelope<T>(
    reader: &mut Reader<'_>,
    version: Version,
    body: impl FnOnce(&mut Reader<'_>, Blocks) -> Result<T, EnvelopeError>,
) -> Result<T, EnvelopeError> {
    let (namespace, local) = reader.tag();
    if local != "Envelope" {
        return Err(EnvelopeError::NotSoap {
            root: local.to_owned(),
        });
    }
    if namespace != version.namespace() {
        return Err(EnvelopeError::OtherVersion {
            expected: version,
            namespace: namespace.to_owned(),
        });
    }
    let envelope = reader.enter()?;
    let mut blocks = Blocks::default();
    if reader.at(&version.name("Header"))? {
        let header = reader.enter()?;
        blocks = Blocks::read(reader)?;
        reader.leave(header)?;
    }
    let name = version.name("Body");
    if !reader.at(&name)? {
        return Err(reader.expected(&[crate::xml::First::Element(name)]).into());
    }
    let open = reader.enter()?;
    let value = body(reader, blocks)?;
    reader.leave(open)?;
    // Nothing may stand behind the body (WS-I Basic Profile 1.1, R1011).
    reader.leave(envelope)?;
    Ok(value)
}

/// A reference of SOAP's encoding shows itself as an attribute that no contract declares.
fn encoded(error: ReadError) -> EnvelopeError {
    match error.kind() {
        ReadErrorKind::UnexpectedAttribute { found } if found == "href" => EnvelopeError::MultiReference,
        _ => EnvelopeError::Xml(error),
    }
}

/// Writes an envelope as UTF-8; `body` writes what stands in its body.
///
/// # Errors
/// A rule that a value breaks and its Rust type cannot hold back.
pub(super) fn write<H: Headers>(
    version: Version,
    headers: &H,
    body: impl Fn(&mut Writer) -> Result<(), InvalidValue>,
) -> Result<Vec<u8>, InvalidValue> {
    let envelope = |writer: &mut Writer| {
        writer.element(&version.name("Envelope"), |w| {
            if !H::NAMES.is_empty() {
                w.element(&version.name("Header"), |w| headers.write(w))?;
            }
            w.element(&version.name("Body"), &body)
        })
    };
    Writer::document(envelope).map(String::into_bytes)
}

impl Version {
    /// A name of the envelope's namespace.
    pub(super) const fn name(self, local: &'static str) -> Name {
        Name(self.envelope(), local)
    }
}
