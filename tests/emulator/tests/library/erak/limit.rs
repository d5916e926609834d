//! 200 calls in 60 seconds.

use fk_contracts::erak::current::Fingerprint;

use super::supplier::{Scene, TOKEN, new, told};
use fk_tests::bills::SCENARIOS;

fn unknown() -> Fingerprint {
    Fingerprint::try_from("unknown").unwrap()
}

async fn ask(scene: &Scene, token: &str) -> u16 {
    told(scene.ask(token, &unknown())).await.0
}

#[tokio::test]
async fn the_two_hundred_and_first_call_in_sixty_seconds_is_refused_and_one_after_that_is_not() {
    let scene = Scene::new(|options| options).await;
    let erak = scene.started.emulator.erak();
    assert_eq!(ask(&scene, TOKEN).await, 200);
    scene.wait(30);
    for _ in 1..199 {
        assert_eq!(ask(&scene, TOKEN).await, 200);
    }
    let body = new(&SCENARIOS[0].smallest()).to_string();
    assert_eq!(told(scene.post(TOKEN, body.clone())).await.0, 200, "the 200th");
    assert_eq!((erak.most_in_window(), erak.refused()), (200, 0));
    let (status, text) = told(scene.post(TOKEN, body)).await;
    assert_eq!((status, &*text), (429, "more than 200 calls in 60 seconds\n"));
    assert_eq!(ask(&scene, TOKEN).await, 429);
    assert_eq!(
        (erak.most_in_window(), erak.refused(), erak.calls()),
        (202, 2, 202)
    );
    assert_eq!(erak.bills().len(), 1, "what is refused is not taken in");

    assert_eq!(
        ask(&scene, "another").await,
        200,
        "another supplier has calls of its own"
    );
    scene.wait(29);
    assert_eq!(ask(&scene, TOKEN).await, 429, "59 seconds after the first");
    scene.wait(1);
    assert_eq!(ask(&scene, TOKEN).await, 200, "the first is 60 seconds ago");
    assert_eq!(ask(&scene, TOKEN).await, 429, "the second is not");
    scene.wait(30);
    for _ in 0..199 {
        assert_eq!(ask(&scene, TOKEN).await, 200);
    }
    assert_eq!(ask(&scene, TOKEN).await, 429, "one of 30 seconds ago counts");
}

#[tokio::test]
async fn a_call_counts_when_it_arrives_whatever_becomes_of_it() {
    let scene = Scene::new(|options| options).await;
    let erak = scene.started.emulator.erak();
    told(scene.post(TOKEN, "{".to_owned())).await;
    told(
        scene
            .http
            .get(scene.url("/public/v1/status"))
            .header("Token", TOKEN),
    )
    .await;
    assert_eq!((erak.calls(), erak.most_in_window()), (2, 2));
    let fingerprint = scene.create().await;
    for _ in 0..3 {
        told(scene.http.get(scene.page(&fingerprint))).await;
    }
    assert_eq!(erak.calls(), 3, "the person's browser does not call");
}

#[tokio::test]
async fn calls_at_the_same_time_are_counted_exactly() {
    let scene = Scene::new(|options| options).await;
    let calls: Vec<_> = (0..300)
        .map(|_| tokio::spawn(told(scene.ask(TOKEN, &unknown()))))
        .collect();
    let mut admitted = 0;
    for call in calls {
        let (status, _) = call.await.unwrap();
        assert!([200, 429].contains(&status), "{status}");
        admitted += usize::from(status == 200);
    }
    let erak = scene.started.emulator.erak();
    assert_eq!(admitted, 200);
    assert_eq!((erak.most_in_window(), erak.refused()), (300, 100));
}
