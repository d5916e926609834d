//! BankID: the API for relying parties, version 6.0, and a page where a developer plays the person.
//!
//! An order is begun and collected as at BankID. In place of a person with an app there is the [page](page), or
//! [`AutoSign`]. What is signed is signed by a [made-up BankID](fk_bankid::BankId), whose root is in the emulator's folder.
//!
//! Documented of BankID and kept here: an order expires after three minutes; a second order of a person who has one under
//! way ends that one and begins none; an ended order is collected once, a completed one within three minutes and a failed
//! one within five; afterwards, and after a cancel, the order is not known (`invalidParameters`); requests that are not as
//! the API has them are refused with `invalidParameters` and details. Not kept: an order that no app takes fails there
//! after 30 seconds, and here waits for whoever plays. Stricter than BankID may be: parameters that it does not describe are
//! refused. The faults, delays and rates that can be asked for are those of the agency's services, and leave BankID alone.

mod answers;
mod api;
mod asked;
mod html;
mod order;
mod orders;
mod page;

use std::time::Duration;

pub(crate) use api::router;
pub(crate) use orders::Orders;
pub(crate) use page::{routes, waiting};

/// Who signs when nobody plays the person: every order is signed as the person that it requires, or else as
/// 189001019802.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct AutoSign {
    delay: Duration,
}

impl AutoSign {
    /// At the first collect.
    #[must_use]
    pub fn at_once() -> Self {
        Self::default()
    }

    /// At the first collect so long after the order began.
    #[must_use]
    pub fn after(delay: Duration) -> Self {
        Self { delay }
    }
}

/// How long an order is under way, unless something else is said.
pub(crate) const LIFETIME: Duration = Duration::from_secs(3 * 60);

/// The base path of the API.
pub(crate) const BASE: &str = "/rp/v6.0";
