//! Calls that fail.

use super::service::{AGENCY, Failure, LIFE, Person, one, seconds, told, word};

#[tokio::test]
async fn failures_in_between_are_no_outcome() {
    let (service, watched) = one(Some(AGENCY), Person::Signs(seconds(300))).await;
    service.inner().failure = Some(|call| (call % 3 != 0).then_some(Failure::Passing));
    service.pass(seconds(200)).await;
    assert_eq!(word(&watched), "nothing");
    assert!(service.looks(1) > 3);
    service.pass(seconds(1000)).await;
    assert_eq!(word(&watched), "successful");
}

#[tokio::test]
async fn a_service_in_trouble_is_asked_at_growing_intervals() {
    let (service, watched) = one(Some(AGENCY), Person::Closes).await;
    service.inner().failure = Some(|_| Some(Failure::Passing));
    service.pass(seconds(3600)).await;
    assert_eq!(word(&watched), "nothing");
    let looks = service.looks(1);
    // 5, 10, 20, 40, 80, 160 seconds, and then 300.
    assert!((14..=18).contains(&looks), "{looks}");
}

#[tokio::test]
async fn when_nothing_is_learnt_until_the_life_is_surely_over_the_document_expires() {
    let (service, watched) = one(Some(AGENCY), Person::Signs(seconds(60))).await;
    service.inner().failure = Some(|_| Some(Failure::Passing));
    service.pass(LIFE + seconds(599)).await;
    assert_eq!(word(&watched), "nothing", "the service may answer yet");
    service.pass(seconds(400)).await;
    assert_eq!(word(&watched), "expired");
}

#[tokio::test]
async fn the_last_look_is_made_again_when_it_fails() {
    let (service, watched) = one(Some(AGENCY), Person::Signs(LIFE - seconds(200))).await;
    service.pass(LIFE - seconds(210)).await;
    let before = service.looks(1);
    service.fail_next(3);
    service.pass(seconds(205)).await;
    assert_eq!(word(&watched), "successful");
    assert!(service.looks(1) > before + 3, "three looks have failed");
}

#[tokio::test]
async fn a_failure_between_two_absents_does_not_make_them_one() {
    let (service, watched) = one(Some(AGENCY), Person::Cancels(seconds(1))).await;
    service.pass(seconds(6)).await;
    service.fail_next(1);
    service.pass(seconds(16)).await;
    assert_eq!((word(&watched), service.looks(1)), ("nothing", 2));
    service.pass(seconds(30)).await;
    assert_eq!(word(&watched), "absent");
}

#[tokio::test]
async fn what_does_not_get_better_by_asking_is_told_when_it_has_been_asked_twice() {
    let (service, watched) = one(Some(AGENCY), Person::Closes).await;
    service.inner().failure = Some(|_| Some(Failure::Lasting));
    service.pass(seconds(6)).await;
    assert_eq!(word(&watched), "nothing");
    service.pass(seconds(16)).await;
    assert_eq!(told(&watched), Some(Err(Failure::Lasting)));
    let looks = service.looks(1);
    service.pass(seconds(600)).await;
    assert_eq!(service.looks(1), looks, "nobody asks any more");
}

#[tokio::test]
async fn a_refusal_that_is_gone_the_next_time_is_not_told() {
    let (service, watched) = one(Some(AGENCY), Person::Signs(seconds(100))).await;
    service.inner().failure = Some(|call| (call == 1).then_some(Failure::Lasting));
    service.pass(seconds(300)).await;
    assert_eq!(word(&watched), "successful");
}
