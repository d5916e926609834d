//! What strict JSON costs: a bill read and written, beside bare serde_json of structs with the same
//! fields as strings and floating point, which checks nothing.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod bill;

use std::hint::black_box;
use std::time::{Duration, Instant};

use bill::{BareRakning, Rakning, document};
use fk_runtime::json;

/// Of how many rounds the least is taken: what else runs on the machine makes rounds longer, never shorter.
const ROUNDS: usize = 200;

/// How many documents make a round.
const ROUND: u32 = 200;

fn main() {
    let compact = document();
    let value: serde_json::Value = serde_json::from_str(&compact).unwrap();
    let pretty = serde_json::to_string_pretty(&value).unwrap();
    let ours: Rakning = json::from_str(&compact).unwrap();
    let bare: BareRakning = serde_json::from_str(&compact).unwrap();
    let same: serde_json::Value = serde_json::from_slice(&json::to_vec(&ours).unwrap()).unwrap();
    assert_eq!(same, value, "ours is the same document");
    assert_eq!(serde_json::to_value(&bare).unwrap(), value, "and so is the other");

    println!(
        "A bill of {} fields, {} bytes; µs a document, the least of {ROUNDS} rounds\n",
        fields(&value),
        compact.len()
    );
    println!("{:<44} {:>8} {:>12} {:>8}", "", "ours", "serde_json", "ratio");
    for (name, text) in [
        ("read, compact", &compact),
        ("read, indented and sorted by name", &pretty),
    ] {
        row(
            name,
            || {
                black_box(json::from_slice::<Rakning>(black_box(text.as_bytes())).unwrap());
            },
            || {
                black_box(serde_json::from_slice::<BareRakning>(black_box(text.as_bytes())).unwrap());
            },
        );
    }
    row(
        "written",
        || {
            black_box(json::to_vec(black_box(&ours)).unwrap());
        },
        || {
            black_box(serde_json::to_vec(black_box(&bare)).unwrap());
        },
    );
}

/// How many fields are no objects or arrays themselves.
fn fields(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Object(members) => members.values().map(fields).sum(),
        serde_json::Value::Array(items) => items.iter().map(fields).sum(),
        _ => 1,
    }
}

fn row(name: &str, mut ours: impl FnMut(), mut other: impl FnMut()) {
    let (mut least_ours, mut least_other) = (Duration::MAX, Duration::MAX);
    // In turns, so that a machine that grows slower or faster does so for both.
    for _ in 0..ROUNDS {
        least_ours = least_ours.min(round(&mut ours));
        least_other = least_other.min(round(&mut other));
    }
    let micros = |duration: Duration| duration.as_secs_f64() * 1e6 / f64::from(ROUND);
    let (ours, other) = (micros(least_ours), micros(least_other));
    println!("{name:<44} {ours:>8.2} {other:>12.2} {:>8.2}", ours / other);
}

fn round(work: &mut impl FnMut()) -> Duration {
    let start = Instant::now();
    for _ in 0..ROUND {
        work();
    }
    start.elapsed()
}
