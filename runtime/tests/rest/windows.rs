//! Turns against the checker, with calls that come and last as they like.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{TimeZone, Utc};
use fk_runtime::clock::Clock;
use fk_runtime::pacing::Pacer;
use fk_runtime::{Pacing, Spread};
use proptest::prelude::*;

use crate::window::{Made, most_counted};

/// The steps in which the clock is put forward.
const STEP: Duration = Duration::from_secs(1);

/// A call that is wanted, in steps.
#[derive(Clone, Copy, Debug)]
struct Wanted {
    at: u32,
    lasts: u32,
    /// How long it is waited for, or made, at most: then the future is dropped.
    patience: Option<u32>,
}

/// A call that was made, and when it was wanted.
#[derive(Clone, Copy, Debug)]
struct Paced {
    wanted: usize,
    at: Duration,
    made: Made,
}

/// Notes a call when it ends, also when it is dropped.
struct Noted {
    clock: Clock,
    calls: Arc<Mutex<Vec<Paced>>>,
    wanted: usize,
    at: Duration,
    sent: Duration,
}

impl Drop for Noted {
    fn drop(&mut self) {
        let (sent, answered) = (self.sent, self.clock.elapsed());
        self.calls.lock().unwrap().push(Paced {
            wanted: self.wanted,
            at: self.at,
            made: Made { sent, answered },
        });
    }
}

/// Has calls made by a pacer on a clock that is put forward until all have ended.
fn paced(pacing: Pacing, wanted: &[Wanted]) -> Vec<Paced> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let clock = Clock::manual(Utc.with_ymd_and_hms(2026, 1, 1, 0, 0, 0).unwrap());
        let pacer = Pacer::new(pacing).with_clock(clock.clone());
        let calls: Arc<Mutex<Vec<Paced>>> = Arc::default();
        let tasks = wanted.iter().copied().enumerate().map(|(number, wanted)| {
            let (clock, pacer, calls) = (clock.clone(), pacer.clone(), calls.clone());
            tokio::spawn(async move {
                let at = STEP * wanted.at;
                clock.wait_until(at).await;
                let call = async {
                    let _turn = pacer.turn().await;
                    let sent = clock.elapsed();
                    // Dropped before the turn is.
                    let _noted = Noted {
                        clock: clock.clone(),
                        calls,
                        wanted: number,
                        at,
                        sent,
                    };
                    clock.wait_until(sent + STEP * wanted.lasts).await;
                };
                let patience = async {
                    match wanted.patience {
                        Some(patience) => clock.wait_until(at + STEP * patience).await,
                        None => std::future::pending().await,
                    }
                };
                tokio::select! { () = call => {}, () = patience => {} }
            })
        });
        let tasks: Vec<_> = tasks.collect();
        let mut steps = 0;
        while !tasks.iter().all(tokio::task::JoinHandle::is_finished) {
            // Each wakes another at most a few times over before all wait for the clock again.
            for _ in 0..4 * (tasks.len() + 4) {
                tokio::task::yield_now().await;
            }
            clock.advance(STEP).unwrap();
            steps += 1;
            assert!(steps < 100_000, "somebody waits for ever");
        }
        let mut calls = calls.lock().unwrap().clone();
        calls.sort_by_key(|call| call.made.sent);
        calls
    })
}

fn wanted(most: usize) -> impl Strategy<Value = Vec<Wanted>> {
    let one = (0_u32..40, 0_u32..30, prop::option::weighted(0.2, 0_u32..60));
    let one = one.prop_map(|(at, lasts, patience)| Wanted { at, lasts, patience });
    prop::collection::vec(one, 1..most)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_more_calls_than_asked_for_can_be_counted_in_any_window_and_no_call_waits_in_vain(
        calls in 1_u32..6,
        seconds in 1_u32..25,
        wanted in wanted(24),
    ) {
        let made = paced(Pacing { calls, seconds, spread: Spread::Freely }, &wanted);
        let window = Duration::from_secs(seconds.into());
        let all: Vec<_> = made.iter().map(|call| call.made).collect();
        prop_assert!(most_counted(&all, window) <= calls as usize, "{made:?}");
        prop_assert!(
            made.len() >= wanted.iter().filter(|wanted| wanted.patience.is_none()).count(),
            "everyone with patience has had a turn"
        );
        for call in &made {
            // One step earlier it would have been one too many.
            let before = call.made.sent.saturating_sub(STEP);
            let taken = all.iter().filter(|other| {
                (other.sent < call.made.sent) && other.answered + window > before
            });
            prop_assert!(
                call.made.sent == call.at || taken.count() >= calls as usize,
                "{call:?} waited for nothing: {made:?}"
            );
        }
    }

    #[test]
    fn an_even_pace_lets_no_two_calls_begin_within_its_interval(
        calls in 1_u32..4,
        seconds in 1_u32..8,
        wanted in wanted(16),
    ) {
        let made = paced(Pacing { calls, seconds, spread: Spread::Evenly }, &wanted);
        let interval = Duration::from_secs(seconds.into()) / calls;
        for pair in made.windows(2) {
            prop_assert!(pair[1].made.sent - pair[0].made.sent >= interval, "{made:?}");
        }
    }

    #[test]
    fn turns_are_had_in_the_order_in_which_they_were_asked_for(
        calls in 1_u32..4,
        wanted in wanted(24),
    ) {
        let made = paced(Pacing { calls, seconds: 10, spread: Spread::Freely }, &wanted);
        // Those of the same step ask in the order in which their tasks were made, and wait in it.
        let mut order: Vec<_> = made.iter().map(|call| (call.made.sent, call.at, call.wanted)).collect();
        order.sort_unstable();
        let asked: Vec<_> = order.iter().map(|(_, at, _)| *at).collect();
        prop_assert!(asked.is_sorted(), "{made:?}");
    }
}

#[test]
fn the_agencys_limit_holds_with_calls_that_all_come_at_once_and_last_as_they_like() {
    let pacing = Pacing {
        calls: 200,
        seconds: 60,
        spread: Spread::Freely,
    };
    let wanted: Vec<_> = (0..1000_u32)
        .map(|number| Wanted {
            at: number % 3,
            lasts: number * 7 % 31,
            patience: (number % 11 == 0).then_some(90),
        })
        .collect();
    let made: Vec<_> = paced(pacing, &wanted).iter().map(|call| call.made).collect();
    assert!(made.len() > 900, "{}", made.len());
    assert_eq!(most_counted(&made, Duration::from_secs(60)), 200);
}
