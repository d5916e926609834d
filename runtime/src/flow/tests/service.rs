//! A service in the same process, which goes by the clock of whoever asks it.

use std::collections::HashMap;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::Poll;
use std::time::Duration;

use chrono::DateTime;

use super::super::life::{Life, Moment};
use super::super::pace::Pace;
use super::super::scheduler::{Asker, Scheduler, Watched};
use super::super::watch::Watch;
use super::super::{Outcome, State};
use crate::clock::Clock;
use crate::contract::{Pacing, Spread};
use crate::pacing::{Pacer, Turn};

pub(super) const LIFE: Duration = Duration::from_secs(7200);

pub(super) const AGENCY: Pacing = Pacing {
    calls: 200,
    seconds: 60,
    spread: Spread::Freely,
};

pub(super) const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

pub(super) fn pace(pacing: Option<Pacing>) -> Pace {
    let call = |pacing: Pacing| seconds(pacing.seconds.into()) / pacing.calls;
    Pace::new(pacing.map_or(Duration::ZERO, call))
}

/// Clones are the same service.
#[derive(Clone)]
pub(super) struct Service {
    pub(super) clock: Clock,
    pacer: Pacer,
    state: Arc<Mutex<Inner>>,
}

#[derive(Default)]
pub(super) struct Inner {
    documents: HashMap<u32, Document>,
    /// How long an answer takes.
    pub(super) latency: Duration,
    /// What becomes of the call of that number (from 0) instead of an answer.
    pub(super) failure: Option<fn(usize) -> Option<Failure>>,
    /// How many of the next looks fail.
    failing: usize,
    /// When each call was counted: at the end of its latency.
    pub(super) calls: Vec<Duration>,
    pub(super) most_under_way: usize,
    under_way: usize,
}

#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) created: Duration,
    /// What the person does, and when.
    pub(super) person: Person,
    pub(super) looks: Vec<Duration>,
    /// The looks that were answered.
    pub(super) answers: Vec<Duration>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Person {
    Closes,
    Signs(Duration),
    Cancels(Duration),
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Failure {
    Passing,
    Lasting,
}

impl Service {
    pub(super) fn new(pacing: Option<Pacing>) -> Self {
        let clock = Clock::manual(DateTime::from_timestamp(1_800_000_000, 0).unwrap());
        let pacer = pacing.map_or_else(Pacer::unpaced, Pacer::new);
        Self {
            pacer: pacer.with_clock(clock.clone()),
            clock,
            state: Arc::default(),
        }
    }

    pub(super) fn inner(&self) -> MutexGuard<'_, Inner> {
        self.state.lock().unwrap()
    }

    pub(super) fn document(&self, code: u32) -> Document {
        self.inner().documents[&code].clone()
    }

    pub(super) fn looks(&self, code: u32) -> usize {
        self.document(code).looks.len()
    }

    /// What the person does from now on.
    pub(super) fn person(&self, code: u32, person: Person) {
        self.inner().documents.get_mut(&code).unwrap().person = person;
    }

    /// The next looks fail, so many of them.
    pub(super) fn fail_next(&self, looks: usize) {
        self.inner().failing = looks;
    }

    /// Puts the clock forward until something is done.
    pub(super) async fn until<T>(&self, something: impl Future<Output = T>) -> T {
        let mut something = pin!(something);
        loop {
            if let Some(done) = poll_fn(|context| match something.as_mut().poll(context) {
                Poll::Ready(done) => Poll::Ready(Some(done)),
                Poll::Pending => Poll::Ready(None),
            })
            .await
            {
                return done;
            }
            self.pass(Duration::from_millis(250)).await;
        }
    }

    /// Counts the document's life from now.
    pub(super) fn forget_age(&self, code: u32) {
        let now = self.clock.elapsed();
        self.inner().documents.get_mut(&code).unwrap().created = now;
    }

    /// Takes in a document, in a turn.
    pub(super) async fn create(&self, turn: Turn, code: u32, person: Person) {
        self.answer(turn).await;
        let document = Document {
            created: self.clock.elapsed(),
            person,
            looks: Vec::new(),
            answers: Vec::new(),
        };
        self.inner().documents.insert(code, document);
    }

    /// Counts a call, which takes its time.
    async fn answer(&self, turn: Turn) -> usize {
        let latency = {
            let mut inner = self.inner();
            inner.under_way += 1;
            inner.most_under_way = inner.most_under_way.max(inner.under_way);
            inner.latency
        };
        if !latency.is_zero() {
            self.clock.wait_until(self.clock.elapsed() + latency).await;
        }
        let mut inner = self.inner();
        inner.under_way -= 1;
        inner.calls.push(self.clock.elapsed());
        drop(turn);
        inner.calls.len() - 1
    }

    pub(super) async fn turn_now(&self) -> Turn {
        self.pacer.turn().await
    }

    pub(super) fn under_way(&self) -> usize {
        self.inner().under_way
    }

    /// How many clones there are.
    pub(super) fn copies(&self) -> usize {
        Arc::strong_count(&self.state)
    }

    /// The most calls that were counted in any minute.
    pub(super) fn most_in_a_minute(&self) -> usize {
        let calls = &self.inner().calls;
        let in_minute = |from: usize| calls[from..].partition_point(|at| *at < calls[from] + seconds(60));
        (0..calls.len()).map(in_minute).max().unwrap_or(0)
    }

    /// Puts the clock forward in small steps, and lets everything run after each.
    pub(super) async fn pass(&self, time: Duration) {
        self.pass_by(time, Duration::from_millis(250)).await;
    }

    pub(super) async fn pass_by(&self, time: Duration, step: Duration) {
        let end = self.clock.elapsed() + time;
        self.settle().await;
        while self.clock.elapsed() < end {
            self.clock.advance(step.min(end - self.clock.elapsed())).unwrap();
            self.settle().await;
        }
    }

    async fn settle(&self) {
        for _ in 0..12 {
            tokio::task::yield_now().await;
        }
    }

    pub(super) fn scheduler(&self, pacing: Option<Pacing>) -> Arc<Scheduler<Self>> {
        Arc::new(Scheduler::new(self.clone(), pace(pacing)))
    }
}

