//! Where E-RÄK is handled: by the API, by the page, and by tests that act as the person.

use std::fmt;
use std::sync::Arc;

use fk_contracts::erak::PACING;
use fk_contracts::erak::current::{CreateOperation, Fingerprint, StatusOperation};
use fk_runtime::clock::Clock;

use super::bills::Bills;
use super::calls::Calls;
use super::clearance::Clearance;
use super::window::Window;
use super::{Bill, BillError, BillState, ErakOptions, Leaving, Opened};

/// E-RÄK, for tests: what was handed over, and acting as the person without a browser. Clones are the same.
#[derive(Clone)]
pub struct Erak(pub(super) Arc<Desk>);

pub(super) struct Desk {
    pub(super) clearance: Clearance,
    pub(super) window: Window,
    pub(super) create: Calls,
    pub(super) status: Calls,
    pub(super) bills: Bills,
}

impl Erak {
    pub(crate) fn new(options: ErakOptions, clock: Clock) -> Self {
        Self(Arc::new(Desk {
            clearance: options.clearance,
            window: Window::new(PACING),
            create: Calls::new::<CreateOperation>(options.create),
            status: Calls::new::<StatusOperation>(options.status),
            bills: Bills::new(clock, options.signals),
        }))
    }

    pub(crate) fn clock(&self) -> &Clock {
        self.0.bills.clock()
    }

    /// Every bill that was taken in, in that order.
    #[must_use]
    pub fn bills(&self) -> Vec<Bill> {
        self.0.bills.all()
    }

    /// The bills that wait for the person.
    #[must_use]
    pub fn waiting(&self) -> Vec<Bill> {
        self.0.bills.waiting()
    }

    /// Opens a bill, as the page does. It changes nothing.
    ///
    /// # Errors
    /// The bill is not known.
    pub fn open(&self, fingerprint: &Fingerprint) -> Result<Opened, BillError> {
        let entry = self.0.bills.look(fingerprint).ok_or(BillError::Unknown)?;
        match (entry.bill.state, &entry.bill.sent) {
            (state @ (BillState::Started | BillState::Signed), Some(sent)) => Ok(Opened {
                state,
                sent: Arc::clone(sent),
                forged: entry.forged(),
            }),
            _ => Err(BillError::Unknown),
        }
    }

    /// Signs a bill, as the page does. What the browser does then is left to whoever calls this: nothing is sent.
    ///
    /// # Errors
    /// The bill is not known, or signed already.
    pub fn sign(&self, fingerprint: &Fingerprint) -> Result<Leaving, BillError> {
        self.end(fingerprint, BillState::Signed)
    }

    /// Cancels a bill, as the page does: it is not known any more. The browser then follows the return link, without a
    /// signal.
    ///
    /// # Errors
    /// The bill is not known, or signed already.
    pub fn cancel(&self, fingerprint: &Fingerprint) -> Result<Leaving, BillError> {
        self.end(fingerprint, BillState::Cancelled)
    }

    fn end(&self, fingerprint: &Fingerprint, state: BillState) -> Result<Leaving, BillError> {
        self.0.bills.end(fingerprint, state).map(|entry| entry.leaving())
    }

    /// The most calls of one supplier within any 60 seconds, counted as they arrived; those that were refused for being
    /// too many count too, so that more than 200 says that the supplier has called too often.
    #[must_use]
    pub fn most_in_window(&self) -> usize {
        self.0.window.most()
    }

    /// How many calls there were to `create` and `status`, of all suppliers that were admitted.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.0.window.calls()
    }

    /// How many of them were refused with status 429.
    #[must_use]
    pub fn refused(&self) -> u64 {
        self.0.window.refused()
    }
}

/// Nothing of tokens and bills.
impl fmt::Debug for Erak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Erak")
            .field("clearance", &self.0.clearance)
            .field("calls", &self.calls())
            .finish_non_exhaustive()
    }
}
