//! Hints: from the signal or the return link, or from anyone.

use super::service::{AGENCY, LIFE, Person, Service, begin, one, seconds, word};

#[tokio::test]
async fn a_hint_makes_a_look_at_once() {
    let (service, watched) = one(Some(AGENCY), Person::Signs(seconds(1200))).await;
    let scheduler = watched.scheduler();
    service.pass(seconds(1200)).await;
    assert_eq!(word(&watched), "nothing");
    scheduler.hint(&1);
    service.pass(seconds(0)).await;
    assert_eq!(word(&watched), "successful");
}

#[tokio::test]
async fn a_hint_is_not_believed() {
    let (service, watched) = one(Some(AGENCY), Person::Closes).await;
    service.pass(seconds(30)).await;
    watched.scheduler().hint(&1);
    service.pass(seconds(5)).await;
    assert_eq!(word(&watched), "nothing");
    service.pass(LIFE).await;
    assert_eq!(word(&watched), "expired");
}

#[tokio::test]
async fn a_flood_of_hints_makes_a_look_every_ten_seconds_and_puts_no_other_off() {
    let (service, watched) = one(Some(AGENCY), Person::Closes).await;
    service.pass(seconds(400)).await;
    let before = service.looks(1);
    for _ in 0..100 {
        for _ in 0..50 {
            watched.scheduler().hint(&1);
        }
        service.pass(seconds(1)).await;
    }
    let looks = service.looks(1) - before;
    assert!((10..=11).contains(&looks), "{looks}");
}

#[tokio::test]
async fn hints_confirm_no_absence() {
    let (service, watched) = one(Some(AGENCY), Person::Cancels(seconds(1))).await;
    service.pass(seconds(6)).await;
    watched.scheduler().hint(&1);
    service.pass(seconds(8)).await;
    assert_eq!((word(&watched), service.looks(1)), ("nothing", 2));
    service.pass(seconds(8)).await;
    assert_eq!(word(&watched), "absent");
}

#[tokio::test]
async fn hints_of_unknown_documents_cost_nothing() {
    let (service, watched) = one(Some(AGENCY), Person::Closes).await;
    let before = service.inner().calls.len();
    for code in 2..1000 {
        watched.scheduler().hint(&code);
    }
    service.pass(seconds(4)).await;
    assert_eq!(service.inner().calls.len(), before);
}

#[tokio::test]
async fn a_hint_that_comes_while_it_is_looked_is_followed_after() {
    let (service, watched) = one(Some(AGENCY), Person::Closes).await;
    service.inner().latency = seconds(3);
    service.pass(seconds(6)).await;
    // The look that began at 5 s is under way; its answer may have been made already.
    watched.scheduler().hint(&1);
    service.pass(seconds(6)).await;
    assert_eq!(service.looks(1), 2);
}

#[tokio::test]
async fn a_flood_of_hints_of_all_documents_leaves_the_others_their_looks() {
    let service = Service::new(Some(AGENCY));
    let scheduler = service.scheduler(Some(AGENCY));
    let mut all = Vec::new();
    for code in 0..600 {
        let watched = service
            .until(begin(&service, &scheduler, code, Person::Closes))
            .await;
        all.push(watched);
    }
    let from = service.clock.elapsed();
    for _ in 0..1200 {
        for code in 0..500 {
            scheduler.hint(&code);
        }
        service.pass(seconds(1)).await;
    }
    assert!(service.most_in_a_minute() <= 200);
    for code in 500..600 {
        let looks = service
            .document(code)
            .looks
            .iter()
            .filter(|at| **at > from)
            .count();
        assert!(
            looks >= 2,
            "document {code} was looked at {looks} times in 20 minutes"
        );
    }
}
