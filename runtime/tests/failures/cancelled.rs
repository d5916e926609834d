//! A call that is given up half-way.

use std::time::Duration;

use fk_runtime::pacing::Pacer;
use fk_runtime::{Pacing, Spread};
use tokio::time::{Instant, timeout};

use crate::client::{Told, call, client, quick};
use crate::server::{PONG, Script, Server, soap};

#[tokio::test]
async fn the_client_stays_usable_and_its_pacing_right() {
    let silent = Server::start(Script::Silence, None).await;
    let other = Server::start(Script::Answer(soap("200 OK", PONG)), None).await;
    // One pacer for both, as for two services of a host.
    let pacer = Pacer::new(Pacing {
        calls: 2,
        seconds: 1,
        spread: Spread::Evenly,
    });
    let settings = |server: &Server| quick(format!("http://{}/", server.address)).with_pacer(pacer.clone());
    let (silent_client, client) = (client(settings(&silent)), client(settings(&other)));

    let start = Instant::now();
    let given_up = timeout(Duration::from_millis(200), call(&silent_client)).await;
    assert!(given_up.is_err());
    assert_eq!(silent.requests(), 1, "it was on its way");
    // Its turn is used up, and that of one that gives up while waiting is not.
    assert!(
        timeout(Duration::from_millis(50), call(&silent_client))
            .await
            .is_err()
    );
    assert_eq!(call(&client).await.0, Told::Answer);
    let elapsed = start.elapsed();
    assert!(
        elapsed >= Duration::from_millis(500),
        "the turn of the call was kept: {elapsed:?}"
    );
    assert_eq!(silent.requests(), 1);

    let given_up = timeout(Duration::from_millis(800), call(&silent_client)).await;
    assert!(given_up.is_err());
    assert_eq!(silent.requests(), 2, "the same client calls again");
}

#[tokio::test]
async fn a_call_that_did_not_connect_is_tried_again_and_each_attempt_takes_a_turn() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let pacer = Pacer::new(Pacing {
        calls: 5,
        seconds: 1,
        spread: Spread::Evenly,
    });
    let settings = quick(format!("http://{address}/"))
        .with_pacer(pacer)
        .with_connect_attempts(3);
    let start = Instant::now();
    assert_eq!(call(&client(settings)).await.0, Told::NotSent);
    assert!(
        start.elapsed() >= Duration::from_millis(400),
        "{:?}",
        start.elapsed()
    );
}
