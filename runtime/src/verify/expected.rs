//! What a signature is to be.

use crate::signing::{HiddenData, Pair, PersonalNumber, VisibleText};
use crate::xml::types::Date;

/// What is expected of a signature. All of it is checked.
#[derive(Clone, Debug)]
pub struct Expected<'a> {
    /// The documents.
    pub documents: Documents<'a>,
    /// Who has signed.
    pub signer: Signer,
    /// The text that they saw.
    pub text: Text<'a>,
    /// The day of signing in Sweden, as the envelope has it. Its time zone, if it has one, is left aside: the day in Sweden
    /// is what an envelope states.
    pub day: Option<Date>,
}

/// The documents that a signature is to cover. It may cover others too: a provider signs a month's reports at once, and
/// whoever receives one of them knows nothing of the rest.
#[derive(Clone, Copy, Debug)]
pub enum Documents<'a> {
    /// This one.
    One(&'a Pair),
    /// Each of these.
    Each(&'a HiddenData),
    /// Whatever has been signed, even nothing; ask [`VerifiedSignature::covers`](super::VerifiedSignature::covers)
    /// afterwards.
    Any,
}

impl<'a> Documents<'a> {
    pub(super) fn pairs(&self) -> &'a [Pair] {
        match self {
            Self::One(pair) => std::slice::from_ref(*pair),
            Self::Each(hidden) => hidden.pairs(),
            Self::Any => &[],
        }
    }
}

/// Who is to have signed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Signer {
    /// This person.
    Person(PersonalNumber),
    /// Whoever has. For a receiver that cannot know: a contract names the assistant, but not who signs for a provider. Ask
    /// [`VerifiedSignature::personal_number`](super::VerifiedSignature::personal_number) afterwards.
    Anyone,
}

/// Which text the signer is to have seen.
#[derive(Clone, Copy, Debug)]
pub enum Text<'a> {
    /// This one, character for character, and in its format.
    Is(&'a VisibleText),
    /// Whatever it was.
    Any,
}
