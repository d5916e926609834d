//! How a bill's flow ends when a person signs, cancels or leaves in a browser: by the signal, by the return link alone, by
//! asking alone. Time stands still unless a test puts it forward, so what is not told is not asked about.

use std::net::Ipv4Addr;
use std::time::Duration;

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use fk_contracts::erak::PACING;
use fk_contracts::erak::current::{Client, Flow, Flows, NyRakning, Rakning};
use fk_emulator::{Emulator, ErakOptions, Options, Running, SignalBehaviour};
use fk_runtime::clock::Clock;
use fk_runtime::flow::receiver::{AllowedOrigin, Receiver};
use fk_runtime::flow::{Outcome, State};
use fk_runtime::http::Settings;
use fk_runtime::json;
use fk_runtime::pacing::Pacer;
use fk_runtime::rest::Token;
use fk_tests::bills::SCENARIOS;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::driver::Browser;
use crate::trials::{Named, named};

pub(crate) const ALL: &[Named] = named![
    a_flow_ends_by_the_signal_when_the_bill_is_signed,
    a_flow_ends_by_the_return_link_alone_when_the_signal_is_lost,
    a_flow_ends_by_asking_alone_when_nothing_comes_back,
    a_flow_whose_bill_is_cancelled_ends_absent_when_two_answers_have_said_so,
    a_flow_whose_page_is_closed_ends_expired_and_not_unsigned,
    a_forged_signal_is_not_believed_and_the_flow_goes_on,
];

/// How long something may take that is about to happen.
const PATIENCE: Duration = Duration::from_secs(30);

/// Which of the supplier's two addresses leads to the flows; the other one leads to a page that tells nobody.
#[derive(Clone, Copy)]
enum ToldBy {
    Signal,
    ReturnLink,
    Nothing,
}

struct Scene {
    emulator: Running,
    clock: Clock,
    browser: Browser,
    flow: Flow,
    served: JoinHandle<()>,
    _folder: TempDir,
}

impl Drop for Scene {
    fn drop(&mut self) {
        self.served.abort();
    }
}

impl Scene {
    /// A bill that is handed over, and its page opened.
    async fn opened(told: ToldBy, signals: SignalBehaviour) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::manual("2026-11-01T08:00:00Z".parse().unwrap());
        let options = Options::new(folder.path())
            .with_clock(clock.clone())
            .with_erak(ErakOptions::new().with_signals(signals));
        let emulator = Emulator::start(options).await.unwrap();
        let settings = Settings::new(emulator.erak_url())
            .with_clock(clock.clone())
            .with_pacer(Pacer::new(PACING.unwrap()).with_clock(clock.clone()));
        let flows = Flows::new(Client::new(Token::new("supplier").unwrap(), settings).unwrap());

