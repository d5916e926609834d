//! A root element of a fixture, and what is done with each of its documents.

use std::fmt::Debug;

use fk_runtime::json;
use fk_runtime::xml::{self, ByType, Content, Document, Name, Root, ToDocument};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A root element of a fixture.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// The fixture.
    pub fixture: &'static str,
    /// The root element, or the type of one that has any name.
    pub root: Name,
    read: fn(&[u8]) -> Result<Outcome, String>,
}

/// What became of a document that was read.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The document, written again.
    pub written: String,
    /// How its value shows itself to a person.
    pub debug: String,
    /// What is wrong with the way back, by XML or by JSON.
    pub way_back: Result<(), String>,
}

impl Case {
    pub(crate) const fn of<T>(fixture: &'static str) -> Self
    where
        T: Root + Debug + Eq + Serialize + DeserializeOwned,
    {
        Self {
            fixture,
            root: T::NAME,
            read: read::<T>,
        }
    }

    pub(crate) const fn by_type<T>(fixture: &'static str) -> Self
    where
        T: Content + Debug + Eq + Serialize + DeserializeOwned,
    {
        Self {
            fixture,
            root: T::TYPE,
            read: read::<ByType<T>>,
        }
    }

    /// Reads a document.
    ///
    /// # Errors
    /// The error, as a person sees it.
    pub fn read(&self, document: &[u8]) -> Result<Outcome, String> {
        (self.read)(document)
    }
}

/// The JSON that a fixture is tried with: the schema `Rot`.
#[derive(Clone, Copy, Debug)]
pub struct JsonCase {
    /// The fixture.
    pub fixture: &'static str,
    read: fn(&[u8]) -> Result<Outcome, String>,
}

impl JsonCase {
    pub(crate) const fn of<T>(fixture: &'static str) -> Self
    where
        T: json::Value + Debug + Eq + Serialize + DeserializeOwned,
    {
        Self {
            fixture,
            read: read_json::<T>,
        }
    }

    /// Reads a document.
    ///
    /// # Errors
    /// The error, as a person sees it.
    pub fn read(&self, document: &[u8]) -> Result<Outcome, String> {
        (self.read)(document)
    }
}

fn read_json<T>(document: &[u8]) -> Result<Outcome, String>
where
    T: json::Value + Debug + Eq + Serialize + DeserializeOwned,
{
    let value: T = json::from_slice(document).map_err(|error| error.to_string())?;
    let written = json::to_string(&value).map_err(|error| format!("not written again: {error}"))?;
    let again: Result<T, _> = json::from_str(&written);
    let way_back = match again {
        Err(error) => Err(format!("what was written is not read: {error}")),
        Ok(again) if again != value => Err("what was written is read as another value".to_owned()),
        Ok(_) => means_the_same(document, &written).and_then(|()| kept(&value)),
    };
    Ok(Outcome {
        debug: format!("{value:#?}"),
        way_back,
        written,
    })
}

/// What is written says what was read, in the opinion of another reader. Numbers may be written otherwise.
fn means_the_same(document: &[u8], written: &str) -> Result<(), String> {
    let opinion =
        |text: &[u8]| serde_json::from_slice::<serde_json::Value>(text).map_err(|error| error.to_string());
    let (read, again) = (opinion(document)?, opinion(written.as_bytes())?);
    if is_alike(&read, &again) {
        return Ok(());
    }
    Err(format!("{read} is written as {again}"))
}

fn is_alike(one: &serde_json::Value, other: &serde_json::Value) -> bool {
    use serde_json::Value::{Array, Number, Object};
    match (one, other) {
        (Number(one), Number(other)) => one.as_f64() == other.as_f64(),
        (Array(one), Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_alike(one, other))
        }
        (Object(one), Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(name, one)| other.get(name).is_some_and(|other| is_alike(one, other)))
        }
        (one, other) => one == other,
    }
}

/// By serde, a value is kept as it is.
fn kept<T>(value: &T) -> Result<(), String>
where
    T: Eq + Serialize + DeserializeOwned,
{
    let kept = serde_json::to_string(value).map_err(|error| format!("not kept: {error}"))?;
    let again: T = serde_json::from_str(&kept).map_err(|error| format!("{kept} is not taken up: {error}"))?;
    if again == *value {
        Ok(())
    } else {
        Err(format!("{kept} is taken up as another value"))
    }
}

fn read<T>(document: &[u8]) -> Result<Outcome, String>
where
    T: Document + ToDocument + Debug + Eq + Serialize + DeserializeOwned,
{
    let value: T = xml::from_slice(document).map_err(|error| error.to_string())?;
    let written = xml::to_string(&value).map_err(|error| format!("not written again: {error}"))?;
    Ok(Outcome {
        debug: format!("{value:#?}"),
        way_back: way_back(&value, &written),
        written,
    })
}

fn way_back<T>(value: &T, written: &str) -> Result<(), String>
where
    T: Document + ToDocument + Debug + Eq + Serialize + DeserializeOwned,
{
    let again: T =
        xml::from_str(written).map_err(|error| format!("what was written is not read: {error}"))?;
    if again != *value {
        return Err("what was written is read as another value".to_owned());
    }
    if xml::to_string(&again).as_deref() != Ok(written) {
        return Err("written twice, it is not the same".to_owned());
    }
    kept(value)
}
