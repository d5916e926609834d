//! How old a document is, as surely as two clocks can tell.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::clock::Clock;

/// How far the clocks of two machines may lie apart when a document that one handed over is taken up by another.
const MACHINES_APART: Duration = Duration::from_secs(60);

/// A time, by both clocks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    /// How long the process's clock has run: for intervals, since it never goes back.
    pub(super) elapsed: Duration,
    /// The time of day: for what outlives the process.
    pub(super) utc: DateTime<Utc>,
}

impl Moment {
    pub(super) fn now(clock: &Clock) -> Self {
        Self {
            elapsed: clock.elapsed(),
            utc: clock.now(),
        }
    }
}

/// The time for which the service remembers a document.
///
/// The service counts from some time between the call's being sent and its being answered, so an age has two bounds. The
/// time of day may be set, forwards or back, and counts for the upper bound alone; the process's clock may stand still
/// while the machine sleeps, and is all that the lower bound goes by.
#[derive(Clone, Debug)]
pub(super) struct Life {
    whole: Duration,
    sent: DateTime<Utc>,
    /// When this process began to count.
    since: Duration,
    /// The age at that time.
    then: Age,
}

/// An age, within its bounds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Age {
    pub(super) least: Duration,
    pub(super) most: Duration,
}

/// What is left of a life, within its bounds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Left {
    pub(super) least: Duration,
    pub(super) most: Duration,
}

impl Life {
    /// That of a document that this process has handed over.
    pub(super) fn begun(whole: Duration, sent: Moment, answered: Moment) -> Self {
        let most = answered.elapsed.saturating_sub(sent.elapsed);
        Self {
            whole,
            sent: sent.utc,
            since: answered.elapsed,
            then: Age {
                least: Duration::ZERO,
                most,
            },
        }
    }

    /// That of a document that another process has handed over, perhaps on another machine.
    pub(super) fn taken_up(
        whole: Duration,
        sent: DateTime<Utc>,
        answered: DateTime<Utc>,
        now: Moment,
    ) -> Self {
        Self {
            whole,
            sent,
            since: now.elapsed,
            then: Age {
                least: between(answered, now.utc).saturating_sub(MACHINES_APART),
                most: between(sent, now.utc).saturating_add(MACHINES_APART),
            },
        }
    }

    /// How long the service remembers it.
    pub(super) fn whole(&self) -> Duration {
        self.whole
    }

    pub(super) fn age(&self, now: Moment) -> Age {
        let counted = now.elapsed.saturating_sub(self.since);
        let most = self.then.most.saturating_add(counted);
        Age {
            least: self.then.least.saturating_add(counted),
            most: most.max(between(self.sent, now.utc)),
        }
    }

    /// What is left at an age.
    pub(super) fn left(&self, age: Age) -> Left {
        Left {
            least: self.whole.saturating_sub(age.most),
            most: self.whole.saturating_sub(age.least),
        }
    }
}

/// The time from one to the other; none when the clock has been set back in between.
fn between(from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
    (to - from).to_std().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const HOURS_2: Duration = Duration::from_secs(7200);

    fn at(elapsed: u64, utc: i64) -> Moment {
        Moment {
            elapsed: Duration::from_secs(elapsed),
            utc: DateTime::from_timestamp(1_000_000 + utc, 0).unwrap(),
        }
    }

    fn seconds(age: Age) -> (u64, u64) {
        (age.least.as_secs(), age.most.as_secs())
    }

    #[test]
    fn the_age_is_counted_from_the_sending_at_most_and_from_the_answer_at_least() {
        let life = Life::begun(HOURS_2, at(100, 0), at(130, 30));
        assert_eq!(seconds(life.age(at(130, 30))), (0, 30));
        assert_eq!(seconds(life.age(at(7230, 7130))), (7100, 7130));
        let left = life.left(life.age(at(7230, 7130)));
        assert_eq!((left.least.as_secs(), left.most.as_secs()), (70, 100));
    }

    #[test]
    fn a_clock_that_is_set_back_makes_nothing_younger() {
        let life = Life::begun(HOURS_2, at(0, 0), at(0, 0));
        assert_eq!(seconds(life.age(at(600, -9000))), (600, 600));
    }

    #[test]
    fn time_that_a_machine_slept_through_counts_for_the_most_that_the_age_can_be() {
        let life = Life::begun(HOURS_2, at(0, 0), at(0, 0));
        assert_eq!(seconds(life.age(at(600, 7300))), (600, 7300));
    }

    #[test]
    fn the_clocks_of_two_machines_may_lie_a_minute_apart() {
        let (sent, answered, now) = (at(0, 0).utc, at(0, 10).utc, at(5, 1000));
        let life = Life::taken_up(HOURS_2, sent, answered, now);
        assert_eq!(seconds(life.age(now)), (930, 1060));
        assert_eq!(seconds(life.age(at(15, 1010))), (940, 1070));
    }

    #[test]
    fn a_document_from_the_future_is_new() {
        let (sent, answered) = (at(0, 5000).utc, at(0, 5000).utc);
        let life = Life::taken_up(HOURS_2, sent, answered, at(5, 0));
        assert_eq!(seconds(life.age(at(5, 0))), (0, 60));
    }
}
