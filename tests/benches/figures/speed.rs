//! Reading and writing, side by side.

use std::error::Error;
use std::time::{Duration, Instant};

use fk_runtime::xml;
use fk_tests::reports::report;

use crate::contestants::{Contestant, Entry};
use crate::documents::restyled;
use crate::samples::Samples;
use crate::table;

/// How long a sample takes at least: long against the resolution of the clock.
const SAMPLE: Duration = Duration::from_millis(2);

/// How many samples of each contestant are taken.
const SAMPLES: usize = 60;

pub(crate) fn print() -> Result<(), Box<dyn Error>> {
    let mut rows = Vec::new();
    for (count, as_others_write) in [
        (3, false),
        (62, false),
        (62, true),
        (1_000, false),
        (20_000, false),
    ] {
        let canonical = xml::to_string(&report(1, count))?;
        let (name, text) = if as_others_write {
            (format!("{count} *"), restyled(&canonical))
        } else {
            (count.to_string(), canonical)
        };
        let entry = Entry::new(text, count)?;
        rows.push(measure(name, &entry));
    }
    table::print(
        "Reading and writing ELT 1.0.2: µs a document, median (least); * with a prefix on every element, indented",
        &[
            "rows",
            "bytes",
            "our read",
            "rival read",
            "bare events",
            "our write",
            "rival write",
            "rival/our read",
            "rival/our write",
            "our read/bare",
        ],
        &rows,
    );
    Ok(())
}

fn measure(name: String, entry: &Entry) -> Vec<String> {
    let contestants = entry.contestants();
    let repetitions: Vec<u32> = contestants.iter().map(repetitions).collect();
    let mut durations = vec![Vec::new(); contestants.len()];
    // In turns, so that whatever else the machine does hits all alike.
    for _ in 0..SAMPLES {
        for ((contestant, repetitions), durations) in contestants.iter().zip(&repetitions).zip(&mut durations)
        {
            durations.push(sample(contestant, *repetitions));
        }
    }
    let samples: Vec<Samples> = durations.into_iter().map(Samples::new).collect();
    let micros = |duration: Duration| duration.as_secs_f64() * 1e6;
    let of = |who: &str| {
        let position = contestants.iter().position(|(name, _)| *name == who);
        &samples[position.unwrap_or_else(|| panic!("nobody is called {who}"))]
    };
    let ratio =
        |over: &str, under: &str| format!("{:.1}", micros(of(over).median()) / micros(of(under).median()));
    let mut row = vec![name, entry.text.len().to_string()];
    row.extend(
        samples
            .iter()
            .map(|samples| format!("{:.1} ({:.1})", micros(samples.median()), micros(samples.min()))),
    );
    row.extend([
        ratio("rival read", "our read"),
        ratio("rival write", "our write"),
        ratio("our read", "bare"),
    ]);
    row
}

/// How often a contestant must run for a sample to take [`SAMPLE`]; it is warm by then.
fn repetitions(contestant: &Contestant<'_>) -> u32 {
    let mut repetitions = 1;
    while sample(contestant, repetitions) * repetitions < SAMPLE {
        repetitions *= 2;
    }
    repetitions
}

/// The time of one run, as the mean of so many.
fn sample((_, run): &Contestant<'_>, repetitions: u32) -> Duration {
    let started = Instant::now();
    for _ in 0..repetitions {
        run();
    }
    started.elapsed() / repetitions
}
