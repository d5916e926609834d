//! Bills as JSON, for each of the six scenarios.

use fk_contracts::erak::current::Rakning;
use serde_json::{Value, json};

/// A way of arranging assistance, and who signs.
#[derive(Clone, Copy, Debug)]
pub struct Scenario {
    /// The schema.
    pub name: &'static str,
    /// The person buys assistance, and is not the employer.
    pub bought: bool,
    /// The property that whoever signs for the person stands in.
    pub signer: Option<&'static str>,
}

/// All of them.
pub const SCENARIOS: [Scenario; 6] = [
    scenario("KoptAssistans", true, None),
    scenario("KoptAssistansVardnadshavare", true, Some("vardnadshavare")),
    scenario("KoptAssistansStallforetradare", true, Some("stallforetradare")),
    scenario("EgenArbetsgivare", false, None),
    scenario("EgenArbetsgivareVardnadshavare", false, Some("vardnadshavare")),
    scenario(
        "EgenArbetsgivareStallforetradare",
        false,
        Some("stallforetradare"),
    ),
];

const fn scenario(name: &'static str, bought: bool, signer: Option<&'static str>) -> Scenario {
    Scenario { name, bought, signer }
}

impl Scenario {
    /// The bill with what is required alone.
    pub fn smallest(self) -> Value {
        let mut bill = json!({
            "manad": "2026-10",
            "person": { "namn": "Test Testsson", "personnummer": "189001019802" },
            "telefonnummer": "070-174 06 05",
            "assistans": { "aktivTid": 0, "vantetid": 0, "beredskap": 0 },
            "annanVerksamhet": { "svar": "NEJ" },
            "sjukhusvistelse": { "svar": "NEJ" },
        });
        if self.bought {
            bill["foregaendeManad"] = json!({ "svar": "JA" });
        }
        if let Some(signer) = self.signer {
            bill[signer] = json!({ "namn": "Annan Testsson", "personnummer": "189001019802" });
        }
        bill
    }

    /// The bill with all that it may have.
    pub fn fullest(self) -> Value {
        let mut bill = self.smallest();
        bill["assistans"] = json!({ "aktivTid": 44640, "vantetid": 30, "beredskap": 15 });
        bill["annanVerksamhet"] =
            json!({ "svar": "JA", "verksamheter": ["BARNOMSORG", "SKOLA", "DAGLIG_VERKSAMHET"] });
        bill["sjukhusvistelse"] = json!({ "svar": "JA", "vistelser": [
            // Over the end of the month before, and still there on the last day.
            { "franDatum": "2026-09-29", "franKlockslag": "23:59", "tillDatum": "2026-10-02", "tillKlockslag": "00:00" },
            { "franDatum": "2026-10-30", "franKlockslag": "08:00" },
        ] });
        bill["utanforEes"] = json!(true);
        bill["kostnader"] = costs();
        if self.bought {
            bill["foregaendeManad"] = json!({ "svar": "NEJ", "aterstaende": 1200 });
        } else {
            bill["slutredovisning"] = json!({
                "period": { "franDatum": "2026-05-01", "tillDatum": "2026-10-31" },
                "kvarvarandeMedel": { "svar": "JA", "belopp": 99_999_999 },
                "aterbetalning": "AVDRAG",
            });
        }
        bill
    }
}

fn costs() -> Value {
    let cost = json!({ "perTimme": 345.6, "period": 120_000 });
    let mut costs = json!({ "utfordTid": 21_000 });
    for name in [
        "loner",
        "obTillagg",
        "assistansomkostnader",
        "utbildning",
        "arbetsmiljo",
        "administration",
        "summa",
    ] {
        costs[name] = cost.clone();
    }
    costs
}

/// Which scenario a bill is of.
#[must_use]
pub fn scenario_of(bill: &Rakning) -> &'static str {
    match bill {
        Rakning::KoptAssistans(_) => "KoptAssistans",
        Rakning::KoptAssistansVardnadshavare(_) => "KoptAssistansVardnadshavare",
        Rakning::KoptAssistansStallforetradare(_) => "KoptAssistansStallforetradare",
        Rakning::EgenArbetsgivare(_) => "EgenArbetsgivare",
        Rakning::EgenArbetsgivareVardnadshavare(_) => "EgenArbetsgivareVardnadshavare",
        Rakning::EgenArbetsgivareStallforetradare(_) => "EgenArbetsgivareStallforetradare",
    }
}
