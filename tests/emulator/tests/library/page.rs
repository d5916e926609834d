//! The page where a developer plays the person, as a browser and as a stranger ask for it.

use fk_runtime::bankid::{OrderState, PendingHint, SigningOrder};
use fk_runtime::signing::VisibleText;
use url::form_urlencoded;

use crate::bankid::{TWELVE, client, of, start_bankid, state, to_sign};
use crate::caller::Started;

/// The page of an order.
pub(crate) struct Page {
    url: String,
}

/// The fields of the page's form.
#[derive(Clone, Debug)]
pub(crate) struct Form(Vec<(String, String)>);

/// What a browser is told: status, text, and a header field.
type Told = (u16, String);

impl Page {
    pub(crate) fn of(started: &Started, order: &SigningOrder) -> Self {
        Self {
            url: format!("{}orders/{}", started.emulator.page_url(), order.order_ref()),
        }
    }

    pub(crate) async fn get(&self) -> Told {
        get(&self.url, None).await
    }

    /// Posts, and does not follow where the answer leads.
    pub(crate) async fn post(&self, action: &str, form: &Form) -> Told {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&form.0)
            .finish();
        let request = http()
            .post(format!("{}/{action}", self.url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(body);
        told(request).await
    }
}

impl Form {
    /// The fields with what stands in them.
    pub(crate) fn read(html: &str) -> Self {
        let (_, form) = html.split_once("/sign\">").unwrap();
        let (form, _) = form.split_once("</form>").unwrap();
        let field = |input: &str| {
            let attribute = |name: &str| {
                let (_, rest) = input.split_once(&format!("{name}=\"")).unwrap();
                rest.split_once('"').unwrap().0.to_owned()
            };
            (attribute("name"), attribute("value"))
        };
        Self(form.split("<input").skip(1).map(field).collect())
    }

