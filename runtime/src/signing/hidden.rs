//! What is signed about documents.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Digest, SigningError};

/// What is signed of one document: `<document id>,<SHA-256 of its canonical form>`.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Pair {
    document_id: String,
    digest: Digest,
}

impl Pair {
    /// Of a document's id and the digest of its canonical form.
    ///
    /// # Errors
    /// No id, and one that would be taken for something else among the pairs: with a comma, a semicolon, white space or
    /// a control character.
    pub fn new(document_id: impl Into<String>, digest: Digest) -> Result<Self, SigningError> {
        let document_id = document_id.into();
        let separates = |c: char| matches!(c, ',' | ';') || c.is_whitespace() || c.is_control();
        if document_id.is_empty() || document_id.contains(separates) {
            return Err(SigningError::DocumentId);
        }
        Ok(Self { document_id, digest })
    }

    /// The document's id.
    #[must_use]
    pub fn document_id(&self) -> &str {
        &self.document_id
    }

    /// The digest of the document's canonical form.
    #[must_use]
    pub const fn digest(&self) -> &Digest {
        &self.digest
    }
}

impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.document_id, self.digest)
    }
}

impl FromStr for Pair {
    type Err = SigningError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (document_id, digest) = text.split_once(',').ok_or(SigningError::HiddenForm)?;
        Self::new(document_id, digest.parse()?)
    }
}

/// What a person signs without seeing it (`userNonVisibleData`): a pair for each document, joined with `;`. At most
/// 200,000 characters once in base64, which is more than 1,400 documents.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HiddenData(Vec<Pair>);

impl HiddenData {
    /// The most characters of the data in base64.
    pub const LIMIT: usize = 200_000;

    /// Of one or several documents.
    ///
    /// # Errors
    /// No document, a document id that stands there twice, and more documents than BankID takes.
    pub fn new(pairs: impl IntoIterator<Item = Pair>) -> Result<Self, SigningError> {
        let pairs: Vec<_> = pairs.into_iter().collect();
        if pairs.is_empty() {
            return Err(SigningError::NoDocument);
        }
        let mut ids: Vec<_> = pairs.iter().map(Pair::document_id).collect();
        ids.sort_unstable();
        if let Some(twice) = ids.windows(2).find(|ids| ids[0] == ids[1]) {
            let document_id = twice[0].to_owned();
            return Err(SigningError::DocumentTwice { document_id });
        }
        // Each pair, and the separator in front of the next one.
        let bytes = ids.iter().map(|id| id.len() + 1 + 64 + 1).sum::<usize>() - 1;
        let characters = bytes.div_ceil(3) * 4;
        if characters > Self::LIMIT {
            let documents = pairs.len();
            return Err(SigningError::TooManyDocuments {
                documents,
                characters,
            });
        }
        Ok(Self(pairs))
    }

    /// The pairs, in the order given.
    #[must_use]
    pub fn pairs(&self) -> &[Pair] {
        &self.0
    }

    /// As BankID takes it: UTF-8 in base64.
    #[must_use]
    pub fn to_base64(&self) -> String {
        STANDARD.encode(self.to_string())
    }
}

impl fmt::Display for HiddenData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, pair) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(";")?;
            }
            pair.fmt(f)?;
        }
        Ok(())
    }
}

impl FromStr for HiddenData {
    type Err = SigningError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let pairs: Result<Vec<_>, _> = text.split(';').map(Pair::from_str).collect();
        Self::new(pairs?)
    }
}
