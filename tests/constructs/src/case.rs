//! A root element of a fixture, and what is done with each of its documents.

use std::fmt::Debug;

use fk_runtime::xml::{self, Name, Root};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A root element of a fixture.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// The fixture.
    pub fixture: &'static str,
    /// The root element.
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

    /// Reads a document.
    ///
    /// # Errors
    /// The error, as a person sees it.
    pub fn read(&self, document: &[u8]) -> Result<Outcome, String> {
        (self.read)(document)
    }
}

fn read<T>(document: &[u8]) -> Result<Outcome, String>
where
    T: Root + Debug + Eq + Serialize + DeserializeOwned,
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
    T: Root + Debug + Eq + Serialize + DeserializeOwned,
{
    let again: T =
        xml::from_str(written).map_err(|error| format!("what was written is not read: {error}"))?;
    if again != *value {
        return Err("what was written is read as another value".to_owned());
    }
    if xml::to_string(&again).as_deref() != Ok(written) {
        return Err("written twice, it is not the same".to_owned());
    }
    let json = serde_json::to_string(value).map_err(|error| format!("no JSON: {error}"))?;
    let again: T =
        serde_json::from_str(&json).map_err(|error| format!("the JSON {json} is not read: {error}"))?;
    if again != *value {
        return Err(format!("the JSON {json} is read as another value"));
    }
    Ok(())
}
