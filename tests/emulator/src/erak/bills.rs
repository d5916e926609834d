//! All bills, and what becomes of them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use fk_contracts::erak::current::{Fingerprint, Flodesstatus, LIFE, NyRakning};
use fk_runtime::clock::Clock;
use fk_runtime::json::InvalidValue;
use url::Url;
use uuid::Uuid;

use super::behaviour::SignalScript;
use super::clearance::Supplier;
use super::links::Links;
use super::{Bill, BillError, BillState, Leaving, OutgoingSignal, SignalBehaviour};

/// The bills of all suppliers.
pub(super) struct Bills {
    clock: Clock,
    signals: SignalScript,
    list: Mutex<List>,
}

#[derive(Default)]
struct List {
    /// By number.
    bills: Vec<Entry>,
    numbers: HashMap<Fingerprint, usize>,
    /// How many of the first are not known any more. All live equally long, so they end in the order of their numbers.
    over: usize,
}

/// A bill with what the person is not shown.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) bill: Bill,
    supplier: Supplier,
    created: Duration,
    pub(super) links: Links,
    signals: SignalBehaviour,
}

/// What a supplier hands over, with its addresses read.
pub(super) struct Handed {
    pub(super) sent: NyRakning,
    pub(super) return_url: Url,
    pub(super) signal_url: Option<Url>,
}

impl Bills {
    pub(super) fn new(clock: Clock, signals: SignalScript) -> Self {
        Self {
            clock,
            signals,
            list: Mutex::default(),
        }
    }

    pub(super) fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The bills at this moment.
    fn list(&self) -> MutexGuard<'_, List> {
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        list.age(self.clock.elapsed());
        list
    }

    /// Takes a bill in.
    pub(super) fn take(&self, supplier: Supplier, handed: Handed) -> Result<Bill, InvalidValue> {
        // 122 bits from the system's source of randomness (RFC 9562, section 5.4): nobody guesses one.
        let fingerprint = Fingerprint::try_from(Uuid::new_v4().simple().to_string())?;
        let links = Links::new(&fingerprint, &handed)?;
        let mut list = self.list();
        let index = list.bills.len();
        // A usize is never wider than 64 bits on what Rust runs on.
        let number = u64::try_from(index).unwrap_or(u64::MAX);
        let bill = Bill {
            number,
            fingerprint: fingerprint.clone(),
            created_at: self.clock.now(),
            state: BillState::Started,
            sent: Some(Arc::new(handed.sent)),
        };
        list.numbers.insert(fingerprint, index);
        list.bills.push(Entry {
            bill: bill.clone(),
            supplier,
            created: self.clock.elapsed(),
            links,
            signals: (self.signals)(number),
        });
        Ok(bill)
    }

    /// How far a bill has come, for the supplier whose it is.
    pub(super) fn status(
        &self,
        supplier: Supplier,
        fingerprint: &Fingerprint,
    ) -> (Flodesstatus, Option<u64>) {
        let list = self.list();
        let entry = list.find(fingerprint).filter(|entry| entry.supplier == supplier);
        let status = match entry.map(|entry| entry.bill.state) {
            Some(BillState::Started) => Flodesstatus::Started,
            Some(BillState::Signed) => Flodesstatus::Successful,
            Some(BillState::Cancelled | BillState::Expired) | None => Flodesstatus::Absent,
        };
        (status, entry.map(|entry| entry.bill.number))
    }

    /// A bill that is known, cancelled or not.
    pub(super) fn look(&self, fingerprint: &Fingerprint) -> Option<Entry> {
        self.list().find(fingerprint).cloned()
    }

    /// The person does something with a bill that waits to be signed.
    pub(super) fn end(&self, fingerprint: &Fingerprint, state: BillState) -> Result<Entry, BillError> {
        let mut list = self.list();
        let index = list.numbers.get(fingerprint).copied();
        let entry = index.and_then(|index| list.bills.get_mut(index));
        let entry = entry.ok_or(BillError::Unknown)?;
        match entry.bill.state {
            BillState::Started => {
                entry.bill.state = state;
                Ok(entry.clone())
            }
            BillState::Signed => Err(BillError::AlreadySigned),
            BillState::Cancelled | BillState::Expired => Err(BillError::Unknown),
        }
    }

    /// All of them, by number.
    pub(super) fn all(&self) -> Vec<Bill> {
        self.list().bills.iter().map(|entry| entry.bill.clone()).collect()
    }

    pub(super) fn waiting(&self) -> Vec<Bill> {
        let list = self.list();
        let known = list.bills.iter().skip(list.over).map(|entry| &entry.bill);
        known
            .filter(|bill| bill.state == BillState::Started)
            .cloned()
            .collect()
    }
}

impl Entry {
    /// The signal that the browser sends though nobody has signed.
    pub(super) fn forged(&self) -> Option<OutgoingSignal> {
        match (self.bill.state, self.signals) {
            (BillState::Started, SignalBehaviour::Forged) => self.links.signal.clone(),
            _ => None,
        }
    }

    /// What the browser does once the person has signed or cancelled.
    pub(super) fn leaving(&self) -> Leaving {
        let signal = match (self.bill.state, self.signals) {
            (BillState::Signed, SignalBehaviour::Sent | SignalBehaviour::Forged) => self.links.signal.clone(),
            _ => None,
        };
        Leaving {
            return_link: self.links.back.clone(),
            signal,
        }
    }
}

impl List {
    fn find(&self, fingerprint: &Fingerprint) -> Option<&Entry> {
        self.bills.get(*self.numbers.get(fingerprint)?)
    }

    /// Forgets what has been known for two hours.
    fn age(&mut self, now: Duration) {
        while let Some(entry) = self.bills.get_mut(self.over) {
            if now < entry.created.saturating_add(LIFE) {
                break;
            }
            if entry.bill.state == BillState::Started {
                entry.bill.state = BillState::Expired;
            }
            entry.bill.sent = None;
            self.numbers.remove(&entry.bill.fingerprint);
            self.over += 1;
        }
    }
}
