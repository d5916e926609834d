//! What a call costs: our client beside a bare reqwest that posts the same bytes to the same server, over mutual TLS on
//! loopback; and how many calls a second the emulator answers.
//!
//! Each contestant and the server has a process of its own, so that its memory is its own.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod client;

use std::collections::BTreeMap;

use fk_emulator::{Emulator, Options, Service, Signatures};
use fk_tests::peer::{self, Peer};
use serde_json::{Value, json};

use crate::client::Contestant;

/// Rounds of each contestant, in turns, so that whatever else the machine does hits all alike.
const ROUNDS: usize = 5;

/// Calls in a round.
const CALLS: usize = 1_000;

/// Calls of the measurement of the emulator, all of its callers together.
const LOAD: usize = 20_000;

fn main() {
    match peer::part().as_deref() {
        Some("server") => serve(),
        Some("load") => client::load(LOAD),
        Some(name) => client::play(Contestant::named(name), CALLS),
        None => referee(),
    }
}

fn serve() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let emulator = runtime
        .block_on(Emulator::start(
            Options::new(folder.path()).with_signatures(Signatures::Any),
        ))
        .unwrap();
    let certificates = emulator.certificates();
    peer::tell(&json!({
        "url": emulator.url(Service::Elt),
        "identity": certificates.identity(),
        "authority": certificates.authority(),
    }));
    peer::answer(|_| json!(emulator.received_count()));
}

fn referee() {
    let mut server = Peer::start("server", &[]);
    let reached = server.told();
    let arguments = [reached.to_string()];
    let mut rounds: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for _ in 0..ROUNDS {
        for contestant in Contestant::ALL {
            let told = Peer::start(contestant.name(), &arguments).ended();
            rounds.entry(contestant.name()).or_default().push(told);
        }
    }
    println!(
        "A document of 62 rows over mutual TLS on loopback, one call after the other; medians of {ROUNDS} rounds of {CALLS}"
    );
    println!(
        "{:<44} {:>9} {:>9} {:>9} {:>14}",
        "", "p50 µs", "p99 µs", "calls/s", "peak memory"
    );
    let median = |name: &str, figure: &str| {
        let mut figures: Vec<u64> = rounds[name]
            .iter()
            .map(|told| told[figure].as_u64().unwrap())
            .collect();
        figures.sort_unstable();
        figures[figures.len() / 2]
    };
    for contestant in Contestant::ALL {
        let [p50, p99, rate, memory] =
            ["p50", "p99", "rate", "memory"].map(|figure| median(contestant.name(), figure));
        println!(
            "{:<44} {p50:>9} {p99:>9} {rate:>9} {memory:>10} KiB",
            contestant.words()
        );
    }
    let ours = median(Contestant::Ours.name(), "p50");
    for other in [Contestant::BareAnew, Contestant::BareKept] {
        let hundredths = ours * 100 / median(other.name(), "p50");
        println!(
            "our p50 is {}.{:02} times that of {}",
            hundredths / 100,
            hundredths % 100,
            other.words()
        );
    }

    let told = Peer::start("load", &arguments).ended();
    println!(
        "the emulator: {} calls a second ({LOAD} calls by 16 callers with kept connections)",
        told["rate"]
    );
    let expected = ROUNDS * (CALLS + client::WARM_UP) * Contestant::ALL.len() + LOAD;
    assert_eq!(server.ask("received"), json!(expected), "every call was taken in");
}
