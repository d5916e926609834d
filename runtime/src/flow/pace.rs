//! How the calls that a service asks for are shared out.
//!
//! The turns of a host are handed out first come, first served, by its [`Pacer`](crate::pacing::Pacer), and it is for
//! us not to take them all at once: a person who is about to sign waits for a document to be handed over, and another
//! one who has signed waits for that to be seen. So each kind of call has a share, and its calls lie evenly in time:
//!
//! | kind | share | why |
//! |---|---|---|
//! | documents handed over | 1/3 | a person waits; those of half a minute may be made at once |
//! | last looks | 1/3 | each must be had before a life ends; they come as fast as documents were handed over, so no faster |
//! | looks that are hinted at, and second looks | 1/6 | a person waits; hints may be forged |
//! | all other looks | 1/2 | what the others leave, and at least the 1/6 that they cannot take |
//!
//! The first three come to 5/6 together, so that none can hold up another for long, and the rest is never without turns.

use std::time::Duration;

/// The fewest looks that a document must get: one in the course of its life, one shortly before the end, and one after
/// it.
const LEAST_LOOKS: u32 = 3;

/// How much of their share documents may be handed over ahead of time.
const CREDIT: Duration = Duration::from_secs(30);

/// How long before the end of a life its last look is due, besides what it may have to wait.
const LAST_LOOK: Duration = Duration::from_secs(60);

/// The kinds of looks, the most urgent first.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) enum Kind {
    /// The last one that surely finds what was signed.
    Last,
    /// Something says that there is news.
    Soon,
    /// All others.
    Regular,
}

impl Kind {
    pub(super) const ALL: [Self; 3] = [Self::Last, Self::Soon, Self::Regular];

    /// One part in how many of the calls it has.
    const fn share(self) -> u32 {
        match self {
            Self::Last => HANDING_OVER,
            Self::Soon => 6,
            Self::Regular => 2,
        }
    }
}

/// The share of documents that are handed over, as [`Kind::share`].
const HANDING_OVER: u32 = 3;

/// The pace that a service asks for, as the time that each call has of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Pace {
    call: Duration,
}

impl Pace {
    /// Nothing when the service takes any number of calls.
    pub(super) fn new(call: Duration) -> Self {
        Self { call }
    }

    /// From one look of a kind to the next one of that kind.
    pub(super) fn between(self, kind: Kind) -> Duration {
        self.call * kind.share()
    }

    /// How long before the end of a life its last look is due.
    ///
    /// A minute, and the time that it may have to wait: documents that were handed over at once, with [`CREDIT`], come to
    /// their ends at once, and each has to wait for those before it.
    pub(super) fn last_look(self) -> Duration {
        let waiting = if self.call.is_zero() {
            Duration::ZERO
        } else {
            CREDIT + self.between(Kind::Last)
        };
        LAST_LOOK + waiting
    }

    /// How many documents can be on their way at once: `None` when there is no bound.
    ///
    /// Each takes the call that hands it over and [`LEAST_LOOKS`]. 200 calls in 60 seconds are 24,000 in two hours, so
    /// 6,000 documents.
    pub(super) fn most(self, life: Duration) -> Option<usize> {
        if self.call.is_zero() {
            return None;
        }
        let calls = life.as_nanos() / self.call.as_nanos();
        Some(usize::try_from(calls / u128::from(1 + LEAST_LOOKS)).unwrap_or(usize::MAX))
    }
}

/// When documents may be handed over.
#[derive(Debug)]
pub(super) struct HandingOver {
    between: Duration,
    /// When the next one would be if all lay evenly.
    next: Duration,
}

impl HandingOver {
    pub(super) fn new(pace: Pace) -> Self {
        Self {
            between: pace.call * HANDING_OVER,
            next: Duration::ZERO,
        }
    }

    /// When the next one may be handed over.
    pub(super) fn at(&self) -> Duration {
        self.next.saturating_sub(CREDIT)
    }

    /// One is handed over.
    pub(super) fn begin(&mut self, now: Duration) {
        self.next = self.next.max(now) + self.between;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    const LIFE: Duration = Duration::from_secs(7200);

    fn pace(calls: u32, seconds: u64) -> Pace {
        Pace::new(Duration::from_secs(seconds) / calls)
    }

    #[test]
    fn a_quarter_of_the_calls_of_a_life_hand_documents_over() {
        assert_eq!(pace(200, 60).most(LIFE), Some(6000));
        assert_eq!(pace(1, 1).most(LIFE), Some(1800));
        assert_eq!(Pace::new(Duration::ZERO).most(LIFE), None);
    }

    #[test]
    fn the_shares_leave_something_to_regular_looks() {
        let [last, soon, _] = Kind::ALL.map(|kind| 1.0 / f64::from(kind.share()));
        let left = 1.0 - last - soon - 1.0 / f64::from(HANDING_OVER);
        assert!((left - 1.0 / 6.0).abs() < 1e-9, "{left}");
    }

    #[test]
    fn documents_of_half_a_minute_may_be_handed_over_at_once_and_the_others_evenly() {
        let (mut handing_over, now) = (HandingOver::new(pace(200, 60)), Duration::from_secs(500));
        let mut at_once = 0;
        while handing_over.at() <= now {
            handing_over.begin(now);
            at_once += 1;
        }
        // Half a minute at one each 0.9 seconds, and the one that is due.
        assert_eq!(at_once, 34);
        let next = handing_over.at();
        handing_over.begin(next);
        assert_eq!(handing_over.at() - next, Duration::from_millis(900));
    }

    #[test]
    fn the_last_look_leaves_a_minute_after_all_who_are_before_it() {
        assert_eq!(pace(200, 60).last_look(), Duration::from_millis(90_900));
        assert_eq!(Pace::new(Duration::ZERO).last_look(), Duration::from_secs(60));
    }
}
