//! What a person does.

use std::time::Duration;

use fk_emulator::{Emulator, Options, Running};
use fk_runtime::bankid::{
    Client, FailureCause, Host, Loopback, OrderState, Requirement, Settings, SignRequest, SigningOrder,
};
use fk_runtime::signing::{Digest, HiddenData, Pair, VisibleText};
use fk_runtime::tls::{Authorities, Identity};
use tempfile::TempDir;

use crate::driver::Browser;

pub(crate) type Named = (&'static str, fn());

/// Tests with their names.
macro_rules! named {
    ($($test:ident),* $(,)?) => { &[$((stringify!($test), || $crate::trials::run($test()))),*] };
}
pub(crate) use named;

pub(crate) const ALL: &[Named] = named![
    an_order_is_opened_shows_its_text_is_signed_by_a_click_and_completes,
    an_order_is_cancelled_by_a_click,
    scripts_are_turned_off_in_this_browser,
    a_number_that_is_wrong_is_told_and_can_be_corrected,
];

pub(crate) fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build();
    runtime.unwrap().block_on(test);
}

/// It would do something if it were not text.
const TEXT: &str = "Jag skriver under tidrapporten för oktober.\n<img src=x onerror=\"alert(1)\"> & \"åäö\"";

struct Scene {
    emulator: Running,
    browser: Browser,
    _folder: TempDir,
}

impl Scene {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            emulator: Emulator::start(Options::new(folder.path())).await.unwrap(),
            browser: Browser::start().await,
            _folder: folder,
        }
    }

    async fn sign(&self, required: Option<&str>) -> SigningOrder {
        let files = self.emulator.certificates();
        let host = Host::Loopback(Loopback::try_from(self.emulator.bankid_url().as_str()).unwrap());
        let identity = Identity::from_file(files.identity(), None).unwrap();
        let roots = Authorities::from_file(files.authority()).unwrap();
        let settings = Settings::new(host, identity, roots).with_connect_timeout(Duration::from_secs(20));
        let pair = Pair::new("00000000-0000-4000-8000-000000000001", Digest::of(b"document")).unwrap();
        let text = VisibleText::plain(TEXT).unwrap();
        let request = SignRequest::new("192.0.2.1".parse().unwrap(), text)
            .with_hidden_data(HiddenData::new([pair]).unwrap());
        let request = match required {
            Some(number) => {
                request.requiring(Requirement::new().with_personal_number(number.parse().unwrap()))
            }
            None => request,
        };
        Client::new(settings).unwrap().sign(&request).await.unwrap()
    }

    /// Opens the list, and the order from there.
    async fn open(&self) {
        self.browser.open(&self.emulator.page_url()).await;
        let link = self.browser.find("#orders a").await;
        self.browser.click(&link).await;
    }

    async fn click(&self, selector: &str) {
        let element = self.browser.find(selector).await;
        self.browser.click(&element).await;
    }

    async fn text(&self, selector: &str) -> String {
        let element = self.browser.find(selector).await;
        self.browser.text(&element).await
    }
}

/// How the order ends.
async fn end(order: &mut SigningOrder) -> OrderState {
    loop {
        match order.next().await.unwrap().unwrap() {
            OrderState::Pending(_) => {}
            ended => return ended,
        }
    }
}

async fn an_order_is_opened_shows_its_text_is_signed_by_a_click_and_completes() {
    let scene = Scene::new().await;
    let mut order = scene.sign(Some("189001019810")).await;
    assert!(matches!(order.next().await, Some(Ok(OrderState::Pending(_)))));
    scene.open().await;
    assert_eq!(scene.text("#text").await, TEXT);
    let number = scene.browser.find("#personalNumber").await;
    assert_eq!(scene.browser.value(&number).await, "189001019810");
    scene.click("#sign").await;
    assert!(scene.text("#state").await.starts_with("Signed."));
    let OrderState::Complete(completion) = end(&mut order).await else {
        panic!("the order has not completed")
    };
    assert_eq!(completion.user.personal_number.as_str(), "189001019810");
    assert!(!completion.delivered.signature().is_empty());
}

async fn scripts_are_turned_off_in_this_browser() {
    let browser = Browser::start().await;
    browser
        .open(
            "data:text/html,<p id=p>still</p><script>document.getElementById('p').textContent='run'</script>",
        )
        .await;
    let paragraph = browser.find("#p").await;
    assert_eq!(browser.text(&paragraph).await, "still");
}

async fn an_order_is_cancelled_by_a_click() {
    let scene = Scene::new().await;
    let mut order = scene.sign(None).await;
    scene.open().await;
    scene.click("#cancel").await;
    assert_eq!(scene.text("#state").await, "Ended: userCancel.");
    let ended = end(&mut order).await;
    assert!(
        matches!(ended, OrderState::Failed(FailureCause::UserCancel)),
        "{ended:?}"
    );
}

async fn a_number_that_is_wrong_is_told_and_can_be_corrected() {
    let scene = Scene::new().await;
    let mut order = scene.sign(None).await;
    scene.open().await;
    let number = scene.browser.find("#personalNumber").await;
    scene.browser.write(&number, "<b>1</b>").await;
    scene.click("#sign").await;
    assert!(scene.text("#wrong").await.contains("twelve digits"));
    let number = scene.browser.find("#personalNumber").await;
    assert_eq!(
        scene.browser.value(&number).await,
        "<b>1</b>",
        "what was typed is still there"
    );
    scene.browser.write(&number, "189001019802").await;
    scene.click("#sign").await;
    assert!(scene.text("#state").await.starts_with("Signed."));
    assert!(matches!(end(&mut order).await, OrderState::Complete(_)));
}
