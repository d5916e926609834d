//! Waiting that is given up: nothing is lost, and nothing asked twice.

use std::task::{Context, Poll, Waker};
use std::time::Duration;

use fk_runtime::bankid::{OrderState, SigningOrder};
use tokio::time::advance;

use crate::scene::{Scene, complete, pending};
use crate::timing::still;

/// Polls the next state once, and gives it up.
fn glance(order: &mut SigningOrder) -> Poll<Option<OrderState>> {
    let next = std::pin::pin!(order.next());
    let mut context = Context::from_waker(Waker::noop());
    next.poll(&mut context).map(|state| state.map(Result::unwrap))
}

#[tokio::test(start_paused = true)]
async fn a_wait_can_be_given_up_at_each_of_its_points() {
    let _still = still();
    let (scene, mut order) = Scene::begun([pending("started"), pending("userSign"), complete()]).await;
    let (mut states, mut given_up) = (Vec::new(), 0);
    loop {
        match glance(&mut order) {
            Poll::Ready(Some(state)) => states.push(state),
            Poll::Ready(None) => break,
            Poll::Pending => {
                given_up += 1;
                advance(Duration::from_millis(1)).await;
            }
        }
    }
    assert!(given_up > 4000, "each millisecond of two pauses: {given_up}");
    assert!(matches!(
        states[..],
        [
            OrderState::Pending(_),
            OrderState::Pending(_),
            OrderState::Complete(_)
        ]
    ));
    assert_eq!(scene.server.requests().len(), 4, "the order, and three collects");
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_comes_while_nobody_waits_is_kept_however_long() {
    let _still = still();
    let (scene, mut order) = Scene::begun([complete()]).await;
    assert!(glance(&mut order).is_pending());
    while scene.server.requests().len() < 2 {
        tokio::task::yield_now().await;
    }
    // Let the answer arrive; then more time goes by than a call may take.
    let arrived = std::time::Instant::now();
    while arrived.elapsed() < Duration::from_millis(300) {
        tokio::task::yield_now().await;
    }
    advance(Duration::from_secs(3 * 60 * 60)).await;
    assert!(matches!(order.next().await, Some(Ok(OrderState::Complete(_)))));
    assert_eq!(scene.server.requests().len(), 2);
}

#[tokio::test]
async fn a_select_that_has_something_else_to_do_loses_no_state() {
    let (scene, mut order) = Scene::begun([complete()]).await;
    let mut codes = 0;
    let state = loop {
        tokio::select! {
            biased;
            () = tokio::task::yield_now() => {
                codes += 1;
                assert!(order.qr(order.elapsed()).starts_with("bankid."));
            }
            state = order.next() => break state,
        }
    };
    assert!(matches!(state, Some(Ok(OrderState::Complete(_)))));
    assert!(codes > 0);
    assert_eq!(scene.server.requests().len(), 2);
}

#[tokio::test]
async fn an_order_that_is_dropped_stops_asking() {
    let (scene, mut order) = Scene::begun([pending("started"), pending("started")]).await;
    order.next().await.unwrap().unwrap();
    drop(order);
    tokio::time::sleep(Duration::from_millis(2500)).await;
    assert_eq!(scene.server.requests().len(), 2);
}
