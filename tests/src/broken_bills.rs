//! Each rule of a bill broken, one at a time and in every scenario that it holds for.

use serde_json::{Value, json};

use crate::bills::{SCENARIOS, Scenario};

/// A bill with one thing wrong.
#[derive(Clone, Debug)]
pub struct Broken {
    /// What scenario it would be of, were it right.
    pub scenario: Scenario,
    /// The bill.
    pub bill: Value,
    /// The path of the field that is told; empty for the bill as a whole.
    pub field: String,
    /// What our error says of it, without the field.
    pub says: &'static str,
}

const MISSING: &str = "is missing";
const FORBIDDEN: &str = "may not stand here";

/// Every rule of the agency's table of fields.
#[must_use]
pub fn broken() -> Vec<Broken> {
    let each = SCENARIOS.into_iter();
    each.flat_map(|scenario| {
        let whose = [
            required(scenario),
            of_another(scenario),
            stays(scenario),
            answers(scenario),
        ];
        let closing = if scenario.bought {
            Vec::new()
        } else {
            closing(scenario)
        };
        whose.into_iter().flatten().chain(closing).collect::<Vec<_>>()
    })
    .collect()
}

/// The bill with the value at `pointer` (RFC 6901) replaced or added; `None` takes it away.
///
/// # Panics
/// When there is no such place.
#[must_use]
pub fn with(mut bill: Value, pointer: &str, new: Option<Value>) -> Value {
    let (above, name) = pointer.rsplit_once('/').unwrap();
    let object = bill.pointer_mut(above).unwrap().as_object_mut().unwrap();
    match new {
        Some(new) => drop(object.insert(name.to_owned(), new)),
        None => assert!(object.remove(name).is_some(), "{pointer} is not there"),
    }
    bill
}

/// The fullest bill of a scenario with a place changed.
fn changed(
    scenario: Scenario,
    pointer: &str,
    new: Option<Value>,
    field: impl Into<String>,
    says: &'static str,
) -> Broken {
    Broken {
        scenario,
        bill: with(scenario.fullest(), pointer, new),
        field: field.into(),
        says,
    }
}

/// What says which scenario a bill is of: without it, it is another one's bill, and a right one.
const DECIDING: [&str; 3] = ["foregaendeManad", "vardnadshavare", "stallforetradare"];

fn required(scenario: Scenario) -> Vec<Broken> {
    let smallest = scenario.smallest();
    let names = smallest.as_object().unwrap().keys();
    let names = names.filter(|name| !DECIDING.contains(&name.as_str()));
    let whole = names.map(|name| Broken {
        scenario,
        bill: with(smallest.clone(), &format!("/{name}"), None),
        field: name.clone(),
        says: MISSING,
    });
    let inside = [
        "person/namn",
        "person/personnummer",
        "assistans/aktivTid",
        "assistans/vantetid",
    ];
    let of_signer = scenario
        .signer
        .into_iter()
        .flat_map(|signer| ["namn", "personnummer"].map(|name| format!("{signer}/{name}")));
    let inside = inside.into_iter().map(str::to_owned).chain(of_signer);
    whole
        .chain(inside.map(|path| changed(scenario, &format!("/{path}"), None, path, MISSING)))
        .collect()
}

/// What belongs to another scenario.
fn of_another(scenario: Scenario) -> Vec<Broken> {
    let mut broken = Vec::new();
    if scenario.bought {
        let closing = SCENARIOS[3].fullest()["slutredovisning"].clone();
        broken.push(changed(
            scenario,
            "/slutredovisning",
            Some(closing),
            "slutredovisning",
            FORBIDDEN,
        ));
    }
    let other = match scenario.signer {
        Some("vardnadshavare") => Some("/stallforetradare"),
        Some(_) => Some("/vardnadshavare"),
        None => None,
    };
    let person = scenario.smallest()["person"].clone();
    broken.extend(other.map(|other| changed(scenario, other, Some(person), "", "none of the alternatives")));
    broken
}

