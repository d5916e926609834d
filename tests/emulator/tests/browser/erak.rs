//! What a person does with a bill of E-RÄK, on a narrow telephone.

use fk_contracts::erak::current::{Fingerprint, Flodesstatus};
use fk_emulator::{BillState, Emulator, ErakOptions, Options, Running, SignalBehaviour};
use fk_runtime::clock::Clock;
use serde_json::json;
use tempfile::TempDir;

use crate::driver::{Browser, Key, NARROW};
use crate::supplier::{Cors, Supplier};
use crate::trials::{Named, named};
use fk_tests::bills::SCENARIOS;

pub(crate) const ALL: &[Named] = named![
    a_bill_is_signed_with_the_keyboard_alone_signalled_and_the_person_is_back,
    a_bill_is_cancelled_with_the_keyboard_and_nothing_is_signalled,
    nothing_is_wider_than_a_narrow_telephone,
    a_lost_signal_does_not_keep_the_person_from_going_back,
    a_forged_signal_comes_before_anybody_has_signed,
    a_supplier_whose_server_does_not_allow_it_gets_no_signal_but_the_person,
    without_scripts_the_person_goes_back_by_a_link,
    who_goes_back_in_the_browser_and_chooses_again_sees_the_receipt_and_stays_there,
    the_clock_is_put_forward_by_a_click_and_the_bill_is_gone,
];

struct Scene {
    emulator: Running,
    browser: Browser,
    supplier: Supplier,
    _folder: TempDir,
}

impl Scene {
    async fn new(browser: Browser, cors: Cors, signals: SignalBehaviour) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = Options::new(folder.path())
            .with_clock(Clock::adjustable())
            .with_erak(ErakOptions::new().with_signals(signals));
        let emulator = Emulator::start(options).await.unwrap();
        Self {
            supplier: Supplier::start(&emulator, cors).await,
            emulator,
            browser,
            _folder: folder,
        }
    }

    async fn usual() -> Self {
        Self::new(
            Browser::start_on_telephone().await,
            Cors::Allowed,
            SignalBehaviour::Sent,
        )
        .await
    }

    /// Hands a bill over, and opens it.
    async fn open(&self) -> Fingerprint {
        let fingerprint = self.supplier.hand_over(&SCENARIOS[0].fullest()).await;
        self.browser.open(&self.supplier.link(&fingerprint)).await;
        fingerprint
    }

    /// Goes to an element by the tabulator key, and sees that it is seen to be there.
    async fn tab_to(&self, id: &str) {
        for _ in 0..20 {
            self.browser.press(Key::Tab).await;
            if self.browser.worth("document.activeElement.id").await == id {
                let outline = "parseFloat(getComputedStyle(document.activeElement).outlineWidth)";
                assert!(self.browser.worth(outline).await.as_f64().unwrap() >= 2.0);
                return;
            }
        }
        panic!("{id} is not reached");
    }

    /// Waits until the person is back at the supplier.
    async fn is_back(&self) {
        self.browser.find("#home").await;
    }

    async fn click(&self, selector: &str) {
        let element = self.browser.find(selector).await;
        self.browser.click(&element).await;
    }

    async fn text(&self, selector: &str) -> String {
        let element = self.browser.find(selector).await;
        self.browser.text(&element).await
    }

    fn state(&self) -> BillState {
        self.emulator.erak().bills()[0].state
    }
}

async fn a_bill_is_signed_with_the_keyboard_alone_signalled_and_the_person_is_back() {
    let scene = Scene::usual().await;
    let fingerprint = scene.open().await;
    assert_eq!(scene.text("h1").await, "Skriv under räkning för oktober 2026");
    scene.tab_to("skriv-under").await;
    scene.browser.press(Key::Enter).await;
    scene.is_back().await;
    assert_eq!(scene.state(), BillState::Signed);
    assert_eq!(scene.supplier.returned(), std::slice::from_ref(&fingerprint));
    let signals = scene.supplier.signals();
    assert_eq!(signals.len(), 1, "it came before the person");
    assert_eq!(
        (signals[0].status, &signals[0].fingerprint),
        (Flodesstatus::Successful, &fingerprint)
    );
}

async fn a_bill_is_cancelled_with_the_keyboard_and_nothing_is_signalled() {
    let scene = Scene::usual().await;
    let fingerprint = scene.open().await;
    scene.tab_to("avbryt").await;
    scene.browser.press(Key::Enter).await;
    scene.is_back().await;
    assert_eq!(scene.state(), BillState::Cancelled);
    assert_eq!(scene.supplier.returned(), [fingerprint]);
    assert!(scene.supplier.signals().is_empty());
}

