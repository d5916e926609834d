//! No more calls a second than allowed.

use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::arrivals::Arrivals;

/// What is taken for a second: a caller who calls once a second may be early by the network's unevenness.
const SECOND: Duration = Duration::from_millis(900);

/// Counts the calls of the last second. What is turned away does not count.
#[derive(Debug)]
pub(crate) struct Rate {
    calls: usize,
    begun: Instant,
    arrivals: Mutex<Arrivals>,
}

impl Rate {
    pub(crate) fn new(calls: NonZeroU32) -> Self {
        Self {
            calls: usize::try_from(calls.get()).unwrap_or(usize::MAX),
            begun: Instant::now(),
            arrivals: Mutex::default(),
        }
    }

    /// Whether a call at this moment is one of those allowed.
    pub(crate) fn admits(&self, now: Instant) -> bool {
        let mut arrivals = self.arrivals.lock().unwrap_or_else(PoisonError::into_inner);
        arrivals.admits(now.saturating_duration_since(self.begun), self.calls, SECOND)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn as_many_calls_as_allowed_are_let_in_within_a_second() {
        let (rate, start) = (Rate::new(NonZeroU32::new(2).unwrap()), Instant::now());
        let at = |milliseconds| rate.admits(start + Duration::from_millis(milliseconds));
        assert!(at(0));
        assert!(at(100));
        assert!(!at(200));
        assert!(!at(899));
        assert!(at(900), "the first one is a second ago");
        assert!(!at(950));
        assert!(at(1000));
    }

    #[test]
    fn a_call_a_second_is_let_in_though_it_is_a_little_early() {
        let (rate, start) = (Rate::new(NonZeroU32::MIN), Instant::now());
        let at = |milliseconds| rate.admits(start + Duration::from_millis(milliseconds));
        assert!([0, 990, 1995, 2950].into_iter().all(at));
    }
}
