//! Mistakes in the shape of the file: keys, types of values, words.

use fk_codegen::registry::{Mistake, parse_registry};

use crate::{REGISTRY, refusal, refusal_of};

#[test]
fn text_that_is_not_toml_is_refused() {
    assert_eq!(
        refusal("calls = 1", "calls ="),
        "contracts.toml:54:8: string values must be quoted, expected literal string; correct it (the head of the \
         repository's schemas/contracts.toml explains each key)"
    );
}

#[test]
fn an_unknown_key_is_refused_with_those_that_may_stand_there() {
    assert_eq!(
        refusal("module = \"shared\"", "modul = \"shared\""),
        "contracts.toml:35:1: unknown field `modul`, expected one of `path`, `provenance`, `source`, `module`, \
         `roots`; correct it (the head of the repository's schemas/contracts.toml explains each key)"
    );
}

#[test]
fn unknown_keys_are_refused_in_every_table() {
    let tables = [
        "[package]",
        "[services.post]",
        "[[services.post.groups]]",
        "[services.post.personal]",
        "[[services.post.addresses]]",
        "[services.post.pacing]",
    ];
    for table in tables {
        let message = refusal(&format!("{table}\n"), &format!("{table}\nextra = 1\n"));
        assert!(message.contains("unknown field `extra`"), "{table}: {message}");
    }
    for (table, count) in [("[[services.post.versions]]", 2), ("[[services.post.files]]", 3)] {
        assert_eq!(REGISTRY.matches(table).count(), count);
        let message = refusal_of(&REGISTRY.replacen(table, &format!("{table}\nextra = 1"), 1));
        assert!(message.contains("unknown field `extra`"), "{table}: {message}");
    }
    assert!(refusal_of(&format!("extra = 1\n{REGISTRY}")).contains("unknown field `extra`"));
}

#[test]
fn a_missing_key_is_refused_at_its_table() {
    assert_eq!(
        refusal("title = \"Brev\"\n", ""),
        "contracts.toml:8:1: missing field `title`; correct it (the head of the repository's \
         schemas/contracts.toml explains each key)"
    );
}

#[test]
fn a_value_of_another_type_is_refused() {
    assert_eq!(
        refusal("title = \"Brev\"", "title = 7"),
        "contracts.toml:9:9: invalid type: integer `7`, expected a string; correct it (the head of the \
         repository's schemas/contracts.toml explains each key)"
    );
}

#[test]
fn a_pace_of_no_calls_is_refused() {
    assert_eq!(
        refusal("calls = 1", "calls = 0"),
        "contracts.toml:54:9: invalid value: integer `0`, expected a nonzero u32; correct it (the head of the \
         repository's schemas/contracts.toml explains each key)"
    );
}

#[test]
fn a_registry_without_services_is_refused() {
    assert_eq!(
        refusal_of("[catalog]\n"),
        "contracts.toml:1:1: the registry has no service; add a table `[services.<id>]` with a title, files and \
         versions"
    );
}

#[test]
fn blank_text_is_refused() {
    assert_eq!(
        refusal("title = \"Brev\"", "title = \"  \""),
        "contracts.toml:9:9: `title` is empty; fill it in or remove the line"
    );
}

#[test]
fn a_column_counts_characters() {
    let text = REGISTRY.replace("types = [\"Personnummer\"]", "types = [\"Åäö\", \"a/b\"]");
    assert_eq!(
        refusal_of(&text),
        "contracts.toml:38:17: `a/b` is not the local name of a type; a place in one goes into `elements`"
    );
}

#[test]
fn a_misspelt_word_is_refused_with_the_nearest() {
    assert_eq!(
        refusal("\"transcribed\"", "\"transscribed\""),
        "contracts.toml:34:14: `transscribed` is no provenance; expected one of published, transcribed, \
         reconstructed, illustrative; did you mean `transcribed`?"
    );
    assert_eq!(
        refusal("\"previous\"", "\"last\""),
        "contracts.toml:19:10: `last` is no status; expected one of upcoming, current, previous, retired"
    );
    assert_eq!(
        refusal("environment = \"test\"", "environment = \"tst\""),
        "contracts.toml:50:15: `tst` is no environment; expected one of test, production; did you mean `test`?"
    );
}

#[test]
fn one_service_listed_twice_is_refused() {
    assert_eq!(
        refusal_of(&format!("{REGISTRY}\n[services.post]\ntitle = \"Brev\"\n")),
        "contracts.toml:59:11: duplicate key; correct it (the head of the repository's schemas/contracts.toml \
         explains each key)"
    );
}

#[test]
fn a_mistake_can_be_told_apart_by_a_program() {
    let error = parse_registry("", "contracts.toml").expect_err("an empty registry is refused");
    assert_eq!(*error.mistake, Mistake::NoService);
}
