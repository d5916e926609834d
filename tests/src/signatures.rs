//! Signatures by a made-up BankID, one for each process.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use fk_bankid::BankId;
use fk_runtime::signing::{Assignment, Delivered, PersonalNumber, Role, VisibleText};
use fk_runtime::verify::Anchors;

/// The assistant of the [reports](crate::reports).
pub const ASSISTANT: &str = "189001019810";
/// Somebody who signs for a provider.
pub const PROVIDER: &str = "189001019802";

static BANKID: LazyLock<BankId> = LazyLock::new(|| BankId::make().unwrap());

/// The made-up BankID. Its keys take seconds to make, once.
#[must_use]
pub fn bankid() -> &'static BankId {
    &BANKID
}

/// Its root.
#[must_use]
pub fn anchors() -> Anchors {
    bankid().anchors().unwrap()
}

/// A test number.
#[must_use]
pub fn number(digits: &str) -> PersonalNumber {
    digits.parse().unwrap()
}

/// What the person sees; not the agency's wording.
#[must_use]
pub fn text() -> VisibleText {
    VisibleText::plain("Jag skriver under påhittade uppgifter.").unwrap()
}

/// What BankID delivers when the person does what they are asked to, at a time.
#[must_use]
pub fn deliver<R: Role>(assignment: &Assignment<R>, at: DateTime<Utc>) -> Delivered {
    bankid().fulfil(assignment, at).unwrap()
}
