//! Bodies: what is sent, and how it is written.

use std::fmt;
use std::marker::PhantomData;

use url::form_urlencoded::{Serializer, parse};

use super::{FieldError, Fields, Media, TextReader, TextWriter};
use crate::json::{self, InvalidValue};

/// How a body is written and read.
pub trait Content: Send + Sync + 'static {
    /// What it holds.
    type Value: Send + Sync;

    /// The octets with their media type; `None` when nothing is sent.
    ///
    /// # Errors
    /// A value that the contract does not admit.
    fn write(value: &Self::Value) -> Result<Option<(Media, Vec<u8>)>, InvalidValue>;

    /// What is sent, for people who may not see what is personal: in its place stands
    /// [`OMITTED`](crate::json::OMITTED). `None` when nothing is sent.
    ///
    /// # Errors
    /// A value that the contract does not admit.
    fn without_personal_data(value: &Self::Value) -> Result<Option<String>, InvalidValue>;

    /// Reads the octets; none at all are no body.
    ///
    /// # Errors
    /// What is wrong with them.
    fn read(octets: &[u8]) -> Result<Self::Value, ContentError>;
}

/// What is wrong with a body.
#[derive(Debug)]
#[non_exhaustive]
pub enum ContentError {
    /// It is not the JSON that the contract has.
    Json(json::ReadError),
    /// It is not the form that the contract has.
    Form(FieldError),
    /// There is one where the contract has none.
    Unexpected,
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => error.fmt(f),
            Self::Form(error) => error.fmt(f),
            Self::Unexpected => f.write_str("there is a body, and the operation has none"),
        }
    }
}

impl std::error::Error for ContentError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Json(error) => Some(error),
            Self::Form(error) => Some(error),
            Self::Unexpected => None,
        }
    }
}

/// A body of JSON.
#[derive(Clone, Copy, Debug)]
pub struct Json<T>(PhantomData<fn() -> T>);

impl<T: json::Value + Send + Sync + 'static> Content for Json<T> {
    type Value = T;

    fn write(value: &T) -> Result<Option<(Media, Vec<u8>)>, InvalidValue> {
        Ok(Some((Media::Json, json::to_vec(value)?)))
    }

    fn without_personal_data(value: &T) -> Result<Option<String>, InvalidValue> {
        json::to_string_without_personal_data(value).map(Some)
    }

    fn read(octets: &[u8]) -> Result<T, ContentError> {
        json::from_slice(octets).map_err(ContentError::Json)
    }
}

/// A form.
#[derive(Clone, Copy, Debug)]
pub struct Form<T>(PhantomData<fn() -> T>);

impl<T: Fields + 'static> Content for Form<T> {
    type Value = T;

    fn write(value: &T) -> Result<Option<(Media, Vec<u8>)>, InvalidValue> {
        let mut form = Serializer::new(String::new());
        form.extend_pairs(TextWriter::write(value)?);
        Ok(Some((Media::Form, form.finish().into_bytes())))
    }

    fn without_personal_data(value: &T) -> Result<Option<String>, InvalidValue> {
        let pairs = TextWriter::pairs(value)?;
        let pairs = pairs.iter().map(|pair| {
            let mut form = Serializer::new(String::new());
            form.append_pair(pair.name, pair.value.shown().unwrap_or_default());
            let omitted = pair.value.shown().map_or(json::OMITTED, |_| "");
            form.finish() + omitted
        });
        Ok(Some(pairs.collect::<Vec<_>>().join("&")))
    }

    fn read(octets: &[u8]) -> Result<T, ContentError> {
        let pairs: Vec<_> = parse(octets).collect();
        let pairs = pairs.iter().map(|(name, value)| (&**name, &**value));
        TextReader::read(pairs).map_err(ContentError::Form)
    }
}

/// No body.
#[derive(Clone, Copy, Debug)]
pub struct NoBody;

impl Content for NoBody {
    type Value = ();

    fn write((): &()) -> Result<Option<(Media, Vec<u8>)>, InvalidValue> {
        Ok(None)
    }

    fn without_personal_data((): &()) -> Result<Option<String>, InvalidValue> {
        Ok(None)
    }

    fn read(octets: &[u8]) -> Result<(), ContentError> {
        if octets.is_empty() {
            Ok(())
        } else {
            Err(ContentError::Unexpected)
        }
    }
}

/// A body that may be left out.
#[derive(Clone, Copy, Debug)]
pub struct Optional<C>(PhantomData<fn() -> C>);

impl<C: Content> Content for Optional<C> {
    type Value = Option<C::Value>;

    fn write(value: &Option<C::Value>) -> Result<Option<(Media, Vec<u8>)>, InvalidValue> {
        value.as_ref().map_or(Ok(None), C::write)
    }

    fn without_personal_data(value: &Option<C::Value>) -> Result<Option<String>, InvalidValue> {
        value.as_ref().map_or(Ok(None), C::without_personal_data)
    }

    fn read(octets: &[u8]) -> Result<Option<C::Value>, ContentError> {
        if octets.is_empty() {
            Ok(None)
        } else {
            C::read(octets).map(Some)
        }
    }
}
