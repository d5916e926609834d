//! Turns: given back in time, waited for or not, shared by host and clock.

use std::time::Duration;

use chrono::{TimeZone, Utc};
use fk_runtime::clock::Clock;
use fk_runtime::pacing::{NoTurn, Pacer};
use fk_runtime::rest::{CallFailure, NotSentCause, Turns};
use fk_runtime::{Pacing, Spread};
use tokio::time::timeout;

use crate::client::{Told, client, find, quick, register, told};
use crate::register::{Find, Found};
use crate::requests::taken;
use crate::server::{Script, Server};

const MINUTE: Duration = Duration::from_secs(60);

fn freely(calls: u32) -> Pacing {
    Pacing {
        calls,
        seconds: 60,
        spread: Spread::Freely,
    }
}

fn manual() -> Clock {
    Clock::manual(Utc.with_ymd_and_hms(2026, 10, 31, 12, 0, 0).unwrap())
}

fn again_after(pacer: &Pacer) -> Duration {
    pacer.try_turn().unwrap_err().again_after
}

#[test]
fn a_slot_is_free_again_when_the_time_has_passed_since_the_call_ended() {
    let clock = manual();
    let pacer = Pacer::new(freely(2)).with_clock(clock.clone());
    let (one, other) = (pacer.try_turn().unwrap(), pacer.try_turn().unwrap());
    // Both calls are under way.
    assert_eq!(again_after(&pacer), MINUTE);
    clock.advance(Duration::from_secs(90)).unwrap();
    assert_eq!(again_after(&pacer), MINUTE, "they have not ended");
    drop(one);
    clock.advance(Duration::from_secs(20)).unwrap();
    assert_eq!(again_after(&pacer), Duration::from_secs(40));
    drop(other);
    clock.advance(Duration::from_nanos(39_999_999_999)).unwrap();
    assert_eq!(again_after(&pacer), Duration::from_nanos(1));
    clock.advance(Duration::from_nanos(1)).unwrap();
    let _turn = pacer.try_turn().unwrap();
    assert_eq!(again_after(&pacer), Duration::from_secs(20));
}

#[test]
fn an_even_pace_counts_from_the_beginning_of_a_call() {
    let clock = manual();
    let pacing = Pacing {
        calls: 4,
        seconds: 2,
        spread: Spread::Evenly,
    };
    let pacer = Pacer::new(pacing).with_clock(clock.clone());
    let _long = pacer.try_turn().unwrap();
    assert_eq!(again_after(&pacer), Duration::from_millis(500));
    clock.advance(Duration::from_millis(500)).unwrap();
    let _turn = pacer.try_turn().unwrap();
}

#[tokio::test]
async fn whoever_waits_is_before_whoever_will_not_and_is_told_how_many_are_before() {
    let clock = manual();
    let pacer = Pacer::new(freely(1)).with_clock(clock.clone());
    drop(pacer.try_turn().unwrap());
    let waits = |pacer: Pacer| tokio::spawn(async move { drop(pacer.turn().await) });
    let (one, other) = (waits(pacer.clone()), waits(pacer.clone()));
    tokio::task::yield_now().await;
    assert_eq!(again_after(&pacer), 3 * MINUTE);
    clock.advance(MINUTE).unwrap();
    assert!(pacer.try_turn().is_err(), "it is the turn of the one that waits");
    one.await.unwrap();
    other.abort();
    let _ = other.await;
    assert_eq!(again_after(&pacer), MINUTE, "who gave up uses nothing up");
}

#[tokio::test]
async fn clients_of_a_host_share_its_turns_when_they_go_by_the_same_clock() {
    let (clock, other_clock) = (manual(), manual());
    let one = Pacer::of_host_on("clocks.example", freely(1), &clock);
    let same = Pacer::of_host_on("Clocks.Example", freely(1), &clock);
    let other = Pacer::of_host_on("clocks.example", freely(1), &other_clock);
    let system = Pacer::of_host("clocks.example", freely(1));
    let also_system = Pacer::of_host_on("clocks.example", freely(1), &Clock::system());
    drop(one.try_turn().unwrap());
    assert_eq!(same.try_turn().unwrap_err(), NoTurn { again_after: MINUTE });
    drop(other.try_turn().unwrap());
    drop(system.try_turn().unwrap());
    also_system.try_turn().unwrap_err();
}

