//! All documents on their way: which one is looked at next.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::hash::Hash;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::life::{Age, Moment};
use super::pace::{Kind, Pace};
use super::watch::{Came, Plan, Step, Watch};
use super::{Outcome, Seen};

/// From a look that was hinted at to the next one of the same document: hints can be forged by anyone who knows the
/// document's code.
const BETWEEN_HINTS: Duration = Duration::from_secs(10);

/// What is told of a document; in the end the outcome, or why there is none.
#[derive(Debug)]
pub(super) struct Told<E> {
    pub(super) seen: Option<Seen>,
    pub(super) ended: Option<Ended<E>>,
}

/// The outcome, or why there is none.
pub(super) type Ended<E> = Result<Outcome, Arc<E>>;

/// A look that is to be made now.
#[derive(Debug)]
pub(super) struct Look<I> {
    pub(super) document: I,
    pub(super) serial: Serial,
    kind: Kind,
    began: Age,
}

/// What a document is known by here: documents get theirs in the order in which they come, and each its own.
pub(super) type Serial = u64;

/// The documents, and the queues that they stand in. It knows neither a network nor tasks.
pub(super) struct Agenda<I, E> {
    serials: HashMap<I, Serial>,
    entries: HashMap<Serial, Entry<I, E>>,
    queues: [Queue; Kind::ALL.len()],
    next: Serial,
    /// How many documents are being handed over.
    pub(super) opening: usize,
}

struct Entry<I, E> {
    document: I,
    watch: Watch,
    told: watch::Sender<Told<E>>,
    /// How many wait for its outcome.
    handles: usize,
    /// Where it stands in the queues; nowhere while it is looked at.
    at: [Option<Duration>; Kind::ALL.len()],
    looked_at: bool,
    /// It was hinted at while it was looked at.
    hinted: bool,
    /// When the last look that was hinted at began.
    last_hint: Option<Duration>,
}

/// Documents in the order in which their looks are due: whoever waits the longest comes first.
struct Queue {
    between: Duration,
    /// When it may have a turn again.
    open: Duration,
    due: BTreeSet<(Duration, Serial)>,
}

impl Queue {
    fn next(&self) -> Option<Duration> {
        self.due.first().map(|(due, _)| self.open.max(*due))
    }
}

impl<I: Clone + Eq + Hash, E> Agenda<I, E> {
    pub(super) fn new(pace: Pace) -> Self {
        Self {
            serials: HashMap::new(),
            entries: HashMap::new(),
            queues: Kind::ALL.map(|kind| Queue {
                between: pace.between(kind),
                open: Duration::ZERO,
                due: BTreeSet::new(),
            }),
            next: 0,
            opening: 0,
        }
    }

    /// How many documents are on their way.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Takes in a document, unless it is there already: then it has one more who waits for its outcome.
    pub(super) fn watch(
        &mut self,
        document: I,
        (watch, plan): (Watch, Plan),
    ) -> (Serial, watch::Receiver<Told<E>>) {
        let known = self.serials.get(&document).copied();
        if let Some((serial, entry)) = known.and_then(|serial| Some((serial, self.entries.get_mut(&serial)?)))
        {
            entry.handles += 1;
            return (serial, entry.told.subscribe());
        }
        let serial = self.next;
        self.next += 1;
        let (told, receiver) = watch::channel(Told {
            seen: None,
            ended: None,
        });
        let entry = Entry {
            document: document.clone(),
            watch,
            told,
            handles: 1,
            at: [None; Kind::ALL.len()],
            looked_at: false,
            hinted: false,
            last_hint: None,
        };
        self.serials.insert(document, serial);
        self.entries.insert(serial, entry);
        self.enqueue(serial, plan);
        (serial, receiver)
    }

    /// One who waited for an outcome does so no more. When nobody does, nobody looks.
    pub(super) fn leave(&mut self, serial: Serial) {
        if let Some(entry) = self.entries.get_mut(&serial) {
            entry.handles -= 1;
            if entry.handles == 0 {
                self.remove(serial);
            }
        }
    }

    /// Something says that there is news of a document. Tells whether that makes a look sooner.
    pub(super) fn hint(&mut self, document: &I, now: Duration) -> bool {
        let Some(serial) = self.serials.get(document).copied() else {
            return false;
        };
        let Some(entry) = self.entries.get_mut(&serial) else {
            return false;
        };
        if entry.looked_at {
            entry.hinted = true;
            return false;
        }
        let at = entry.hinted_at(now);
        self.put(serial, Kind::Soon, at)
    }

