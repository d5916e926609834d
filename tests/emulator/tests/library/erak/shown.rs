//! What the person is shown of a bill.

use super::supplier::{Scene, new, told};
use fk_tests::bills::{SCENARIOS, Scenario};

/// The page of a bill, with the spaces that keep a number together as plain ones.
async fn page(scene: &Scene, bill: &serde_json::Value) -> String {
    let fingerprint = scene.hand_over(&new(bill)).await;
    let (status, html) = told(scene.http.get(scene.page(&fingerprint))).await;
    assert_eq!(status, 200);
    html.replace('\u{a0}', " ")
}

fn row(label: &str, value: &str) -> String {
    format!("<dt>{label}</dt><dd>{value}</dd>")
}

fn signer(scenario: Scenario) -> Option<&'static str> {
    scenario.signer.map(|signer| match signer {
        "vardnadshavare" => "<h2>Vårdnadshavare som skriver under</h2>",
        _ => "<h2>Ställföreträdare som skriver under</h2>",
    })
}

#[tokio::test]
async fn the_smallest_bill_of_each_scenario_shows_what_it_has_and_no_more() {
    let scene = Scene::new(|options| options).await;
    for scenario in SCENARIOS {
        let html = page(&scene, &scenario.smallest()).await;
        for expected in [
            row("Månad", "oktober 2026"),
            row("Namn", "Test Testsson"),
            row("Personnummer", "18900101-9802"),
            row("Telefonnummer", "070-174 06 05"),
            row("Aktiv tid", "0 tim 0 min"),
            row(
                "Assistans i barnomsorg, skola eller daglig verksamhet enligt LSS",
                "Nej",
            ),
            row("På sjukhus under månaden", "Nej"),
        ] {
            assert!(html.contains(&expected), "{}: {expected}: {html}", scenario.name);
        }
        let month_before = row("Hela ersättningen har använts till assistans", "Ja");
        assert_eq!(html.contains(&month_before), scenario.bought, "{}", scenario.name);
        for heading in [
            "Vårdnadshavare som skriver under",
            "Ställföreträdare som skriver under",
        ] {
            let heading = format!("<h2>{heading}</h2>");
            assert_eq!(
                html.contains(&heading),
                signer(scenario) == Some(&*heading),
                "{}",
                scenario.name
            );
        }
        assert_eq!(
            html.contains(&row("Namn", "Annan Testsson")),
            scenario.signer.is_some()
        );
        for absent in ["utanför EES", "Kostnader", "Slutredovisning", "Övrigt", "<h3>"] {
            assert!(!html.contains(absent), "{}: {absent}", scenario.name);
        }
    }
}

#[tokio::test]
async fn the_fullest_bill_of_each_scenario_shows_everything_as_swedish_has_it() {
    let scene = Scene::new(|options| options).await;
    for scenario in SCENARIOS {
        let html = page(&scene, &scenario.fullest()).await;
        let mut expected = vec![
            row("Aktiv tid", "744 tim 0 min"),
            row("Väntetid", "0 tim 30 min"),
            row("Beredskap", "0 tim 15 min"),
            row("Slag av verksamhet", "Barnomsorg<br>Skola<br>Daglig verksamhet"),
            "<h3>Vistelse 1</h3>".to_owned(),
            row("Från och med", "29 september 2026"),
            row("Från klockan", "23:59"),
            row("Till och med", "2 oktober 2026"),
            row("Till klockan", "00:00"),
            "<h3>Vistelse 2</h3>".to_owned(),
            row("Från och med", "30 oktober 2026"),
            row("Till och med", "Kvar på sjukhus månadens sista dag"),
            row(
                "Vistats utanför EES med en assistent som anställts på plats",
                "Ja",
            ),
            row(
                "Utbildning",
                "345,60 kr per timme<br>120 000 kr för hela perioden",
            ),
            row("Utförd tid under perioden", "350 tim 0 min"),
        ];
        if scenario.bought {
            expected.push(row("Hela ersättningen har använts till assistans", "Nej"));
            expected.push(row("Belopp som återstår", "1 200 kr"));
        } else {
            expected.push(row("Periodens första dag", "1 maj 2026"));
            expected.push(row("Periodens sista dag", "31 oktober 2026"));
            expected.push(row("Pengar kvar av det som betalats ut under perioden", "Ja"));
            expected.push(row("Belopp som finns kvar", "99 999 999 kr"));
            expected.push(row(
                "Så betalas pengarna tillbaka",
                "Dras av från kommande utbetalningar",
            ));
        }
        for expected in expected {
            assert!(html.contains(&expected), "{}: {expected}: {html}", scenario.name);
        }
        assert_eq!(
            html.matches("345,60 kr per timme").count(),
            7,
            "{}",
            scenario.name
        );
        assert!(!html.contains("Övrigt"), "{}", scenario.name);
    }
}

#[tokio::test]
async fn whoever_signs_is_told_in_what_capacity() {
    let scene = Scene::new(|options| options).await;
    for scenario in SCENARIOS {
        let html = page(&scene, &scenario.smallest()).await;
        let expected = match scenario.signer {
            None => "<p>Jag intygar att",
            Some("vardnadshavare") => "Jag skriver under som vårdnadshavare och intygar",
            Some(_) => "Jag skriver under som god man eller förvaltare och intygar",
        };
        assert!(html.contains(expected), "{}: {html}", scenario.name);
        assert!(html.contains("<p>Leverantören har lämnat räkningen."), "{html}");
    }
}

#[tokio::test]
async fn a_page_says_its_language_fits_a_telephone_and_has_headings_in_order() {
    let scene = Scene::new(|options| options).await;
    let html = page(&scene, &SCENARIOS[3].fullest()).await;
    for expected in [
        "<html lang=\"sv\">",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
        "<title>Skriv under räkning för oktober 2026 – E-RÄK</title>",
        "<h1>Skriv under räkning för oktober 2026</h1>",
    ] {
        assert!(html.contains(expected), "{expected}: {html}");
    }
    assert_eq!(html.matches("<h1").count(), 1);
    // Each list that begins ends, before the next heading.
    for part in html.split("<h").skip(1) {
        assert_eq!(
            part.matches("<dl>").count(),
            part.matches("</dl>").count(),
            "{part}"
        );
    }
    assert!(!html.contains("<script"), "there is nothing to do for one");
}
