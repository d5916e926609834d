//! The pages as a browser goes through them, with scripts off.

use fk_contracts::erak::current::{Fingerprint, Flodesstatus};
use fk_emulator::BillState;
use reqwest::{RequestBuilder, Response};

use super::supplier::{RETURN, Scene, TOKEN, new, query, told};
use fk_tests::bills::SCENARIOS;

/// What stands in the hidden field `name`.
fn hidden(html: &str, name: &str) -> String {
    let (_, rest) = html.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

/// What a form sends, and where an answer leads.
impl Scene {
    pub(super) async fn form(&self, fingerprint: &Fingerprint, choice: &str) -> Vec<(&'static str, String)> {
        let (_, html) = told(self.http.get(self.page(fingerprint))).await;
        vec![
            ("token", hidden(&html, "token")),
            ("fingerprint", hidden(&html, "fingerprint")),
            ("val", choice.to_owned()),
        ]
    }

    pub(super) fn submit(&self, form: &[(&'static str, String)]) -> RequestBuilder {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form)
            .finish();
        self.http
            .post(self.url("/sign"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(body)
    }

    async fn choose(&self, fingerprint: &Fingerprint, choice: &str) -> Response {
        let form = self.form(fingerprint, choice).await;
        self.submit(&form).send().await.unwrap()
    }
}

fn leads_to(response: &Response) -> &str {
    assert_eq!(response.status(), 303);
    response.headers()["location"].to_str().unwrap()
}

#[tokio::test]
async fn a_bill_is_signed_and_the_receipt_leads_back() {
    let scene = Scene::new(|options| options).await;
    let mut sent = new(&SCENARIOS[0].smallest());
    sent["signalUrl"] = "https://supplier.example/signal?a=b".into();
    let fingerprint = scene.hand_over(&sent).await;
    let code = query(fingerprint.as_str());
    let response = scene.choose(&fingerprint, "skriv-under").await;
    let receipt = leads_to(&response).to_owned();
    assert_eq!(receipt, format!("/sign/klar?{code}"));
    assert_eq!(scene.status(&fingerprint).await, Flodesstatus::Successful);

    let answer = scene.http.get(scene.url(&receipt)).send().await.unwrap();
    let policy = answer.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        policy.ends_with("; connect-src https://supplier.example"),
        "{policy}"
    );
    assert!(policy.contains("; script-src 'sha256-"), "{policy}");
    let html = answer.text().await.unwrap();
    let back = format!("{RETURN}&amp;{code}");
    for expected in [
        "<h1 id=\"utfall\">Räkningen är underskriven</h1>".to_owned(),
        format!("<a id=\"tillbaka\" href=\"{back}\">Tillbaka till leverantören</a>"),
        "data-signal=\"https://supplier.example/signal?a=b\" data-method=\"POST\" data-type=\"application/json\"".to_owned(),
        format!(
            "data-body=\"{{&quot;status&quot;:&quot;SUCCESSFUL&quot;,&quot;fingerprint&quot;:&quot;{}&quot;}}\"",
            fingerprint.as_str()
        ),
        format!("data-back=\"{back}\""),
        format!("<dt>Verifieringskod</dt><dd>{}</dd>", fingerprint.as_str()),
    ] {
        assert!(html.contains(&expected), "{expected}: {html}");
    }
}

#[tokio::test]
async fn what_is_signed_cannot_be_signed_again_or_cancelled_and_its_page_stays() {
    let scene = Scene::new(|options| options).await;
    let fingerprint = scene.create().await;
    let forms = [
        scene.form(&fingerprint, "skriv-under").await,
        scene.form(&fingerprint, "avbryt").await,
    ];
    scene.choose(&fingerprint, "skriv-under").await;
    for form in forms {
        let response = scene.submit(&form).send().await.unwrap();
        assert_eq!(
            leads_to(&response),
            format!("/sign?{}", query(fingerprint.as_str()))
        );
    }
    let bills = scene.started.emulator.erak().bills();
    assert_eq!(bills[0].state, BillState::Signed);
    let (status, html) = told(scene.http.get(scene.page(&fingerprint))).await;
    assert_eq!(status, 200);
    assert!(
        html.contains("Räkningen är underskriven") && html.contains("id=\"tillbaka\""),
        "{html}"
    );
    assert!(!html.contains("<form") && !html.contains("<script"), "{html}");
}

#[tokio::test]
async fn a_bill_is_cancelled_absent_at_once_and_leads_back_without_a_signal() {
    let scene = Scene::new(|options| options).await;
    let mut sent = new(&SCENARIOS[0].smallest());
    sent["signalUrl"] = "https://supplier.example/signal".into();
    let fingerprint = scene.hand_over(&sent).await;
    let form = scene.form(&fingerprint, "skriv-under").await;
    let response = scene.choose(&fingerprint, "avbryt").await;
    let left = leads_to(&response).to_owned();
    assert_eq!(scene.status(&fingerprint).await, Flodesstatus::Absent);
    let (_, html) = told(scene.http.get(scene.url(&left))).await;
    assert!(html.contains("Räkningen är inte underskriven"), "{html}");
    assert!(
        html.contains("data-back=\"https://supplier.example/back"),
        "{html}"
    );
    assert!(!html.contains("data-signal"), "{html}");
    let response = scene.submit(&form).send().await.unwrap();
    assert_eq!(
        leads_to(&response),
        format!("/sign?{}", query(fingerprint.as_str()))
    );
    assert_eq!(scene.status(&fingerprint).await, Flodesstatus::Absent);
    let (_, html) = told(scene.http.get(scene.page(&fingerprint))).await;
    assert!(
        html.contains("Du har avbrutit") && !html.contains("<script"),
        "{html}"
    );
}

#[tokio::test]
async fn closing_the_page_sends_nothing_in() {
    let scene = Scene::new(|options| options).await;
    let fingerprint = scene.create().await;
    told(scene.http.get(scene.page(&fingerprint))).await;
    assert_eq!(scene.status(&fingerprint).await, Flodesstatus::Started);
    let early = format!("{}/klar?{}", scene.url("/sign"), query(fingerprint.as_str()));
    let response = scene.http.get(early).send().await.unwrap();
    assert_eq!(
        leads_to(&response),
        format!("/sign?{}", query(fingerprint.as_str()))
    );
}

#[tokio::test]
async fn a_link_that_is_not_whole_or_known_is_told_so_in_swedish() {
    let scene = Scene::new(|options| options).await;
    for (path, expected, words) in [
        ("/sign", 400, "Länken är inte fullständig"),
        ("/sign?fingerprint=", 400, "Länken är inte fullständig"),
        ("/sign?fingerprint=a&b=c", 400, "Länken är inte fullständig"),
        ("/sign/klar", 400, "Länken är inte fullständig"),
        ("/sign?fingerprint=unknown", 404, "Räkningen finns inte"),
        ("/sign/klar?fingerprint=unknown", 404, "Räkningen finns inte"),
    ] {
        let (status, html) = told(scene.http.get(scene.url(path))).await;
        assert_eq!(status, expected, "{path}");
        assert!(html.contains(words) && html.contains("lang=\"sv\""), "{html}");
    }
}

#[tokio::test]
async fn the_overview_links_to_the_bills_that_wait_and_puts_the_clock_forward() {
    let scene = Scene::new(|options| options).await;
    let overview = || async { told(scene.http.get(scene.url("/"))).await.1 };
    assert!(overview().await.contains("No bill is waiting."));
    let fingerprint = scene.create().await;
    let html = overview().await;
    let link = format!(
        "<a href=\"/sign?{}\">Bill 0</a>, handed over 08:00:00 UTC",
        query(fingerprint.as_str())
    );
    assert!(html.contains(&link), "{html}");
    assert!(
        html.contains("<p id=\"time\">2026-11-02 08:00:00 UTC</p>"),
        "{html}"
    );
    assert!(!html.contains("Testsson") && !html.contains(TOKEN), "{html}");

    let put_forward = |by: &'static str, token: String| {
        let body = format!("token={token}&by={by}");
        scene.http.post(scene.url("/clock")).body(body)
    };
    let token = hidden(&html, "token");
    assert_eq!(told(put_forward("10m", "guess".to_owned())).await.0, 403);
    assert_eq!(told(put_forward("1y", token.clone())).await.0, 422);
    assert!(
        overview().await.contains("08:00:00 UTC</p>"),
        "neither has done anything"
    );
    assert_eq!(told(put_forward("10m", token.clone())).await.0, 303);
    assert!(
        overview()
            .await
            .contains("<p id=\"time\">2026-11-02 08:10:00 UTC</p>")
    );
    assert_eq!(told(put_forward("2h", token)).await.0, 303);
    let html = overview().await;
    assert!(
        html.contains("10:10:00 UTC</p>") && html.contains("No bill is waiting."),
        "{html}"
    );
}

#[tokio::test]
async fn the_systems_clock_has_no_buttons() {
    let scene = Scene::new(|options| options.with_clock(fk_runtime::clock::Clock::system())).await;
    let (_, html) = told(scene.http.get(scene.url("/"))).await;
    assert!(
        html.contains("The clock of E-RÄK") && !html.contains("<button"),
        "{html}"
    );
}
