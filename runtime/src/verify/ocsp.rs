//! The OCSP response (RFC 6960, section 4.2.1), read as DER and no wider.

use der::asn1::{AnyRef, BitStringRef, GeneralizedTime, ObjectIdentifier, OctetStringRef, SequenceRef};
use der::{Decode, Error, ErrorKind, Reader, SliceReader, Tag, TagNumber, Tagged};
use ring::signature as algorithms;
use ring::signature::RsaParameters;
use x509_cert::ext::Extensions;
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::AlgorithmIdentifierRef;

use super::{OcspStatus, VerificationError};

const BASIC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.48.1.1");
const RSA_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
const RSA_SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.12");
const RSA_SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.13");

/// What `OCSPResponse` holds when it holds an answer: `BasicOCSPResponse`. Nothing of it has been verified.
pub(super) struct Response<'d> {
    /// `tbsResponseData` as it stands.
    pub(super) signed: &'d [u8],
    /// `None` for one that is not known.
    pub(super) algorithm: Option<&'static RsaParameters>,
    pub(super) signature: &'d [u8],
    /// In DER.
    pub(super) certificates: Vec<&'d [u8]>,
    pub(super) responder: ResponderId<'d>,
    /// Seconds since 1970.
    pub(super) produced_at: u64,
    pub(super) answers: Vec<Answer<'d>>,
    pub(super) extensions: Extensions,
}

/// Who has answered.
pub(super) enum ResponderId<'d> {
    Name(Box<Name>),
    /// The SHA-1 of the key.
    Key(&'d [u8]),
}

/// `SingleResponse`
pub(super) struct Answer<'d> {
    pub(super) algorithm: AlgorithmIdentifierRef<'d>,
    pub(super) issuer_name: &'d [u8],
    pub(super) issuer_key: &'d [u8],
    pub(super) serial_number: SerialNumber,
    pub(super) status: Status,
    pub(super) has_next_update: bool,
    pub(super) extensions: Extensions,
}

/// `CertStatus`
#[derive(Clone, Copy)]
pub(super) enum Status {
    Good,
    Revoked,
    Unknown,
}

/// Reads a response that is an answer.
pub(super) fn read(der: &[u8]) -> Result<Response<'_>, VerificationError> {
    let (status, response) = envelope(der).map_err(|_| VerificationError::OcspForm)?;
    match (status, response) {
        (None, Some(response)) => basic(response).map_err(|_| VerificationError::OcspForm),
        (Some(status), None) => Err(VerificationError::OcspStatus { status }),
        _ => Err(VerificationError::OcspForm),
    }
}

/// `OCSPResponse`: the status unless it is `successful`, and the content of `responseBytes`.
fn envelope(der: &[u8]) -> Result<(Option<OcspStatus>, Option<&[u8]>), Error> {
    let mut reader = sequence(der)?;
    let status: AnyRef<'_> = reader.decode()?;
    let status = match (status.tag(), status.value()) {
        (Tag::Enumerated, [0]) => None,
        (Tag::Enumerated, [1]) => Some(OcspStatus::MalformedRequest),
        (Tag::Enumerated, [2]) => Some(OcspStatus::InternalError),
        (Tag::Enumerated, [3]) => Some(OcspStatus::TryLater),
        (Tag::Enumerated, [5]) => Some(OcspStatus::SignatureRequired),
        (Tag::Enumerated, [6]) => Some(OcspStatus::Unauthorized),
        _ => return wrong(),
    };
    let Some(bytes) = explicit(&mut reader, 0)? else {
        reader.finish()?;
        return Ok((status, None));
    };
    reader.finish()?;
    let mut reader = sequence(bytes)?;
    if ObjectIdentifier::decode(&mut reader)? != BASIC {
        return wrong();
    }
    let response = <&OctetStringRef>::decode(&mut reader)?;
    reader.finish()?;
    Ok((status, Some(response.as_bytes())))
}

/// `BasicOCSPResponse`
fn basic(der: &[u8]) -> Result<Response<'_>, Error> {
    let mut reader = sequence(der)?;
    let signed = element(&mut reader)?;
    let algorithm = AlgorithmIdentifierRef::decode(&mut reader)?;
    let signature = BitStringRef::decode(&mut reader)?;
    let certificates = match explicit(&mut reader, 0)? {
        Some(list) => elements(list)?,
        None => Vec::new(),
    };
    reader.finish()?;

    // `version` is v1 by default, and a default value is not written in DER; there is no other version.
    let mut data = sequence(signed)?;
    let responder: AnyRef<'_> = data.decode()?;
    let responder = match context(responder) {
        Some(1) => ResponderId::Name(Box::new(Name::from_der(responder.value())?)),
        Some(2) => ResponderId::Key(<&OctetStringRef>::from_der(responder.value())?.as_bytes()),
        _ => return wrong(),
    };
    let produced_at = GeneralizedTime::decode(&mut data)?;
    let answers = elements(element(&mut data)?)?;
    let extensions = extensions(&mut data)?;
    data.finish()?;
    Ok(Response {
        signed,
        algorithm: known(&algorithm),
        signature: signature.as_bytes().ok_or_else(error)?,
        certificates,
        responder,
        produced_at: produced_at.to_unix_duration().as_secs(),
        answers: answers.into_iter().map(answer).collect::<Result<_, _>>()?,
        extensions,
    })
}