/// The last month of the period: the closing block whole, the costs with it, and one way to repay.
fn closing(scenario: Scenario) -> Vec<Broken> {
    let part = |name: &str| {
        let path = format!("slutredovisning/{name}");
        changed(scenario, &format!("/{path}"), None, path, MISSING)
    };
    let mut broken: Vec<_> = ["period", "kvarvarandeMedel", "aterbetalning"].map(part).into();
    let repay = "slutredovisning/aterbetalning";
    let money = "slutredovisning/kvarvarandeMedel";
    let money_of = |new, path: String, says| changed(scenario, &format!("/{money}"), Some(new), path, says);
    broken.extend([
        changed(
            scenario,
            "/kostnader",
            None,
            "kostnader",
            "the value is missing, but required together with slutredovisning",
        ),
        changed(
            scenario,
            &format!("/{repay}"),
            Some(json!(["AVDRAG", "PROVNING"])),
            repay,
            "expected a string, found an array",
        ),
        changed(
            scenario,
            &format!("/{repay}"),
            Some(json!("BADA")),
            repay,
            "the value is not one of the 2 values",
        ),
        // Without the rest of the block, in a month that is not the last.
        Broken {
            scenario,
            bill: with(scenario.smallest(), "/aterbetalning", Some(json!("AVDRAG"))),
            field: "aterbetalning".to_owned(),
            says: FORBIDDEN,
        },
        changed(
            scenario,
            "/slutredovisning/period/tillDatum",
            Some(json!("2026-04-30")),
            "slutredovisning/period/tillDatum",
            "the value may not come before franDatum",
        ),
        money_of(json!({ "svar": "JA" }), format!("{money}/belopp"), MISSING),
        money_of(
            json!({ "svar": "NEJ", "belopp": 0 }),
            format!("{money}/belopp"),
            FORBIDDEN,
        ),
    ]);
    broken
}

/// A stay begins with day and time, ends with both or is open, and never ends before it began, in the month before or not.
fn stays(scenario: Scenario) -> Vec<Broken> {
    let field = |name: &str| format!("sjukhusvistelse/vistelser[1]/{name}");
    let pointer = |name: &str| format!("/sjukhusvistelse/vistelser/0/{name}");
    let change =
        |name: &str, new, told: &str, says| changed(scenario, &pointer(name), new, field(told), says);
    let mut ends_sooner = change(
        "tillDatum",
        Some(json!("2026-09-29")),
        "tillKlockslag",
        "the value may not come before franKlockslag",
    );
    // It ends at 00:00 of the day on which it began.
    ends_sooner.bill = with(ends_sooner.bill, &pointer("tillKlockslag"), Some(json!("00:00")));
    vec![
        change("franDatum", None, "franDatum", MISSING),
        change("franKlockslag", None, "franKlockslag", MISSING),
        change(
            "tillKlockslag",
            None,
            "tillKlockslag",
            "the value is missing, but required together with tillDatum",
        ),
        change(
            "tillDatum",
            None,
            "tillDatum",
            "the value is missing, but required together with tillKlockslag",
        ),
        change(
            "tillDatum",
            Some(json!("2026-09-28")),
            "tillDatum",
            "the value may not come before franDatum",
        ),
        ends_sooner,
    ]
}

/// A yes or no brings what belongs to it, and nothing else.
fn answers(scenario: Scenario) -> Vec<Broken> {
    let change = |place: &str, new, told: &str, says| {
        let field = if told.is_empty() {
            place.to_owned()
        } else {
            format!("{place}/{told}")
        };
        changed(scenario, &format!("/{place}"), Some(new), field, says)
    };
    let school = json!({ "svar": "NEJ", "verksamheter": ["SKOLA"] });
    let mut broken = vec![
        change(
            "annanVerksamhet",
            json!({ "svar": "JA" }),
            "verksamheter",
            MISSING,
        ),
        change("annanVerksamhet", school, "verksamheter", FORBIDDEN),
        change(
            "annanVerksamhet",
            json!({ "svar": "JA", "verksamheter": [] }),
            "verksamheter",
            "the value has 0 items",
        ),
        change(
            "annanVerksamhet",
            json!({ "svar": "KANSKE" }),
            "svar",
            "the value names no alternative",
        ),
        change(
            "sjukhusvistelse",
            json!({ "svar": "JA", "vistelser": [] }),
            "vistelser",
            "the value has 0 items",
        ),
        change(
            "sjukhusvistelse",
            json!({ "svar": "NEJ", "vistelser": [] }),
            "vistelser",
            FORBIDDEN,
        ),
        change(
            "utanforEes",
            json!(false),
            "",
            "the value is not one of the 1 values",
        ),
    ];
    if scenario.bought {
        broken.extend([
            change(
                "foregaendeManad",
                json!({ "svar": "NEJ" }),
                "aterstaende",
                MISSING,
            ),
            change(
                "foregaendeManad",
                json!({ "svar": "JA", "aterstaende": 1 }),
                "aterstaende",
                FORBIDDEN,
            ),
        ]);
    }
    broken
}
