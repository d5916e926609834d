//! Every two seconds.

use std::pin::Pin;
use std::sync::mpsc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use fk_runtime::bankid::{OrderState, PendingHint, SigningOrder};
use futures_core::Stream;
use tokio::time::{Instant, advance};

use crate::scene::{Scene, complete, pending};

/// Holds the paused clock: it would otherwise run ahead to the next deadline whenever the sockets take their time.
pub(crate) fn still() -> mpsc::Sender<()> {
    let (held, holder) = mpsc::channel();
    drop(tokio::task::spawn_blocking(move || holder.recv()));
    held
}

/// Lets everything happen that happens at this moment.
async fn settle() {
    for _ in 0..200 {
        tokio::task::yield_now().await;
    }
}

fn polled(order: &mut SigningOrder) -> Poll<Option<bool>> {
    let mut context = Context::from_waker(Waker::noop());
    let state = Pin::new(order).poll_next(&mut context);
    state.map(|state| state.map(|state| state.is_ok()))
}

#[tokio::test(start_paused = true)]
async fn an_order_is_collected_at_once_and_then_every_two_seconds() {
    let _still = still();
    let (scene, mut order) = Scene::begun([pending("started"), pending("userSign"), complete()]).await;
    let begun = Instant::now();
    assert!(matches!(
        order.next().await,
        Some(Ok(OrderState::Pending(PendingHint::Started)))
    ));
    assert_eq!(begun.elapsed(), Duration::ZERO);

    assert_eq!(polled(&mut order), Poll::Pending);
    advance(Duration::from_millis(1999)).await;
    settle().await;
    assert_eq!(polled(&mut order), Poll::Pending);
    settle().await;
    assert_eq!(
        scene.server.requests().len(),
        2,
        "the order and its first collect"
    );
    advance(Duration::from_millis(1)).await;
    assert!(matches!(
        order.next().await,
        Some(Ok(OrderState::Pending(PendingHint::UserSign)))
    ));
    assert_eq!(scene.server.requests().len(), 3);

    advance(Duration::from_secs(2)).await;
    assert!(matches!(order.next().await, Some(Ok(OrderState::Complete(_)))));
    assert!(order.next().await.is_none());
    assert_eq!(scene.server.requests().len(), 4);
    assert_eq!(begun.elapsed(), Duration::from_secs(4));
    assert_eq!(order.elapsed(), Duration::from_secs(4));
}

#[tokio::test(start_paused = true)]
async fn whoever_asks_late_is_answered_at_once_and_two_seconds_count_from_there() {
    let _still = still();
    let (scene, mut order) = Scene::begun([pending("started"), pending("started"), pending("started")]).await;
    order.next().await.unwrap().unwrap();
    advance(Duration::from_secs(30)).await;
    order.next().await.unwrap().unwrap();
    assert_eq!(
        scene.server.requests().len(),
        3,
        "what was missed is not made up for"
    );
    assert_eq!(polled(&mut order), Poll::Pending);
    advance(Duration::from_millis(1999)).await;
    settle().await;
    assert_eq!(polled(&mut order), Poll::Pending);
    settle().await;
    assert_eq!(scene.server.requests().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn nothing_is_collected_before_anybody_asks() {
    let _still = still();
    let (scene, mut order) = Scene::begun([complete()]).await;
    advance(Duration::from_secs(10)).await;
    settle().await;
    assert_eq!(scene.server.requests().len(), 1);
    assert!(order.next().await.unwrap().is_ok());
}

#[test]
fn an_order_whose_runtime_has_ended_says_so_and_ends() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let (_scene, mut order) = runtime.block_on(Scene::begun([pending("started")]));
    drop(runtime);
    assert_eq!(polled(&mut order), Poll::Ready(Some(false)));
    assert_eq!(polled(&mut order), Poll::Ready(None));
}

#[test]
fn an_order_is_a_stream_that_any_executor_can_poll() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let (_scene, mut order) = runtime.block_on(Scene::begun([pending("started"), complete()]));
    // This thread is in no runtime.
    let mut states = Vec::new();
    let begun = std::time::Instant::now();
    while states.last() != Some(&None) {
        assert!(begun.elapsed() < Duration::from_secs(60), "{states:?}");
        match polled(&mut order) {
            Poll::Ready(state) => states.push(state),
            Poll::Pending => std::thread::sleep(Duration::from_millis(5)),
        }
    }
    assert_eq!(states, [Some(true), Some(true), None]);
    assert!(begun.elapsed() >= Duration::from_secs(2));
}
