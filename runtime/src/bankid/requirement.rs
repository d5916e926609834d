//! What an order requires of the person and of their BankID.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::signing::PersonalNumber;

/// What an order requires (`requirement`). Nothing, unless it is said.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Requirement {
    #[serde(skip_serializing_if = "Option::is_none")]
    pin_code: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mrtd: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    card_reader: Option<CardReader>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    certificate_policies: Vec<CertificatePolicy>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "digits")]
    personal_number: Option<PersonalNumber>,
    #[serde(skip_serializing_if = "Option::is_none")]
    risk: Option<RiskLimit>,
}

/// The kind of card reader that is required, for a BankID on a card. Require a policy of cards besides.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum CardReader {
    /// The code is typed on the computer, or better.
    Class1,
    /// The code is typed on the reader.
    Class2,
}

/// The highest risk with which an order is let through.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum RiskLimit {
    /// A low one.
    Low,
    /// A low or a moderate one.
    Moderate,
}

/// A kind of BankID: the object identifier of a certificate policy, such as `1.2.752.78.1.5`. The last part may be `*`.
/// The test environment's differ from production's.
#[derive(Clone, Debug, Eq, Hash, PartialEq, Serialize)]
pub struct CertificatePolicy(Cow<'static, str>);

impl CertificatePolicy {
    /// BankID on file, in production.
    pub const ON_FILE: Self = Self(Cow::Borrowed("1.2.752.78.1.1"));
    /// BankID on a card, in production.
    pub const ON_CARD: Self = Self(Cow::Borrowed("1.2.752.78.1.2"));
    /// Mobile BankID, in production.
    pub const MOBILE: Self = Self(Cow::Borrowed("1.2.752.78.1.5"));
    /// BankID on file, in the test environment.
    pub const TEST_ON_FILE: Self = Self(Cow::Borrowed("1.2.3.4.5"));
    /// BankID on a card, in the test environment.
    pub const TEST_ON_CARD: Self = Self(Cow::Borrowed("1.2.3.4.10"));
    /// Mobile BankID, in the test environment.
    pub const TEST_MOBILE: Self = Self(Cow::Borrowed("1.2.3.4.25"));

    /// The object identifier, in numbers and dots.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for CertificatePolicy {
    type Err = NotAPolicy;

    fn from_str(text: &str) -> Result<Self, NotAPolicy> {
        let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        match text.rsplit_once('.') {
            Some((parts, last)) if parts.split('.').all(number) && (last == "*" || number(last)) => {
                Ok(Self(Cow::Owned(text.to_owned())))
            }
            _ => Err(NotAPolicy),
        }
    }
}

/// A text that is no certificate policy.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NotAPolicy;

impl fmt::Display for NotAPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "that is no certificate policy. Expected an object identifier such as 1.2.752.78.1.5, or 1.2.752.78.1.*",
        )
    }
}

impl std::error::Error for NotAPolicy {}

impl Requirement {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// This person and no other. A signature of somebody else's is of no use, so this is the usual case.
    #[must_use]
    pub fn with_personal_number(mut self, person: PersonalNumber) -> Self {
        self.personal_number = Some(person);
        self
    }

    /// The security code, although the person may have chosen their face or fingerprint (`pinCode`).
    #[must_use]
    pub fn with_pin_code(mut self) -> Self {
        self.pin_code = Some(true);
        self
    }

    /// A machine-readable travel document (`mrtd`): the person holds their passport to the phone.
    #[must_use]
    pub fn with_mrtd(mut self) -> Self {
        self.mrtd = Some(true);
        self
    }

    /// A card reader of this kind.
    #[must_use]
    pub fn with_card_reader(mut self, reader: CardReader) -> Self {
        self.card_reader = Some(reader);
        self
    }

    /// A BankID of this kind, or of another one that is given too.
    #[must_use]
    pub fn with_certificate_policy(mut self, policy: CertificatePolicy) -> Self {
        self.certificate_policies.push(policy);
        self
    }

    /// No higher risk than this one. Else the order fails with `transactionRiskBlocked`.
    #[must_use]
    pub fn with_risk_limit(mut self, limit: RiskLimit) -> Self {
        self.risk = Some(limit);
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn digits<S: Serializer>(person: &Option<PersonalNumber>, serializer: S) -> Result<S::Ok, S::Error> {
    match person {
        Some(person) => serializer.serialize_str(person.as_str()),
        None => serializer.serialize_none(),
    }
}
