//! Many tasks, several threads, clones of one client, and a server that counts for itself.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use fk_runtime::pacing::Pacer;
use fk_runtime::rest::{CallFailure, Client, NoFields, NotSent, NotSentCause, Turns};
use fk_runtime::{Pacing, Spread};

use crate::client::{client, quick};
use crate::register::Ask;
use crate::window::{Made, most_counted};

const PACING: Pacing = Pacing {
    calls: 20,
    seconds: 1,
    spread: Spread::Freely,
};

const CALLS: usize = 100;

/// When the server counted each call.
type Counted = Arc<Mutex<Vec<Instant>>>;

/// A server that counts a call some time after it has come, and answers it some time after that.
async fn counting() -> (String, Counted) {
    let counted = Counted::default();
    let counts = counted.clone();
    let handler = move || {
        let counts = counts.clone();
        async move {
            let number = counts.lock().unwrap().len() as u64;
            tokio::time::sleep(Duration::from_millis(number * 37 % 90)).await;
            counts.lock().unwrap().push(Instant::now());
            tokio::time::sleep(Duration::from_millis(number * 53 % 90)).await;
            ([("content-type", "application/json")], r#"{"said":"taken"}"#)
        }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().route("/v1/people", get(handler));
    tokio::spawn(async move { axum::serve(listener, router).await });
    (url, counted)
}

/// Makes all the calls at once, by clones of one client, and gives how many the server counted in any second.
async fn most_in_a_second<F: Future<Output = ()> + Send + 'static>(
    turns: Turns,
    ask: impl Fn(Client) -> F,
) -> usize {
    let (url, counted) = counting().await;
    let settings = quick(url)
        .with_timeout(Duration::from_secs(20))
        .with_pacer(Pacer::new(PACING))
        .with_turns(turns);
    let client = client(settings);
    let start = Instant::now();
    let tasks: Vec<_> = (0..CALLS).map(|_| tokio::spawn(ask(client.clone()))).collect();
    for task in tasks {
        task.await.unwrap();
    }
    let counted = counted.lock().unwrap();
    assert_eq!(counted.len(), CALLS, "every call was made, once");
    let calls: Vec<_> = counted
        .iter()
        .map(|at| {
            let at = at.duration_since(start);
            Made {
                sent: at,
                answered: at,
            }
        })
        .collect();
    most_counted(&calls, Duration::from_secs(1))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_server_never_counts_too_many_calls_of_those_that_wait() {
    let most = most_in_a_second(Turns::Awaited, |client| async move {
        client.call::<Ask>(&NoFields, &()).await.unwrap();
    })
    .await;
    assert!(most <= 20, "{most} in a second");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_server_never_counts_too_many_calls_of_those_that_come_again_by_themselves() {
    let most = most_in_a_second(Turns::AtHand, |client| async move {
        let mut refused = 0;
        while let Err(error) = client.call::<Ask>(&NoFields, &()).await {
            let CallFailure::NotSent(NotSent {
                cause: NotSentCause::NoTurn { again_after },
                ..
            }) = error.failure()
            else {
                panic!("{error}");
            };
            refused += 1;
            assert!(refused < 1000, "it comes again for ever");
            tokio::time::sleep((*again_after).max(Duration::from_millis(1))).await;
        }
    })
    .await;
    assert!(most <= 20, "{most} in a second");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_server_would_have_counted_too_many_without_turns() {
    let (url, counted) = counting().await;
    let client = client(quick(url).with_timeout(Duration::from_secs(20)));
    let call = |client: Client| async move { client.call::<Ask>(&NoFields, &()).await.map(drop) };
    let tasks: Vec<_> = (0..CALLS).map(|_| tokio::spawn(call(client.clone()))).collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    let counted = counted.lock().unwrap();
    let first = *counted.iter().min().unwrap();
    let in_first = counted
        .iter()
        .filter(|at| at.duration_since(first) < Duration::from_secs(1));
    assert!(in_first.count() > 20);
}
