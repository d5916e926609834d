//! The report for the agency's support: the whole bill, but for what is personal.

use fk_contracts::erak::current::{API, CONTRACT, CreateOperation, NyRakning};
use fk_runtime::json;
use fk_runtime::pacing::Pacer;
use fk_runtime::rest::{Client, NoFields, Settings, Token};
use proptest::prelude::*;
use serde_json::{Value, json};

use fk_tests::bills::SCENARIOS;

const KEY: &str = "leverantorens-nyckel";

/// What is personal in a bill, by name. The registry says it by type, so this is another hand's list.
const PERSONAL: [&str; 5] = ["namn", "personnummer", "telefonnummer", "returUrl", "signalUrl"];

/// The report of a bill that did not reach anyone.
fn report(document: &NyRakning) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let free = listener.local_addr().unwrap();
    drop(listener);
    let token = Token::new(KEY).unwrap();
    let settings = Settings::new(format!("http://{free}/"))
        .with_pacer(Pacer::unpaced())
        .with_connect_attempts(1);
    let client = Client::new(&API, CONTRACT, Some(token.clone()), settings).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let error = runtime
        .block_on(client.call::<CreateOperation>(&NoFields, document))
        .unwrap_err();
    assert!(!format!("{error} {error:?}").contains(KEY), "{error:?}");
    error.with_fingerprint("abc-123").report(&token)
}

/// The document with the fixed string in the place of all that is personal.
fn without(document: &Value) -> Value {
    match document {
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let value = if PERSONAL.contains(&name.as_str()) {
                    json!("[utelämnat]")
                } else {
                    without(value)
                };
                (name.clone(), value)
            });
            Value::Object(members.collect())
        }
        Value::Array(items) => items.iter().map(without).collect(),
        other => other.clone(),
    }
}

/// The strings that are personal.
fn personal(document: &Value, found: &mut Vec<String>) {
    match document {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(text) if PERSONAL.contains(&name.as_str()) => found.push(text.clone()),
                    other => personal(other, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| personal(item, found)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_personal_of_a_fullest_bill_is_in_its_report_and_everything_else_is(
        scenario in prop::sample::select(&SCENARIOS[..]),
        // With characters that JSON escapes, and long enough not to be there by chance.
        names in prop::collection::vec("[A-ZÅÄÖa-zåäö\"\\\\ ]{8,30}X", 2),
        telephone in "\\+46 [0-9]{9,12}",
        token in "[a-z0-9]{12,20}",
    ) {
        let mut bill = scenario.fullest();
        bill["person"]["namn"] = json!(names[0]);
        bill["telefonnummer"] = json!(telephone);
        if let Some(signer) = scenario.signer {
            bill[signer]["namn"] = json!(names[1]);
        }
        let document = json!({
            "leverantor": "Leverantör AB",
            "returUrl": format!("https://leverantor.example/retur/{token}"),
            "signalUrl": format!("https://leverantor.example/signal?for={token}"),
            "rakning": bill,
        });
        let read: NyRakning = json::from_str(&document.to_string()).unwrap();
        let report = report(&read);

        let (head, body) = report.split_once("Innehåll utan personuppgifter: \n").unwrap();
        let body: Value = serde_json::from_str(body).unwrap();
        prop_assert_eq!(body, without(&document));

        let mut found = Vec::new();
        personal(&document, &mut found);
        prop_assert!(found.len() >= 5);
        for text in &found {
            let escaped = serde_json::to_string(text).unwrap();
            prop_assert!(!report.contains(text) && !report.contains(escaped.trim_matches('"')), "{}", report);
        }
        prop_assert!(!report.contains(&token));

        prop_assert!(head.starts_with("Token: leverantorens-nyckel\nFingerprint: abc-123\nTidpunkt (UTC): "), "{}", head);
        prop_assert!(head.contains("\nAnrop: POST http://127.0.0.1:"), "{}", head);
        prop_assert!(head.contains("/public/v1/create\nRubriker: accept, token, content-type\n"), "{}", head);
    }
}
