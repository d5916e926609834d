//! Canonical XML of a document of ten megabytes, in process.

use std::hint::black_box;
use std::process::Command;
use std::time::Duration;

use fk_runtime::xml::{self, canonical};
use fk_tests::reports::report;
use fk_tests::tools::{Availability, LXML};

use crate::median;

const ROUNDS: usize = 15;

pub(crate) fn print() {
    let written = xml::to_string(&report(1, 90_000)).unwrap();
    // As others write it: with a declaration, attributes and references to be put in order, and empty-element tags.
    let other = format!(
        "<?xml version=\"1.0\"?>\n{}",
        written.replace("><", ">\r\n  <").replace('"', "'")
    );
    println!("\nCanonicalising a document, in process; medians of {ROUNDS}\n");
    println!("{:<52} {:>10} {:>12}", "", "ms", "MB a second");
    for (name, document) in [
        ("its own canonical form", written),
        ("indented, with other quotes", other),
    ] {
        let octets = document.as_bytes();
        let megabytes = octets.len() as f64 / 1e6;
        let row = |who: &str, duration: Duration| {
            let seconds = duration.as_secs_f64();
            println!(
                "{:<52} {:>10.1} {:>12.0}",
                format!("{who}: {name}, {megabytes:.1} MB"),
                seconds * 1e3,
                megabytes / seconds
            );
        };
        let length = canonical::document(octets).unwrap().len();
        row(
            "ours, reading and all",
            median(ROUNDS, || {
                black_box(canonical::document(black_box(octets)).unwrap());
            }),
        );
        match LXML.availability() {
            Availability::Present => {
                let [whole, alone] = lxml(octets, length);
                row("lxml, reading and all", whole);
                row("lxml, of a tree in memory", alone);
            }
            _ => println!("{:<52} {}", "lxml", LXML.missing()),
        }
    }
}

/// How long lxml takes by its own clock: reading and canonicalising, and canonicalising alone.
fn lxml(octets: &[u8], length: usize) -> [Duration; 2] {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("document.xml");
    std::fs::write(&document, octets).unwrap();
    let output = Command::new("python3")
        .args(["-c", include_str!("canonical.py")])
        .arg(&document)
        .arg(ROUNDS.to_string())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let (mut whole, mut alone) = (Vec::new(), Vec::new());
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let figures: Vec<f64> = line.split(' ').map(|figure| figure.parse().unwrap()).collect();
        let [parsed, canonical, found] = figures.as_slice() else {
            panic!("{line}")
        };
        assert_eq!(*found as usize, length, "both write the same");
        whole.push(Duration::from_secs_f64(parsed + canonical));
        alone.push(Duration::from_secs_f64(*canonical));
    }
    [whole, alone].map(|mut durations| {
        durations.sort_unstable();
        durations[durations.len() / 2]
    })
}
