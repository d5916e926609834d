//! Two hours, by the emulator's clock.

use fk_contracts::erak::current::Flodesstatus;
use fk_emulator::{BillError, BillState};

use super::supplier::{Scene, told};

/// A second less than a bill lives: two hours (the agency's page for suppliers).
const ALMOST: u64 = 2 * 60 * 60 - 1;

#[tokio::test]
async fn a_bill_is_absent_two_hours_after_it_was_taken_in_signed_or_not() {
    let scene = Scene::new(|options| options).await;
    let erak = scene.started.emulator.erak();
    let (open, signed) = (scene.create().await, scene.create().await);
    scene.wait(ALMOST - 10);
    erak.sign(&signed).unwrap();
    scene.wait(10);
    assert_eq!(scene.status(&open).await, Flodesstatus::Started);
    assert_eq!(scene.status(&signed).await, Flodesstatus::Successful);
    scene.wait(1);
    assert_eq!(scene.status(&open).await, Flodesstatus::Absent);
    assert_eq!(scene.status(&signed).await, Flodesstatus::Absent);
    assert_eq!(erak.sign(&open).unwrap_err(), BillError::Unknown);
    assert_eq!(told(scene.http.get(scene.page(&open))).await.0, 404);
    assert_eq!(told(scene.http.get(scene.page(&signed))).await.0, 404);
}

#[tokio::test]
async fn what_the_person_did_is_known_to_tests_afterwards_but_not_what_was_sent() {
    let scene = Scene::new(|options| options).await;
    let erak = scene.started.emulator.erak();
    for _ in 0..3 {
        scene.create().await;
    }
    let bills = erak.bills();
    erak.sign(&bills[1].fingerprint).unwrap();
    erak.cancel(&bills[2].fingerprint).unwrap();
    scene.wait(ALMOST);
    let later = scene.create().await;
    scene.wait(1);
    let bills = erak.bills();
    let states: Vec<_> = bills.iter().map(|bill| bill.state).collect();
    assert_eq!(
        states,
        [
            BillState::Expired,
            BillState::Signed,
            BillState::Cancelled,
            BillState::Started
        ]
    );
    let sent: Vec<_> = bills.iter().map(|bill| bill.sent.is_some()).collect();
    assert_eq!(sent, [false, false, false, true]);
    assert_eq!(scene.status(&later).await, Flodesstatus::Started);
    assert_eq!(
        (bills[3].created_at - bills[0].created_at).num_seconds(),
        ALMOST.cast_signed()
    );
}
