//! Documents that are signed, as far as they are.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};

use super::assignment::{check_signer, sealed};
use super::{
    Assignment, Awaits, Completes, Delivered, Follows, Role, RoleSignature, Signable, SignableDocument,
    SignedRequest, SigningError, Unsigned,
};
use crate::verify::{self, Anchors, Documents, Expected, Signer, Text, VerificationError, VerifiedSignature};
use crate::xml::InvalidValue;

/// A verified signature in a role.
pub struct SignatureAs<R> {
    verified: Arc<VerifiedSignature>,
    role: PhantomData<fn() -> R>,
}

impl<R: Role> Assignment<R> {
    /// Verifies what BankID delivered: that this person signed these documents and saw this text. `now` is the time at
    /// which it is asked; the signature is judged at the time at which it was made.
    ///
    /// # Errors
    /// The step of the verification that failed.
    pub fn verify(
        &self,
        delivered: &Delivered,
        anchors: &Anchors,
        now: DateTime<Utc>,
    ) -> Result<SignatureAs<R>, VerificationError> {
        let expected = Expected {
            documents: Documents::Each(self.hidden()),
            signer: Signer::Person(self.signer()),
            text: Text::Is(self.text()),
            day: None,
        };
        verify::verify(delivered, &expected, anchors, now).map(|verified| SignatureAs {
            verified: Arc::new(verified),
            role: PhantomData,
        })
    }
}

impl<R> SignatureAs<R> {
    /// The signature.
    #[must_use]
    pub fn verified(&self) -> &VerifiedSignature {
        &self.verified
    }
}

impl<R> Clone for SignatureAs<R> {
    fn clone(&self) -> Self {
        Self {
            verified: Arc::clone(&self.verified),
            role: PhantomData,
        }
    }
}

impl<R: Role> fmt::Debug for SignatureAs<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SignatureAs")
            .field(&R::NAME)
            .field(&self.verified)
            .finish()
    }
}

/// A document with its verified signatures, the last of which was made in the role `R`.
///
/// What may be done with it is a matter of types: who signs next is what [`Follows`] `R`, and a request is made of it
/// when `R` [`Completes`] it.
pub struct Signed<T, R> {
    document: SignableDocument<T>,
    signatures: Vec<InRole>,
    last: PhantomData<fn() -> R>,
}

/// A signature, with its role as a value.
#[derive(Clone)]
pub(super) struct InRole {
    pub(super) role: &'static str,
    pub(super) verified: Arc<VerifiedSignature>,
}

impl<T: Signable> SignableDocument<T> {
    /// The document with its first signature.
    ///
    /// # Errors
    /// The signature is of other documents, or of another person than the document says.
    pub fn signed<R>(&self, signature: &SignatureAs<R>) -> Result<Signed<T, R>, SigningError>
    where
        R: Follows<Unsigned> + Role<Request = T::Request>,
    {
        Signed::add(self, &[], R::NAME, &signature.verified)
    }
}

impl<T: Signable, Last> Signed<T, Last> {
    /// The document with one signature more.
    ///
    /// # Errors
    /// The signature is of other documents, of another person than the document says, made before the one that it comes
    /// after, or there already.
    pub fn signed<R>(&self, signature: &SignatureAs<R>) -> Result<Signed<T, R>, SigningError>
    where
        R: Follows<Last> + Role<Request = T::Request>,
    {
        Signed::add(&self.document, &self.signatures, R::NAME, &signature.verified)
    }

    /// With one signature more. Whose turn it is has been seen to.
    pub(super) fn add(
        document: &SignableDocument<T>,
        earlier: &[InRole],
        role: &'static str,
        verified: &Arc<VerifiedSignature>,
    ) -> Result<Self, SigningError> {
        let document_id = || document.document_id().to_owned();
        if !verified.covers(document.pair()) {
            return Err(SigningError::OtherDocument {
                document_id: document_id(),
            });
        }
        check_signer(document, role, verified.personal_number())?;
        if let Some(last) = earlier.last() {
            let (first, second) = (last.verified.signed_at(), verified.signed_at());
            if second < first {
                return Err(SigningError::OutOfOrder {
                    document_id: document_id(),
                    role,
                    after: last.role,
                });
            }
        }
        if earlier
            .iter()
            .any(|one| one.verified.delivered() == verified.delivered())
        {
            return Err(SigningError::SignatureTwice {
                document_id: document_id(),
            });
        }
        let added = InRole {
            role,
            verified: Arc::clone(verified),
        };
        Ok(Self {
            document: document.clone(),
            signatures: earlier.iter().cloned().chain([added]).collect(),
            last: PhantomData,
        })
    }
}

impl<T, R> Signed<T, R> {
    /// The document.
    #[must_use]
    pub fn document(&self) -> &SignableDocument<T> {
        &self.document
    }

    /// The signatures in the order in which they were made, each with the name of its role.
    pub fn signatures(&self) -> impl Iterator<Item = (&'static str, &VerifiedSignature)> {
        self.in_roles().iter().map(|one| (one.role, &*one.verified))
    }

    pub(super) fn in_roles(&self) -> &[InRole] {
        &self.signatures
    }
}

impl<T: Signable, R: Completes<Request = T::Request>> Signed<T, R> {
    /// The request that carries it, ready to be sent: the document octet for octet, and what BankID delivered, decoded
    /// from base64.
    ///
    /// # Errors
    /// A request that the contract does not admit.
    pub fn to_request(&self) -> Result<T::Request, InvalidValue> {
        // Verified, and so base64.
        let decode = |text: &str| STANDARD.decode(text).unwrap_or_default();
        let octets: Vec<_> = self
            .signatures
            .iter()
            .map(|one| {
                let delivered = one.verified.delivered();
                (decode(delivered.signature()), decode(delivered.ocsp_response()))
            })
            .collect();
        let signatures: Vec<_> = self
            .signatures
            .iter()
            .zip(&octets)
            .map(|(one, (signature, ocsp_response))| RoleSignature {
                role: one.role,
                signature,
                ocsp_response,
                day: one.verified.signing_day(),
            })
            .collect();
        T::Request::assemble(self.document.as_bytes(), &signatures)
    }
}

impl<T: Signable, R> sealed::Sealed for Signed<T, R> {}

impl<T: Signable, Last, R: Follows<Last>> Awaits<R> for Signed<T, Last> {
    type Root = T;

    fn document(&self) -> &SignableDocument<T> {
        &self.document
    }
}

impl<T, R> Clone for Signed<T, R> {
    fn clone(&self) -> Self {
        Self {
            document: self.document.clone(),
            signatures: self.signatures.clone(),
            last: PhantomData,
        }
    }
}

impl<T, R> fmt::Debug for Signed<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let roles: Vec<_> = self.signatures.iter().map(|one| one.role).collect();
        f.debug_struct("Signed")
            .field("document", &self.document)
            .field("roles", &roles)
            .finish()
    }
}
