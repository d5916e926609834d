//! Contracts that nobody has seen: what stands in the way is told all at once, with lines to copy.

use crate::cure;
use crate::support::{Scene, schema};

/// How many components collide, and how many files are imported.
const MANY: usize = 300;

/// Does what each message says, until the crate is written; tells how many messages that took.
fn cured(scene: &Scene) -> usize {
    for messages in 0..5 {
        let output = scene.regen(&[]);
        if output.success {
            return messages;
        }
        let registry = scene.text("kontrakt/contracts.toml");
        let registry = cure::apply(&registry, output.err.trim_end());
        scene.put("kontrakt/contracts.toml", &registry.expect(&output.err));
    }
    panic!("no end of messages: {}", scene.regen(&[]).err);
}

#[test]
fn hundreds_of_names_that_differ_in_case_are_cured_by_what_one_message_says() {
    let scene = Scene::new();
    let types = (0..MANY).map(|number| {
        format!("<xs:complexType name=\"Del{number}\"/>\n<xs:complexType name=\"del{number}\"/>\n")
    });
    scene.put("kontrakt/svar.xsd", &schema(&types.collect::<String>()));
    let before = scene.regen(&[]).err;
    assert!(
        before.contains(&format!("and {} more come to names that are taken", MANY - 10)),
        "{before}"
    );
    assert_eq!(cured(&scene), 1);
}

#[test]
fn hundreds_of_choices_in_one_type_are_cured_by_what_one_message_says() {
    let scene = Scene::new();
    let choices = (0..MANY).map(|number| {
        format!("<xs:choice><xs:element name=\"a{number}\"/><xs:element name=\"b{number}\"/></xs:choice>\n")
    });
    let components = format!(
        "<xs:complexType name=\"Rot\"><xs:sequence>{}</xs:sequence></xs:complexType>",
        choices.collect::<String>()
    );
    scene.put("kontrakt/svar.xsd", &schema(&components));
    assert_eq!(cured(&scene), 1);
}

#[test]
fn hundreds_of_files_that_are_imported_are_listed_by_what_one_message_says() {
    let scene = Scene::new();
    for number in 0..MANY {
        let name = match number {
            0 => "svar.xsd".to_owned(),
            _ => format!("svar-{number}.xsd"),
        };
        let next = match number + 1 {
            MANY => "<xs:import namespace=\"urn:t0\" schemaLocation=\"svar.xsd\"/>".to_owned(),
            next => format!("<xs:import namespace=\"urn:t{next}\" schemaLocation=\"svar-{next}.xsd\"/>"),
        };
        let components = format!("{next}\n<xs:complexType name=\"Del{number}\"/>");
        let text = schema(&components).replace("urn:t\"", &format!("urn:t{number}\""));
        scene.put(&format!("kontrakt/{name}"), &text);
    }
    let before = scene.regen(&[]).err;
    assert!(
        before.contains(&format!(" and {} more are imported", MANY - 11)),
        "{before}"
    );
    assert_eq!(cured(&scene), 1);
}
