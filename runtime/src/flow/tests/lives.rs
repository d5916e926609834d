//! Documents from being handed over to their outcome, when nothing goes wrong.

use super::super::{Outcome, State};
use super::service::{AGENCY, LIFE, Person, Service, begin, one, seconds, word};

#[tokio::test]
async fn a_signature_is_seen_by_asking_and_with_the_time_at_which_it_was_seen() {
    let (service, mut watched) = one(Some(AGENCY), Person::Signs(seconds(100))).await;
    service.pass(seconds(99)).await;
    assert_eq!(word(&watched), "nothing");
    assert_eq!(watched.told.borrow().seen.unwrap().state, State::Started);
    service.pass(seconds(60)).await;
    let outcome = watched.ended().await.unwrap();
    assert!(matches!(outcome, Outcome::Successful { .. }), "{outcome:?}");
    assert!(
        outcome.seen() <= service.clock.now()
            && outcome.seen() >= service.clock.now() - chrono::Duration::seconds(60)
    );
    assert_eq!(watched.ended().await.unwrap(), outcome, "it stays known");
}

#[tokio::test]
async fn intervals_grow_to_five_minutes_and_a_look_is_never_later_than_half_the_time_the_person_has_taken() {
    let (service, _watched) = one(Some(AGENCY), Person::Closes).await;
    service.pass(seconds(3600)).await;
    let looks = service.document(1).looks;
    assert!(
        (4.9..5.5).contains(&looks[0].as_secs_f64()),
        "the first look is after 5 s: {looks:?}"
    );
    for pair in looks.windows(2) {
        let (before, interval) = (pair[0].as_secs_f64(), (pair[1] - pair[0]).as_secs_f64());
        assert!(
            interval <= (before * 0.5 + 5.5).min(301.0),
            "{interval} s after {before} s"
        );
    }
    let last = looks[looks.len() - 1] - looks[looks.len() - 2];
    assert!((299.0..302.0).contains(&last.as_secs_f64()), "{last:?}");
    assert!(looks.len() < 25, "{}", looks.len());
}

#[tokio::test]
async fn what_is_signed_two_minutes_before_the_end_is_seen() {
    let (service, watched) = one(Some(AGENCY), Person::Signs(LIFE - seconds(120))).await;
    service.pass(LIFE + seconds(30)).await;
    assert_eq!(word(&watched), "successful");
}

#[tokio::test]
async fn a_document_that_nobody_signs_expires_and_not_before_its_life_is_surely_over() {
    let (service, watched) = one(Some(AGENCY), Person::Closes).await;
    service.pass(LIFE).await;
    assert_eq!(word(&watched), "nothing");
    service.pass(seconds(30)).await;
    assert_eq!(word(&watched), "expired");
    let looks = service.document(1).looks;
    let before = looks.iter().rev().find(|at| **at < LIFE).unwrap();
    assert!(
        LIFE - *before <= seconds(91),
        "the last look before the end is at {before:?}"
    );
    assert!(*looks.last().unwrap() >= LIFE);
}

#[tokio::test]
async fn a_slow_answer_to_the_handing_over_makes_nothing_expire_too_soon_or_absent_too_late() {
    let service = Service::new(Some(AGENCY));
    let scheduler = service.scheduler(Some(AGENCY));
    // The service counts from the end of its 40 seconds, and we cannot know.
    service.inner().latency = seconds(40);
    let begun = tokio::spawn({
        let (service, scheduler) = (service.clone(), scheduler.clone());
        async move { begin(&service, &scheduler, 1, Person::Cancels(LIFE + seconds(10))).await }
    });
    service.pass(seconds(41)).await;
    let watched = begun.await.unwrap();
    service.inner().latency = seconds(0);
    // Absent from 7210 s on: within the life by the service's count, perhaps over by ours.
    service.pass(LIFE + seconds(40) - service.clock.elapsed()).await;
    assert_eq!(word(&watched), "nothing");
    service.pass(seconds(60)).await;
    assert_eq!(word(&watched), "expired");
    assert!(*service.document(1).looks.last().unwrap() >= LIFE + seconds(40));
}

#[tokio::test]
async fn a_cancelled_document_is_absent_when_a_second_look_says_so() {
    let (service, watched) = one(Some(AGENCY), Person::Cancels(seconds(1))).await;
    service.pass(seconds(6)).await;
    assert_eq!(service.looks(1), 1);
    assert_eq!(watched.told.borrow().seen.unwrap().state, State::Absent);
    assert_eq!(word(&watched), "nothing", "one answer is not enough");
    service.pass(seconds(15)).await;
    assert_eq!((word(&watched), service.looks(1)), ("absent", 2));
}

#[tokio::test]
async fn an_absent_that_is_taken_back_is_not_told() {
    let (service, watched) = one(Some(AGENCY), Person::Cancels(seconds(1))).await;
    service.pass(seconds(6)).await;
    service.person(1, Person::Signs(seconds(600)));
    service.pass(seconds(100)).await;
    assert_eq!(word(&watched), "nothing");
    // Two that are not in a row are not enough either.
    service.person(1, Person::Cancels(seconds(1)));
    while service.document(1).looks.last().unwrap() < &seconds(110) {
        service.pass(seconds(1)).await;
    }
    assert_eq!(word(&watched), "nothing");
    service.person(1, Person::Signs(seconds(600)));
    service.pass(seconds(900)).await;
    assert_eq!(word(&watched), "successful");
}

#[tokio::test]
async fn a_document_that_the_service_knows_after_its_life_is_followed_on() {
    let (service, watched) = one(Some(AGENCY), Person::Closes).await;
    service.pass(LIFE - seconds(10)).await;
    // The service's own count has begun anew.
    service.forget_age(1);
    service.pass(seconds(1000)).await;
    assert_eq!(word(&watched), "nothing");
    service.person(1, Person::Signs(seconds(0)));
    service.pass(seconds(301)).await;
    assert_eq!(word(&watched), "successful");
}