#[tokio::test]
async fn every_pace_that_is_asked_for_is_kept() {
    let clock = manual();
    let wide = Pacer::of_host_on("paces.example", freely(3), &clock);
    let even = Pacing {
        calls: 1,
        seconds: 2,
        spread: Spread::Evenly,
    };
    let _narrow = Pacer::of_host_on("paces.example", even, &clock);
    // A turn that began before a pace was asked for ends without having a slot of it.
    let fewer = freely(2);
    let early = wide.try_turn().unwrap();
    assert_eq!(again_after(&wide), Duration::from_secs(2));
    let both = Pacer::of_host_on("paces.example", fewer, &clock);
    drop(early);
    for _ in 0..2 {
        clock.advance(Duration::from_secs(2)).unwrap();
        drop(both.try_turn().unwrap());
    }
    clock.advance(Duration::from_secs(2)).unwrap();
    // The widest has its slots back from 60 on, and the last one that was asked for from 62 on.
    assert_eq!(again_after(&wide), Duration::from_secs(56));
}

#[tokio::test]
async fn a_call_that_is_not_to_wait_says_when_there_can_be_a_turn_and_is_not_made() {
    let server = Server::start(taken(), None).await;
    let clock = manual();
    let settings = quick(format!("http://{}", server.address))
        .with_pacer(Pacer::new(freely(1)).with_clock(clock.clone()))
        .with_turns(Turns::AtHand);
    let client = client(settings);
    assert_eq!(told(&find(&client).await).0, Told::Answer);
    clock.advance(Duration::from_secs(15)).unwrap();
    let error = register(&client).await.unwrap_err();
    let CallFailure::NotSent(not_sent) = error.failure() else {
        panic!("{error}");
    };
    assert!(
        matches!(not_sent.cause, NotSentCause::NoTurn { again_after } if again_after == Duration::from_secs(45)),
        "{error}"
    );
    assert!(
        error
            .to_string()
            .contains("45s at the soonest. It may be sent again"),
        "{error}"
    );
    assert_eq!(
        client.turn().await.unwrap_err().again_after,
        Duration::from_secs(45)
    );
    assert_eq!(server.connections(), 1);
    clock.advance(Duration::from_secs(45)).unwrap();
    assert_eq!(told(&register(&client).await).0, Told::Answer);
}

#[tokio::test]
async fn what_went_wrong_is_told_when_there_is_no_turn_to_try_again_in() {
    let server = Server::start(Script::CloseRead, None).await;
    let settings = quick(format!("http://{}", server.address))
        .with_pacer(Pacer::new(freely(1)))
        .with_turns(Turns::AtHand)
        .with_connect_attempts(3);
    assert_eq!(told(&find(&client(settings)).await).0, Told::OutcomeUnknown);
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_waiting_call_is_made_when_the_clock_is_put_forward() {
    let server = Server::start(taken(), None).await;
    let clock = manual();
    let pacer = Pacer::new(freely(1)).with_clock(clock.clone());
    let client = client(quick(format!("http://{}", server.address)).with_pacer(pacer));
    assert_eq!(told(&find(&client).await).0, Told::Answer);
    let second = tokio::spawn(async move { told(&register(&client).await).0 });
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(server.connections(), 1);
    clock.advance(MINUTE).unwrap();
    assert_eq!(second.await.unwrap(), Told::Answer);
}

#[tokio::test]
async fn a_call_holds_its_turn_until_it_ends_and_gives_it_back_when_it_is_given_up() {
    let server = Server::start(Script::Silence, None).await;
    let clock = manual();
    let pacer = Pacer::new(freely(1)).with_clock(clock.clone());
    let client = client(quick(format!("http://{}", server.address)).with_pacer(pacer.clone()));
    let turn = client.turn().await.unwrap();
    let found = Found::at("here");
    let call = client.call_in::<Find>(turn, &found, &());
    let mut call = Box::pin(call);
    assert!(timeout(Duration::from_millis(200), &mut call).await.is_err());
    clock.advance(2 * MINUTE).unwrap();
    assert_eq!(again_after(&pacer), MINUTE, "it is under way");
    drop(call);
    clock.advance(Duration::from_secs(59)).unwrap();
    assert_eq!(again_after(&pacer), Duration::from_secs(1));
    clock.advance(Duration::from_secs(1)).unwrap();
    let _turn = pacer.try_turn().unwrap();
}

#[tokio::test]
async fn a_turn_of_another_host_does_not_stand_in_for_one_of_this() {
    let server = Server::start(taken(), None).await;
    let pacer = Pacer::new(freely(1));
    let client = client(quick(format!("http://{}", server.address)).with_pacer(pacer.clone()));
    let foreign = Pacer::unpaced().turn().await;
    client
        .call_in::<Find>(foreign, &Found::at("here"), &())
        .await
        .unwrap();
    pacer.try_turn().unwrap_err();
}
