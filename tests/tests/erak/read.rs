//! Bills that are read: what is right, and what is refused with the scenario and the field in the error.

use fk_contracts::erak::current::Rakning;
use fk_runtime::json;
use serde_json::{Value, json as value};

use fk_tests::bills::{SCENARIOS, Scenario, scenario_of};
use fk_tests::broken_bills::{Broken, broken, with};

fn read(bill: &Value) -> Result<Rakning, String> {
    json::from_str(&bill.to_string()).map_err(|error| error.to_string())
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
            assert_eq!(scenario_of(&found), scenario.name);
            let written: Value = serde_json::from_str(&json::to_string(&found).unwrap()).unwrap();
            assert_eq!(written, bill);
        }
    }
}

#[test]
fn each_rule_is_refused_where_it_is_broken_and_the_scenario_is_told() {
    for Broken {
        scenario,
        bill,
        field,
        says,
    } in broken()
    {
        // What is missing and what may not stand there is told with the object's path and the field's own name.
        let name = field.rsplit('/').next().unwrap();
        let error = json::from_str::<Rakning>(&bill.to_string()).unwrap_err();
        let (path, text) = (error.path(), error.to_string());
        assert!(
            path == field || format!("{path}/{name}").trim_start_matches('/') == field,
            "{field}: {text}"
        );
        assert!(text.contains(says) && text.contains(name), "{field}: {text}");
        let told = text.contains(&format!("read as {}", scenario.name));
        assert!(told || field.is_empty(), "{}, {field}: {text}", scenario.name);
        assert!(!text.contains("1890") && !text.contains("Testsson"), "{text}");
    }
}

#[test]
fn what_decides_the_scenario_makes_another_bill_of_it_when_it_is_left_out() {
    for scenario in SCENARIOS {
        for name in ["foregaendeManad", "vardnadshavare", "stallforetradare"] {
            let bill = scenario.smallest();
            if bill.get(name).is_some() {
                let other = read(&with(bill, &format!("/{name}"), None)).unwrap();
                assert_ne!(scenario_of(&other), scenario.name);
            }
        }
    }
}

#[test]
fn what_is_just_right_is_read() {
    for scenario in SCENARIOS {
        let stay = "/sjukhusvistelse/vistelser/0";
        let same_day = with(
            scenario.fullest(),
            &format!("{stay}/tillDatum"),
            Some(value!("2026-09-29")),
        );
        let same_minute = with(same_day, &format!("{stay}/tillKlockslag"), Some(value!("23:59")));
        assert!(read(&same_minute).is_ok());
        if !scenario.bought {
            // Costs may be given in any month.
            assert!(read(&with(scenario.fullest(), "/slutredovisning", None)).is_ok());
        }
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
