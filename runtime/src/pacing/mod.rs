//! No more calls to a host than it has asked for.
//!
//! The agency stops a supplier who calls too often, whichever of the supplier's clients it was. So the turns of a
//! host are shared by everything in the process that calls it.
//!
//! There is one mechanism for both ways in which calls may lie in their time ([`Spread`]): a pace has a number of slots,
//! a call takes one, and the slot is free again some time after the call began or ended.
//!
//! | spread | slots | free again |
//! |---|---|---|
//! | [`Evenly`](Spread::Evenly) | 1 | `seconds / calls` after the call **began** |
//! | [`Freely`](Spread::Freely) | `calls` | `seconds` after the call was **answered or given up** |
//!
//! The second is the exact sliding window. The other side counts a call at some time between its being sent and its being
//! answered; wherever that is for each call, it never counts more than `calls` in any `(t, t + seconds]`. Counted from
//! the beginning instead, a call that was answered late would be counted in one window with those that took the slots
//! of its neighbours; and a bucket that fills up again bit by bit (GCRA) lets almost twice as many through.

mod hosts;
mod slots;

use std::fmt;
use std::sync::{Arc, Mutex as Lock, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Mutex;

use crate::clock::Clock;
use crate::contract::Pacing;
#[cfg(doc)]
use crate::contract::Spread;
use slots::Slots;

/// Hands out turns, in the order in which they were asked for. Clones share the turns.
#[derive(Clone, Debug)]
pub struct Pacer(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    clock: Clock,
    state: Lock<State>,
    /// Whoever is first of those that wait holds it; the others queue up behind, first come, first served.
    first: Mutex<()>,
}

#[derive(Debug, Default)]
struct State {
    /// A turn has a slot of each.
    paces: Vec<Slots>,
    /// How many wait.
    waiting: usize,
}

/// A turn to make one call, held while the call is made: dropped, the call counts as answered or given up. That is so as
/// well when the future that made the call is dropped half-way.
#[must_use = "dropped, the turn is over"]
pub struct Turn {
    pacer: Pacer,
    /// How many paces it has a slot of: the first ones; those behind them were not asked for yet when it began.
    paces: usize,
}

impl fmt::Debug for Turn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Turn")
    }
}

/// There is no turn at hand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NoTurn {
    /// How long it is until there can be one, at the soonest: calls that are under way keep theirs until they end.
    pub again_after: Duration,
}

impl fmt::Display for NoTurn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "as many calls have been made as the service asks for; the next one can be made in {:?} at the soonest",
            self.again_after
        )
    }
}

impl std::error::Error for NoTurn {}

impl Pacer {
    /// A pacer of its own, that goes by the system's clock.
    #[must_use]
    pub fn new(pacing: Pacing) -> Self {
        Self::of([Slots::new(pacing)], Clock::system())
    }

    /// A pacer that never makes anyone wait. For hosts of one's own: the agency has no environment for load tests.
    #[must_use]
    pub fn unpaced() -> Self {
        Self::of([], Clock::system())
    }

    /// The pacer of a host, shared within the process by all that go by the system's clock.
    ///
    /// When several paces are asked for, each of them is kept, so that the strictest counts; a pace counts the calls that
    /// begin after it was first asked for.
    #[must_use]
    pub fn of_host(host: &str, pacing: Pacing) -> Self {
        hosts::shared(host, pacing, &Clock::system())
    }

    /// As [`Self::of_host`], shared by those that go by `clock` alone. There is no telling how the times of two clocks
    /// lie to each other, and what is tried on a clock that a test puts forward must not hold up, or let through, what
    /// is sent in earnest. All clocks of the system are one.
    #[must_use]
    pub fn of_host_on(host: &str, pacing: Pacing, clock: &Clock) -> Self {
        hosts::shared(host, pacing, clock)
    }

    /// The same paces by another clock, as a pacer of its own: the turns that this one has handed out are not its.
    #[must_use]
    pub fn with_clock(&self, clock: Clock) -> Self {
        let fresh: Vec<_> = self.state().paces.iter().map(Slots::afresh).collect();
        Self::of(fresh, clock)
    }

    fn of(paces: impl IntoIterator<Item = Slots>, clock: Clock) -> Self {
        let paces = paces.into_iter().filter(Slots::are_scarce).collect();
        Self(Arc::new(Inner {
            clock,
            state: Lock::new(State { paces, waiting: 0 }),
            first: Mutex::new(()),
        }))
    }

    /// Keeps another pace as well.
    fn keep(&self, new: Slots) {
        let mut state = self.state();
        if new.are_scarce() && !state.paces.iter().any(|kept| kept.is_same_pace(&new)) {
            state.paces.push(new);
        }
    }

    /// Waits for a turn. Whoever gives up waiting uses nothing up.
    pub async fn turn(&self) -> Turn {
        let _waiting = {
            let mut state = self.state();
            match self.take(&mut state, Place::Last) {
                Ok(turn) => return turn,
                Err(_) => Waiting::begin(self, &mut state),
            }
        };
        let _first = self.0.first.lock().await;
        loop {
            let taken = self.take(&mut self.state(), Place::First);
            match taken {
                Ok(turn) => return turn,
                // At the soonest: a call that is under way ends when it ends, and then one waits on from there.
                Err(NoTurn { again_after }) => {
                    let clock = &self.0.clock;
                    clock
                        .wait_until(clock.elapsed().saturating_add(again_after))
                        .await;
                }
            }
        }
    }

    /// A turn, if there is one at hand and nobody waits for it.
    ///
    /// # Errors
    /// How long it is until there can be one.
    pub fn try_turn(&self) -> Result<Turn, NoTurn> {
        self.take(&mut self.state(), Place::Last)
    }

    /// The time that each call has when they lie evenly, by the strictest pace: 0.3 seconds for 200 calls in 60. Nothing
    /// when nobody ever has to wait.
    #[must_use]
    pub fn between_calls(&self) -> Duration {
        self.state()
            .paces
            .iter()
            .map(Slots::between_calls)
            .max()
            .unwrap_or_default()
    }

    /// Whether a turn is one of this pacer's.
    #[cfg(feature = "http")]
    pub(crate) fn is_of(&self, turn: &Turn) -> bool {
        Arc::ptr_eq(&self.0, &turn.pacer.0)
    }

    fn take(&self, state: &mut State, place: Place) -> Result<Turn, NoTurn> {
        // Asked while nobody else can take or end a turn, so that times are noted in their order.
        let now = self.0.clock.elapsed();
        let ahead = match place {
            Place::First => 0,
            Place::Last => state.waiting,
        };
        let free = state.paces.iter_mut().map(|slots| slots.free_at(ahead, now));
        let free = free.max().unwrap_or(now);
        if free > now || ahead > 0 {
            let again_after = free - now;
            return Err(NoTurn { again_after });
        }
        for slots in &mut state.paces {
            slots.begin(now);
        }
        Ok(Turn {
            pacer: self.clone(),
            paces: state.paces.len(),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing in here panics half-way through a change.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut state = self.pacer.state();
        let now = self.pacer.0.clock.elapsed();
        for slots in state.paces.iter_mut().take(self.paces) {
            slots.end(now);
        }
    }
}

/// Where in the queue someone is.
#[derive(Clone, Copy)]
enum Place {
    First,
    Last,
}

/// One of those that wait.
struct Waiting<'p>(&'p Pacer);

impl<'p> Waiting<'p> {
    fn begin(pacer: &'p Pacer, state: &mut State) -> Self {
        state.waiting += 1;
        Self(pacer)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.state().waiting -= 1;
    }
}