impl Asker for Service {
    type Document = u32;
    type Turn = Turn;
    type Error = Failure;

    fn clock(&self) -> &Clock {
        &self.clock
    }

    async fn turn(&self) -> Turn {
        self.pacer.turn().await
    }

    async fn ask(&self, turn: Turn, code: &u32) -> Result<State, Failure> {
        let call = self.answer(turn).await;
        let now = self.clock.elapsed();
        let mut inner = self.inner();
        let mut failure = inner.failure.and_then(|failure| failure(call));
        if inner.failing > 0 {
            inner.failing -= 1;
            failure = Some(Failure::Passing);
        }
        let Some(document) = inner.documents.get_mut(code) else {
            return Ok(State::Absent);
        };
        document.looks.push(now);
        if let Some(failure) = failure {
            return Err(failure);
        }
        document.answers.push(now);
        Ok(match document.person {
            _ if now >= document.created + LIFE => State::Absent,
            Person::Signs(at) if at <= now => State::Successful,
            Person::Cancels(at) if at <= now => State::Absent,
            _ => State::Started,
        })
    }

    fn is_passing(error: &Failure) -> bool {
        *error == Failure::Passing
    }
}

/// One document of one scheduler, handed over now.
pub(super) async fn one(pacing: Option<Pacing>, person: Person) -> (Service, Watched<Service>) {
    let service = Service::new(pacing);
    let scheduler = service.scheduler(pacing);
    let watched = begin(&service, &scheduler, 1, person).await;
    (service, watched)
}

pub(super) async fn begin(
    service: &Service,
    scheduler: &Arc<Scheduler<Service>>,
    code: u32,
    person: Person,
) -> Watched<Service> {
    let turn = service.turn_now().await;
    let sent = Moment::now(&service.clock);
    service.create(turn, code, person).await;
    let now = Moment::now(&service.clock);
    let watch = Watch::begun(Life::begun(LIFE, sent, now), pace(Some(AGENCY)).last_look(), now);
    scheduler.clone().watch(code, watch)
}

/// What is told of a document by now.
pub(super) fn told(watched: &Watched<Service>) -> Option<Result<Outcome, Failure>> {
    let ended = watched.told.borrow().ended.clone();
    ended.map(|ended| ended.map_err(|error| *error))
}

/// As [`told`], as a word.
pub(super) fn word(watched: &Watched<Service>) -> &'static str {
    match told(watched) {
        None => "nothing",
        Some(Ok(outcome)) => outcome.word(),
        Some(Err(_)) => "error",
    }
}
