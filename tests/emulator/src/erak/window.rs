//! No more calls in a time than allowed.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use fk_runtime::Pacing;
use fk_runtime::clock::Clock;

use super::clearance::Supplier;
use crate::arrivals::Arrivals;

/// Counts calls at their arrival, for each supplier in a window of its own that slides.
#[derive(Debug)]
pub(super) struct Window {
    /// How many, and in how long.
    pacing: Option<Pacing>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    suppliers: HashMap<Supplier, Arrivals>,
    most: usize,
    calls: u64,
    refused: u64,
}

/// There have been as many calls as allowed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct TooMany(pub(super) Pacing);

impl Window {
    pub(super) fn new(pacing: Option<Pacing>) -> Self {
        Self {
            pacing,
            state: Mutex::default(),
        }
    }

    /// Counts a call that arrives now.
    pub(super) fn arrive(&self, supplier: Supplier, clock: &Clock) -> Result<(), TooMany> {
        let state = &mut *self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.calls += 1;
        let Some(pacing) = self.pacing else {
            return Ok(());
        };
        let arrivals = state.suppliers.entry(supplier).or_default();
        // The time is told while nobody else is counted, so that it does not go back.
        let (now, length) = (clock.elapsed(), Duration::from_secs(pacing.seconds.into()));
        let calls = usize::try_from(pacing.calls).unwrap_or(usize::MAX);
        let admitted = arrivals.admits(now, calls, length);
        state.most = state.most.max(arrivals.count());
        if admitted {
            Ok(())
        } else {
            state.refused += 1;
            Err(TooMany(pacing))
        }
    }

    /// The most calls of one supplier that any window had, with those that were refused.
    pub(super) fn most(&self) -> usize {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).most
    }

    pub(super) fn calls(&self) -> u64 {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).calls
    }

    pub(super) fn refused(&self) -> u64 {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).refused
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use fk_runtime::Spread;

    use super::*;

    const PACING: Pacing = Pacing {
        calls: 3,
        seconds: 60,
        spread: Spread::Freely,
    };

    struct Scene {
        clock: Clock,
        window: Window,
    }

    impl Scene {
        fn new(pacing: Option<Pacing>) -> Self {
            Self {
                clock: Clock::manual(chrono::DateTime::UNIX_EPOCH),
                window: Window::new(pacing),
            }
        }

        fn wait(&self, seconds: u64) {
            self.clock.advance(Duration::from_secs(seconds)).unwrap();
        }

        fn call(&self, token: &str) -> bool {
            self.window
                .arrive(Supplier::of(token.as_bytes()), &self.clock)
                .is_ok()
        }
    }

    #[test]
    fn the_window_slides_over_each_call_and_does_not_begin_anew() {
        let scene = Scene::new(Some(PACING));
        assert!(scene.call("a"));
        scene.wait(50);
        assert!(scene.call("a") && scene.call("a"));
        scene.wait(9);
        assert!(!scene.call("a"), "59 seconds after the first");
        scene.wait(1);
        assert!(scene.call("a"), "the first is 60 seconds ago");
        assert!(!scene.call("a"), "the second and third are not");
        scene.wait(50);
        assert!(scene.call("a") && scene.call("a") && !scene.call("a"));
    }

    #[test]
    fn each_supplier_has_a_window_of_its_own() {
        let scene = Scene::new(Some(PACING));
        assert!((0..3).all(|_| scene.call("a")));
        assert!((0..3).all(|_| scene.call("b")));
        assert!(!scene.call("a") && !scene.call("b"));
        assert_eq!((scene.window.calls(), scene.window.refused()), (8, 2));
    }

    #[test]
    fn the_most_of_a_window_counts_what_was_refused_too_and_stays() {
        let scene = Scene::new(Some(PACING));
        (0..2).for_each(|_| assert!(scene.call("a")));
        assert_eq!(scene.window.most(), 2);
        assert_eq!((0..3).filter(|_| scene.call("a")).count(), 1);
        assert_eq!(scene.window.most(), 5, "two above what is allowed");
        scene.wait(60);
        assert!(scene.call("a"), "what was refused does not count");
        assert_eq!(scene.window.most(), 5);
    }

    #[test]
    fn without_a_pace_nothing_is_refused() {
        let scene = Scene::new(None);
        assert!((0..1000).all(|_| scene.call("a")));
        assert_eq!(scene.window.calls(), 1000);
    }
}