        let receiver = Receiver::new(flows.clone(), AllowedOrigin::new(&emulator.erak_url()).unwrap());
        let home = || async { Html("<!doctype html><title>Hemma</title><p id=home>Tack") };
        let deaf = Router::new().route("/", get(home));
        let (signal, back) = match told {
            ToldBy::Signal => (receiver.signal(), deaf),
            ToldBy::ReturnLink => (Router::new(), receiver.return_link(move |_| home())),
            ToldBy::Nothing => (Router::new(), deaf),
        };
        let routes = Router::new().nest("/signal", signal).nest("/retur", back);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let served = tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });

        let bill: Rakning = json::from_str(&SCENARIOS[1].fullest().to_string()).unwrap();
        let call = NyRakning::new("Prov AB", format!("{address}/retur?egen=1").as_str(), bill)
            .and_then(|call| call.with_signal_url(format!("{address}/signal").as_str()));
        let flow = flows.open(&call.unwrap()).await.unwrap();
        let browser = Browser::start_on_telephone().await;
        browser.open(flow.accepted().redirect.as_str()).await;
        browser.find("#skriv-under").await;
        Self {
            emulator,
            clock,
            browser,
            flow,
            served,
            _folder: folder,
        }
    }

    /// Presses a button, and waits until the person is back.
    async fn press(&self, button: &str) {
        let button = self.browser.find(button).await;
        self.browser.click(&button).await;
        self.browser.find("#home").await;
    }

    /// The outcome that is about to be known.
    async fn outcome(&mut self) -> Outcome {
        tokio::time::timeout(PATIENCE, self.flow.outcome())
            .await
            .unwrap()
            .unwrap()
    }

    /// Nothing is known, and nothing is about to be.
    async fn is_open(&mut self) {
        let outcome = tokio::time::timeout(Duration::from_millis(500), self.flow.outcome()).await;
        assert!(outcome.is_err(), "{outcome:?}");
    }

    /// Puts the clock forward until the service has been asked once more.
    async fn until_asked(&self) {
        let before = self.emulator.erak().calls();
        while self.emulator.erak().calls() == before {
            self.forward(1).await;
        }
        // For the answer to be taken in.
        tokio::time::sleep(Duration::from_millis(300)).await;
    }

    async fn forward(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds)).unwrap();
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn a_flow_ends_by_the_signal_when_the_bill_is_signed() {
    let mut scene = Scene::opened(ToldBy::Signal, SignalBehaviour::Sent).await;
    scene.is_open().await;
    scene.press("#skriv-under").await;
    assert!(matches!(scene.outcome().await, Outcome::Successful { .. }));
}

async fn a_flow_ends_by_the_return_link_alone_when_the_signal_is_lost() {
    let mut scene = Scene::opened(ToldBy::ReturnLink, SignalBehaviour::Lost).await;
    scene.press("#skriv-under").await;
    assert!(matches!(scene.outcome().await, Outcome::Successful { .. }));
}

async fn a_flow_ends_by_asking_alone_when_nothing_comes_back() {
    let mut scene = Scene::opened(ToldBy::Nothing, SignalBehaviour::Lost).await;
    scene.press("#skriv-under").await;
    scene.is_open().await;
    scene.until_asked().await;
    assert!(matches!(scene.outcome().await, Outcome::Successful { .. }));
}

async fn a_flow_whose_bill_is_cancelled_ends_absent_when_two_answers_have_said_so() {
    let mut scene = Scene::opened(ToldBy::ReturnLink, SignalBehaviour::Sent).await;
    let before = scene.emulator.erak().calls();
    scene.press("#avbryt").await;
    scene.is_open().await;
    assert_eq!(scene.emulator.erak().calls(), before + 1);
    scene.until_asked().await;
    assert!(matches!(scene.outcome().await, Outcome::Absent { .. }));
}

async fn a_flow_whose_page_is_closed_ends_expired_and_not_unsigned() {
    let mut scene = Scene::opened(ToldBy::Signal, SignalBehaviour::Sent).await;
    scene.browser.open("about:blank").await;
    scene.until_asked().await;
    assert_eq!(scene.flow.seen().map(|seen| seen.state), Some(State::Started));
    for _ in 0..2 * 60 {
        assert_eq!(scene.flow.seen().map(|seen| seen.state), Some(State::Started));
        scene.forward(60).await;
    }
    scene.forward(60).await;
    assert!(matches!(scene.outcome().await, Outcome::Expired { .. }));
}

async fn a_forged_signal_is_not_believed_and_the_flow_goes_on() {
    // The page sends one as soon as it is opened.
    let mut scene = Scene::opened(ToldBy::Signal, SignalBehaviour::Forged).await;
    let asked = async {
        while scene.flow.seen().is_none() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(PATIENCE, asked).await.unwrap();
    assert_eq!(scene.flow.seen().map(|seen| seen.state), Some(State::Started));
    scene.is_open().await;
    scene.press("#skriv-under").await;
    // The second hint waits for its time.
    scene.until_asked().await;
    assert!(matches!(scene.outcome().await, Outcome::Successful { .. }));
}
