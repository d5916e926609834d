//! What one person is asked to sign.

use std::fmt;
use std::marker::PhantomData;

use super::{
    Follows, HiddenData, PersonalNumber, Role, Signable, SignableDocument, SigningError, Unsigned,
    VisibleText,
};

/// What one person is to sign in one role: what BankID is asked for, and what the signature is then held against.
///
/// One signature may cover many documents: a provider signs a month's reports at once.
#[derive(Clone)]
pub struct Assignment<R> {
    signer: PersonalNumber,
    text: VisibleText,
    hidden: HiddenData,
    role: PhantomData<fn() -> R>,
}

/// A document whose next signature may be one in the role `R`: not signed yet, or signed in a role that `R`
/// [follows](Follows).
pub trait Awaits<R>: sealed::Sealed {
    /// Its root element's type.
    type Root: Signable;

    /// The document.
    fn document(&self) -> &SignableDocument<Self::Root>;
}

pub(super) mod sealed {
    pub trait Sealed {}
}

impl<T: Signable> sealed::Sealed for SignableDocument<T> {}

impl<T: Signable, R: Follows<Unsigned>> Awaits<R> for SignableDocument<T> {
    type Root = T;

    fn document(&self) -> &SignableDocument<T> {
        self
    }
}

impl<R: Role> Assignment<R> {
    /// To `signer`, to sign `documents` in the role `_role`, with `text` to look at.
    ///
    /// # Errors
    /// No document, or more than BankID takes; a document that names another person in this role.
    pub fn new<'d, D>(
        _role: R,
        signer: PersonalNumber,
        text: VisibleText,
        documents: impl IntoIterator<Item = &'d D>,
    ) -> Result<Self, SigningError>
    where
        D: Awaits<R, Root: Signable<Request = R::Request>> + 'd,
    {
        let mut pairs = Vec::new();
        for stage in documents {
            let document = stage.document();
            check_signer(document, R::NAME, signer)?;
            pairs.push(document.pair().clone());
        }
        Ok(Self {
            signer,
            text,
            hidden: HiddenData::new(pairs)?,
            role: PhantomData,
        })
    }

    /// The name of the role.
    #[must_use]
    pub fn role(&self) -> &'static str {
        R::NAME
    }

    /// Who signs.
    #[must_use]
    pub fn signer(&self) -> PersonalNumber {
        self.signer
    }

    /// What they see.
    #[must_use]
    pub fn text(&self) -> &VisibleText {
        &self.text
    }

    /// What they sign without seeing it.
    #[must_use]
    pub fn hidden(&self) -> &HiddenData {
        &self.hidden
    }
}

/// Whether the document lets `signer` sign in `role`.
pub(super) fn check_signer<T>(
    document: &SignableDocument<T>,
    role: &'static str,
    signer: PersonalNumber,
) -> Result<(), SigningError> {
    if document.signer(role).is_some_and(|named| named != signer) {
        let document_id = document.document_id().to_owned();
        return Err(SigningError::OtherSigner { document_id, role });
    }
    Ok(())
}

impl<R: Role> fmt::Debug for Assignment<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Assignment")
            .field("role", &R::NAME)
            .field("text", &self.text)
            .field("hidden", &self.hidden)
            .finish_non_exhaustive()
    }
}
