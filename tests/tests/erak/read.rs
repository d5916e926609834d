//! Bills that are read: what is right, and what is refused with the scenario and the field in the error.

use fk_contracts::erak::current::Rakning;
use fk_runtime::json;
use serde_json::{Value, json as value};

use fk_tests::bills::{SCENARIOS, Scenario};

fn read(bill: &Value) -> Result<Rakning, String> {
    json::from_str(&bill.to_string()).map_err(|error| error.to_string())
}

fn variant(bill: &Rakning) -> &'static str {
    match bill {
        Rakning::KoptAssistans(_) => "KoptAssistans",
        Rakning::KoptAssistansVardnadshavare(_) => "KoptAssistansVardnadshavare",
        Rakning::KoptAssistansStallforetradare(_) => "KoptAssistansStallforetradare",
        Rakning::EgenArbetsgivare(_) => "EgenArbetsgivare",
        Rakning::EgenArbetsgivareVardnadshavare(_) => "EgenArbetsgivareVardnadshavare",
        Rakning::EgenArbetsgivareStallforetradare(_) => "EgenArbetsgivareStallforetradare",
    }
}

/// The bill with the value at `pointer` (RFC 6901) replaced or added; `None` takes it away.
fn with(mut bill: Value, pointer: &str, new: Option<Value>) -> Value {
    let (above, name) = pointer.rsplit_once('/').unwrap();
    let object = bill.pointer_mut(above).unwrap().as_object_mut().unwrap();
    match new {
        Some(new) => drop(object.insert(name.to_owned(), new)),
        None => assert!(object.remove(name).is_some(), "{pointer} is not there"),
    }
    bill
}

/// The bill is refused, and the error says where and in which scenario.
fn refused(scenario: Scenario, bill: &Value, expected: &str) {
    let error = read(bill).unwrap_err();
    assert!(
        error.contains(expected) && error.contains(&format!("read as {}", scenario.name)),
        "{}: expected {expected}, found {error}",
        scenario.name
    );
    assert!(!error.contains("1890") && !error.contains("Testsson"), "{error}");
}

#[test]
fn the_smallest_and_the_fullest_bill_of_each_scenario_are_read_as_that_scenario_and_written_as_they_were() {
    for scenario in SCENARIOS {
        for bill in [scenario.smallest(), scenario.fullest()] {
            let found = read(&bill).unwrap();
            assert_eq!(variant(&found), scenario.name);
            let written: Value = serde_json::from_str(&json::to_string(&found).unwrap()).unwrap();
            assert_eq!(written, bill);
        }
    }
}

#[test]
fn nothing_that_is_required_may_be_missing() {
    for scenario in SCENARIOS {
        let bill = scenario.smallest();
        for name in bill.as_object().unwrap().keys() {
            let without = with(bill.clone(), &format!("/{name}"), None);
            let decides = ["foregaendeManad", "vardnadshavare", "stallforetradare"].contains(&name.as_str());
            if decides {
                // It is another scenario's bill then, and read as such.
                assert_ne!(variant(&read(&without).unwrap()), scenario.name);
            } else {
                refused(scenario, &without, &format!("the field {name} is missing"));
            }
        }
    }
}

#[test]
fn what_belongs_to_another_scenario_is_refused() {
    for scenario in SCENARIOS.into_iter().filter(|scenario| scenario.bought) {
        let closing = SCENARIOS[3].fullest()["slutredovisning"].clone();
        let bill = with(scenario.fullest(), "/slutredovisning", Some(closing));
        refused(scenario, &bill, "the field slutredovisning may not stand here");
    }
    for scenario in SCENARIOS.into_iter().filter(|scenario| scenario.signer.is_some()) {
        let other = if scenario.signer == Some("vardnadshavare") {
            "/stallforetradare"
        } else {
            "/vardnadshavare"
        };
        let signer = scenario.smallest()["person"].clone();
        let error = read(&with(scenario.smallest(), other, Some(signer))).unwrap_err();
        assert!(error.contains("none of the alternatives"), "{error}");
    }
}

#[test]
fn the_closing_block_is_there_whole_or_not_at_all_and_brings_the_costs() {
    for scenario in SCENARIOS.into_iter().filter(|scenario| !scenario.bought) {
        let bill = scenario.fullest();
        for name in ["period", "kvarvarandeMedel", "aterbetalning"] {
            let part = with(bill.clone(), &format!("/slutredovisning/{name}"), None);
            refused(
                scenario,
                &part,
                &format!("slutredovisning: the field {name} is missing"),
            );
        }
        let without = with(bill.clone(), "/kostnader", None);
        refused(
            scenario,
            &without,
            "kostnader: the value is missing, but required together with slutredovisning",
        );
        let alone = with(bill, "/slutredovisning", None);
        assert!(read(&alone).is_ok());
    }
}

