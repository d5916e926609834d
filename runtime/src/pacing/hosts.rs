//! The pacers that a process shares, by host.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex as Lock, PoisonError, Weak};

use super::slots::Slots;
use super::{Inner, Pacer};
use crate::clock::Clock;
use crate::contract::Pacing;

static HOSTS: Lock<BTreeMap<String, Host>> = Lock::new(BTreeMap::new());

#[derive(Default)]
struct Host {
    /// By the system's clock. It stays when its last client goes: the agency still counts what that one sent.
    system: Option<Pacer>,
    /// By clocks that are put forward, while anyone uses them.
    manual: Vec<Weak<Inner>>,
}

/// The pacer of a host for those that go by `clock`, which keeps `pacing` from now on.
pub(super) fn shared(host: &str, pacing: Pacing, clock: &Clock) -> Pacer {
    let mut hosts = HOSTS.lock().unwrap_or_else(PoisonError::into_inner);
    let host = hosts.entry(host.to_ascii_lowercase()).or_default();
    let pacer = host.pacer(clock);
    pacer.keep(Slots::new(pacing));
    pacer
}

impl Host {
    fn pacer(&mut self, clock: &Clock) -> Pacer {
        if clock.is_same(&Clock::system()) {
            let new = || Pacer::of([], Clock::system());
            return self.system.get_or_insert_with(new).clone();
        }
        self.manual.retain(|pacer| pacer.strong_count() > 0);
        let mut known = self.manual.iter().filter_map(Weak::upgrade).map(Pacer);
        if let Some(pacer) = known.find(|pacer| pacer.0.clock.is_same(clock)) {
            return pacer;
        }
        let pacer = Pacer::of([], clock.clone());
        self.manual.push(Arc::downgrade(&pacer.0));
        pacer
    }
}
