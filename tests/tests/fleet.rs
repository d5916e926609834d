//! 5,000 bills on their way at once, against the emulator and on one clock with it: signals are lost and forged, calls
//! fail, are cut off and late, people sign early, late or never. None is lost, none ends wrong, and there are never more
//! calls than the agency asks for.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use fk_contracts::erak::PACING;
use fk_contracts::erak::current::{Client, Fingerprint, Flow, Flows, NyRakning, Rakning};
use fk_emulator::{Emulator, ErakBehaviour, ErakOptions, Moment, Options, Running};
use fk_runtime::clock::Clock;
use fk_runtime::flow::{OpenError, Outcome};
use fk_runtime::http::Settings;
use fk_runtime::pacing::Pacer;
use fk_runtime::rest::{CallFailure, Token};
use fk_runtime::{Provenance, json};
use fk_tests::bills::SCENARIOS;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

const BILLS: u64 = 5_000;
const MINUTE: Duration = Duration::from_secs(60);

/// What a person does with a bill, and what the browser then does.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Deed {
    Sign {
        signalled: bool,
    },
    /// In the last minute of the bill's life.
    SignLate {
        signalled: bool,
    },
    Cancel,
    /// Nothing, and somebody says that it is signed.
    Forge,
    Nothing,
}

/// By the bill's number, so that every run is the same.
fn deed(number: u64) -> (Deed, Duration) {
    // Spread over the bill's life but for its last ten minutes; a multiplier that has no divisor in common with the modulus.
    let spread = Duration::from_secs(number * 7_919 % 6_480 + 20);
    match number % 20 {
        0..=8 => (Deed::Sign { signalled: true }, spread),
        9..=13 => (Deed::Sign { signalled: false }, spread),
        14 => (Deed::SignLate { signalled: true }, MINUTE * 119),
        15 => (Deed::SignLate { signalled: false }, MINUTE * 119),
        16 | 17 => (Deed::Cancel, spread),
        18 => (Deed::Forge, spread),
        _ => (Deed::Nothing, spread),
    }
}

