//! A document whose octets are settled.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use super::{Digest, Layout, Pair, PersonalNumber, Signable, SigningError};
use crate::contract::Contract;
use crate::xml::{self, InvalidValue, ReadError, Root, canonical};

/// A document that is to be signed. From here on only these octets are shown, hashed, stored and sent: it is never
/// read and written again.
///
/// ```
/// # use fk_runtime::signing::{Signable, SignableDocument};
/// # fn show<T: Signable + fk_runtime::xml::Root>(report: &T) -> Result<(), Box<dyn std::error::Error>> {
/// let document = SignableDocument::new(report)?;
/// println!("{} is signed as {}", document.document_id(), document.pair());
/// # Ok(())
/// # }
/// ```
pub struct SignableDocument<T> {
    inner: Arc<Inner>,
    root: PhantomData<fn() -> T>,
}

struct Inner {
    bytes: Vec<u8>,
    contract: Contract,
    pair: Pair,
    signers: Vec<(&'static str, PersonalNumber)>,
}

impl<T: Signable> SignableDocument<T> {
    /// Writes a value, once.
    ///
    /// # Errors
    /// A value that the contract does not admit; an id that cannot stand in what is signed.
    pub fn new(root: &T) -> Result<Self, DocumentError>
    where
        T: Root,
    {
        // What the writer writes is its own canonical form, by which the agency's hash agrees with ours whether it
        // hashes the canonical form or the octets. It is put in that form all the same: there is one way to a digest.
        let bytes = xml::to_vec(root).map_err(DocumentError::Invalid)?;
        Self::settle(bytes, root.layout())
    }

    /// Takes octets that were made elsewhere. They are read as strictly as everything else, and kept untouched.
    ///
    /// # Errors
    /// A document that is not valid in this version; an id that cannot stand in what is signed.
    pub fn from_bytes(bytes: impl Into<Vec<u8>>) -> Result<Self, DocumentError> {
        let bytes = bytes.into();
        let document: T = xml::from_slice(&bytes).map_err(DocumentError::Read)?;
        Self::settle(bytes, document.layout())
    }

    fn settle(bytes: Vec<u8>, layout: &Layout) -> Result<Self, DocumentError> {
        let canonical = canonical::document(&bytes).map_err(DocumentError::Canonical)?;
        let document_id: String = xml::peek(&bytes, &layout.root, layout.id).unwrap_or_default();
        let pair = Pair::new(document_id, Digest::of(&canonical)).map_err(DocumentError::Unsignable)?;
        let mut signers: Vec<(&'static str, PersonalNumber)> = Vec::new();
        for place in layout.signers {
            let is_known = signers.iter().any(|(role, _)| *role == place.role);
            let number: Option<String> = xml::peek(&bytes, &layout.root, place.path);
            if let (false, Some(number)) = (is_known, number) {
                let number = number.parse().map_err(DocumentError::Unsignable)?;
                signers.push((place.role, number));
            }
        }
        Ok(Self {
            inner: Arc::new(Inner {
                bytes,
                contract: layout.contract,
                pair,
                signers,
            }),
            root: PhantomData,
        })
    }
}

impl<T> SignableDocument<T> {
    /// The version of the contract in which it was read or made.
    #[must_use]
    pub fn contract(&self) -> Contract {
        self.inner.contract
    }

    /// The octets.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.inner.bytes
    }

    /// The document's own id.
    #[must_use]
    pub fn document_id(&self) -> &str {
        self.inner.pair.document_id()
    }

    /// What is signed of it: its id, and the SHA-256 of its inclusive Canonical XML 1.0 without comments.
    #[must_use]
    pub fn pair(&self) -> &Pair {
        &self.inner.pair
    }

    /// Who signs in a role ([`Role::NAME`](super::Role::NAME)), if the document says so.
    #[must_use]
    pub fn signer(&self, role: &str) -> Option<PersonalNumber> {
        let mut signers = self.inner.signers.iter();
        signers.find(|(of, _)| *of == role).map(|(_, number)| *number)
    }
}

impl<T> Clone for SignableDocument<T> {
    fn clone(&self) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
            root: PhantomData,
        }
    }
}

impl<T> PartialEq for SignableDocument<T> {
    fn eq(&self, other: &Self) -> bool {
        self.inner.bytes == other.inner.bytes
    }
}

impl<T> Eq for SignableDocument<T> {}

/// A document is about people, and is not shown.
impl<T> fmt::Debug for SignableDocument<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignableDocument")
            .field("pair", &self.inner.pair)
            .field("bytes", &self.inner.bytes.len())
            .finish_non_exhaustive()
    }
}

/// Why a document cannot be signed.
#[derive(Debug)]
#[non_exhaustive]
pub enum DocumentError {
    /// The value is not one that the contract admits.
    Invalid(InvalidValue),
    /// The octets are not a valid document.
    Read(ReadError),
    /// The octets have no canonical form.
    Canonical(canonical::CanonicalError),
    /// Something in it cannot stand in what is signed.
    Unsignable(SigningError),
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the document cannot be signed: ")?;
        match self {
            Self::Invalid(error) => error.fmt(f),
            Self::Read(error) => error.fmt(f),
            Self::Canonical(error) => error.fmt(f),
            Self::Unsignable(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for DocumentError {}