#[test]
fn a_stay_ends_with_day_and_time_or_is_open_and_never_before_it_began() {
    let stay = "/sjukhusvistelse/vistelser/0";
    for scenario in SCENARIOS {
        let bill = scenario.fullest();
        let place = "sjukhusvistelse/vistelser[1]";
        for (name, other) in [("tillKlockslag", "tillDatum"), ("tillDatum", "tillKlockslag")] {
            let half = with(bill.clone(), &format!("{stay}/{name}"), None);
            let expected =
                format!("{place}/{name}: the value is missing, but required together with {other}");
            refused(scenario, &half, &expected);
        }
        let before = with(
            bill.clone(),
            &format!("{stay}/tillDatum"),
            Some(value!("2026-09-28")),
        );
        refused(
            scenario,
            &before,
            &format!("{place}/tillDatum: the value may not come before franDatum"),
        );
        let same_day = with(
            bill.clone(),
            &format!("{stay}/tillDatum"),
            Some(value!("2026-09-29")),
        );
        refused(
            scenario,
            &same_day,
            &format!("{place}/tillKlockslag: the value may not come before franKlockslag"),
        );
        let minute = with(same_day, &format!("{stay}/tillKlockslag"), Some(value!("23:59")));
        assert!(read(&minute).is_ok());
    }
}

#[test]
fn an_answer_brings_what_belongs_to_it_and_nothing_else() {
    let bought = SCENARIOS[0];
    let own = SCENARIOS[3];
    for (scenario, pointer, new, expected) in [
        (
            bought,
            "/annanVerksamhet",
            value!({ "svar": "JA" }),
            "annanVerksamhet: the field verksamheter is missing",
        ),
        (
            bought,
            "/annanVerksamhet",
            value!({ "svar": "NEJ", "verksamheter": ["SKOLA"] }),
            "the field verksamheter may not stand here",
        ),
        (
            bought,
            "/annanVerksamhet",
            value!({ "svar": "JA", "verksamheter": [] }),
            "annanVerksamhet/verksamheter: the value has 0 items",
        ),
        (
            bought,
            "/annanVerksamhet",
            value!({ "svar": "KANSKE" }),
            "annanVerksamhet/svar: the value names no alternative",
        ),
        (
            bought,
            "/sjukhusvistelse",
            value!({ "svar": "JA", "vistelser": [] }),
            "sjukhusvistelse/vistelser: the value has 0 items",
        ),
        (
            bought,
            "/sjukhusvistelse",
            value!({ "svar": "NEJ", "vistelser": [] }),
            "the field vistelser may not stand here",
        ),
        (
            bought,
            "/foregaendeManad",
            value!({ "svar": "NEJ" }),
            "foregaendeManad: the field aterstaende is missing",
        ),
        (
            bought,
            "/foregaendeManad",
            value!({ "svar": "JA", "aterstaende": 1 }),
            "the field aterstaende may not stand here",
        ),
        (
            own,
            "/slutredovisning/kvarvarandeMedel",
            value!({ "svar": "JA" }),
            "the field belopp is missing",
        ),
        (
            own,
            "/slutredovisning/kvarvarandeMedel",
            value!({ "svar": "NEJ", "belopp": 0 }),
            "the field belopp may not stand here",
        ),
        (
            own,
            "/slutredovisning/aterbetalning",
            value!("BADA"),
            "slutredovisning/aterbetalning: the value is not one of the 2 values",
        ),
        (
            own,
            "/slutredovisning/aterbetalning",
            value!(["AVDRAG", "PROVNING"]),
            "slutredovisning/aterbetalning: expected a string, found an array",
        ),
        (
            own,
            "/slutredovisning/period/tillDatum",
            value!("2026-04-30"),
            "slutredovisning/period/tillDatum: the value may not come before franDatum",
        ),
        (
            own,
            "/utanforEes",
            value!(false),
            "utanforEes: the value is not one of the 1 values",
        ),
    ] {
        refused(scenario, &with(scenario.fullest(), pointer, Some(new)), expected);
    }
}

#[test]
fn values_are_held_to_their_types_just_inside_and_just_outside() {
    let bill = SCENARIOS[0];
    for (pointer, inside, outside) in [
        ("/manad", value!("2026-12"), value!("2026-13")),
        ("/telefonnummer", value!("1234567"), value!("123456")),
        (
            "/person/personnummer",
            value!("189001019802"),
            value!("18900101980"),
        ),
        ("/person/namn", value!("T"), value!("")),
        ("/assistans/aktivTid", value!(44640), value!(44641)),
        ("/assistans/vantetid", value!(0), value!(-1)),
        ("/assistans/beredskap", value!(1), value!(1.0)),
        (
            "/foregaendeManad/aterstaende",
            value!(99_999_999),
            value!(100_000_000),
        ),
        ("/kostnader/summa/perTimme", value!(9999.99), value!(10000)),
        ("/kostnader/loner/perTimme", value!(0.01), value!(0.001)),
        ("/kostnader/utfordTid", value!(1_051_200), value!(1_051_201)),
    ] {
        assert!(
            read(&with(bill.fullest(), pointer, Some(inside))).is_ok(),
            "{pointer}"
        );
        refused(bill, &with(bill.fullest(), pointer, Some(outside)), &pointer[1..]);
    }
}
