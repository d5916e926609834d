//! Whom the client believes, and to whom it is itself.

use fk_runtime::bankid::{BankIdError, Client, Host, Loopback, NotLoopback, NotSentCause, Settings};

use crate::authority::Authority;
use crate::scene::{Scene, identity, request, roots};

async fn not_sent(scene: &Scene, settings: Settings) -> String {
    let error = Client::new(settings).unwrap().sign(&request()).await.unwrap_err();
    assert!(
        matches!(
            error,
            BankIdError::NotSent {
                cause: NotSentCause::Handshake(_),
                ..
            }
        ),
        "{error:?}"
    );
    assert!(scene.server.requests().is_empty());
    assert_eq!(
        scene.server.connections(),
        1,
        "a certificate does not get better by showing it again"
    );
    error.to_string()
}

#[tokio::test]
async fn a_server_of_another_root_is_not_believed() {
    let scene = Scene::new([]).await;
    let other = roots(&Authority::root("Another root"));
    let said = not_sent(
        &scene,
        Settings::new(scene.host(), identity(&scene.client), other),
    )
    .await;
    assert!(said.contains("authority that is not among the roots"), "{said}");
}

#[tokio::test]
async fn a_root_of_the_same_name_and_another_key_is_another_root() {
    let scene = Scene::new([]).await;
    let other = roots(&Authority::root("Test BankID SSL Root"));
    not_sent(
        &scene,
        Settings::new(scene.host(), identity(&scene.client), other),
    )
    .await;
}

#[tokio::test]
async fn an_identity_of_another_bank_is_turned_away() {
    let scene = Scene::new([]).await;
    let other = Authority::root("Nobody")
        .intermediate("Nobody 2")
        .client("Supplier");
    let settings = Settings::new(scene.host(), identity(&other), roots(&scene.servers));
    let said = not_sent(&scene, settings).await;
    assert!(said.contains("certificate"), "{said}");
}

#[tokio::test]
async fn a_client_of_each_host_can_be_made() {
    let scene = Scene::new([]).await;
    for (host, url) in [
        (Host::Test, "https://appapi2.test.bankid.com/rp/v6.0"),
        (Host::Production, "https://appapi2.bankid.com/rp/v6.0"),
    ] {
        let client = Client::new(Settings::new(
            host,
            identity(&scene.client),
            roots(&scene.servers),
        ))
        .unwrap();
        assert!(format!("{client:?}").contains(url), "{client:?}");
    }
    assert!(scene.clients.chain.len() > 1);
}

#[test]
fn a_stand_in_is_on_this_machine() {
    for good in [
        "https://127.0.0.1:8020/rp/v6.0",
        "http://localhost:1/",
        "https://[::1]/",
    ] {
        assert!(Loopback::try_from(good).is_ok(), "{good}");
    }
    for bad in [
        "https://appapi2.bankid.com/rp/v6.0",
        "http://192.0.2.1/",
        "https://localhost.example.se/",
        "ftp://127.0.0.1/",
        "127.0.0.1",
        "",
    ] {
        assert_eq!(Loopback::try_from(bad), Err(NotLoopback), "{bad}");
    }
}