    fn get(&self, name: &str) -> &str {
        &self.0.iter().find(|(key, _)| key == name).unwrap().1
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        self.0.retain(|(key, _)| key != name);
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.0.retain(|(key, _)| key != name);
        self
    }
}

pub(crate) fn http() -> reqwest::Client {
    let roots = fk_runtime::tls::client_config(&fk_runtime::tls::Roots::Web, None).unwrap();
    reqwest::Client::builder()
        .tls_backend_preconfigured((*roots).clone())
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .unwrap()
}

async fn told(request: reqwest::RequestBuilder) -> Told {
    let answer = request.send().await.unwrap();
    for (name, value) in [
        ("content-security-policy", "default-src 'none'"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
    ] {
        assert!(answer.headers()[name].to_str().unwrap().contains(value), "{name}");
    }
    (answer.status().as_u16(), answer.text().await.unwrap())
}

async fn get(url: &str, host: Option<&str>) -> Told {
    let request = http().get(url);
    told(match host {
        Some(host) => request.header("Host", host),
        None => request,
    })
    .await
}

async fn begin(started: &Started, text: VisibleText) -> (SigningOrder, Page) {
    let request = fk_runtime::bankid::SignRequest::new("192.0.2.1".parse().unwrap(), text);
    let order = client(started).sign(&request).await.unwrap();
    let page = Page::of(started, &order);
    (order, page)
}

#[tokio::test]
async fn the_list_has_the_orders_that_wait() {
    let started = start_bankid(|options| options).await;
    let url = started.emulator.page_url();
    assert!(get(&url, None).await.1.contains("No order is waiting"));
    let order = client(&started)
        .sign(&to_sign("A").requiring(of(TWELVE)))
        .await
        .unwrap();
    let (_, html) = get(&url, None).await;
    assert!(
        html.contains(&format!(
            "<a href=\"/orders/{}\">Sign as {TWELVE}</a>",
            order.order_ref()
        )),
        "{html}"
    );
    assert!(
        html.contains("http-equiv=\"refresh\""),
        "it looks again without a script"
    );
    assert!(
        matches!(
            state(&started, &order).await,
            Ok(OrderState::Pending(PendingHint::OutstandingTransaction))
        ),
        "the list alone is not the app"
    );
    order.cancel().await.unwrap();
    assert!(get(&url, None).await.1.contains("No order is waiting"));
}

#[tokio::test]
async fn a_text_stands_on_the_page_as_it_was_sent_and_means_nothing_to_a_browser() {
    let started = start_bankid(|options| options).await;
    let text = "\n<script>alert(1)</script>\r\n</pre>\"&amp;' *x*";
    let (_order, page) = begin(&started, VisibleText::plain(text).unwrap()).await;
    let (status, html) = page.get().await;
    assert_eq!(status, 200);
    let expected = "<pre id=\"text\" data-format=\"plaintext\">\n\n&lt;script&gt;alert(1)&lt;/script&gt;\r\n&lt;/pre&gt;\
                    &quot;&amp;amp;&#39; *x*</pre>";
    assert!(html.contains(expected), "{html}");
    assert!(!html.contains("simpleMarkdownV1"));
}

#[tokio::test]
async fn markdown_is_told_from_plain_text() {
    let started = start_bankid(|options| options).await;
    let (_order, page) = begin(&started, VisibleText::simple_markdown("# *x*").unwrap()).await;
    let (_, html) = page.get().await;
    assert!(
        html.contains("data-format=\"simpleMarkdownV1\">\n# *x*</pre>"),
        "{html}"
    );
    assert!(html.contains("The text is in simpleMarkdownV1"), "{html}");
}

#[tokio::test]
async fn whoever_plays_is_asked_who_they_are() {
    let started = start_bankid(|options| options).await;
    let (order, page) = begin(&started, VisibleText::plain("A").unwrap()).await;
    let form = Form::read(&page.get().await.1);
    assert_eq!(form.get("personalNumber"), TWELVE, "a test number");
    for (wrong, words) in [
        (form.clone().with("personalNumber", "9001019802"), "twelve digits"),
        (form.clone().with("personalNumber", "<b>\""), "twelve digits"),
        (form.clone().without("personalNumber"), "twelve digits"),
        (form.clone().with("surname", "  "), "a given name and a surname"),
    ] {
        let (status, html) = page.post("sign", &wrong).await;
        assert_eq!(status, 422);
        assert!(html.contains(words) && !html.contains("<b>"), "{html}");
    }
    let form = form
        .with("personalNumber", " 189001019810 ")
        .with("givenName", "Elvan")
        .with("surname", "<Elvansson> & Åkesson");
    assert_eq!(page.post("sign", &form).await.0, 303);
    let (_, html) = page.get().await;
    assert!(html.contains("Signed.") && !html.contains("<form"), "{html}");
    assert_eq!(
        page.post("sign", &form).await.0,
        303,
        "signing twice leads to the page that says so"
    );
    let Ok(OrderState::Complete(completion)) = state(&started, &order).await else {
        panic!("not complete")
    };
    assert_eq!(completion.user.personal_number.as_str(), "189001019810");
    assert_eq!(completion.user.surname.as_deref(), Some("<Elvansson> & Åkesson"));
    assert_eq!(page.get().await.0, 404, "it is collected");
}

#[tokio::test]
async fn nobody_signs_for_another_person() {
    let started = start_bankid(|options| options).await;
    let order = client(&started)
        .sign(&to_sign("A").requiring(of(TWELVE)))
        .await
        .unwrap();
    let page = Page::of(&started, &order);
    let form = Form::read(&page.get().await.1).with("personalNumber", "189001019810");
    let (status, html) = page.post("sign", &form).await;
    assert_eq!(status, 422);
    assert!(html.contains("requires another person"), "{html}");
    assert!(matches!(
        state(&started, &order).await,
        Ok(OrderState::Pending(_))
    ));
}

#[tokio::test]
async fn another_site_cannot_post_a_form() {
    let started = start_bankid(|options| options).await;
    let (order, page) = begin(&started, VisibleText::plain("A").unwrap()).await;
    let form = Form::read(&page.get().await.1);
    for action in ["sign", "cancel"] {
        for forged in [form.clone().without("token"), form.clone().with("token", "guess")] {
            let (status, html) = page.post(action, &forged).await;
            assert_eq!(status, 403);
            assert!(html.contains("does not come from this page"), "{html}");
        }
    }
    let large = form.clone().with("surname", &"x".repeat(20_000));
    assert_eq!(page.post("sign", &large).await.0, 413);
    assert!(matches!(
        state(&started, &order).await,
        Ok(OrderState::Pending(_))
    ));
}

#[tokio::test]
async fn a_name_of_a_stranger_that_leads_here_is_refused() {
    let started = start_bankid(|options| options).await;
    let url = started.emulator.page_url();
    let port = url.rsplit(':').next().unwrap().trim_end_matches('/').to_owned();
    for host in [
        "example.se",
        &format!("example.se:{port}"),
        "127.0.0.1",
        "localhost:1",
        "",
    ] {
        let (status, html) = get(&url, Some(host)).await;
        assert_eq!(status, 403, "{host}: {html}");
    }
    assert_eq!(get(&url, Some(&format!("localhost:{port}"))).await.0, 200);
    assert_eq!(get(&url, Some(&format!("LOCALHOST:{port}"))).await.0, 200);
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let started = start_bankid(|options| options).await;
    let url = started.emulator.page_url();
    for path in [
        "orders/x",
        "orders/00000000-0000-4000-8000-000000000001",
        "favicon.ico",
        "rp/v6.0/sign",
    ] {
        assert_eq!(get(&format!("{url}{path}"), None).await.0, 404, "{path}");
    }
}
