//! No more calls to a host than it has asked for.
//!
//! The agency stops a supplier who calls too often, whichever of the supplier's clients it was. So the turns of a
//! host are shared by everything in the process that calls it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex as Lock, PoisonError};
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

use crate::contract::Pacing;

/// Hands out turns, in the order in which they were asked for, and evenly: one call a second is one every second,
/// never two at once. Clones share the turns.
#[derive(Clone, Debug)]
pub struct Pacer(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    interval: Lock<Duration>,
    /// When the next turn is. Whoever waits for it holds the lock; the others queue up behind, first come, first served.
    next: Mutex<Option<Instant>>,
}

/// The pacers of hosts.
static HOSTS: Lock<BTreeMap<String, Pacer>> = Lock::new(BTreeMap::new());

impl Pacer {
    /// A pacer of its own.
    #[must_use]
    pub fn new(pacing: Pacing) -> Self {
        Self::every(interval(pacing))
    }

    /// A pacer that never makes anyone wait. For hosts of one's own: the agency has no environment for load tests.
    #[must_use]
    pub fn unpaced() -> Self {
        Self::every(Duration::ZERO)
    }

    /// The pacer of a host, shared within the process. When several paces are asked for, the slowest counts.
    #[must_use]
    pub fn of_host(host: &str, pacing: Pacing) -> Self {
        let mut hosts = HOSTS.lock().unwrap_or_else(PoisonError::into_inner);
        let pacer = hosts
            .entry(host.to_ascii_lowercase())
            .or_insert_with(|| Self::new(pacing));
        let mut slowest = pacer.0.interval.lock().unwrap_or_else(PoisonError::into_inner);
        *slowest = slowest.max(interval(pacing));
        drop(slowest);
        pacer.clone()
    }

    fn every(interval: Duration) -> Self {
        Self(Arc::new(Inner {
            interval: Lock::new(interval),
            next: Mutex::new(None),
        }))
    }

    /// Waits for a turn. One that is given up while waiting is not used up.
    pub async fn turn(&self) {
        let interval = *self.0.interval.lock().unwrap_or_else(PoisonError::into_inner);
        if interval.is_zero() {
            return;
        }
        let mut next = self.0.next.lock().await;
        if let Some(at) = *next {
            sleep_until(at).await;
        }
        *next = Some(Instant::now() + interval);
    }
}

/// From the beginning of a call to that of the next. No calls at all is taken for one.
fn interval(pacing: Pacing) -> Duration {
    Duration::from_secs(u64::from(pacing.seconds)) / pacing.calls.max(1)
}