    /// When there is a look to be made.
    pub(super) fn next(&self) -> Option<Duration> {
        self.queues.iter().filter_map(Queue::next).min()
    }

    /// The look that is to be made now, if there is one: of the most urgent kind that may have a turn, the one that is due
    /// the longest.
    pub(super) fn begin(&mut self, now: Moment) -> Option<Look<I>> {
        let is_due = |kind: &Kind| {
            self.queues[*kind as usize]
                .next()
                .is_some_and(|next| next <= now.elapsed)
        };
        let kind = Kind::ALL.into_iter().find(is_due)?;
        let queue = &mut self.queues[kind as usize];
        let (_, serial) = *queue.due.first()?;
        // A turn that came a little late is made up for.
        queue.open = queue.open.max(now.elapsed.saturating_sub(queue.between)) + queue.between;
        self.dequeue(serial);
        let entry = self.entries.get_mut(&serial)?;
        entry.looked_at = true;
        if kind == Kind::Soon {
            entry.last_hint = Some(now.elapsed);
        }
        Some(Look {
            document: entry.document.clone(),
            serial,
            kind,
            began: entry.watch.age(now),
        })
    }

    /// Takes in what came of a look.
    pub(super) fn end(&mut self, look: &Look<I>, came: Came<E>, now: Moment) {
        let Some(entry) = self.entries.get_mut(&look.serial) else {
            return;
        };
        entry.looked_at = false;
        if let Came::Answer(state) = came {
            let seen = Some(Seen { state, at: now.utc });
            entry.told.send_modify(|told| told.seen = seen);
        }
        let seen = now.utc;
        let outcome = match entry.watch.looked(look.kind, look.began, came, now) {
            Step::Look(mut plan) => {
                if std::mem::take(&mut entry.hinted) {
                    let at = entry.hinted_at(now.elapsed);
                    plan.soon = Some(plan.soon.map_or(at, |soon| soon.min(at)));
                }
                return self.enqueue(look.serial, plan);
            }
            Step::Successful => Outcome::Successful { seen },
            Step::Absent => Outcome::Absent { seen },
            Step::Expired => Outcome::Expired { seen },
            Step::Refused(error) => return self.over(look.serial, Err(Arc::new(error))),
        };
        tracing::info!(outcome = outcome.word(), "the outcome of a document is known");
        self.over(look.serial, Ok(outcome));
    }

    fn over(&mut self, serial: Serial, ended: Ended<E>) {
        if let Some(entry) = self.remove(serial) {
            entry.told.send_modify(|told| told.ended = Some(ended));
        }
    }

    fn remove(&mut self, serial: Serial) -> Option<Entry<I, E>> {
        self.dequeue(serial);
        let entry = self.entries.remove(&serial)?;
        self.serials.remove(&entry.document);
        Some(entry)
    }

    fn enqueue(&mut self, serial: Serial, plan: Plan) {
        self.put(serial, Kind::Regular, plan.regular);
        if let Some(last) = plan.last {
            self.put(serial, Kind::Last, last);
        }
        if let Some(soon) = plan.soon {
            self.put(serial, Kind::Soon, soon);
        }
    }

    /// Puts a document into a queue, unless it stands there already and as near to the front.
    fn put(&mut self, serial: Serial, kind: Kind, at: Duration) -> bool {
        let Some(entry) = self.entries.get_mut(&serial) else {
            return false;
        };
        let place = &mut entry.at[kind as usize];
        let due = &mut self.queues[kind as usize].due;
        match *place {
            Some(before) if before <= at => return false,
            Some(before) => due.remove(&(before, serial)),
            None => false,
        };
        *place = Some(at);
        due.insert((at, serial))
    }

    fn dequeue(&mut self, serial: Serial) {
        let Some(entry) = self.entries.get_mut(&serial) else {
            return;
        };
        for (queue, at) in self.queues.iter_mut().zip(&mut entry.at) {
            if let Some(at) = at.take() {
                queue.due.remove(&(at, serial));
            }
        }
    }
}

impl<I, E> Entry<I, E> {
    /// When a hint of now is followed.
    fn hinted_at(&self, now: Duration) -> Duration {
        let allowed = self.last_hint.map(|last| last + BETWEEN_HINTS);
        allowed.map_or(now, |allowed| allowed.max(now))
    }
}

impl<I, E> fmt::Debug for Agenda<I, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Agenda")
            .field("documents", &self.entries.len())
            .field("opening", &self.opening)
            .finish_non_exhaustive()
    }
}
