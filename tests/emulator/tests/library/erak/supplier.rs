//! A supplier, who calls E-RÄK with nothing but HTTP.

use std::time::Duration;

use fk_contracts::erak::current::{
    CreateAnswer, CreateOperation, Fel, Fingerprint, Flodesstatus, SignOperation, StatusAnswer,
    StatusOperation,
};
use fk_emulator::Options;
use fk_runtime::clock::Clock;
use fk_runtime::rest::{Answer, Operation};
use reqwest::RequestBuilder;
use serde_json::{Value, json};
use url::form_urlencoded::Serializer;

use crate::caller::{self, Started};
use crate::page::http;
use fk_tests::bills::SCENARIOS;

pub(crate) const TOKEN: &str = "a token";
pub(crate) const RETURN: &str = "https://supplier.example/back?order=7";

/// An emulator with a clock that stands still, and a supplier.
pub(crate) struct Scene {
    pub(crate) started: Started,
    pub(crate) clock: Clock,
    pub(crate) http: reqwest::Client,
}

/// What was answered: the status and the text.
pub(crate) type Told = (u16, String);

impl Scene {
    pub(crate) async fn new(change: impl FnOnce(Options) -> Options) -> Self {
        let start = "2026-11-02T08:00:00Z".parse().unwrap();
        let clock = Clock::manual(start);
        let started = caller::start(|options| change(options.with_clock(clock.clone()))).await;
        Self {
            started,
            clock,
            http: http(),
        }
    }

    pub(crate) fn wait(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds)).unwrap();
    }

    pub(crate) fn url(&self, path: &str) -> String {
        self.started.emulator.erak_url() + path
    }

    pub(crate) fn post(&self, token: &str, body: String) -> RequestBuilder {
        self.http
            .post(self.url(CreateOperation::DESCRIPTION.path))
            .header("Token", token)
            .header("Content-Type", "application/json")
            .body(body)
    }

    pub(crate) fn ask(&self, token: &str, fingerprint: &Fingerprint) -> RequestBuilder {
        let query = query(fingerprint.as_str());
        let url = self.url(StatusOperation::DESCRIPTION.path);
        self.http.get(format!("{url}?{query}")).header("Token", token)
    }

    /// Hands over what is right.
    pub(crate) async fn create(&self) -> Fingerprint {
        self.hand_over(&new(&SCENARIOS[0].smallest())).await
    }

    pub(crate) async fn hand_over(&self, new: &Value) -> Fingerprint {
        let told = told(self.post(TOKEN, new.to_string())).await;
        match CreateAnswer::read(told.0, told.1.as_bytes()) {
            Ok(CreateAnswer::Status200(taken_in)) => taken_in.fingerprint,
            other => panic!("{other:?}: {told:?}"),
        }
    }

    /// Hands over what is wrong. Nothing of it is taken in.
    pub(crate) async fn refused(&self, body: String) -> Fel {
        let before = self.started.emulator.erak().bills().len();
        let told = told(self.post(TOKEN, body)).await;
        assert_eq!(self.started.emulator.erak().bills().len(), before);
        match CreateAnswer::read(told.0, told.1.as_bytes()) {
            Ok(CreateAnswer::Status400(errors)) => {
                let [error] = <[Fel; 1]>::try_from(errors.fel).unwrap();
                error
            }
            other => panic!("{other:?}: {told:?}"),
        }
    }

    pub(crate) async fn status(&self, fingerprint: &Fingerprint) -> Flodesstatus {
        let told = told(self.ask(TOKEN, fingerprint)).await;
        let StatusAnswer::Status200(status) = StatusAnswer::read(told.0, told.1.as_bytes()).unwrap();
        status.status
    }

    /// The page of a bill.
    pub(crate) fn page(&self, fingerprint: &Fingerprint) -> String {
        self.url(&format!(
            "{}?{}",
            SignOperation::DESCRIPTION.path,
            query(fingerprint.as_str())
        ))
    }
}

pub(crate) fn query(fingerprint: &str) -> String {
    Serializer::new(String::new())
        .append_pair("fingerprint", fingerprint)
        .finish()
}

/// A bill with what is handed over beside it.
pub(crate) fn new(bill: &Value) -> Value {
    json!({ "leverantor": "Leverantören", "returUrl": RETURN, "rakning": bill })
}

pub(crate) async fn told(request: RequestBuilder) -> Told {
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}
