//! Turns: even, in order, shared by a host, and not used up by who gives up.

use std::time::Duration;

use fk_runtime::pacing::Pacer;
use fk_runtime::{Pacing, Spread};
use tokio::time::{Instant, timeout};

const SECOND: Pacing = Pacing {
    calls: 1,
    seconds: 1,
    spread: Spread::Evenly,
};

/// Since the beginning, in milliseconds of the tests' own clock.
fn since(start: Instant) -> u128 {
    start.elapsed().as_millis()
}

#[tokio::test(start_paused = true)]
async fn turns_are_even_and_the_first_one_is_at_once() {
    let (pacer, start) = (Pacer::new(SECOND), Instant::now());
    for expected in [0, 1000, 2000] {
        drop(pacer.turn().await);
        assert_eq!(since(start), expected);
    }
    tokio::time::advance(Duration::from_secs(10)).await;
    drop(pacer.turn().await);
    assert_eq!(since(start), 12_000, "turns that nobody took are not saved up");
    drop(pacer.turn().await);
    assert_eq!(since(start), 13_000);
}

#[tokio::test(start_paused = true)]
async fn several_calls_in_a_time_are_spread_over_it() {
    let (pacer, start) = (
        Pacer::new(Pacing {
            calls: 4,
            seconds: 2,
            spread: Spread::Evenly,
        }),
        Instant::now(),
    );
    for expected in [0, 500, 1000, 1500, 2000] {
        drop(pacer.turn().await);
        assert_eq!(since(start), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn turns_come_in_the_order_in_which_they_were_asked_for() {
    let (pacer, start) = (Pacer::new(SECOND), Instant::now());
    let turns = (0..4).map(|number| {
        let pacer = pacer.clone();
        async move {
            drop(pacer.turn().await);
            (number, since(start))
        }
    });
    let tasks: Vec<_> = turns.map(tokio::spawn).collect();
    for (number, task) in tasks.into_iter().enumerate() {
        assert_eq!(task.await.unwrap(), (number, number as u128 * 1000));
    }
}

#[tokio::test(start_paused = true)]
async fn a_turn_that_is_given_up_while_waiting_goes_to_the_next() {
    let (pacer, start) = (Pacer::new(SECOND), Instant::now());
    drop(pacer.turn().await);
    assert!(timeout(Duration::from_millis(400), pacer.turn()).await.is_err());
    drop(pacer.turn().await);
    assert_eq!(since(start), 1000);
}

#[tokio::test(start_paused = true)]
async fn a_host_has_one_pacer_however_it_is_written_and_the_slowest_pace_counts() {
    let start = Instant::now();
    let one = Pacer::of_host("shared.example", SECOND);
    let other = Pacer::of_host("SHARED.example", SECOND);
    let elsewhere = Pacer::of_host("elsewhere.example", SECOND);
    drop(one.turn().await);
    drop(elsewhere.turn().await);
    assert_eq!(since(start), 0);
    drop(other.turn().await);
    assert_eq!(since(start), 1000);
    let slower = Pacer::of_host(
        "shared.example",
        Pacing {
            calls: 1,
            seconds: 3,
            spread: Spread::Evenly,
        },
    );
    drop(slower.turn().await);
    drop(one.turn().await);
    assert_eq!(since(start), 5000);
}

#[tokio::test(start_paused = true)]
async fn without_a_pace_nobody_waits() {
    let (pacer, start) = (Pacer::unpaced(), Instant::now());
    for _ in 0..1000 {
        drop(pacer.turn().await);
    }
    assert_eq!(since(start), 0);
}
