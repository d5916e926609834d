//! The contestants.

use std::path::Path;
use std::time::{Duration, Instant};

use fk_contracts::elt;
use fk_contracts::elt::envelope::{SkickaTidredovisningOperation, SkickaTidredovisningResponderClient};
use fk_runtime::pacing::Pacer;
use fk_runtime::soap::{self, Operation, Settings, Version};
use fk_runtime::tls::{self, Authorities, Identity, Roots};
use fk_tests::{peer, reports};
use serde_json::{Value, json};

/// Rows of the document.
const ROWS: usize = 62;

/// Calls that are made before anything is measured.
pub(crate) const WARM_UP: usize = 50;

/// Who calls.
#[derive(Clone, Copy)]
pub(crate) enum Contestant {
    /// Our client: it writes the envelope, makes the call and reads the answer.
    Ours,
    /// reqwest posts bytes that are made once, on a new connection each time, as ours does.
    BareAnew,
    /// The same on one connection that is kept.
    BareKept,
}

impl Contestant {
    pub(crate) const ALL: [Self; 3] = [Self::Ours, Self::BareAnew, Self::BareKept];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::BareAnew => "bare-anew",
            Self::BareKept => "bare-kept",
        }
    }

    pub(crate) fn named(name: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|contestant| contestant.name() == name)
            .unwrap()
    }

    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Ours => "our client",
            Self::BareAnew => "bare reqwest, a connection for each call",
            Self::BareKept => "bare reqwest, one kept connection",
        }
    }
}

/// What the server said of itself.
fn reached() -> Value {
    // cargo adds an argument of its own, behind ours.
    serde_json::from_str(&std::env::args().nth(1).unwrap()).unwrap()
}

fn identity(reached: &Value) -> Identity {
    Identity::from_file(Path::new(reached["identity"].as_str().unwrap()), None).unwrap()
}

fn roots(reached: &Value) -> Roots {
    Roots::Only(Authorities::from_file(Path::new(reached["authority"].as_str().unwrap())).unwrap())
}

/// Makes calls one after the other, and tells what they cost.
pub(crate) fn play(contestant: Contestant, calls: usize) {
    let reached = reached();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let durations = runtime.block_on(async {
        match contestant {
            Contestant::Ours => ours(&reached, calls).await,
            Contestant::BareAnew => bare(&Bare::new(&reached, 0), calls).await,
            Contestant::BareKept => bare(&Bare::new(&reached, 1), calls).await,
        }
    });
    peer::tell(&figures(durations));
}

fn figures(mut durations: Vec<Duration>) -> Value {
    let whole: Duration = durations.iter().sum();
    durations.sort_unstable();
    let at = |hundredth: usize| durations[durations.len() * hundredth / 100].as_micros();
    json!({
        "p50": u64::try_from(at(50)).unwrap(),
        "p99": u64::try_from(at(99)).unwrap(),
        "rate": u64::try_from(durations.len() as u128 * 1_000_000 / whole.as_micros()).unwrap(),
        "memory": peer::memory("VmHWM"),
    })
}

async fn ours(reached: &Value, calls: usize) -> Vec<Duration> {
    let settings = Settings::new(reached["url"].as_str().unwrap())
        .with_identity(identity(reached))
        .with_roots(roots(reached))
        .with_pacer(Pacer::unpaced());
    let client = SkickaTidredovisningResponderClient::new(elt::current::CONTRACT, settings).unwrap();
    let request = reports::envelope_of(1, ROWS);
    let mut durations = Vec::with_capacity(calls);
    for call in 0..WARM_UP + calls {
        let started = Instant::now();
        let answer = client.unverified().skicka_tidredovisning(&request).await.unwrap();
        let elapsed = started.elapsed();
        assert!(!answer.tx_id.is_empty());
        if call >= WARM_UP {
            durations.push(elapsed);
        }
    }
    durations
}

/// reqwest with the bytes that our client sends.
struct Bare {
    client: reqwest::Client,
    url: String,
    bytes: Vec<u8>,
}

impl Bare {
    fn new(reached: &Value, kept: usize) -> Self {
        let config = tls::client_config(&roots(reached), Some(&identity(reached))).unwrap();
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured((*config).clone())
            .http1_only()
            .no_proxy()
            .pool_max_idle_per_host(kept);
        let request = reports::envelope_of(1, ROWS);
        Self {
            client: client.build().unwrap(),
            url: reached["url"].as_str().unwrap().to_owned(),
            bytes: soap::write_request::<SkickaTidredovisningOperation>(Version::V1_1, &request, &())
                .unwrap(),
        }
    }

    async fn post(&self) {
        let action = format!("\"{}\"", SkickaTidredovisningOperation::ACTION);
        let request = self
            .client
            .post(&self.url)
            .header("content-type", "text/xml; charset=utf-8")
            .header("soapaction", action)
            .body(self.bytes.clone());
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200);
        assert!(!response.bytes().await.unwrap().is_empty());
    }
}

async fn bare(bare: &Bare, calls: usize) -> Vec<Duration> {
    let mut durations = Vec::with_capacity(calls);
    for call in 0..WARM_UP + calls {
        let started = Instant::now();
        bare.post().await;
        if call >= WARM_UP {
            durations.push(started.elapsed());
        }
    }
    durations
}

/// Makes as many calls as the server answers, by 16 callers.
pub(crate) fn load(calls: usize) {
    const CALLERS: usize = 16;
    let reached = reached();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let bare = std::sync::Arc::new(Bare::new(&reached, CALLERS));
    let started = Instant::now();
    runtime.block_on(async {
        let callers = (0..CALLERS).map(|_| {
            let bare = bare.clone();
            tokio::spawn(async move {
                for _ in 0..calls / CALLERS {
                    bare.post().await;
                }
            })
        });
        for caller in callers.collect::<Vec<_>>() {
            caller.await.unwrap();
        }
    });
    let rate = calls as u128 * 1_000 / started.elapsed().as_millis();
    peer::tell(&json!({ "rate": u64::try_from(rate).unwrap() }));
}
