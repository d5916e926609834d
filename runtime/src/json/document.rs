//! Whole documents: bytes in and typed value out, and back.

use std::io::{Read, Write};

use super::error::ReadErrorKind;
use super::scan::scan;
use super::{InvalidValue, Limits, ReadError, Reader, Value, Writer};

/// Reads a document from bytes in UTF-8, without a byte order mark (RFC 8259, section 8.1).
///
/// # Errors
/// What is wrong with the document: where, and which rule. A document that is not well-formed is said to be so, wherever
/// that is; in one that is, it is the first thing in the order of the contract.
pub fn from_slice<T: Value>(bytes: &[u8]) -> Result<T, ReadError> {
    from_slice_with(bytes, Limits::default())
}

/// [`from_slice`] with other limits.
///
/// # Errors
/// As [`from_slice`].
pub fn from_slice_with<T: Value>(bytes: &[u8], limits: Limits) -> Result<T, ReadError> {
    if bytes.len() > limits.size() {
        return Err(too_large(limits));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => from_str_with(text, limits),
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let before = String::from_utf8_lossy(valid);
            Err(ReadError::new(ReadErrorKind::NotUtf8, before.len()).located(&before))
        }
    }
}

/// Reads a document from text.
///
/// # Errors
/// As [`from_slice`].
pub fn from_str<T: Value>(text: &str) -> Result<T, ReadError> {
    from_str_with(text, Limits::default())
}

/// [`from_str`] with other limits.
///
/// # Errors
/// As [`from_slice`].
pub fn from_str_with<T: Value>(text: &str, limits: Limits) -> Result<T, ReadError> {
    if text.len() > limits.size() {
        return Err(too_large(limits));
    }
    let mut reader = Reader::new(scan(text, limits)?);
    T::read(&mut reader).map_err(|error| error.located(text))
}

/// Reads a document from a reader, to its end. No more than the size limit is taken in.
///
/// # Errors
/// As [`from_slice`], and what the reader reports.
pub fn from_reader<T: Value>(reader: impl Read) -> Result<T, ReadError> {
    from_reader_with(reader, Limits::default())
}

/// [`from_reader`] with other limits.
///
/// # Errors
/// As [`from_reader`].
pub fn from_reader_with<T: Value>(reader: impl Read, limits: Limits) -> Result<T, ReadError> {
    let mut bytes = Vec::new();
    let most = u64::try_from(limits.size()).unwrap_or(u64::MAX).saturating_add(1);
    reader
        .take(most)
        .read_to_end(&mut bytes)
        .map_err(|error| ReadError::new(ReadErrorKind::Io(error), 0))?;
    from_slice_with(&bytes, limits)
}

/// Writes a document as UTF-8: compact, fields in the order of the contract, absent ones left out, and escaped what
/// must be and nothing else. The same value is always written alike.
///
/// # Errors
/// A value that the contract does not admit and its Rust type could not hold back: the number of items, and the rules
/// between fields. With its path. Nothing invalid is ever written.
pub fn to_vec<T: Value>(value: &T) -> Result<Vec<u8>, InvalidValue> {
    to_string(value).map(String::into_bytes)
}

/// [`to_vec`], as text.
///
/// # Errors
/// As [`to_vec`].
pub fn to_string<T: Value>(value: &T) -> Result<String, InvalidValue> {
    let mut writer = Writer::new();
    value.write(&mut writer)?;
    Ok(writer.finish())
}

/// [`to_string`] for people who may not see what is personal: in its place stands [`OMITTED`](super::OMITTED).
///
/// Personal are values of types whose `PERSONAL` is true, fields that are [`personal`](super::Field::personal), values that
/// the contract leaves open ([`super::Any`]), and names that are data and look like values.
///
/// # Errors
/// As [`to_vec`].
pub fn to_string_without_personal_data<T: Value>(value: &T) -> Result<String, InvalidValue> {
    let mut writer = Writer::without_personal_data();
    value.write(&mut writer)?;
    Ok(writer.finish())
}

/// [`to_vec`], into a writer. Nothing is written unless the whole document is right.
///
/// # Errors
/// As [`to_vec`] (as [`std::io::ErrorKind::InvalidInput`]), and what the writer reports.
pub fn to_writer<T: Value>(mut writer: impl Write, value: &T) -> std::io::Result<()> {
    let text =
        to_string(value).map_err(|error| std::io::Error::new(std::io::ErrorKind::InvalidInput, error))?;
    writer.write_all(text.as_bytes())
}

fn too_large(limits: Limits) -> ReadError {
    ReadError::new(ReadErrorKind::TooLarge { limit: limits.size() }, 0)
}
