//! A browser, driven over WebDriver (W3C, *WebDriver*): JSON over HTTP to `chromedriver`.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// The key of an element's reference (WebDriver, section 12.1).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// How long something may take to appear.
const PATIENCE: Duration = Duration::from_secs(30);

/// A browser without a window. It ends when it is dropped.
pub(crate) struct Browser {
    driver: Child,
    port: u16,
    session: String,
    http: reqwest::Client,
    /// The browser's own files; removed after it has ended.
    _profile: TempDir,
}

/// An element of the page that is open.
pub(crate) struct Element(String);

/// A key (WebDriver, section 17.4.2).
#[derive(Clone, Copy)]
pub(crate) enum Key {
    Tab,
    Enter,
}

/// How wide the screen of a narrow telephone is, in CSS pixels.
pub(crate) const NARROW: u64 = 360;

impl Browser {
    /// Starts it, with scripts turned off: the page must not need them.
    pub(crate) async fn start() -> Self {
        // 2 blocks.
        let prefs = json!({"profile.managed_default_content_settings.javascript": 2});
        Self::start_with("prefs", prefs).await
    }

    /// Starts it as one on a narrow telephone, with scripts.
    pub(crate) async fn start_on_telephone() -> Self {
        let metrics = json!({"width": NARROW, "height": 740, "pixelRatio": 2.0});
        Self::start_with("mobileEmulation", json!({"deviceMetrics": metrics})).await
    }

    async fn start_with(option: &str, value: Value) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .env("TMPDIR", profile.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let port = port(&mut driver);
        let tls = fk_runtime::tls::client_config(&fk_runtime::tls::Roots::Web, None).unwrap();
        let mut browser = Self {
            driver,
            port,
            session: format!("http://127.0.0.1:{port}/session"),
            http: reqwest::Client::builder()
                .tls_backend_preconfigured((*tls).clone())
                .no_proxy()
                .timeout(2 * PATIENCE)
                .build()
                .unwrap(),
            _profile: profile,
        };
        let profile = format!("--user-data-dir={}", browser._profile.path().display());
        let capabilities = json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": {
                // In a container it is root, which the sandbox does not admit, and /dev/shm is small.
                "args": ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", profile],
                option: value,
            },
        }}});
        let session = browser.command("", &capabilities).await;
        browser.session += &format!("/{}", session["sessionId"].as_str().unwrap());
        browser
    }

    pub(crate) async fn open(&self, url: &str) {
        self.command("/url", &json!({"url": url})).await;
    }

    /// The element, as soon as it is there.
    pub(crate) async fn find(&self, selector: &str) -> Element {
        let begun = Instant::now();
        loop {
            let sought = json!({"using": "css selector", "value": selector});
            match self.try_command("/element", &sought).await {
                Ok(found) => return Element(found[ELEMENT].as_str().unwrap().to_owned()),
                Err(why) => assert!(begun.elapsed() < PATIENCE, "{selector}: {why}"),
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Clicks where the element is, as a mouse would.
    pub(crate) async fn click(&self, element: &Element) {
        self.command(&format!("/element/{}/click", element.0), &json!({}))
            .await;
    }

    /// Types over what stands in a field.
    pub(crate) async fn write(&self, element: &Element, text: &str) {
        self.command(&format!("/element/{}/clear", element.0), &json!({}))
            .await;
        self.command(&format!("/element/{}/value", element.0), &json!({"text": text}))
            .await;
    }

    /// The text that is seen.
    pub(crate) async fn text(&self, element: &Element) -> String {
        let text = self.get(&format!("/element/{}/text", element.0)).await;
        text.as_str().unwrap().to_owned()
    }

    /// What stands in a field.
    pub(crate) async fn value(&self, element: &Element) -> String {
        let value = self.get(&format!("/element/{}/property/value", element.0)).await;
        value.as_str().unwrap().to_owned()
    }

    /// Presses and releases a key.
    pub(crate) async fn press(&self, key: Key) {
        let key = match key {
            Key::Tab => "\u{e004}",
            Key::Enter => "\u{e007}",
        };
        let strokes = json!([{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]);
        let actions = json!({"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]});
        self.command("/actions", &actions).await;
    }

    /// What an expression of JavaScript is worth in the page.
    pub(crate) async fn worth(&self, expression: &str) -> Value {
        let script = json!({"script": format!("return {expression};"), "args": []});
        self.command("/execute/sync", &script).await
    }

    /// Goes back, as with the browser's button.
    pub(crate) async fn back(&self) {
        self.command("/back", &json!({})).await;
    }

    async fn command(&self, path: &str, parameters: &Value) -> Value {
        let outcome = self.try_command(path, parameters).await;
        outcome.unwrap_or_else(|why| panic!("{path}: {why}"))
    }

    async fn try_command(&self, path: &str, parameters: &Value) -> Result<Value, String> {
        let url = format!("{}{path}", self.session);
        self.outcome(self.http.post(url).body(parameters.to_string()))
            .await
    }

    async fn get(&self, path: &str) -> Value {
        let outcome = self
            .outcome(self.http.get(format!("{}{path}", self.session)))
            .await;
        outcome.unwrap_or_else(|why| panic!("{path}: {why}"))
    }

    async fn outcome(&self, request: reqwest::RequestBuilder) -> Result<Value, String> {
        let answer = request
            .header("Content-Type", "application/json")
            .send()
            .await
            .unwrap();
        let succeeded = answer.status().is_success();
        let mut json: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
        if succeeded {
            Ok(json["value"].take())
        } else {
            Err(json["value"]["message"].to_string())
        }
    }

    /// Has the driver end the browser, and waits for it. Without a runtime, because a failed test ends here too.
    fn end(&self) -> io::Result<()> {
        let (_, path) = self.session.split_once("/session").unwrap_or_default();
        let mut driver = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        driver.set_read_timeout(Some(PATIENCE))?;
        write!(
            driver,
            "DELETE /session{path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        )?;
        // The answer comes when the browser has ended; the driver keeps the connection.
        driver.read(&mut [0; 1024]).map(drop)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A driver that is killed leaves its browser behind. Whatever comes of these, the test has been judged.
        let _ = self.end();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The port that the driver has picked, which it prints.
fn port(driver: &mut Child) -> u16 {
    let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    for line in lines {
        if let Some((_, port)) = line.unwrap().split_once("started successfully on port ") {
            return port.trim_end_matches('.').parse().unwrap();
        }
    }
    panic!("chromedriver has ended without a word of its port")
}
