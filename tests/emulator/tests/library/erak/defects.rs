//! Bills that are not valid: each kind of mistake with its code, and the field named.

use serde_json::{Value, json};

use super::supplier::{Scene, new};
use fk_tests::bills::{SCENARIOS, Scenario};
use fk_tests::broken_bills::{broken, with as changed};

const BOUGHT: Scenario = SCENARIOS[0];
const OWN: Scenario = SCENARIOS[3];

/// What is handed over with the value at `pointer` (RFC 6901) replaced or added; `None` takes it away.
fn with(scenario: Scenario, pointer: &str, value: Option<Value>) -> Value {
    changed(new(&scenario.fullest()), pointer, value)
}

#[tokio::test]
async fn each_kind_of_mistake_has_its_code_and_names_the_field() {
    let scene = Scene::new(|options| options).await;
    let personal = json!("189001019802X");
    for (scenario, pointer, value, code, field) in [
        (BOUGHT, "/rakning/manad", None, "SAKNAS", "rakning/manad"),
        (BOUGHT, "/leverantor", None, "SAKNAS", "leverantor"),
        (
            BOUGHT,
            "/rakning/sjukhusvistelse/vistelser/1/franDatum",
            None,
            "SAKNAS",
            "rakning/sjukhusvistelse/vistelser[2]/franDatum",
        ),
        (
            OWN,
            "/rakning/slutredovisning/period",
            None,
            "SAKNAS",
            "rakning/slutredovisning/period",
        ),
        (
            BOUGHT,
            "/rakning/person/alder",
            Some(json!(1)),
            "OKANT_FALT",
            "rakning/person/alder",
        ),
        (
            BOUGHT,
            "/rakning/person/189001019802",
            Some(json!(1)),
            "OKANT_FALT",
            "rakning/person",
        ),
        (
            BOUGHT,
            "/rakning/telefonnummer",
            Some(json!(7)),
            "TYP",
            "rakning/telefonnummer",
        ),
        (
            BOUGHT,
            "/rakning/utanforEes",
            Some(json!("ja")),
            "TYP",
            "rakning/utanforEes",
        ),
        (
            BOUGHT,
            "/rakning/utanforEes",
            Some(json!(false)),
            "VARDE",
            "rakning/utanforEes",
        ),
        (
            OWN,
            "/rakning/slutredovisning/aterbetalning",
            Some(json!("BADA")),
            "VARDE",
            "rakning/slutredovisning/aterbetalning",
        ),
        (
            BOUGHT,
            "/rakning/annanVerksamhet/svar",
            Some(json!("KANSKE")),
            "VARDE",
            "rakning/annanVerksamhet/svar",
        ),
        (
            BOUGHT,
            "/rakning/manad",
            Some(json!("2026-13")),
            "FORMAT",
            "rakning/manad",
        ),
        (
            BOUGHT,
            "/rakning/person/personnummer",
            Some(personal),
            "FORMAT",
            "rakning/person/personnummer",
        ),
        (
            BOUGHT,
            "/returUrl",
            Some(json!("http://supplier.example/")),
            "FORMAT",
            "returUrl",
        ),
        (BOUGHT, "/returUrl", Some(json!("https://")), "FORMAT", "returUrl"),
        (
            BOUGHT,
            "/signalUrl",
            Some(json!("https://a:b:c/")),
            "FORMAT",
            "signalUrl",
        ),
        (
            BOUGHT,
            "/rakning/telefonnummer",
            Some(json!("123456")),
            "LANGD",
            "rakning/telefonnummer",
        ),
        (
            BOUGHT,
            "/leverantor",
            Some(json!("x".repeat(101))),
            "LANGD",
            "leverantor",
        ),
        (
            BOUGHT,
            "/rakning/annanVerksamhet/verksamheter",
            Some(json!([])),
            "ANTAL",
            "rakning/annanVerksamhet/verksamheter",
        ),
        (
            BOUGHT,
            "/rakning/assistans/aktivTid",
            Some(json!(44641)),
            "GRANS",
            "rakning/assistans/aktivTid",
        ),
        (
            BOUGHT,
            "/rakning/kostnader/loner/perTimme",
            Some(json!(0.001)),
            "DECIMALER",
            "rakning/kostnader/loner/perTimme",
        ),
        (
            BOUGHT,
            "/rakning/sjukhusvistelse/vistelser/0/tillDatum",
            Some(json!("2026-09-28")),
            "REGEL",
            "rakning/sjukhusvistelse/vistelser[1]/tillDatum",
        ),
        (
            BOUGHT,
            "/rakning/sjukhusvistelse/vistelser/0/tillKlockslag",
            None,
            "REGEL",
            "rakning/sjukhusvistelse/vistelser[1]/tillKlockslag",
        ),
        (OWN, "/rakning/kostnader", None, "REGEL", "rakning/kostnader"),
        (
            SCENARIOS[1],
            "/rakning/stallforetradare",
            Some(json!({ "namn": "Test Testsson", "personnummer": "189001019802" })),
            "VARIANT",
            "rakning",
        ),
    ] {
        let error = scene.refused(with(scenario, pointer, value).to_string()).await;
        let found = error.falt.as_ref().map(|field| field.as_str());
        assert_eq!((error.kod.as_str(), found), (code, Some(field)), "{pointer}");
        let text = error.text.as_str();
        assert!(text.ends_with('.') && text.len() > 10, "{text}");
        for sent in ["1890", "Testsson", "KANSKE", "2026-13", "123456", "44641"] {
            assert!(!text.contains(sent), "{text}");
        }
    }
}

#[tokio::test]
async fn every_rule_of_every_scenario_is_refused_with_the_field_named() {
    let scene = Scene::new(|options| options).await;
    for broken in broken() {
        // The limit of calls is tried elsewhere.
        scene.wait(1);
        let error = scene.refused(new(&broken.bill).to_string()).await;
        let field = match broken.field.as_str() {
            "" => "rakning".to_owned(),
            field => format!("rakning/{field}"),
        };
        let told = error.falt.as_ref().map(|field| field.as_str());
        assert_eq!(
            told,
            Some(field.as_str()),
            "{}: {}",
            broken.scenario.name,
            broken.bill
        );
    }
}

#[tokio::test]
async fn what_is_no_json_says_so_and_names_no_field() {
    let scene = Scene::new(|options| options).await;
    let twice = r#"{"leverantor":"a","leverantor":"b"}"#;
    for (body, code, field) in [
        ("", "EJ_JSON", None),
        ("{", "EJ_JSON", None),
        ("[]", "TYP", None),
        (twice, "DUBBLETT", Some("leverantor")),
    ] {
        let error = scene.refused(body.to_owned()).await;
        let found = error.falt.as_ref().map(|field| field.as_str());
        assert_eq!((error.kod.as_str(), found), (code, field), "{body}");
    }
}

#[tokio::test]
async fn of_several_mistakes_the_first_is_told() {
    let scene = Scene::new(|options| options).await;
    let mut new = new(&BOUGHT.smallest());
    new["rakning"]["manad"] = json!("x");
    new["rakning"]["telefonnummer"] = json!("x");
    let error = scene.refused(new.to_string()).await;
    assert_eq!(error.falt.unwrap().as_str(), "rakning/manad");
}
