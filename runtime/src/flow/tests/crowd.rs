//! Thousands of documents within the agency's pace.

use std::time::Duration;

use super::super::admission::{Gate, Room};
use super::super::life::{Life, Moment};
use super::super::scheduler::Watched;
use super::super::watch::Watch;
use super::service::{AGENCY, Document, Failure, LIFE, Person, Service, pace, seconds, word};

const CROWD: u32 = 5000;

/// What the person does with the document of a code, and which outcome that must have: signs after some time, closes the
/// browser, or cancels.
fn person(code: u32) -> (u64, fn(Duration) -> Person, &'static str) {
    match code % 10 {
        // Two minutes to almost two hours after the document is there.
        0..=6 => (120 + u64::from(code) * 97 % 6900, Person::Signs, "successful"),
        7 => (u64::from(code) % 3000, Person::Cancels, "absent"),
        _ => (0, |_| Person::Closes, "expired"),
    }
}

/// Opens a crowd as quickly as it can be, lets all lives pass, and gives the handles in the order of the codes.
async fn crowd(service: &Service, hinted: bool) -> Vec<Watched<Service>> {
    let scheduler = service.scheduler(Some(AGENCY));
    let gate = std::sync::Arc::new(Gate::new(pace(Some(AGENCY))));
    let mut opening = Vec::new();
    for code in 0..CROWD {
        let (service, scheduler, gate) = (service.clone(), scheduler.clone(), gate.clone());
        opening.push(tokio::spawn(async move {
            let room = Room::take(&scheduler, Some(6000)).unwrap();
            gate.pass(&service.clock).await;
            let turn = service.turn_now().await;
            let sent = Moment::now(&service.clock);
            let (after, does, _) = person(code);
            service
                .create(turn, code, does(service.clock.elapsed() + seconds(after)))
                .await;
            let now = Moment::now(&service.clock);
            let begun = Watch::begun(Life::begun(LIFE, sent, now), pace(Some(AGENCY)).last_look(), now);
            room.fill(code, begun)
        }));
    }
    let step = Duration::from_millis(150);
    while opening.iter().any(|one| !one.is_finished()) {
        service.pass_by(seconds(10), step).await;
        assert!(
            service.clock.elapsed() < seconds(6000),
            "all are handed over in time"
        );
    }
    let mut all = Vec::new();
    for one in opening {
        all.push(one.await.unwrap());
    }
    for _ in 0..220 {
        if hinted {
            (0..CROWD)
                .filter(|code| code % 7 == 0)
                .for_each(|code| scheduler.hint(&code));
        }
        service.pass_by(seconds(60), step).await;
        if scheduler.agenda().len() == 0 {
            break;
        }
    }
    all
}

/// Whether the outcome of a document that the person cancelled is that its time ran out, because failures left it without
/// two answers, a quarter of a minute apart, that are surely within its life.
fn unconfirmed(document: &Document, outcome: &str) -> bool {
    let Person::Cancels(at) = document.person else {
        return false;
    };
    // What the agency is slower with, and by how much clocks may differ.
    let sure = document.created + LIFE - seconds(10);
    let answers: Vec<_> = document
        .answers
        .iter()
        .filter(|answer| **answer >= at && **answer < sure)
        .collect();
    let apart = answers
        .first()
        .zip(answers.last())
        .map(|(first, last)| **last - **first);
    outcome == "expired" && apart.is_none_or(|apart| apart < seconds(15))
}

fn check(service: &Service, all: &[Watched<Service>]) {
    assert!(
        service.most_in_a_minute() <= 200,
        "{} in a minute",
        service.most_in_a_minute()
    );
    let (mut wrong, mut latest_look, mut longest) = (Vec::new(), Duration::ZERO, Duration::ZERO);
    let mut left_open = 0;
    for (code, watched) in (0..).zip(all) {
        let (_, _, right) = person(code);
        let document = service.document(code);
        match word(watched) {
            outcome if outcome == right => {}
            outcome if unconfirmed(&document, outcome) => left_open += 1,
            outcome => wrong.push((code, outcome, document.clone())),
        }
        let mut before = document.created;
        for look in &document.looks {
            longest = longest.max(*look - before);
            before = *look;
        }
        if right == "expired" {
            let end = document.created + LIFE;
            let last = document.looks.iter().rev().find(|look| **look < end).unwrap();
            latest_look = latest_look.max(end - *last);
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {CROWD} are wrong, such as {:?}",
        wrong.len(),
        &wrong[..wrong.len().min(5)]
    );
    assert!(
        left_open <= 5,
        "of 500 that were cancelled, failures left {left_open} without an answer that counts"
    );
    // The last look is had within a minute and a half of the end, in the order of the ends.
    assert!(
        latest_look <= seconds(95),
        "a last look was {latest_look:?} before the end"
    );
    // Half of the budget goes round all documents in 50 minutes; handing over and last looks leave less for a time.
    assert!(
        longest <= seconds(80 * 60),
        "a document was not looked at for {longest:?}"
    );
}

#[tokio::test]
async fn five_thousand_documents_end_right_within_the_pace_and_none_starves() {
    let service = Service::new(Some(AGENCY));
    let all = crowd(&service, false).await;
    check(&service, &all);
}

#[tokio::test]
async fn slow_answers_failures_and_floods_of_hints_change_no_outcome() {
    let service = Service::new(Some(AGENCY));
    service.inner().latency = Duration::from_millis(1500);
    service.inner().failure = Some(|call| (call % 11 == 0).then_some(Failure::Passing));
    let all = crowd(&service, true).await;
    check(&service, &all);
    assert!(service.inner().most_under_way <= 64 + 64);
    assert!(
        service.inner().most_under_way > 1,
        "slow answers are waited for side by side"
    );
}
