//! Requests that were not sent, and answers that did not arrive: what is known then.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use fk_runtime::bankid::{BankIdError, Client, Host, NotSentCause, Operation, OrderState, Seen, Settings};
use tokio::time::advance;

use crate::scene::{Scene, complete, completed, identity, pending, refused, request, roots};
use crate::server::{Act, Server, http};
use crate::timing::still;

fn settings(scene: &Scene, url: &str) -> Settings {
    let host = Host::Loopback(url.try_into().unwrap());
    Settings::new(host, identity(&scene.client), roots(&scene.servers))
}

fn cut() -> Act {
    let mut bytes = http(200, "application/json", &completed().to_string());
    bytes.truncate(bytes.len() - 20);
    Act::Bytes(bytes)
}

#[tokio::test]
async fn an_order_whose_answer_was_lost_has_perhaps_begun_and_is_not_sent_again() {
    for act in [Act::Close, cut()] {
        let scene = Scene::new([act]).await;
        let error = scene.client().sign(&request()).await.unwrap_err();
        assert!(
            matches!(
                error,
                BankIdError::AnswerLost {
                    operation: Operation::Sign,
                    ..
                }
            ),
            "{error:?}"
        );
        assert!(
            error.to_string().contains("An order has perhaps begun"),
            "{error}"
        );
        assert_eq!(error.user_message().unwrap().identity(), "RFA5");
        assert_eq!(scene.server.requests().len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_lost_answer_may_have_been_the_signature_and_then_the_order_is_gone() {
    let _still = still();
    for (act, gone) in [
        (Act::Close, refused(404, "notFound")),
        (cut(), refused(400, "invalidParameters")),
        (
            Act::Bytes(http(200, "text/html", "<html>")),
            refused(400, "invalidParameters"),
        ),
    ] {
        let (scene, mut order) = Scene::begun([act, gone]).await;
        let error = order.next().await.unwrap().unwrap_err();
        assert!(
            error
                .to_string()
                .contains("A completed order can be collected once"),
            "{error}"
        );
        advance(Duration::from_secs(2)).await;
        let error = order.next().await.unwrap().unwrap_err();
        assert!(matches!(error, BankIdError::SignatureLost { .. }), "{error:?}");
        assert!(error.to_string().contains("has to sign again"), "{error}");
        assert!(order.next().await.is_none());
        assert_eq!(scene.server.requests().len(), 3);
    }
}

#[tokio::test(start_paused = true)]
async fn a_lost_answer_about_a_pending_order_has_lost_nothing() {
    let _still = still();
    let (_scene, mut order) = Scene::begun([Act::Close, pending("userSign"), refused(404, "notFound")]).await;
    assert!(matches!(
        order.next().await,
        Some(Err(BankIdError::AnswerLost {
            seen: Seen::NoAnswer { .. },
            ..
        }))
    ));
    advance(Duration::from_secs(2)).await;
    assert!(matches!(order.next().await, Some(Ok(OrderState::Pending(_)))));
    advance(Duration::from_secs(2)).await;
    // Nothing was lost since, so this is what it says.
    assert!(matches!(order.next().await, Some(Err(BankIdError::Refused(_)))));
}

#[tokio::test]
async fn a_cancel_whose_answer_was_lost_says_that_the_order_ends_by_itself() {
    let (_scene, order) = Scene::begun([Act::Close]).await;
    let error = order.cancel().await.unwrap_err();
    assert!(
        error.to_string().contains("has perhaps been cancelled"),
        "{error}"
    );
}

#[tokio::test]
async fn an_answer_that_is_late_is_lost() {
    let scene = Scene::new([]).await;
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/rp/v6.0", silent.local_addr().unwrap());
    let settings = settings(&scene, &url)
        .with_connect_timeout(Duration::from_millis(200))
        .with_timeout(Duration::from_millis(300));
    let error = Client::new(settings).unwrap().sign(&request()).await.unwrap_err();
    assert!(
        matches!(
            error,
            BankIdError::AnswerLost {
                seen: Seen::Late { .. },
                ..
            }
        ),
        "{error:?}"
    );
}

#[tokio::test]
async fn an_answer_beyond_all_measure_is_not_taken_in() {
    let scene = Scene::new([Act::Bytes(http(
        200,
        "application/json",
        &" ".repeat(4 * 1024 * 1024 + 1),
    ))])
    .await;
    let error = scene.client().sign(&request()).await.unwrap_err();
    assert!(
        matches!(
            error,
            BankIdError::AnswerLost {
                seen: Seen::TooLarge { .. },
                ..
            }
        ),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_connection_that_was_never_established_is_tried_as_often_as_was_said() {
    let scene = Scene::new([]).await;
    // It hangs up before the handshake.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    let connections = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&connections);
    tokio::spawn(async move {
        while listener.accept().await.is_ok() {
            counted.fetch_add(1, Ordering::SeqCst);
        }
    });
    for (settings, attempts) in [
        (settings(&scene, &url), 3),
        (settings(&scene, &url).with_connect_attempts(1), 1),
        (settings(&scene, &url).with_connect_attempts(5), 5),
    ] {
        let error = Client::new(settings).unwrap().sign(&request()).await.unwrap_err();
        assert!(matches!(error, BankIdError::NotSent { .. }), "{error:?}");
        assert_eq!(connections.swap(0, Ordering::SeqCst), attempts);
    }
}

#[tokio::test]
async fn nobody_at_the_address_means_not_sent() {
    let scene = Scene::new([]).await;
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/", nobody.local_addr().unwrap());
    drop(nobody);
    let settings = settings(&scene, &url);
    let error = Client::new(settings).unwrap().sign(&request()).await.unwrap_err();
    assert!(
        matches!(
            error,
            BankIdError::NotSent {
                cause: NotSentCause::ConnectionRefused,
                ..
            }
        ),
        "{error:?}"
    );
    assert!(error.to_string().contains("It may be sent again"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn an_order_goes_on_after_a_collect_that_was_not_sent() {
    let _still = still();
    let (mut scene, mut order) = Scene::begun([]).await;
    scene.server.stop().await;
    let error = order.next().await.unwrap().unwrap_err();
    assert!(matches!(error, BankIdError::NotSent { .. }), "{error:?}");
    let at = scene.server.address;
    scene.server = Server::start_at(at, vec![complete()], scene.config.clone()).await;
    advance(Duration::from_secs(2)).await;
    assert!(matches!(order.next().await, Some(Ok(OrderState::Complete(_)))));
    assert_eq!(scene.server.connections(), 1);
}