async fn nothing_is_wider_than_a_narrow_telephone() {
    let scene = Scene::usual().await;
    let fits = async |what: &str| {
        let width = scene.browser.worth("innerWidth").await;
        assert_eq!(width, NARROW, "{what}: the page sets the width of the screen");
        let content = scene.browser.worth("document.documentElement.scrollWidth").await;
        assert!(content.as_u64().unwrap() <= NARROW, "{what}: {content}");
    };
    for scenario in SCENARIOS {
        let mut bill = scenario.fullest();
        bill["person"]["namn"] = json!("Test".repeat(50));
        let fingerprint = scene.supplier.hand_over(&bill).await;
        let link = scene.supplier.link(&fingerprint);
        scene.browser.open(&link).await;
        scene.browser.find("#skriv-under").await;
        fits(scenario.name).await;
        scene.emulator.erak().sign(&fingerprint).unwrap();
        scene.browser.open(&link).await;
        scene.browser.find("#tillbaka").await;
        fits("the receipt").await;
    }
    // It can be told: a page that is wider is.
    scene
        .browser
        .open("data:text/html,<!DOCTYPE html><meta name=viewport content=width=device-width,initial-scale=1><div style=width:50em>x</div>")
        .await;
    let content = scene.browser.worth("document.documentElement.scrollWidth").await;
    assert!(content.as_u64().unwrap() > NARROW, "{content}");
}

async fn a_lost_signal_does_not_keep_the_person_from_going_back() {
    let scene = Scene::new(
        Browser::start_on_telephone().await,
        Cors::Allowed,
        SignalBehaviour::Lost,
    )
    .await;
    let fingerprint = scene.open().await;
    scene.click("#skriv-under").await;
    scene.is_back().await;
    assert_eq!(scene.state(), BillState::Signed);
    assert_eq!(scene.supplier.returned(), [fingerprint]);
    assert!(scene.supplier.signals().is_empty());
}

async fn a_forged_signal_comes_before_anybody_has_signed() {
    let scene = Scene::new(
        Browser::start_on_telephone().await,
        Cors::Allowed,
        SignalBehaviour::Forged,
    )
    .await;
    let fingerprint = scene.open().await;
    let signal = scene.supplier.signal().await;
    assert_eq!(
        (signal.status, signal.fingerprint),
        (Flodesstatus::Successful, fingerprint)
    );
    assert_eq!(scene.state(), BillState::Started);
    assert!(
        scene.supplier.returned().is_empty(),
        "the person is still reading"
    );
    scene.click("#skriv-under").await;
    scene.is_back().await;
    assert_eq!(scene.supplier.signals().len(), 2);
}

async fn a_supplier_whose_server_does_not_allow_it_gets_no_signal_but_the_person() {
    let scene = Scene::new(
        Browser::start_on_telephone().await,
        Cors::Forbidden,
        SignalBehaviour::Sent,
    )
    .await;
    let fingerprint = scene.open().await;
    scene.click("#skriv-under").await;
    scene.is_back().await;
    assert_eq!(scene.state(), BillState::Signed);
    assert_eq!(scene.supplier.returned(), [fingerprint]);
    assert!(scene.supplier.signals().is_empty());
}

async fn without_scripts_the_person_goes_back_by_a_link() {
    let scene = Scene::new(Browser::start().await, Cors::Allowed, SignalBehaviour::Sent).await;
    let fingerprint = scene.open().await;
    scene.click("#skriv-under").await;
    assert_eq!(scene.text("#utfall").await, "Räkningen är underskriven");
    assert!(scene.supplier.returned().is_empty());
    assert_eq!(scene.text("#tillbaka").await, "Tillbaka till leverantören");
    scene.click("#tillbaka").await;
    scene.is_back().await;
    assert_eq!(scene.supplier.returned(), [fingerprint]);
    assert!(scene.supplier.signals().is_empty());
}

async fn who_goes_back_in_the_browser_and_chooses_again_sees_the_receipt_and_stays_there() {
    let scene = Scene::usual().await;
    scene.open().await;
    scene.click("#skriv-under").await;
    scene.is_back().await;
    // The browser shows the bill as it was; the page in between, which leads on by itself, is not there to go back to.
    scene.browser.back().await;
    scene.click("#avbryt").await;
    assert_eq!(scene.text("#utfall").await, "Räkningen är underskriven");
    assert_eq!(scene.text("#tillbaka").await, "Tillbaka till leverantören");
    assert_eq!(scene.state(), BillState::Signed);
    assert_eq!(scene.supplier.returned().len(), 1);
    assert_eq!(scene.supplier.signals().len(), 1);
}

async fn the_clock_is_put_forward_by_a_click_and_the_bill_is_gone() {
    let scene = Scene::usual().await;
    let fingerprint = scene.open().await;
    scene.browser.open(&scene.emulator.page_url()).await;
    assert_eq!(scene.text("#bills a").await, "Bill 0");
    scene.click("#clock-2h").await;
    scene.browser.find("#no-bills").await;
    assert_eq!(scene.state(), BillState::Expired);
    scene.browser.open(&scene.supplier.link(&fingerprint)).await;
    assert_eq!(scene.text("#utfall").await, "Räkningen finns inte");
}
