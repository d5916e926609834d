//! What a completed order delivers.

use std::fmt;
use std::net::IpAddr;

use super::code::codes;
use crate::signing::{Delivered, PersonalNumber};
use crate::xml::types::Date;

/// What a completed order delivers (`completionData`). None of it is shown: it is about a person.
///
/// Only what a signature cannot do without has to be there and right: the number and the two strings that were
/// delivered. Of the rest, what is absent or cannot be read is `None`; an order can be collected once, and a signature
/// shall not be lost for the form of a date.
#[derive(Clone, Eq, PartialEq)]
#[non_exhaustive]
pub struct Completion {
    /// Who signed.
    pub user: User,
    /// On what.
    pub device: Device,
    /// The day on which the BankID was issued, perhaps with its time zone.
    pub bank_id_issue_date: Option<Date>,
    /// What else was checked, when more was required.
    pub step_up: Option<StepUp>,
    /// The signature and the OCSP response, exactly as they came. Nothing of them has been verified.
    pub delivered: Delivered,
    /// The risk, when the request asked for it.
    pub risk: Option<Risk>,
}

/// The person, as BankID says; the proof is in the signature.
#[derive(Clone, Eq, PartialEq)]
#[non_exhaustive]
pub struct User {
    /// The personal identity number.
    pub personal_number: PersonalNumber,
    /// Given name and surname.
    pub name: Option<String>,
    /// The given name.
    pub given_name: Option<String>,
    /// The surname.
    pub surname: Option<String>,
}

/// The device that the person's app runs on.
#[derive(Clone, Eq, PartialEq)]
#[non_exhaustive]
pub struct Device {
    /// Its address, as BankID saw it.
    pub ip_address: Option<IpAddr>,
    /// What tells one device from another (`uhi`).
    pub unique_hardware_identifier: Option<String>,
}

/// Checks beyond the person's code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct StepUp {
    /// Whether a machine-readable travel document was checked, and was the person's.
    pub mrtd: Option<bool>,
}

codes! {
    /// How unusual BankID finds an order. An open set.
    pub enum Risk {
        /// Nothing unusual was seen.
        Low = "low",
        /// Something may be worth a look.
        Moderate = "moderate",
        /// There are signs of a fraud.
        High = "high",
    }
}

impl fmt::Debug for Completion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Completion")
            .field("delivered", &self.delivered)
            .field("step_up", &self.step_up)
            .field("risk", &self.risk)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("User").finish_non_exhaustive()
    }
}

impl fmt::Debug for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Device").finish_non_exhaustive()
    }
}
