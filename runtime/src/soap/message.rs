//! The messages of an operation as bytes.

use super::fault::Fault;
use super::{
    Body, EnvelopeError, Headers, Operation, Rejection, UndeclaredFault, Version, content_type, envelope,
    fault,
};
use crate::xml::{Group, InvalidValue};

/// What came back from a call, as a message.
#[derive(Debug)]
pub enum Reply<O: Operation> {
    /// The answer, with its header.
    Answer(O::Answer, O::AnswerHeaders),
    /// A fault that the WSDL declares.
    Fault(O::Fault),
    /// Another fault.
    Undeclared(UndeclaredFault),
}

/// The request of an operation, as an envelope in UTF-8.
///
/// # Errors
/// A rule that a value breaks and its Rust type cannot hold back, with its path.
pub fn write_request<O: Operation>(
    version: Version,
    request: &O::Request,
    headers: &O::RequestHeaders,
) -> Result<Vec<u8>, InvalidValue> {
    envelope::write(version, headers, |w| request.write(w))
}

/// Reads what came back from a call. `content_type` is the header field of that name.
///
/// # Errors
/// What is not an envelope, or not what the operation can answer.
pub fn read_reply<O: Operation>(
    version: Version,
    bytes: &[u8],
    content_type: Option<&str>,
) -> Result<Reply<O>, EnvelopeError> {
    let text = content_type::decode(bytes, content_type, version)?;
    envelope::read(&text, version, |reader, mut blocks| {
        if let Some(fault) = fault::read::<O::Fault>(reader, version)? {
            blocks.understood(version, &[])?;
            return Ok(match fault {
                Fault::Declared(fault) => Reply::Fault(fault),
                Fault::Undeclared(fault) => Reply::Undeclared(fault),
            });
        }
        blocks.understood(version, O::AnswerHeaders::NAMES)?;
        let answer = O::Answer::read(reader)?;
        Ok(Reply::Answer(answer, O::AnswerHeaders::read(&mut blocks)?))
    })
}

/// The answer of an operation, as an envelope in UTF-8.
///
/// # Errors
/// As [`write_request`].
pub fn write_answer<O: Operation>(
    version: Version,
    answer: &O::Answer,
    headers: &O::AnswerHeaders,
) -> Result<Vec<u8>, InvalidValue> {
    envelope::write(version, headers, |w| answer.write(w))
}

/// A fault, as an envelope in UTF-8.
///
/// # Errors
/// As [`write_request`].
pub fn write_fault<F: Group>(version: Version, rejection: &Rejection<F>) -> Result<Vec<u8>, InvalidValue> {
    envelope::write(version, &(), |w| fault::write(w, version, rejection))
}

/// The fault that answers a message which could not be read, as an envelope in UTF-8.
///
/// # Errors
/// As [`write_request`].
pub fn write_refusal(version: Version, error: &EnvelopeError) -> Result<Vec<u8>, InvalidValue> {
    envelope::write(version, &(), |w| fault::write_refusal(w, version, error))
}
