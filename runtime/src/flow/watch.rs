//! One document: when to look at it next, and what the looks mean.

use std::time::Duration;

use super::State;
use super::life::{Age, Life, Moment};
use super::pace::Kind;

/// From a document's being handed over to the first look at it. Nobody reads and signs faster.
const FIRST: Duration = Duration::from_secs(5);

/// The longest time from one look to the next: what a person who waits may find long, and few enough calls (30 in two
/// hours) for hundreds of documents.
const LONGEST: Duration = Duration::from_secs(300);

/// From a look that failed to the next one; then twice as long each time, up to [`LONGEST`]. A service that is in trouble
/// is not helped by being asked more.
const AFTER_FAILURE: Duration = Duration::from_secs(10);

/// From the first look that would end the watch on an answer that may be a mistake (the service does not know the
/// document, or does not let us in) to the second one: longer than a server that is behind another one, or a proxy that
/// is being set up, may be so.
const TO_CONFIRM: Duration = Duration::from_secs(15);

/// By how much the service's clock may run faster or slower than ours in a document's life.
const SLACK: Duration = Duration::from_secs(5);

/// How long after the end of a life failures are taken for passing ones still.
const GRACE: Duration = Duration::from_secs(600);

/// How many failures in a row there must be for that.
const FAILURES: u32 = 5;

/// What is known of one document, and what to do next.
#[derive(Debug)]
pub(super) struct Watch {
    life: Life,
    /// How long before the end of its life the last look is due.
    last_look: Duration,
    /// From the look before to the next one.
    interval: Duration,
    /// How many looks in a row have failed.
    failed: u32,
    /// What the last look came to, when it takes two of them in a row.
    doubt: Option<Doubt>,
}

/// An answer that may be a mistake.
#[derive(Clone, Copy, Debug)]
struct Doubt {
    of: Doubted,
    since: Duration,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Doubted {
    /// The service does not know the document, within its life.
    Absent,
    /// Asking again should come to the same.
    Refused,
}

/// When to look next, by the process's clock: whichever comes first.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Plan {
    pub(super) regular: Duration,
    pub(super) last: Option<Duration>,
    pub(super) soon: Option<Duration>,
}

/// What came of a look.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Came<E> {
    /// The service's answer.
    Answer(State),
    /// None, and asking again may bring one.
    Nothing,
    /// None, and asking again should come to the same.
    Refused(E),
}

/// What follows from a look.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Step<E> {
    Look(Plan),
    Successful,
    Absent,
    Expired,
    Refused(E),
}

impl Watch {
    /// Watches a document that has just been handed over.
    pub(super) fn begun(life: Life, last_look: Duration, now: Moment) -> (Self, Plan) {
        Self::new(life, last_look, now, FIRST)
    }

    /// Watches a document that was handed over some time ago: how far it has come is asked at once.
    pub(super) fn taken_up(life: Life, last_look: Duration, now: Moment) -> (Self, Plan) {
        Self::new(life, last_look, now, Duration::ZERO)
    }

    fn new(life: Life, last_look: Duration, now: Moment, first: Duration) -> (Self, Plan) {
        let watch = Self {
            life,
            last_look,
            interval: FIRST,
            failed: 0,
            doubt: None,
        };
        let plan = watch.plan(now, first, Duration::ZERO);
        (watch, plan)
    }

    pub(super) fn age(&self, now: Moment) -> Age {
        self.life.age(now)
    }

    /// Takes in what came of a look of a kind that began at the age of `began`.
    pub(super) fn looked<E>(&mut self, kind: Kind, began: Age, came: Came<E>, now: Moment) -> Step<E> {
        let doubt = self.doubt.take();
        if !matches!(came, Came::Nothing) {
            self.failed = 0;
        }
        match came {
            Came::Answer(State::Successful) => Step::Successful,
            Came::Answer(State::Started) => {
                // A look that was hinted at says nothing of how long the person takes, and hints may be forged.
                if kind != Kind::Soon {
                    self.interval = (self.interval * 3 / 2).min(LONGEST);
                }
                Step::Look(self.plan(now, self.interval, LONGEST))
            }
            Came::Answer(State::Absent) => self.absent(doubt, began, now),
            Came::Refused(error) => match self.confirm(Doubted::Refused, doubt, now) {
                Some(plan) => Step::Look(plan),
                None => Step::Refused(error),
            },
            Came::Nothing => {
                self.doubt = doubt;
                self.failed(began, now)
            }
        }
    }

    fn absent<E>(&mut self, doubt: Option<Doubt>, began: Age, now: Moment) -> Step<E> {
        if self.life.left(began).most.is_zero() {
            return Step::Expired;
        }
        let left = self.life.left(self.age(now));
        if left.least > SLACK {
            let again = self.confirm(Doubted::Absent, doubt, now);
            return again.map_or(Step::Absent, Step::Look);
        }
        // Nobody can tell what it means when the life may be over and may not be: the look after the end will.
        let mut plan = self.plan(now, self.interval, LONGEST);
        plan.soon = Some(now.elapsed + left.most + SLACK);
        Step::Look(plan)
    }

    /// When to look again before `of` is taken for true; `None` when it has been seen again, and long enough after. A hint,
    /// which anyone can send, makes a look sooner, and nothing true.
    fn confirm(&mut self, of: Doubted, doubt: Option<Doubt>, now: Moment) -> Option<Plan> {
        let since = match doubt {
            Some(doubt) if doubt.of == of => doubt.since,
            _ => now.elapsed,
        };
        let again = since + TO_CONFIRM;
        if again <= now.elapsed {
            return None;
        }
        self.doubt = Some(Doubt { of, since });
        let interval = self.interval.max(TO_CONFIRM);
        let plan = self.plan(now, interval, LONGEST);
        Some(Plan {
            soon: Some(again),
            ..plan
        })
    }

    fn failed<E>(&mut self, began: Age, now: Moment) -> Step<E> {
        self.failed = self.failed.saturating_add(1);
        let over = began.least >= self.life.whole() + GRACE;
        if over && self.failed >= FAILURES {
            return Step::Expired;
        }
        let doubled = AFTER_FAILURE * (1 << (self.failed - 1).min(5));
        Step::Look(self.plan(now, doubled.min(LONGEST), AFTER_FAILURE))
    }

    /// The next look after one at `now`: `interval` after it, or when the life is surely over if that is sooner; and,
    /// besides, the last look before the end. When that is past, there is another one after `again` if it is in time.
    fn plan(&self, now: Moment, interval: Duration, again: Duration) -> Plan {
        let left = self.life.left(self.age(now));
        let after = (!left.most.is_zero()).then(|| left.most + SLACK);
        let last = if left.least > self.last_look {
            Some(left.least - self.last_look)
        } else {
            (again < left.least).then_some(again)
        };
        Plan {
            regular: now.elapsed + after.map_or(interval, |after| after.min(interval)),
            last: last.map(|last| now.elapsed + last),
            soon: None,
        }
    }
}
