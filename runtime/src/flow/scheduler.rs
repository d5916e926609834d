//! The task that looks at the documents.

use std::fmt;
use std::future::{Future, poll_fn};
use std::hash::Hash;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::{AbortHandle, JoinSet};

use super::State;
use super::agenda::{Agenda, Ended, Look, Serial, Told};
use super::life::Moment;
use super::pace::Pace;
use super::watch::{Came, Plan, Watch};
use crate::clock::Clock;

/// How many calls may be under way at once. A service that takes a call every 0.3 seconds and ten seconds for each has 33
/// under way; more than twice that are the sign of one that answers nothing, and of calls that wait for each other.
const UNDER_WAY: usize = 64;

/// What is asked how far documents have come.
pub(super) trait Asker: Send + Sync + 'static {
    /// The code that a document is known by.
    type Document: Clone + Eq + Hash + Send + Sync;
    /// Leave to make one call.
    type Turn: Send;
    type Error: Send + Sync + 'static;

    fn clock(&self) -> &Clock;

    /// Waits for leave to make a call.
    fn turn(&self) -> impl Future<Output = Self::Turn> + Send;

    fn ask(
        &self,
        turn: Self::Turn,
        document: &Self::Document,
    ) -> impl Future<Output = Result<State, Self::Error>> + Send;

    /// Whether asking again may bring an answer.
    fn is_passing(error: &Self::Error) -> bool;
}

/// Looks at documents until it is dropped.
pub(super) struct Scheduler<A: Asker> {
    shared: Arc<Shared<A>>,
    task: AbortHandle,
}

struct Shared<A: Asker> {
    asker: A,
    agenda: Mutex<Agenda<A::Document, A::Error>>,
    /// There may be a look to be made sooner than was thought.
    changed: Notify,
}

impl<A: Asker> Scheduler<A> {
    /// One that runs as a task of the tokio runtime that this is called in.
    pub(super) fn new(asker: A, pace: Pace) -> Self {
        let shared = Arc::new(Shared {
            asker,
            agenda: Mutex::new(Agenda::new(pace)),
            changed: Notify::new(),
        });
        let task = tokio::spawn(shared.clone().run()).abort_handle();
        Self { shared, task }
    }

    pub(super) fn asker(&self) -> &A {
        &self.shared.asker
    }

    pub(super) fn agenda(&self) -> MutexGuard<'_, Agenda<A::Document, A::Error>> {
        self.shared.agenda()
    }

    /// Watches a document until the handle is dropped.
    pub(super) fn watch(self: Arc<Self>, document: A::Document, begun: (Watch, Plan)) -> Watched<A> {
        let watched = self.agenda().watch(document, begun);
        Watched::new(self, watched)
    }

    /// Takes in a hint that there is news of a document.
    pub(super) fn hint(&self, document: &A::Document) {
        let now = self.asker().clock().elapsed();
        if self.agenda().hint(document, now) {
            self.shared.changed.notify_one();
        }
    }
}

impl<A: Asker> Drop for Scheduler<A> {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl<A: Asker> fmt::Debug for Scheduler<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.agenda().fmt(f)
    }
}

impl<A: Asker> Shared<A> {
    fn agenda(&self) -> MutexGuard<'_, Agenda<A::Document, A::Error>> {
        // Nothing in there panics half-way through a change.
        self.agenda.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn run(self: Arc<Self>) {
        let places = Arc::new(Semaphore::new(UNDER_WAY));
        // Ended with this task.
        let mut calls = JoinSet::new();
        loop {
            self.until_due().await;
            // It is never closed.
            let Ok(place) = places.clone().acquire_owned().await else {
                return;
            };
            // One turn is asked for at a time, and which document it is for is decided when it has come.
            let turn = self.asker.turn().await;
            let look = self.agenda().begin(Moment::now(self.asker.clock()));
            if let Some(look) = look {
                calls.spawn(self.clone().look(place, turn, look));
            }
            while calls.try_join_next().is_some() {}
        }
    }

    /// Waits until there is a look to be made.
    async fn until_due(&self) {
        let clock = self.asker.clock();
        loop {
            // Hints that come from here on are noticed.
            let changed = self.changed.notified();
            let next = self.agenda().next();
            match next {
                Some(next) if next <= clock.elapsed() => return,
                Some(next) => either(clock.wait_until(next), changed).await,
                None => changed.await,
            }
        }
    }

    async fn look(self: Arc<Self>, place: OwnedSemaphorePermit, turn: A::Turn, look: Look<A::Document>) {
        let result = self.asker.ask(turn, &look.document).await;
        drop(place);
        let came = match result {
            Ok(state) => Came::Answer(state),
            Err(error) if A::is_passing(&error) => Came::Nothing,
            Err(error) => Came::Refused(error),
        };
        let now = Moment::now(self.asker.clock());
        self.agenda().end(&look, came, now);
        self.changed.notify_one();
    }
}

/// Waits for whichever of the two comes first.
async fn either(one: impl Future<Output = ()>, other: impl Future<Output = ()>) {
    let (mut one, mut other) = (pin!(one), pin!(other));
    poll_fn(|context| {
        if one.as_mut().poll(context).is_ready() || other.as_mut().poll(context).is_ready() {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

/// A document that is watched as long as this lives.
pub(super) struct Watched<A: Asker> {
    scheduler: Arc<Scheduler<A>>,
    serial: Serial,
    pub(super) told: watch::Receiver<Told<A::Error>>,
}

impl<A: Asker> Watched<A> {
    pub(super) fn new(
        scheduler: Arc<Scheduler<A>>,
        (serial, told): (Serial, watch::Receiver<Told<A::Error>>),
    ) -> Self {
        scheduler.shared.changed.notify_one();
        Self {
            scheduler,
            serial,
            told,
        }
    }

    #[cfg(test)]
    pub(super) fn scheduler(&self) -> &Arc<Scheduler<A>> {
        &self.scheduler
    }

    /// Waits for the outcome, or for why there is none. It may be dropped and called again at any time.
    pub(super) async fn ended(&mut self) -> Ended<A::Error> {
        // It is not closed before it has been told how it ended: as long as this waits, the document is watched.
        if let Ok(told) = self.told.wait_for(|told| told.ended.is_some()).await
            && let Some(ended) = &told.ended
        {
            return ended.clone();
        }
        std::future::pending().await
    }
}

impl<A: Asker> Drop for Watched<A> {
    fn drop(&mut self) {
        self.scheduler.agenda().leave(self.serial);
    }
}