/// Whether an outcome is what it must be.
fn is_right(deed: Deed, outcome: Outcome) -> bool {
    match (deed, outcome) {
        (Deed::Sign { .. } | Deed::SignLate { .. }, Outcome::Successful { .. })
        | (Deed::Cancel, Outcome::Absent { .. })
        | (Deed::Forge | Deed::Nothing, Outcome::Expired { .. }) => true,
        // Nobody saw it in time, and it says so. It takes two answers to see that a bill was cancelled, and calls fail; how
        // often that comes to this is counted.
        (Deed::SignLate { .. } | Deed::Cancel, Outcome::Expired { .. }) => true,
        _ => false,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_thousand_bills_come_to_their_outcomes_within_the_budget() {
    let begun = Instant::now();
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::manual("2026-11-01T08:00:00Z".parse().unwrap());
    let erak = ErakOptions::new()
        .with_create_script(|number| match number % 1_000 {
            500 => ErakBehaviour::cut(Moment::After),
            600 => ErakBehaviour::failed(Moment::Before),
            _ => ErakBehaviour::deserved(),
        })
        .with_status_script(|number| match number % 100 {
            17 => ErakBehaviour::cut(Moment::After),
            34 => ErakBehaviour::failed(Moment::Before),
            51 => ErakBehaviour::deserved().after(Duration::from_secs(10)),
            _ => ErakBehaviour::deserved(),
        });
    let options = Options::new(folder.path())
        .with_clock(clock.clone())
        .with_erak(erak);
    let emulator = Emulator::start(options).await.unwrap();

    let settings = Settings::new(emulator.erak_url())
        .with_clock(clock.clone())
        .with_pacer(Pacer::new(PACING.unwrap()).with_clock(clock.clone()))
        .accepting(Provenance::Reconstructed);
    let client = Client::new(Token::new("fleet").unwrap(), settings).unwrap();
    let flows = Flows::new(client);

    let (opened, mut people) = mpsc::unbounded_channel();
    let mut bills = JoinSet::new();
    for number in 0..BILLS {
        bills.spawn(follow(flows.clone(), number, opened.clone()));
    }
    drop(opened);

    let mut deeds: BTreeMap<(Duration, u64), Fingerprint> = BTreeMap::new();
    let mut ends: BTreeMap<String, u32> = BTreeMap::new();
    let mut wrong = Vec::new();
    while !bills.is_empty() {
        while let Ok((number, fingerprint)) = people.try_recv() {
            deeds.insert((clock.elapsed() + deed(number).1, number), fingerprint);
        }
        while let Some(due) = deeds.first_entry().filter(|due| due.key().0 <= clock.elapsed()) {
            let ((_, number), fingerprint) = due.remove_entry();
            act(&emulator, &flows, deed(number).0, &fingerprint);
        }
        settle(&emulator).await;
        clock.advance(Duration::from_secs(1)).unwrap();
        while let Some(ended) = bills.try_join_next() {
            let (number, ended) = ended.unwrap();
            let (deed, _) = deed(number);
            let Ok(outcome) = ended else {
                *ends.entry("not known to be handed over".to_owned()).or_default() += 1;
                continue;
            };
            if !is_right(deed, outcome) {
                wrong.push((number, deed, outcome));
            }
            let word = format!("{outcome:?}");
            *ends
                .entry(format!("{deed:?}: {}", word.split(' ').next().unwrap()))
                .or_default() += 1;
        }
    }

    let erak = emulator.erak();
    print_summary(
        &ends,
        erak.calls(),
        erak.most_in_window(),
        clock.elapsed(),
        begun.elapsed(),
    );
    assert_eq!(wrong, []);
    assert_eq!(ends.values().sum::<u32>(), 5_000);
    // One in a thousand is cut off and one fails: a person decides about those.
    assert_eq!(ends["not known to be handed over"], 10);
    let unconfirmed = ends.get("Cancel: Expired").copied().unwrap_or_default();
    assert!(
        unconfirmed <= 5,
        "{unconfirmed} of 500 were not seen to be cancelled"
    );
    assert!(
        erak.most_in_window() <= 200,
        "{} calls in 60 seconds",
        erak.most_in_window()
    );
    assert_eq!(erak.refused(), 0);
    assert!(flows.is_empty());
}

/// Hands a bill over and waits for its outcome.
async fn follow(
    flows: Flows,
    number: u64,
    opened: mpsc::UnboundedSender<(u64, Fingerprint)>,
) -> (u64, Result<Outcome, ()>) {
    let scenario = SCENARIOS[usize::try_from(number).unwrap() % SCENARIOS.len()];
    let bill: Rakning = json::from_str(&scenario.smallest().to_string()).unwrap();
    let call = NyRakning::new("Prov AB", "https://leverantor.example/retur", bill).unwrap();
    let mut flow: Flow = match flows.open(&call).await {
        Ok(flow) => flow,
        Err(OpenError::Create(fk_runtime::flow::CreateError::Call(error))) => {
            assert!(
                matches!(error.failure(), CallFailure::OutcomeUnknown(_)),
                "{error}"
            );
            return (number, Err(()));
        }
        Err(error) => panic!("{error}"),
    };
    opened
        .send((number, flow.accepted().fingerprint.clone()))
        .unwrap();
    drop(opened);
    (number, Ok(flow.outcome().await.unwrap()))
}

fn act(emulator: &Running, flows: &Flows, deed: Deed, fingerprint: &Fingerprint) {
    let signalled = match deed {
        Deed::Sign { signalled } | Deed::SignLate { signalled } => {
            emulator.erak().sign(fingerprint).unwrap();
            signalled
        }
        Deed::Cancel => {
            emulator.erak().cancel(fingerprint).unwrap();
            false
        }
        Deed::Forge => true,
        Deed::Nothing => false,
    };
    if signalled {
        flows.wake(fingerprint);
    }
}

/// Waits until the calls that the time has brought have been made.
async fn settle(emulator: &Running) {
    let mut calls = emulator.erak().calls();
    loop {
        tokio::time::sleep(Duration::from_micros(500)).await;
        let now = emulator.erak().calls();
        if now == calls {
            return;
        }
        calls = now;
    }
}

#[allow(clippy::print_stderr, reason = "figures, for whoever looks")]
fn print_summary(
    ends: &BTreeMap<String, u32>,
    calls: u64,
    most: usize,
    by_the_clock: Duration,
    really: Duration,
) {
    eprintln!(
        "{calls} calls, at most {most} in 60 s; {} min by the clock, {:.1} s in truth",
        by_the_clock.as_secs() / 60,
        really.as_secs_f64()
    );
    for (end, count) in ends {
        eprintln!("{count:5} {end}");
    }
}
