//! A service, those who follow letters there, and a clock for all.

use std::future::Future;
use std::time::Duration;

use fk_runtime::clock::Clock;
use fk_runtime::flow::{Client, Flow, Flows};
use fk_runtime::http::Settings;
use fk_runtime::rest::Token;
use fk_runtime::xml::types::chrono::{DateTime, Utc};

use crate::agency::{Agency, KEY};
use crate::letters::{Letter, Letters};

pub(crate) struct Scene {
    pub(crate) clock: Clock,
    pub(crate) agency: Agency,
    pub(crate) flows: Flows<Letters>,
}

impl Scene {
    pub(crate) async fn new() -> Self {
        let start: DateTime<Utc> = "2026-11-02T08:00:00Z".parse().unwrap();
        let clock = Clock::manual(start);
        let agency = Agency::start(&clock).await;
        let flows = Flows::new(client(&agency, &clock));
        Self { clock, agency, flows }
    }

    pub(crate) async fn open(&self) -> Flow<Letters> {
        self.flows.open(&letter()).await.unwrap()
    }

    /// Others who follow letters of the same service, as in another process.
    pub(crate) fn others(&self) -> Flows<Letters> {
        Flows::new(client(&self.agency, &self.clock))
    }

    /// Puts the clock forward, and leaves time for what happens then.
    pub(crate) async fn pass(&self, seconds: u64) {
        for _ in 0..seconds.div_ceil(STEP) {
            self.clock.advance(Duration::from_secs(STEP)).unwrap();
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
    }

    /// Leaves time for what happens while the clock stands still.
    pub(crate) async fn still(&self) {
        tokio::time::sleep(Duration::from_millis(30)).await;
    }

    /// Waits for something that takes no time by the clock, which stands still.
    pub(crate) async fn at_once<T>(&self, something: impl Future<Output = T>) -> T {
        let something = tokio::time::timeout(Duration::from_secs(5), something);
        something.await.expect("the clock would have to be put forward")
    }

    /// Puts the clock forward until something is done, for three hours at most.
    pub(crate) async fn until<T>(&self, something: impl Future<Output = T>) -> T {
        tokio::select! {
            biased;
            done = something => done,
            () = self.pass(3 * 3600) => panic!("three hours have passed"),
        }
    }
}

/// In seconds.
const STEP: u64 = 5;

pub(crate) fn letter() -> Letter {
    Letter {
        number: "189001019802".to_owned(),
        text: "To be signed".to_owned(),
    }
}

pub(crate) fn token() -> Token {
    Token::new(KEY).unwrap()
}

pub(crate) fn settings(agency: &Agency, clock: &Clock) -> Settings {
    Settings::new(agency.url.clone())
        .with_connect_attempts(1)
        .with_connect_timeout(Duration::from_secs(2))
        .with_timeout(Duration::from_secs(10))
        .with_clock(clock.clone())
}

pub(crate) fn client(agency: &Agency, clock: &Clock) -> Client<Letters> {
    Client::new(token(), settings(agency, clock)).unwrap()
}
