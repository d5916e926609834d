//! A signature that has been verified.

use std::fmt;

use chrono::{DateTime, Utc};
use subtle::ConstantTimeEq;

use crate::signing::{Delivered, Digest, HiddenData, Pair, PersonalNumber, VisibleText};
use crate::xml::types::Date;

/// A signature that has passed all steps. [`verify`](super::verify) alone makes it.
#[derive(Clone)]
pub struct VerifiedSignature {
    pub(super) delivered: Delivered,
    pub(super) personal_number: PersonalNumber,
    pub(super) signed_at: DateTime<Utc>,
    pub(super) signing_day: Date,
    pub(super) hidden: Option<HiddenData>,
    pub(super) text: VisibleText,
}

impl VerifiedSignature {
    /// What BankID delivered, as it was.
    #[must_use]
    pub const fn delivered(&self) -> &Delivered {
        &self.delivered
    }

    /// Who has signed.
    #[must_use]
    pub const fn personal_number(&self) -> PersonalNumber {
        self.personal_number
    }

    /// When: to the second, in UTC.
    #[must_use]
    pub const fn signed_at(&self) -> DateTime<Utc> {
        self.signed_at
    }

    /// On which day it was in Sweden then, without a time zone: the date of the envelope.
    #[must_use]
    pub const fn signing_day(&self) -> Date {
        self.signing_day
    }

    /// The documents that were signed; `None` when nothing hidden was.
    #[must_use]
    pub const fn hidden(&self) -> Option<&HiddenData> {
        self.hidden.as_ref()
    }

    /// The text that the person saw.
    #[must_use]
    pub const fn text(&self) -> &VisibleText {
        &self.text
    }

    /// Whether this document, with just this content, was signed.
    #[must_use]
    pub fn covers(&self, document: &Pair) -> bool {
        self.hidden.iter().flat_map(HiddenData::pairs).any(|signed| {
            signed.document_id() == document.document_id() && same(signed.digest(), document.digest())
        })
    }
}

/// Whether two digests are equal, in a time that does not tell where they differ.
pub(super) fn same(one: &Digest, other: &Digest) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

/// Who has signed, and what they saw, is not shown.
impl fmt::Debug for VerifiedSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifiedSignature")
            .field("signed_at", &self.signed_at)
            .field(
                "documents",
                &self.hidden.as_ref().map_or(0, |hidden| hidden.pairs().len()),
            )
            .finish_non_exhaustive()
    }
}
