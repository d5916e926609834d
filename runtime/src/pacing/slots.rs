//! The slots of one pace.

use std::collections::VecDeque;
use std::time::Duration;

use crate::contract::{Pacing, Spread};

/// Slots, each of which one call at a time has. Times are what the pacer's clock has run.
#[derive(Debug)]
pub(super) struct Slots {
    /// How many there are; at least one.
    count: usize,
    /// How long a slot stays taken.
    hold: Duration,
    /// From when that is counted.
    held_from: HeldFrom,
    /// How many are taken by calls whose end will say when they are free again.
    under_way: usize,
    /// When the other taken slots are free again, in order: each is `hold` after a time that came later than the one
    /// before.
    free_again: VecDeque<Duration>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum HeldFrom {
    Beginning,
    End,
}

impl Slots {
    pub(super) fn new(pacing: Pacing) -> Self {
        // No calls at all is taken for one.
        let calls = pacing.calls.max(1);
        let seconds = Duration::from_secs(u64::from(pacing.seconds));
        match pacing.spread {
            Spread::Evenly => Self::of(1, seconds / calls, HeldFrom::Beginning),
            Spread::Freely => Self::of(
                usize::try_from(calls).unwrap_or(usize::MAX),
                seconds,
                HeldFrom::End,
            ),
        }
    }

    fn of(count: usize, hold: Duration, held_from: HeldFrom) -> Self {
        Self {
            count,
            hold,
            held_from,
            under_way: 0,
            free_again: VecDeque::new(),
        }
    }

    /// The same pace, with every slot free.
    pub(super) fn afresh(&self) -> Self {
        Self::of(self.count, self.hold, self.held_from)
    }

    pub(super) fn is_same_pace(&self, other: &Self) -> bool {
        (self.count, self.hold, self.held_from) == (other.count, other.hold, other.held_from)
    }

    /// Whether anyone ever has to wait for one: not when any number of calls may be made in no time.
    pub(super) fn are_scarce(&self) -> bool {
        !self.hold.is_zero()
    }

    /// The time that each call has, on the average of a long time.
    pub(super) fn between_calls(&self) -> Duration {
        self.hold / u32::try_from(self.count).unwrap_or(u32::MAX)
    }

    /// When there is a slot for someone whom `ahead` others are before, at the soonest; `now` when there is one.
    pub(super) fn free_at(&mut self, ahead: usize, now: Duration) -> Duration {
        while self.free_again.front().is_some_and(|at| *at <= now) {
            self.free_again.pop_front();
        }
        // Whoever is ahead takes the slots in the order in which they are free, all of them round after round.
        let (round, place) = (ahead / self.count, ahead % self.count);
        let free = self.count - self.under_way - self.free_again.len();
        let at = match place.checked_sub(free) {
            None => now,
            Some(taken) => match self.free_again.get(taken) {
                Some(at) => *at,
                // A call that is under way ends now at the soonest.
                None => now.saturating_add(self.hold),
            },
        };
        let rounds = u32::try_from(round).unwrap_or(u32::MAX);
        at.saturating_add(self.hold.saturating_mul(rounds))
    }

    /// A call begins. There is a slot for it: [`Self::free_at`] has just said so.
    pub(super) fn begin(&mut self, now: Duration) {
        match self.held_from {
            HeldFrom::Beginning => self.free_again.push_back(now.saturating_add(self.hold)),
            HeldFrom::End => self.under_way += 1,
        }
    }

    /// A call that had begun ends.
    pub(super) fn end(&mut self, now: Duration) {
        if self.held_from == HeldFrom::End {
            self.under_way -= 1;
            self.free_again.push_back(now.saturating_add(self.hold));
        }
    }
}
