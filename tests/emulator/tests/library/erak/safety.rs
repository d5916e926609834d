//! What the pages keep out.

use fk_contracts::erak::current::Flodesstatus;
use fk_emulator::{ErakOptions, SignalBehaviour};
use serde_json::json;

use super::supplier::{Scene, new, told};
use fk_tests::bills::SCENARIOS;

#[tokio::test]
async fn what_was_sent_means_nothing_to_a_browser() {
    let scene = Scene::new(|options| options).await;
    let evil = "<script>alert(1)</script>\"'&amp;";
    let escaped = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;amp;";
    let mut sent = new(&SCENARIOS[1].fullest());
    sent["leverantor"] = json!(evil);
    sent["returUrl"] = json!("https://supplier.example/'onclick='alert(1)?a&b");
    sent["signalUrl"] = json!("https://supplier.example/'onclick='alert(1)?a&b");
    sent["rakning"]["person"]["namn"] = json!(evil);
    sent["rakning"]["telefonnummer"] = json!(evil);
    sent["rakning"]["vardnadshavare"]["namn"] = json!(evil);
    let fingerprint = scene.hand_over(&sent).await;
    let (_, html) = told(scene.http.get(scene.page(&fingerprint))).await;
    assert_eq!(html.matches(escaped).count(), 4, "{html}");
    assert!(!html.contains("<script") && !html.contains("'\">"), "{html}");
    scene.started.emulator.erak().sign(&fingerprint).unwrap();
    for page in [
        scene.page(&fingerprint),
        scene.page(&fingerprint).replace("/sign", "/sign/klar"),
    ] {
        let (status, html) = told(scene.http.get(page)).await;
        assert_eq!(status, 200);
        assert!(html.contains(escaped), "{html}");
        // At most the page's own.
        assert!(
            html.matches("<script").count() <= 1 && !html.contains("<script>alert"),
            "{html}"
        );
        assert!(
            !html.contains("'onclick") && html.contains("/&#39;onclick=&#39;alert(1)?a&amp;b"),
            "{html}"
        );
    }
}

#[tokio::test]
async fn the_browser_may_run_and_reach_nothing_but_what_a_page_needs() {
    let scene =
        Scene::new(|options| options.with_erak(ErakOptions::new().with_signals(SignalBehaviour::Forged)))
            .await;
    let fingerprint = scene.create().await;
    let mut sent = new(&SCENARIOS[0].smallest());
    sent["signalUrl"] = json!("http://127.0.0.1:1/signal");
    let forged = scene.hand_over(&sent).await;
    for (page, script, connect) in [
        (scene.url("/"), false, None),
        (scene.page(&fingerprint), false, None),
        (scene.page(&forged), true, Some("http://127.0.0.1:1")),
    ] {
        let answer = scene.http.get(page).send().await.unwrap();
        let field = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(field("x-content-type-options"), "nosniff");
        assert_eq!(field("referrer-policy"), "no-referrer");
        assert_eq!(field("cache-control"), "no-store");
        let policy = field("content-security-policy");
        let directive = |name: &str| {
            let mut directives = policy.split("; ");
            directives.find_map(|directive| directive.strip_prefix(&format!("{name} ")))
        };
        for name in ["default-src", "frame-ancestors", "base-uri"] {
            assert_eq!(directive(name), Some("'none'"), "{policy}");
        }
        assert_eq!(directive("form-action"), Some("'self'"), "{policy}");
        assert_eq!(directive("script-src").is_some(), script, "{policy}");
        assert!(
            directive("script-src").is_none_or(|source| source.starts_with("'sha256-")),
            "{policy}"
        );
        assert_eq!(directive("connect-src"), connect, "{policy}");
    }
}

#[tokio::test]
async fn a_name_of_a_stranger_that_leads_here_is_refused() {
    let scene = Scene::new(|options| options).await;
    let fingerprint = scene.create().await;
    for host in ["stranger.example", "127.0.0.1", "localhost:1", ""] {
        let (status, html) = told(scene.http.get(scene.page(&fingerprint)).header("Host", host)).await;
        assert_eq!(status, 403, "{host}");
        assert!(!html.contains("Testsson"), "{html}");
        assert_eq!(
            told(scene.ask("a", &fingerprint).header("Host", host)).await.0,
            403,
            "{host}"
        );
    }
}

#[tokio::test]
async fn another_site_cannot_sign_or_cancel() {
    let scene = Scene::new(|options| options).await;
    let fingerprint = scene.create().await;
    for choice in ["skriv-under", "avbryt"] {
        let form = scene.form(&fingerprint, choice).await;
        let without: Vec<_> = form
            .iter()
            .filter(|(name, _)| *name != "token")
            .cloned()
            .collect();
        let guessed: Vec<_> = without
            .iter()
            .cloned()
            .chain([("token", "guess".to_owned())])
            .collect();
        for forged in [without, guessed] {
            let (status, html) = told(scene.submit(&forged)).await;
            assert_eq!(status, 403);
            assert!(html.contains("kommer inte från den här sidan"), "{html}");
        }
        let mut large = form.clone();
        large.push(("more", "x".repeat(20_000)));
        assert_eq!(told(scene.submit(&large)).await.0, 413);
    }
    let neither = scene.form(&fingerprint, "annat").await;
    assert_eq!(told(scene.submit(&neither)).await.0, 422);
    for other in ["", "unknown"] {
        let mut form = scene.form(&fingerprint, "skriv-under").await;
        form[1].1 = other.to_owned();
        assert_eq!(told(scene.submit(&form)).await.0, 404, "{other}");
    }
    assert_eq!(scene.status(&fingerprint).await, Flodesstatus::Started);
}
