//! What is dropped is not looked at any more.

use std::sync::Arc;

use super::super::admission::{Full, Gate, Room};
use super::super::life::{Life, Moment};
use super::super::watch::Watch;
use super::service::{AGENCY, LIFE, Person, Service, begin, one, pace, seconds, word};

#[tokio::test]
async fn a_document_whose_handle_is_dropped_is_not_looked_at_any_more() {
    let (service, watched) = one(Some(AGENCY), Person::Closes).await;
    let scheduler = watched.scheduler().clone();
    drop(watched);
    assert_eq!(scheduler.agenda().len(), 0);
    service.pass(seconds(600)).await;
    assert_eq!(service.looks(1), 0);
}

#[tokio::test]
async fn a_document_with_two_handles_is_one_document_until_both_are_dropped() {
    let (service, first) = one(Some(AGENCY), Person::Signs(seconds(400))).await;
    let scheduler = first.scheduler().clone();
    let now = Moment::now(&service.clock);
    let begun = || Watch::begun(Life::begun(LIFE, now, now), seconds(60), now);
    let second = scheduler.clone().watch(1, begun());
    assert_eq!(scheduler.agenda().len(), 1);
    drop(first);
    service.pass(seconds(100)).await;
    assert!(service.looks(1) > 3);
    let third = scheduler.clone().watch(1, begun());
    service.pass(seconds(600)).await;
    assert_eq!((word(&second), word(&third)), ("successful", "successful"));
    assert_eq!(scheduler.agenda().len(), 0, "what has ended takes no room");
}

#[tokio::test]
async fn the_task_ends_with_the_last_handle_and_gives_up_the_calls_under_way() {
    let (service, watched) = one(Some(AGENCY), Person::Closes).await;
    service.inner().latency = seconds(20);
    service.pass(seconds(6)).await;
    let scheduler = Arc::downgrade(watched.scheduler());
    assert_eq!(service.under_way(), 1);
    // The service, the scheduler's copy of it; and the one that its task holds.
    drop(watched);
    assert!(scheduler.upgrade().is_none());
    service.pass(seconds(0)).await;
    assert_eq!(service.copies(), 1, "the task is gone, and the call with it");
    service.pass(seconds(600)).await;
    assert_eq!(service.looks(1), 0);
}

#[tokio::test]
async fn there_is_room_for_so_many_and_what_is_given_up_or_ends_makes_room() {
    let service = Service::new(Some(AGENCY));
    let scheduler = service.scheduler(Some(AGENCY));
    let first = Room::take(&scheduler, Some(2)).unwrap();
    let second = Room::take(&scheduler, Some(2)).unwrap();
    let full = Full { open: 2, most: 2 };
    assert_eq!(Room::take(&scheduler, Some(2)).unwrap_err(), full);
    drop(second);
    let second = Room::take(&scheduler, Some(2)).unwrap();
    let now = Moment::now(&service.clock);
    let begun = Watch::begun(Life::begun(LIFE, now, now), seconds(60), now);
    let watched = first.fill(1, begun);
    assert_eq!(
        Room::take(&scheduler, Some(2)).unwrap_err(),
        full,
        "a document takes the room of its opening"
    );
    drop(watched);
    Room::take(&scheduler, Some(2)).unwrap();
    drop(second);
    Room::take(&scheduler, None).unwrap();
}

#[tokio::test]
async fn whoever_gives_up_waiting_to_hand_over_uses_nothing_up() {
    let service = Service::new(Some(AGENCY));
    let gate = Gate::new(pace(Some(AGENCY)));
    for _ in 0..34 {
        gate.pass(&service.clock).await;
    }
    let waiting = tokio::time::timeout(std::time::Duration::ZERO, gate.pass(&service.clock)).await;
    assert!(
        waiting.is_err(),
        "half a minute's worth has been handed over at once"
    );
    let from = service.clock.elapsed();
    service.until(gate.pass(&service.clock)).await;
    assert!(service.clock.elapsed() - from <= seconds(1));
}

#[tokio::test]
async fn a_service_that_takes_any_number_of_calls_is_waited_for_by_nobody() {
    let service = Service::new(None);
    let gate = Gate::new(pace(None));
    let scheduler = service.scheduler(None);
    let mut all = Vec::new();
    for code in 0..1000 {
        gate.pass(&service.clock).await;
        all.push(begin(&service, &scheduler, code, Person::Signs(seconds(2))).await);
    }
    service.pass(seconds(6)).await;
    service.pass(seconds(1)).await;
    assert!(all.iter().all(|watched| word(watched) == "successful"));
}