/// `SingleResponse`
fn answer(der: &[u8]) -> Result<Answer<'_>, Error> {
    let mut reader = sequence(der)?;
    let mut id = sequence(element(&mut reader)?)?;
    let algorithm = AlgorithmIdentifierRef::decode(&mut id)?;
    let issuer_name = <&OctetStringRef>::decode(&mut id)?.as_bytes();
    let issuer_key = <&OctetStringRef>::decode(&mut id)?.as_bytes();
    let serial_number = SerialNumber::decode(&mut id)?;
    id.finish()?;
    let status: AnyRef<'_> = reader.decode()?;
    let status = match (status.tag(), status.value()) {
        (
            Tag::ContextSpecific {
                constructed: false,
                number: TagNumber(0),
            },
            [],
        ) => Status::Good,
        (
            Tag::ContextSpecific {
                constructed: true,
                number: TagNumber(1),
            },
            _,
        ) => Status::Revoked,
        (
            Tag::ContextSpecific {
                constructed: false,
                number: TagNumber(2),
            },
            [],
        ) => Status::Unknown,
        _ => return wrong(),
    };
    GeneralizedTime::decode(&mut reader)?;
    let next_update = explicit(&mut reader, 0)?;
    if let Some(time) = next_update {
        GeneralizedTime::from_der(time)?;
    }
    let extensions = extensions(&mut reader)?;
    reader.finish()?;
    Ok(Answer {
        algorithm,
        issuer_name,
        issuer_key,
        serial_number,
        status,
        has_next_update: next_update.is_some(),
        extensions,
    })
}

/// The algorithm of that name, whose parameters are NULL (RFC 4055, section 5).
fn known(algorithm: &AlgorithmIdentifierRef<'_>) -> Option<&'static RsaParameters> {
    if !algorithm.parameters.is_some_and(AnyRef::is_null) {
        return None;
    }
    match algorithm.oid {
        RSA_SHA256 => Some(&algorithms::RSA_PKCS1_2048_8192_SHA256),
        RSA_SHA384 => Some(&algorithms::RSA_PKCS1_2048_8192_SHA384),
        RSA_SHA512 => Some(&algorithms::RSA_PKCS1_2048_8192_SHA512),
        _ => None,
    }
}

/// `[1] EXPLICIT Extensions OPTIONAL`; none when they are not there.
fn extensions(reader: &mut SliceReader<'_>) -> Result<Extensions, Error> {
    match explicit(reader, 1)? {
        Some(list) => Extensions::from_der(list),
        None => Ok(Extensions::new()),
    }
}

/// A reader of what is in the sequence that `der` is.
fn sequence(der: &[u8]) -> Result<SliceReader<'_>, Error> {
    SliceReader::new(<&SequenceRef>::from_der(der)?.as_bytes())
}

/// The elements of the sequence that `der` is, as they stand.
fn elements(der: &[u8]) -> Result<Vec<&[u8]>, Error> {
    let mut reader = sequence(der)?;
    let mut elements = Vec::new();
    while !reader.is_finished() {
        elements.push(element(&mut reader)?);
    }
    Ok(elements)
}

/// The element ahead, as it stands.
fn element<'d>(reader: &mut SliceReader<'d>) -> Result<&'d [u8], Error> {
    let rest = reader.clone();
    let start = reader.position();
    reader.decode::<AnyRef<'d>>()?;
    let length = (reader.position() - start)?;
    let mut rest = rest;
    rest.read_slice(length)
}

/// The content of `[number] EXPLICIT`, if that stands ahead.
fn explicit<'d>(reader: &mut SliceReader<'d>, number: u32) -> Result<Option<&'d [u8]>, Error> {
    if reader.is_finished() {
        return Ok(None);
    }
    let mut ahead = reader.clone();
    let element: AnyRef<'d> = ahead.decode()?;
    if context(element) != Some(number) {
        return Ok(None);
    }
    *reader = ahead;
    Ok(Some(element.value()))
}

/// The number of a tag that is context-specific and constructed.
fn context(element: AnyRef<'_>) -> Option<u32> {
    match element.tag() {
        Tag::ContextSpecific {
            constructed: true,
            number,
        } => Some(number.value()),
        _ => None,
    }
}

fn error() -> Error {
    ErrorKind::Failed.into()
}

fn wrong<T>() -> Result<T, Error> {
    Err(error())
}
